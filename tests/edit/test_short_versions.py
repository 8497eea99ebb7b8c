"""A brief report and its update are told from two brief reports of one house."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from text_growth import assert_steady_growth

from digest.edit import find_copies
from digest.edit.short_versions import SHORT_TEXT_WORDS, VERSIONS_APART, short_versions
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
FIRST = "Seven people died when a ferry sank off Karim, the coast guard said."
LATER = "The toll of a ferry that sank off Karim rose to nine, the coast guard said."


def brief(
    name: str, title: str, text: str, hours: float = 0, publisher: str = "Coast Courier"
) -> Article:
    return Article(
        id=name,
        url=f"https://sample.example/{name}",
        title=title,
        body=text,
        published=NOON + timedelta(hours=hours),
        publisher=publisher,
    )


def kept(*articles: Article) -> set[str]:
    """Return the ids of the articles that stay."""
    folded = {copy.folded for copy in find_copies(articles)}
    return {article.id for article in articles} - folded


@pytest.mark.parametrize(
    "title",
    [
        "UPDATE 2-Nine die as ferry sinks off Karim",
        "Nine die as ferry sinks off Karim (2nd lead)",
        "CORRECTED-Nine die as ferry sinks off Karim",
        "Nine die as ferry sinks off Karim",
    ],
)
def test_the_update_of_a_brief_report_stands(title: str) -> None:
    first = brief("first", "Seven die as ferry sinks off Karim", FIRST)
    later = brief("later", title, LATER, 2)
    assert kept(first, later) == kept(later, first) == {"later"}


def test_the_higher_number_stands_between_two_of_one_time() -> None:
    first = brief("first", "UPDATE 1-Seven die as ferry sinks", FIRST)
    second = brief("second", "UPDATE 2-Nine die as ferry sinks", LATER)
    assert kept(first, second) == kept(second, first) == {"second"}


def test_a_mark_and_one_headline_need_no_equal_words_in_the_text() -> None:
    first = brief("first", "Ferry sinks off Karim", FIRST)
    later = brief("later", "Ferry sinks off Karim", "Divers search wreckage.", 1)
    assert kept(first, later) == {"first", "later"}
    marked = replace(later, title="UPDATE 1-Ferry sinks off Karim")
    assert kept(first, marked) == {"later"}


def test_brief_reports_of_two_houses_or_of_other_news_stay() -> None:
    first = brief("first", "Seven die as ferry sinks off Karim", FIRST)
    elsewhere = brief("other", "UPDATE 1-Seven die as ferry sinks", LATER, 1, "Harbour Post")
    other = brief("other", "UPDATE 1-Grain prices fall in Karim", "Wheat lost a tenth.", 1)
    assert kept(first, elsewhere) == {"first", "other"}
    assert kept(first, other) == {"first", "other"}


def test_one_word_in_common_is_no_headline_in_common() -> None:
    first = brief("first", "Karim: ferry", FIRST)
    later = brief("later", "UPDATE 1-Karim: prices", LATER, 1)
    assert kept(first, later) == {"first", "later"}


def test_articles_without_a_publisher_have_no_versions() -> None:
    first = brief("first", "Seven die as ferry sinks", FIRST, 0, "")
    later = brief("later", "UPDATE 1-Nine die as ferry sinks", LATER, 1, "")
    assert list(short_versions([first, later])) == []


@pytest.mark.parametrize(("later_by", "found"), [(0, True), (1, False)])
def test_versions_are_a_day_apart_at_most(later_by: int, found: bool) -> None:
    first = brief("first", "Seven die as ferry sinks", FIRST)
    when = NOON + VERSIONS_APART + timedelta(seconds=later_by)
    later = replace(brief("later", "UPDATE 1-Nine die as ferry sinks", LATER), published=when)
    assert bool(list(short_versions([first, later]))) is found


@pytest.mark.parametrize(("words", "found"), [(SHORT_TEXT_WORDS, True), (61, False)])
def test_longer_texts_are_left_to_the_index_of_copies(words: int, found: bool) -> None:
    first = brief("first", "Seven die as ferry sinks", FIRST)
    later = brief("later", "UPDATE 1-Nine die as ferry sinks", "word " * words, 1)
    assert bool(list(short_versions([first, later]))) is found


def test_a_house_with_thousands_of_brief_reports_costs_time_by_their_number() -> None:
    def compare(marks: str) -> None:
        reports = []
        for number in range(len(marks)):
            # one word of all headlines, and two that no other headline has
            title = f"Karim reports a{number} b{number}"
            reports.append(brief(f"r{number}", title, f"The port of c{number} said d{number}."))
        assert list(short_versions(reports)) == []

    assert_steady_growth(compare, "", "r", 1000)
