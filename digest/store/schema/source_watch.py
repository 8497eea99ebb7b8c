"""Tables of watched sources: cited pages, notices of their changes, and corrections."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from digest.models import ChangeKind, CitedSentence, NoticeState
from digest.store.column_types import Member, Noun, UtcTime
from digest.store.schema.metadata import Words, metadata

# pages that issues cited, while they are watched; a row goes with the last of its issues
watched_pages = Table(
    "watched_pages",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("issues", Noun(Words), nullable=False),
    Column("cited", Noun(tuple[CitedSentence, ...]), nullable=False),
    Column("seen", Noun(Words), nullable=False),
    Column("notes", Noun(Words), nullable=False),
    Column("longest_chars", Integer, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("next_read", UtcTime, nullable=False),
    Column("last_read", UtcTime),
    Column("failures", Integer, nullable=False),
    Column("missing", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
    Index("ix_watched_pages_next_read", "next_read"),
)

# changes of cited pages; a settled notice stays as evidence
source_notices = Table(
    "source_notices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), nullable=False),
    Column("article_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("kind", Member(ChangeKind), nullable=False),
    Column("cited", Text, nullable=False),
    Column("now", Text, nullable=False),
    Column("raised", UtcTime, nullable=False),
    Column("state", Member(NoticeState), nullable=False),
    Column("settled", UtcTime),
    Column("reason", Text, nullable=False),
    Column("told", UtcTime),
    Index("ix_source_notices_issue", "issue_id", "article_id"),
    Index("ix_source_notices_state", "state", "raised"),
)

# corrections of issues that went out. The first approved issue that has one at its foot carries it
issue_corrections = Table(
    "issue_corrections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), nullable=False),
    Column("newsletter_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("made", UtcTime, nullable=False),
    Column("notice_id", Text, nullable=False),
    Column("carried_by", Text, nullable=False),
    Index("ix_issue_corrections_issue", "issue_id"),
    Index("ix_issue_corrections_newsletter", "newsletter_id", "carried_by"),
)
