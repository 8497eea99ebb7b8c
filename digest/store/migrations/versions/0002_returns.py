"""Returned mail: bounces, complaints and refusals, by reader and issue."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    reader = sa.ForeignKey("subscribers.id", ondelete="CASCADE")
    op.create_table(
        "returns",
        sa.Column("subscriber_id", sa.Text, reader, primary_key=True),
        sa.Column("issue_id", sa.Text, sa.ForeignKey("issues.id"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply_code", sa.Integer, nullable=False),
        sa.Column("reply_enhanced", sa.Text, nullable=False),
        sa.Column("reply_text", sa.Text, nullable=False),
    )
