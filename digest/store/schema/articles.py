"""Tables of what was collected: articles, and the state of each source."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table, Text

from digest.models import Picture
from digest.store.column_types import Noun, UtcTime
from digest.store.schema.metadata import Words, metadata

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", UtcTime, nullable=False),
    Column("canonical_url", Text, nullable=False),
    Column("guid", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("authors", Noun(Words), nullable=False),
    Column("categories", Noun(Words), nullable=False),
    Column("language", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("state_run", Boolean, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("weight", Float, nullable=False),
    Column("picture", Noun(Picture)),
    Column("updated", UtcTime),
    Column("collected", UtcTime),
    Column("content_hash", Text, nullable=False),
    # the earlier of published and collected: an article dated in the future is still news today
    Column("dated", UtcTime, nullable=False),
    Index("ix_articles_dated", "dated"),
    Index("ix_articles_canonical_url", "canonical_url"),
    Index("ix_articles_url", "url"),
    Index("ix_articles_source_guid", "source_id", "guid"),
)

fetch_states = Table(
    "fetch_states",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("last_attempt", UtcTime),
    Column("last_success", UtcTime),
    Column("last_new_entry", UtcTime),
    Column("last_status", Integer),
    Column("last_error", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("retry_at", UtcTime),
    Column("rhythm_s", Float),
    Column("last_entries", Integer, nullable=False),
    Column("moved_to", Text, nullable=False),
    Column("pages_left", Text, nullable=False, server_default=""),
)

# hosts of articles that answer over https, and when each was asked
secure_hosts = Table(
    "secure_hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("answers", Boolean, nullable=False),
    Column("asked", UtcTime, nullable=False),
)
