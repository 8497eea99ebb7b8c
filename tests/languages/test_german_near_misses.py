"""Each German sign has a sentence of news that looks like its example and stays in the mail."""

from __future__ import annotations

import pytest

from digest.languages import LANGUAGES
from digest.write.cleaning import is_boilerplate
from digest.write.context_free import stands_alone

GERMAN = LANGUAGES["de"]

NEWS_LIKE_BOILERPLATE = {
    "byline": ("Von Avel fahren zwei Schiffe nach Solmar.", "Vonnöten ist ein neuer Hafen."),
    "call to read on": ("Lesen lernen die Kinder in Avel im Hafen.", "Mehrere Schiffe sanken."),
    "call to subscribe or to follow": (
        "Abonnenten der Zeitung klagen in Avel.",
        "Folgen des Brandes sind in Avel zu sehen.",
    ),
    "advertisement": ("Anzeigen gegen Orlov gingen in Avel ein.", "Anzeichen gibt es in Avel."),
    "credit or caption": ("Fotos aus Avel halfen der Polizei.", "Bilder des Brandes fehlen noch."),
    "about the page": ("Dieser Artikel des Vertrags gilt in Avel.",),
    "newsletter of the outlet": ("Der Newsletter der Partei nannte neun Namen.",),
    "offer": ("Vier Wochen lang testet Marenia den neuen Hafen.",),
}

WHOLE_LIKE_OPENINGS = {
    "pronoun": ("Sieben Schiffe liegen in Avel.", "Erik Muster verließ den Hafen von Avel."),
    "it, but no weather and no impersonal verb": ("Es gibt in Avel kein Brot.",),
    "that as the subject": ("Das Ministerium von Marenia schloss den Hafen.",),
    "link to the sentence before": (
        "Zuden ist ein Dorf in Marenia.",
        "Alsonia schloss den Hafen von Avel.",
    ),
    "there, with it, for it": ("Dabern ist ein Dorf in Marenia.",),
    "the one and the other": ("Die Einnahmen des Hafens von Avel sinken.",),
    "speech whose speaker came before": ("Nach Angaben der Polizei bleibt der Hafen von Avel zu.",),
}


@pytest.mark.parametrize(("name", "sentences"), NEWS_LIKE_BOILERPLATE.items())
def test_news_that_looks_like_a_line_of_the_page_stays(
    name: str, sentences: tuple[str, ...]
) -> None:
    for sentence in sentences:
        assert not is_boilerplate(sentence, "de"), (name, sentence)


@pytest.mark.parametrize(("name", "sentences"), WHOLE_LIKE_OPENINGS.items())
def test_a_sentence_that_opens_like_one_that_leans_stands_alone(
    name: str, sentences: tuple[str, ...]
) -> None:
    for sentence in sentences:
        assert stands_alone(sentence, "de"), (name, sentence)


def test_each_sign_has_its_near_miss() -> None:
    boilerplate = {sign.name for sign in (*GERMAN.boilerplate, *GERMAN.boilerplate_within)}
    assert set(NEWS_LIKE_BOILERPLATE) == boilerplate
    assert set(WHOLE_LIKE_OPENINGS) == {sign.name for sign in GERMAN.openings}


@pytest.mark.parametrize(
    ("line", "is_call"),
    [
        ("VON ANNA BEISPIEL", True),
        ("Von Anna Beispiel, Avel", True),
        ("Foto: Anna Beispiel", True),
        ("Bild: dpa/Muster", True),
        ("ANZEIGE", True),
        ("Werbung", True),
        ("Mehr zum Thema", True),
        ("Lesen Sie hier mehr", True),
        ("Der Hafen bleibt zu, sagte Orlov der dpa.", False),
        ("Anzeige | Mein neues Schiff", True),
        ("Werbung: Mein neues Schiff", True),
        ("Anzeige Mein neues Schiff", True),
        ("Werbung für den Hafen ist in Avel verboten.", False),
        ("Anzeige gegen Orlov erstattete die Partei am Montag.", False),
    ],
)
def test_lines_around_the_news_are_told_from_the_news(line: str, is_call: bool) -> None:
    assert is_boilerplate(line, "de") is is_call
