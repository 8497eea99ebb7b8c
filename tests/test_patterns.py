"""No pattern of the package repeats a repetition without end.

Such a pattern can need exponential time on text from outside, and it holds the interpreter for that
time. This file reads the patterns themselves, also those of the tables of languages. The texts of
articles are doubled in `tests/write/test_slow_texts.py`, those of feeds in
`tests/collect/test_growth.py`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

import digest
from digest.edit.title_words import deed_pattern, land_pattern, remark_pattern, title_pattern
from digest.edit.word_tables import cluster_tables, genre_patterns, title_label
from digest.languages import LANGUAGES
from digest.languages.title_words import TITLE_TABLES
from digest.write.signs import (
    boilerplate,
    expectation,
    firm_opening,
    leaning_opening,
    no_background,
    own_voice,
    passing_news,
    pointing_back,
    stakes,
    weak_background,
)

MANY = 50
"""A repetition of fewer times ends soon, whatever the text."""


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Yield the patterns that the modules hold, and those that are made of a language's tables."""
    for module in pkgutil.walk_packages(digest.__path__, "digest."):
        # a migration runs inside Alembic alone, and __main__ runs the program
        if "migrations" in module.name or module.name.endswith("__main__"):
            continue
        names = vars(importlib.import_module(module.name))
        for name, value in sorted(names.items()):
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value
    yield "title label", title_label()
    for code in LANGUAGES:
        yield f"{code}.cluster around", cluster_tables(code).around
        genres = genre_patterns(code)
        for field in fields(genres):
            yield f"{code}.{field.name}", getattr(genres, field.name)
        for table in TITLE_TABLES:
            yield f"{code}.title {table}", title_pattern(code, table)
        for make in (
            deed_pattern,
            expectation,
            firm_opening,
            land_pattern,
            leaning_opening,
            no_background,
            own_voice,
            passing_news,
            pointing_back,
            remark_pattern,
            stakes,
            weak_background,
        ):
            yield f"{code}.{make.__name__}", make(code)
        for place, pattern in zip(("start", "within"), boilerplate(code), strict=True):
            yield f"{code}.boilerplate {place}", pattern


def repeats_a_repetition(parsed: object, *, inside: bool = False) -> bool:
    """Tell whether a greedy repetition without end stands directly within another one."""
    for code, argument in parsed:  # type: ignore[attr-defined]
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            least, most, body = argument
            endless = most > MANY
            if endless and inside and least != most:
                return True
            # a body of several parts has a fixed part between two rounds
            alone = endless and len(body) == 1
            if repeats_a_repetition(body, inside=alone):
                return True
        elif code is codes.SUBPATTERN:
            if repeats_a_repetition(argument[-1], inside=inside and len(argument[-1]) == 1):
                return True
        elif code is codes.BRANCH:
            for branch in argument[1]:
                if repeats_a_repetition(branch, inside=inside and len(branch) == 1):
                    return True
    return False


ALL = dict(patterns())


@pytest.mark.parametrize("name", sorted(ALL))
def test_no_pattern_repeats_a_repetition(name: str) -> None:
    pattern = ALL[name]
    assert not repeats_a_repetition(parser.parse(pattern.pattern, pattern.flags))


@pytest.mark.parametrize(
    ("pattern", "is_slow"),
    [("(a+)+", True), ("(?:a*)*b", True), ("(?:a|b+)+", True), ("(?:a+,)+", False), ("a+b+", False),
     ("(?:a++)++", False), ("(?:a{1,3})+", False)],
)  # fmt: skip
def test_the_reader_of_patterns_knows_slow_ones(pattern: str, is_slow: bool) -> None:
    assert repeats_a_repetition(parser.parse(pattern)) is is_slow
