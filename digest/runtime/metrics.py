"""Figures for Prometheus: counters of what this process did, and gauges read from the store when they are asked for."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import REGISTRY, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from digest.errors import StoreError, UseError
from digest.logs import get_logger
from digest.models import IssueState
from digest.usecases.newsroom import Newsroom

RECENT = 10
"""How many issues of a newsletter the gauges look at."""

LOOPBACK = "127.0.0.1"

log = get_logger("metrics")


@contextmanager
def metrics_on(newsroom: Newsroom, port: int) -> Iterator[None]:
    """Answer `/metrics` on that port of loopback meanwhile; port 0 does nothing. UseError where the port is taken."""
    if not port:
        yield
        return
    try:
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
        server.shutdown()
        server.server_close()
        thread.join()
        REGISTRY.unregister(gauges)


class NewsroomGauges(Collector):
    """The newsroom as its database knows it: equal in every process that is asked."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    def describe(self) -> list[Metric]:
        return []  # registering must not read the database

    def collect(self) -> Iterator[Metric]:
        try:
            yield self._sources()
            yield from self._issues()
        except StoreError as error:
            log.error("metrics_unavailable", error=str(error), hint=error.hint)
            yield GaugeMetricFamily("digest_database_up", "1 when the database answered", value=0)
        else:
            yield GaugeMetricFamily("digest_database_up", "1 when the database answered", value=1)

    def _sources(self) -> Metric:
        states = self.newsroom.store.articles.states()
        enabled = [source.id for source in self.newsroom.config.sources if source.enabled]
        asked = [states[source_id] for source_id in enabled if source_id in states]
        failing = sum(bool(state.last_error) for state in asked)
        gauge = GaugeMetricFamily(
            "digest_sources", "Enabled sources, by how they last answered", labels=["state"]
        )
        gauge.add_metric(["answering"], len(asked) - failing)
        gauge.add_metric(["failing"], failing)
        gauge.add_metric(["not_asked_yet"], len(enabled) - len(asked))
        return gauge

    def _issues(self) -> Iterator[Metric]:
        issues = GaugeMetricFamily(
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
            recent = self.newsroom.store.issues.list(newsletter_id=newsletter.id, limit=RECENT)
            for state, count in sorted(Tally(issue.state for issue in recent).items()):
                issues.add_metric([newsletter.id, state], count)
            approved = [issue for issue in recent if issue.approved]
            for issue in approved[:1]:
                for row_state, count in self.newsroom.store.ledger.audit(issue.id).by_state.items():
                    readers.add_metric([newsletter.id, row_state], count)
            done = [
                i.approved.timestamp()
                for i in approved
                if i.approved and i.state is IssueState.SENT
            ]
            if done:
                sent.add_metric([newsletter.id], max(done))
        yield from (issues, readers, sent)
