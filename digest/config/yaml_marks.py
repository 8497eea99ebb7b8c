"""YAML text → plain values that remember where each of them stood; syntax errors and duplicate keys become Problems."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from digest.errors import Problem

Mark = tuple[int, int]
"""Line and column, both from 1."""

Path = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a file to a value."""

MAX_VALUES = 200_000
"""A file of more values than this is a bomb of YAML anchors, not a newsroom."""

MAX_DEPTH = 40
MOST_BRACKETS = 500

TAG = "tag:yaml.org,2002:"
WORDS = {"true": True, "false": False}


class MarkedMap(dict[str, Any]):
    """A YAML mapping that knows the place of each key and of each value; not `whole` once something was taken out."""

    whole = True

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.key_marks: dict[str, Mark] = {}
        self.value_marks: dict[str, Mark] = {}


class MarkedList(list[Any]):
    """A YAML sequence that knows the place of each of its values; not `whole` once something was taken out."""

    whole = True

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.value_marks: list[Mark] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as read. `name` is its path as an operator would type it; `root` is None when it cannot be read."""

    name: str
    root: Any
    problems: tuple[Problem, ...] = ()
    missing: bool = False

    def problem(self, path: Path, what: str, advice: str = "", *, key: bool = False) -> Problem:
        """A Problem at the value that `path` leads to, or at its key."""
        line, column = self.mark(path, key=key)
        return Problem(file=self.name, line=line, column=column, what=what, advice=advice)

    def where(self, path: Path) -> str:
        """`file:line:column` of a value, as rules keep it in `mark`."""
        line, column = self.mark(path)
        return f"{self.name}:{line}:{column}"

    def mark(self, path: Path, *, key: bool = False) -> Mark:
        """The place of a value or its key; of the nearest value around it when there is none."""
        *_, (_, mark) = self._walk(path, key=key)
        return mark

    def at(self, path: Path) -> Any:
        """The value that `path` leads to, or the nearest value around it."""
        *_, (value, _) = self._walk(path)
        return value

    def whole(self, path: Path = ()) -> bool:
        """False when a mistake was taken out of this very value: what it lacks is then no mistake of its own."""
        return bool(getattr(self.at(path), "whole", True))

    def without(self, paths: Collection[Path]) -> Document | None:
        """The document without those values, each of the rest still at its place; None when nothing is left."""
        root = _without(self.root, (), frozenset(paths))
        return None if root is None else replace(self, root=root)

    def _walk(self, path: Path, *, key: bool = False) -> Iterator[tuple[Any, Mark]]:
        node: Any = self.root
        yield node, getattr(node, "mark", (1, 1))
        for step in path:
            if isinstance(node, MarkedMap) and isinstance(step, str) and step in node:
                marks = node.key_marks if key and step == path[-1] else node.value_marks
                node, mark = node[step], marks[step]
            elif isinstance(node, MarkedList) and isinstance(step, int) and step < len(node):
                node, mark = node[step], node.value_marks[step]
            else:
                return
            yield node, mark


def _without(node: Any, path: Path, gone: frozenset[Path]) -> Any:
    if path in gone:
        return None
    if isinstance(node, MarkedMap):
        return _map_without(node, path, gone)
    if isinstance(node, MarkedList):
        return _list_without(node, path, gone)
    return node


def _map_without(node: MarkedMap, path: Path, gone: frozenset[Path]) -> MarkedMap:
    kept = MarkedMap(node.mark)
    kept.key_marks, kept.value_marks, kept.whole = node.key_marks, node.value_marks, node.whole
    for key, value in node.items():
        if (*path, key) in gone:
            kept.whole = False
        else:
            kept[key] = _without(value, (*path, key), gone)
    return kept


def _list_without(node: MarkedList, path: Path, gone: frozenset[Path]) -> MarkedList:
    kept = MarkedList(node.mark)
    kept.whole = node.whole
    for number, value in enumerate(node):
        if (*path, number) in gone:
            kept.whole = False
        else:
            kept.append(_without(value, (*path, number), gone))
            kept.value_marks.append(node.value_marks[number])
    return kept


@lru_cache(maxsize=128)
def read_document(name: str, content: bytes) -> Document:
    """Read one YAML file; what is wrong with its text is in `problems`.

    Cost: 40 µs a value; a file that did not change is read once, so that a studio reloads at once.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _unreadable(
            name,
            _mark_in(content[: error.start].decode("utf-8", "replace")),
            "this file is not UTF-8",
            "save it as UTF-8",
        )
    if _open_brackets(text) > MOST_BRACKETS:
        return _unreadable(
            name, (1, 1), "this file is nested far too deeply", "write it out plainly"
        )
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except ReaderError as error:
        what = f"this character is not allowed here: U+{error.character:04X}"
        return _unreadable(name, _mark_in(text[: error.position]), what, "delete it")
    except MarkedYAMLError as error:
        return _unreadable(name, *_said_plainly(error, text))
    except RecursionError:
        return _unreadable(
            name, (1, 1), "this file is nested far too deeply", "write it out plainly"
        )
    except (YAMLError, ValueError, TypeError, AttributeError, IndexError, AssertionError) as error:
        # the scanner lets a few of Python's own errors out on broken text; the text is at fault all the same
        return _unreadable(
            name, (1, 1), f"this is not YAML: {error}", "check the indentation and the quotes"
        )
    builder = _Builder(name=name)
    try:
        root = builder.value(node) if node is not None else None
    except _TooMuch as error:
        return _unreadable(name, (1, 1), str(error), "write it out plainly, without anchors")
    return Document(name=name, root=root, problems=tuple(builder.problems))


