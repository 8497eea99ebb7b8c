"""The memory of a source between two rounds: when to ask again, and its health. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.errors import FetchError
from digest.kernel.backoff import backoff_s
from digest.models import FetchState, Source

if TYPE_CHECKING:
    from digest.collect.feed_entries import FeedEntry
    from digest.protocols import Fetched

FIRST_RETRY_S = 300.0
LONGEST_RETRY_S = 6 * 3600.0
"""A failing source is asked again after five minutes, then after twice as long each time."""

GONE_RETRY_S = 24 * 3600.0
"""A publisher who says that a feed is gone (410) is asked once a day."""

JITTER = 0.2
"""The share by which waits are spread: sources that failed together do not return together."""

GONE = 410

MAX_RHYTHM_ENTRIES = 50
LEAST_GAPS = 2
"""The newest entries, and the least gaps between them, that show a feed's rhythm."""

MAX_VALIDATOR_CHARS = 1_000
MAX_ERROR_CHARS = 500


def is_waiting(state: FetchState, *, now: datetime) -> bool:
    """Tell whether a failing source is left alone. A clock set back (a replay) ends the wait."""
    if state.retry_at is None or _is_replay(state, now):
        return False
    return now < state.retry_at


def is_due(source: Source, state: FetchState, *, now: datetime) -> bool:
    """Tell whether the source's interval has passed since it was last asked."""
    if state.last_attempt is None or state.failures or _is_replay(state, now):
        return True
    return (now - state.last_attempt).total_seconds() >= source.interval_s


def _is_replay(state: FetchState, now: datetime) -> bool:
    return state.last_attempt is not None and now < state.last_attempt


def after_unchanged(state: FetchState, fetched: Fetched, *, now: datetime) -> FetchState:
    """Return the state after the server said, or the bytes showed, that nothing changed."""
    return replace(
        state,
        # a 304 may renew the validators, and may leave them out
        etag=_header(fetched, "etag", state.etag),
        last_modified=_header(fetched, "last-modified", state.last_modified),
        last_attempt=now,
        last_success=now,
        last_status=fetched.status,
        last_error="",
        failures=0,
        retry_at=None,
        moved_to=fetched.moved_to or state.moved_to,
    )


def after_success(
    state: FetchState,
    fetched: Fetched,
    entries: Sequence[FeedEntry],
    *,
    body_hash: str,
    now: datetime,
) -> FetchState:
    """Return the state after a feed was read. Its validators replace the old ones, also by none.

    A body whose end is missing keeps no validators: the next round asks for the whole body.
    """
    # a server that sends none any more must not be asked by old ones
    etag, last_modified = _header(fetched, "etag"), _header(fetched, "last-modified")
    if fetched.cut:
        etag = last_modified = body_hash = ""
    return replace(
        after_unchanged(state, fetched, now=now),
        etag=etag,
        last_modified=last_modified,
        body_hash=body_hash,
        last_new_entry=_last_new_entry(state, entries, now),
        rhythm_s=rhythm_s(entries) or state.rhythm_s,
        last_entries=len(entries),
        moved_to=fetched.moved_to,
    )


def _header(fetched: Fetched, name: str, known: str = "") -> str:
    """Return a header without characters that no database takes."""
    value = fetched.headers.get(name, known)
    return _cleaned(value[:MAX_VALIDATOR_CHARS])


def _last_new_entry(
    state: FetchState, entries: Sequence[FeedEntry], now: datetime
) -> datetime | None:
    """Return the newest date of the entries or of the state; undated entries count as of now."""
    # a clock that was wrong once must not make a source look quiet
    moments = [entry.published for entry in entries if entry.dated]
    if entries and not moments:
        moments.append(now)
    if state.last_new_entry:
        moments.append(state.last_new_entry)
    return max(moments, default=None)


def after_pages(state: FetchState, *, left: str, next_round: bool) -> FetchState:
    """Return the state after the pages were asked for. `left` says why some were not.

    Pages that are left for the next round need the feed again, so its validators are forgotten.
    """
    if next_round:
        state = replace(state, etag="", last_modified="", body_hash="")
    return replace(state, pages_left=left)


def after_failure(
    source: Source, state: FetchState, error: FetchError, *, now: datetime
) -> FetchState:
    """Return the state after a failure: its wait grows, and is at least what the server asked."""
    failures = state.failures + 1
    first_s, longest_s = FIRST_RETRY_S, LONGEST_RETRY_S
    # 410 says that the feed will not return: it is asked rarely, and not given up
    if error.status == GONE:
        first_s = longest_s = GONE_RETRY_S
    wait_s = backoff_s(
        failures, first_s=first_s, longest_s=longest_s, jitter=JITTER, seed=source.id
    )
    return replace(
        state,
        last_attempt=now,
        last_status=error.status,
        last_error=_cleaned(error.message[:MAX_ERROR_CHARS]),
        failures=failures,
        # the server's own Retry-After counts where it is longer
        retry_at=now + timedelta(seconds=max(wait_s, error.retry_after_s or 0.0)),
    )


