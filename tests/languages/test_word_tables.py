"""The tables of each language, by what the newsroom reads in its sentences."""

from __future__ import annotations

import pytest

from digest.text import split_sentences, tolls
from digest.write.cleaning import is_boilerplate
from digest.write.factual_terms import doubts


@pytest.mark.parametrize(
    ("language", "text", "toll"),
    [
        ("en", "The blast killed 12 dockers.", ("killed", 12)),
        ("fr", "L’explosion a fait 12 morts.", ("killed", 12)),
        ("fr", "Il y a 15 000 morts.", ("killed", 15_000)),
        ("fr", "L’incendie a fait 30 blessés.", ("wounded", 30)),
        ("de", "Bei dem Brand starben 12 Menschen.", ("killed", 12)),
        ("tr", "Patlamada 12 kişi öldü.", ("killed", 12)),
        ("tr", "Yangında 30 kişi yaralandı.", ("wounded", 30)),
        ("he", "בפיצוץ נהרגו 12 בני אדם.", ("killed", 12)),
        ("he", "בשריפה נפצעו 30 בני אדם.", ("wounded", 30)),
        ("ar", "قتل 12 شخصا في الانفجار.", ("killed", 12)),
        ("ar", "أصيب 30 شخصا في الحريق.", ("wounded", 30)),
        ("fa", "در این انفجار 12 نفر کشته شدند.", ("killed", 12)),
        ("fa", "در آتش سوزی 30 نفر زخمی شدند.", ("wounded", 30)),
    ],
)
def test_a_toll_is_read_in_each_language(language: str, text: str, toll: tuple[str, int]) -> None:
    read = {(found.kind, found.number) for found in tolls(text, language)}
    assert toll in read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Subscribe to our newsletter"),
        ("en", "Sign up for our newsletter to get the news every morning."),
        ("fr", "Abonnez-vous à notre newsletter"),
        ("de", "Abonnieren Sie unseren Newsletter"),
    ],
)
def test_a_call_to_subscribe_is_boilerplate(language: str, text: str) -> None:
    assert is_boilerplate(text, language)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_sentence_of_news_is_no_boilerplate(language: str) -> None:
    assert not is_boilerplate("Marenia schloss Port Avel.", language)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The port is not open.", "negation"),
        ("The port allegedly leaks.", "modality"),
        ("Le port n’est jamais ouvert.", "negation"),
        ("Der Hafen ist nicht offen.", "negation"),
        ("Der Hafen ist angeblich offen.", "modality"),
    ],
)
def test_denials_and_doubts_are_seen(sentence: str, kind: str) -> None:
    kinds = {found_kind for found_kind, _, _ in doubts(sentence)}
    assert kind in kinds


@pytest.mark.parametrize(
    "sentences",
    [
        ("Dr. Sample came at noon.", "The port was shut."),
        ("Gen. Orlov left on Nov. 3.", "The port was shut."),
    ],
)
def test_an_english_abbreviation_ends_no_sentence(sentences: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(sentences), language="en") == sentences
