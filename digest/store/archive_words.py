"""Archive words: the words of each published issue and of its corrections, as they are searched."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from digest.kernel.search_terms import indexed
from digest.models import Briefing, Item, MailKind, Passage
from digest.store.schema import archive_texts, issue_corrections, issues

MOST_CHARACTERS = 200_000
"""A hundred times a usual card; PostgreSQL refuses a vector beyond a megabyte."""

NUMBER_BYTES = 7
"""56 bits: a row number that both databases take, and that no two issues share by chance."""


def add_words(connection: Connection, issue_id: str) -> None:
    """Make a stored issue searchable; a row that it has already is replaced."""
    query = select(issues.c.subject, issues.c.preheader, issues.c.briefing)
    stored = connection.execute(query.where(issues.c.id == issue_id)).one()
    take_words(connection, issue_id)
    row = _row(stored.subject, stored.preheader, stored.briefing)
    connection.execute(insert(archive_texts).values(**row))
    write_notes(connection, issue_id)


def take_words(connection: Connection, issue_id: str) -> None:
    """Let an issue be found no longer."""
    connection.execute(delete(archive_texts).where(archive_texts.c.issue_id == issue_id))


def write_notes(connection: Connection, issue_id: str) -> None:
    """Let an issue be found by the words of its corrections, as they are stored now."""
    query = select(issue_corrections.c.text).where(issue_corrections.c.issue_id == issue_id)
    notes = "\n".join(connection.execute(query).scalars())
    this = archive_texts.c.issue_id == issue_id
    changed = update(archive_texts).where(this).values(notes=indexed(notes[:MOST_CHARACTERS]))
    connection.execute(changed)


def add_missing_words(connection: Connection) -> int:
    """Make the issues searchable that were published before there was an index; return how many."""
    known = select(archive_texts.c.issue_id)
    missing = select(issues.c.id).where(
        issues.c.kind == MailKind.ISSUE, issues.c.approved.is_not(None), issues.c.id.not_in(known)
    )
    issue_ids = connection.execute(missing).scalars().all()
    # one briefing at a time: an archive holds those of years
    for issue_id in issue_ids:
        add_words(connection, issue_id)
    return len(issue_ids)


def _row(subject: str, preheader: str, briefing: Briefing) -> dict[str, Any]:
    # the subject and the preheader that readers have stand in the issue itself
    headlines = [subject, *(item.headline.text for item in briefing.items)]
    shown_words = "\n".join([_one_line(preheader), *_lines(briefing)])[:MOST_CHARACTERS]
    return {
        "number": _number(briefing.issue_id),
        "issue_id": briefing.issue_id,
        "newsletter_id": briefing.newsletter_id,
        "slot": briefing.slot,
        "title": indexed("\n".join(headlines)[:MOST_CHARACTERS]),
        "notes": "",
        "body": indexed(shown_words),
        "told": shown_words,
    }


def _number(issue_id: str) -> int:
    """Make the row number of an issue, the same in every database."""
    return int.from_bytes(sha256(issue_id.encode()).digest()[:NUMBER_BYTES])


def _lines(briefing: Briefing) -> Iterator[str]:
    """Give the texts of an issue as readers know them, each on one line."""
    for passage in _passages(briefing):
        yield _one_line(passage.shown)


def _passages(briefing: Briefing) -> Iterator[Passage]:
    yield from briefing.intro
    for item in briefing.items:
        yield from _passages_of(item)
    for line in briefing.also:
        yield line.passage


def _passages_of(item: Item) -> Iterator[Passage]:
    yield item.headline
    if item.dek:
        yield item.dek
    for paragraph in (item.lead, *item.what_happened, *item.why_it_matters):
        yield from paragraph
    for further in item.know_more:
        yield further.passage


def _one_line(text: str) -> str:
    # PostgreSQL takes no zero byte
    return " ".join(text.replace("\0", " ").split())
