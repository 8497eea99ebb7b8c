"""A briefing is written as YAML: each noun a mapping, without the keys that are as by default."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from digest.models import DESK, Passage
from digest.write.candidates import fold_space
from digest.write.document_reading import INTRO

_PLAIN_NAME = re.compile(r"[A-Za-z][\w-]{0,40}")  # lists of anything else are not put in one row


def encode(value: Any) -> Any:
    """Turn nouns into mappings, lists and words that ruamel.yaml writes."""
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
            written[field.name] = encode(entry)
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
    written["text"] = encode(passage.text)
    if passage.by_desk:
        written["from"] = DESK
    else:
        place = f"{passage.field} {passage.start}-{passage.end}"
        written["from"] = encode(f"{passage.article_id} {place}")
    if passage.edited:
        written["edited"] = True
    if passage.overruled:
        written["overruled"] = encode(passage.overruled)
    if passage.attribution:
        written["attribution"] = encode(passage.attribution)
    return written


def _encode_tuple(values: tuple[Any, ...]) -> CommentedSeq:
    written = CommentedSeq(map(encode, values))
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
