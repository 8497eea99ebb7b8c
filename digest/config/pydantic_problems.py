"""What the validator found, in words an operator can act on: every pydantic error as a Problem with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from digest.config.kinds import Kinds
from digest.config.schema import Shape
from digest.config.suggestions import did_you_mean
from digest.config.value_types import BYTES, SECONDS, shown
from digest.config.yaml_marks import Document, MarkedMap, Path
from digest.errors import Problem

S = TypeVar("S", bound=Shape)


@dataclass(slots=True)
class _Heard:
    """Collects what the models say while they validate: unknown keys, and which missing key each may have meant."""

    document: Document
    kinds: Kinds
    problems: list[Problem] = field(default_factory=list)
    meant: set[tuple[int, str]] = field(default_factory=set)

    def unknown_key(self, mapping: dict[str, Any], key: str, *, known: tuple[str, ...]) -> None:
        if isinstance(mapping, MarkedMap):
            mapping.whole = False  # whatever it lacks, this key may have meant
        secret = _secret_advice(key, known)
        advice = secret or _key_advice(key, known, mapping)
        what = f'"{key}" must not stand in YAML' if secret else f'unknown key "{key}"'
        line, column = getattr(mapping, "key_marks", {}).get(key, (1, 1))
        self.problems.append(
            Problem(file=self.document.name, line=line, column=column, what=what, advice=advice)
        )
        if near := re.search(r'^did you mean "(.+)"', advice):
            self.meant.add((id(mapping), near[1]))


BUILT_IN = Kinds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated(Generic[S]):
    """A file as its model. Where values were wrong they are left out of `model` and `document` alike, so that what
    rules alone can see is still checked; `model` is None when too little is left."""

    document: Document
    model: S | None
    problems: tuple[Problem, ...]


def validate(document: Document, shape: type[S], *, kinds: Kinds = BUILT_IN) -> Validated[S]:
    """Read a document as its model; everything that is wrong with it is in `problems`."""
    if document.root is None and document.problems:
        return Validated(document=document, model=None, problems=document.problems)
    if not isinstance(document.root, MarkedMap):
        what = (
            "this file is empty" if document.root is None else "this file must be a mapping of keys"
        )
        problem = document.problem((), what, f"start it with {_first_keys(shape)}")
        return Validated(document=document, model=None, problems=(*document.problems, problem))
    heard = _Heard(document, kinds)
    try:
        return Validated(
            document=document,
            model=shape.model_validate(document.root, context=heard),
            problems=(*document.problems, *heard.problems),
        )
    except ValidationError as error:
        problems = (*document.problems, *heard.problems, *_in_words(document, error, heard))
        rest, model = _what_is_right(document, shape, error, kinds)
    return Validated(document=rest, model=model, problems=problems)


def _what_is_right(
    document: Document, shape: type[S], error: ValidationError, kinds: Kinds
) -> tuple[Document, S | None]:
    """The document without its wrong values, and its model if one is left."""
    for _ in range(MOST_ROUNDS):
        rest = document.without({_wrong_part(one) for one in error.errors(include_url=False)})
        if rest is None:
            break
        document = rest
        try:
            # the problems of this reading were said before
            context = _Heard(document, kinds)
            return document, shape.model_validate(document.root, context=context)
        except ValidationError as again:  # a part that lacks what it must have goes as a whole
            error = again
    return document, None


MOST_ROUNDS = 8


def _wrong_part(error: Any) -> Path:
    """The path of the value to leave out: the mapping around a key that is missing, else the value itself."""
    path = _path(error["loc"])
    return path[:-1] if error["type"] == "missing" else path


def _path(loc: tuple[str | int, ...]) -> Path:
    return tuple(
        step for step in loc if not (isinstance(step, str) and step.startswith(("?", "[")))
    )


def _first_keys(shape: type[Shape]) -> str:
    required = [name for name, field in shape.model_fields.items() if field.is_required()]
    return " and ".join(f"{name}:" for name in required) or f"{next(iter(shape.model_fields))}:"


def _secret_advice(key: str, known: tuple[str, ...]) -> str:
    """What to write instead of a secret; "" when the key is not one."""
    for name in known:
        if name.endswith("_env") and key in (
            name.removesuffix("_env"),
            name.removesuffix("_env") + "_file",
        ):
            return f"name an environment variable: {name}: {SECRET_NAMES.get(name, name.removesuffix('_env').upper())}"
    return (
        "secrets come from the environment: see docs/config.md"
        if SECRET.fullmatch(key.lower())
        else ""
    )


SECRET = re.compile(r".*(password|passwd|secret|api_?key|credential).*")
SECRET_NAMES = {"password_env": "SMTP_PASSWORD", "key_env": "DIGEST_TOKEN_KEY"}


def _key_advice(key: str, known: tuple[str, ...], mapping: dict[str, Any]) -> str:
    near = did_you_mean(key, [name for name in known if name not in mapping], none="")
    return near if near.startswith("did") else f"the keys here are {', '.join(known)}"


def _in_words(document: Document, error: ValidationError, heard: _Heard) -> list[Problem]:
    errors = error.errors(include_url=False)
    places = [_path(one["loc"]) for one in errors]
    problems = []
    for one, path in zip(errors, places, strict=True):
        below = any(other[: len(path)] == path and len(other) > len(path) for other in places)
        if below and one["type"] in (
            "too_short",
            "too_long",
        ):  # said already, about the part that is wrong
            continue
        if one["type"] == "missing" and (id(document.at(path[:-1])), str(path[-1])) in heard.meant:
            continue
        problems.append(_one_in_words(document, dict(one), path))
    return problems


def _one_in_words(document: Document, error: dict[str, Any], path: Path) -> Problem:
    kind, value, context = error["type"], error.get("input"), error.get("ctx", {})
    name = _name(path)
    if kind == "missing":
        return document.problem(
            path[:-1], f'"{path[-1]}" is missing', f"add {path[-1]}: to {_place(path[:-1])}"
        )
    if kind in BOUNDS:
        value = document.at(path)  # as written; the validator saw it converted
    if value is None:
        return document.problem(path, f"{name} has no value", "write one, or delete the key")
    if kind == "mistake":
        return document.problem(path, context["what"], context["advice"])
    what, advice = _wants(kind, value, context)
    return document.problem(path, f"{name} {what}", advice)


def _wants(kind: str, value: Any, context: dict[str, Any]) -> tuple[str, str]:
    if kind in (
        "string_type",
        "dict_type",
        "model_type",
        "tuple_type",
        "bool_type",
        "int_type",
        "float_type",
    ):
        return f"must be {KINDS[kind]}, not {shown(value)}", _type_advice(kind, value)
    if kind in ("model_attributes_type", "mapping_type"):
        return (
            f"must be a mapping of keys, not {shown(value)}",
            "write its keys below it, two spaces further in",
        )
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", context["expected"]) or [context["expected"].lower()]
        return f"cannot be {shown(value)}", did_you_mean(str(value), words)
    if kind in BOUNDS:
        limit, bounded = BOUNDS[kind]
        return f"must be {bounded.format(_measured(context[limit], value))}, not {shown(value)}", ""
    if kind in ("too_short", "too_long"):
        few, count = kind == "too_short", context["actual_length"]
        bound = (
            f"needs at least {context['min_length']}"
            if few
            else f"may have at most {context['max_length']}"
        )
        return f"has {count or 'no'} {'entry' if count == 1 else 'entries'}", f"it {bound}"
    if kind == "string_too_short":
        return "is empty", "write it, or delete the key"
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters", "shorten it"
    if kind == "string_pattern_mismatch":
        return _pattern_advice(str(value))
    if kind == "finite_number":
        return f"must be a finite number, not {shown(value)}", ""
    return f"is wrong: {kind.replace('_', ' ')}", ""


def _pattern_advice(text: str) -> tuple[str, str]:
    odd = next((letter for letter in text.strip() if not letter.isprintable()), "")
    if odd == "\n":
        return "has a line break", "keep it on one line"
    return (
        (f"holds U+{ord(odd):04X}, which does not print", "delete it")
        if odd
        else (f"cannot be {shown(text)}", "")
    )


KINDS = {
    "string_type": "a text",
    "dict_type": "a mapping of keys",
    "model_type": "a mapping of keys",
    "tuple_type": "a list",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
}

BOUNDS = {
    "greater_than_equal": ("ge", "{} or more"),
    "greater_than": ("gt", "more than {}"),
    "less_than_equal": ("le", "{} or less"),
    "less_than": ("lt", "less than {}"),
}


def _type_advice(kind: str, value: Any) -> str:
    if kind == "string_type" and isinstance(value, int | float):
        return f'put it in quotes: "{shown(value)}"'
    if kind == "tuple_type":
        return (
            f"write [{value}]"
            if isinstance(value, str) and len(value) < 40
            else 'start each entry with "- "'
        )
    if kind in ("int_type", "float_type") and isinstance(value, str):
        return "write the number without quotes" if re.fullmatch(r"[\d.]+", value) else ""
    if kind == "bool_type":
        return {
            "yes": "write true",
            "on": "write true",
            "no": "write false",
            "off": "write false",
        }.get(str(value).lower(), "")
    return ""


def _measured(limit: float, written: Any) -> str:
    """A limit as an operator would write it: with a unit when the value has one."""
    unit = re.search(r"[A-Za-z]+$", written) if isinstance(written, str) else None
    if unit is None or limit == 0:
        return f"{limit:g}"
    units = BYTES if unit[0] in BYTES else SECONDS
    name = next(
        name for name, size in sorted(units.items(), key=lambda pair: -pair[1]) if limit % size == 0
    )
    return f"{limit / units[name]:g}{name}"


def _name(path: Path) -> str:
    """The value at a path as one would say it: `port`, `entry 2 of relays`."""
    if not path:
        return "this file"
    last = path[-1]
    if isinstance(last, int):
        return f"entry {last + 1} of {_name(path[:-1])}" if len(path) > 1 else f"entry {last + 1}"
    return str(last)


def _place(path: Path) -> str:
    return _name(path) if path else "this file"
