"""Documents: the values of one YAML file, each with its line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from digest.errors import Problem

Mark = tuple[int, int]
"""Line and column, both from 1."""

KeyPath = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a file to a value."""


class MarkedMap(dict[str, Any]):
    """A YAML mapping that knows the place of each key and of each value.

    It is not `whole` once a wrong value was taken out.
    """

    whole = True

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.key_marks: dict[str, Mark] = {}
        self.value_marks: dict[str, Mark] = {}


class MarkedList(list[Any]):
    """A YAML sequence that knows the place of each of its values.

    It is not `whole` once a wrong value was taken out.
    """

    whole = True

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.value_marks: list[Mark] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as read.

    `name` is the path of the file as an operator would type it. `root` is None when the file cannot
    be read; `problems` then says why.
    """

    name: str
    root: Any
    problems: tuple[Problem, ...] = ()
    missing: bool = False

    @property
    def declared_id(self) -> str:
        """The id that the file declares, else the name of the file."""
        if isinstance(self.root, MarkedMap):
            declared = self.root.get("id")
            if isinstance(declared, str):
                return declared
        return Path(self.name).stem

    def named(self, name: str) -> Document:
        """Return the same document as the content of another file."""
        problems = tuple([replace(problem, file=name) for problem in self.problems])
        return replace(self, name=name, problems=problems)

    def problem(self, path: KeyPath, what: str, advice: str = "", *, key: bool = False) -> Problem:
        """Return a Problem at the value that `path` leads to, or at its key."""
        line, column = self.mark(path, key=key)
        return Problem(file=self.name, line=line, column=column, what=what, advice=advice)

    def where(self, path: KeyPath) -> str:
        """Return `file:line:column` of a value, as rules keep it in `mark`."""
        line, column = self.mark(path)
        return f"{self.name}:{line}:{column}"

    def mark(self, path: KeyPath, *, key: bool = False) -> Mark:
        """Return the place of a value or its key, else of the nearest value around it."""
        *_, (_, mark) = self._walk(path, key=key)
        return mark

    def at(self, path: KeyPath) -> Any:
        """Return the value that `path` leads to, else the nearest value around it."""
        *_, (value, _) = self._walk(path)
        return value

    def has(self, path: KeyPath) -> bool:
        """Say whether the file has a value at this very path."""
        return len(list(self._walk(path))) == len(path) + 1

    def whole(self, path: KeyPath = ()) -> bool:
        """Say whether a value is complete.

        A value is not complete when a mistake was taken out: a key that it lacks is then no
        mistake of its own.
        """
        return bool(getattr(self.at(path), "whole", True))

    def without(self, paths: Collection[KeyPath]) -> Document | None:
        """Return the document without those values; None when no value is left.

        The other values keep their places.
        """
        root = _without(self.root, (), frozenset(paths))
        if root is None:
            return None
        return replace(self, root=root)

    def _walk(self, path: KeyPath, *, key: bool = False) -> Iterator[tuple[Any, Mark]]:
        """Yield each value on the way with its place, as far as the path leads."""
        node: Any = self.root
        yield node, getattr(node, "mark", (1, 1))
        for number, step in enumerate(path, start=1):
            if isinstance(node, MarkedMap) and isinstance(step, str) and step in node:
                marks = node.value_marks
                # the mark of a key is asked for at the end of a path only
                if key and number == len(path):
                    marks = node.key_marks
                node, mark = node[step], marks[step]
            elif isinstance(node, MarkedList) and isinstance(step, int) and step < len(node):
                node, mark = node[step], node.value_marks[step]
            else:
                return
            yield node, mark


def _without(node: Any, path: KeyPath, gone: frozenset[KeyPath]) -> Any:
    if path in gone:
        return None
    if isinstance(node, MarkedMap):
        return _map_without(node, path, gone)
    if isinstance(node, MarkedList):
        return _list_without(node, path, gone)
    return node


def _map_without(node: MarkedMap, path: KeyPath, gone: frozenset[KeyPath]) -> MarkedMap:
    kept = MarkedMap(node.mark)
    kept.key_marks, kept.value_marks, kept.whole = node.key_marks, node.value_marks, node.whole
    for key, value in node.items():
        if (*path, key) in gone:
            # a key that this mapping lacks now is no mistake of its own
            kept.whole = False
        else:
            kept[key] = _without(value, (*path, key), gone)
    return kept


def _list_without(node: MarkedList, path: KeyPath, gone: frozenset[KeyPath]) -> MarkedList:
    kept = MarkedList(node.mark)
    kept.whole = node.whole
    for number, value in enumerate(node):
        if (*path, number) in gone:
            kept.whole = False
        else:
            kept.append(_without(value, (*path, number), gone))
            # the other entries keep their marks, so problems name the right lines
            kept.value_marks.append(node.value_marks[number])
    return kept
