"""The subject and preheader are sentences or clean fronts, in bounds, and say two things."""

from __future__ import annotations

import pytest
from sample_news import NOW

from digest.models import Item, KnowMore, Passage
from digest.write.subject import PREHEADER_CHARS, SUBJECT_CHARS, subject_and_preheader

LONG = (
    "Marenia Closes Every Harbor West Tessel Fishermen Rely Upon Following Deadly Winter Explosions"
)


def item(headline: str, *sentences: str, links: tuple[str, ...] = (), dek: str = "") -> Item:
    return Item(
        story_id=headline,
        headline=Passage(text=headline, article_id="a"),
        dek=Passage(text=dek, article_id="a") if dek else None,
        lead=tuple(Passage(text=text, article_id="a") for text in sentences),
        know_more=tuple(
            KnowMore(passage=Passage(text=link, article_id="b"), url="", outlet="", published=NOW)
            for link in links
        ),
        article_ids=("a", "b"),
    )


def test_a_short_headline_gives_way_to_the_sentence_that_opens_the_story() -> None:
    opening = "Marenia shut its harbor to stop the oil from spreading."
    assert subject_and_preheader([item("Why Marenia acted", opening)])[0] == opening.rstrip(".")


def test_another_outlets_whole_headline_stands_for_one_that_must_be_broken() -> None:
    other = "Marenia closes harbor after deadly winter explosions"
    assert subject_and_preheader([item(LONG, links=(other,))])[0] == other


def test_a_link_to_other_news_never_stands_for_the_headline() -> None:
    assert (
        subject_and_preheader(
            [item(LONG, links=("Solmar elects a new parliament amid heavy rain",))]
        )[0][:7]
        == "Marenia"
    )


def test_two_short_headlines_make_one_preheader() -> None:
    items = [
        item("Marenia closes its largest harbor after a blast"),
        item("Solmar opens its quay"),
        item("Tessel votes on port fees"),
    ]
    assert subject_and_preheader(items)[1] == "Solmar opens its quay; Tessel votes on port fees"


@pytest.mark.parametrize(
    "sentence",
    [
        "But Orlov said the fishermen of Marenia would not accept a closure of that length.",
        "He told the fishermen of Marenia that help was under way from every port of the coast.",
    ],
)
def test_a_dangling_sentence_is_no_preheader(sentence: str) -> None:
    assert (
        subject_and_preheader([item("Storm sinks four boats off the coast of Tessel", sentence)])[1]
        == ""
    )


def test_a_sentence_is_not_cut_before_its_main_clause() -> None:
    dek = (
        "Before engineers from three ports of the coast could enter what was left of the depot, "
        "eleven days went by."
    )
    fact = "Solmar has sent two ships with food and water to the fishermen."
    items = [item("Storm sinks four boats off the coast of Tessel", fact, dek=dek)]
    assert subject_and_preheader(items)[1] == fact.rstrip(".")


def test_no_cut_leaves_a_possessive_or_a_preposition_hanging() -> None:
    headline = "Solmar asks Tessel to step up the protection of Marenia's Orlov, officials say"
    assert (
        subject_and_preheader([item(headline)])[0] == "Solmar asks Tessel to step up the protection"
    )


def test_both_are_in_bounds_where_whole_texts_allow_it() -> None:
    second = "Solmar opens its quay to ships of the whole coast"
    subject, preheader, _ = subject_and_preheader(
        [item("Marenia closes its largest harbor after a blast"), item(second)]
    )
    assert SUBJECT_CHARS[0] <= len(subject) <= SUBJECT_CHARS[1]
    assert preheader == second
    assert len(preheader) <= PREHEADER_CHARS[1]


def test_a_subject_of_another_issue_of_the_day_is_not_chosen_again() -> None:
    opening = "Marenia shut its harbor to stop the oil from spreading"
    first = item("Marenia closes its largest harbor after a spill", f"{opening}.")
    second = item("Water ministers fix a date for the joint inspection")
    free = subject_and_preheader([first, second])[0]
    assert free == first.headline.text
    other = subject_and_preheader([first, second], taken=(free.upper(),))[0]
    assert other == opening
    last = subject_and_preheader([first, second], taken=(free, opening))[0]
    assert last == second.headline.text


@pytest.mark.parametrize(
    ("headline", "torn"),
    [
        ("Envoy delivers 'home truths' as angry Marenia crowds call for change", "call"),
        ("Marenia continues its push for ties with the north even after the assault", "even"),
        (
            "Strike kills the commander of a Marenia militia south of the capital, police say",
            "south",
        ),
    ],
)
def test_a_subject_is_never_cut_behind_a_word_that_waits_for_the_next(
    headline: str, torn: str
) -> None:
    subject, _, _ = subject_and_preheader([item(headline)])
    assert not subject.lower().endswith(f" {torn}")
    assert subject
