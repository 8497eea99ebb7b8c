"""Source watch: pages that are read again, notices of their changes, and corrections of issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    delete,
    exists,
    or_,
    select,
    update,
)

from digest.errors import UseError
from digest.models import (
    CitedSentence,
    IssueCorrection,
    IssueState,
    MailKind,
    NoticeState,
    SourceNotice,
    WatchedPage,
)
from digest.store.archive_words import write_notes
from digest.store.database import Database
from digest.store.schema import issue_corrections, issues, source_notices, watched_pages

UNSETTLED = (NoticeState.OPEN, NoticeState.RESTORED)
"""A reading of the page may change a notice in these states; the others are a person's word."""

LATEST_APPROVAL = timedelta(days=31)
"""An issue is approved at most a month after its slot; a later one is not watched."""

_PAGE = tuple(field.name for field in fields(WatchedPage))


@dataclass(frozen=True, slots=True)
class SqlSourceWatch:
    """The watch of one database. Each method is documented in `protocols.SourceWatch`."""

    database: Database

    # ---- pages ------------------------------------------------------------------------------

    def issues_out(self, since: datetime) -> Mapping[str, datetime]:
        """List the issues that were approved since then and not cancelled, with that time."""
        out = and_(
            issues.c.kind == MailKind.ISSUE,
            # an index holds the slots: the other columns stand behind long texts
            issues.c.slot >= (since - LATEST_APPROVAL).date(),
            issues.c.approved >= since,
            issues.c.state != IssueState.CANCELLED,
        )
        query = select(issues.c.id, issues.c.approved).where(out)
        with self.database.read() as connection:
            return {row.id: row.approved for row in connection.execute(query)}

    def watched_issues(self) -> frozenset[str]:
        """List the issues whose pages are watched."""
        watched: set[str] = set()
        with self.database.read() as connection:
            for names in connection.execute(select(watched_pages.c.issues)).scalars():
                watched.update(names)
        return frozenset(watched)

    def add_pages(self, pages: Iterable[WatchedPage]) -> int:
        """Watch pages; a page that is watched already is watched for one issue more."""
        wanted = {page.article_id: page for page in pages}
        with self.database.write() as connection:
            self.database.take_turns(connection, "watched pages")
            known = self._pages(
                connection, self.database.one_of(watched_pages.c.article_id, wanted)
            )
            for page in known:
                added = wanted.pop(page.article_id)
                self._write(connection, page.article_id, _joined(page, added))
            rows = [_page_row(page) for page in wanted.values()]
            if rows:
                connection.execute(watched_pages.insert(), rows)
        return len(rows)

    def end_issues(self, issue_ids: Iterable[str]) -> None:
        """Watch pages no longer for these issues; a page without an issue leaves the table."""
        ended = frozenset(issue_ids)
        with self.database.write() as connection:
            self.database.take_turns(connection, "watched pages")
            for page in self._pages(connection, watched_pages.c.article_id != ""):
                left = tuple(name for name in page.issues if name not in ended)
                if left == page.issues:
                    continue
                if not left:
                    this = watched_pages.c.article_id == page.article_id
                    connection.execute(delete(watched_pages).where(this))
                    continue
                cited = tuple(citation for citation in page.cited if citation.issue_id not in ended)
                self._write(connection, page.article_id, {"issues": left, "cited": cited})

    def claim_pages(self, *, now: datetime, until: datetime) -> tuple[WatchedPage, ...]:
        """Take the pages that are due; no other process is given them before `until`."""
        is_due = watched_pages.c.next_read <= now
        with self.database.write() as connection:
            self.database.take_turns(connection, "watched pages")
            due = self._pages(connection, is_due)
            if due:
                connection.execute(update(watched_pages).where(is_due).values(next_read=until))
        return due

    def save_page(self, page: WatchedPage) -> None:
        """Store the memory of a page that was read; its issues stay as they are stored."""
        memory = _page_row(page)
        # an issue may have been added while the page was read
        for name in ("article_id", "issues", "cited", "url", "title", "outlet", "language"):
            del memory[name]
        with self.database.write() as connection:
            self._write(connection, page.article_id, memory)

    def pages(self) -> tuple[WatchedPage, ...]:
        """List all watched pages, the next one to be read first."""
        query = select(watched_pages).order_by(
            watched_pages.c.next_read, watched_pages.c.article_id
        )
        with self.database.read() as connection:
            return tuple(map(_page, connection.execute(query)))

    # ---- notices ----------------------------------------------------------------------------

    def notices(
        self,
        *,
        states: Sequence[NoticeState] = (NoticeState.OPEN,),
        issue_id: str | None = None,
        article_id: str | None = None,
        untold: bool = False,
        limit: int = 200,
    ) -> tuple[SourceNotice, ...]:
        """List notices, newest first."""
        query = select(source_notices).where(source_notices.c.state.in_(list(states)))
        if issue_id is not None:
            query = query.where(source_notices.c.issue_id == issue_id)
        if article_id is not None:
            query = query.where(source_notices.c.article_id == article_id)
        if untold:
            query = query.where(source_notices.c.told.is_(None))
        newest = query.order_by(source_notices.c.raised.desc(), source_notices.c.id).limit(limit)
        with self.database.read() as connection:
            return tuple(map(_notice, connection.execute(newest)))

    def notice(self, notice_id: str) -> SourceNotice | None:
        """Read one notice."""
        query = select(source_notices).where(source_notices.c.id == notice_id)
        with self.database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else _notice(row)

    def save_notices(self, notices: Iterable[SourceNotice]) -> None:
        """Store notices after a reading; one that a person settled meanwhile stays as it is."""
        rows = [asdict(notice) for notice in notices]
        if not rows:
            return
        statement = self.database.insert(source_notices)
        replaced = {name: statement.excluded[name] for name in rows[0] if name != "id"}
        upsert = statement.on_conflict_do_update(
            index_elements=["id"],
            set_=replaced,
            # no IN: its list would be expanded anew for each of several rows
            where=or_(*(source_notices.c.state == state for state in UNSETTLED)),
        )
        with self.database.write() as connection:
            connection.execute(upsert, rows)

    def settle(self, notice_id: str, state: NoticeState, *, reason: str, now: datetime) -> bool:
        """Settle an open notice by a person's word; tell whether it was open."""
        with self.database.write() as connection:
            return self._settle(connection, notice_id, state, reason, now)

    def mark_told(self, notice_ids: Iterable[str], *, now: datetime) -> None:
        """Record that the alarm about these notices was raised."""
        these = self.database.one_of(source_notices.c.id, notice_ids)
        with self.database.write() as connection:
            connection.execute(update(source_notices).where(these).values(told=now))

    # ---- corrections ------------------------------------------------------------------------

    def correct(self, correction: IssueCorrection) -> None:
        """Store a correction, and settle the notice that it is made of, in one transaction."""
        with self.database.write() as connection:
            if correction.notice_id and not self._settle(
                connection,
                correction.notice_id,
                NoticeState.CORRECTED,
                correction.id,
                correction.made,
            ):
                # two people, or a click and a command
                raise UseError(
                    "this notice is not open",
                    subject=correction.notice_id,
                    hint="digest issues watch --all shows what became of it",
                )
            connection.execute(issue_corrections.insert().values(**asdict(correction)))
            write_notes(connection, correction.issue_id)

    def take_back(self, correction_id: str) -> IssueCorrection | None:
        """Delete a correction that no approved issue carries, and open its notice again."""
        this = issue_corrections.c.id == correction_id
        with self.database.write() as connection:
            query = select(issue_corrections).where(this, self._waits()).with_for_update()
            row = connection.execute(query).first()
            if row is None:
                return None
            connection.execute(delete(issue_corrections).where(this))
            write_notes(connection, row.issue_id)
            again = {"state": NoticeState.OPEN, "settled": None, "reason": ""}
            its_notice = source_notices.c.id == row.notice_id
            connection.execute(update(source_notices).where(its_notice).values(again))
        return _correction(row)

    def corrections(self, issue_id: str) -> tuple[IssueCorrection, ...]:
        """List the corrections of an issue, oldest first."""
        return self._corrections(issue_corrections.c.issue_id == issue_id)

    def latest_corrections(self, *, limit: int = 50) -> tuple[IssueCorrection, ...]:
        """List the latest corrections of all issues, newest first."""
        made = issue_corrections.c.made
        query = select(issue_corrections).order_by(made.desc(), issue_corrections.c.id).limit(limit)
        with self.database.read() as connection:
            return tuple(map(_correction, connection.execute(query)))

    def waiting_corrections(self, newsletter_id: str) -> tuple[IssueCorrection, ...]:
        """List the corrections of a newsletter that no approved issue carries, oldest first."""
        return self._corrections(
            and_(issue_corrections.c.newsletter_id == newsletter_id, self._waits())
        )

    def _corrections(self, condition: ColumnElement[bool]) -> tuple[IssueCorrection, ...]:
        query = (
            select(issue_corrections)
            .where(condition)
            .order_by(issue_corrections.c.made, issue_corrections.c.id)
        )
        with self.database.read() as connection:
            return tuple(map(_correction, connection.execute(query)))

    def _waits(self) -> ColumnElement[bool]:
        # an approval may be undone, and an issue cancelled: its readers then have no correction
        carried = exists().where(
            issues.c.id == issue_corrections.c.carried_by,
            issues.c.approved.is_not(None),
            issues.c.state != IssueState.CANCELLED,
        )
        return ~carried

    def _settle(
        self,
        connection: Connection,
        notice_id: str,
        state: NoticeState,
        reason: str,
        now: datetime,
    ) -> bool:
        is_open = and_(source_notices.c.id == notice_id, source_notices.c.state == NoticeState.OPEN)
        settled = {"state": state, "settled": now, "reason": reason}
        changed = connection.execute(update(source_notices).where(is_open).values(settled))
        return changed.rowcount == 1

    def _pages(
        self, connection: Connection, condition: ColumnElement[bool]
    ) -> tuple[WatchedPage, ...]:
        query: Select[Any] = select(watched_pages).where(condition)
        in_order = query.order_by(watched_pages.c.article_id)
        return tuple(map(_page, connection.execute(in_order)))

    def _write(self, connection: Connection, article_id: str, values: Mapping[str, object]) -> None:
        this = watched_pages.c.article_id == article_id
        connection.execute(update(watched_pages).where(this).values(**values))


