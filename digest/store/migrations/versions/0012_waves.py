"""Waves: the hour and zone of each reader, and the wave of each row of the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("subscribers", sa.Column("delivery_hour", sa.Integer))
    zone = sa.Column("timezone", sa.Text, nullable=False, server_default="")
    op.add_column("subscribers", zone)
    op.add_column("deliveries", sa.Column("wave", TIME))
