"""The briefing as a YAML document that a person reads, edits and approves. Exact both ways."""

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

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from digest.errors import WriteError
from digest.kernel.yaml_depth import nests_too_deep
from digest.models import DESK, Briefing, Field, Passage
from digest.write.candidates import fold_space

INTRO = "intro"
"""The key of the editor's note; it alone may be a plain text."""

KEPT_BY_STORE = (
    "newsletter_id", "slot", "at", "timezone", "language", "direction", "sections", "blocks",
    "citations", "coverage", "subject_reasons", "theme", "writer",
)  # fmt: skip
"""Keys of a briefing that an editor need not see; one that is written in a draft counts."""

KEPT_OF_STORY = ("article_ids", "publishers", "reasons", "state", "developed_since")
"""Keys of a story that an editor need not see: its evidence, which `--why` shows."""

_WIDTH = 110
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
_LINE_BREAKS = re.compile(r"\n")
_FOLD_MARK = "\a"
_PLAIN_NAME = re.compile(r"[A-Za-z][\w-]{0,40}")  # lists of anything else are not put in one row
_COMMENT = re.compile(r"[^\S\n]*#")
_QUOTE_IT = (
    "indent with blanks as the lines around it; "
    "put a text with “: ” or a mark at its start between double quotes"
)
_START_AGAIN = "draft the issue again"
_HEADER = """\
# One issue, in the order in which the reader sees it. Change any words you like, and keep `from`: \
it
# names the article, the field and the characters that a sentence stands on. A sentence that differs
# from its source is checked as your own wording; `overruled: <reason>` lets it stand. A sentence
# with `from: desk` is the desk's own and is marked as such in the mail. An editor's note above the
# stories goes below a key of its own, `intro: |`, with a blank line between its paragraphs.
"""


def briefing_to_yaml(briefing: Briefing) -> str:
    """Write the briefing as YAML in reading order, each sentence's text before its source."""
    sheet = _Sheet()
    _yaml().dump(_encode(briefing), sheet)
    return _HEADER + "".join(sheet.pieces)


def draft_to_yaml(briefing: Briefing) -> str:
    """Write what an editor works on: the texts and their sources, without what the store keeps.

    `draft_from_yaml` puts the rest back.
    """
    sheet = _Sheet()
    written = _encode(briefing)
    for name in KEPT_BY_STORE:
        written.pop(name, None)
    for item in written.get("items", ()):
        for name in KEPT_OF_STORY:
            item.pop(name, None)
    _yaml().dump(written, sheet)
    return _HEADER + "".join(sheet.pieces)


def draft_from_yaml(text: str, stored: Briefing) -> Briefing:
    """Read an edited draft; the keys that it leaves to the store are those of the stored briefing.

    Raise WriteError as `briefing_from_yaml` does. A key that the text has wins over the store.
    """
    node = _root(text)
    kept = _root(briefing_to_yaml(stored))
    _add_missing(node, kept, KEPT_BY_STORE)
    stories = {_story_id(item): item for item in _list(_child(kept, "items"))}
    for item in _list(_child(node, "items")):
        story = stories.get(_story_id(item))
        # a story of the desk's own has no evidence in the store
        if story is not None:
            _add_missing(item, story, KEPT_OF_STORY)
    return typing.cast(Briefing, _decode(node, Briefing))


def _add_missing(node: Node, kept: Node, names: tuple[str, ...]) -> None:
    """Add the named keys of a stored mapping that an edited one does not have."""
    if not isinstance(node, MappingNode) or not isinstance(kept, MappingNode):
        return
    written = {str(key.value) for key, _ in node.value}
    for key, value in kept.value:
        if key.value in names and key.value not in written:
            node.value.append((key, value))


def briefing_from_yaml(text: str) -> Briefing:
    """Read a briefing back.

    Raise WriteError at the first mistake, with its `line:column`; an unknown key is named.
    """
    return typing.cast(Briefing, _decode(_root(text), Briefing))


def _root(text: str) -> Node:
    try:
        node = _composed(text)
    except MarkedYAMLError as error:
        # an error inside a quotation has its place in the context alone
        mark = error.problem_mark or error.context_mark
        where = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
        raise WriteError(
            f"not YAML: {error.problem or error.context}", subject=where, hint=_QUOTE_IT
        ) from error
    except YAMLError as error:
        raise WriteError(f"not YAML: {error}", subject="1:1") from error
    except RecursionError as error:
        raise WriteError("the YAML nests too deep", subject="1:1", hint=_START_AGAIN) from error
    if node is None:
        raise WriteError("the document is empty", subject="1:1", hint=_START_AGAIN)
    return node


