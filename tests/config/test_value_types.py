"""Names, texts and numbers in the files: the longest and the shortest, and how to mend the rest."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_value import mistake_in, read_value
from pydantic import TypeAdapter

from digest.config.value_types import (
    LONGEST_SHOWN,
    Country,
    Flag,
    Id,
    Language,
    Line,
    Number,
    Prose,
    Selector,
    Whole,
    shown,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "an empty value"),
        (False, "false"),
        (0, "0"),
        (2.5, "2.5"),
        ([], "a list"),
        ({"a": 1}, "a mapping"),
        ("", '""'),
        ("a" * 60, '"' + "a" * 60 + '"'),
        ("a" * 61, '"' + "a" * 60 + '…"'),
        (10**80, "1" + "0" * 59),
    ],
)
def test_a_message_shows_a_value_as_it_was_written_and_cuts_long_ones(value: object, words: str):
    assert shown(value) == words


@given(st.one_of(st.text(), st.integers(), st.floats(), st.lists(st.integers())))
def test_a_shown_value_is_never_longer_than_its_limit_and_three_signs(value: object):
    assert len(shown(value)) <= LONGEST_SHOWN + len('""…')


@pytest.mark.parametrize("name", ["a", "7", "security-briefing", "a1-2b", " harbour "])
def test_an_id_is_lower_case_words_joined_by_hyphens(name: str):
    assert read_value(Id, name) == name.strip()


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Harbour News", "harbour-news"),
        ("harbour_news", "harbour-news"),
        ("-harbour", "harbour"),
        ("harbour-", "harbour"),
        ("harbour--news", "harbour-news"),
        ("harbour.news/2", "harbour-news-2"),
        ("café", "caf"),
        ("harbour\nnews", "harbour-news"),
    ],
)
def test_a_name_that_is_no_id_is_answered_with_the_nearest_id(name: str, better: str):
    assert mistake_in(Id, name) == f'"{name}" is not an id — write "{better}"'
    assert read_value(Id, better) == better


@pytest.mark.parametrize("name", ["ميناء", "—", "…"])
def test_a_name_without_latin_letters_is_told_which_characters_an_id_has(name: str):
    advice = "use lower-case letters, digits and hyphens"
    assert mistake_in(Id, name) == f'"{name}" is not an id — {advice}'


@pytest.mark.parametrize(
    ("value", "words"), [(7, "7"), (True, "true"), ("  ", '"  "'), (["a"], "a list")]
)
def test_a_value_that_is_no_text_is_no_id(value: object, words: str):
    advice = "lower-case words joined by hyphens, like security-briefing"
    assert mistake_in(Id, value) == f"{words} is not an id — {advice}"


@pytest.mark.parametrize("tag", ["en", "fil", "zh-Hans", "pt-BR", "de-CH-1996", "sr-Latn-RS"])
def test_language_tags_have_parts_of_two_to_eight_characters(tag: str):
    assert read_value(Language, tag) == tag


@pytest.mark.parametrize("tag", ["e", "engl", "en-u", "en-ninechars", "عر", "xx", "und"])
def test_other_language_tags_are_refused(tag: str):
    advice = "write it like en, ar or zh-Hans"
    assert mistake_in(Language, tag) == f'"{tag}" is not a language tag — {advice}'


@pytest.mark.parametrize(
    ("tag", "better"),
    [
        ("EN", "en"),
        ("en_US", "en-US"),
        ("en-", "en"),
        ("Arabic", "ar"),
        ("العربية", "ar"),
        ("Deutsch", "de"),
        ("ara", "ar"),
        ("heb-IL", "he-IL"),
        ("in", "id"),
    ],
)
def test_a_name_or_another_spelling_is_answered_with_the_tag(tag: str, better: str):
    assert mistake_in(Language, tag) == f'"{tag}" is not a language tag — write "{better}"'
    assert read_value(Language, better) == better


def test_a_language_without_a_short_code_and_the_older_code_of_hebrew_are_read():
    assert [read_value(Language, tag) for tag in ("ckb", "fil", "iw")] == ["ckb", "fil", "iw"]


@pytest.mark.parametrize(("code", "fits"), [("LB", True), ("lb", False), ("L", False)])
def test_a_country_is_two_capital_letters(code: str, fits: bool):
    assert (mistake_in(Country, code) == "") is fits


@pytest.mark.parametrize("code", ["LBN", "L1", "ÉT", "LB\nX"])
def test_longer_codes_and_other_letters_are_no_country(code: str):
    assert mistake_in(Country, code).startswith(f'"{code}" is not a country — ')


@pytest.mark.parametrize(
    ("selector", "fits"),
    [
        ("a", True),
        ("d2026", True),
        ("a.b_c-d", True),
        ("s" * 63, True),
        ("s" * 64, False),
        ("-d", False),
        ("d-", False),
        ("d.", False),
        ("d é", False),
    ],
)
def test_a_selector_is_one_label_of_63_characters_at_most(selector: str, fits: bool):
    assert (mistake_in(Selector, selector) == "") is fits


@pytest.mark.parametrize(("kind", "most"), [(Line, 500), (Prose, 5000)])
def test_a_text_has_a_longest_length(kind: object, most: int):
    assert read_value(kind, "é" * most) == "é" * most
    assert mistake_in(kind, "é" * (most + 1)) == (
        f"this file is longer than {most} characters — shorten it"
    )
    # white space at the ends is no part of the text
    assert len(read_value(kind, "a" * most + "  ")) == most


@pytest.mark.parametrize("kind", [Line, Prose])
@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_text_is_a_mistake_in_a_file_and_an_absent_one_in_code(kind: object, text: str):
    assert mistake_in(kind, text) == "this file is empty — write it, or delete the key"
    assert TypeAdapter(kind).validate_python(text) == ""


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("\x00", "U+0000"),
        ("\x1f", "U+001F"),
        ("\x7f", "U+007F"),
        ("\x9f", "U+009F"),
        ("\u2028", "U+2028"),
        ("\u2029", "U+2029"),
    ],
)
@pytest.mark.parametrize("kind", [Line, Prose])
def test_a_character_that_does_not_print_is_named(kind: object, letter: str, name: str):
    said = f"this file holds {name}, which does not print — delete it"
    assert mistake_in(kind, f"a{letter}b") == said


def test_prose_has_lines_and_tabs_and_a_line_has_none():
    text = "First line\n\tSecond"
    assert read_value(Prose, text) == text
    assert mistake_in(Line, "First\nSecond") == "this file has a line break — keep it on one line"
    assert mistake_in(Line, "a\tb") == "this file holds U+0009, which does not print — delete it"
    assert mistake_in(Prose, "a\rb") == "this file holds U+000D, which does not print — delete it"


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S")), min_size=1, max_size=40))
def test_a_line_of_any_script_is_kept_as_it_was_written(text: str):
    assert read_value(Line, text) == text


def test_numbers_are_never_read_from_texts_or_truths():
    assert mistake_in(Whole, "5").endswith("— write the number without quotes")
    assert mistake_in(Whole, True) == "this file must be a whole number, not true"
    assert mistake_in(Whole, 5.5) == "this file must be a whole number, not 5.5"
    assert mistake_in(Number, "x") == 'this file must be a number, not "x"'
    assert mistake_in(Flag, 1) == "this file must be true or false, not 1"
    assert read_value(Number, 5) == 5.0


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_a_number_has_an_end(value: float):
    assert mistake_in(Number, value).startswith("this file must be a finite number, not ")


def test_code_may_give_a_value_that_no_file_could_hold():
    # a value without a context comes from code, which has no place to report a mistake at
    assert TypeAdapter(Id).validate_python("Any Text") == "Any Text"
    assert TypeAdapter(Country).validate_python("") == ""


def test_editors_learn_the_form_of_a_value():
    schema = TypeAdapter(Country).json_schema()
    assert schema["pattern"] == "^[A-Z]{2}$"
    assert schema["description"] == "A country: write two capital letters, like LB (ISO 3166)."
    assert "examples" not in schema
