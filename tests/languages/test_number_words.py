"""Numbers in words count people, in the language whose words they are."""

from __future__ import annotations

import pytest

from digest.text import tolls

GERMAN = {
    "Zwei": 2,
    "Drei": 3,
    "Vier": 4,
    "Fünf": 5,
    "Sechs": 6,
    "Sieben": 7,
    "Acht": 8,
    "Neun": 9,
    "Zehn": 10,
    "Elf": 11,
    "Zwölf": 12,
}


@pytest.mark.parametrize(("word", "number"), GERMAN.items())
def test_each_german_word_has_its_value(word, number):
    (toll,) = tolls(f"{word} Menschen wurden getötet.", "de")
    assert (toll.kind, toll.number) == ("killed", number)


@pytest.mark.parametrize(("filler_words", "is_read"), [(9, True), (10, False)])
def test_a_german_participle_is_read_up_to_ten_words_behind_its_number(filler_words, is_read):
    filler = " ".join(["still"] * filler_words)
    assert bool(tolls(f"Es wurden 12 {filler} getötet", "de")) is is_read


@pytest.mark.parametrize("language", ["fr", "tr", "de"])
def test_an_english_word_counts_in_no_other_language(language):
    assert tolls("Seven people", language) == ()
