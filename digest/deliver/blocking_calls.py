"""Blocking calls run in daemon threads, and their results come back to the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class DaemonThreads:
    """Some daemon threads that serve one event loop.

    Unlike the threads of concurrent.futures, daemon threads hold up no process that ends. So a
    database or a name server that hangs cannot hold it up either.
    """

    def __init__(self, count: int = 1, *, name: str = "blocking") -> None:
        self._loop = asyncio.get_running_loop()
        self._calls: SimpleQueue[tuple[Callable[[], Any], asyncio.Future[Any]] | None] = (
            SimpleQueue()
        )
        self._count = count
        # daemons: a call that hangs must not keep the process alive
        for number in range(count):
            threading.Thread(target=self._serve, name=f"{name}-{number}", daemon=True).start()

    def run(self, call: Callable[[], T]) -> asyncio.Future[T]:
        """Call a function as soon as a thread is free; calls start in the order of asking."""
        future: asyncio.Future[T] = self._loop.create_future()
        self._calls.put((call, future))
        return future

    def end(self) -> None:
        """Let each thread end after the calls that were asked for so far."""
        for _ in range(self._count):
            self._calls.put(None)

    def _serve(self) -> None:
        while True:
            task = self._calls.get()
            if task is None:
                return
            call, future = task
            settle: Callable[[Any], None]
            try:
                result: Any = call()
                settle = future.set_result
            except BaseException as error:  # raised again in the coroutine that awaits the future
                result = error
                settle = future.set_exception
            with contextlib.suppress(RuntimeError):  # the loop is closed, so the result has no use
                self._loop.call_soon_threadsafe(_settle, future, settle, result)


async def run_in_thread(call: Callable[[], T]) -> T:
    """Call one blocking function in a thread of its own."""
    thread = DaemonThreads()
    try:
        return await thread.run(call)
    finally:
        thread.end()


def _settle(future: asyncio.Future[Any], settle: Callable[[Any], None], result: Any) -> None:
    if not future.done():  # a cancelled future takes no result
        settle(result)
