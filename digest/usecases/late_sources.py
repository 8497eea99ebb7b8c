"""Late sources: feeds that answer on other days and do not now, and a bounded wait for them."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from digest.collect import Harvest
from digest.logs import get_logger
from digest.models import Newsletter
from digest.usecases.collect import CollectReport, collect_news, raise_if_stopped
from digest.usecases.newsroom import Newsroom

LOOK_AGAIN_S = 60.0
"""Seconds between two looks; each source keeps its own time of retry, five minutes at first."""

ANSWERED_WITHIN = timedelta(days=1)
"""A source that was silent for longer is dead, not late: no issue waits for it."""

Pause = Callable[[float], object]
"""Waits so many seconds, or until the process is told to stop."""

log = get_logger("collect")


def late_sources(newsroom: Newsroom) -> tuple[str, ...]:
    """Return the ids of the sources that answered within the last day and failed since."""
    states, now = newsroom.store.articles.states(), newsroom.clock()
    late = []
    for source in newsroom.config.sources:
        state = states.get(source.id)
        if not source.enabled or state is None or state.last_success is None:
            continue
        if state.failures and now - state.last_success <= ANSWERED_WITHIN:
            late.append(source.id)
    return tuple(late)


def collect_with_patience(
    newsroom: Newsroom,
    newsletter: Newsletter,
    *,
    stop: threading.Event,
    pause: Pause | None = None,
    on_done: Callable[[Harvest], None] | None = None,
) -> CollectReport:
    """Collect, and go on for the newsletter's `wait_for_sources` while sources are late.

    Raises Interrupted once `stop` is set.
    """
    report = collect_news(newsroom, stop=stop, on_done=on_done)
    wait_s = newsletter.schedule.wait_for_sources_min * 60
    # by a count of looks, not by the clock: a clock that is set back must not prolong the wait
    for _ in range(math.ceil(wait_s / LOOK_AGAIN_S)):
        late = late_sources(newsroom)
        if not late:
            break
        log.info("waiting_for_sources", newsletter=newsletter.id, sources=list(late))
        (pause or stop.wait)(LOOK_AGAIN_S)
        raise_if_stopped(stop)
        again = collect_news(newsroom, source_ids=late, stop=stop, on_done=on_done)
        report = _together(report, again)
    return report


def _together(first: CollectReport, again: CollectReport) -> CollectReport:
    """Add what came in a later look; the failures of the first are kept for the operator."""
    return replace(
        first,
        answered=first.answered + again.answered,
        new=first.new + again.new,
        changed=first.changed + again.changed,
    )
