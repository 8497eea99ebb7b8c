"""Worker threads that never give one host more than its share."""

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
class HostJob(Generic[Result]):
    """Work at one host. An exception of the work is raised again in `HostPool.results`."""

    host: str
    work: Callable[[], Result]


class HostPool(Generic[Result]):
    """Threads that take jobs in order, but pass over a host that has `per_host` jobs at work.

    The threads are daemons: an interrupt ends the program at once, whatever a server does to them.
    """

    def __init__(self, *, workers: int, per_host: int) -> None:
        self._per_host = max(1, per_host)
        self._max_threads = max(1, workers)
        self._waiting: deque[HostJob[Result]] = deque()
        self._busy: dict[str, int] = {}
        self._unfinished = 0
        self._idle = 0
        self._threads: list[threading.Thread] = []
        self._closed = False
        self._changed = threading.Condition()
        self._done: queue.SimpleQueue[Result | BaseException] = queue.SimpleQueue()

    def add(self, job: HostJob[Result]) -> None:
        """Queue a job, and start a thread for it when all threads are busy."""
        with self._changed:
            self._waiting.append(job)
            self._unfinished += 1
            # a thread is started only when no other waits for work
            if not self._idle and len(self._threads) < self._max_threads:
                self._start_thread()
            self._changed.notify()

    def results(self) -> Iterator[Result]:
        """Yield results as they come, until every job is done, also those added meanwhile."""
        while self._unfinished:
            result = self._done.get()
            self._unfinished -= 1
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
        # after an error or an interrupt the caller does not wait for slow servers
        if kind is None:
            for thread in self._threads:
                thread.join()

    def _start_thread(self) -> None:
        name = f"collect-{len(self._threads)}"
        thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _run(self) -> None:
        job = self._next_job()
        while job is not None:
            try:
                self._done.put(job.work())
            # also SystemExit: the caller decides, not the thread
            except BaseException as error:
                self._done.put(error)
            with self._changed:
                self._busy[job.host] -= 1
                self._changed.notify()
            job = self._next_job()

    def _next_job(self) -> HostJob[Result] | None:
        """Wait for a job at a host with a free place. Return None once the pool is closed."""
        with self._changed:
            while not self._closed:
                # the first job whose host has a free place, so no host blocks another
                for position, job in enumerate(self._waiting):
                    busy = self._busy.get(job.host, 0)
                    if busy < self._per_host:
                        del self._waiting[position]
                        self._busy[job.host] = busy + 1
                        return job
                self._idle += 1
                self._changed.wait()
                self._idle -= 1
            return None
