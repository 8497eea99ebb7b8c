"""The parts of a noun, and the tests that every noun passes against tables of literals."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum
from inspect import isclass
from types import ModuleType
from typing import Any

import pytest


def nouns_of(module: ModuleType) -> set[type]:
    """Return the nouns that a module defines itself."""
    nouns = set()
    for value in vars(module).values():
        own = isclass(value) and value.__module__ == module.__name__
        if own and dataclasses.is_dataclass(value):
            nouns.add(value)
    return nouns


def states_of(module: ModuleType) -> set[type[Enum]]:
    """Return the sets of words that a module defines itself."""
    states = set()
    for value in vars(module).values():
        if isclass(value) and value.__module__ == module.__name__ and issubclass(value, Enum):
            states.add(value)
    return states


def required(noun: type) -> str:
    """Return the names of the fields that have no default, in order."""
    names = []
    for field in dataclasses.fields(noun):
        if not _has_default(field):
            names.append(field.name)
    return " ".join(names)


def defaults(noun: type) -> dict[str, Any]:
    """Return the default of each other field."""
    values = {}
    for field in dataclasses.fields(noun):
        if field.default_factory is not dataclasses.MISSING:
            values[field.name] = field.default_factory()
        elif _has_default(field):
            values[field.name] = field.default
    return values


def filled(noun: type, **values: object) -> Any:
    """Make a noun whose required fields hold their own names, except the given ones."""
    fields: dict[str, object] = {name: name for name in required(noun).split()}
    return noun(**{**fields, **values})


def noun_tests(
    required_fields: Mapping[type, str], default_values: Mapping[type, Mapping[str, Any]]
) -> type:
    """Make the tests of the nouns of one module: `TestNoun = noun_tests(REQUIRED, DEFAULTS)`."""

    @pytest.mark.parametrize("noun", required_fields, ids=lambda noun: noun.__name__)
    class TestNoun:
        def test_it_asks_for_these_fields(self, noun: type) -> None:
            assert required(noun) == required_fields[noun]

        def test_it_fills_the_other_fields(self, noun: type) -> None:
            assert defaults(noun) == default_values[noun]

        def test_it_takes_keywords_alone(self, noun: type) -> None:
            with pytest.raises(TypeError):
                noun(*dataclasses.fields(noun))

        def test_it_never_changes(self, noun: type) -> None:
            instance = filled(noun)
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(instance, dataclasses.fields(noun)[0].name, "another")

        def test_equal_fields_make_equal_nouns(self, noun: type) -> None:
            assert filled(noun) == filled(noun)

    return TestNoun


def _has_default(field: dataclasses.Field[Any]) -> bool:
    if field.default_factory is not dataclasses.MISSING:
        return True
    return field.default is not dataclasses.MISSING
