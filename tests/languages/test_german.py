"""German is read as a German reads it: ordinals, tolls, adverts, leaning sentences, background."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "write"))

from sample_news import NEWSLETTER, NOW, article

from digest.models import Role, Story
from digest.text import split_sentences, tolls
from digest.write.candidates import quotables
from digest.write.cleaning import in_own_voice, is_boilerplate
from digest.write.context_free import stands_alone
from digest.write.extractive import ExtractiveWriter
from digest.write.factual_terms import doubts
from digest.write.item_passages import passages
from digest.write.similarity import content_words


@pytest.mark.parametrize(
    "sentences",
    [
        ("Die Wahl ist am 3. Oktober.", "Am 12. März beginnt der Prozess."),
        ("Das war z. B. im Hafen so.", "Dr. Muster kam um 5 Uhr."),
        ("Er floh im Jahr 2014.", "Marenia schwieg."),
        ("Papst Johannes Paul II. kam am 1. Mai.", "Die Stadt feierte."),
        ("Rund 3,5 Mio. Euro fehlen.", "Im 19. Jahrhundert war das anders."),
        ("„Wir gehen.“", "Orlov blieb bis zum 5.", "Die Stadt schwieg."),
        ("Der Preis stieg auf 30 Mrd. Euro, d. h. um 5 Prozent.", "Nr. 4 fehlt."),
        ("So ist die Art.", "Der Hafen bleibt zu."),
    ],
)
def test_ordinals_and_abbreviations_do_not_cut_a_sentence(sentences: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(sentences), language="de") == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zwölf Menschen wurden bei einem Angriff im Süden getötet.", {("killed", 12)}),
        (
            "Bei dem Brand starben mindestens 12 Menschen und 30 wurden verletzt.",
            {("killed", 12), ("wounded", 30)},
        ),
        ("Am 3. Oktober wurden 4 Männer festgenommen.", {("arrested", 4)}),
        ("12 Raketen töteten drei Menschen.", {("killed", 3)}),
        ("Zwei Männer töteten zwölf Menschen.", {("killed", 12)}),
        ("Ein 12-Jähriger wurde getötet.", set()),
        ("Die Zahl der Toten stieg auf 40.", {("killed", 40)}),
        ("2020 wurden dort Menschen getötet.", set()),
        ("Es gab 15 Tote und mehr als 200 Verletzte.", {("killed", 15), ("wounded", 200)}),
        ("15 Menschen, darunter zwei Kinder, wurden getötet.", {("killed", 15)}),
        ("Vor 3 Jahren starb der Minister.", set()),
        ("1.200 Menschen kamen ums Leben.", {("killed", 1200)}),
        ("Fünf Geiseln sind frei.", {("hostages", 5)}),
    ],
)
def test_tolls_are_read(text: str, expected: set[tuple[str, int]]) -> None:
    assert {(toll.kind, toll.number) for toll in tolls(text, "de-DE")} == expected


@pytest.mark.parametrize(
    "line",
    [
        "Abonnieren Sie unseren Newsletter.",
        "Lesen Sie auch: Der Hafen in Zahlen",
        "Jetzt anmelden und keine Nachricht verpassen.",
        "Mehr zum Thema finden Sie im Archiv.",
        "Foto: Sam Muster/dpa",
        "Anzeige",
        "Von Anna Beispiel und Bernd Muster",
        "Vier Wochen kostenlos testen und alles lesen.",
        "Dieser Artikel wurde am Abend aktualisiert.",
    ],
)
def test_adverts_and_credits_are_no_news(line: str) -> None:
    assert is_boilerplate(line, "de")


@pytest.mark.parametrize(
    "line",
    [
        "Von den Schiffen im Hafen sanken zwei.",
        "Die Werbung um Stimmen begann in Marenia am Montag.",
        "Marenia schloss den Hafen am 3. März.",
    ],
)
def test_news_is_no_advert(line: str) -> None:
    assert not is_boilerplate(line, "de")


@pytest.mark.parametrize(
    "sentence",
    [
        "Er verließ den Hafen am Montag.",
        "Zudem bleibt der Hafen geschlossen.",
        "Das teilte die Polizei am Abend mit.",
        "Diese Entscheidung stieß auf Kritik.",
        "„Sie bleiben hier“, sagte Orlov.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_seen(sentence: str) -> None:
    assert not stands_alone(sentence, "de")


@pytest.mark.parametrize(
    "sentence",
    [
        "Marenia schloss den Hafen am Montag.",
        "Das Ministerium der Küste teilte die Zahlen mit.",
        "Diese Woche schloss Marenia den Hafen.",
        "Es gibt in Marenia kein Brot.",
    ],
)
def test_a_sentence_that_stands_alone_is_left(sentence: str) -> None:
    assert stands_alone(sentence, "de")


def test_the_writer_who_says_we_is_heard_outside_quotations() -> None:
    assert in_own_voice("Wir haben den Hafen besucht.", "de")
    assert not in_own_voice("„Wir öffnen den Hafen“, sagte Orlov.", "de")


def test_small_words_carry_no_meaning() -> None:
    assert content_words("Der Hafen ist nicht in der Stadt", "de") == content_words(
        "Hafen Stadt", "de"
    )


def test_a_denial_is_a_doubt() -> None:
    assert ("negation", "nicht", "der hafen") in list(doubts("nicht der Hafen"))
    assert [word for _, word, _ in doubts("mutmaßlich")] == ["mutmasslich"]


BODY = """\
PORT AVEL (dpa) - Marenia hat am 3. März den größten Hafen nach einer Explosion mit zwölf Toten \
geschlossen.

Von Anna Beispiel

„Wir öffnen die Tore nicht“, sagte Innenministerin Dana Orlov im Fernsehen von Marenia.

Abonnieren Sie unseren Newsletter und verpassen Sie keine Nachricht.

Bereits im Jahr 2019 hatte ein kleinerer Brand im selben Depot den Hafen drei Wochen lang gelähmt.

Fachleute erwarten, dass die Schließung die Preise für Brot und Treibstoff in der Region erhöht.
"""


def test_a_german_story_is_written_without_adverts_and_with_its_background() -> None:
    story = Story(
        id="hafen",
        articles=(
            article("a", "Eilmeldung: Marenia schließt größten Hafen", body=BODY, language="de"),
        ),
    )
    item = ExtractiveWriter().write(
        story, newsletter=replace(NEWSLETTER, language="de"), lead=True, related=(), now=NOW
    )
    told = " ".join(passage.text for passage in passages(item))
    assert item.headline.text == "Marenia schließt größten Hafen"
    assert item.lead[0].text.startswith("Marenia hat am 3. März den größten Hafen")
    assert "Abonnieren" not in told
    assert "Anna Beispiel" not in told
    why = " ".join(passage.text for group in item.why_it_matters for passage in group)
    assert "Fachleute erwarten" in why or (item.dek and "erwarten" in item.dek.text)


def test_a_quotation_in_low_and_high_marks_is_whole() -> None:
    sentences = [quote.text for quote in quotables(article("a", "T", body=BODY, language="de"))]
    assert (
        "„Wir öffnen die Tore nicht“, sagte Innenministerin Dana Orlov im Fernsehen von Marenia."
        in sentences
    )


def test_background_and_expectation_are_known_by_their_words() -> None:
    roles = {
        quote.text.split()[0]: quote.role
        for quote in quotables(article("a", "T", body=BODY, language="de"))
    }
    assert roles["Bereits"] is Role.CAUSE_GENERAL
    assert roles["Fachleute"] is Role.DISTANT_EXPECTATIONS_CONSEQUENCES
