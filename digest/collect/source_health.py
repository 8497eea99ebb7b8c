"""What is remembered of a source between two rounds: when to ask again, and how it is doing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from digest.collect.feed_entries import Entry
from digest.errors import FetchError
from digest.kernel.backoff import backoff_s
from digest.models import FetchState, Source
from digest.protocols import Fetched

FIRST_RETRY_S = 300.0
LONGEST_RETRY_S = 6 * 3600.0
GONE_RETRY_S = 24 * 3600.0
JITTER = 0.2


def is_waiting(state: FetchState, *, now: datetime) -> bool:
    """True while a failing source is left alone. A clock set back (a replayed past) ends the wait."""
    return state.retry_at is not None and now < state.retry_at and not _replayed(state, now)


def is_due(source: Source, state: FetchState, *, now: datetime) -> bool:
    """True when the source's interval has passed since it was last asked."""
    if state.last_attempt is None or state.failures or _replayed(state, now):
        return True
    return (now - state.last_attempt).total_seconds() >= source.interval_s


def _replayed(state: FetchState, now: datetime) -> bool:
    return state.last_attempt is not None and now < state.last_attempt


def after_unchanged(state: FetchState, fetched: Fetched, *, now: datetime) -> FetchState:
    """The server said, or the bytes showed, that nothing changed."""
    return replace(
        state,
        etag=fetched.headers.get("etag", state.etag),
        last_modified=fetched.headers.get("last-modified", state.last_modified),
        last_attempt=now,
        last_success=now,
        last_status=fetched.status,
        last_error="",
        failures=0,
        retry_at=None,
        moved_to=fetched.moved_to or state.moved_to,
    )


def after_success(
    state: FetchState, fetched: Fetched, entries: Sequence[Entry], *, body_hash: str, now: datetime
) -> FetchState:
    """A feed was read. Its validators replace the old ones even when they are missing now."""
    newest = max((entry.published for entry in entries if entry.dated), default=None)
    if newest is None and entries:
        newest = now
    latest = max((moment for moment in (newest, state.last_new_entry) if moment), default=None)
    return replace(
        after_unchanged(state, fetched, now=now),
        etag=fetched.headers.get("etag", ""),
        last_modified=fetched.headers.get("last-modified", ""),
        body_hash=body_hash,
        last_new_entry=latest,
        rhythm_s=rhythm_s(entries) or state.rhythm_s,
        last_entries=len(entries),
        moved_to=fetched.moved_to,
    )


def after_pages(state: FetchState, *, left: str, next_round: bool) -> FetchState:
    """The pages were asked for. Those left for the next round need the feed again, so its validators are forgotten."""
    if next_round:
        state = replace(state, etag="", last_modified="", body_hash="")
    return replace(state, pages_left=left)


def after_failure(
    source: Source, state: FetchState, error: FetchError, *, now: datetime
) -> FetchState:
    """A failure: wait longer each time, with jitter, and never for ever; what the server asked for is the least."""
    failures = state.failures + 1
    first_s, longest_s = FIRST_RETRY_S, LONGEST_RETRY_S
    if error.status == 410:
        first_s = longest_s = GONE_RETRY_S
    wait_s = backoff_s(
        failures, first_s=first_s, longest_s=longest_s, jitter=JITTER, seed=source.id
    )
    return replace(
        state,
        last_attempt=now,
        last_status=error.status,
        last_error=error.message,
        failures=failures,
        retry_at=now + timedelta(seconds=max(wait_s, error.retry_after_s or 0.0)),
    )


def rhythm_s(entries: Sequence[Entry]) -> float | None:
    """The usual gap between entries: the median of the gaps between different times of publication."""
    times = sorted({entry.published for entry in entries if entry.dated})
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times[-50:])]
    return float(median(gaps)) if len(gaps) >= 2 else None


# ---- health --------------------------------------------------------------------------------------------------------


class HealthStatus(StrEnum):
    OK = "ok"
    QUIET = "quiet"
    FAILING = "failing"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source is doing. `said` is one plain sentence; `quiet_after_s` the silence its own rhythm allows;
    `pages_left` why some of its pages were not read."""

    status: HealthStatus
    said: str
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
SILENT_GAPS = 6.0


def health(source: Source, state: FetchState | None, *, now: datetime) -> Health:
    """Judge a source by its last answer and by its own rhythm: silence of many usual gaps, a day at least, is quiet."""
    state = state or FetchState(source_id=source.id)
    quiet_after_s = (
        max(SHORTEST_SILENCE_S, SILENT_GAPS * state.rhythm_s) if state.rhythm_s else USUAL_SILENCE_S
    )
    status, said = _judged(state, quiet_after_s, now)
    return Health(
        status=status,
        said=said,
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


def _judged(state: FetchState, quiet_after_s: float, now: datetime) -> tuple[HealthStatus, str]:
    if state.last_attempt is None:
        return HealthStatus.NEVER, "not asked yet"
    if state.failures:
        times = f", {state.failures} times in a row" if state.failures > 1 else ""
        return HealthStatus.FAILING, f"{state.last_error}{times}"
    if not state.last_entries:
        return HealthStatus.QUIET, "its feed is empty"
    silent_s = (now - state.last_new_entry).total_seconds() if state.last_new_entry else 0.0
    if silent_s > quiet_after_s:
        return (
            HealthStatus.QUIET,
            f"nothing new for {_span(silent_s)}; usually every {_span(state.rhythm_s or 0.0)}",
        )
    return HealthStatus.OK, f"{state.last_entries} entries"


def _span(seconds: float) -> str:
    for unit, size_s in (("days", 86_400.0), ("hours", 3600.0), ("minutes", 60.0)):
        if seconds >= 2 * size_s:
            return f"{seconds / size_s:.0f} {unit}"
    return "minute"