def _open_brackets(text: str) -> int:
    """How many brackets stand open at most, roughly (quotes count too): the scanner needs the square of it in time."""
    if text.count("[") + text.count("{") <= MOST_BRACKETS:
        return 0
    return max(accumulate({"[": 1, "{": 1, "]": -1, "}": -1}.get(letter, 0) for letter in text))


def _unreadable(name: str, mark: Mark, what: str, advice: str = "") -> Document:
    return Document(
        name=name,
        root=None,
        problems=(Problem(file=name, line=mark[0], column=mark[1], what=what, advice=advice),),
    )


def _mark_in(text_before: str) -> Mark:
    return text_before.count("\n") + 1, len(text_before) - (text_before.rfind("\n") + 1) + 1


# what the scanner says → what it means, what to do
PLAIN = (
    (
        "mapping values are not allowed",
        "a second colon on this line",
        'a text with ": " inside needs quotes around it',
    ),
    ("character '\\t'", "this line is indented with a tab", "indent with spaces, never with tabs"),
    ("character '@'", 'a text that starts with "@" has no quotes', 'write "@name"'),
    (
        "cannot start any token",
        "this character cannot start a text",
        "put the whole text in quotes",
    ),
    ("quoted scalar", "a quotation mark is never closed", "close it at the end of the text"),
    (
        "undefined alias",
        'a text that starts with "*" has no quotes',
        "put the whole text in quotes",
    ),
    (
        "scanning an alias",
        'a text that starts with "*" has no quotes',
        "put the whole text in quotes",
    ),
    (
        "scanning an anchor",
        'a text that starts with "&" has no quotes',
        "put the whole text in quotes",
    ),
    ("scanning a tag", 'a text that starts with "!" has no quotes', "put the whole text in quotes"),
    (
        "flow sequence",
        "this list is never closed",
        'put a "]" at its end and commas between its parts',
    ),
    (
        "flow mapping",
        "this mapping is never closed",
        'put a "}" at its end and commas between its parts',
    ),
    ("could not find expected ':'", "this line has no colon", 'write "key: value"'),
    (
        "block mapping",
        "this line does not fit the lines above it",
        "give keys of one level the same indentation",
    ),
    (
        "block collection",
        "this line does not fit the list above it",
        'start each entry with "- " in the same column',
    ),
    (
        "another document",
        "a second document starts here",
        'one file holds one document: delete the "---"',
    ),
)


