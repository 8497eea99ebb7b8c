"""Transactions that the database gave up for another one's sake are tried again."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError

from digest.errors import StoreError

P = ParamSpec("P")
T = TypeVar("T")

TRANSIENT_STATES = ("40001", "40P01")
"""SQLSTATE of a serialisation failure and of a deadlock: the same transaction may succeed now."""

TRIES = 5
LONGEST_PAUSE_S = 0.05
"""Two transactions that met in a deadlock wait for different times, so they do not meet again."""


def again_when_transient(method: Callable[P, T]) -> Callable[P, T]:
    """Call a method that is one whole transaction again after a deadlock, five times at most."""

    @functools.wraps(method)
    def tried(*args: P.args, **options: P.kwargs) -> T:
        # the last try stands below, so that its error reaches the caller
        for _ in range(TRIES - 1):
            try:
                return method(*args, **options)
            except StoreError as error:
                if not is_transient(error):
                    raise
            time.sleep(random.uniform(0, LONGEST_PAUSE_S))  # noqa: S311 - no secret
        return method(*args, **options)

    return tried


def is_transient(error: StoreError) -> bool:
    """Return True when the database gave the transaction up for another one's sake."""
    cause = error.__cause__
    if not isinstance(cause, DBAPIError):
        return False
    # SQLite has no such states, and its errors are never transient
    return getattr(cause.orig, "sqlstate", None) in TRANSIENT_STATES