def passage_lines(text: str) -> dict[str, int]:
    """Return the line of each sentence, counted from 1, by the place that checks name.

    A place is written as in the findings of `check_briefing`: "<story> what_happened 1.2". The
    result is empty when the text is not YAML; `briefing_from_yaml` says why.
    """
    try:
        root = _composed(text)
    except (YAMLError, RecursionError):
        return {}
    lines: dict[str, int] = {}
    _note_intro_lines(_child(root, "intro"), lines)
    for item in _list(_child(root, "items")):
        _note_story_lines(item, lines)
    for also in _list(_child(root, "also")):
        _note_line(lines, f"also {_story_id(also)}", _child(also, "passage"))
    return lines


def _composed(text: str) -> Node | None:
    # looked at first: the time to read brackets inside brackets grows with their square
    if nests_too_deep(text):
        raise RecursionError
    node: Node | None = _yaml().compose(text)
    return node


def _note_intro_lines(intro: Node | None, lines: dict[str, int]) -> None:
    if isinstance(intro, ScalarNode):
        # a text block has one line for all its paragraphs: that of its key
        for row in range(1, len(_note_paragraphs(intro)) + 1):
            _note_line(lines, f"intro {row}", intro)
    for row, paragraph in enumerate(_list(intro), start=1):
        _note_line(lines, f"intro {row}", paragraph)


def _note_story_lines(item: Node, lines: dict[str, int]) -> None:
    story_id = _story_id(item)
    for part in ("headline", "dek"):
        _note_line(lines, f"{story_id} {part}", _child(item, part))
    # the lead is one paragraph, the two parts below are lists of paragraphs
    for column, sentence in enumerate(_list(_child(item, "lead")), start=1):
        _note_line(lines, f"{story_id} lead 1.{column}", sentence)
    for part in ("what_happened", "why_it_matters"):
        for row, paragraph in enumerate(_list(_child(item, part)), start=1):
            for column, sentence in enumerate(_list(paragraph), start=1):
                _note_line(lines, f"{story_id} {part} {row}.{column}", sentence)
    for number, link in enumerate(_list(_child(item, "know_more")), start=1):
        _note_line(lines, f"{story_id} know_more {number}", _child(link, "passage"))


def _note_line(lines: dict[str, int], place: str, node: Node | None) -> None:
    if node is not None:
        lines[place] = node.start_mark.line + 1


def _story_id(node: Node) -> str:
    value = _child(node, "story_id")
    if isinstance(value, ScalarNode):
        return str(value.value)
    return ""


def _child(node: Node | None, name: str) -> Node | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == name:
                return typing.cast(Node, value)
    return None


def _list(node: Node | None) -> list[Node]:
    if isinstance(node, SequenceNode):
        return list(node.value)
    return []


class _Sheet:
    """The text that ruamel.yaml writes, kept in memory."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def write(self, piece: str) -> None:
        self.pieces.append(piece)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    yaml.encoding = None  # type: ignore[assignment]  # text, not bytes
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


# writing


def _encode(value: Any) -> Any:
    match value:
        case Passage():
            return _encode_passage(value)
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case str():
            # quotes show a person that there is a character which cannot be seen
            return value if value.isprintable() else DoubleQuotedScalarString(value)
        case tuple():
            return _encode_tuple(value)
        case _ if dataclasses.is_dataclass(value):
            return _encode_fields(value)
        case _:
            return value


def _encode_fields(value: Any) -> CommentedMap:
    """Write the fields of a dataclass, in their order."""
    written = CommentedMap()
    for field in dataclasses.fields(value):
        entry = getattr(value, field.name)
        # defaults are left away: a person reads the document
        if _is_default(field, entry):
            continue
        if field.name == INTRO and _is_plain_note(entry):
            written[field.name] = _encode_note(entry)
        else:
            written[field.name] = _encode(entry)
    return written


def _is_plain_note(paragraphs: tuple[Passage, ...]) -> bool:
    """True for an editor's note that a block of text holds whole: words and no key."""
    for paragraph in paragraphs:
        text = paragraph.text
        # a blank line parts paragraphs, so a paragraph has neither line breaks nor outer blanks
        if not text.isprintable() or not text or text != fold_space(text):
            return False
        if paragraph != Passage(text=text, article_id=DESK):
            return False
    return True


def _encode_note(paragraphs: tuple[Passage, ...]) -> LiteralScalarString:
    texts = [paragraph.text for paragraph in paragraphs]
    note: LiteralScalarString = LiteralScalarString("\n\n".join(texts) + "\n")
    return note


