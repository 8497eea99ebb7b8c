"""Objects of JSON are read as lines of CSV, however the file is laid out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import UseError
from digest.kernel.csv_lines import csv_records
from digest.kernel.json_lines import MOST_LINES, csv_lines_of_json, is_json, json_objects

ROWS = [{"email": "a@m.example", "name": 'Ann "A", } ]'}, {"email": "b@m.example", "n": 7}]


def laid_out(how: str) -> str:
    if how == "one line":
        return json.dumps(ROWS)
    if how == "pretty":
        return json.dumps(ROWS, indent=2)
    if how == "a line each":
        return "[\n" + ",\n".join(json.dumps(row) for row in ROWS) + "\n]\n"
    return "\n".join(json.dumps(row) for row in ROWS)


@pytest.mark.parametrize("how", ["one line", "pretty", "a line each", "without an array"])
def test_each_layout_gives_the_same_objects(how: str) -> None:
    text = laid_out(how)
    assert is_json(text.split("\n")[0])
    assert [row for _, row in json_objects(text.split("\n"))] == ROWS


@pytest.mark.parametrize(("how", "lines"), [("a line each", [2, 3]), ("pretty", [2, 6])])
def test_a_csv_line_has_the_number_of_the_line_in_which_its_object_begins(
    how: str, lines: list[int]
) -> None:
    read = csv_lines_of_json(lambda: iter(laid_out(how).split("\n")))
    heading, *records = csv_records(read(), delimiter=",")
    assert heading.cells == ("email", "name", "n")
    assert [record.line for record in records] == lines
    assert records[1].cells == ("b@m.example", "", "7")


def test_lists_pairs_and_yes_are_cells() -> None:
    row = {"newsletters": ["daily", "gulf"], "variants": {"daily": "sea"}, "text_only": True}
    lines = [json.dumps({**row, "paused_until": None, "name": "Ann\nLee"})]
    _, record = csv_records(csv_lines_of_json(lambda: iter(lines))(), delimiter=",")
    assert record.cells == ("daily gulf", "daily=sea", "yes", "", "Ann Lee")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[\n{"email": "a@m.example"},\n{"email": \n]', 3),
        ('[{"email": "a@m.example"}]\nmore', 2),
        ('[\n"a@m.example"\n]', 2),
        ('{"email":\n' + "\n" * (2 * MOST_LINES), 1),
        ("[" * 100_000 + '{"a": ' + "[" * 100_000, 1),
    ],
)
def test_a_text_that_is_no_object_is_named_by_its_line(text: str, line: int) -> None:
    with pytest.raises(UseError, match=f"line {line} begins no object"):
        list(json_objects(text.split("\n")))


@pytest.mark.parametrize("line", ["email,name", "a@m.example", "", "[sample] email;name"])
def test_a_csv_file_is_no_json(line: str) -> None:
    assert not is_json(line)


VALUES = (
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
)


@given(st.lists(st.dictionaries(st.text("abc", min_size=1), VALUES, min_size=1)), st.booleans())
def test_every_array_is_read_whole(rows: list[dict[str, object]], pretty: bool) -> None:
    text = json.dumps(rows, indent=1 if pretty else None, ensure_ascii=False)
    assert [row for _, row in json_objects(text.split("\n"))] == rows
