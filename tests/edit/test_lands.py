"""Lands of the world are known by name, people and capital, and as whole words alone."""

from __future__ import annotations

import re

import pytest

from digest.edit.title_words import land_pattern
from digest.languages.en_lands import LANDS


def named(text: str) -> list[str]:
    return [match[0] for match in land_pattern("en").finditer(text)]


WORDS = [word for sign in LANDS for word in sign.pattern.split("|")]
PLAIN = [word for word in WORDS if word.isalpha()]
STEMS = [word.removesuffix(r"\w*") for word in WORDS if word.removesuffix(r"\w*").isalpha()]


def test_a_plain_name_is_a_whole_word_in_any_case() -> None:
    for word in PLAIN:
        for written in (word, word.upper(), word.capitalize()):
            assert named(f"Envoys of {written}, and others") == [written]
        assert named(f"Envoys of q{word}") == []
        assert named(f"Envoys of {word}q") == []


def test_a_stem_takes_any_ending_and_no_letter_before_it() -> None:
    for stem in set(STEMS) - set(PLAIN):
        assert named(f"The {stem}xyz envoy") == [f"{stem}xyz"]
        assert named(f"The q{stem}xyz envoy") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("New Zealand counts its ships", ["New Zealand"]),
        ("Sri Lankan navy finds a boat", ["Sri Lankan"]),
        ("Hong Kong, Burkina Faso and Boko Haram", ["Hong Kong", "Burkina Faso", "Boko Haram"]),
        ("Latin American envoys", ["Latin American"]),
        ("The U.K. and the UK", ["U.K.", "UK"]),
        ("French and Germans", ["French", "Germans"]),
        # a ship under a flag of convenience is no news of that land
        ("Panama-flagged ship burns", []),
        ("A Panama flagged ship burns", []),
        ("Panama and a Liberia-flagged ship", ["Panama"]),
        ("Panama flags its ships", ["Panama"]),
        # the north of Africa belongs to the region
        ("North African envoys", []),
        ("West African envoys", ["African"]),
        ("African envoys", ["African"]),
        # names of the region and of its rims, and words that hold a name
        ("Greece, Cyprus, Georgia, Somalia and Marenia", []),
        ("Chadors and perusal", []),
        ("Thailand's envoy", ["Thailand"]),
        ("", []),
    ],
)
def test_a_land_is_named_in_these_ways(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_no_word_stands_twice() -> None:
    assert len(WORDS) == len(set(WORDS))


def test_no_pattern_matches_an_empty_text() -> None:
    assert land_pattern("en").search("") is None
    for word in WORDS:
        assert re.fullmatch(word, "") is None
