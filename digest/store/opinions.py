"""Opinions: totals of answers, and for two weeks a keyed hash with the last answer of a reader.

The hash has the reader and the issue in it, so that the rows of one reader in two issues have
nothing in common. It lets a reader change an answer and count once; no read gives it out.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from digest.models import Opinion, OpinionKind, OpinionTotal
from digest.store.database import Database
from digest.store.schema import opinion_answers, opinion_totals

HASH_CHARS = 40
"""160 bits of HMAC-SHA256: two readers never share a hash by chance."""

answer, total = opinion_answers.c, opinion_totals.c


@dataclass(frozen=True, slots=True)
class SqlOpinions:
    """The opinions in one database. Each method is documented in `protocols.Opinions`."""

    database: Database
    key: bytes

    def give(self, subscriber_id: str, opinion: Opinion, *, now: datetime) -> None:
        """Count an answer, in place of the reader's former one to the same question."""
        asked = {
            "reader_hash": reader_hash(subscriber_id, opinion.issue_id, key=self.key),
            "issue_id": opinion.issue_id,
            "story_id": opinion.story_id,
            "kind": opinion.kind,
        }
        this = and_(*(answer[name] == value for name, value in asked.items()))
        with self.database.write() as connection:
            # two posts of one reader at a time would both find no former answer
            self.database.take_turns(connection, "opinions")
            former = connection.execute(select(answer.answer).where(this)).scalar()
            if former == opinion.answer:
                return
            if former is not None:
                self._take_back(connection, opinion, former)
                connection.execute(delete(opinion_answers).where(this))
            row = {**asked, "answer": opinion.answer, "at": now}
            connection.execute(self.database.insert(opinion_answers).values(row))
            self._add(connection, opinion)

    def totals(self, issue_id: str) -> tuple[OpinionTotal, ...]:
        """List the totals of an issue, by story and question."""
        shown = (total.story_id, total.kind, total.answer, total.readers)
        # an answer that its last reader changed leaves a zero behind
        counted = and_(total.issue_id == issue_id, total.readers > 0)
        query = select(*shown).where(counted).order_by(*shown[:3])
        with self.database.read() as connection:
            rows = connection.execute(query).all()
        return tuple([_total(*row) for row in rows])

    def forget_answers(self, *, before: datetime) -> int:
        """Delete the last answers that are older; the totals stay."""
        with self.database.write() as connection:
            return connection.execute(delete(opinion_answers).where(answer.at < before)).rowcount

    def _take_back(self, connection: Connection, opinion: Opinion, former: str) -> None:
        less = update(opinion_totals).where(_counted(opinion, former))
        connection.execute(less.values(readers=total.readers - 1))

    def _add(self, connection: Connection, opinion: Opinion) -> None:
        more = update(opinion_totals).where(_counted(opinion, opinion.answer))
        if connection.execute(more.values(readers=total.readers + 1)).rowcount:
            return
        row = {
            "issue_id": opinion.issue_id,
            "story_id": opinion.story_id,
            "kind": opinion.kind,
            "answer": opinion.answer,
            "readers": 1,
        }
        connection.execute(self.database.insert(opinion_totals).values(row))


def reader_hash(subscriber_id: str, issue_id: str, *, key: bytes) -> str:
    """Return the keyed hash of a reader in one issue.

    >>> reader_hash("r1", "a@1", key=b"k") == reader_hash("r1", "b@1", key=b"k")
    False
    """
    # the same key makes the hashes of addresses: the first word keeps the two apart
    named = f"opinion\n{subscriber_id}\n{issue_id}".encode()
    return hmac.new(key, named, hashlib.sha256).hexdigest()[:HASH_CHARS]


def forget_reader(connection: Connection, subscriber_id: str, *, key: bytes) -> None:
    """Delete the last answers of a reader who is erased; the totals name no person and stay."""
    # the issues of two weeks: the hash of each tells the reader's own rows
    issues: Sequence[str] = connection.execute(select(answer.issue_id).distinct()).scalars().all()
    for issue_id in issues:
        hashed = reader_hash(subscriber_id, issue_id, key=key)
        connection.execute(delete(opinion_answers).where(answer.reader_hash == hashed))


def _counted(opinion: Opinion, given: str) -> ColumnElement[bool]:
    """Describe the row that counts one answer to the question of an opinion."""
    return and_(
        total.issue_id == opinion.issue_id,
        total.story_id == opinion.story_id,
        total.kind == opinion.kind,
        total.answer == given,
    )


def _total(story_id: str, kind: Any, given: str, readers: int) -> OpinionTotal:
    return OpinionTotal(story_id=story_id, kind=OpinionKind(kind), answer=given, readers=readers)
