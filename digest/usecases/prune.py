"""Prune: delete what the newsroom keeps longer than its operator wants."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from digest.logs import get_logger
from digest.models import PruneKind
from digest.usecases.collect import raise_if_stopped
from digest.usecases.newsroom import Newsroom

ROWS_A_STEP = 2_000
"""Rows that one transaction deletes: others wait for it a few hundredths of a second."""

REST_S = 0.02
"""Pause between two transactions, in which other writers of an SQLite file get their turn."""

log = get_logger("prune")


@dataclass(slots=True)
class PruneReport:
    """How much of each kind was deleted, or would be."""

    counts: dict[PruneKind, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All rows together."""
        return sum(self.counts.values())


def prune_store(
    newsroom: Newsroom,
    *,
    dry_run: bool = False,
    stop: threading.Event | None = None,
    on_kind: Callable[[PruneKind, int], None] = lambda _kind, _count: None,
) -> PruneReport:
    """Delete everything that is older than `storage` of digest.yaml says.

    Readers, consent, closed addresses and issues with their text are never deleted; ledger rows
    leave the balance of their issue. Raises Interrupted once `stop` is set: what is deleted by then
    stays deleted. A `dry_run` counts and changes nothing.
    """
    report = PruneReport()
    rest = stop or threading.Event()
    for kind, before in oldest_kept(newsroom).items():
        if dry_run:
            report.counts[kind] = newsroom.store.retention.count(kind, before=before)
        else:
            report.counts[kind] = _prune_kind(newsroom, kind, before, rest)
        on_kind(kind, report.counts[kind])
    if report.total and not dry_run:
        counts = {kind.name.lower(): count for kind, count in report.counts.items() if count}
        log.info("store_pruned", **counts)
    return report


def oldest_kept(newsroom: Newsroom) -> Mapping[PruneKind, datetime]:
    """Return for each kind the moment before which things are deleted."""
    storage, now = newsroom.config.settings.storage, newsroom.clock()
    days = {
        PruneKind.DRAFTS: storage.keep_drafts_days,
        # before articles: those that only such a draft cited may go with it
        PruneKind.ARTICLES: storage.keep_articles_days,
        PruneKind.REASONS: storage.keep_reasons_days,
        PruneKind.DELIVERIES: storage.keep_deliveries_days,
        PruneKind.RETURNS: storage.keep_deliveries_days,
        PruneKind.PICTURES: storage.keep_pictures_days,
        PruneKind.TRACES: storage.keep_drafts_days,
    }
    return {kind: now - timedelta(days=kept) for kind, kept in days.items()}


def _prune_kind(
    newsroom: Newsroom, kind: PruneKind, before: datetime, rest: threading.Event
) -> int:
    deleted = 0
    while True:
        # between two transactions, so that a stop never waits for more than one
        raise_if_stopped(rest)
        step = newsroom.store.retention.prune(kind, before=before, limit=ROWS_A_STEP)
        if not step:
            return deleted
        deleted += step
        rest.wait(REST_S)
