"""Variants of issues: their mails, the choice of each reader, and the variant of each copy."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    issue = sa.ForeignKey("issues.id", ondelete="CASCADE")
    op.create_table(
        "issue_variants",
        sa.Column("issue_id", sa.Text, issue, primary_key=True),
        sa.Column("variant_id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("preheader", sa.Text, nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("skips", sa.Boolean, nullable=False),
    )
    for table in ("subscriptions", "deliveries"):
        variant = sa.Column("variant", sa.Text, nullable=False, server_default="")
        op.add_column(table, variant)
