"""The text that an outlet prints below many articles is cut before articles are compared."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit import cluster_articles, find_copies
from digest.edit.repeated_text import cut_repeated_text
from digest.models import Article, CopyKind

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
CALL = "Subscribe to our channel for more stories from the whole region. "
CALL += "Follow us on every platform and tell your friends about our reporting."
LEADS = (
    "Soldiers seized a depot in Karim.",
    "Bakers raised the price of bread.",
    "A storm closed the port of Veldt.",
    "Teachers of Ombria went on strike.",
)
TITLES = ("Depot seized", "Bread is dear", "Port closed", "Teachers strike")


def page(number: int, *, publisher: str = "Screen", call: str = CALL) -> Article:
    return Article(
        id=f"{publisher}{number}",
        url=f"https://{publisher}.example/{number}",
        title=TITLES[number],
        lead=f"{LEADS[number]} {call}",
        publisher=publisher,
        family=publisher,
        published=NOON,
        language="en",
    )


def leads(articles: list[Article]) -> list[str]:
    return [article.lead for article in cut_repeated_text(articles)]


def test_sentences_that_four_articles_of_an_outlet_have_are_cut() -> None:
    assert leads([page(number) for number in range(4)]) == list(LEADS)


def test_three_articles_may_say_the_same() -> None:
    three = [page(number) for number in range(3)]
    assert cut_repeated_text(three) == three


def test_the_same_words_in_four_outlets_are_no_habit_of_one() -> None:
    four = [page(number, publisher=f"Paper{number}") for number in range(4)]
    assert cut_repeated_text(four) == four


def test_four_updates_of_one_page_are_not_cut_to_nothing() -> None:
    updates = [page(0) for _ in range(4)]
    assert cut_repeated_text(updates) == updates


def test_a_short_sentence_repeats_by_chance() -> None:
    short = [page(number, call="He said no more.") for number in range(4)]
    assert cut_repeated_text(short) == short


@pytest.mark.parametrize(
    ("call", "is_cut"), [("He said no more now.", True), ("He said no more so.", False)]
)
def test_a_sentence_of_twenty_letters_is_looked_at(call: str, is_cut: bool) -> None:
    assert len(call) == (20 if is_cut else 19)
    assert (leads([page(number, call=call) for number in range(4)]) == list(LEADS)) is is_cut


def test_lines_of_a_body_are_cut_as_well_and_the_rest_stays_as_it_was() -> None:
    line = "Sign up here for the letter of our desk"
    bodies = [
        Article(
            id=str(number),
            url="",
            title=TITLES[number],
            body=f"{LEADS[number]}\n\n{line}\n\nMore of {number} follows below.",
            publisher="Paper",
            published=NOON,
        )
        for number in range(4)
    ]
    cut = cut_repeated_text(bodies)
    assert cut[0].body == f"{LEADS[0]}\n\nMore of 0 follows below."


def test_articles_that_share_an_invitation_are_neither_copies_nor_one_event() -> None:
    pages = [page(number) for number in range(4)]
    assert find_copies(pages) == ()
    clusters = cluster_articles(pages)
    assert len(clusters) == 4
    assert clusters[0].articles[0].lead.endswith("reporting.")


def test_papers_of_one_house_copy_each_other_only_under_titles_with_a_word_in_common() -> None:
    own = (
        "The council met for hours and chose a new harbour master after a long debate. "
        "Members of both benches praised the choice. "
    )
    other = (
        "Rain fell on the hills while shepherds brought their flocks home before night. "
        "Old people could recall no summer as wet. "
    )
    shared = (
        "Ministers promised yesterday that the footbridge would be rebuilt before winter comes. "
    )
    one = Article(
        id="a", url="a", title="Council chooses harbour master", body=own + shared,
        family="House", published=NOON,
    )  # fmt: skip
    alike = Article(
        id="b", url="b", title="Harbour has a new chief", body=other + shared,
        family="House", published=NOON,
    )  # fmt: skip
    unlike = Article(
        id="c", url="c", title="Shepherds come home", body=other + shared,
        family="House", published=NOON,
    )  # fmt: skip
    assert [copy.kind for copy in find_copies([one, alike])] == [CopyKind.FAMILY]
    assert find_copies([one, unlike]) == ()
