"""Health: whether the database answers, known without asking it at every request."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from digest.errors import StoreError
from digest.protocols import Store

ASK_EVERY_S = 5.0
"""Monitors may ask each second, and load balancers from many places: the database is spared."""

ANSWER_WITHIN_S = 2.0
"""Monitors often give up after five seconds: a database that is slower counts as down."""

SLOW = "the database does not answer in time"


class DatabaseHealth:
    """Knows whether the database answers. Asks it at most every five seconds."""

    def __init__(self, store: Store, *, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._monotonic_s = monotonic_s
        self._asked_s: float | None = None
        self._trouble = ""

    async def trouble(self) -> str:
        """Return the trouble in words; "" when the database answers. Takes two seconds at most."""
        now_s = self._monotonic_s()
        if self._asked_s is None or now_s - self._asked_s >= ASK_EVERY_S:
            # set before the wait, so that one request alone asks
            self._asked_s = now_s
            # while it is asked, the others are told the last answer
            self._trouble = await self._ask_aside()
        return self._trouble

    async def _ask_aside(self) -> str:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[str] = loop.create_future()

        def ask() -> None:
            # a driver may block longer than any time-out of the loop
            trouble = self._ask()
            with suppress(RuntimeError):  # the loop ended meanwhile
                loop.call_soon_threadsafe(_settle, answer, trouble)

        # a daemon thread: a database that hangs holds up no process that ends
        threading.Thread(target=ask, name="health", daemon=True).start()
        try:
            return await asyncio.wait_for(answer, ANSWER_WITHIN_S)
        except TimeoutError:
            return SLOW

    def _ask(self) -> str:
        try:
            self._store.ping()
        except StoreError as error:
            return error.message
        return ""


def _settle(answer: asyncio.Future[str], trouble: str) -> None:
    # an answer after the time-out comes too late to be set
    if not answer.done():
        answer.set_result(trouble)
