"""The scanner's errors become a place, a meaning and advice that an operator can act on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from digest.kernel.yaml_errors import PLAIN_WORDS, in_plain_words


def mistake(text: str) -> tuple[tuple[int, int], str, str]:
    """Return the place, the meaning and the advice of the first mistake of a text."""
    with pytest.raises(MarkedYAMLError) as caught:
        YAML(typ="safe", pure=True).load(text)
    return in_plain_words(caught.value, text)


@pytest.mark.parametrize(
    ("text", "mark", "what"),
    [
        ("name: Desk: morning", (1, 11), "a second colon on this line"),
        ("a: 1\n\tb: 2", (2, 1), "this line is indented with a tab"),
        ("name: @desk", (1, 7), 'a text that starts with "@" has no quotes'),
        ("name: `desk`", (1, 7), "this character cannot start a text"),
        ("name: %desk", (1, 7), "this character cannot start a text"),
        ("name: *desk", (1, 7), 'a text that starts with "*" has no quotes'),
        ("name: * desk", (1, 8), 'a text that starts with "*" has no quotes'),
        ("name: & desk", (1, 8), 'a text that starts with "&" has no quotes'),
        ("name: !<desk", (1, 13), 'a text that starts with "!" has no quotes'),
        ("name: - desk", (1, 7), 'a text that starts with "- " has no quotes'),
        ("name: ? desk", (1, 7), 'a text that starts with "?" has no quotes'),
        ("text: | news", (1, 9), 'a text stands on the line of its "|" or ">"'),
        ("topics: [war, truce", (1, 20), "this list is never closed"),
        ("owner: {name: Desk", (1, 19), "this mapping is never closed"),
        ("topics: [war, , truce]", (1, 15), "a part is missing in these brackets"),
        ("a: 1\nname\nb: 2", (2, 1), "this line has no colon"),
        ("at:\t16", (1, 4), "a tab stands on this line"),
        ("- {id: a}\n-{id: b}", (2, 2), "no space behind the dash"),
        ("name: [The] Desk\nb: 1", (1, 7), "words stand behind the closing bracket"),
        (
            "parts:\n  - {title: Desk #1, id: a}\n  - {id: b}",
            (2, 18),
            "a # behind a space begins a comment, so this bracket is never closed",
        ),
        ("a: 1\n<<<<<<< ours\nb: 1\n", (2, 1), "this line is a mark of a merge conflict"),
        (
            'path: "C:\\Users"',
            (1, 7),
            "a backslash inside double quotes begins a sign of its own",
        ),
        ('path: "a\\d"', (1, 7), "a backslash inside double quotes begins a sign of its own"),
        ("a:\n  b: 1\n c: 2", (3, 2), "this line does not fit the lines above it"),
    ],
)
def test_a_slip_of_the_pen_is_named_at_its_place(
    text: str, mark: tuple[int, int], what: str
) -> None:
    found_mark, found_what, advice = mistake(text)
    assert (found_what, found_mark) == (what, mark)
    assert advice


# ---- quotation marks -----------------------------------------------------------------------------


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_text_that_is_never_closed_is_named_where_it_opens(quote: str) -> None:
    mark, what, _ = mistake(f"a: 1\nname: {quote}Desk\nb: 2\n")
    assert (mark, what) == ((2, 7), "a quotation mark is never closed")


@pytest.mark.parametrize(
    ("text", "column"), [("name: 'Editor's Briefing'", 7), ("names:\n- 'Editor's Briefing'", 3)]
)
def test_an_apostrophe_inside_single_quotes_is_named(text: str, column: int) -> None:
    mark, what, advice = mistake(text)
    assert mark == (text.count("\n") + 1, column)
    assert what == "an apostrophe ends a text in single quotes"
    assert advice == 'write "…" around the text'


@pytest.mark.parametrize("text", ['name: "The" Wire', "name: 'The' Wire", '- "The" Wire'])
def test_words_behind_a_quotation_are_named_at_its_opening(text: str) -> None:
    mark, what, _ = mistake(text)
    assert mark == (1, max(text.find('"'), text.find("'")) + 1)
    assert what == "words stand behind the closing quotation mark"


def test_a_quotation_that_swallowed_the_next_key_is_named_where_it_opens() -> None:
    mark, what, _ = mistake('a: "one\nb: "two"\n')
    assert (mark, what) == ((1, 4), "a quotation mark is not closed on this line")


def test_a_quotation_that_is_closed_above_is_no_slip() -> None:
    _, what, _ = mistake('a: "one"\nb: 2\n c: 3\n')
    assert "quotation mark" not in what


@pytest.mark.parametrize("opening", "“”„‘")
def test_curly_quotation_marks_are_named(opening: str) -> None:
    _, what, advice = mistake(f"name: {opening}Desk: morning”")
    assert what == "curly quotation marks quote nothing in YAML"
    assert "straight" in advice


# ---- colons and indentation ----------------------------------------------------------------------


@pytest.mark.parametrize("between", ["", "\n", "# a comment\n", "\n  # one\n\n"])
def test_a_colon_without_a_space_is_named_on_the_line_above(between: str) -> None:
    text = f"publication:\n  name:Desk\n{between}  url: https://desk.example\n"
    assert mistake(text) == ((2, 3), "no space behind the colon", 'write "key: value"')


def test_the_wide_colon_of_chinese_keyboards_is_named() -> None:
    mark, what, _ = mistake("name：Desk\nurl: https://desk.example\n")
    assert (mark, what) == ((1, 1), "no space behind the colon")


def test_an_address_is_no_colon_without_a_space() -> None:
    _, what, _ = mistake("https://desk.example\nurl: x\n")
    assert what != "no space behind the colon"


@pytest.mark.parametrize("between", ["", "\n", "# a comment\n"])
def test_a_line_indented_below_a_value_is_named_at_its_first_letter(between: str) -> None:
    text = f"name: Desk\n{between}   url: x\n"
    mark, what, advice = mistake(text)
    assert mark == (2 + between.count("\n"), 4)
    assert what == "this line is indented further than the line above it, which has a value"
    assert advice == "give keys of one level the same indentation"


def test_a_merge_of_an_unknown_name_says_that_the_name_is_missing() -> None:
    mark, what, advice = mistake("a:\n  <<: *defaults\n")
    assert mark == (2, 7)
    assert what == "no mapping above is marked with the name that << merges"
    assert "&name" in advice


# ---- any error -----------------------------------------------------------------------------------


def test_an_error_without_words_of_its_own_gives_those_of_the_scanner() -> None:
    error = MarkedYAMLError(problem="a riddle", context=None)
    mark, what, advice = in_plain_words(error, "a: 1")
    assert (mark, what) == ((1, 1), "this is not YAML: a riddle")
    assert advice == "check the indentation and the quotes"


def test_an_error_with_a_context_alone_gives_the_context() -> None:
    error = MarkedYAMLError(problem=None, context="while dreaming")
    assert in_plain_words(error, "")[1] == "this is not YAML: while dreaming"


@given(st.text("ab:- \n\t'\"[]{}#*&!|>@%,?“", max_size=40))
def test_any_mistake_has_a_place_in_its_file_a_meaning_and_advice(text: str) -> None:
    try:
        YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        (line, column), what, advice = in_plain_words(error, text)
        assert 1 <= line <= text.count("\n") + 2
        assert column >= 1
        assert what
        assert advice
    except ValueError:
        # a file may also hold a value that is none, like a tag of another program
        return


def test_each_meaning_is_said_in_words_of_its_own() -> None:
    for sign, what, advice in PLAIN_WORDS:
        assert sign not in what
        assert not what.endswith(".")
        assert not advice.endswith(".")
