"""Tables of other programs: API tokens, webhooks with their messages, and posts of providers."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from digest.models import FactKind
from digest.store.column_types import Member, Noun, UtcTime
from digest.store.schema.metadata import Words, metadata

# rights of other programs; the secret itself is shown once and never stored
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("secret_hash", Text, nullable=False),
    Column("scopes", Noun(Words), nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("revoked", UtcTime),
)

# programs that are told facts; their addresses and secrets stand in YAML and the environment
webhooks = Table(
    "webhooks",
    metadata,
    Column("name", Text, primary_key=True),
    Column("kinds", Noun(Words), nullable=False),
)

# facts on their way to a program: ids only, so that an erased reader leaves no address here
webhook_messages = Table(
    "webhook_messages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("webhook", Text, nullable=False),
    Column("kind", Member(FactKind), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("issue_id", Text, nullable=False),
    Column("subscriber_id", Text, nullable=False),
    Column("newsletter_id", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("leased_until", UtcTime),
    Column("last_error", Text, nullable=False),
    Column("dead", Boolean, nullable=False),
    Index("webhook_messages_due", "webhook", "dead", "due"),
)

# signatures of mail providers that cover no body: each is good for the body of its first post;
# and for each address the time of the newest tier that a membership system told
post_proofs = Table(
    "post_proofs",
    metadata,
    Column("proof", Text, primary_key=True),
    Column("body_hash", Text, nullable=False),
    Column("seen", UtcTime, nullable=False),
)
