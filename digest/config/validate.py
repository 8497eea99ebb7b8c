"""A document → its section, with everything that is wrong in the document as problems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from digest.config.documents import Document, KeyPath, MarkedMap
from digest.config.error_words import key_path, problems_of
from digest.config.file_context import FileContext
from digest.config.section import YamlSection, yaml_keys
from digest.errors import Problem

S = TypeVar("S", bound=YamlSection)

MOST_ROUNDS = 8
"""Times that wrong values are taken out of a document; each round goes one level up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated(Generic[S]):
    """A file as its section.

    Wrong values are left out of `section` and `document` alike, so that rules can judge the rest.
    `section` is None when too little is left.
    """

    document: Document
    section: S | None
    problems: tuple[Problem, ...]


def validate(context: FileContext, shape: type[S]) -> Validated[S]:
    """Read the document of a context as a section; every mistake is in `problems`."""
    document = context.document
    # problems name the keys that were allowed, which the shape lists
    context.shape = shape
    if document.root is None and document.problems:
        return Validated(document=document, section=None, problems=document.problems)
    if not isinstance(document.root, MarkedMap):
        what = "this file must be a mapping of keys"
        if document.root is None:
            what = "this file is empty"
        problem = document.problem((), what, f"start it with {_first_keys(shape)}")
        return Validated(document=document, section=None, problems=(*document.problems, problem))
    try:
        section = _adapter(cast(Any, shape)).validate_python(document.root, context=context)
    except ValidationError as error:
        problems = (*document.problems, *context.problems, *problems_of(error, context))
        # the rest is still read: other files must not complain of what it declares
        rest, right = _right_part(context, shape, error)
        return Validated(document=rest, section=right, problems=problems)
    problems = (*document.problems, *context.problems)
    return Validated(document=document, section=section, problems=problems)


@cache
def _adapter(shape: Any) -> Any:
    """Return the validator of a section; building it takes milliseconds."""
    return TypeAdapter(shape)


def _right_part(
    context: FileContext, shape: type[S], error: ValidationError
) -> tuple[Document, S | None]:
    """Return the document without its wrong values, and its section if one is left."""
    document = context.document
    # each round takes out what the last one found wrong, until the rest is a section
    for _ in range(MOST_ROUNDS):
        rest = document.without({_wrong_part(each) for each in error.errors(include_url=False)})
        if rest is None:
            break
        document = rest
        # the problems that this reading reports were reported before
        again = replace(context, document=document, problems=[], meant=set())
        try:
            return document, _adapter(cast(Any, shape)).validate_python(
                document.root, context=again
            )
        except ValidationError as next_error:
            # a part that lacks a key it must have goes as a whole
            error = next_error
    return document, None


def _wrong_part(error: Any) -> KeyPath:
    """Return the path of the value to leave out; for a missing key, the mapping around it."""
    path = key_path(error["loc"])
    if error["type"] == "missing":
        return path[:-1]
    return path


def _first_keys(shape: type[YamlSection]) -> str:
    """Return the keys with which a file of this shape starts."""
    keys = yaml_keys(shape)
    required = [f"{key}:" for key, field in keys.items() if field.is_required()]
    if required:
        return " and ".join(required)
    return f"{next(iter(keys))}:"
