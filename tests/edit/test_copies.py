"""Copies are found, folded into the original, and counted under the voice they copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.edit import find_copies
from digest.edit.agencies import cited_agency, credited_agency
from digest.edit.importance import count_voices
from digest.models import Article, CopyKind

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
SENTENCES = tuple(
    f"On {day} the ministry's spokesperson number {number} described "
    "negotiations about harbour fees in detail."
    for number, day in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    )
)
WIRE = "KARIM (Reuters) - " + " ".join(SENTENCES)


def page(
    name: str, title: str = "Talks on harbour fees", body: str = "", hours: float = 0, **more: str
) -> Article:
    more.setdefault("url", f"https://{name}.example/a")
    return Article(
        id=name,
        title=title,
        body=body,
        published=NOON + timedelta(hours=hours),
        publisher=name,
        **more,
    )  # type: ignore[arg-type]


def kinds(*articles: Article) -> set[tuple[str, str, CopyKind]]:
    return {(copy.kept, copy.folded, copy.kind) for copy in find_copies(articles)}


def test_two_addresses_of_one_page_fold() -> None:
    one = page("one", canonical_url="https://one.example/a")
    amp = page("amp", hours=1, canonical_url="https://one.example/a")
    assert kinds(amp, one) == {("one", "amp", CopyKind.SAME_URL)}


def test_a_page_used_again_for_other_news_is_no_copy() -> None:
    one = page("one", "Harbour fees rise", canonical_url="https://one.example/live")
    other = page("two", "Snow closes airport", canonical_url="https://one.example/live")
    assert kinds(one, other) == set()


def test_the_same_text_under_two_titles_folds() -> None:
    text = " ".join(SENTENCES)
    assert kinds(page("b", "Other title", text, hours=2), page("a", body=text)) == {
        ("a", "b", CopyKind.SAME_TEXT)
    }


def test_a_wire_copy_folds_into_the_agency_even_when_the_agency_is_later() -> None:
    agency = page("Reuters", body=WIRE, hours=3)
    paper = page(
        "Gazette",
        "Fee talks drag on",
        WIRE + " Additional reporting by our own staff in the harbour.",
    )
    assert kinds(paper, agency) == {("Reuters", "Gazette", CopyKind.WIRE)}


def test_papers_of_one_house_fold_at_less_overlap() -> None:
    half = (
        " ".join(SENTENCES[:3])
        + " The morning paper adds a long paragraph of its own about ships and cranes here."
    )
    rest = (
        " ".join(SENTENCES[1:5])
        + " The evening paper closes with a different paragraph about cargo and its owners."
    )
    morning, evening = (
        page("morning", body=half, family="House"),
        page("evening", body=rest, hours=1, family="House"),
    )
    assert {kind for *_, kind in kinds(morning, evening)} == {CopyKind.FAMILY}


def version(title: str, hours: float, *, name: str = "v", words: str = "") -> Article:
    """Return one version of a report by the Coast Courier."""
    body = " ".join(SENTENCES) + words
    url = f"https://courier.example/{name}"
    article = page(name, title, body, hours, url=url, family="Courier")
    return replace(article, publisher="Coast Courier")


def kept(*articles: Article) -> set[str]:
    """Return the ids of the articles that stay."""
    folded = {copy.folded for copy in find_copies(articles)}
    return {article.id for article in articles} - folded


@pytest.mark.parametrize("mark", ["CORRECTED-", "UPDATE 1-", "Refile: ", ""])
def test_a_later_version_of_one_house_replaces_the_report_before_it(mark: str) -> None:
    first = version("Talks on harbour fees", 0, name="first")
    later = version(f"{mark}Talks on harbour fees", 2, name="later", words=" One line is new.")
    assert kept(first, later) == kept(later, first) == {"later"}


def test_the_mark_of_a_title_decides_between_versions_of_one_time() -> None:
    plain = version("Talks on harbour fees", 0, name="plain")
    second = version("UPDATE 2-Talks on harbour fees", 0, name="second", words=" More.")
    tenth = version("UPDATE 10-Talks on harbour fees", 0, name="tenth", words=" Still more.")
    corrected = version("CORRECTED-Talks on harbour fees", 0, name="corrected", words=" Other.")
    assert kept(plain, second) == {"second"}
    assert kept(second, tenth) == {"tenth"}
    assert kept(plain, second, tenth, corrected) == {"corrected"}


def test_a_paper_that_prints_a_wire_text_later_replaces_no_agency() -> None:
    agency = page("Reuters", body=WIRE)
    paper = page("Gazette", body=WIRE + " Additional reporting by our own staff.", hours=5)
    assert kept(agency, paper) == {"Reuters"}


def test_the_newest_version_of_an_agency_stands_for_all_papers_that_print_it() -> None:
    first, second = page("Reuters", body=WIRE), page("Reuters", body=WIRE + " It adds.", hours=2)
    second = replace(second, id="Reuters 2", url="https://reuters.example/b")
    paper = page("Gazette", body=WIRE, hours=1)
    assert kept(first, second, paper) == {"Reuters 2"}


def test_an_original_that_gave_way_is_folded_for_the_reason_of_its_successor() -> None:
    first, second = page("Reuters", body=WIRE), page("Reuters", body=WIRE + " It adds.", hours=2)
    second = replace(second, id="Reuters 2", url="https://reuters.example/b")
    paper = page("Gazette", body=WIRE, hours=1)
    # the paper prints the first text word for word; the second one has more
    assert kinds(first, second, paper) == {
        ("Reuters 2", "Reuters", CopyKind.WIRE),
        ("Reuters 2", "Gazette", CopyKind.SAME_TEXT),
    }


def toll(name: str, dead: str, hours: float, *, dateline: str = "", rest: str = "") -> Article:
    """Return a report of a sunken ferry that counts the dead."""
    opening = f"At least {dead} people drowned when a ferry sank off Karim, the coast guard said. "
    article = page(name, f"Ferry sinks, {dead} dead", dateline + opening + WIRE_REST + rest, hours)
    return replace(article, publisher=name.split(":")[0])


WIRE_REST = " ".join(SENTENCES[:4])
BY_REUTERS = "KARIM (Reuters) - "


def test_the_newest_rewrite_of_an_agency_stands_above_a_papers_older_print() -> None:
    older = toll("Gazette", "seven", 0, dateline=BY_REUTERS)
    with_dateline = toll("Reuters", "nine", 3, dateline=BY_REUTERS)
    without = toll("Reuters", "nine", 3)
    assert kept(older, with_dateline) == kept(with_dateline, older) == {"Reuters"}
    # an agency's own pages often lack the dateline
    assert kept(older, without) == kept(without, older) == {"Reuters"}


@pytest.mark.parametrize("first", ["Gazette", "Reuters"])
def test_the_newest_rewrite_of_an_agency_stands_in_the_paper_that_prints_it(first: str) -> None:
    older = toll(first, "seven", 0, dateline=BY_REUTERS)
    newer = toll("Herald", "nine", 3, dateline=BY_REUTERS)
    late_print = toll("Courier", "seven", 5, dateline="MAREL (Reuters) - ", rest=" More here.")
    again = toll("Post", "nine", 6, dateline=BY_REUTERS, rest=" The harbour is shut.")
    assert kept(older, newer) == kept(newer, older) == {"Herald"}
    # a print of a version that is known already is no newer one
    assert kept(older, newer, late_print, again) == {"Herald"}


def test_a_papers_rewrite_without_the_name_of_the_agency_replaces_no_print() -> None:
    older = toll("Gazette", "seven", 0, dateline=BY_REUTERS)
    own, other = toll("Herald", "nine", 3), toll("Post", "nine", 3, dateline="KARIM (EFE) - ")
    assert kept(older, own) == {"Gazette"}
    assert kept(older, other) == {"Gazette"}


def test_two_services_of_one_agency_are_one_house() -> None:
    older = toll("Reuters World", "seven", 0)
    newer = toll("Reuters", "nine", 3)
    assert kept(older, newer) == {"Reuters"}


def test_a_page_that_is_known_by_its_number_may_change_its_whole_title() -> None:
    key = "https://courier.example/2020454"
    first = replace(version("Strike kills nine", 0, name="a"), canonical_url=key, body="")
    later = replace(version("Death toll rises", 1, name="b"), canonical_url=key, body="")
    assert kept(first, later) == {"b"}


def test_one_article_given_twice_is_no_copy_of_itself() -> None:
    article = version("Talks on harbour fees", 0)
    assert find_copies([article, article]) == ()


@pytest.mark.parametrize(("words", "is_copy"), [(24, False), (25, False), (26, True)])
def test_a_text_of_more_than_twenty_five_words_is_long_enough_to_be_copied(
    words: int, is_copy: bool
) -> None:
    text = " ".join(f"word{number}" for number in range(words))
    pair = page("one", "Ships", text), page("two", "Cranes", text, hours=1)
    assert bool(find_copies(pair)) is is_copy


def test_articles_on_one_event_in_own_words_are_no_copies() -> None:
    own = (
        "Fee talks went into a second week. Negotiators met behind closed doors while cargo "
        "waited off the coast, and " * 2
    )
    assert kinds(page("one", body=" ".join(SENTENCES)), page("two", body=own)) == set()


def test_every_copy_is_folded_once_into_an_article_that_is_kept() -> None:
    articles = [page(str(n), body=WIRE, hours=n) for n in range(5)]
    copies = find_copies(articles)
    folded = [copy.folded for copy in copies]
    assert len(folded) == len(set(folded)) == 4
    assert {copy.kept for copy in copies}.isdisjoint(folded)
    assert {(c.kept, c.folded) for c in find_copies(articles[::-1])} == {
        (c.kept, c.folded) for c in copies
    }


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("BEIRUT (Reuters) - Talks opened.", "Reuters"),
        ("GAZA CITY, Gaza Strip (AP) — Talks opened.", "AP"),
        ("Talks opened in Beirut, Reuters said.", ""),
    ],
)
def test_the_dateline_credits_an_agency(text: str, agency: str) -> None:
    assert credited_agency(page("x", body=text)) == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("A ship was seized, Iran's army said, citing Reuters.", "Reuters"),
        ("The ship was released, AFP reported on Monday.", "AFP"),
        ("The ship was released on Monday.", ""),
    ],
)
def test_leaning_on_an_agency_is_noticed(text: str, agency: str) -> None:
    assert cited_agency(page("x", lead=text)) == agency


def test_one_agency_and_one_house_are_one_voice_each() -> None:
    agency = page("Reuters", body=WIRE)
    other = page("Gazette", body="KARIM (Reuters) - A short and different item on the harbour.")
    morning, evening = (
        page("m", body="Own words.", family="House"),
        page("e", body="Own other words.", family="House"),
    )
    assert count_voices([agency, other, morning, evening], ()) == 2


@pytest.mark.parametrize(
    ("title", "is_copy"),
    [
        ("alpha two three four five", True),
        ("one two three four five", False),
        ("alpha two three four five six", True),
    ],
)
def test_a_fifth_of_the_words_of_the_shorter_title_tells_one_page(
    title: str, is_copy: bool
) -> None:
    address = "https://one.example/live"
    first = page("one", "alpha beta gamma delta omega", canonical_url=address)
    second = page("two", title, hours=1, canonical_url=address)
    assert bool(kinds(first, second)) is is_copy


def test_one_word_of_six_in_common_is_other_news() -> None:
    address = "https://one.example/live"
    first = page("one", "alpha beta gamma delta omega sigma", canonical_url=address)
    second = page("two", "alpha two three four five six", hours=1, canonical_url=address)
    assert kinds(first, second) == set()


def test_number_in_the_address_names_one_story_whatever_its_title() -> None:
    address = "https://one.example/news-123456"
    first = page("one", "Harbour fees rise", canonical_url=address)
    second = page("two", "Snow closes airport", hours=1, canonical_url=address)
    assert kinds(first, second) == {("one", "two", CopyKind.SAME_URL)}
