"""Threads: what blocks is done aside, and its result comes back to the event loop that asked."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Threads:
    """Some daemon threads of one event loop. Unlike those of concurrent.futures they hold up no process that ends, so
    neither does a database or a name server that hangs."""

    def __init__(self, count: int = 1, *, name: str = "aside") -> None:
        self._loop = asyncio.get_running_loop()
        self._tasks: SimpleQueue[tuple[Callable[[], Any], asyncio.Future[Any]] | None] = (
            SimpleQueue()
        )
        self._count = count
        for number in range(count):
            threading.Thread(target=self._serve, name=f"{name}-{number}", daemon=True).start()

    def run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Do it as soon as a thread is free, in the order asked."""
        future: asyncio.Future[T] = self._loop.create_future()
        self._tasks.put((work, future))
        return future

    def end(self) -> None:
        """Let the threads end when they have done what they were asked."""
        for _ in range(self._count):
            self._tasks.put(None)

    def _serve(self) -> None:
        while (task := self._tasks.get()) is not None:
            work, future = task
            try:
                settle = (future.set_result, work())
            except BaseException as error:  # handed to whoever waits for it
                settle = (future.set_exception, error)
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                self._loop.call_soon_threadsafe(_settle, future, *settle)


async def aside(work: Callable[[], T]) -> T:
    """Do one thing that blocks in a thread of its own."""
    thread = Threads()
    try:
        return await thread.run(work)
    finally:
        thread.end()


def _settle(future: asyncio.Future[Any], settle: Callable[[Any], None], value: Any) -> None:
    if not future.done():  # it may have been cancelled
        settle(value)
