"""Cells run no formula, and a stray quotation mark hides no line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.kernel.csv_cells import armed, disarmed
from digest.kernel.csv_lines import MOST_LINES, csv_records, guess_delimiter
from digest.kernel.strict_lines import strict_lines


def lines_of(text: str) -> list[str]:
    return list(strict_lines([text.encode()]))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_disarmed(sign: str) -> None:
    assert disarmed(f"{sign}cmd()") == f"'{sign}cmd()"


@given(st.text(max_size=8))
def test_a_disarmed_cell_is_read_as_it_was(cell: str) -> None:
    if not cell.startswith("'"):
        assert armed(disarmed(cell)) == cell


def test_an_apostrophe_of_an_ordinary_word_stays() -> None:
    assert armed("'tis") == "'tis"
    assert disarmed("O'Neill") == "O'Neill"


def rows(text: str) -> list[tuple[int, tuple[str, ...], str]]:
    records = csv_records(lines_of(text), delimiter=",")
    return [(record.line, record.cells, record.fault) for record in records]


def test_a_quoted_cell_may_span_lines() -> None:
    assert rows('a,"b\nc"\nd,e\n') == [(1, ("a", "b\nc"), ""), (3, ("d", "e"), "")]


@pytest.mark.parametrize(
    "text",
    [
        'one@m.example,"Lina\ntwo@m.example,Omar\nthree@m.example,Dana\n',
        'one@m.example,"Lina\ntwo@m.example,"Omar"\nthree@m.example,Dana\n',
        'one@m.example,"Lina\n"two@m.example",Omar\nthree@m.example,Dana',
    ],
)
def test_a_line_behind_a_stray_quotation_mark_is_a_record(text: str) -> None:
    first, *others = rows(text)
    assert first == (1, (), "a quotation mark is not closed")
    assert [cells[0] for _, cells, _ in others] == ["two@m.example", "three@m.example"]
    assert [line for line, _, _ in others] == [2, 3]


def test_a_cell_of_too_many_lines_was_never_closed() -> None:
    inside = "word\n" * (MOST_LINES - 2)
    assert rows(f'a,"{inside}"\nb,c\n')[0][2] == ""
    faulty = rows(f'a,"{inside}word\nword\n"\nb,c\n')
    assert faulty[0] == (1, (), "a quotation mark is not closed")
    assert faulty[-1][1] == ("b", "c")


def test_empty_lines_are_passed_over_and_counted() -> None:
    assert rows("a\n\n  \nb\r\n\r\nc\rd") == [
        (1, ("a",), ""),
        (4, ("b",), ""),
        (6, ("c",), ""),
        (7, ("d",), ""),
    ]


def test_a_quotation_mark_inside_a_word_is_a_letter() -> None:
    assert rows('5" pipe,x\ny,z\n') == [(1, ('5" pipe', "x"), ""), (2, ("y", "z"), "")]


@pytest.mark.parametrize(
    ("heading", "delimiter"),
    [("email", ","), ("email;name,x;y", ";"), ("a\tb", "\t"), ("a|b|c", "|"), ("\n a,b", ",")],
)
def test_the_heading_tells_the_delimiter(heading: str, delimiter: str) -> None:
    assert guess_delimiter(heading) == delimiter
