"""Column types that keep times in UTC, enumerations as words and nouns whole."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from digest.store.json_codec import from_json, to_json


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time in and out. A naive one is a mistake, and refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write the moment in UTC."""
        if value is None:
            return None
        # a naive time would be taken for UTC and be hours off
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Read an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Member(TypeDecorator[Any]):
    """A member of a StrEnum, stored as its word."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind
        # a look-up is faster than the enumeration's own call, and rows are many
        self.members = {member.value: member for member in kind}

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """Write the word of a member."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """Read the member of a word."""
        return None if value is None else self.members[value]


class Noun(TypeDecorator[Any]):
    """A noun, or tuple of nouns, as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """Write a noun as JSON."""
        return None if value is None else to_json(value, self.kind)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """Read a noun from JSON."""
        return None if value is None else from_json(value, self.kind)


class PackedNoun(TypeDecorator[Any]):
    """A large noun as compressed JSON: a selection with whole articles packs to a quarter."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, _dialect: Dialect) -> bytes | None:
        """Write a noun as compressed JSON."""
        return None if value is None else zlib.compress(to_json(value, self.kind).encode())

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> Any:
        """Read a noun from compressed JSON."""
        return None if value is None else from_json(zlib.decompress(value).decode(), self.kind)
