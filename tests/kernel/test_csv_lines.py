"""CSV records: what a writer wrote is read again, and a stray mark costs one line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.kernel.csv_cells import FORMULA_SIGNS, armed, disarmed
from digest.kernel.csv_lines import MOST_LINES, csv_records, guess_delimiter
from digest.kernel.strict_lines import strict_lines

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00@"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=3), max_size=5)


def lines_of(text: str) -> list[str]:
    return list(strict_lines([text.encode()]))


@given(ROWS, st.sampled_from([",", ";", "|"]))
def test_rows_that_were_written_are_read_again(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    records = list(csv_records(lines_of(file.getvalue()), delimiter=delimiter))
    assert [record.cells for record in records] == [tuple(row) for row in rows]
    assert all(record.fault == "" for record in records)


@given(st.text('ab@,"\n ', max_size=60))
def test_any_text_is_read_line_by_line(text: str) -> None:
    records = list(csv_records(lines_of(text), delimiter=","))
    lines = [record.line for record in records]
    assert lines == sorted(set(lines))
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
    assert all(bool(record.fault) is not bool(record.cells) for record in records)


@given(st.text('ab,"\n', max_size=40), st.sampled_from(["x@m.example", "y@n.example"]))
def test_an_address_on_a_line_of_its_own_is_never_swallowed(before: str, address: str) -> None:
    text = f"{before}\n{address},Lina\n"
    records = list(csv_records(lines_of(text), delimiter=","))
    assert any(address in cell for record in records for cell in record.cells)


@pytest.mark.parametrize(("lines", "is_one"), [(MOST_LINES, True), (MOST_LINES + 1, False)])
def test_a_cell_spans_a_hundred_lines_at_most(lines: int, is_one: bool) -> None:
    text = 'a,"' + "word\n" * (lines - 1) + '"\n'
    (first, *_) = csv_records(lines_of(text), delimiter=",")
    assert (first.fault == "") is is_one


@pytest.mark.parametrize(
    ("line", "hides"),
    [
        ("two@m.example,Omar", True),
        ('"two@m.example",Omar', True),
        ("Omar,two@m.example", True),
        ("write to two@m.example please", False),
        ("@home today", False),
        ("home@", False),
        ("no address", False),
    ],
)
def test_a_line_that_looks_like_a_record_ends_an_open_cell(line: str, hides: bool) -> None:
    (first, *_) = csv_records(lines_of(f'one@m.example,"Lina\n{line}"\n'), delimiter=",")
    assert (first.fault == "a quotation mark is not closed") is hides


def test_a_record_keeps_the_number_of_its_first_line() -> None:
    text = '\n\na,"b\nc"\n\nd\n'
    assert [record.line for record in csv_records(lines_of(text), delimiter=",")] == [3, 6]


@pytest.mark.parametrize(
    ("heading", "delimiter"),
    [
        ("", ","),
        ("a;b;c,d", ";"),
        # of equal counts the first of the list is taken
        ("a,b;c", ","),
        ("a\n;;;;", ","),
    ],
)
def test_only_the_heading_tells_the_delimiter(heading: str, delimiter: str) -> None:
    assert guess_delimiter(heading) == delimiter


# ---- cells -----------------------------------------------------------------------------------


@given(st.text(max_size=20))
def test_a_disarmed_cell_is_no_formula_and_is_read_as_it_was(cell: str) -> None:
    written = disarmed(cell)
    assert not written.startswith(FORMULA_SIGNS)
    assert armed(written) == cell or cell.startswith("'")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_each_sign_of_a_formula_is_disarmed(sign: str) -> None:
    assert disarmed(f"{sign}2") == f"'{sign}2"
    assert disarmed(f"2{sign}") == f"2{sign}"


@pytest.mark.parametrize("line", ["sep=;", "\ufeffsep=;", '"sep=;"', "SEP=; "])
def test_a_line_that_names_the_delimiter_is_no_record(line: str) -> None:
    text = f"{line}\nemail;name\n"
    assert guess_delimiter(text) == ";"
    (record,) = csv_records(lines_of(text), delimiter=";")
    assert (record.line, record.cells) == (2, ("email", "name"))


def test_no_cell_holds_a_nul() -> None:
    (record,) = csv_records(lines_of("a@m.example,Li\x00na\n"), delimiter=",")
    assert record.cells == ("a@m.example", "Lina")


def test_a_cell_of_a_hundred_lines_is_one_record_and_a_longer_one_costs_its_first_line() -> None:
    hundred = 'a,"' + "word\n" * 99 + '"\n'
    assert len(list(csv_records(lines_of(hundred), delimiter=","))) == 1
    longer = 'a,"' + "word\n" * 100 + '"\n'
    first, *others = csv_records(lines_of(longer), delimiter=",")
    assert first.fault == "a quotation mark is not closed"
    assert len(others) == 100


def test_a_record_that_the_reader_refuses_is_a_fault_of_its_own_line() -> None:
    csv_limit = csv.field_size_limit()
    text = f"a,{'x' * (csv_limit + 1)}\nb,c\n"
    first, second = csv_records(lines_of(text), delimiter=",")
    assert first.fault.startswith("this line cannot be read as CSV: ")
    assert (second.line, second.cells) == (2, ("b", "c"))


@pytest.mark.parametrize("line", ["sep=x", "sep=", "my sep=;", "sep=;;"])
def test_a_line_that_names_no_delimiter_tells_none(line: str) -> None:
    assert guess_delimiter(f"{line}\na,b") == max(",;\t|", key=line.count)
