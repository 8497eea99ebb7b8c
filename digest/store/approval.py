"""Approval: freeze an issue, its readers and the threads of its stories; and take that back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, and_, delete, insert, select, update

from digest.errors import UseError
from digest.models import DeliveryState, IssueState, MailKind, Wave
from digest.protocols import AtApproval
from digest.store.archive_topics import add_topics
from digest.store.archive_words import add_words, take_words
from digest.store.database import Database
from digest.store.issue_rows import thread_rows
from digest.store.queued_rows import queue_rows
from digest.store.schema import deliveries, issues, story_threads, story_topics
from digest.store.source_watch import mark_carried

READERS_A_CHUNK = 10_000
"""So many readers are frozen by one statement."""


def approve_issue(
    database: Database,
    issue_id: str,
    *,
    subscriber_ids: Iterable[str],
    now: datetime,
    also: AtApproval | None,
    waves: Sequence[Wave] = (),
) -> int:
    """Freeze the issue and return the number of its readers; an approved issue stays as it is.

    `also` is called last in the transaction, and what it raises undoes all.
    """
    # the readers are listed first: a million ids must not be read inside the transaction that
    # freezes them
    chunks = () if _is_approved(database, issue_id) else tuple(_in_chunks(subscriber_ids))
    with database.write() as connection:
        database.take_turns(connection, f"approve:{issue_id}")
        stored = connection.execute(select(issues).where(issues.c.id == issue_id)).first()
        if stored is None:
            hint = "digest issues list shows them"
            raise UseError("no such issue", subject=issue_id, hint=hint)
        # approving twice is no error: two people, or a job that is repeated
        if stored.approved is not None:
            return int(stored.selected)
        if stored.state is not IssueState.DRAFT:
            message = f"this issue is {stored.state}; it has no rendered mail to approve"
            raise UseError(message, subject=issue_id)
        selected = 0
        for chunk in chunks:
            ids = chunk.split("\n")
            selected += queue_readers(database, connection, issue_id, ids, now, waves=waves)
        threads = thread_rows(stored.briefing, stored.selection, now)
        if threads:
            connection.execute(insert(story_threads), threads)
        if stored.kind is MailKind.ISSUE:
            add_words(connection, issue_id)
            add_topics(connection, issue_id, stored.selection)
        corrections = [correction.id for correction in stored.briefing.corrections if correction.id]
        mark_carried(connection, issue_id, corrections)
        frozen = {"state": IssueState.APPROVED, "approved": now, "selected": selected}
        connection.execute(update(issues).where(issues.c.id == issue_id).values(frozen))
        # last, so that what it raises undoes everything above
        if also:
            also(connection.connection.driver_connection, issue_id, selected)
    return selected


def take_back_approval(database: Database, issue_id: str) -> bool:
    """Make an approved issue a draft again, unless a sender holds or held one of its rows."""
    try:
        with database.write() as connection:
            database.take_turns(connection, f"approve:{issue_id}")
            query = select(issues.c.approved).where(issues.c.id == issue_id).with_for_update()
            if connection.execute(query).scalar() is None:
                return False
            _forget_rows(connection, issue_id)
            connection.execute(delete(story_threads).where(story_threads.c.issue_id == issue_id))
            take_words(connection, issue_id)
            connection.execute(delete(story_topics).where(story_topics.c.issue_id == issue_id))
            reopened = {"state": IssueState.DRAFT, "approved": None, "selected": 0}
            connection.execute(update(issues).where(issues.c.id == issue_id).values(reopened))
    except _RowIsTakenError:
        # raised, so that the transaction puts back the rows that it has deleted
        return False
    return True


class _RowIsTakenError(Exception):
    """A message of the issue is being handed over, or was."""


def _forget_rows(connection: Connection, issue_id: str) -> None:
    these = deliveries.c.issue_id == issue_id
    waiting = and_(these, deliveries.c.state == DeliveryState.QUEUED, deliveries.c.attempts == 0)
    # a row that a sender takes at this moment is not deleted, and the look below finds it
    connection.execute(delete(deliveries).where(waiting))
    if connection.execute(select(deliveries.c.state).where(these).limit(1)).first():
        raise _RowIsTakenError


def queue_readers(
    database: Database,
    connection: Connection,
    issue_id: str,
    ids: Sequence[str],
    now: datetime,
    *,
    waves: Sequence[Wave] = (),
) -> int:
    """Add a queued ledger row for each reader without one; return how many are new."""
    listed = database.listed(ids)
    return queue_rows(database, connection, issue_id, listed, now, waves=waves)


def _is_approved(database: Database, issue_id: str) -> bool:
    query = select(issues.c.approved).where(issues.c.id == issue_id)
    with database.read() as connection:
        return connection.execute(query).scalar() is not None


def _in_chunks(subscriber_ids: Iterable[str]) -> Iterator[str]:
    """Join some thousand ids to one string of lines: so a million ids are a few megabytes."""
    remaining = iter(subscriber_ids)
    while True:
        chunk = list(islice(remaining, READERS_A_CHUNK))
        if not chunk:
            return
        yield "\n".join(chunk)
