"""The tables of genres and clusters, for English, German and languages without tables."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.genre import reads_as_comment, why_no_report
from digest.edit.profile import clean_text, clean_title, is_round_up, profile_batch
from digest.edit.word_tables import cluster_tables, genre_patterns, title_label, weekday_names
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(title: str, body: str = "", language: str = "de", path: str = "hafen") -> Article:
    return Article(
        id="a",
        url=f"https://blatt.example/{path}/1",
        title=title,
        body=body,
        published=NOON,
        language=language,
    )


@pytest.mark.parametrize(
    ("article", "kind"),
    [
        (page("Kommentar: Der Hafen muss öffnen"), "an opinion"),
        (page("Der Hafen", path="meinung"), "an opinion"),
        (page("Podcast: Der Hafen"), "a feature, podcast or gallery"),
        (page("Der Hafen in Bildern"), "a video or pictures"),
        (page("Umfrage: Mehrheit für den Hafen"), "a poll"),
        (page("Liveticker: Der Hafen brennt"), "a round-up"),
        (page("Was heute wichtig wird"), "a round-up"),
        (page("Der Hafen", "Anna Muster ist Professorin für Recht in Avel."), "an opinion"),
        (page("Der Hafen", "Ich war dort. Meine Stadt brennt. Ich bleibe."), "a text in the first "
         "person"),
        # English stands on pages of every language
        (page("Opinion: Der Hafen muss öffnen"), "an opinion"),
        (page("Der Hafen öffnet wieder"), ""),
    ],
)  # fmt: skip
def test_german_genres_are_told_from_reports(article: Article, kind: str) -> None:
    assert why_no_report(article) == kind


def test_german_words_tell_no_genre_in_other_languages() -> None:
    assert why_no_report(page("Kommentar: Der Hafen muss öffnen", language="fr")) == ""


@pytest.mark.parametrize(
    ("title", "weighs"),
    [
        ("Warum der Hafen brennt", True),
        ("Analyse: Der Hafen", True),
        ("Brennt der Hafen?", True),
        ("Der Hafen brennt", False),
    ],
)
def test_german_titles_that_promise_thoughts_read_as_comments(title: str, weighs: bool) -> None:
    assert reads_as_comment(page(title)) is weighs


def test_a_german_text_that_argues_more_than_it_reports_reads_as_a_comment() -> None:
    argument = "Wir sollten den Hafen natürlich öffnen, doch leider zögern wir. " * 15
    report = "Der Sprecher sagte am Montag laut Bericht, der Hafen bleibe geschlossen. " * 15
    assert reads_as_comment(page("Der Hafen", argument))
    assert not reads_as_comment(page("Der Hafen", report))


def test_a_german_live_page_is_a_round_up() -> None:
    assert is_round_up(page("Liveblog zum Brand im Hafen"))
    assert not is_round_up(page("Brand im Hafen"))


def test_a_label_before_a_title_is_cut_in_each_language_with_a_table() -> None:
    assert clean_title("Eilmeldung: Hafen brennt") == "Hafen brennt"
    assert clean_title("LIVE: Port burns") == "Port burns"
    assert title_label().match("Hafen: brennt") is None


def test_lines_around_a_german_text_are_left_out() -> None:
    text = clean_text(page("Hafen", "Der Hafen brennt. Lesen Sie auch: Das Amt ruht. Er ist zu."))
    assert "Amt" not in text
    assert "Der Hafen brennt." in text


def test_german_stop_words_are_no_terms_and_english_ones_never_are() -> None:
    profiles = profile_batch([page("Der Hafen und the port für alle")])
    assert set(profiles.terms) & {"der", "und", "the", "fur", "für"} == set()


def test_a_weekday_is_one_term_in_each_language_with_a_table() -> None:
    german, english = page("x", "Am Montag brannte es."), page("x", "On Monday.", language="en")
    profiles = profile_batch([german, english])
    assert profiles.days == [frozenset({1}), frozenset({1})]
    assert weekday_names()[0] == "monday"


@pytest.mark.parametrize("language", ["xx", "", "fr"])
def test_a_language_without_tables_reads_the_english_ones(language: str) -> None:
    assert cluster_tables(language).dull == cluster_tables("en").dull
    assert genre_patterns(language).polls == genre_patterns("en").polls
