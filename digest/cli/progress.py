"""Progress: bars at a terminal, plain lines elsewhere, and an event that a signal sets."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.cli.state import State
    from digest.collect import Harvest

SOURCES_A_LINE = 25
"""Without a terminal, progress is one line for so many sources."""

READERS_A_LINE = 50_000
"""Without a terminal, an import prints one line for so many lines of its file."""


@contextmanager
def harvest_progress(state: State, *, total: int) -> Iterator[Callable[[Harvest], None]]:
    """Show how many of `total` sources answered, until the block ends."""
    # a log file wants a line now and then, and no bar that moves
    if not state.errors.is_terminal:
        yield _plain_lines(state, total)
        return
    # imported here: it takes longer than a small command does
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[last]}"),
    )
    # transient: the report that follows says the same
    with Progress(*columns, console=state.errors, transient=True) as progress:
        task = progress.add_task("collecting", total=total, last="")

        def show(done: Harvest) -> None:
            progress.update(task, advance=1, last=done.source.name)

        yield show


@contextmanager
def count_progress(state: State, verb: str, noun: str) -> Iterator[Callable[[int], None]]:
    """Count at a terminal what is `verb` (sending, importing); stay silent elsewhere."""
    # in a log a moving line would be many lines
    if not state.errors.is_terminal:
        yield _ignore
        return
    from rich.progress import Progress, TextColumn

    columns = (TextColumn(verb), TextColumn("{task.completed} " + noun))
    with Progress(*columns, console=state.errors) as progress:
        task = progress.add_task(verb, total=None)

        def advance(count: int) -> None:
            progress.update(task, advance=count)

        yield advance


@contextmanager
def stop_on_signal() -> Iterator[threading.Event]:
    """Give an event that SIGTERM and Ctrl-C set: work in flight is then finished and stored."""
    stop = threading.Event()

    def set_stop(_number: int, _frame: object) -> None:
        stop.set()

    before = {}
    # the handlers from before come back: a second Ctrl-C ends the program
    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, set_stop)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSignals:
    """The wishes of signals to a server: `stop` ends its round, and `ended` lets no other begin."""

    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def another_round(self) -> bool:
        """Return True when the round ended to read the configuration again, and let one begin."""
        self.stop.clear()
        return not self.ended.is_set()


@contextmanager
def server_signals(may_reload: Callable[[], bool]) -> Iterator[ServerSignals]:
    """Give the events that SIGTERM and Ctrl-C set, and SIGHUP where `may_reload` agrees.

    `may_reload` is asked in a thread of its own: the signal may come in the midst of anything.
    """
    signals = ServerSignals()

    def end(_number: int, _frame: object) -> None:
        # before the round: it looks whether another one follows
        signals.ended.set()
        signals.stop.set()

    def judge() -> None:
        if may_reload():
            signals.stop.set()

    def reload(_number: int, _frame: object) -> None:
        threading.Thread(target=judge, name="reload", daemon=True).start()

    handlers: dict[int, Callable[[int, object], None]] = {signal.SIGINT: end, signal.SIGTERM: end}
    # Windows has no such signal
    if hasattr(signal, "SIGHUP"):
        handlers[signal.SIGHUP] = reload
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield signals
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _plain_lines(state: State, total: int) -> Callable[[Harvest], None]:
    answered = 0

    def count(_: Harvest) -> None:
        nonlocal answered
        answered += 1
        if answered % SOURCES_A_LINE == 0:
            state.say(f"collecting: {answered} of {total} sources")

    return count


def _ignore(_count: int) -> None:
    """Show no progress."""
