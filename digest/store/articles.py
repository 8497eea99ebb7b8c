"""Articles: saved in bulk and never doubled; and what collect remembers of each source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, func, or_, select, update

from digest.models import Article, FetchState
from digest.store.database import Database
from digest.store.schema import articles, fetch_states, issue_articles
from digest.urls import canonical_url

CHUNK = 1000

SAME_TEXT_SHARE = 0.8
"""A body shorter than this share of the stored one is the feed's summary of a page we have whole, not an edit."""

_FIELDS = tuple(field.name for field in fields(Article))
_COLUMNS = tuple(articles.c[name] for name in _FIELDS)


@dataclass(frozen=True, slots=True)
class SqlArticles:
    database: Database

    def save(self, incoming: Iterable[Article]) -> tuple[int, int]:
        remaining, new, changed = iter(incoming), 0, 0
        while chunk := list(islice(remaining, CHUNK)):
            with self.database.write() as connection:
                self.database.take_turns(connection, "articles")
                added, updated = self._save(connection, chunk)
            new, changed = new + added, changed + updated
        return new, changed

    def since(self, start: datetime, *, until: datetime | None = None) -> tuple[Article, ...]:
        wanted = articles.c.dated >= start
        if until is not None:
            wanted = and_(wanted, articles.c.dated <= until)
        query = select(*_COLUMNS).where(wanted).order_by(articles.c.published, articles.c.id)
        with self.database.read() as connection:
            return tuple([_article(row) for row in connection.execute(query)])

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, Article]:
        query = select(*_COLUMNS).where(self.database.one_of(articles.c.id, ids))
        with self.database.read() as connection:
            return {row.id: _article(row) for row in connection.execute(query)}

    def find(self, url_or_id: str) -> Article | None:
        page = canonical_url(url_or_id)
        key = or_(
            articles.c.id == url_or_id,
            articles.c.url == url_or_id,
            articles.c.canonical_url == page,
        )
        query = select(*_COLUMNS).where(key).order_by(articles.c.published.desc()).limit(1)
        with self.database.read() as connection:
            row = connection.execute(query).first()
        return _article(row) if row else None

    def known_pages(self, urls: Iterable[str]) -> frozenset[str]:
        has_text = and_(self.database.one_of(articles.c.canonical_url, urls), articles.c.body != "")
        with self.database.read() as connection:
            return frozenset(
                connection.execute(select(articles.c.canonical_url).where(has_text)).scalars()
            )

    def states(self) -> Mapping[str, FetchState]:
        with self.database.read() as connection:
            return {
                row.source_id: FetchState(**row._mapping)
                for row in connection.execute(select(fetch_states))
            }

    def save_states(self, states: Iterable[FetchState]) -> None:
        names = [column.name for column in fetch_states.c]
        rows = [{name: getattr(state, name) for name in names} for state in states]
        if not rows:
            return
        statement = self.database.insert(fetch_states)
        upsert = statement.on_conflict_do_update(
            index_elements=["source_id"],
            set_={name: statement.excluded[name] for name in names[1:]},
        )
        with self.database.write() as connection:
            connection.execute(upsert, rows)

    def forget(self, before: datetime) -> int:
        cited = exists().where(issue_articles.c.article_id == articles.c.id)
        last_seen = func.coalesce(articles.c.collected, articles.c.dated)
        old = and_(articles.c.dated < before, last_seen < before, ~cited)
        with self.database.write() as connection:
            return connection.execute(delete(articles).where(old)).rowcount

    def _save(self, connection: Connection, chunk: list[Article]) -> tuple[int, int]:
        desk = _Desk(self._stored_twins(connection, chunk))
        for article in chunk:
            desk.take(article)
        if desk.added:
            connection.execute(
                articles.insert(), [_row(article) for article in desk.added.values()]
            )
        if desk.changed:
            rows = [{**_row(article), "key": article.id} for article in desk.changed.values()]
            connection.execute(update(articles).where(articles.c.id == bindparam("key")), rows)
        return len(desk.added), len(desk.changed)

    def _stored_twins(self, connection: Connection, chunk: list[Article]) -> list[Article]:
        """Stored articles that share an id, an address or a (source, guid) with one of the chunk."""
        one_of = self.database.one_of
        same = (
            one_of(articles.c.id, {article.id for article in chunk}),
            one_of(articles.c.canonical_url, {a.canonical_url for a in chunk if a.canonical_url}),
            and_(
                one_of(articles.c.source_id, {a.source_id for a in chunk if a.guid}),
                one_of(articles.c.guid, {a.guid for a in chunk if a.guid}),
            ),
        )
        found: dict[str, Article] = {}
        for condition in same:
            found.update(
                (row.id, _article(row))
                for row in connection.execute(select(*_COLUMNS).where(condition))
            )
        return [found[key] for key in sorted(found)]


class _Desk:
    """Decides for each incoming article whether it is new, known, or known and changed."""

    def __init__(self, stored: Iterable[Article]) -> None:
        self.by_key: dict[tuple[str, ...], Article] = {}
        self.added: dict[str, Article] = {}
        self.changed: dict[str, Article] = {}
        for article in stored:
            self._file(article)

    def take(self, article: Article) -> None:
        known = next((self.by_key[key] for key in _keys(article) if key in self.by_key), None)
        if known is None:
            self.added[article.id] = article
            self._file(article)
            return
        merged = _merged(known, article)
        if merged is None:
            return
        (self.added if known.id in self.added else self.changed)[known.id] = merged
        self._file(merged)

    def _file(self, article: Article) -> None:
        for key in _keys(article):
            self.by_key[key] = article


def _keys(article: Article) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [("id", article.id)]
    if article.canonical_url:
        keys.append(("url", article.canonical_url))
    if article.guid:
        keys.append(("guid", article.source_id, article.guid))
    return keys


def _merged(known: Article, new: Article) -> Article | None:
    """What to store now, or None when nothing worth storing changed.

    The first source that had an article stays its source: another feed's copy only lends a body that was missing.
    """
    if known.content_hash and known.content_hash == new.content_hash:
        return None
    if known.source_id != new.source_id:
        return (
            replace(known, body=new.body, picture=known.picture or new.picture)
            if _gains_body(known, new)
            else None
        )
    summary = len(new.body) < SAME_TEXT_SHARE * len(known.body)
    body = known.body if summary else new.body
    lead = new.lead or known.lead
    if (new.title, lead, body) == (known.title, known.lead, known.body):
        return None
    return replace(
        new,
        id=known.id,
        lead=lead,
        body=body,
        published=_first_published(known, new),
        collected=known.collected or new.collected,
        picture=(known.picture or new.picture) if summary else (new.picture or known.picture),
        authors=new.authors or known.authors,
        canonical_url=new.canonical_url or known.canonical_url,
        guid=new.guid or known.guid,
    )


def _gains_body(known: Article, new: Article) -> bool:
    return bool(new.body) and not known.body


def _first_published(known: Article, new: Article) -> datetime:
    """An edit bumps dates, so the earlier one stands; but a real date wins over the time of collecting."""
    if known.published == known.collected and new.published != new.collected:
        return new.published
    return min(known.published, new.published)


def _row(article: Article) -> dict[str, Any]:
    dated = min(article.published, article.collected or article.published)
    return {**{name: getattr(article, name) for name in _FIELDS}, "dated": dated}


def _article(row: Row[Any]) -> Article:
    return Article(**row._mapping)
