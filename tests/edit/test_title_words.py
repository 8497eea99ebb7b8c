"""The tables of title words are read by language, as whole words, and no table finds no text."""

from __future__ import annotations

import pytest

from digest.edit.title_words import (
    deed_pattern,
    land_pattern,
    lands_in,
    names_market,
    remark_pattern,
    title_pattern,
)
from digest.languages.title_words import TITLE_TABLES


@pytest.mark.parametrize("tag", ["", "en", "EN-gb", "en_US"])
def test_a_table_is_that_of_the_language_of_a_tag(tag: str) -> None:
    assert title_pattern(tag, "markets") is title_pattern("en", "markets")
    assert land_pattern(tag) is land_pattern("en")
    assert deed_pattern(tag) is deed_pattern("en")
    assert remark_pattern(tag) is remark_pattern("en")


@pytest.mark.parametrize("table", TITLE_TABLES)
def test_a_language_without_title_words_shows_no_sign(table: str) -> None:
    for title in ("The port of Japan, Germany warns", "Oil prices hit by raid", ""):
        assert not title_pattern("sw", table).search(title)
    assert lands_in("Japan and Germany", "sw") == []
    assert not deed_pattern("sw").search("Drones hit depot")
    assert not remark_pattern("sw").search("Germany warns of war")


@pytest.mark.parametrize(
    ("table", "title", "near"),
    [
        ("people", "Ferry of a mother", "Ferry of a mothership"),
        ("offices", "UN counts ferries", "Unions count ferries"),
        ("exclusives", "Exclusive: port closes", "An exclusive zone"),
        ("owners", "Avel's ferries", "The ferries’ master"),
        ("quarrels", "Sen. Orlov speaks", "The Senate speaks"),
    ],
)
def test_a_sign_is_of_whole_words(table: str, title: str, near: str) -> None:
    assert title_pattern("en", table).search(title)
    assert not title_pattern("en", table).search(near)


def test_each_land_of_a_title_has_its_span() -> None:
    assert lands_in("Japan, Panama-flagged ships and the U.K.", "en") == [(0, 5), (36, 40)]


@pytest.mark.parametrize("word", ["to", "not", "could", "may", "might", "will", "be"])
def test_a_word_right_before_a_deed_undoes_it(word: str) -> None:
    assert deed_pattern("en").search("Drones hit Avel")
    assert not deed_pattern("en").search(f"Drones {word} hit Avel")
    # the end of another word is no such word
    assert deed_pattern("en").search(f"Drones q{word} hit Avel")
    assert deed_pattern("en").search(f"Drones {word} often hit Avel")


def test_a_market_is_known_in_each_language_that_has_words_for_it() -> None:
    assert names_market("Brent")
    assert not names_market("harbor")
