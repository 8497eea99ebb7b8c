"""Column types that keep times in UTC, enumerations as words and nouns whole."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from digest import models
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
        # SQLite has no type for times and would write the offset into the text
        if dialect.name == "sqlite":
            return utc.replace(tzinfo=None)
        return utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Read an aware moment in UTC."""
        if value is None:
            return None
        # as it was written: SQLite without an offset, PostgreSQL in the zone of the session
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


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
        if value is None:
            return None
        # raises for a word that is no member: a typing error must not reach the table
        return self.kind(value).value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """Read the member of a word."""
        if value is None:
            return None
        return self.members[value]


class Noun(TypeDecorator[Any]):
    """A noun, or tuple of nouns, as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """Write a noun as JSON."""
        if value is None:
            return None
        return to_json(value, self.kind)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """Read a noun from JSON."""
        if value is None:
            return None
        return from_json(value, self.kind)


class PackedNoun(TypeDecorator[Any]):
    """A large noun as compressed JSON: a selection with whole articles packs to a quarter.

    It is named, and imported when the first one is read or written: most commands read no briefing.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.noun = noun

    def process_bind_param(self, value: Any, _dialect: Dialect) -> bytes | None:
        """Write a noun as compressed JSON."""
        if value is None:
            return None
        return zlib.compress(to_json(value, getattr(models, self.noun)).encode())

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> Any:
        """Read a noun from compressed JSON."""
        if value is None:
            return None
        return from_json(zlib.decompress(value).decode(), getattr(models, self.noun))
