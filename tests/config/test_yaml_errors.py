"""Broken YAML in an operator's words: each mistake of the scanner has its meaning and its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.read_yaml import read_document

QUOTES = "put the whole text in quotes"


def lines(text: str) -> list[str]:
    return [str(problem) for problem in read_document("x.yaml", text.encode()).problems]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: %x\n", f"1:4: this character cannot start a text — {QUOTES}"),
        ("a: `x`\n", f"1:4: this character cannot start a text — {QUOTES}"),
        ("a: *\n", f'1:5: a text that starts with "*" has no quotes — {QUOTES}'),
        ("a: &\n", f'1:5: a text that starts with "&" has no quotes — {QUOTES}'),
        ("a: !<x\n", f'1:7: a text that starts with "!" has no quotes — {QUOTES}'),
        ("a: ? \n", f'1:4: a text that starts with "?" has no quotes — {QUOTES}'),
        ("a:b\nc: d\n", '1:1: no space behind the colon — write "key: value"'),
        ("a：b\n\nc: d\n", '1:1: no space behind the colon — write "key: value"'),
        ("x:\n  a:b\n  c: d\n", '2:3: no space behind the colon — write "key: value"'),
        ("a: ]\n", f"1:4: a text cannot start with this character — {QUOTES}"),
        (
            "a: |x\n  b\n",
            '1:5: a text stands on the line of its "|" or ">" — begin the text on the next line, '
            "or put it in quotes",
        ),
        (
            "a: [\n",
            '2:1: a bracket is never closed — put a "]" behind the last part of a list, or a "}" '
            "behind that of a mapping",
        ),
        (
            "a: [b,,c]\n",
            "1:7: a part is missing in these brackets — write it, or delete the comma",
        ),
        (
            "a: {b: 1\n",
            '2:1: this mapping is never closed — put a "}" at its end and commas between its parts',
        ),
        ("a: 1\nb\n", '2:1: this line has no colon — write "key: value"'),
        (
            "a: 1\n  b: 2\n c: 3\n",
            "2:3: this line is indented further than the line above it, which has a value",
        ),
        (
            "a:\n  b: 1\n c: 2\n",
            "3:2: this line does not fit the lines above it — give keys of one level the same "
            "indentation",
        ),
        (
            "a:\n  - b\n c: 1\n",
            "this line does not fit the l",
        ),
        ("a: 'b\n", "1:4: a quotation mark is never closed — close it at the end of the text"),
    ],
)
def test_a_mistake_of_the_text_is_said_at_its_place(text: str, line: str):
    (said,) = lines(text)
    assert line in said


def test_a_list_in_wrong_columns_is_named():
    (said,) = lines("a:\n  - b\n - c\n")
    assert said.startswith("x.yaml:3:2: this line does not fit the l")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # the line that opens the quotation is named, not the line where the scanner gives up
        ('a: "b\nc: "d"\n', "1:4"),
        ('a: 1\nb: "two\nc: "three"\nd: 4\n', "2:4"),
        ("list:\n  - 'one\n  - 'two'\n", "2:5"),
    ],
)
def test_an_open_quotation_is_named_where_it_opens(text: str, place: str):
    (said,) = lines(text)
    assert said == (
        f"x.yaml:{place}: a quotation mark is not closed on this line — close it at the end of "
        "the text"
    )


def test_a_closed_quotation_further_up_is_not_to_blame():
    (said,) = lines('a: "b"\nc:\n  d: 1\n e: 2\n')
    assert said.startswith("x.yaml:4:2: this line does not fit the lines above it")


def test_a_mark_behind_a_comment_sign_opens_no_quotation():
    (said,) = lines("a: b # it's\nc:\n  d: 1\n e: 2\n")
    assert said.startswith("x.yaml:4:2: this line does not fit the lines above it")


def test_curly_marks_on_the_line_of_the_mistake_are_named():
    (said,) = lines("a: 1\nb: “c: d”\n")
    assert said == (
        'x.yaml:2:6: curly quotation marks quote nothing in YAML — write straight ones: "…"'
    )


@given(st.text("ab:-[]{}'\"*&!@%#|> \n\t“”", max_size=40))
def test_any_broken_text_has_a_mark_inside_the_text_or_right_behind_it(text: str):
    for problem in read_document("x.yaml", text.encode()).problems:
        assert 1 <= problem.line <= text.count("\n") + 2
        assert problem.column >= 1
        assert problem.what


DEEPER = "this line is indented further than the line above it, which has a value"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:\n  b: 1\nat: 16:00\n  c: d\n", f"4:3: {DEEPER}"),
        ("a: b\n\n# c\n  d: e\n", f"4:3: {DEEPER}"),
        ("a:\n- b\n c: d\n", f"3:2: {DEEPER}"),
        ("a: 'Editor's Briefing'\n", "1:4: an apostrophe ends a text in single quotes"),
        ('a: "The" Wire\n', "1:4: words stand behind the closing quotation mark"),
        ("a: - b\n", '1:4: a text that starts with "- " has no quotes'),
        ("a: b: c\n", "1:5: a second colon on this line"),
    ],
)
def test_a_slip_of_indentation_or_quotes_is_told_by_its_kind(text: str, line: str):
    (said,) = lines(text)
    assert said.startswith(f"x.yaml:{line}")
