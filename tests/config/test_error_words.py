"""Errors of pydantic in an operator's words: the name of the value, the limit, and the way out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from one_value import mistake_in
from pydantic import Field, ValidationError
from pydantic.dataclasses import dataclass

from digest.config.error_words import key_path, problems_of
from digest.config.file_context import FileContext
from digest.config.read_yaml import read_document
from digest.config.section import YAML_KEYS, YamlSection
from digest.config.validate import validate
from digest.config.value_types import Flag, Line, Number, Whole


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Crane(YamlSection):
    """A part of the sample."""

    name: Line
    tons: Annotated[Whole, Field(ge=1, le=90)] = 1


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Quay(YamlSection):
    """A sample of every type that sections use."""

    name: Line = "x"
    length: Annotated[Number, Field(gt=0, lt=1000)] = 1.0
    open: Flag = True
    colour: Colour = Colour.RED
    side: Literal["left", "right"] = "left"
    cranes: Annotated[tuple[Crane, ...], Field(max_length=2)] = ()
    names: Annotated[tuple[Line, ...], Field(min_length=2)] = ("a", "b")
    depths: tuple[tuple[Whole, ...], ...] = ()
    best: Crane | None = None


def lines(text: str) -> list[str]:
    context = FileContext(document=read_document("q.yaml", text.encode()))
    return [str(problem).removeprefix("q.yaml:") for problem in validate(context, Quay).problems]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("length: 0", "1:9: length must be more than 0, not 0"),
        ("length: 1000", "1:9: length must be less than 1000, not 1000"),
        ("length: '12.5'", "write the number without quotes"),
        ("length: '1,5'", '1:9: length must be a number, not "1,5"'),
        ("cranes: [{name: a, tons: 91}]", "1:26: tons must be 90 or less, not 91"),
        ("cranes: [{name: a, tons: 0}]", "1:26: tons must be 1 or more, not 0"),
        ("cranes: [{tons: 1}]", '1:10: "name" is missing — add name: to entry 1 of cranes'),
        ("best: {tons: 1}", '1:7: "name" is missing — add name: to best'),
        (
            "cranes: [{name: a}, {name: b}, {name: c}]",
            "1:9: cranes has 3 entries — it may have at most 2",
        ),
        ("names: [a]", "1:8: names has 1 entry — it needs at least 2"),
        ("names: []", "1:8: names has no entries — it needs at least 2"),
        ("names: a", '1:8: names must be a list, not "a" — write [a]'),
        ("names: {a: 1}", '1:8: names must be a list, not a mapping — start each entry with "- "'),
        ("name: [a]", "1:7: name must be a text, not a list"),
        ("name: 2.5", '1:7: name must be a text, not 2.5 — put it in quotes: "2.5"'),
        ("name: true", '1:7: name must be a text, not true — put it in quotes: "true"'),
        ("open: yes", '1:7: open must be true or false, not "yes" — write true'),
        ("open: ON", '1:7: open must be true or false, not "ON" — write true'),
        ("open: off", '1:7: open must be true or false, not "off" — write false'),
        ("open: No", '1:7: open must be true or false, not "No" — write false'),
        ("open: often", '1:7: open must be true or false, not "often"'),
        ("colour: gren", '1:9: colour cannot be "gren" — did you mean "green"?'),
        ("colour: zz", '1:9: colour cannot be "zz" — use green or red'),
        ("side: rihgt", '1:7: side cannot be "rihgt" — did you mean "right"?'),
        ("depths: [[1], [2, x]]", '1:19: entry 2 of entry 2 of depths must be a whole number, '),
        ("depths: [[], 5]", "1:14: entry 2 of depths must be a list, not 5"),
        ("cranes:", "1:1: cranes has no value — write one, or delete the key"),
        ("best: 7", "1:7: best must be a mapping of keys, not 7"),
        ("best: ''", "write its keys below it, two spaces further in"),
        ("best: x", '1:7: best must be a mapping of keys, not "x"'),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_limit_and_a_way_out(text: str, line: str):
    (said,) = lines(text + "\n")
    assert line in said
    if " — " in line or line.startswith("1:"):
        assert said.startswith(line)


@pytest.mark.parametrize(("length", "is_repeated"), [(39, True), (40, False)])
def test_a_long_text_is_not_repeated_in_brackets(length: int, is_repeated: bool):
    (said,) = lines(f"names: {'a' * length}\n")
    assert (f"write [{'a' * length}]" in said) is is_repeated
    assert ('start each entry with "- "' in said) is not is_repeated


def test_a_count_is_not_judged_while_an_entry_is_wrong():
    # the list is too short only because its wrong entry does not count
    assert lines("names: [a, 5]\n") == [
        '1:12: entry 2 of names must be a text, not 5 — put it in quotes: "5"'
    ]


def test_the_count_of_one_list_is_judged_beside_a_mistake_in_another():
    assert len(lines("names: [a]\ncranes: [{name: a, tons: 0}]\n")) == 2


def test_a_missing_key_that_an_unknown_key_means_is_not_reported_twice():
    said = lines("cranes: [{nmae: a}]\n")
    assert said == ['1:11: unknown key "nmae" — did you mean "name"?']


def test_a_missing_key_beside_a_key_that_means_another_is_reported():
    assert sorted(lines("cranes: [{tns: 2}]\n")) == [
        '1:10: "name" is missing — add name: to entry 1 of cranes',
        '1:11: unknown key "tns" — did you mean "tons"?',
    ]


def test_the_steps_of_the_validator_are_left_out_of_a_path():
    loc = ("any", 2, "?phrase", "phrase", "[key]")
    assert key_path(loc) == ("any", 2, "phrase")
    assert key_path(("?options",)) == ()


def test_an_entry_of_a_file_that_is_a_list_has_its_number():
    assert mistake_in(tuple[Whole, ...], [1, "x"]) == 'entry 2 must be a whole number, not "x"'


@pytest.mark.parametrize(
    ("value", "advice"),
    [("1,5", "write 1.5"), ("5", "without quotes")],
)
def test_a_number_that_yaml_takes_for_a_text_is_told_how_to_be_written(value: str, advice: str):
    assert advice in mistake_in(Number, value)


def test_an_error_without_words_of_its_own_is_named_as_pydantic_names_it():
    error = ValidationError.from_exception_data(
        "Sample",
        [{"type": "bytes_too_long", "loc": ("a",), "input": b"", "ctx": {"max_length": 1}}],
    )
    context = FileContext(document=read_document("q.yaml", b"a: 1\n"))
    assert [str(one) for one in problems_of(error, context)] == [
        "q.yaml:1:4: a is wrong: bytes too long"
    ]
