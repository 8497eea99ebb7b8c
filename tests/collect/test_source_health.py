"""The memory of a source: when it is asked again, what an answer changes, and its health."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.feed_entries import FeedEntry
from digest.collect.source_health import (
    HealthStatus,
    after_failure,
    after_pages,
    after_success,
    after_unchanged,
    health,
    is_due,
    is_waiting,
    rhythm_s,
)
from digest.errors import FetchError
from digest.models import FetchState, Source
from digest.protocols import Fetched

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SOURCE = Source(id="cedar", name="Cedar", url="https://cedar.example/feed", interval_s=900)
EMPTY = FetchState(source_id="cedar")
DAY_S = 86_400.0


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def entry(hours: float, *, dated: bool = True) -> FeedEntry:
    return FeedEntry(url="https://a.example/", title="T", published=ago(hours=hours), dated=dated)


def answer(**more: object) -> Fetched:
    values: dict[str, object] = {"url": "u", "status": 200, "headers": {}, "body": b""}
    return Fetched(**(values | more))  # type: ignore[arg-type]


# ---- when to ask -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (EMPTY, True),
        (replace(EMPTY, last_attempt=ago(seconds=899)), False),
        (replace(EMPTY, last_attempt=ago(seconds=900)), True),
        # a failing source waits by its own clock, not by the interval
        (replace(EMPTY, last_attempt=ago(seconds=1), failures=1), True),
        # an attempt in the future is that of a replay
        (replace(EMPTY, last_attempt=NOW + timedelta(seconds=1)), True),
        (replace(EMPTY, last_attempt=NOW), False),
    ],
)
def test_a_source_is_due_once_its_interval_has_passed(state: FetchState, due: bool):
    assert is_due(SOURCE, state, now=NOW) is due


@pytest.mark.parametrize(
    ("state", "waiting"),
    [
        (EMPTY, False),
        (replace(EMPTY, retry_at=NOW + timedelta(seconds=1), last_attempt=NOW), True),
        (replace(EMPTY, retry_at=NOW, last_attempt=ago(hours=1)), False),
        (replace(EMPTY, retry_at=NOW + timedelta(days=1), last_attempt=NOW), True),
        (
            replace(
                EMPTY, retry_at=NOW + timedelta(days=1), last_attempt=NOW + timedelta(seconds=1)
            ),
            False,
        ),
    ],
)
def test_a_failing_source_is_left_alone_until_its_time(state: FetchState, waiting: bool):
    assert is_waiting(state, now=NOW) is waiting


# ---- after an answer -------------------------------------------------------------------------

FAILED = replace(
    EMPTY,
    etag="old",
    last_modified="old",
    body_hash="old",
    failures=3,
    retry_at=NOW,
    last_error="timed out",
    last_status=500,
    moved_to="https://old.example/",
    rhythm_s=3600.0,
)


def test_an_unchanged_feed_ends_the_failures_and_keeps_what_is_known():
    state = after_unchanged(FAILED, answer(status=304), now=NOW)
    assert (state.failures, state.retry_at, state.last_error, state.last_status) == (
        0,
        None,
        "",
        304,
    )
    assert (state.etag, state.last_modified, state.moved_to) == (
        "old",
        "old",
        "https://old.example/",
    )
    assert state.last_attempt == state.last_success == NOW


def test_a_read_feed_replaces_its_validators_also_by_none():
    headers = {"etag": '"new"', "last-modified": "Mon"}
    state = after_success(FAILED, answer(headers=headers), [entry(1)], body_hash="h", now=NOW)
    assert (state.etag, state.last_modified, state.body_hash) == ('"new"', "Mon", "h")
    state = after_success(FAILED, answer(), [entry(1)], body_hash="h", now=NOW)
    assert (state.etag, state.last_modified, state.moved_to) == ("", "", "")


def test_a_body_without_its_end_keeps_no_validators():
    headers = {"etag": '"new"', "last-modified": "Mon"}
    fetched = answer(headers=headers, cut=True)
    state = after_success(FAILED, fetched, [entry(1)], body_hash="h", now=NOW)
    assert (state.etag, state.last_modified, state.body_hash) == ("", "", "")


def test_a_header_that_no_database_takes_is_cleaned_and_bounded():
    headers = {"etag": "a\x00b" + "c" * 2000}
    state = after_success(EMPTY, answer(headers=headers), [], body_hash="", now=NOW)
    assert state.etag.startswith("abc")
    assert len(state.etag) <= 1_000


@pytest.mark.parametrize(
    ("known", "entries", "newest"),
    [
        (None, [], None),
        (None, [entry(5), entry(2), entry(9)], ago(hours=2)),
        (ago(hours=1), [entry(2)], ago(hours=1)),
        (ago(hours=9), [entry(2)], ago(hours=2)),
        # undated entries say that there was something now
        (ago(hours=9), [entry(2, dated=False)], NOW),
        (None, [entry(2, dated=False), entry(5)], ago(hours=5)),
        (ago(hours=9), [], ago(hours=9)),
    ],
)
def test_the_newest_date_is_remembered(known, entries, newest):
    state = replace(EMPTY, last_new_entry=known)
    state = after_success(state, answer(), entries, body_hash="", now=NOW)
    assert state.last_new_entry == newest
    assert state.last_entries == len(entries)


def test_a_rhythm_that_an_answer_does_not_show_is_kept():
    state = after_success(FAILED, answer(), [entry(1)], body_hash="", now=NOW)
    assert state.rhythm_s == 3600.0
    entries = [entry(0), entry(2), entry(4)]
    assert after_success(FAILED, answer(), entries, body_hash="", now=NOW).rhythm_s == 7200.0


def test_pages_that_are_left_for_the_next_round_need_the_feed_again():
    state = after_pages(FAILED, left="no time", next_round=True)
    assert (state.etag, state.last_modified, state.body_hash) == ("", "", "")
    state = after_pages(FAILED, left="no time", next_round=False)
    assert (state.etag, state.pages_left) == ("old", "no time")


# ---- after a failure -------------------------------------------------------------------------


def wait_s(failures: int, **more: object) -> float:
    error = FetchError("timed out", **more)  # type: ignore[arg-type]
    state = after_failure(SOURCE, replace(EMPTY, failures=failures - 1), error, now=NOW)
    assert state.failures == failures
    assert state.last_attempt == NOW
    assert state.retry_at is not None
    return (state.retry_at - NOW).total_seconds()


@pytest.mark.parametrize(
    ("failures", "usual"), [(1, 300), (2, 600), (3, 1200), (7, 19_200), (8, 21_600), (50, 21_600)]
)
def test_the_wait_doubles_from_five_minutes_to_six_hours(failures: int, usual: float):
    assert 0.79 * usual <= wait_s(failures) <= 1.21 * usual


def test_a_feed_that_is_gone_is_asked_once_a_day():
    for failures in (1, 5):
        assert 0.79 * DAY_S <= wait_s(failures, status=410) <= 1.21 * DAY_S


def test_a_server_that_asks_for_a_longer_wait_gets_it():
    assert wait_s(1, retry_after_s=5000.0) == 5000.0
    assert wait_s(1, retry_after_s=1.0) > 200


def test_a_failure_is_remembered_in_words_of_bounded_length():
    error = FetchError("a\x00b" + "x" * 600, status=503)
    state = after_failure(SOURCE, FAILED, error, now=NOW)
    assert state.last_error.startswith("abx")
    assert len(state.last_error) <= 500
    assert (state.last_status, state.etag) == (503, "old")


# ---- rhythm and health -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "rhythm"),
    [
        ([], None),
        ([1], None),
        ([1, 2], None),
        ([1, 2, 3], 3600.0),
        ([1, 2, 2, 3], 3600.0),
        ([0, 1, 2, 30], 3600.0),
        ([0, 1, 5], 9000.0),
    ],
)
def test_the_rhythm_is_the_median_of_two_gaps_or_more(hours: list[float], rhythm: float | None):
    assert rhythm_s([entry(hour) for hour in hours]) == rhythm
    undated = [replace(entry(hour), dated=False) for hour in hours]
    assert rhythm_s(undated) is None


def test_only_the_newest_fifty_entries_show_the_rhythm():
    new = [entry(hour) for hour in range(50)]
    old = [entry(1000 * number) for number in range(1, 80)]
    assert rhythm_s([*old, *new]) == 3600.0


@given(st.lists(st.floats(0, 1e5), max_size=12))
def test_the_rhythm_does_not_depend_on_the_order_of_the_entries(hours: list[float]):
    entries = [entry(hour) for hour in hours]
    assert rhythm_s(entries) == rhythm_s(list(reversed(entries)))


def judged(**more: object) -> tuple[HealthStatus, str]:
    values: dict[str, object] = {"last_attempt": NOW, "last_entries": 9}
    state = replace(EMPTY, **(values | more))  # type: ignore[arg-type]
    found = health(SOURCE, state, now=NOW)
    return found.status, found.sentence


@pytest.mark.parametrize(
    ("state", "status", "said"),
    [
        ({"last_attempt": None}, HealthStatus.NEVER, "not asked yet"),
        ({"failures": 1, "last_error": "timed out"}, HealthStatus.FAILING, "timed out"),
        (
            {"failures": 2, "last_error": "timed out"},
            HealthStatus.FAILING,
            "timed out, 2 times in a row",
        ),
        ({"last_entries": 0}, HealthStatus.QUIET, "its feed is empty"),
        ({}, HealthStatus.OK, "9 entries"),
        ({"last_new_entry": ago(days=14)}, HealthStatus.OK, "9 entries"),
        (
            {"last_new_entry": ago(days=14, seconds=1)},
            HealthStatus.QUIET,
            "nothing new for 14 days; usually every minute",
        ),
        # six gaps of its own rhythm, and a day at least
        ({"last_new_entry": ago(hours=24), "rhythm_s": 60.0}, HealthStatus.OK, "9 entries"),
        (
            {"last_new_entry": ago(hours=25), "rhythm_s": 60.0},
            HealthStatus.QUIET,
            "nothing new for 25 hours; usually every minute",
        ),
        ({"last_new_entry": ago(days=12), "rhythm_s": 2 * DAY_S}, HealthStatus.OK, "9 entries"),
        (
            {"last_new_entry": ago(days=13), "rhythm_s": 2 * DAY_S},
            HealthStatus.QUIET,
            "nothing new for 13 days; usually every 2 days",
        ),
        (
            {"last_new_entry": ago(days=30), "rhythm_s": 5400.0},
            HealthStatus.QUIET,
            "nothing new for 30 days; usually every 90 minutes",
        ),
    ],
)
def test_a_source_is_judged_by_its_last_answer_and_its_rhythm(state, status, said: str):
    assert judged(**state) == (status, said)


def test_pages_that_were_left_are_told_where_pages_may_be_read():
    state = replace(EMPTY, pages_left="no time")
    assert health(SOURCE, state, now=NOW).pages_left == ""
    assert health(replace(SOURCE, full_text=True), state, now=NOW).pages_left == "no time"
