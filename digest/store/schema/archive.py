"""Tables of the archive: stories over their issues, their topics, and the words to find them by."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text

from digest.store.column_types import Noun, UtcTime
from digest.store.schema.metadata import Words, metadata

ARCHIVE_INDEX = "archive_index"
"""The index of words of `archive_texts`. Each database keeps it by triggers, in its own kind of
table, so it is no table of this metadata. The tables of SQLite's index begin with this name."""

story_threads = Table(
    "story_threads",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", Text, primary_key=True),
    Column("newsletter_id", Text, nullable=False),
    Column("thread_id", Text, nullable=False),
    Column("published", UtcTime, nullable=False),
    Column("position", Integer, nullable=False),
    Column("headline", Text, nullable=False),
    Column("article_ids", Noun(Words), nullable=False),
    Column("article_urls", Noun(Words), nullable=False),
    Column("facts", Noun(Words), nullable=False),
    Column("terms", Noun(dict[str, float]), nullable=False),
    Index("ix_story_threads_newsletter_published", "newsletter_id", "published"),
    Index("ix_story_threads_thread", "thread_id"),
)

# the topics of each story that went out, for feeds by topic
story_topics = Table(
    "story_topics",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", Text, primary_key=True),
    Column("topic_id", Text, primary_key=True),
    Index("ix_story_topics_topic", "topic_id", "issue_id"),
)

# the words of the issues in the archive, by which they are found: `title`, `notes` and `body` are
# folded words, and `told` has the lines of `body` as readers know them. `number` is made of the id:
# a backup brings the same numbers into another database
archive_texts = Table(
    "archive_texts",
    metadata,
    Column(
        "number",
        Integer().with_variant(BigInteger(), "postgresql"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("newsletter_id", Text, nullable=False),
    Column("slot", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("told", Text, nullable=False),
)
