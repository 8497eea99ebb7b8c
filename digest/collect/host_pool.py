"""A crew of worker threads that never gives one host more than its share."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Job(Generic[Result]):
    """Work at one host. What it raises is raised again in `Crew.results`."""

    host: str
    work: Callable[[], Result]


class Crew(Generic[Result]):
    """Threads that take jobs in order, passing over hosts that are busy with `per_host` jobs already.

    The threads are daemons: an interrupt ends the program at once, whatever a server is doing to them.
    """

    def __init__(self, *, workers: int, per_host: int) -> None:
        self._per_host = max(1, per_host)
        self._most = max(1, workers)
        self._waiting: deque[Job[Result]] = deque()
        self._busy: dict[str, int] = {}
        self._open = 0
        self._idle = 0
        self._threads: list[threading.Thread] = []
        self._closed = False
        self._changed = threading.Condition()
        self._done: queue.SimpleQueue[Result | BaseException] = queue.SimpleQueue()

    def add(self, job: Job[Result]) -> None:
        with self._changed:
            self._waiting.append(job)
            self._open += 1
            if not self._idle and len(self._threads) < self._most:
                thread = threading.Thread(
                    target=self._run, name=f"collect-{len(self._threads)}", daemon=True
                )
                self._threads.append(thread)
                thread.start()
            self._changed.notify()

    def results(self) -> Iterator[Result]:
        """Yield results as they come, until every job is done, those added meanwhile included."""
        while self._open:
            result = self._done.get()
            self._open -= 1
            if isinstance(result, BaseException):
                raise result
            yield result

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take no more jobs. Those at work end by themselves, within their own time-out."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        if kind is None:
            for thread in self._threads:
                thread.join()

    def _run(self) -> None:
        while job := self._take():
            try:
                self._done.put(job.work())
            except BaseException as error:
                self._done.put(error)
            with self._changed:
                self._busy[job.host] -= 1
                self._changed.notify()

    def _take(self) -> Job[Result] | None:
        with self._changed:
            while not self._closed:
                for at, job in enumerate(self._waiting):
                    if self._busy.get(job.host, 0) < self._per_host:
                        del self._waiting[at]
                        self._busy[job.host] = self._busy.get(job.host, 0) + 1
                        return job
                self._idle += 1
                self._changed.wait()
                self._idle -= 1
            return None