def _encode_passage(passage: Passage) -> CommentedMap:
    written = CommentedMap()
    written["text"] = _encode(passage.text)
    if passage.by_desk:
        written["from"] = DESK
    else:
        place = f"{passage.field} {passage.start}-{passage.end}"
        written["from"] = _encode(f"{passage.article_id} {place}")
    if passage.edited:
        written["edited"] = True
    if passage.overruled:
        written["overruled"] = _encode(passage.overruled)
    if passage.attribution:
        written["attribution"] = _encode(passage.attribution)
    return written


def _encode_tuple(values: tuple[Any, ...]) -> CommentedSeq:
    written = CommentedSeq(map(_encode, values))
    # a list of short names is easier to read in one row
    if values and _are_plain_names(values):
        written.fa.set_flow_style()
    return written


def _are_plain_names(values: tuple[Any, ...]) -> bool:
    for value in values:
        if not isinstance(value, str) or not _PLAIN_NAME.fullmatch(value):
            return False
    return True


def _is_default(field: dataclasses.Field[Any], value: Any) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(value == field.default)
    return field.default_factory is not dataclasses.MISSING and bool(
        value == field.default_factory()
    )


# reading


def _decode(node: Node, wanted: Any) -> Any:
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is types.UnionType or origin is typing.Union:
        return _decode_optional(node, arguments)
    if origin is tuple:
        if not isinstance(node, SequenceNode):
            raise _mistake(node, "a list is expected here", "start each entry with “- ”")
        return tuple(_decode(entry, arguments[0]) for entry in node.value)
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
            return _decode(node, choice)
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
            raise _mistake(
                node,
                f"“{field.name}” is missing",
                f"add {field.name}: to this {noun.__name__.lower()}",
            )
    values = {}
    for key, entry in entries.items():
        if key == INTRO and isinstance(entry, ScalarNode):
            values[key] = _decode_note(entry)
        else:
            values[key] = _decode(entry, hints[key])
    return noun(**values)


def _decode_note(node: ScalarNode) -> tuple[Passage, ...]:
    """Read an editor's note that is written as text: blank lines part its paragraphs."""
    _refuse_lost_words(node)
    # `intro:` with nothing behind it is no note
    if str(node.tag).endswith(":null"):
        return ()
    return tuple(Passage(text=text, article_id=DESK) for text in _note_paragraphs(node))


def _note_paragraphs(node: ScalarNode) -> list[str]:
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
            raise _mistake(
                node,
                f"“{key}” is missing from the sentence",
                "a sentence needs text: and from: <article id> <field> <start>-<end>, "
                "or from: desk",
            )
    _refuse_lost_words(entries["text"])
    article_id, field, start, end = _span(entries["from"])
    edited = False
    if "edited" in entries:
        edited = bool(_decode(entries["edited"], bool))
    overruled = ""
    if "overruled" in entries:
        overruled = str(_decode(entries["overruled"], str)).strip()
        if not overruled:
            raise _mistake(
                entries["overruled"], "the reason is empty", "say why the text may stand"
            )
    attribution = ""
    if "attribution" in entries:
        attribution = str(_decode(entries["attribution"], str))
    return Passage(
        text=_decode(entries["text"], str),
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
        raise _mistake(
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
    text = str(_decode(node, str))
    parts = text.rsplit(" ", 2)
    first, _, last = parts[-1].partition("-")
    # an article id, a field and a span; the id alone cites the whole article
    is_span = first.isdecimal() and last.isdecimal()
    if is_span and parts[1:-1] and parts[1] in set(Field):
        return parts[0], Field(parts[1]), int(first), int(last)
    if text.strip() and len(text.split()) == 1:
        return text.strip(), Field.BODY, 0, 0
    raise _mistake(
        node,
        f"“{text}” is not a source",
        "write <article id> <field> <start>-<end>, like a1b2 body 120-260",
    )


def _entries(node: Node, known: tuple[str, ...]) -> Iterator[tuple[str, Node]]:
    if not isinstance(node, MappingNode):
        raise _mistake(
            node, "“key: value” lines are expected here", f"known keys: {', '.join(known)}"
        )
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise _mistake(
                key,
                f"unknown key “{name}”",
                f"did you mean {near[0]}?" if near else f"known keys: {', '.join(known)}",
            )
        if name in seen:
            raise _mistake(key, f"“{name}” stands here twice", "keep one of them")
        seen.add(name)
        yield name, value


def _decode_scalar(node: Node, wanted: Any) -> Any:
    if not isinstance(node, ScalarNode):
        raise _mistake(
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
        raise _mistake(node, f"“{value}” is not {_described(wanted)}", "") from None


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


def _mistake(node: Node, what: str, hint: str) -> WriteError:
    mark = node.start_mark
    return WriteError(what, subject=f"{mark.line + 1}:{mark.column + 1}", hint=hint)
