"""Leases run by the database's clock, and transactions given up for another one are tried again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from digest.errors import StoreError
from digest.store.lease_clock import LeaseClock
from digest.store.transient import TRIES, again_when_transient, is_transient

DATABASE_NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


class DatabaseDouble:
    """Answers with one time, and counts how often it was asked."""

    def __init__(self, *, is_sqlite: bool) -> None:
        self.is_sqlite = is_sqlite
        self.asked = 0

    @contextmanager
    def single(self) -> Iterator[SimpleNamespace]:
        self.asked += 1
        yield SimpleNamespace(execute=lambda _: SimpleNamespace(scalar_one=lambda: DATABASE_NOW))


@pytest.mark.parametrize("behind_s", [-300, 0, 150])
def test_a_lease_is_measured_by_the_clock_of_the_database(behind_s: int) -> None:
    clock = LeaseClock(DatabaseDouble(is_sqlite=False))  # type: ignore[arg-type]
    now = DATABASE_NOW - timedelta(seconds=behind_s)
    assert clock.of(now + timedelta(seconds=60), now=now) == DATABASE_NOW + timedelta(seconds=60)


def test_the_difference_of_the_clocks_is_measured_once_and_then_kept() -> None:
    database = DatabaseDouble(is_sqlite=False)
    clock = LeaseClock(database)  # type: ignore[arg-type]
    now = DATABASE_NOW - timedelta(seconds=90)
    assert clock.of(now, now=now) == DATABASE_NOW
    later = now + timedelta(seconds=30)
    assert clock.of(later, now=later) == DATABASE_NOW + timedelta(seconds=30)
    assert database.asked == 1


def test_under_sqlite_all_processes_have_one_clock() -> None:
    database = DatabaseDouble(is_sqlite=True)
    now = DATABASE_NOW - timedelta(seconds=90)
    assert LeaseClock(database).of(now, now=now) == now  # type: ignore[arg-type]
    assert database.asked == 0


def failed(sqlstate: str) -> StoreError:
    """Return the error that the store raises for a driver's error with that SQLSTATE."""
    driver_error = Exception("deadlock detected")
    driver_error.sqlstate = sqlstate  # type: ignore[attr-defined]
    error = StoreError("the database said: deadlock detected")
    error.__cause__ = OperationalError("UPDATE", {}, driver_error)
    return error


@pytest.mark.parametrize(
    ("sqlstate", "transient"),
    [("40P01", True), ("40001", True), ("57P01", False), ("23505", False)],
)
def test_deadlocks_and_serialisation_failures_are_transient(sqlstate: str, transient: bool) -> None:
    assert is_transient(failed(sqlstate)) is transient
    assert not is_transient(StoreError("the database went away"))


def test_a_deadlock_is_tried_again_and_other_errors_are_not() -> None:
    errors = [failed("40P01"), failed("40001")]

    @again_when_transient
    def write(value: int, *, more: int) -> int:
        if errors:
            raise errors.pop()
        return value + more

    assert write(1, more=2) == 3
    errors.append(failed("57P01"))
    with pytest.raises(StoreError):
        write(1, more=2)
    assert errors == []


def test_a_deadlock_that_stays_is_an_error_after_five_tries() -> None:
    tries: list[int] = []

    @again_when_transient
    def write() -> None:
        tries.append(1)
        raise failed("40P01")

    with pytest.raises(StoreError):
        write()
    assert len(tries) == TRIES