def _said_plainly(error: MarkedYAMLError, text: str) -> tuple[Mark, str, str]:
    place = error.problem_mark or error.context_mark
    mark = (place.line + 1, place.column + 1) if place else (1, 1)
    said = f"{error.problem or ''} {error.context or ''}"
    if "block" in said and (opened := _open_quote(text, before=mark[0])):
        return (
            opened,
            "a quotation mark is not closed on this line",
            "close it at the end of the text",
        )
    for sign, what, advice in PLAIN:
        if sign in said:
            return mark, what, advice
    return (
        mark,
        f"this is not YAML: {error.problem or error.context}",
        "check the indentation and the quotes",
    )


_QUOTED = re.compile(r"""^[^"'#]*?(?::|-)\s+(["'])(?P<rest>.*)$""")


def _open_quote(text: str, *, before: int) -> Mark | None:
    """Where the last text that opens with a quotation mark and does not close it on its line begins."""
    for number, line in reversed(list(enumerate(text.splitlines()[: before - 1], start=1))):
        found = _QUOTED.match(line)
        if found:
            return None if found[1] in found["rest"] else (number, found.start(1) + 1)
    return None


class _TooMuch(Exception):
    """The file is nested or repeated beyond what a newsroom needs; never leaves this module."""


@dataclass(slots=True)
class _Builder:
    """Turns composed nodes into marked values; collects duplicate keys and what a configuration has no use for."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def value(self, node: Node, *, depth: int = 0) -> Any:
        self.count += 1
        if self.count > MAX_VALUES:
            raise _TooMuch("this file holds far too many values")
        if depth > MAX_DEPTH:
            raise _TooMuch("this file is nested far too deeply")
        if isinstance(node, MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, SequenceNode):
            return self._sequence(node, depth)
        return self._scalar(cast(ScalarNode, node))

    def _mapping(self, node: MappingNode, depth: int) -> MarkedMap:
        result = MarkedMap(_mark(node))
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._complain(key_node, "a key must be a plain word", "write `key: value`")
                continue
            key = self._whole_characters(key_node)
            if key in result:
                first = result.key_marks[key][0]
                self._complain(
                    key_node,
                    f'"{key}" is written twice',
                    f"the first is on line {first}; keep one of them",
                )
                continue
            result[key] = self.value(value_node, depth=depth + 1)
            result.key_marks[key] = _mark(key_node)
            result.value_marks[key] = (
                _mark(key_node) if _is_empty(value_node) else _mark(value_node)
            )
        return result

    def _sequence(self, node: SequenceNode, depth: int) -> MarkedList:
        result = MarkedList(_mark(node))
        for child in node.value:
            result.append(self.value(child, depth=depth + 1))
            result.value_marks.append(_mark(child))
        return result

    def _scalar(self, node: ScalarNode) -> str | int | float | bool | None:
        tag, text = str(node.tag), self._whole_characters(node)
        if not tag.startswith(TAG):
            self._complain(
                node,
                f"the tag {tag} means nothing here",
                "delete it, or put the whole text in quotes",
            )
            return text
        kind = tag.removeprefix(TAG)
        if kind == "null":
            return None
        if kind == "bool":
            return WORDS.get(text.lower(), text)
        if kind in ("int", "float"):
            return _number(text)
        return text  # a date or a time is a text too: who reads it knows which it must be

    def _whole_characters(self, node: ScalarNode) -> str:
        """The text of a scalar; escapes like JSON's may write one character as two halves."""
        text = str(node.value)
        try:
            return (
                text.encode("utf-16", "surrogatepass").decode("utf-16")
                if not text.isascii()
                else text
            )
        except UnicodeDecodeError:
            self._complain(
                node,
                "this text holds half a character",
                r"write the character itself, not \u and a number",
            )
            return text.encode("ascii", "replace").decode()

    def _complain(self, node: Node, what: str, advice: str) -> None:
        line, column = _mark(node)
        self.problems.append(
            Problem(file=self.name, line=line, column=column, what=what, advice=advice)
        )


def _mark(node: Node) -> Mark:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value == "" and node.style is None


def _number(text: str) -> int | float | str:
    digits = text.replace("_", "")
    for read in (int, lambda number: int(number, 0), float):
        try:
            return read(digits)
        except ValueError:
            continue
    special = {".inf": math.inf, "-.inf": -math.inf, "+.inf": math.inf, ".nan": math.nan}
    return special.get(digits.lower(), text)
