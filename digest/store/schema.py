"""The tables, the same on SQLite and PostgreSQL, and the column types that keep times UTC and nouns whole."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeDecorator

from digest.models import (
    Briefing,
    DeliveryState,
    Direction,
    IssueState,
    Picture,
    ReturnKind,
    Selection,
    SubscriberState,
)
from digest.store.json_codec import from_json, to_json

HEAD = "0004"
"""The newest migration; a test holds it equal to the newest file in migrations/versions."""


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time in and out. A naive one is a mistake, and refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Member(TypeDecorator[Any]):
    """A member of a StrEnum, stored as its word."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind
        self.members = {member.value: member for member in kind}

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        return None if value is None else self.members[value]


class Noun(TypeDecorator[Any]):
    """A noun, or tuple of nouns, as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else to_json(value, self.kind)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        return None if value is None else from_json(value, self.kind)


class PackedNoun(TypeDecorator[Any]):
    """A large noun as compressed JSON: a selection carries whole articles, a quarter of the size is enough."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, _dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(to_json(value, self.kind).encode())

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> Any:
        return None if value is None else from_json(zlib.decompress(value).decode(), self.kind)


Words = tuple[str, ...]

metadata = MetaData()

# as literal text, because a query is answered from a partial index only when it repeats the index's own words
IS_HELD = text("state IN ('leased', 'handing')")

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
    # the earlier of published and collected: a date in the future does not keep an article out of today's issue
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

issues = Table(
    "issues",
    metadata,
    Column("id", Text, primary_key=True),
    Column("newsletter_id", Text, nullable=False),
    Column("newsletter_name", Text, nullable=False),
    Column("slot", Date, nullable=False),
    Column("subject", Text, nullable=False),
    Column("preheader", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("direction", Member(Direction), nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("state", Member(IssueState), nullable=False),
    Column("approved", UtcTime),
    Column("selected", Integer, nullable=False),
    Column("briefing", PackedNoun(Briefing), nullable=False),
    Column("selection", PackedNoun(Selection), nullable=False),
    Index("ix_issues_newsletter_slot", "newsletter_id", "slot"),
    Index("ix_issues_slot", "slot"),
)

issue_images = Table(
    "issue_images",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("cid", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# pictures served under the public URL; the name is a hash of the content, so two issues may show the same one
hosted_pictures = Table(
    "hosted_pictures",
    metadata,
    Column("name", Text, primary_key=True),
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("content_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("ix_hosted_pictures_issue", "issue_id"),
)

# which stored articles an issue stands on: those are never forgotten
issue_articles = Table(
    "issue_articles",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("article_id", Text, primary_key=True),
    Index("ix_issue_articles_article", "article_id"),
)

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

slots = Table(
    "slots",
    metadata,
    Column("newsletter_id", Text, primary_key=True),
    Column("slot_key", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("claimed", UtcTime, nullable=False),
    Column("finished", UtcTime),
)

# `address_hash` is the keyed hash of the folded address: unique, and what the suppression list knows people by
subscribers = Table(
    "subscribers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("email", Text, nullable=False),
    Column("address_hash", Text, nullable=False, unique=True),
    Column("domain", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Member(SubscriberState), nullable=False),
    Column("consent_at", UtcTime),
    Column("consent_source", Text, nullable=False),
    Column("consent_wording", Text, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("language", Text, nullable=False),
)

# a row stays when a reader leaves: `left_at` is what keeps an import from bringing them back
subscriptions = Table(
    "subscriptions",
    metadata,
    Column(
        "subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("newsletter_id", Text, primary_key=True),
    Column("joined", UtcTime, nullable=False),
    Column("left_at", UtcTime),
    Column("left_how", Text, nullable=False),
    Index("ix_subscriptions_newsletter", "newsletter_id", "subscriber_id"),
)

suppressions = Table(
    "suppressions",
    metadata,
    Column("address_hash", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
)

# the ledger. No foreign key to subscribers: rows outlive the person. `due` is when a waiting row may be claimed
deliveries = Table(
    "deliveries",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id"), primary_key=True),
    Column("subscriber_id", Text, primary_key=True),
    Column("state", Member(DeliveryState), nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("domain", Text, nullable=False),
    Column("relay", Text, nullable=False),
    Column("reply_code", Integer),
    Column("reply_enhanced", Text, nullable=False),
    Column("reply_text", Text, nullable=False),
    Column("queue_id", Text, nullable=False),
    Column("leased_by", Text, nullable=False),
    Column("leased_until", UtcTime),
    Column("updated", UtcTime, nullable=False),
    # serves claim, audit, rows and next_due; ends in subscriber_id so that a page of rows is one range of it
    Index("ix_deliveries_state_due", "issue_id", "state", "due", "subscriber_id"),
    Index("ix_deliveries_leases", "leased_until", sqlite_where=IS_HELD, postgresql_where=IS_HELD),
    sqlite_with_rowid=False,
)

# what came back: bounces, complaints, refusals of an address. It goes with the person, whose address a reply may repeat
returns = Table(
    "returns",
    metadata,
    Column(
        "subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("issue_id", Text, ForeignKey("issues.id"), primary_key=True),
    Column("kind", Member(ReturnKind), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("reply_code", Integer, nullable=False),
    Column("reply_enhanced", Text, nullable=False),
    Column("reply_text", Text, nullable=False),
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("secret", Text, nullable=False),
    Column("created", UtcTime, nullable=False),
)
