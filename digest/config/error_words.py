"""Errors of pydantic as problems, in words that an operator can act on."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from digest.config.documents import KeyPath
from digest.config.file_context import FileContext
from digest.config.section import HIDDEN
from digest.config.suggestions import did_you_mean
from digest.config.value_types import shown
from digest.errors import Problem

TYPE_NAMES = {
    "string_type": "a text",
    "dict_type": "a mapping of keys",
    "model_type": "a mapping of keys",
    "dataclass_type": "a mapping of keys",
    "tuple_type": "a list",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
}
"""Pydantic's errors about the type of a value, and the type that the key wants."""

BOUNDS = {
    "greater_than_equal": ("ge", "{:g} or more"),
    "greater_than": ("gt", "more than {:g}"),
    "less_than_equal": ("le", "{:g} or less"),
    "less_than": ("lt", "less than {:g}"),
}
"""Pydantic's errors about the range of a number: the name of the limit, and its words."""

COUNT_ERRORS = ("too_short", "too_long")
TRUTH_WORDS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
LONGEST_LISTED = 40
"""Characters of a text that advice shows in brackets."""


def problems_of(error: ValidationError, context: FileContext) -> list[Problem]:
    """Return the problems of a validation, each at its place in the document."""
    errors = error.errors(include_url=False)
    paths = [key_path(fault["loc"]) for fault in errors]
    problems = []
    for fault, path in zip(errors, paths, strict=True):
        if fault["type"] in COUNT_ERRORS and _has_longer(paths, path):
            # the wrong entry is reported; without it the list is too short
            continue
        if fault["type"] == "missing":
            mapping = context.document.at(path[:-1])
            if (id(mapping), str(path[-1])) in context.meant:
                continue
        problems.append(_problem_of(dict(fault), path, context))
    return problems


def key_path(loc: tuple[str | int, ...]) -> KeyPath:
    """Return the path in the file of an error's location, without the validator's own steps."""
    steps = []
    for step in loc:
        if not (isinstance(step, str) and step.startswith((HIDDEN, "["))):
            steps.append(step)
    return tuple(steps)


def _has_longer(paths: list[KeyPath], path: KeyPath) -> bool:
    """Say whether another of the paths leads into the value at this path."""
    for candidate in paths:
        if len(candidate) > len(path) and candidate[: len(path)] == path:
            return True
    return False


def _problem_of(error: dict[str, Any], path: KeyPath, context: FileContext) -> Problem:
    document = context.document
    kind, value, details = error["type"], error.get("input"), error.get("ctx", {})
    name = _name(path)
    if kind == "missing":
        what = f'"{path[-1]}" is missing'
        return document.problem(path[:-1], what, f"add {path[-1]}: to {_name(path[:-1])}")
    if kind in BOUNDS or kind == "out_of_range":
        # the value as written; the validator saw it converted
        value = document.at(path)
    if value is None:
        return document.problem(path, f"{name} has no value", "write one, or delete the key")
    if kind == "mistake":
        return document.problem(path, details["what"], details["advice"])
    what, advice = _wants(kind, value, details)
    return document.problem(path, f"{name} {what}", advice)


def _wants(kind: str, value: Any, details: dict[str, Any]) -> tuple[str, str]:
    """Return the end of a sentence that begins with the value's name, and the advice."""
    if kind in TYPE_NAMES:
        return f"must be {TYPE_NAMES[kind]}, not {shown(value)}", _type_advice(kind, value)
    if kind in ("model_attributes_type", "mapping_type"):
        what = f"must be a mapping of keys, not {shown(value)}"
        return what, "write its keys below it, two spaces further in"
    if kind in ("literal_error", "enum"):
        expected = str(details["expected"])
        # pydantic quotes the allowed words in one sentence
        words = re.findall(r"'([^']*)'", expected) or [expected.lower()]
        return f"cannot be {shown(value)}", did_you_mean(str(value), words)
    if kind in BOUNDS:
        limit, bound = BOUNDS[kind]
        return f"must be {bound.format(details[limit])}, not {shown(value)}", ""
    if kind == "out_of_range":
        return f"must be {details['bound']}, not {shown(value)}", ""
    if kind in COUNT_ERRORS:
        return _count_words(kind, details)
    return _text_words(kind, value, details)


def _count_words(kind: str, details: dict[str, Any]) -> tuple[str, str]:
    count = details["actual_length"]
    noun = "entries"
    if count == 1:
        noun = "entry"
    bound = f"it may have at most {details.get('max_length')}"
    if kind == "too_short":
        bound = f"it needs at least {details['min_length']}"
    return f"has {count or 'no'} {noun}", bound


def _text_words(kind: str, value: Any, details: dict[str, Any]) -> tuple[str, str]:
    if kind == "string_too_short":
        return "is empty", "write it, or delete the key"
    if kind == "string_too_long":
        return f"is longer than {details['max_length']} characters", "shorten it"
    if kind == "string_pattern_mismatch":
        return _character_words(str(value))
    if kind == "finite_number":
        return f"must be a finite number, not {shown(value)}", ""
    return f"is wrong: {kind.replace('_', ' ')}", ""


def _character_words(text: str) -> tuple[str, str]:
    """Name the first character of a text that does not print."""
    for letter in text.strip():
        if letter == "\n":
            return "has a line break", "keep it on one line"
        if not letter.isprintable():
            return f"holds U+{ord(letter):04X}, which does not print", "delete it"
    return f"cannot be {shown(text)}", ""


def _type_advice(kind: str, value: Any) -> str:
    if kind == "string_type" and isinstance(value, int | float):
        return f'put it in quotes: "{shown(value)}"'
    # one short word is most often a list of one; a long text is another mistake
    if kind == "tuple_type" and isinstance(value, str) and len(value) < LONGEST_LISTED:
        return f"write [{value}]"
    if kind == "tuple_type":
        return 'start each entry with "- "'
    if kind == "dataclass_type":
        return "write its keys below it, two spaces further in" if not value else ""
    # YAML 1.2 reads yes and no as words, and operators mean true and false
    if kind == "bool_type" and str(value).lower() in TRUTH_WORDS:
        return f"write {TRUTH_WORDS[str(value).lower()]}"
    is_number = isinstance(value, str) and re.fullmatch(r"[\d.]+", value)
    if kind in ("int_type", "float_type") and is_number:
        return "write the number without quotes"
    if kind in ("int_type", "float_type") and isinstance(value, str):
        return _advice_on_number(value)
    return ""


def _advice_on_number(text: str) -> str:
    # "1,5" is a number to most of the world, and a text to YAML
    comma = re.fullmatch(r"(\d{1,9}),(\d{1,9})", text)
    if comma:
        return f"write {comma[1]}.{comma[2]}"
    return ""


def _name(path: KeyPath) -> str:
    """Return the value at a path as a person would name it: `port`, `entry 2 of relays`."""
    if not path:
        return "this file"
    last = path[-1]
    if not isinstance(last, int):
        return str(last)
    if len(path) == 1:
        return f"entry {last + 1}"
    # operators count from one
    return f"entry {last + 1} of {_name(path[:-1])}"
