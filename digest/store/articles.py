"""Articles: saved in bulk and never doubled; and what collecting remembers of each source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from digest.models import Article, FetchState
from digest.store.article_changes import ArticleChanges
from digest.store.database import Database
from digest.store.schema import articles, fetch_states, issue_articles
from digest.urls import canonical_url

SAVE_CHUNK = 1000
"""So many articles are saved in one transaction."""

_FIELDS = tuple(field.name for field in fields(Article))
_COLUMNS = tuple(articles.c[name] for name in _FIELDS)


@dataclass(frozen=True, slots=True)
class SqlArticles:
    """The articles of one database. Each method is documented in `protocols.Articles`."""

    database: Database

    def save(self, incoming: Iterable[Article]) -> tuple[int, int]:
        """Save articles; return how many are (new, changed)."""
        remaining = iter(incoming)
        new, changed = 0, 0
        while True:
            # chunks keep a transaction short, so that others wait briefly
            chunk = list(islice(remaining, SAVE_CHUNK))
            if not chunk:
                return new, changed
            with self.database.write() as connection:
                # two collectors that see one article at once would both call it new
                self.database.take_turns(connection, "articles")
                changes = ArticleChanges(self._stored_twins(connection, chunk))
                for article in chunk:
                    changes.add(article)
                self._write(connection, changes)
            new += len(changes.added)
            changed += len(changes.changed)

    def since(self, start: datetime, *, until: datetime | None = None) -> tuple[Article, ...]:
        """List the articles of a span of time, ordered by (published, id)."""
        wanted = articles.c.dated >= start
        if until is not None:
            # both ends belong to the span
            wanted = and_(wanted, articles.c.dated <= until)
        query = select(*_COLUMNS).where(wanted).order_by(articles.c.published, articles.c.id)
        with self.database.read() as connection:
            return tuple(map(_article, connection.execute(query)))

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, Article]:
        """Read some articles."""
        query = select(*_COLUMNS).where(self.database.one_of(articles.c.id, ids))
        with self.database.read() as connection:
            return {row.id: _article(row) for row in connection.execute(query)}

    def titles(self, language: str, *, before: datetime, most: int) -> Mapping[str, str]:
        """Read the titles of a language from before a moment by id, the newest first."""
        query = (
            select(articles.c.id, articles.c.title)
            .where(articles.c.dated < before, articles.c.language == language)
            .order_by(articles.c.dated.desc(), articles.c.id)
            .limit(most)
        )
        with self.database.read() as connection:
            return {row.id: row.title for row in connection.execute(query)}

    def find(self, url_or_id: str) -> Article | None:
        """Find an article by its id or by any address of its page; the newest where several fit."""
        key = or_(
            articles.c.id == url_or_id,
            articles.c.url == url_or_id,
            articles.c.canonical_url == canonical_url(url_or_id),
        )
        # two articles may share a canonical address; the newer one is meant
        query = select(*_COLUMNS).where(key).order_by(articles.c.published.desc()).limit(1)
        with self.database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return _article(row)

    def known_pages(self, urls: Iterable[str]) -> frozenset[str]:
        """List those canonical addresses whose full text is stored."""
        # an article without text is asked for again
        has_text = and_(self.database.one_of(articles.c.canonical_url, urls), articles.c.body != "")
        query = select(articles.c.canonical_url).where(has_text)
        with self.database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def states(self) -> Mapping[str, FetchState]:
        """Read what collecting remembers of each source."""
        states = {}
        with self.database.read() as connection:
            for row in connection.execute(select(fetch_states)):
                states[row.source_id] = FetchState(**row._mapping)
        return states

    def save_states(self, states: Iterable[FetchState]) -> None:
        """Store what collecting remembers of some sources."""
        # every column of the table is a field of the noun, by the same name
        names = [column.name for column in fetch_states.c]
        rows = []
        for state in states:
            rows.append({name: getattr(state, name) for name in names})
        if not rows:
            return
        statement = self.database.insert(fetch_states)
        replaced = {name: statement.excluded[name] for name in names if name != "source_id"}
        upsert = statement.on_conflict_do_update(index_elements=["source_id"], set_=replaced)
        with self.database.write() as connection:
            connection.execute(upsert, rows)

    def forget(self, before: datetime) -> int:
        """Delete articles that are older and that no issue cites; return how many."""
        with self.database.write() as connection:
            return connection.execute(delete(articles).where(forgettable(before))).rowcount

    def _write(self, connection: Connection, changes: ArticleChanges) -> None:
        if changes.added:
            rows = list(map(_row, changes.added.values()))
            connection.execute(articles.insert(), rows)
        if changes.changed:
            rows = []
            for article in changes.changed.values():
                # a bound name must differ from the columns that are set
                rows.append({**_row(article), "key": article.id})
            connection.execute(update(articles).where(articles.c.id == bindparam("key")), rows)

    def _stored_twins(self, connection: Connection, chunk: list[Article]) -> list[Article]:
        """Read stored articles that share an id, an address or a (source, guid) with the chunk."""
        twins: dict[str, Article] = {}
        # three queries, because one with OR would use no index
        for condition in self._same_as(chunk):
            for row in connection.execute(select(*_COLUMNS).where(condition)):
                twins[row.id] = _article(row)
        return [twins[article_id] for article_id in sorted(twins)]

    def _same_as(self, chunk: list[Article]) -> list[ColumnElement[bool]]:
        ids, urls, guids, sources = set(), set(), set(), set()
        for article in chunk:
            ids.add(article.id)
            if article.canonical_url:
                urls.add(article.canonical_url)
            # a guid is unique within its source alone
            if article.guid:
                guids.add(article.guid)
                sources.add(article.source_id)
        one_of = self.database.one_of
        same_guid = and_(one_of(articles.c.source_id, sources), one_of(articles.c.guid, guids))
        return [one_of(articles.c.id, ids), one_of(articles.c.canonical_url, urls), same_guid]


def forgettable(before: datetime) -> ColumnElement[bool]:
    """Write the condition of articles that are older and that no issue cites."""
    cited = exists().where(issue_articles.c.article_id == articles.c.id)
    # an old article that is still in its feed would come back as new
    last_seen = func.coalesce(articles.c.collected, articles.c.dated)
    return and_(articles.c.dated < before, last_seen < before, ~cited)


def _row(article: Article) -> dict[str, Any]:
    row = {name: getattr(article, name) for name in _FIELDS}
    # a feed may date an article into the future; the day of collecting limits it
    row["dated"] = min(article.published, article.collected or article.published)
    return row


def _article(row: Row[Any]) -> Article:
    return Article(**row._mapping)
