"""Issues: drafts, frozen issues, the threads of their stories, and the slots of the schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from digest.errors import UseError
from digest.models import (
    Briefing,
    DeliveryState,
    Direction,
    HostedPicture,
    InlineImage,
    Issue,
    IssueState,
    PastIssue,
    PastStory,
    Selection,
    Story,
)
from digest.protocols import AtApproval
from digest.store.database import Database
from digest.store.schema import (
    deliveries,
    hosted_pictures,
    issue_articles,
    issue_images,
    issues,
    slots,
    story_threads,
    subscribers,
)

READERS_A_CHUNK = 10_000

OPEN = (IssueState.DRAFT, IssueState.HELD)
CANCELLED = IssueState.CANCELLED

Threads = tuple[tuple[str, str], ...]
"""(thread id, headline) of some stories of an issue."""

_STORED = tuple(field.name for field in fields(Issue) if field.name != "images")
_COLUMNS = tuple(issues.c[name] for name in _STORED)
_IN_ARCHIVE = and_(issues.c.approved.is_not(None), issues.c.state != CANCELLED)


@dataclass(frozen=True, slots=True)
class SqlIssues:
    database: Database

    def save_draft(
        self,
        briefing: Briefing,
        selection: Selection,
        issue: Issue | None,
        *,
        hosted: Iterable[HostedPicture] = (),
    ) -> None:
        kept = _rendered(issue) if issue else _held(briefing)
        with self.database.write() as connection:
            self._must_be_open(connection, briefing.issue_id)
            statement = self.database.insert(issues).values(
                **kept, selected=0, briefing=briefing, selection=selection
            )
            replaced = {
                name: statement.excluded[name]
                for name in (*kept, "briefing", "selection")
                if name != "id"
            }
            connection.execute(
                statement.on_conflict_do_update(index_elements=["id"], set_=replaced)
            )
            self._keep_parts(connection, briefing, issue)
            self._keep_hosted(connection, briefing.issue_id, hosted)

    def briefing(self, issue_id: str) -> Briefing | None:
        with self.database.read() as connection:
            found: Briefing | None = connection.execute(
                select(issues.c.briefing).where(issues.c.id == issue_id)
            ).scalar()
        return found

    def selection(self, issue_id: str) -> Selection | None:
        with self.database.read() as connection:
            found: Selection | None = connection.execute(
                select(issues.c.selection).where(issues.c.id == issue_id)
            ).scalar()
        return found

    def issue(self, issue_id: str) -> Issue | None:
        found = self._issues(select(*_COLUMNS).where(issues.c.id == issue_id))
        return found[0] if found else None

    def state(self, issue_id: str) -> IssueState | None:
        with self.database.single() as connection:
            state: IssueState | None = connection.execute(
                select(issues.c.state).where(issues.c.id == issue_id)
            ).scalar()
        return state

    def list(self, *, newsletter_id: str | None = None, limit: int = 50) -> tuple[Issue, ...]:
        query = (
            select(*_COLUMNS)
            .order_by(issues.c.slot.desc(), issues.c.created.desc(), issues.c.id)
            .limit(limit)
        )
        if newsletter_id is not None:
            query = query.where(issues.c.newsletter_id == newsletter_id)
        return self._issues(query)

    def archive(
        self, newsletter_id: str, *, limit: int = 50, skip: int = 0
    ) -> tuple[PastIssue, ...]:
        issue = issues.c
        query = (
            select(issue.id, issue.slot, issue.subject, issue.preheader)
            .where(issue.newsletter_id == newsletter_id, _IN_ARCHIVE)
            .order_by(issue.slot.desc(), issue.id.desc())
            .limit(limit)
            .offset(skip)
        )
        with self.database.read() as connection:
            rows = connection.execute(query).all()
            threads = self._retold(connection, newsletter_id, [row.id for row in rows])
        return tuple(PastIssue(**row._mapping, threads=threads.get(row.id, ())) for row in rows)

    def thread(
        self, newsletter_id: str, thread_id: str, *, limit: int = 100
    ) -> tuple[PastStory, ...]:
        thread = story_threads.c
        query = (
            select(story_threads)
            .join(issues, issues.c.id == thread.issue_id)
            .where(
                thread.thread_id == thread_id, thread.newsletter_id == newsletter_id, _IN_ARCHIVE
            )
            .order_by(issues.c.slot.desc(), thread.issue_id.desc(), thread.position)
            .limit(limit)
        )
        with self.database.read() as connection:
            return tuple([_past_story(row) for row in connection.execute(query)])

    def picture(self, name: str) -> HostedPicture | None:
        column = hosted_pictures.c
        query = (
            select(column.name, column.content_type, column.content)
            .where(column.name == name)
            .limit(1)
        )
        with self.database.read() as connection:
            found = connection.execute(query).first()
        return HostedPicture(**found._mapping) if found else None

    def approve(
        self,
        issue_id: str,
        *,
        subscriber_ids: Iterable[str],
        now: datetime,
        also: AtApproval | None = None,
    ) -> int:
        # listed first: the reading of the audience must not stand inside the transaction that freezes it
        chunks = () if self._is_approved(issue_id) else tuple(_in_chunks(subscriber_ids))
        with self.database.write() as connection:
            self.database.take_turns(connection, f"approve:{issue_id}")
            stored = connection.execute(select(issues).where(issues.c.id == issue_id)).first()
            if stored is None:
                raise UseError(
                    "no such issue", subject=issue_id, hint="digest issues list shows them"
                )
            if stored.approved is not None:
                return int(stored.selected)
            if stored.state is not IssueState.DRAFT:
                raise UseError(
                    f"this issue is {stored.state}; nothing was rendered to approve",
                    subject=issue_id,
                )
            selected = sum(
                self._freeze_readers(connection, issue_id, chunk.split("\n"), now)
                for chunk in chunks
            )
            if threads := list(_threads(stored.briefing, stored.selection, now)):
                connection.execute(insert(story_threads), threads)
            frozen = {"state": IssueState.APPROVED, "approved": now, "selected": selected}
            connection.execute(update(issues).where(issues.c.id == issue_id).values(frozen))
            if also:
                also(connection.connection.driver_connection, issue_id, selected)
        return selected

    def set_state(self, issue_id: str, state: IssueState, *, expect: Sequence[IssueState]) -> bool:
        turn = (
            update(issues)
            .where(issues.c.id == issue_id, issues.c.state.in_(list(expect)))
            .values(state=state)
        )
        with self.database.write() as connection:
            return connection.execute(turn).rowcount == 1

    def past_stories(
        self, newsletter_id: str, *, since: datetime, before: str
    ) -> tuple[PastStory, ...]:
        thread = story_threads.c
        reached = exists().where(
            deliveries.c.issue_id == thread.issue_id,
            deliveries.c.state.in_(
                [DeliveryState.ACCEPTED, DeliveryState.HANDING, DeliveryState.UNCERTAIN]
            ),
        )
        # readers of a cancelled issue know its stories only where it had begun to arrive
        told = or_(issues.c.state != CANCELLED, reached)
        query = (
            select(story_threads)
            .join(issues, issues.c.id == thread.issue_id)
            .where(
                thread.newsletter_id == newsletter_id,
                thread.published >= since,
                thread.issue_id != before,
                told,
            )
            .order_by(thread.published.desc(), thread.issue_id, thread.position)
        )
        with self.database.read() as connection:
            return tuple([_past_story(row) for row in connection.execute(query)])

    def claim_slot(
        self,
        newsletter_id: str,
        slot_key: str,
        *,
        owner: str,
        now: datetime,
        lease_s: float = 900.0,
    ) -> bool:
        claim = {"owner": owner, "claimed": now}
        statement = (
            self.database.insert(slots)
            .values(newsletter_id=newsletter_id, slot_key=slot_key, **claim)
            .on_conflict_do_update(
                index_elements=["newsletter_id", "slot_key"],
                set_=claim,
                where=and_(
                    slots.c.finished.is_(None), slots.c.claimed <= now - timedelta(seconds=lease_s)
                ),
            )
        )
        with self.database.write() as connection:
            return connection.execute(statement).rowcount == 1

    def finish_slot(self, newsletter_id: str, slot_key: str, *, now: datetime) -> None:
        this = and_(slots.c.newsletter_id == newsletter_id, slots.c.slot_key == slot_key)
        with self.database.write() as connection:
            connection.execute(update(slots).where(this).values(finished=now))

    def release_slot(self, newsletter_id: str, slot_key: str, *, owner: str) -> None:
        this = and_(slots.c.newsletter_id == newsletter_id, slots.c.slot_key == slot_key)
        with self.database.write() as connection:
            connection.execute(
                delete(slots).where(this, slots.c.owner == owner, slots.c.finished.is_(None))
            )

    def _must_be_open(self, connection: Connection, issue_id: str) -> None:
        query = select(issues.c.state).where(issues.c.id == issue_id).with_for_update()
        state = connection.execute(query).scalar()
        if state is not None and state not in OPEN:
            raise UseError(
                f"this issue is {state} and frozen",
                subject=issue_id,
                hint="corrections go into the next issue",
            )

    def _keep_parts(self, connection: Connection, briefing: Briefing, issue: Issue | None) -> None:
        key = briefing.issue_id
        for table in (issue_images, issue_articles):
            connection.execute(delete(table).where(table.c.issue_id == key))
        if issue and issue.images:
            images = [_image_row(key, at, image) for at, image in enumerate(issue.images)]
            connection.execute(insert(issue_images), images)
        cited = {citation.article_id for citation in briefing.citations}
        cited.update(article_id for item in briefing.items for article_id in item.article_ids)
        if cited:
            rows = [{"issue_id": key, "article_id": article_id} for article_id in sorted(cited)]
            connection.execute(insert(issue_articles), rows)

    def _keep_hosted(
        self, connection: Connection, issue_id: str, hosted: Iterable[HostedPicture]
    ) -> None:
        connection.execute(delete(hosted_pictures).where(hosted_pictures.c.issue_id == issue_id))
        by_name = {picture.name: picture for picture in hosted}
        if by_name:
            rows = [{"issue_id": issue_id, **asdict(picture)} for picture in by_name.values()]
            connection.execute(insert(hosted_pictures), rows)

    def _retold(
        self, connection: Connection, newsletter_id: str, issue_ids: Sequence[str]
    ) -> Mapping[str, Threads]:
        """By issue, (thread id, headline) of the stories that more than one issue in the archive told."""
        thread = story_threads.c
        retold = (
            select(thread.thread_id)
            .join(issues, issues.c.id == thread.issue_id)
            .where(thread.newsletter_id == newsletter_id, _IN_ARCHIVE)
            .group_by(thread.thread_id)
            .having(func.count(thread.issue_id.distinct()) > 1)
        )
        query = (
            select(thread.issue_id, thread.thread_id, thread.headline)
            .where(self.database.one_of(thread.issue_id, issue_ids), thread.thread_id.in_(retold))
            .order_by(thread.issue_id, thread.position)
        )
        found: dict[str, Threads] = {}
        for row in connection.execute(query):
            found[row.issue_id] = (*found.get(row.issue_id, ()), (row.thread_id, row.headline))
        return found

    def _is_approved(self, issue_id: str) -> bool:
        with self.database.read() as connection:
            query = select(issues.c.approved).where(issues.c.id == issue_id)
            return connection.execute(query).scalar() is not None

    def _freeze_readers(
        self, connection: Connection, issue_id: str, chunk: Sequence[str], now: datetime
    ) -> int:
        """One queued row per reader; the database itself adds each one's mail domain. Return how many are new."""
        reader = self.database.listed(chunk).subquery()
        queued = {
            "issue_id": literal(issue_id),
            "subscriber_id": reader.c.value,
            "state": literal(DeliveryState.QUEUED, deliveries.c.state.type),
            "due": literal(now, deliveries.c.due.type),
            "attempts": literal(0),
            "domain": func.coalesce(subscribers.c.domain, ""),
            **{
                name: literal("")
                for name in ("relay", "reply_enhanced", "reply_text", "queue_id", "leased_by")
            },
            "updated": literal(now, deliveries.c.updated.type),
        }
        source = reader.outerjoin(subscribers, subscribers.c.id == reader.c.value)
        rows = select(*queued.values()).select_from(source).where(true())
        statement = (
            self.database.insert(deliveries)
            .from_select(list(queued), rows)
            .on_conflict_do_nothing()
        )
        return connection.execute(statement).rowcount

    def _issues(self, query: Any) -> tuple[Issue, ...]:
        with self.database.read() as connection:
            found = connection.execute(query).all()
            wanted = self.database.one_of(issue_images.c.issue_id, [row.id for row in found])
            pictures = connection.execute(
                select(issue_images)
                .where(wanted)
                .order_by(issue_images.c.issue_id, issue_images.c.position)
            ).all()
        images: dict[str, list[InlineImage]] = {}
        for row in pictures:
            image = InlineImage(
                cid=row.cid, content_type=row.content_type, content=bytes(row.content)
            )
            images.setdefault(row.issue_id, []).append(image)
        return tuple(Issue(**row._mapping, images=tuple(images.get(row.id, ()))) for row in found)


