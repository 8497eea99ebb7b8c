"""Log lines of one kind: one a minute, with the number that was left out."""

from __future__ import annotations

import logging

import pytest

from digest.web.repeated_lines import EVERY_S, CountRepeats, LineCounter


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def lines(watch: Watch) -> LineCounter:
    return LineCounter(monotonic_s=watch)


def line(text: str) -> logging.LogRecord:
    return logging.LogRecord("uvicorn.error", logging.WARNING, "", 0, text, None, None)


def test_a_minute_lies_between_two_lines() -> None:
    assert EVERY_S == 60.0


@pytest.mark.parametrize(("after_s", "due"), [(59.9, None), (60.0, 1), (60.1, 1)])
def test_a_line_is_due_again_after_a_minute(
    lines: LineCounter, watch: Watch, after_s: float, due: int | None
) -> None:
    assert lines.count("down") == 0
    assert lines.count("down") is None
    watch.now_s = after_s
    assert lines.count("down") == due


def test_the_number_left_out_is_told_once(lines: LineCounter, watch: Watch) -> None:
    lines.count("down")
    lines.count("down")
    lines.count("down")
    watch.now_s = 60.0
    assert lines.count("down") == 2
    watch.now_s = 120.0
    assert lines.count("down") == 0


def test_kinds_are_counted_apart(lines: LineCounter) -> None:
    assert lines.count("down") == 0
    assert lines.count("slow") == 0


def test_a_filter_passes_the_first_line_and_tells_of_the_others(
    lines: LineCounter, watch: Watch
) -> None:
    repeats = CountRepeats(lines)
    assert repeats.filter(line("Invalid request"))
    assert not repeats.filter(line("Invalid request"))
    assert repeats.filter(line("Broken pipe"))
    watch.now_s = 60.0
    last = line("Invalid request")
    assert repeats.filter(last)
    assert last.getMessage() == "Invalid request (1 more like it were left out)"
