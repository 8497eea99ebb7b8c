"""Each word of each act is found in a title, as a whole word or with an ending as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from digest.edit.acts import CAUSES, TOLL, acts_of
from digest.languages.ar_acts import ACTS as ARABIC
from digest.languages.de_acts import ACTS as GERMAN
from digest.languages.en_acts import ACTS as ENGLISH
from digest.languages.fr_acts import ACTS as FRENCH
from digest.languages.tr_acts import ACTS as TURKISH

TABLES = {"ar": ARABIC, "en": ENGLISH, "de": GERMAN, "fr": FRENCH, "tr": TURKISH}
every_table = pytest.mark.parametrize("code", TABLES)


def plain_words(code: str) -> Iterator[tuple[str, str]]:
    """Yield each act with each of its words that is no pattern, `*` included."""
    for act, words in TABLES[code].items():
        for word in words.split():
            if not set(word) & set("[(\\?"):
                yield act, word


@every_table
def test_each_word_tells_its_act(code: str) -> None:
    for act, word in plain_words(code):
        written = word.removesuffix("*")
        for title in (f"Avel {written} Solmar", f"{written.capitalize()} Avel", written.upper()):
            assert act in acts_of(title, language=code), (act, title)


@every_table
def test_a_word_takes_an_ending_where_a_star_says_so(code: str) -> None:
    for act, word in plain_words(code):
        longer = f"Avel {word.removesuffix('*')}qq Solmar"
        assert (act in acts_of(longer, language=code)) is word.endswith("*"), (act, word)


@every_table
def test_no_letter_may_stand_before_a_word(code: str) -> None:
    for act, word in plain_words(code):
        assert act not in acts_of(f"Avel q{word.removesuffix('*')} Solmar", language=code), word


@every_table
def test_no_word_stands_in_two_acts(code: str) -> None:
    words = [word for _, word in plain_words(code)]
    assert len(words) == len(set(words))


@every_table
def test_a_title_without_a_word_of_a_table_tells_no_act(code: str) -> None:
    for title in ("", "Avel", "Solmar Marenia 2026", "!!! ???"):
        assert acts_of(title, language=code) == frozenset()


@every_table
def test_causes_of_tolls_are_acts_and_no_toll_is_a_cause(code: str) -> None:
    assert TABLES[code].keys() > CAUSES
    assert TOLL not in CAUSES


@every_table
def test_each_pattern_compiles_and_matches_no_empty_text(code: str) -> None:
    for words in TABLES[code].values():
        for word in words.split():
            assert re.fullmatch(word.replace("*", r"\w*"), "") is None, word


@pytest.mark.parametrize(
    ("title", "acts"),
    [
        ("Luftangriff auf Avel", {"air strike"}),
        ("Neun Tote bei Luftschlägen", {"air strike", "toll"}),
        ("Waffenruhe hält in Marenia", {"truce"}),
        ("Gipfel in Avel vertagt", {"talks"}),
        ("Der Wahlkreis Avel wächst", set()),
        ("Die Wahl in Avel", {"vote"}),
        ("Flüchtlinge in Avel", set()),
        ("Todesopfer nach Erdbeben", {"disaster", "toll"}),
        ("Mordprozess in Avel", set()),
        ("Prozess gegen Orlov", {"trial"}),
        ("Rücktritt des Hafenchefs", {"resignation"}),
        ("Geiseln in Avel frei", {"hostages"}),
    ],
)
def test_a_german_title_tells_its_acts(title: str, acts: set[str]) -> None:
    assert acts_of(title, language="de") == acts
