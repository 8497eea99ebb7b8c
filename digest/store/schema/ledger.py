"""Tables of the ledger: one row for each copy of an issue, balances, and returned mail."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from digest.models import DeliveryState, ReturnKind
from digest.store.column_types import Member, UtcTime
from digest.store.schema.metadata import metadata

# literal text: a query uses a partial index only when it repeats the very words of that index
IS_HELD = text("state IN ('leased', 'handing')")

# It has no foreign key to subscribers, because its rows outlive an erased person.
# A waiting row may be claimed from `due` on
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
    # the moment of the reader's wave; `due` begins there, and a deferral moves `due` alone
    Column("wave", UtcTime),
    # the variant of the issue that the reader gets, as chosen at approval; "" is the whole
    Column("variant", Text, nullable=False, server_default=""),
    # for claim, audit, rows and next_due. It ends in subscriber_id, so that a page of rows is one
    # range of the index
    Index("ix_deliveries_state_due", "issue_id", "state", "due", "subscriber_id"),
    # on both databases; `postgresql_where` would load the dialect of PostgreSQL in each command
    Index("ix_deliveries_leases", "leased_until", sqlite_where=IS_HELD),
    sqlite_with_rowid=False,
)

# the balance of an issue whose ledger rows were pruned, by state
ledger_balances = Table(
    "ledger_balances",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("state", Member(DeliveryState), primary_key=True),
    Column("readers", Integer, nullable=False),
)

# bounces, complaints and refusals of an address. A reply may repeat the address, so a row is
# deleted together with its person
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
