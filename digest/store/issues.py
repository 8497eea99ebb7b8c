"""Issues: read and listed, approved, sent, and found in the archive; and the claims of slots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from digest.errors import UseError
from digest.models import (
    Briefing,
    DeliveryState,
    Fact,
    FactKind,
    FoundIssue,
    HostedPicture,
    Issue,
    IssueMark,
    IssueState,
    IssueSummary,
    IssueVariant,
    MailKind,
    PastIssue,
    PastStory,
    Selection,
    ToldThread,
    Wave,
)
from digest.protocols import AtApproval, Clock
from digest.store.approval import approve_issue, queue_readers, take_back_approval
from digest.store.archive import (
    NOT_ONLY_QUEUED,
    list_archive,
    list_past_stories,
    list_thread,
    list_threads,
    list_told_since,
    threads_of,
)
from digest.store.archive_search import search_archive
from digest.store.archive_topics import list_topic, topics_of_issue
from digest.store.balances import counts_by_state
from digest.store.claims import SqlClaims
from digest.store.database import Database
from digest.store.drafts import save_draft, save_mail
from digest.store.issue_rows import ISSUE_COLUMNS, images_by_issue
from digest.store.outbox import announce
from digest.store.schema import deliveries, hosted_pictures, issue_images, issues, slots
from digest.store.variants import list_variants

SLOT_LEASE_S = 900.0
"""The claim of a slot may be taken over after this time, even if its owner gives signs of life."""

_COLUMNS = tuple(issues.c[name] for name in ISSUE_COLUMNS)
_SUMMARY = tuple(
    issues.c[name]
    for name in (
        "id", "newsletter_id", "newsletter_name", "slot", "subject", "preheader", "created",
        "state", "approved", "kind", "selected",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SqlIssues:
    """The issues of one database. Each method is documented in `protocols.Issues`."""

    database: Database
    clock: Clock

    def save_draft(
        self,
        briefing: Briefing,
        selection: Selection,
        issue: Issue | None,
        *,
        hosted: Iterable[HostedPicture] = (),
        variants: Iterable[IssueVariant] = (),
    ) -> None:
        """Store the draft of a slot in place of an earlier one."""
        save_draft(self.database, briefing, selection, issue, hosted=hosted, variants=variants)

    def save_mail(self, mail: Issue, *, briefing: Briefing) -> None:
        """Store a mail that is no issue, approved and without readers; a stored one stays."""
        save_mail(self.database, mail, briefing=briefing)

    def add_reader(self, mail_id: str, subscriber_id: str, *, now: datetime) -> bool:
        """Queue such a mail for one reader; False when the ledger has that row already."""
        this = and_(issues.c.id == mail_id, issues.c.kind != MailKind.ISSUE)
        with self.database.write() as connection:
            # locked: two senders must not both count the reader
            query = select(issues.c.id).where(this).with_for_update()
            if connection.execute(query).first() is None:
                hint = "the readers of an issue are frozen at its approval"
                raise UseError("no such mail beside the issues", subject=mail_id, hint=hint)
            added = queue_readers(self.database, connection, mail_id, [subscriber_id], now)
            # the number of readers and the rows change together, so that the audit balances
            counted = {"selected": issues.c.selected + added, "state": IssueState.SENDING}
            if added:
                connection.execute(update(issues).where(this).values(counted))
        return bool(added)

    def briefing(self, issue_id: str) -> Briefing | None:
        """Read the briefing of an issue."""
        briefing: Briefing | None = self._value(issues.c.briefing, issue_id)
        return briefing

    def variants(self, issue_id: str) -> tuple[IssueVariant, ...]:
        """List the mails of the variants of an issue."""
        return list_variants(self.database, issue_id)

    def selection(self, issue_id: str) -> Selection | None:
        """Read the selection of an issue."""
        selection: Selection | None = self._value(issues.c.selection, issue_id)
        return selection

    def issue(self, issue_id: str) -> Issue | None:
        """Read an issue whole, with its pictures."""
        query = select(*_COLUMNS).where(issues.c.id == issue_id)
        wanted = issue_images.c.issue_id == issue_id
        pictures = select(issue_images).where(wanted).order_by(issue_images.c.position)
        with self.database.read() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            # in the same transaction as the row: a new draft may come between
            images = images_by_issue(connection.execute(pictures))
        return Issue(**row._mapping, images=tuple(images.get(issue_id, ())))

    def mark(self, issue_id: str) -> IssueMark | None:
        """Read the few columns that tell if an issue may be shown, without its text."""
        column = issues.c
        query = select(
            column.newsletter_id, column.kind, column.state, column.approved, column.content_hash
        ).where(column.id == issue_id)
        with self.database.single() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else IssueMark(**row)

    def state(self, issue_id: str) -> IssueState | None:
        """Read the state alone, for a caller that asks again and again."""
        query = select(issues.c.state).where(issues.c.id == issue_id)
        with self.database.single() as connection:
            state: IssueState | None = connection.execute(query).scalar()
        return state

    def count_and_ids(
        self, newsletter_id: str, *, day: date, states: Sequence[IssueState]
    ) -> tuple[int, tuple[str, ...]]:
        """Count the issues in these states before a day, and name those of the day and later."""
        counted = (
            issues.c.newsletter_id == newsletter_id,
            issues.c.kind == MailKind.ISSUE,
            issues.c.state.in_(states),
        )
        # both read an index alone, which holds each column that is named
        count = select(func.count()).where(*counted, issues.c.slot < day)
        later = select(issues.c.id).where(*counted, issues.c.slot >= day).order_by(issues.c.id)
        with self.database.read() as connection:
            before = int(connection.execute(count).scalar_one())
            ids = tuple(connection.execute(later).scalars())
        return before, ids

    def list(
        self,
        *,
        newsletter_id: str | None = None,
        limit: int = 50,
        counts: bool = False,
        kinds: Sequence[MailKind] = (MailKind.ISSUE,),
        states: Sequence[IssueState] = (),
    ) -> tuple[IssueSummary, ...]:
        """List issues, newest first, without text and pictures."""
        # without html, text and pictures: a hundred issues are kilobytes, not 79 MB
        query = (
            select(*_SUMMARY)
            .where(issues.c.kind.in_(kinds))
            .order_by(issues.c.slot.desc(), issues.c.created.desc(), issues.c.id)
            .limit(limit)
        )
        if newsletter_id is not None:
            query = query.where(issues.c.newsletter_id == newsletter_id)
        if states:
            query = query.where(issues.c.state.in_(states))
        by_issue: Mapping[str, Mapping[DeliveryState, int]] = {}
        with self.database.read() as connection:
            rows = connection.execute(query).all()
            if counts:
                by_issue = counts_by_state(self.database, connection, [row.id for row in rows])
        summaries = []
        for row in rows:
            by_state = by_issue.get(row.id, {})
            summaries.append(IssueSummary(**row._mapping, by_state=by_state))
        return tuple(summaries)

    def archive(
        self, newsletter_id: str, *, limit: int = 50, skip: int = 0
    ) -> tuple[PastIssue, ...]:
        """List the approved issues of a newsletter, newest first, with the stories told again."""
        return list_archive(self.database, newsletter_id, limit=limit, skip=skip)

    def search(
        self, question: str, newsletter_ids: Iterable[str], *, today: date, limit: int = 30
    ) -> tuple[FoundIssue, ...]:
        """Find the issues in the archive that hold all terms of a question."""
        return search_archive(self.database, question, newsletter_ids, today=today, limit=limit)

    def thread(
        self, newsletter_id: str, thread_id: str, *, limit: int = 100
    ) -> tuple[PastStory, ...]:
        """List how the issues of a newsletter told one story, newest first."""
        return list_thread(self.database, newsletter_id, thread_id, limit=limit)

    def told_since(
        self, newsletter_id: str, day: date, *, limit: int = 300
    ) -> tuple[PastStory, ...]:
        """List the stories of a newsletter's issues since a day, newest first."""
        return list_told_since(self.database, newsletter_id, day, limit=limit)

    def threads(self, newsletter_id: str, *, limit: int, skip: int = 0) -> tuple[ToldThread, ...]:
        """List the stories that more than one issue told, the one told last first."""
        return list_threads(self.database, newsletter_id, limit=limit, skip=skip)

    def threads_of(self, issue_id: str) -> Mapping[str, str]:
        """Map the stories of an approved issue to their threads."""
        return threads_of(self.database, issue_id)

    def topic(
        self, topic_id: str, newsletter_ids: Iterable[str], *, limit: int = 50
    ) -> tuple[PastStory, ...]:
        """List the stories of a topic that issues of some newsletters told, newest first."""
        return list_topic(self.database, topic_id, newsletter_ids, limit=limit)

    def topics_of(self, issue_id: str) -> tuple[str, ...]:
        """List the topics of the stories that an issue told, by id."""
        return topics_of_issue(self.database, issue_id)

    def picture(self, name: str) -> HostedPicture | None:
        """Read one picture that the public site serves."""
        column = hosted_pictures.c
        columns = (column.name, column.content_type, column.content)
        # several issues may host one picture: its name is the hash of its bytes
        query = select(*columns).where(column.name == name).limit(1)
        with self.database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return HostedPicture(**row._mapping)

    def approve(
        self,
        issue_id: str,
        *,
        subscriber_ids: Iterable[str],
        now: datetime,
        also: AtApproval | None = None,
        waves: Sequence[Wave] = (),
    ) -> int:
        """Freeze the issue, its readers and its threads; return the number of readers."""
        ids = subscriber_ids
        return approve_issue(
            self.database, issue_id, subscriber_ids=ids, now=now, also=also, waves=waves
        )

    def take_back_approval(self, issue_id: str) -> bool:
        """Make an approved issue a draft again; tell whether it is one now."""
        return take_back_approval(self.database, issue_id)

    def may_be_known(self, issue_id: str) -> bool:
        """Tell whether any reader may have the issue."""
        query = select(deliveries.c.issue_id).where(
            deliveries.c.issue_id == issue_id, deliveries.c.state.in_(NOT_ONLY_QUEUED)
        )
        with self.database.read() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def set_state(self, issue_id: str, state: IssueState, *, expect: Sequence[IssueState]) -> bool:
        """Change the state of an issue that is in one of `expect`; tell whether it was."""
        # one statement: no other process may come between the look and the change
        expected = and_(issues.c.id == issue_id, issues.c.state.in_(list(expect)))
        with self.database.write() as connection:
            changed = connection.execute(update(issues).where(expected).values(state=state))
            if changed.rowcount == 1 and state is IssueState.SENT:
                self._announce(connection, issue_id)
        return changed.rowcount == 1

    def past_stories(
        self, newsletter_id: str, *, since: datetime, before: str
    ) -> tuple[PastStory, ...]:
        """List the stories that issues of the newsletter carried since then, newest first."""
        return list_past_stories(self.database, newsletter_id, since=since, before=before)

    def claim_slot(
        self,
        newsletter_id: str,
        slot_key: str,
        *,
        owner: str,
        now: datetime,
        lease_s: float = SLOT_LEASE_S,
    ) -> bool:
        """Tell whether `owner` may run this slot now."""
        claims = SqlClaims(self.database, slots)
        return claims.claim(newsletter_id, slot_key, owner=owner, now=now, lease_s=lease_s)

    def finish_slot(self, newsletter_id: str, slot_key: str, *, now: datetime) -> None:
        """Record that the run of this slot is done."""
        SqlClaims(self.database, slots).finish(newsletter_id, slot_key, now=now)

    def release_slot(self, newsletter_id: str, slot_key: str, *, owner: str) -> None:
        """Give back a claim of one's own that was not finished."""
        SqlClaims(self.database, slots).release(newsletter_id, slot_key, owner=owner)

    def _announce(self, connection: Connection, issue_id: str) -> None:
        """Tell that an issue was sent; a letter to single readers is no issue."""
        query = select(issues.c.newsletter_id, issues.c.kind).where(issues.c.id == issue_id)
        row = connection.execute(query).one()
        # confirmations and welcomes are told by the reader's own facts
        if row.kind is MailKind.ISSUE:
            fact = Fact(
                kind=FactKind.ISSUE_SENT,
                at=self.clock(),
                issue_id=issue_id,
                newsletter_id=row.newsletter_id,
            )
            announce(self.database, connection, [fact])

    def _value(self, column: ColumnElement[Any], issue_id: str) -> Any:
        query = select(column).where(issues.c.id == issue_id)
        with self.database.read() as connection:
            return connection.execute(query).scalar()
