"""A briefing is read from YAML: each key by the type of its field, each mistake with its place."""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from digest.errors import WriteError
from digest.models import DESK, Field, Passage
from digest.write.candidates import fold_space

INTRO = "intro"
"""The key of the editor's note; it alone may be a plain text."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
_LINE_BREAKS = re.compile(r"\n")
_FOLD_MARK = "\a"
_COMMENT = re.compile(r"[^\S\n]*#")


def decode(node: Node, wanted: Any) -> Any:
    """Read a node as the noun, list or word that is wanted; raise WriteError at a mistake."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is types.UnionType or origin is typing.Union:
        return _decode_optional(node, arguments)
    if origin is tuple:
        if not isinstance(node, SequenceNode):
            raise mistake(node, "a list is expected here", "start each entry with “- ”")
        return tuple(decode(entry, arguments[0]) for entry in node.value)
    # before the other nouns: a sentence has a short form of its own
    if wanted is Passage:
        return _decode_passage(node)
    if dataclasses.is_dataclass(wanted):
        return _decode_noun(node, typing.cast(type, wanted))
    return _decode_scalar(node, wanted)


def _decode_optional(node: Node, choices: tuple[Any, ...]) -> Any:
    if isinstance(node, ScalarNode) and str(node.tag).endswith(":null"):
        return None
    for choice in choices:
        if choice is not types.NoneType:
            return decode(node, choice)
    raise TypeError("an optional field needs a type besides None")


def _decode_noun(node: Node, noun: type) -> Any:
    # every key is judged by the type of its field, so a new field needs no code here
    hints = _hints(noun)
    entries = dict(_entries(node, tuple(hints)))
    for field in dataclasses.fields(noun):
        required = (
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        )
        if required and field.name not in entries:
            raise mistake(
                node,
                f"“{field.name}” is missing",
                f"add {field.name}: to this {noun.__name__.lower()}",
            )
    values = {}
    for key, entry in entries.items():
        if key == INTRO and isinstance(entry, ScalarNode):
            values[key] = _decode_note(entry)
        else:
            values[key] = decode(entry, hints[key])
    return noun(**values)


def _decode_note(node: ScalarNode) -> tuple[Passage, ...]:
    """Read an editor's note that is written as text: blank lines part its paragraphs."""
    _refuse_lost_words(node)
    # `intro:` with nothing behind it is no note
    if str(node.tag).endswith(":null"):
        return ()
    return tuple(Passage(text=text, article_id=DESK) for text in note_paragraphs(node))


def note_paragraphs(node: ScalarNode) -> list[str]:
    """Return the paragraphs of an editor's note that is written as one text."""
    text = _words(node)
    # in every style but “|” YAML joins lines, and a line break is what is left of a blank line
    breaks = _BLANK_LINES if node.style == "|" else _LINE_BREAKS
    paragraphs = []
    for block in breaks.split(text):
        paragraph = fold_space(block)
        if paragraph:
            paragraphs.append(paragraph)
    return paragraphs


def _decode_passage(node: Node) -> Passage:
    known = ("text", "from", "edited", "overruled", "attribution")
    entries = dict(_entries(node, known))
    for key in ("text", "from"):
        if key not in entries:
            raise mistake(
                node,
                f"“{key}” is missing from the sentence",
                "a sentence needs text: and from: <article id> <field> <start>-<end>, "
                "or from: desk",
            )
    _refuse_lost_words(entries["text"])
    article_id, field, start, end = _span(entries["from"])
    edited = False
    if "edited" in entries:
        edited = bool(decode(entries["edited"], bool))
    overruled = ""
    if "overruled" in entries:
        overruled = str(decode(entries["overruled"], str)).strip()
        if not overruled:
            raise mistake(entries["overruled"], "the reason is empty", "say why the text may stand")
    attribution = ""
    if "attribution" in entries:
        attribution = str(decode(entries["attribution"], str))
    return Passage(
        text=decode(entries["text"], str),
        article_id=article_id,
        field=field,
        start=start,
        end=end,
        edited=edited,
        overruled=overruled,
        attribution=attribution,
    )


def _refuse_lost_words(node: Node) -> None:
    if _comment_follows(node):
        raise mistake(
            node,
            "“#” begins a comment, so the rest of the text is lost",
            "put the text in double quotes",
        )


def _comment_follows(node: Node) -> bool:
    """True when a comment stands on the line where an unquoted text ends."""
    mark = node.end_mark
    return (
        isinstance(node, ScalarNode)
        and node.style is None
        and bool(_COMMENT.match(mark.buffer, mark.pointer))
    )


def _span(node: Node) -> tuple[str, Field, int, int]:
    """Read "article-id body 120-260"; an article id alone cites the whole article."""
    text = str(decode(node, str))
    parts = text.rsplit(" ", 2)
    first, _, last = parts[-1].partition("-")
    # an article id, a field and a span; the id alone cites the whole article
    is_span = first.isdecimal() and last.isdecimal()
    if is_span and parts[1:-1] and parts[1] in set(Field):
        return parts[0], Field(parts[1]), int(first), int(last)
    if text.strip() and len(text.split()) == 1:
        return text.strip(), Field.BODY, 0, 0
    raise mistake(
        node,
        f"“{text}” is not a source",
        "write <article id> <field> <start>-<end>, like a1b2 body 120-260",
    )


def _entries(node: Node, known: tuple[str, ...]) -> Iterator[tuple[str, Node]]:
    if not isinstance(node, MappingNode):
        raise mistake(
            node, "“key: value” lines are expected here", f"known keys: {', '.join(known)}"
        )
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise mistake(
                key,
                f"unknown key “{name}”",
                f"did you mean {near[0]}?" if near else f"known keys: {', '.join(known)}",
            )
        if name in seen:
            raise mistake(key, f"“{name}” stands here twice", "keep one of them")
        seen.add(name)
        yield name, value


def _decode_scalar(node: Node, wanted: Any) -> Any:
    if not isinstance(node, ScalarNode):
        raise mistake(
            node,
            "one value is expected here, not a list or a group of keys",
            "put it on the line of its key",
        )
    value = _words(node)
    try:
        if wanted is bool:
            return {"true": True, "false": False}[value.lower()]
        if isinstance(wanted, type) and issubclass(wanted, datetime | date):
            return _aware(wanted.fromisoformat(value))
        return wanted(value.replace(".inf", "inf") if wanted is float else value)
    except (ValueError, KeyError):
        raise mistake(node, f"“{value}” is not {_described(wanted)}", "") from None


def _words(node: ScalarNode) -> str:
    """Return the text of a node, without the marks that ruamel.yaml sets where “>” joins lines."""
    text = str(node.value)
    if node.style == ">":
        return text.replace(_FOLD_MARK, "")
    return text


def _aware(moment: Any) -> Any:
    if isinstance(moment, datetime) and moment.tzinfo is None:
        raise ValueError("no time zone")
    return moment


def _described(wanted: Any) -> str:
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return f"one of {', '.join(wanted)}"
    names = {
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        date: "a date like 2026-11-23",
    }
    return names.get(wanted, "a time with zone like 2026-11-23T05:00:00+00:00")


@lru_cache(maxsize=64)
def _hints(noun: type) -> dict[str, Any]:
    return typing.get_type_hints(noun)


def mistake(node: Node, what: str, hint: str) -> WriteError:
    """Make the error that names the line and column of a node."""
    mark = node.start_mark
    return WriteError(what, subject=f"{mark.line + 1}:{mark.column + 1}", hint=hint)
