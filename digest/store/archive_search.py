"""Archive search: the issues that hold all terms of a question, best and newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, text

from digest.kernel.search_terms import SearchTerm, best_line, search_terms, shortened
from digest.models import FoundIssue, PastIssue
from digest.store.archive import HIDDEN, PAST
from digest.store.database import Database, Texts
from digest.store.schema import archive_texts, issues

# An old issue must match better: after this time a hit counts half as much.
HALF_AFTER_DAYS = 180

# `bm25` is below zero, the best lowest. A word in a headline counts as much as eight in the text.
# The index is read first: the planner would else look up each issue in it.
SQLITE = text(
    """
    SELECT words.issue_id FROM archive_index
    CROSS JOIN archive_texts AS words ON words.number = archive_index.rowid
    WHERE archive_index MATCH :query
    AND words.newsletter_id IN (SELECT value FROM json_each(:newsletters))
    AND words.issue_id NOT IN (SELECT value FROM json_each(:hidden))
    ORDER BY bm25(archive_index, 8.0, 4.0, 1.0)
        / (1.0 + max(0.0, julianday(:today) - julianday(words.slot)) / :half),
        words.slot DESC, words.issue_id DESC
    LIMIT :limit
    """
)

# 1: a long issue holds more words, and is not better for that
POSTGRESQL = text(
    """
    SELECT words.issue_id FROM archive_index
    JOIN archive_texts AS words ON words.number = archive_index.number
    WHERE archive_index.words @@ to_tsquery('simple', :query)
    AND words.newsletter_id = ANY(:newsletters)
    AND words.issue_id != ALL(:hidden)
    ORDER BY ts_rank('{0.2, 0.2, 0.5, 1.0}', archive_index.words,
            to_tsquery('simple', :query), 1)
        / (1.0 + greatest(0, CAST(:today AS date) - words.slot) / CAST(:half AS float)) DESC,
        words.slot DESC, words.issue_id DESC
    LIMIT :limit
    """
)


def search_archive(
    database: Database, question: str, newsletter_ids: Iterable[str], *, today: date, limit: int
) -> tuple[FoundIssue, ...]:
    """Find the issues of some newsletters that hold all terms of a question."""
    terms = search_terms(question)
    if not terms:
        return ()
    with database.read() as connection:
        hidden = connection.execute(select(issues.c.id).where(HIDDEN)).scalars().all()
        values = {
            "newsletters": [*newsletter_ids],
            "hidden": hidden,
            "today": today.isoformat(),
            "half": HALF_AFTER_DAYS,
            "limit": limit,
        }
        issue_ids = _matching(database, connection, terms, values)
        rows = _rows(database, connection, issue_ids)
    # in the order of the index, best first
    return tuple(_found(rows[issue_id], terms) for issue_id in issue_ids if issue_id in rows)


def _matching(
    database: Database, connection: Connection, terms: Sequence[SearchTerm], values: dict[str, Any]
) -> Sequence[str]:
    statement, query = POSTGRESQL, _for_postgresql(terms)
    if database.is_sqlite:
        statement, query = SQLITE, _for_sqlite(terms)
    lists = (bindparam("newsletters", type_=Texts()), bindparam("hidden", type_=Texts()))
    answer = connection.execute(statement.bindparams(*lists), {**values, "query": query})
    return answer.scalars().all()


def _rows(
    database: Database, connection: Connection, issue_ids: Sequence[str]
) -> Mapping[str, Row[Any]]:
    text_of = archive_texts.c
    query = (
        select(*PAST, text_of.told, text_of.body)
        .join(archive_texts, text_of.issue_id == issues.c.id)
        .where(database.one_of(issues.c.id, issue_ids))
    )
    return {row.id: row for row in connection.execute(query)}


def _found(row: Row[Any], terms: Sequence[SearchTerm]) -> FoundIssue:
    values = dict(row._mapping)
    shown_words, body = values.pop("told"), values.pop("body")
    number = best_line(body.split("\n"), terms)
    excerpt = ""
    # an issue may be found by its headline or its correction alone
    if number is not None:
        excerpt = shortened(shown_words.split("\n")[number], terms)
    return FoundIssue(issue=PastIssue(**values), excerpt=excerpt)


def _for_sqlite(terms: Sequence[SearchTerm]) -> str:
    """Write the terms for FTS5. They hold letters and digits alone, so no sign needs an escape."""
    written = []
    for term in terms:
        more = "" if term.exact else " *"
        runs = []
        for first in term.firsts:
            runs.append(f'"{" ".join((first, *term.words[1:]))}"{more}')
        written.append(f"({' OR '.join(runs)})")
    return " AND ".join(written)


def _for_postgresql(terms: Sequence[SearchTerm]) -> str:
    written = []
    for term in terms:
        more = "" if term.exact else ":*"
        runs = []
        for first in term.firsts:
            runs.append(" <-> ".join(f"'{word}'" for word in (first, *term.words[1:])) + more)
        written.append(f"({' | '.join(runs)})")
    return " & ".join(written)
