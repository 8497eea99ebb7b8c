"""A candidate knows its days, its years, its names and its tolls, in the language of its
article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_news import article

from digest.write.candidates import quotables
from digest.write.quotable import Quotable

OPENING = "Marenia closed the harbor of Port Avel for a month after a blast."


def quote(text: str, *, language: str = "en", index: int = 1) -> Quotable:
    found = quotables(article("a", "T", body=text, language=language))[0]
    return replace(found, index=index)


@pytest.mark.parametrize(
    ("text", "language", "dated"),
    [
        ("The harbor of Avel was closed on Tuesday by the army.", "en", True),
        ("The harbor of Avel was closed overnight by the army.", "en", True),
        ("The harbor of Avel was closed in March by the army.", "en", False),
        ("Der Hafen von Avel wurde am Dienstag von der Armee geschlossen.", "de", True),
        ("Le port d’Avel a fermé mardi après un incendie du dépôt.", "fr", True),
    ],
)
def test_a_day_of_these_days_makes_a_sentence_dated(text: str, language: str, dated: bool) -> None:
    assert quote(text, language=language).dated is dated


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("A smaller fire at the depot shut the harbor in 2019.", True),
        ("The new quay of the harbor is to open in 2026.", False),
        ("The new quay of the harbor is to open in 2027.", False),
        ("A smaller fire shut the harbor of Avel two years ago.", True),
        ("The harbor of Avel held 1900 people during the night.", False),
    ],
)
def test_an_earlier_time_makes_a_sentence_look_back(text: str, back: bool) -> None:
    assert quote(text).looks_back is back


def test_the_first_sentence_looks_back_by_its_years_alone() -> None:
    text = "A smaller fire shut the harbor of Avel two years ago."
    assert not quote(text, index=0).looks_back


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Why did the harbor of Port Avel close today?", True),
        ("The harbor closed today again.", True),
        ("The harbor closed today once again.", False),
        ("A spokesman for the port of Avel declined to comment.", True),
        ("Orlov declined to say how long the harbor of Avel stays shut.", True),
        ("Reuters reported that the harbor of Avel is shut.", True),
        ("Orlov told Reuters that the harbor of Avel is shut.", False),
    ],
)
def test_questions_scraps_and_second_hand_reports_tell_nothing(text: str, nothing: bool) -> None:
    assert quote(text).tells_nothing is nothing


def test_common_words_are_those_without_a_capital() -> None:
    assert "avel" not in quote("The fire in Avel closed the great harbor.").common
    german = quote("Das Feuer in Avel schloss den großen Hafen der Stadt.", language="de")
    assert german.common == german.content


def test_tolls_without_a_number_do_not_count() -> None:
    found = quote("The blast in Avel killed 12 dockers and wounded dozens.").tolls
    assert found == {("killed", 12)}


def test_a_passage_cites_the_span_of_the_sentence() -> None:
    sentence = quote(OPENING)
    passage = sentence.passage
    assert sentence.article.body[passage.start : passage.end] == passage.text == OPENING
    assert (passage.article_id, passage.attribution) == ("a", "")


@pytest.mark.parametrize(
    ("text", "language", "own"),
    [
        ("The harbor of Avel was to open early yesterday after a strike.", "en", True),
        ("The harbor of Avel was to open yesterday, on Monday, after a strike.", "en", False),
        ("“The harbor of Avel opens today,” Dana Orlov told the dockers.", "en", False),
        ("The harbor of Avel was to open in March after a strike.", "en", False),
        ("Der Hafen von Avel wurde gestern von der Armee geschlossen.", "de", True),
        ("Der Hafen von Avel wurde am Montag von der Armee geschlossen.", "de", False),
        ("Le port d’Avel a fermé hier après un incendie du dépôt.", "fr", True),
        ("Le port d’Avel a fermé lundi après un incendie du dépôt.", "fr", False),
    ],
)
def test_a_sentence_without_a_weekday_may_name_its_own_day(
    text: str, language: str, own: bool
) -> None:
    assert quote(text, language=language).names_its_own_day is own