def mark_carried(connection: Connection, issue_id: str, correction_ids: Iterable[str]) -> None:
    """Record, as an issue is approved, that it carries these corrections at its foot."""
    for correction_id in correction_ids:
        this = issue_corrections.c.id == correction_id
        connection.execute(update(issue_corrections).where(this).values(carried_by=issue_id))


def _joined(known: WatchedPage, added: WatchedPage) -> dict[str, object]:
    """Join the sentences of one issue more to a page that is watched already."""
    cited: dict[CitedSentence, None] = dict.fromkeys((*known.cited, *added.cited))
    return {
        "issues": tuple(dict.fromkeys((*known.issues, *added.issues))),
        "cited": tuple(cited),
        "notes": tuple(dict.fromkeys((*known.notes, *added.notes))),
        # the new sentences need the whole text, so the next request is unconditional
        "etag": "",
        "last_modified": "",
        "body_hash": "",
    }


def _page_row(page: WatchedPage) -> dict[str, Any]:
    return {name: getattr(page, name) for name in _PAGE}


def _page(row: Row[Any]) -> WatchedPage:
    return WatchedPage(**row._mapping)


def _notice(row: Row[Any]) -> SourceNotice:
    return SourceNotice(**row._mapping)


def _correction(row: Row[Any]) -> IssueCorrection:
    return IssueCorrection(**row._mapping)
