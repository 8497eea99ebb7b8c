"""Readers join by themselves: requests with their consent, limits, tiers, pauses and reasons."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("subscribers", sa.Column("tier", sa.Text, nullable=False, server_default="free"))
    op.add_column("subscribers", sa.Column("paused_until", TIME))
    text_only = sa.Column("text_only", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("subscribers", text_only)
    reason = sa.Column("left_reason", sa.Text, nullable=False, server_default="")
    op.add_column("subscriptions", reason)
    subscriber = sa.ForeignKey("subscribers.id", ondelete="CASCADE")
    op.create_table(
        "join_requests",
        sa.Column("subscriber_id", sa.Text, subscriber, primary_key=True),
        sa.Column("mail_id", sa.Text, primary_key=True),
        sa.Column("newsletters", sa.Text, nullable=False),
        sa.Column("asked", TIME, nullable=False),
        sa.Column("confirmed", TIME),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("wording_version", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("moves", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("ix_join_requests_asked", "join_requests", ["asked"])
    op.create_table(
        "rate_counters",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("began", TIME, primary_key=True),
        sa.Column("hits", sa.Integer, nullable=False),
    )
    op.create_index("ix_rate_counters_began", "rate_counters", ["began"])
