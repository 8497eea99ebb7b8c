"""YAML text → Document. Syntax errors and keys written twice become problems with their places.

ruamel.yaml scans the text; its nodes carry the marks that are kept here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from digest.config.document_cache import MOST_FILES, cached_document, store_document
from digest.config.documents import Document, Mark, MarkedList, MarkedMap
from digest.config.yaml_traps import find_traps, odd_space
from digest.errors import Problem
from digest.kernel.yaml_depth import nests_too_deep

MAX_VALUES = 200_000
"""A file of more values than this is a bomb of YAML anchors, not a newsroom."""
MAX_DEPTH = 40
"""Levels of a file; topics nest rules about five levels deep."""

STANDARD_TAG = "tag:yaml.org,2002:"
PLAIN_KINDS = frozenset({"str", "int", "float", "bool", "null", "timestamp", "merge", "value"})
TRUTH_WORDS = {"true": True, "false": False}
SPECIAL_NUMBERS = {".inf": math.inf, "-.inf": -math.inf, "+.inf": math.inf, ".nan": math.nan}
WRITE_PLAINLY = "write it out plainly"
TOO_DEEP = "this file is nested far too deeply"


def read_document(name: str, content: bytes, *, cache: Path | None = None) -> Document:
    """Read one YAML file; the mistakes in its text are in `problems`.

    Cost: 40 µs a value. A content is read once in a process, in however many files it stands, and
    with a `cache` folder once on a machine.

    >>> read_document("x.yaml", b"a: [1, b]").root
    {'a': [1, 'b']}
    >>> read_document("x.yaml", b"a: 1\\na: 2").problems[0].what
    '"a" is written twice'
    """
    return document_of(content, cache).named(name)


@lru_cache(maxsize=MOST_FILES)
def document_of(content: bytes, cache: Path | None) -> Document:
    """Read a content that may stand in several files: a copied file is not parsed again."""
    if cache is not None:
        document = cached_document(cache, content)
        if document is not None:
            return document
    document = _parsed("", content)
    if cache is not None:
        store_document(cache, document, content)
    return document


def _parsed(name: str, content: bytes) -> Document:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        return _unreadable(name, _end_of(before), "this file is not UTF-8", "save it as UTF-8")
    # counted before the parser sees the text, because the parser is what hangs
    if nests_too_deep(text):
        return _unreadable(name, (1, 1), TOO_DEEP, WRITE_PLAINLY)
    odd = odd_space(text)
    if odd:
        return _unreadable(name, *odd)
    document = _read_text(name, text)
    # behind the syntax: a file that cannot be parsed has no values to look at
    traps = tuple(find_traps(document, text))
    return replace(document, problems=(*document.problems, *traps))


def _read_text(name: str, text: str) -> Document:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    from digest.kernel.yaml_errors import in_plain_words

    builder = _Builder(name=name, text=text)
    try:
        # `compose` gives nodes with marks; `load` would give plain values without places
        yaml = YAML(typ="safe", pure=True)
        # a name that is marked twice is allowed: the library's warning has no words for operators
        yaml.composer.warn_double_anchors = False
        node = yaml.compose(text)
        root = None
        if node is not None:
            root = builder.value(node)
    except ReaderError as error:
        what = f"this character is not allowed here: U+{error.character:04X}"
        return _unreadable(name, _end_of(text[: error.position]), what, "delete it")
    except MarkedYAMLError as error:
        return _unreadable(name, *in_plain_words(error, text))
    except RecursionError:
        return _unreadable(name, (1, 1), TOO_DEEP, WRITE_PLAINLY)
    except _TooMuchError as error:
        return _unreadable(name, (1, 1), str(error), f"{WRITE_PLAINLY}, without anchors")
    except (YAMLError, ValueError, TypeError, AttributeError, IndexError, AssertionError) as error:
        # the scanner lets a few of Python's own errors out on broken text
        what = f"this is not YAML: {error}"
        return _unreadable(name, (1, 1), what, "check the indentation and the quotes")
    return Document(name=name, root=root, problems=tuple(builder.problems))


def _unreadable(name: str, mark: Mark, what: str, advice: str) -> Document:
    problem = Problem(file=name, line=mark[0], column=mark[1], what=what, advice=advice)
    return Document(name=name, root=None, problems=(problem,))


def _end_of(text: str) -> Mark:
    """Return the place right behind a text."""
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


class _TooMuchError(Exception):
    """The file is nested or repeated beyond the needs of a newsroom; never leaves this module."""


@dataclass(slots=True, kw_only=True)
class _Builder:
    """Turns ruamel's nodes into marked values, and collects their problems."""

    name: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def value(self, node: Any, *, depth: int = 0) -> Any:
        # an anchor is counted each time it is used, which is how YAML bombs grow
        self.count += 1
        if self.count > MAX_VALUES:
            raise _TooMuchError("this file holds far too many values")
        if depth > MAX_DEPTH:
            raise _TooMuchError(TOO_DEEP)
        if node.id == "mapping":
            return self._mapping(node, depth)
        if node.id == "sequence":
            return self._sequence(node, depth)
        return self._scalar(node)

    def _mapping(self, node: Any, depth: int) -> MarkedMap:
        mapping = MarkedMap(_mark(node))
        merged: list[MarkedMap] = []
        for key_node, value_node in node.value:
            if _is_merge_key(key_node):
                merged += self._merged(value_node, depth)
                continue
            if key_node.id != "scalar":
                self._complain(key_node, "a key must be a plain word", "write `key: value`")
                continue
            key = self._whole_characters(key_node)
            if key in mapping:
                # YAML forbids it, and the last value would win in silence
                first = mapping.key_marks[key][0]
                advice = f"the first is on line {first}; keep one of them"
                self._complain(key_node, f'"{key}" is written twice', advice)
                continue
            mapping[key] = self.value(value_node, depth=depth + 1)
            mapping.key_marks[key] = _mark(key_node)
            mapping.value_marks[key] = _mark(value_node)
            if _is_empty(value_node):
                # an empty value has no place of its own
                mapping.value_marks[key] = _mark(key_node)
        for source in merged:
            _fill_in(mapping, source)
        return mapping

    def _merged(self, node: Any, depth: int) -> list[MarkedMap]:
        """Return the mappings that `<<` merges: one, or several, of which the first wins."""
        value = self.value(node, depth=depth + 1)
        if isinstance(value, MarkedMap):
            return [value]
        if isinstance(value, MarkedList) and all(isinstance(part, MarkedMap) for part in value):
            return list(value)
        self._complain(node, "<< merges a mapping", "write <<: *name, where &name marks a mapping")
        return []

    def _sequence(self, node: Any, depth: int) -> MarkedList:
        sequence = MarkedList(_mark(node))
        for child in node.value:
            sequence.append(self.value(child, depth=depth + 1))
            sequence.value_marks.append(_mark(child))
        return sequence

    def _scalar(self, node: Any) -> str | int | float | bool | None:
        tag = str(node.tag)
        text = self._whole_characters(node)
        kind = tag.removeprefix(STANDARD_TAG)
        if kind == tag or kind not in PLAIN_KINDS:
            advice = "delete it, or put the whole text in quotes"
            self._complain(node, f"the tag {tag} means nothing here", advice)
            return text
        # `&Co Briefing` marks "Briefing" with the name Co, for a `*Co` further down
        if node.anchor and f"*{node.anchor}" not in self.text:
            advice = "put the whole text in quotes"
            self._complain(node, 'a text that starts with "&" has no quotes', advice)
        if kind == "null":
            return None
        if kind == "bool":
            return TRUTH_WORDS.get(text.lower(), text)
        if kind in ("int", "float"):
            return _number(text)
        # a date or a time is a text too: the type of its key knows which it must be
        return text

    def _whole_characters(self, node: Any) -> str:
        """Return the text of a scalar; escapes like JSON's may write a character as two halves."""
        text = str(node.value)
        if text.isascii():
            return text
        try:
            return text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            advice = r"write the character itself, not \u and a number"
            self._complain(node, "this text holds half a character", advice)
            return text.encode("ascii", "replace").decode()

    def _complain(self, node: Any, what: str, advice: str) -> None:
        line, column = _mark(node)
        self.problems.append(
            Problem(file=self.name, line=line, column=column, what=what, advice=advice)
        )


def _is_merge_key(node: Any) -> bool:
    return node.id == "scalar" and node.value == "<<" and node.style is None


def _fill_in(mapping: MarkedMap, merged: MarkedMap) -> None:
    """Take the keys that a mapping lacks from another; they keep their places."""
    for key, value in merged.items():
        if key not in mapping:
            mapping[key] = value
            mapping.key_marks[key] = merged.key_marks[key]
            mapping.value_marks[key] = merged.value_marks[key]


def _mark(node: Any) -> Mark:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _is_empty(node: Any) -> bool:
    return node.id == "scalar" and node.value == "" and node.style is None


def _based_number(digits: str) -> int:
    """Read a whole number with its base in front, like 0x1F."""
    return int(digits, 0)


NUMBER_READERS: tuple[Callable[[str], int | float], ...] = (int, _based_number, float)


def _number(text: str) -> int | float | str:
    digits = text.replace("_", "")
    for read in NUMBER_READERS:
        try:
            return read(digits)
        except ValueError:
            continue
    return SPECIAL_NUMBERS.get(digits.lower(), text)
