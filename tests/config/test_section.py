"""Sections: their keys in order, the sections inside them, and the keys that only one kind has."""

from __future__ import annotations

from dataclasses import dataclass as plain_dataclass
from typing import Annotated, ClassVar

import pytest
from one_value import context_of
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from digest.config.documents import MarkedMap
from digest.config.file_context import FileContext
from digest.config.kinds import Kinds
from digest.config.read_yaml import read_document
from digest.config.section import (
    OPTIONS,
    YAML_KEYS,
    ReadBy,
    YamlSection,
    YamlSectionWithKind,
    key_owners,
    known_part,
    noun_fields,
    option_keys,
    report_doubled_keys,
    sections_of,
    yaml_keys,
)


@plain_dataclass(frozen=True)
class Ship:
    """A noun of code."""

    name: str
    tons: int = 1


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class ShipKeys(YamlSection):
    """A ship as a file writes it."""

    name: str
    tons: Annotated[int, Field(alias="weight")] = 1
    colour: str = ""


def _ship(keys: ShipKeys) -> Ship:
    return Ship(**noun_fields(keys, Ship))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Dock(YamlSection):
    """A section inside the others."""

    depth: int = 1
    colour: str = ""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Harbour(YamlSection):
    """A section with every way to hold another."""

    name: Annotated[str, Field(alias="title")] = ""
    hidden: Annotated[str, Field(alias="?hidden")] = ""
    dock: Dock = Dock()
    flagship: Annotated[Ship | None, ReadBy(ShipKeys, _ship, Ship)] = None
    others: tuple[Annotated[Ship, ReadBy(ShipKeys, _ship, Ship)], ...] = ()


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class NamedHarbour(Harbour):
    """A section that inherits keys."""

    country: str


def test_keys_are_those_that_operators_write_in_the_order_of_the_class():
    assert Harbour.known_keys() == ("title", "dock", "flagship", "others")
    assert tuple(yaml_keys(NamedHarbour)) == ("title", "dock", "flagship", "others", "country")
    assert ShipKeys.known_keys() == ("name", "weight", "colour")


def test_each_section_inside_a_section_is_found_once():
    assert list(sections_of(Harbour)) == [Harbour, Dock, ShipKeys]


def test_a_key_that_two_sections_have_or_the_section_itself_has_no_owner():
    # `colour` is a key of the dock and of the flagship; entries of a list are no single section
    assert key_owners(Harbour) == {"depth": "dock", "name": "flagship", "weight": "flagship"}


def test_known_keys_are_kept_and_each_other_key_is_reported():
    document = read_document("x.yaml", b"a: 1\nz: 2\nb: 3\ny: 4\n")
    context = FileContext(document=document)
    assert known_part(document.root, ("a", "b"), context) == {"a": 1, "b": 3}
    assert [one.what for one in context.problems] == ['unknown key "z"', 'unknown key "y"']


def test_a_mapping_of_known_keys_is_kept_with_its_marks():
    mapping = MarkedMap((1, 1))
    assert known_part(mapping, ("a",), context_of()) is mapping


@pytest.mark.parametrize(
    ("text", "known", "said"),
    [
        ("url: a\nurl_env: B\n", ("url", "url_env"), ["url and url_env stand together"]),
        ("url: a\n", ("url", "url_env"), []),
        ("url_env: B\n", ("url", "url_env"), []),
        # a key without a variable of its own contradicts no other key
        ("url: a\nurl_env: B\n", ("url",), []),
    ],
)
def test_a_value_and_its_variable_contradict_each_other(text, known, said: list[str]):
    document = read_document("x.yaml", text.encode())
    context = FileContext(document=document)
    report_doubled_keys(document.root, known, context)
    assert [one.what for one in context.problems] == said
    assert [one.line for one in context.problems] == [2] * len(said)


def test_a_noun_takes_the_fields_that_it_shares_with_its_section():
    assert noun_fields(ShipKeys(name="a", tons=4, colour="red"), Ship) == {"name": "a", "tons": 4}


def test_a_noun_is_read_from_its_keys_and_taken_as_it_is_from_code():
    adapter = TypeAdapter(Annotated[Ship, ReadBy(ShipKeys, _ship, Ship)])
    read = adapter.validate_python({"name": "a", "weight": 9}, context=context_of())
    assert read == Ship("a", 9)
    made = Ship("b", 2)
    assert adapter.validate_python(made) is made
    with pytest.raises(ValidationError):
        adapter.validate_python({"weight": 9}, context=context_of())


# ---- sections with kinds ---------------------------------------------------------------------


class Depth(BaseModel):
    """The keys of one kind."""

    depth: int = 1
    match: Annotated[str, Field(alias="where")] = ""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Entry(YamlSectionWithKind):
    """A section whose kind decides."""

    extension_point: ClassVar[str] = "sources"

    name: str = ""
    kind: str = "feed"


def split(text: str) -> tuple[dict[str, object], list[str]]:
    document = read_document("x.yaml", text.encode())
    kinds = Kinds(sources={"feed": None, "map": Depth})
    context = FileContext(document=document, kinds=kinds)
    kept = Entry.with_known_keys(document.root, context)
    return kept, [one.what for one in context.problems]


def test_the_keys_of_the_kind_are_moved_into_its_options():
    kept, said = split("name: a\nkind: map\ndepth: 2\nwhere: x\n")
    assert kept == {"name": "a", "kind": "map", OPTIONS: {"depth": 2, "where": "x"}}
    assert said == []


def test_without_a_kind_the_default_of_the_section_decides():
    kept, said = split("name: a\ndepth: 2\n")
    assert kept == {"name": "a", OPTIONS: {}}
    assert said == ['unknown key "depth"']


@pytest.mark.parametrize("kind", ["mapp", "5", "[map]"])
def test_the_keys_of_an_unknown_kind_are_not_judged(kind: str):
    kept, said = split(f"name: a\nkind: {kind}\ndepth: 2\n")
    assert "depth" not in kept
    assert OPTIONS not in kept
    assert said == []


def test_option_keys_are_those_that_operators_write():
    assert option_keys(Depth) == ("depth", "where")
    assert option_keys(None) == ()
