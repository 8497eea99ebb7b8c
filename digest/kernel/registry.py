"""Registries: the kinds of one extension point, each under the name that YAML files use."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from digest.errors import UseError

Make = TypeVar("Make")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Make]):
    """One kind of an extension point.

    `make` builds an object of this kind; each registry states its signature. `options` is the
    pydantic model of the keys that only this kind has in the YAML file; None means that it has no
    keys of its own.
    """

    name: str
    make: Make
    options: type[BaseModel] | None = None


class Registry(Generic[Make]):
    """The kinds of one extension point, in the order in which they were registered.

    >>> shapes = Registry("shape", [Kind(name="circle", make=complex)])
    >>> shapes.names
    ('circle',)
    >>> shapes["circle"].make(1, 2)
    (1+2j)
    """

    def __init__(self, noun: str, kinds: Iterable[Kind[Make]]) -> None:
        """Register the kinds. `noun` names the extension point in error messages."""
        self.noun = noun
        self._kinds: dict[str, Kind[Make]] = {}
        for kind in kinds:
            if kind.name in self._kinds:
                raise ValueError(f"two {noun} kinds are called {kind.name!r}")
            self._kinds[kind.name] = kind

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all kinds."""
        return tuple(self._kinds)

    def __iter__(self) -> Iterator[Kind[Make]]:
        return iter(self._kinds.values())

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def __getitem__(self, name: str) -> Kind[Make]:
        """Return the kind of that name. Raise UseError, with the names that exist, for another."""
        kind = self._kinds.get(name)
        if kind is not None:
            return kind
        # a slip of the pen is more likely than a kind that is missing
        close = difflib.get_close_matches(name, self._kinds, n=1)
        if close:
            hint = f"did you mean {close[0]!r}?"
        else:
            hint = f"use one of: {', '.join(self._kinds)}"
        raise UseError(f"unknown {self.noun} kind", subject=repr(name), hint=hint)