def _in_chunks(subscriber_ids: Iterable[str]) -> Iterator[str]:
    """The ids some thousand at a time, each chunk one string of lines: a million ids are a few megabytes."""
    remaining = iter(subscriber_ids)
    while chunk := list(islice(remaining, READERS_A_CHUNK)):
        yield "\n".join(chunk)


def _rendered(issue: Issue) -> dict[str, Any]:
    return {
        **{name: getattr(issue, name) for name in _STORED},
        "state": IssueState.DRAFT,
        "approved": None,
    }


def _held(briefing: Briefing) -> dict[str, Any]:
    """What stands for an issue that the desk held: everything but something to send."""
    return {
        "id": briefing.issue_id,
        "newsletter_id": briefing.newsletter_id,
        "newsletter_name": briefing.newsletter_name,
        "slot": briefing.slot,
        "subject": briefing.subject,
        "preheader": briefing.preheader,
        "html": "",
        "text": "",
        "content_hash": "",
        "language": briefing.language,
        "direction": Direction(briefing.direction),
        "created": briefing.at,
        "state": IssueState.HELD,
        "approved": None,
    }


def _image_row(issue_id: str, position: int, image: InlineImage) -> dict[str, Any]:
    return {
        "issue_id": issue_id,
        "position": position,
        "cid": image.cid,
        "content_type": image.content_type,
        "content": image.content,
    }


