"""Columns give back what was stored: times in UTC, members of enumerations, and whole nouns."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from digest.models import Reply, SubscriberState
from digest.store.column_types import Member, Noun, PackedNoun, UtcTime

SQLITE = sqlite.dialect()
POSTGRESQL = postgresql.dialect()
BEIRUT = timezone(timedelta(hours=3))
IN_BEIRUT = datetime(2026, 8, 13, 9, 0, tzinfo=BEIRUT)
IN_UTC = datetime(2026, 8, 13, 6, 0, tzinfo=UTC)
NAIVE = IN_UTC.replace(tzinfo=None)
REPLY = Reply(code=250, enhanced="2.0.0", text="queued")


def test_sqlite_gets_utc_without_an_offset() -> None:
    written = UtcTime().process_bind_param(IN_BEIRUT, SQLITE)
    assert written == NAIVE
    assert written.tzinfo is None


def test_postgresql_gets_utc_with_its_offset() -> None:
    written = UtcTime().process_bind_param(IN_BEIRUT, POSTGRESQL)
    assert written == IN_UTC
    assert written.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="a time without a zone cannot be stored"):
        UtcTime().process_bind_param(NAIVE, SQLITE)


@pytest.mark.parametrize("stored", [NAIVE, IN_BEIRUT])
def test_a_time_is_read_in_utc_however_the_database_gives_it(stored: datetime) -> None:
    read = UtcTime().process_result_value(stored, POSTGRESQL)
    assert read == IN_UTC
    assert read.utcoffset() == timedelta(0)


def test_a_member_is_stored_as_its_word() -> None:
    column = Member(SubscriberState)
    assert column.process_bind_param(SubscriberState.LEFT, SQLITE) == "left"
    assert column.process_bind_param("left", SQLITE) == "left"
    assert column.process_result_value("left", SQLITE) is SubscriberState.LEFT


def test_a_word_that_is_no_member_is_neither_written_nor_read() -> None:
    column = Member(SubscriberState)
    with pytest.raises(ValueError, match="gone"):
        column.process_bind_param("gone", SQLITE)
    with pytest.raises(KeyError):
        column.process_result_value("gone", SQLITE)


@pytest.mark.parametrize("column", [Noun(Reply), PackedNoun("Reply")])
def test_a_noun_is_read_as_it_was_written(column: Noun | PackedNoun) -> None:
    assert column.process_result_value(column.process_bind_param(REPLY, SQLITE), SQLITE) == REPLY


def test_a_noun_is_json_and_a_packed_noun_is_the_same_json_compressed() -> None:
    text = Noun(Reply).process_bind_param(REPLY, SQLITE)
    packed = PackedNoun("Reply").process_bind_param(REPLY, SQLITE)
    assert text.startswith("{")
    assert zlib.decompress(packed).decode() == text


@pytest.mark.parametrize(
    "column", [UtcTime(), Member(SubscriberState), Noun(Reply), PackedNoun("Reply")]
)
def test_no_value_stays_no_value(column: UtcTime | Member | Noun | PackedNoun) -> None:
    assert column.process_bind_param(None, SQLITE) is None
    assert column.process_result_value(None, SQLITE) is None
