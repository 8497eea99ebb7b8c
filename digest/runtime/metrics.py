"""Figures for Prometheus: counters of this process, and gauges that are read from the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from prometheus_client import REGISTRY, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from digest.errors import StoreError, UseError
from digest.logs import get_logger
from digest.models import FetchState, IssueState, IssueSummary
from digest.usecases.newsroom import Newsroom

RECENT = 10
"""The gauges look at the last ten issues of a newsletter."""

LOOPBACK = "127.0.0.1"
"""The figures name newsletters and sources, so only this machine may ask for them."""

log = get_logger("metrics")


@contextmanager
def metrics_on(newsroom: Newsroom, port: int) -> Iterator[None]:
    """Answer `/metrics` on that port of loopback meanwhile. Port 0 does nothing.

    Raises UseError when the port is taken.
    """
    if not port:
        yield
        return
    try:
        # the listener comes first: a taken port must leave the registry as it was
        server, thread = start_http_server(port, addr=LOOPBACK)
    except OSError as error:
        where = f"{LOOPBACK}:{port}"
        raise UseError(
            f"cannot listen ({error.strerror})", subject=where, hint="give --metrics a free port"
        ) from error
    gauges = NewsroomGauges(newsroom)
    REGISTRY.register(gauges)
    try:
        yield
    finally:
        # in this order: a closed socket under a running loop raises in its thread
        server.shutdown()
        server.server_close()
        thread.join()
        REGISTRY.unregister(gauges)


class NewsroomGauges(Collector):
    """The newsroom as its database knows it: the same in every process."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    def describe(self) -> list[Metric]:
        """Return no names, so that registering does not read the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Read the figures. A database that is away gives `digest_database_up` 0 alone."""
        try:
            yield self._sources()
            yield from self._issues()
            yield self._webhooks()
        except StoreError as error:
            # the other metrics stay: a scrape without the database still tells its state
            log.error("metrics_unavailable", error=str(error), hint=error.hint)
            yield GaugeMetricFamily("digest_database_up", "1 when the database answered", value=0)
        else:
            yield GaugeMetricFamily("digest_database_up", "1 when the database answered", value=1)

    def _sources(self) -> Metric:
        states = self.newsroom.store.articles.states()
        # all three from the start: a series that comes and goes breaks alert rules
        counts = Counter(answering=0, failing=0, not_asked_yet=0)
        for source in self.newsroom.config.sources:
            if source.enabled:
                counts[_source_state(states.get(source.id))] += 1
        gauge = GaugeMetricFamily(
            "digest_sources", "Enabled sources, by how they last answered", labels=["state"]
        )
        for state, count in counts.items():
            gauge.add_metric([state], count)
        return gauge

    def _webhooks(self) -> Metric:
        gauge = GaugeMetricFamily(
            "digest_webhook_messages",
            "Facts that a webhook did not take yet, and those given up",
            labels=["webhook", "state"],
        )
        for backlog in self.newsroom.store.outbox.backlog():
            gauge.add_metric([backlog.webhook, "waiting"], backlog.waiting)
            gauge.add_metric([backlog.webhook, "given_up"], backlog.dead)
        return gauge

    def _issues(self) -> Iterator[Metric]:
        recent = GaugeMetricFamily(
            "digest_recent_issues", "The last ten issues", labels=["newsletter", "state"]
        )
        readers = GaugeMetricFamily(
            "digest_newest_issue_readers",
            "Ledger rows of the newest issue",
            labels=["newsletter", "state"],
        )
        sent = GaugeMetricFamily(
            "digest_last_sent_timestamp_seconds",
            "When the newest issue that was sent was approved",
            labels=["newsletter"],
        )
        for newsletter in self.newsroom.config.newsletters:
            issues = self.newsroom.store.issues.list(newsletter_id=newsletter.id, limit=RECENT)
            for state, count in sorted(Counter(issue.state for issue in issues).items()):
                recent.add_metric([newsletter.id, state], count)
            # newest first, as the store lists them
            approved = [issue for issue in issues if issue.approved]
            for issue in approved[:1]:
                for row_state, count in self.newsroom.store.ledger.audit(issue.id).by_state.items():
                    readers.add_metric([newsletter.id, row_state], count)
            moment = _last_sent(approved)
            if moment:
                sent.add_metric([newsletter.id], moment.timestamp())
        yield from (recent, readers, sent)


def _source_state(state: FetchState | None) -> str:
    if state is None:
        return "not_asked_yet"
    if state.last_error:
        return "failing"
    return "answering"


def _last_sent(approved: Iterable[IssueSummary]) -> datetime | None:
    moments = []
    for issue in approved:
        if issue.approved and issue.state is IssueState.SENT:
            moments.append(issue.approved)
    # a newsletter that never sent has no series at all
    return max(moments, default=None)
