"""Tables of readers: addresses, choices, consent, attributes and suppressed addresses."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text, false, text

from digest.models import SubscriberState, Tier
from digest.store.column_types import Member, Noun, UtcTime
from digest.store.schema.metadata import Words, metadata

# literal text: a query uses a partial index only when it repeats the very words of that index
STILL_READ = text("left_at IS NULL")

# `address_hash` is the keyed hash of the folded address: unique, and the key of the suppressions
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
    Column("tier", Member(Tier), nullable=False, server_default=Tier.FREE.value),
    # no issue goes to the reader before this moment
    Column("paused_until", UtcTime),
    # the moment at which that pause was asked for
    Column("paused_from", UtcTime),
    Column("text_only", Boolean, nullable=False, server_default=false()),
    # the hour at which an issue in waves comes, and its zone; without them the newsletter's own
    Column("delivery_hour", Integer),
    Column("timezone", Text, nullable=False, server_default=""),
    # lists are in the order of addresses; the id tells two spellings of one address apart
    Index("ix_subscribers_email", "email", "id"),
    Index("ix_subscribers_state", "state", "email", "id"),
    # all that the audience of an issue asks of each reader, in the order of the ids: the rows,
    # which stand in the order of joining, are not read
    Index(
        "ix_subscribers_audience",
        "id",
        "state",
        "paused_until",
        "address_hash",
        "tier",
        "language",
        "timezone",
    ),
)

# properties of readers that the operator declared; folded texts and numbers are compared
reader_attributes = Table(
    "reader_attributes",
    metadata,
    Column(
        "subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("folded", Text, nullable=False),
    # of numbers, and of days as their number in the calendar
    Column("number", Float),
    # SQLite keeps the rows in the order of the key: a segment asks for one after the other
    sqlite_with_rowid=False,
)

# the row stays when a reader leaves: because of `left_at` no import brings that reader back
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
    # in the reader's own words, where the reader gave one
    Column("left_reason", Text, nullable=False, server_default=""),
    # the variant of its issues that the reader chose; "" is the whole issue
    Column("variant", Text, nullable=False, server_default=""),
    # for the readers who joined since a moment
    Index("ix_subscriptions_joined", "newsletter_id", "joined"),
    # for an audience and its number: rows of readers who left are not in it, on both databases;
    # `postgresql_where` would load the dialect of PostgreSQL in each command
    Index("ix_subscriptions_current", "newsletter_id", "subscriber_id", sqlite_where=STILL_READ),
)

# each wish to join, and when it was confirmed: the record of consent. A confirmation mail names the
# row by its own id and its reader
join_requests = Table(
    "join_requests",
    metadata,
    Column(
        "subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("mail_id", Text, primary_key=True),
    Column("newsletters", Noun(Words), nullable=False),
    Column("asked", UtcTime, nullable=False),
    Column("confirmed", UtcTime),
    Column("wording", Text, nullable=False),
    Column("wording_version", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("language", Text, nullable=False),
    # of a reader who changes the address: the subscriber who moves to it
    Column("moves", Text, nullable=False, server_default=""),
    # of an invitation: the member who owns the team
    Column("team", Text, nullable=False, server_default=""),
    Index("ix_join_requests_asked", "asked"),
)

# the places in the teams of members. The owner's row names the address alone until it is confirmed
# there, so that the owner does not learn whether it is a reader's
team_seats = Table(
    "team_seats",
    metadata,
    Column("owner_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True),
    Column("address_hash", Text, primary_key=True),
    Column("email", Text, nullable=False),
    Column("reader_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE")),
    Column("invited", UtcTime, nullable=False),
    Column("confirmed", UtcTime),
    Index("ix_team_seats_reader", "reader_id"),
    Index("ix_team_seats_address", "address_hash"),
)

# how often something was asked for within a span of time. A key is a keyed hash: it names no person
rate_counters = Table(
    "rate_counters",
    metadata,
    Column("key", Text, primary_key=True),
    Column("began", UtcTime, primary_key=True),
    Column("hits", Integer, nullable=False),
    Index("ix_rate_counters_began", "began"),
)

suppressions = Table(
    "suppressions",
    metadata,
    Column("address_hash", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
)
