"""Indexes by which a million subscribers are listed, searched and counted in a second."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STILL_READ = sa.text("left_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_subscribers_email", "subscribers", ["email", "id"])
    op.create_index("ix_subscribers_state", "subscribers", ["state", "email", "id"])
    op.drop_index("ix_subscriptions_newsletter", "subscriptions")
    op.create_index(
        "ix_subscriptions_current",
        "subscriptions",
        ["newsletter_id", "subscriber_id"],
        sqlite_where=STILL_READ,
        postgresql_where=STILL_READ,
    )
