"""The parts of a noun that its tests compare with literals."""

from __future__ import annotations

import dataclasses
from enum import Enum
from inspect import isclass
from types import ModuleType
from typing import Any


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


def _has_default(field: dataclasses.Field[Any]) -> bool:
    if field.default_factory is not dataclasses.MISSING:
        return True
    return field.default is not dataclasses.MISSING
