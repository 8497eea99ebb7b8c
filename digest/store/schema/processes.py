"""Tables of the running newsroom: claims of slots and alarms, processes, and its secrets."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from digest.store.column_types import UtcTime
from digest.store.schema.metadata import metadata

# one row for each run of a newsletter's schedule
slots = Table(
    "slots",
    metadata,
    Column("newsletter_id", Text, primary_key=True),
    Column("slot_key", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("claimed", UtcTime, nullable=False),
    Column("finished", UtcTime),
)

# one row for each alarm about an issue: it is raised once, whichever process sees the trouble
alarms = Table(
    "alarms",
    metadata,
    Column("alarm", Text, primary_key=True),
    Column("issue_id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("claimed", UtcTime, nullable=False),
    Column("finished", UtcTime),
)

# running processes, each with its last heartbeat by the clock of the database
processes = Table(
    "processes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seen", UtcTime, nullable=False),
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("secret", Text, nullable=False),
    Column("created", UtcTime, nullable=False),
)
