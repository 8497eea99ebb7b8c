"""The features of a sentence: each sign catches its example, each measure its edge."""

from __future__ import annotations

import re

import pytest

from digest.languages import Sign
from digest.write.use_features import MEASURES, NAMES, SIGNS, Judged, features_of


def judged(text: str, **more: object) -> Judged:
    values: dict[str, object] = {
        "text": text,
        "content": frozenset(text.casefold().rstrip(".").split()),
        "alone": True,
        "known_surname": False,
        "looks_back": False,
        "dated": False,
        "main": 0.25,
        "why": 0.5,
    }
    return Judged(**(values | more))  # type: ignore[arg-type]


def measured(name: str, *sentences: Judged, at: int = -1, year: int = 2026) -> float:
    rows = features_of(sentences, title=frozenset({"port", "shut"}), year=year)
    return rows[at][NAMES.index(name)]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_a_sign_catches_its_example(sign: Sign) -> None:
    assert re.search(sign.pattern, sign.example, re.IGNORECASE)
    assert measured(sign.name, judged(sign.example)) == 1.0


def test_no_two_features_have_one_name() -> None:
    assert len(set(NAMES)) == len(NAMES) == len(SIGNS) + len(MEASURES)


def test_each_sentence_has_a_row_of_all_features() -> None:
    rows = features_of([judged("A ship sank."), judged("It sank.")], title=frozenset(), year=2026)
    assert [len(row) for row in rows] == [len(NAMES), len(NAMES)]


@pytest.mark.parametrize(
    ("text", "earlier", "this", "later", "back"),
    [
        ("A fire in 2021 shut it.", 1, 0, 0, 1.0),
        ("It opens in 2026.", 0, 1, 0, 0.0),
        ("It opens in 2027.", 0, 0, 1, 0.0),
        ("The law is of 1950.", 1, 0, 0, 2.0),
        ("No year at all.", 0, 0, 0, 0.0),
        ("From 2020 to 2026.", 1, 1, 0, 1.2),
    ],
)
def test_years_are_measured_against_the_year_of_publication(
    text: str, earlier: int, this: int, later: int, back: float
) -> None:
    sentence = judged(text)
    assert measured("names an earlier year", sentence) == earlier
    assert measured("names this year", sentence) == this
    assert measured("names a later year", sentence) == later
    assert measured("years back", sentence) == pytest.approx(back)


@pytest.mark.parametrize(
    ("words", "short", "long"), [(11, 1, 0), (12, 0, 0), (35, 0, 0), (36, 0, 1)]
)
def test_short_and_long_sentences_are_told_apart(words: int, short: int, long: int) -> None:
    sentence = judged("word " * words)
    assert measured("short", sentence) == short
    assert measured("long", sentence) == long


def test_the_place_in_the_text_is_measured() -> None:
    five = [judged(f"Ship {number} sank.") for number in range(7)]
    assert [measured("opens the text", *five, at=at) for at in (0, 1)] == [1, 0]
    assert [measured("stands near the top", *five, at=at) for at in (2, 3)] == [1, 0]
    assert [measured("stands near the end", *five, at=at) for at in (3, 4)] == [0, 1]
    assert measured("place in the text", *five, at=0) == 0
    assert measured("inverse of the place", *five, at=1) == 0.5


def test_likeness_to_the_title_is_measured() -> None:
    assert measured("words of the title", judged("port closed")) == 0.5
    assert measured("share of the title", judged("port shut today")) == 1.0
    assert measured("words of the first sentence", judged("port shut"), judged("port open")) == 0.5


def test_the_findings_of_other_judges_are_passed_on() -> None:
    sentence = judged("Ship.", alone=False, known_surname=True, looks_back=True, dated=True)
    assert measured("patterns find it alone", sentence) == 0
    assert measured("opens with a known surname", sentence) == 1
    assert measured("looks back", sentence) == 1
    assert measured("names a day", sentence) == 1
    assert measured("role of main event", sentence) == 0.25
    assert measured("role of background", sentence) == 0.5


def test_capitals_behind_the_first_word_are_counted() -> None:
    assert measured("share of capitals", judged("The Port of Avel")) == 0.5
    assert measured("share of capitals", judged("The port")) == 0
