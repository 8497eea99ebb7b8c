"""Tables of opinions: totals, and the last answers of two weeks under keyed hashes."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from digest.models import OpinionKind
from digest.store.column_types import Member, UtcTime
from digest.store.schema.metadata import metadata

opinion_totals = Table(
    "opinion_totals",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", Text, primary_key=True),
    Column("kind", Member(OpinionKind), primary_key=True),
    Column("answer", Text, primary_key=True),
    Column("readers", Integer, nullable=False),
)

# a reader may change an answer, and counts once: the hash of reader and issue tells the last one
opinion_answers = Table(
    "opinion_answers",
    metadata,
    Column("reader_hash", Text, primary_key=True),
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", Text, primary_key=True),
    Column("kind", Member(OpinionKind), primary_key=True),
    Column("answer", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_opinion_answers_at", "at"),
)
