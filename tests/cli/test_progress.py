"""Progress is a bar at a terminal, a line now and then elsewhere, and never among JSON lines."""

from __future__ import annotations

import io
import os
import signal
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from rich.console import Console

from digest.cli.progress import (
    SOURCES_A_LINE,
    count_progress,
    harvest_progress,
    server_signals,
    stop_on_signal,
)
from digest.cli.state import State


def state_with(*, terminal: bool, **changes: Any) -> tuple[State, io.StringIO]:
    err = io.StringIO()
    console = Console(file=err, force_terminal=terminal, width=80, color_system=None)
    return replace(State(folder=Path("x")), errors=console, **changes), err


def harvest(name: str) -> Any:
    return SimpleNamespace(source=SimpleNamespace(name=name))


def test_without_a_terminal_a_line_is_printed_for_every_25_sources() -> None:
    state, err = state_with(terminal=False)
    with harvest_progress(state, total=60) as on_done:
        for _ in range(60):
            on_done(harvest("Cedar"))
    assert SOURCES_A_LINE == 25
    assert err.getvalue().splitlines() == [
        "collecting: 25 of 60 sources",
        "collecting: 50 of 60 sources",
    ]


def test_among_json_lines_no_progress_is_printed() -> None:
    state, err = state_with(terminal=False, log_json=True)
    with harvest_progress(state, total=25) as on_done:
        for _ in range(25):
            on_done(harvest("Cedar"))
    assert err.getvalue() == ""


def test_a_terminal_shows_the_source_that_answered_last() -> None:
    state, err = state_with(terminal=True)
    with harvest_progress(state, total=2) as on_done:
        on_done(harvest("Cedar"))
        on_done(harvest("Harbour"))
    assert "Harbour" in err.getvalue()
    assert "2/2" in err.getvalue()


def test_messages_are_counted_at_a_terminal_alone() -> None:
    for terminal in (False, True):
        state, err = state_with(terminal=terminal)
        with count_progress(state, "sending", "settled") as on_progress:
            on_progress(3)
            on_progress(4)
        assert ("7 settled" in err.getvalue()) is terminal


def test_a_signal_sets_the_event_and_the_former_handlers_come_back() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    for number in (signal.SIGINT, signal.SIGTERM):
        with stop_on_signal() as stop:
            assert not stop.is_set()
            os.kill(os.getpid(), number)
            assert stop.wait(30)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_words_are_printed_as_they_are_and_on_one_line() -> None:
    out = io.StringIO()
    state = replace(State(folder=Path("x")), console=Console(file=out, width=20))
    words = "[bold]daily@2026-08-13[/bold] is approved for 12 readers"
    state.print(words)
    assert out.getvalue() == words + "\n"


def test_trouble_is_printed_even_among_json_lines() -> None:
    state, err = state_with(terminal=False, log_json=True)
    state.say("progress")
    state.warn("error: [x]")
    assert err.getvalue() == "error: [x]\n"


def test_a_hangup_ends_a_round_and_another_one_follows() -> None:
    with server_signals(lambda: True) as signals:
        os.kill(os.getpid(), signal.SIGHUP)
        assert signals.stop.wait(10)
        assert signals.another_round()
        assert not signals.stop.is_set()
        os.kill(os.getpid(), signal.SIGTERM)
        assert signals.stop.wait(10)
        assert not signals.another_round()


def test_a_hangup_that_is_refused_ends_no_round() -> None:
    asked = threading.Event()

    def refuse() -> bool:
        asked.set()
        return False

    with server_signals(refuse) as signals:
        os.kill(os.getpid(), signal.SIGHUP)
        assert asked.wait(10)
        os.kill(os.getpid(), signal.SIGINT)
        assert signals.stop.wait(10)
        assert signals.ended.is_set()


def test_the_end_wins_over_a_hangup_that_came_before() -> None:
    with server_signals(lambda: True) as signals:
        os.kill(os.getpid(), signal.SIGHUP)
        assert signals.stop.wait(10)
        os.kill(os.getpid(), signal.SIGTERM)
        assert signals.ended.wait(10)
        assert not signals.another_round()
