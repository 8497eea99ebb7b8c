"""Word tables: English is read beside every language, and an absent table matches no text."""

from __future__ import annotations

import pytest

from digest.edit.word_tables import cluster_tables, genre_patterns, title_label, weekday_names
from digest.languages import LANGUAGES

NAMES = (
    "opinions",
    "shows",
    "sport",
    "videos",
    "live_pages",
    "analysis_pages",
    "opinion_outlets",
    "shown",
    "polls",
    "round_ups",
    "credit",
    "author_line",
    "first_person",
    "argues",
    "reports",
)


@pytest.mark.parametrize("code", [*LANGUAGES, "xx", ""])
@pytest.mark.parametrize("name", NAMES)
def test_no_pattern_matches_an_empty_text(code: str, name: str) -> None:
    assert getattr(genre_patterns(code), name).search("") is None


@pytest.mark.parametrize("code", [*LANGUAGES, "xx", "de-AT", "EN-gb"])
def test_english_words_are_read_in_every_language(code: str) -> None:
    patterns = genre_patterns(code)
    assert patterns.opinions.fullmatch("Opinion")
    assert patterns.shows.match("Podcast: the port")
    assert "the" in cluster_tables(code).dull


def test_words_of_a_language_are_read_in_that_language_alone() -> None:
    assert genre_patterns("de").opinions.fullmatch("Leitartikel")
    assert genre_patterns("de-CH").opinions.fullmatch("Leitartikel")
    assert not genre_patterns("en").opinions.fullmatch("Leitartikel")
    assert not genre_patterns("fr").opinions.fullmatch("Leitartikel")


@pytest.mark.parametrize(
    ("title", "is_label"),
    [
        ("Opinion: the port", True),
        ("OPINION | the port", True),
        ("Opinion – the port", True),
        ("Opinions of the port", False),
        ("Opinion", False),
    ],
)
def test_a_mark_behind_a_word_makes_it_a_label(title: str, is_label: bool) -> None:
    found = genre_patterns("en").opinions.match(title)
    assert bool(found and found["label"]) is is_label


@pytest.mark.parametrize(
    ("title", "asks"),
    [
        ("Will the port reopen?", True),
        ("هل يعاد فتح المرفأ؟", True),
        ("“Will it reopen?”", True),
        ("Will it reopen? | Paper", True),
        ("Will it reopen? Ships wait", False),
        ("The port reopens", False),
    ],
)
def test_a_title_that_asks_weighs_the_news(title: str, asks: bool) -> None:
    assert bool(genre_patterns("xx").weighs.search(title)) is asks


def test_the_writers_i_is_a_capital() -> None:
    pattern = genre_patterns("en").first_person
    assert pattern.search("Then I left.")
    assert not pattern.search("Then i left.")


def test_weekdays_have_one_number_in_every_language() -> None:
    assert weekday_names()[0] == "monday"
    assert len(weekday_names()) == 7
    for number, day in enumerate(weekday_names(), start=1):
        assert cluster_tables("de").days[day] == number
    assert cluster_tables("de").days["montag"] == 1
    assert cluster_tables("de").days["sonntag"] == 7
    assert "montag" not in cluster_tables("en").days


def test_a_line_around_the_text_reaches_to_the_end_of_its_sentence() -> None:
    tables = cluster_tables("en")
    for code, language in LANGUAGES.items():
        words = language.cluster_words
        if words is None:
            continue
        for marker in words.around:
            text = f"The port is open. {marker.capitalize()} our news. Ships sail."
            assert cluster_tables(code).around.search(text), marker
    assert not tables.around.search("The port is open. Ships sail.")


@pytest.mark.parametrize(
    ("title", "bare"),
    [("Breaking: Port reopens", "Port reopens"), ("Port: it reopens", "Port: it reopens")],
)
def test_a_label_before_a_title_is_known_in_all_languages(title: str, bare: str) -> None:
    assert title_label().sub("", title) == bare
