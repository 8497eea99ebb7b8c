"""Archive: the issues that went out, newest first, and how they told one story again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, and_, exists, func, not_, or_, select

from digest.models import DeliveryState, IssueState, MailKind, PastIssue, PastStory, ToldThread
from digest.store.database import Database
from digest.store.issue_rows import past_story
from digest.store.schema import deliveries, issue_corrections, issues, story_threads

NOT_ONLY_QUEUED = (DeliveryState.ACCEPTED, DeliveryState.HANDING, DeliveryState.UNCERTAIN)
"""A reader with a row in one of these states may know the issue."""

Threads = tuple[tuple[str, str], ...]
"""(thread id, headline) of some stories of an issue."""

ARRIVED = exists().where(
    deliveries.c.issue_id == issues.c.id, deliveries.c.state.in_(NOT_ONLY_QUEUED)
)

_IS_ISSUE = issues.c.kind == MailKind.ISSUE

# a message may have left in the moment in which a person cancelled its issue
IN_ARCHIVE = and_(
    issues.c.approved.is_not(None),
    or_(issues.c.state != IssueState.CANCELLED, ARRIVED),
    _IS_ISSUE,
)

HIDDEN = and_(_IS_ISSUE, issues.c.state == IssueState.CANCELLED, not_(ARRIVED))

PAST = (
    issues.c.id,
    issues.c.newsletter_id,
    issues.c.slot,
    issues.c.subject,
    issues.c.preheader,
    issues.c.approved.label("published"),
    exists().where(issue_corrections.c.issue_id == issues.c.id).label("corrected"),
)
"""The fields of a `PastIssue` but for its threads."""


def list_archive(
    database: Database, newsletter_id: str, *, limit: int, skip: int
) -> tuple[PastIssue, ...]:
    """List the issues of a newsletter in the archive, newest first, with the stories told again."""
    issue = issues.c
    query = (
        select(*PAST)
        .where(issue.newsletter_id == newsletter_id, IN_ARCHIVE)
        # of two editions of one day the later approval comes first
        .order_by(issue.slot.desc(), issue.approved.desc(), issue.id.desc())
        .limit(limit)
        .offset(skip)
    )
    with database.read() as connection:
        rows = connection.execute(query).all()
        # a story told once has no thread to follow
        threads = _repeated_threads(database, connection, newsletter_id, [row.id for row in rows])
    return tuple(PastIssue(**row._mapping, threads=threads.get(row.id, ())) for row in rows)


def list_thread(
    database: Database, newsletter_id: str, thread_id: str, *, limit: int
) -> tuple[PastStory, ...]:
    """List how the issues of a newsletter told one story, newest first."""
    thread = story_threads.c
    same = and_(thread.thread_id == thread_id, thread.newsletter_id == newsletter_id)
    query = (
        select(story_threads)
        .join(issues, issues.c.id == thread.issue_id)
        .where(same, IN_ARCHIVE)
        # the newest first; the time of approval settles two issues of one slot
        .order_by(issues.c.slot.desc(), issues.c.approved.desc(), thread.issue_id, thread.position)
        .limit(limit)
    )
    with database.read() as connection:
        return tuple(map(past_story, connection.execute(query)))


def list_told_since(
    database: Database, newsletter_id: str, day: date, *, limit: int
) -> tuple[PastStory, ...]:
    """List the stories of a newsletter's issues since a day, newest first."""
    query = (
        select(story_threads)
        .join(issues, issues.c.id == story_threads.c.issue_id)
        # the slots stand in an index: an archive holds the issues of years
        .where(issues.c.newsletter_id == newsletter_id, issues.c.slot >= day, IN_ARCHIVE)
        .order_by(issues.c.slot.desc(), story_threads.c.issue_id, story_threads.c.position)
        .limit(limit)
    )
    with database.read() as connection:
        return tuple(map(past_story, connection.execute(query)))


def list_past_stories(
    database: Database, newsletter_id: str, *, since: datetime, before: str
) -> tuple[PastStory, ...]:
    """List the stories that issues of a newsletter carried since then, newest first.

    `before` is the issue that is drafted, which is left out.
    """
    thread = story_threads.c
    # readers of a cancelled issue know its stories only where it had begun to arrive
    known = or_(issues.c.state != IssueState.CANCELLED, ARRIVED)
    # the issue itself is left out, so that a second draft is not a repetition
    earlier = and_(
        thread.newsletter_id == newsletter_id,
        thread.published >= since,
        thread.issue_id != before,
    )
    query = (
        select(story_threads)
        .join(issues, issues.c.id == thread.issue_id)
        .where(earlier, known)
        .order_by(thread.published.desc(), thread.issue_id, thread.position)
    )
    with database.read() as connection:
        return tuple(map(past_story, connection.execute(query)))


def list_threads(
    database: Database, newsletter_id: str, *, limit: int, skip: int
) -> tuple[ToldThread, ...]:
    """List the stories that more than one issue told, the one told last first."""
    thread = story_threads.c
    told_last = func.max(issues.c.approved)
    query = (
        select(
            thread.thread_id.label("id"),
            func.count(thread.issue_id.distinct()).label("issues"),
            func.min(issues.c.approved).label("first"),
            told_last.label("last"),
        )
        .join(issues, issues.c.id == thread.issue_id)
        .where(thread.newsletter_id == newsletter_id, IN_ARCHIVE)
        .group_by(thread.thread_id)
        .having(func.count(thread.issue_id.distinct()) > 1)
        .order_by(told_last.desc(), thread.thread_id)
        .limit(limit)
        .offset(skip)
    )
    with database.read() as connection:
        rows = connection.execute(query).all()
    threads = []
    for row in rows:
        # its headline of today: a story that runs for weeks changes its name
        newest = list_thread(database, newsletter_id, row.id, limit=1)
        headline = newest[0].headline if newest else ""
        threads.append(ToldThread(**row._mapping, headline=headline))
    return tuple(threads)


def threads_of(database: Database, issue_id: str) -> Mapping[str, str]:
    """Map the stories of an issue to their threads."""
    thread = story_threads.c
    query = select(thread.story_id, thread.thread_id).where(thread.issue_id == issue_id)
    with database.read() as connection:
        return {row.story_id: row.thread_id for row in connection.execute(query)}


def _repeated_threads(
    database: Database, connection: Connection, newsletter_id: str, issue_ids: Sequence[str]
) -> Mapping[str, Threads]:
    """List by issue the stories that more than one issue in the archive told."""
    thread = story_threads.c
    these = database.one_of(thread.issue_id, issue_ids)
    # only the stories of this page are counted: an archive holds those of years
    shown = select(thread.thread_id).where(these)
    reported = story_threads.alias("told").c
    # a look-up for each story, and no join: a join would lead SQLite through all issues of the
    # newsletter, and not through the few stories that are shown
    in_archive = exists().where(
        issues.c.id == reported.issue_id, issues.c.newsletter_id == newsletter_id, IN_ARCHIVE
    )
    repeated = (
        select(reported.thread_id)
        .where(reported.thread_id.in_(shown), in_archive)
        .group_by(reported.thread_id)
        # the same issue may tell a story twice, in a card and in a line
        .having(func.count(reported.issue_id.distinct()) > 1)
    )
    query = (
        select(thread.issue_id, thread.thread_id, thread.headline)
        .where(these, thread.thread_id.in_(repeated))
        .order_by(thread.issue_id, thread.position)
    )
    threads: dict[str, Threads] = {}
    for row in connection.execute(query):
        known = threads.get(row.issue_id, ())
        threads[row.issue_id] = (*known, (row.thread_id, row.headline))
    return threads
