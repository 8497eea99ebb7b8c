"""A document becomes its section; wrong values are left out, and the rest is judged."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field
from pydantic.dataclasses import dataclass

from digest.config.file_context import FileContext
from digest.config.read_yaml import read_document
from digest.config.section import YAML_KEYS, YamlSection
from digest.config.validate import Validated, validate
from digest.config.value_types import Line, Whole


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Crane(YamlSection):
    """A part of the sample."""

    name: Line
    tons: Annotated[Whole, Field(ge=1)] = 5


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Port(YamlSection):
    """A sample with lists, of which one has a least length."""

    title: Line = "Port"
    cranes: tuple[Crane, ...] = ()
    main: Crane | None = None
    pairs: Annotated[tuple[Annotated[tuple[Line, ...], Field(min_length=2)], ...], Field()] = ()


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Strict(YamlSection):
    """A sample of a file that must have two keys."""

    name: Line
    other: Line = ""
    crane: Crane


def read(text: str, shape: type = Port) -> Validated:
    return validate(FileContext(document=read_document("p.yaml", text.encode())), shape)


def what(validated: Validated) -> list[str]:
    return [f"{one.line}:{one.column} {one.what}" for one in validated.problems]


def test_a_right_document_is_kept_as_it_is():
    validated = read("title: Quay\ncranes: [{name: a, tons: 7}]\n")
    assert validated.section == Port(title="Quay", cranes=(Crane(name="a", tons=7),))
    assert validated.problems == ()
    assert validated.document.whole()


def test_a_wrong_value_takes_its_default_and_is_known_to_be_missing():
    validated = read("title: 5\nmain: {name: a, tons: 0}\n")
    assert validated.section == Port(main=Crane(name="a"))
    assert len(validated.problems) == 2
    assert not validated.document.whole()
    assert not validated.document.whole(("main",))
    assert not validated.document.has(("main", "tons"))


def test_an_entry_without_a_key_that_it_must_have_is_left_out_whole():
    validated = read("cranes: [{tons: 1}, {name: b}]\n")
    assert validated.section == Port(cranes=(Crane(name="b"),))
    assert validated.document.where(("cranes", 0)) == "p.yaml:1:21"


def test_a_wrong_key_that_must_be_there_takes_the_entry_with_it():
    # taking out the wrong name leaves an entry without a name: the second round takes it out
    validated = read("cranes: [{name: 5}, {name: b}]\n")
    assert validated.section == Port(cranes=(Crane(name="b"),))
    assert what(validated) == ["1:17 name must be a text, not 5"]


def test_a_list_that_gets_too_short_goes_as_a_whole():
    validated = read("pairs: [[a, 5], [b, c]]\n")
    assert validated.section == Port(pairs=(("b", "c"),))
    assert what(validated) == ["1:13 entry 2 of entry 1 of pairs must be a text, not 5"]


def test_problems_are_not_said_again_in_later_rounds():
    validated = read("titel: x\ncranes: [{name: 5, tns: 1}]\n")
    assert len(what(validated)) == len(set(what(validated))) == 3


@pytest.mark.parametrize("text", ["name: 5\ncrane: {name: a}\n", "crane: {name: 5}\nname: x\n"])
def test_without_a_key_that_the_file_must_have_there_is_no_section(text: str):
    validated = read(text, Strict)
    assert validated.section is None
    assert len(validated.problems) == 1


def test_an_empty_file_is_told_its_first_keys():
    (problem,) = read("", Strict).problems
    assert str(problem) == "p.yaml:1:1: this file is empty — start it with name: and crane:"
    (problem,) = read("# a comment\n").problems
    assert str(problem) == "p.yaml:1:1: this file is empty — start it with title:"


@pytest.mark.parametrize("text", ["- a\n", "a\n", "5\n"])
def test_a_file_that_is_no_mapping_is_told_so(text: str):
    (problem,) = read(text).problems
    assert problem.what == "this file must be a mapping of keys"
    assert read(text).section is None


def test_a_file_that_is_no_yaml_keeps_its_own_problem_alone():
    validated = read("a: [\n")
    assert validated.section is None
    assert [one.what for one in validated.problems] == ["a bracket is never closed"]


def test_problems_of_the_text_come_before_those_of_the_values():
    validated = read("title: a\ntitle: b\nmain: {name: 5}\n")
    assert what(validated) == [
        '2:1 "title" is written twice',
        "3:14 name must be a text, not 5",
    ]
    assert validated.section == Port(title="a")
