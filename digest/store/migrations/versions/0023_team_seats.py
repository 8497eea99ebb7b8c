"""Seats in the teams of members: invited by the owner, and confirmed by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    reader = sa.ForeignKey("subscribers.id", ondelete="CASCADE")
    owner = sa.ForeignKey("subscribers.id", ondelete="CASCADE")
    op.create_table(
        "team_seats",
        sa.Column("owner_id", sa.Text, owner, primary_key=True),
        sa.Column("address_hash", sa.Text, primary_key=True),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("reader_id", sa.Text, reader),
        sa.Column("invited", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_team_seats_reader", "team_seats", ["reader_id"])
    op.create_index("ix_team_seats_address", "team_seats", ["address_hash"])
    team = sa.Column("team", sa.Text, nullable=False, server_default="")
    op.add_column("join_requests", team)
