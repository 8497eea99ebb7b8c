"""Statements find their rows by an index, however many rows there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from digest.models import DeliveryState, IssueState, Outcome, Segment, Tier
from digest.protocols import Store
from digest.store import open_store

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
ISSUE = "daily@2026-11-23"


@pytest.fixture
def plans(tmp_path: Path) -> Iterator[tuple[Store, list[str]]]:
    """A store, and the plan of each statement that it runs."""
    store, seen = open_store(f"sqlite:///{tmp_path}/plans.db"), list[str]()

    @event.listens_for(store.database.engine, "before_cursor_execute")  # type: ignore[attr-defined]
    def explain(
        connection: object, cursor: object, statement: str, parameters: object, *_: object
    ) -> None:
        if statement.startswith(("UPDATE", "WITH", "SELECT", "DELETE")):
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[attr-defined]
            seen.extend(line[3] for line in cursor.fetchall())  # type: ignore[attr-defined]

    yield store, seen
    store.close()


def test_a_page_of_the_archive_looks_up_only_the_stories_that_it_shows(
    plans: tuple[Store, list[str]],
) -> None:
    store, seen = plans
    store.issues.archive("daily", limit=31)
    assert [line for line in seen if "ix_story_threads_newsletter_published" in line] == []
    assert any("ix_story_threads_thread (" in line for line in seen)


def test_issues_before_a_day_are_counted_in_an_index_alone(plans: tuple[Store, list[str]]) -> None:
    store, seen = plans
    store.issues.count_and_ids("daily", day=NOW.date(), states=(IssueState.SENT,))
    searches = [line for line in seen if "issues" in line]
    assert len(searches) == 2
    for line in searches:
        assert line.startswith("SEARCH issues USING COVERING INDEX ix_issues_newsletter_slot")
        assert "slot" in line.partition("(")[2]


def test_no_statement_of_the_ledger_reads_all_rows(plans: tuple[Store, list[str]]) -> None:
    store, seen = plans
    ledger = store.ledger
    ledger.claim(ISSUE, worker="w", limit=10, now=NOW, lease_s=60)
    ledger.claim(
        ISSUE, worker="w", limit=10, now=NOW, lease_s=60, domains=["a.example", "b.example"]
    )
    ledger.mark_handing(ISSUE, ["r1"], worker="w", now=NOW)
    ledger.record(
        [Outcome(issue_id=ISSUE, subscriber_id="r1", state=DeliveryState.ACCEPTED)], now=NOW
    )
    ledger.release(ISSUE, ["r1"], worker="w")
    ledger.sweep(now=NOW)
    ledger.sweep(ISSUE, now=NOW)
    ledger.retry(ISSUE, (DeliveryState.REFUSED,), now=NOW)
    ledger.audit(ISSUE)
    ledger.next_due(ISSUE)
    list(ledger.rows(ISSUE))
    list(ledger.rows(ISSUE, states=(DeliveryState.QUEUED,)))
    assert [line for line in seen if line.startswith("SCAN deliveries")] == []
    assert [line for line in seen if "TEMP B-TREE" in line] == []
    assert any("ix_deliveries_leases" in line for line in seen)


def test_the_audience_of_an_issue_reads_an_index_and_not_the_rows_of_readers(
    plans: tuple[Store, list[str]],
) -> None:
    store, seen = plans
    members = Segment(id="members", tier=Tier.MEMBER)
    french = Segment(id="french", languages=("fr",), timezones=("Europe/Paris",))
    for segment in (None, members, french):
        seen.clear()
        list(store.subscribers.audience("daily", segment=segment))
        covering = "SEARCH subscribers USING COVERING INDEX ix_subscribers_audience (id=?"
        assert [line for line in seen if line.startswith(covering)], seen
