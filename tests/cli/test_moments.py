"""Times and spans on the command line are read, or refused with the way to write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.cli.moments import fixed_clock, read_moment, read_span
from digest.cli.state import State
from digest.errors import UseError


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-08-13T06:00Z", datetime(2026, 8, 13, 6, tzinfo=UTC)),
        ("2026-08-13T06:00", datetime(2026, 8, 13, 6, tzinfo=UTC)),
        ("2026-08-13T06:00+03:00", datetime(2026, 8, 13, 3, tzinfo=UTC)),
        ("1970-01-01", datetime(1970, 1, 1, tzinfo=UTC)),
        ("2999-12-31", datetime(2999, 12, 31, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_as_utc(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment
    assert read_moment(text).tzinfo is UTC


@pytest.mark.parametrize("text", ["1969-12-31", "3000-01-01"])
def test_a_year_without_news_is_refused(text: str) -> None:
    with pytest.raises(UseError, match="no news is of that time") as caught:
        read_moment(text)
    assert caught.value.hint == "name a year from 1970 to 2999"


@pytest.mark.parametrize("text", ["tomorrow", "13.8.2026", "2026-13-01"])
def test_a_moment_that_is_none_says_how_to_write_one(text: str) -> None:
    with pytest.raises(UseError, match="not an ISO time") as caught:
        read_moment(text)
    assert "2026-08-13T06:00Z" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "hours"), [("1h", 1), ("12h", 12), ("7d", 168), (" 2w ", 336), ("9999h", 9999)]
)
def test_a_span_is_read(text: str, hours: int) -> None:
    assert read_span(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "h", "7", "7 d", "-1d", "1.5d", "10000h", "7m", "7dd"])
def test_a_span_that_is_none_says_how_to_write_one(text: str) -> None:
    with pytest.raises(UseError, match="not a span of time") as caught:
        read_span(text)
    assert caught.value.hint == "write it like 12h, 7d or 2w"


def test_a_fixed_clock_stands_still_and_without_one_the_own_clock_runs() -> None:
    state = State(folder=Path("x"))
    assert fixed_clock(state, "") is state.clock
    clock = fixed_clock(state, "2026-08-13T06:00Z")
    assert clock() == clock() == datetime(2026, 8, 13, 6, tzinfo=UTC)
