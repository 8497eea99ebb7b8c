"""Read one value as a file would hold it, or the mistake that an operator reads about it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from digest.config.documents import Document, MarkedMap
from digest.config.error_words import problems_of
from digest.config.file_context import FileContext
from digest.config.kinds import Kinds
from digest.config.read_yaml import read_document
from digest.config.section import YamlSection
from digest.config.validate import validate


def context_of(
    folder: Path = Path(), env: Mapping[str, str] | None = None, kinds: Kinds | None = None
) -> FileContext:
    """Return the context of an empty file in a folder."""
    document = Document(name="x.yaml", root=MarkedMap((1, 1)))
    return FileContext(document=document, folder=folder, env=env or {}, kinds=kinds or Kinds())


def read_value(kind: Any, value: object, context: FileContext | None = None) -> Any:
    """Return the value that a file's value becomes."""
    return TypeAdapter(kind).validate_python(value, context=context or context_of())


def mistake_in(kind: Any, value: object, context: FileContext | None = None) -> str:
    """Return the mistake in a file's value, without its place; "" when there is none."""
    context = context or context_of()
    try:
        read_value(kind, value, context)
    except ValidationError as error:
        (problem,) = problems_of(error, context)
        return str(problem).removeprefix("x.yaml:1:1: ")
    return ""


def problems_in(section: type[YamlSection], text: str, kinds: Kinds | None = None) -> list[str]:
    """Return the problems of a text that is read as a section: line, column, mistake, advice."""
    document = read_document("x.yaml", text.encode())
    context = FileContext(document=document, kinds=kinds or Kinds())
    checked = validate(context, section)
    return [str(problem).removeprefix("x.yaml:") for problem in checked.problems]


def section_of(section: type[YamlSection], text: str, kinds: Kinds | None = None) -> Any:
    """Return the section of a text, which has no mistake."""
    document = read_document("x.yaml", text.encode())
    checked = validate(FileContext(document=document, kinds=kinds or Kinds()), section)
    assert checked.problems == ()
    return checked.section
