"""A transaction that the database gave up for another one's sake is tried five times."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from digest.errors import StoreError
from digest.store.transient import again_when_transient, is_transient


class DriverError(Exception):
    """An error of a driver, with the state that PostgreSQL gives."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.sqlstate = state


def store_error(state: str) -> StoreError:
    error = StoreError("the database gave up")
    error.__cause__ = OperationalError("UPDATE", {}, DriverError(state))
    return error


class Work:
    """Fails so many times, and then succeeds."""

    def __init__(self, failures: int, *, state: str = "40P01") -> None:
        self.failures, self.state, self.calls = failures, state, 0

    def run(self) -> str:
        self.calls += 1
        if self.calls <= self.failures:
            raise store_error(self.state)
        return "done"


@pytest.mark.parametrize(
    ("state", "transient"), [("40001", True), ("40P01", True), ("40002", False), ("23505", False)]
)
def test_a_deadlock_and_a_serialisation_failure_are_transient(state: str, transient: bool) -> None:
    assert is_transient(store_error(state)) is transient


def test_an_error_that_is_not_of_a_driver_is_not_transient() -> None:
    assert not is_transient(StoreError("no such database"))


@pytest.mark.parametrize("failures", [0, 1, 4])
def test_the_fifth_try_may_still_succeed(failures: int) -> None:
    work = Work(failures)
    assert again_when_transient(work.run)() == "done"
    assert work.calls == failures + 1


def test_after_five_tries_the_error_is_raised() -> None:
    work = Work(9)
    with pytest.raises(StoreError, match="gave up"):
        again_when_transient(work.run)()
    assert work.calls == 5


def test_another_error_is_not_tried_again() -> None:
    work = Work(1, state="23505")
    with pytest.raises(StoreError):
        again_when_transient(work.run)()
    assert work.calls == 1