def _cleaned(text: str) -> str:
    # imported here: the list of sources shows texts that were cleaned before
    from digest.collect.plaintext import strip_controls

    return strip_controls(text)


def rhythm_s(entries: Sequence[FeedEntry]) -> float | None:
    """Return the usual gap between entries: the median gap between different times, in seconds."""
    # imported here: the list of sources shows gaps that were measured before
    from statistics import median

    # a set: entries that are published together show no gap
    times = sorted({entry.published for entry in entries if entry.dated})
    gaps_s = []
    for earlier, later in pairwise(times[-MAX_RHYTHM_ENTRIES:]):
        gaps_s.append((later - earlier).total_seconds())
    return float(median(gaps_s)) if len(gaps_s) >= LEAST_GAPS else None


# ---- health -----------------------------------------------------------------


class HealthStatus(StrEnum):
    """The state of a source in one word."""

    OK = "ok"
    QUIET = "quiet"
    FAILING = "failing"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The health of a source.

    `sentence` is one plain sentence. `quiet_after_s` is the silence that its own rhythm allows.
    `pages_left` says why some of its pages were not read.
    """

    status: HealthStatus
    sentence: str
    last_success: datetime | None = None
    last_new_entry: datetime | None = None
    last_error: str = ""
    failures: int = 0
    retry_at: datetime | None = None
    entries: int = 0
    rhythm_s: float | None = None
    quiet_after_s: float = 0.0
    moved_to: str = ""
    pages_left: str = ""


SHORTEST_SILENCE_S = 86_400.0
USUAL_SILENCE_S = 14 * 86_400.0
"""The silence that is not worth a word: a day at least, and two weeks where no rhythm is known."""

SILENT_GAPS = 6.0
"""A source is quiet after so many of its usual gaps."""


def health(source: Source, state: FetchState | None, *, now: datetime) -> Health:
    """Judge a source by its last answer and by its own rhythm.

    >>> from datetime import UTC
    >>> source = Source(id="a", name="A", url="https://a.example/feed")
    >>> health(source, None, now=datetime(2026, 11, 28, tzinfo=UTC)).sentence
    'not asked yet'
    """
    state = state or FetchState(source_id=source.id)
    quiet_after_s = USUAL_SILENCE_S
    # a weekly magazine is not quiet after a day; a wire service is
    if state.rhythm_s:
        quiet_after_s = max(SHORTEST_SILENCE_S, SILENT_GAPS * state.rhythm_s)
    status, sentence = _judgement(state, quiet_after_s, now)
    return Health(
        status=status,
        sentence=sentence,
        last_success=state.last_success,
        last_new_entry=state.last_new_entry,
        last_error=state.last_error,
        failures=state.failures,
        retry_at=state.retry_at,
        entries=state.last_entries,
        rhythm_s=state.rhythm_s,
        quiet_after_s=quiet_after_s,
        moved_to=state.moved_to,
        pages_left=state.pages_left if source.full_text else "",
    )


def _judgement(state: FetchState, quiet_after_s: float, now: datetime) -> tuple[HealthStatus, str]:
    if state.last_attempt is None:
        return HealthStatus.NEVER, "not asked yet"
    if state.failures > 1:
        return HealthStatus.FAILING, f"{state.last_error}, {state.failures} times in a row"
    if state.failures:
        return HealthStatus.FAILING, state.last_error
    if not state.last_entries:
        return HealthStatus.QUIET, "its feed is empty"
    # a source whose entries are never dated is never silent
    silent_s = 0.0
    if state.last_new_entry:
        silent_s = (now - state.last_new_entry).total_seconds()
    if silent_s <= quiet_after_s:
        return HealthStatus.OK, f"{state.last_entries} entries"
    usual = _span(state.rhythm_s or 0.0)
    return HealthStatus.QUIET, f"nothing new for {_span(silent_s)}; usually every {usual}"


_UNITS = (("days", 86_400.0), ("hours", 3600.0), ("minutes", 60.0))


def _span(seconds: float) -> str:
    """Write a span in its largest unit of which it holds two."""
    for unit, size_s in _UNITS:
        if seconds >= 2 * size_s:
            return f"{seconds / size_s:.0f} {unit}"
    return "minute"
