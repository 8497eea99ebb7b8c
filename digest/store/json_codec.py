"""Nouns ⇄ JSON text by their type hints: what is decoded equals what was encoded, and older text still reads."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, Union, cast

Convert = Callable[[Any], Any]


def to_json(value: object, kind: Any) -> str:
    """Write a value of that type (a dataclass, tuple, mapping or scalar) as JSON text."""
    return json.dumps(_encoder(kind)(value), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, kind: Any) -> Any:
    """Read it again. A field the text lacks takes its default; one the type no longer has is passed over."""
    return _decoder(kind)(json.loads(text))


def _same(value: Any) -> Any:
    return value


@cache
def _encoder(kind: Any) -> Convert:
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(_encoder, parts)
    if origin is tuple:
        return _encode_tuple(parts)
    if origin is not None and issubclass(origin, Mapping):
        value_of = _encoder(parts[1])
        return lambda mapping: {key: value_of(value) for key, value in mapping.items()}
    if is_dataclass(kind):
        return _encode_dataclass(cast(type, kind))
    if issubclass(kind, Enum):
        return lambda member: member.value
    if issubclass(kind, date | time):
        return lambda moment: moment.isoformat()
    if kind in (str, int, float, bool):
        return _same
    raise TypeError(f"the codec does not know {kind!r}")


@cache
def _decoder(kind: Any) -> Convert:
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(_decoder, parts)
    if origin is tuple:
        return _decode_tuple(parts)
    if origin is not None and issubclass(origin, Mapping):
        value_of = _decoder(parts[1])
        return lambda mapping: {key: value_of(value) for key, value in mapping.items()}
    if is_dataclass(kind):
        return _decode_dataclass(cast(type, kind))
    if issubclass(kind, Enum):
        return cast(Convert, kind)
    if issubclass(kind, datetime | date | time):
        return cast(Convert, kind.fromisoformat)
    if kind is float:
        return float
    if kind in (str, int, bool):
        return _same
    raise TypeError(f"the codec does not know {kind!r}")


def _optional(convert_for: Callable[[Any], Convert], parts: tuple[Any, ...]) -> Convert:
    named = [part for part in parts if part is not type(None)]
    if len(named) != 1 or len(parts) != 2:
        raise TypeError(f"the codec knows no union but `X | None`, got {parts!r}")
    convert = convert_for(named[0])
    return lambda value: None if value is None else convert(value)


def _encode_tuple(parts: tuple[Any, ...]) -> Convert:
    if len(parts) == 2 and parts[1] is Ellipsis:
        item = _encoder(parts[0])
        return lambda values: [item(value) for value in values]
    items = [_encoder(part) for part in parts]
    return lambda values: [item(value) for item, value in zip(items, values, strict=True)]


def _decode_tuple(parts: tuple[Any, ...]) -> Convert:
    if len(parts) == 2 and parts[1] is Ellipsis:
        item = _decoder(parts[0])
        return lambda values: tuple([item(value) for value in values])
    items = [_decoder(part) for part in parts]
    return lambda values: tuple([item(value) for item, value in zip(items, values, strict=True)])


def _encode_dataclass(kind: type) -> Convert:
    hints = typing.get_type_hints(kind)
    encoders = [(field.name, _encoder(hints[field.name])) for field in fields(kind)]
    return lambda noun: {name: encode(getattr(noun, name)) for name, encode in encoders}


def _decode_dataclass(kind: type) -> Convert:
    hints = typing.get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]

    def decode(written: Mapping[str, Any]) -> Any:
        if missing := [name for name in needed if name not in written]:
            raise ValueError(f"{kind.__name__} lacks {', '.join(missing)}")
        return kind(
            **{name: decoders[name](value) for name, value in written.items() if name in decoders}
        )

    return decode