def _threads(briefing: Briefing, selection: Selection, now: datetime) -> Iterable[dict[str, Any]]:
    """The stories that the issue really carries: an editor may have taken some out of what the desk selected."""
    headlines = {item.story_id: item.headline.text for item in briefing.items}
    headlines.update(
        (also.story_id, "") for also in briefing.also if also.story_id not in headlines
    )
    carried = {
        story.id: story for story in (*selection.stories, *selection.also) if story.id in headlines
    }
    for position, story in enumerate(carried.values()):
        yield {
            "issue_id": briefing.issue_id,
            "story_id": story.id,
            "newsletter_id": briefing.newsletter_id,
            "thread_id": story.thread_id or story.id,
            "published": now,
            "position": position,
            "headline": headlines[story.id] or story.lead.title,
            "article_ids": _article_ids(story),
            "article_urls": tuple(
                article.canonical_url or article.url for article in story.articles
            ),
            "facts": story.facts,
            "terms": dict(story.terms),
        }


def _article_ids(story: Story) -> tuple[str, ...]:
    folded = (copy.folded for copy in story.copies)
    return tuple(dict.fromkeys([*(article.id for article in story.articles), *folded]))


def _past_story(row: Row[Any]) -> PastStory:
    return PastStory(
        thread_id=row.thread_id,
        issue_id=row.issue_id,
        story_id=row.story_id,
        published=row.published,
        headline=row.headline,
        url="",  # the web view; only the pipeline knows the public address
        article_ids=row.article_ids,
        article_urls=row.article_urls,
        facts=row.facts,
        terms=row.terms,
    )
