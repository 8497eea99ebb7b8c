"""Balances of issues whose ledger rows are pruned, and indexes that list issues in a large store."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# short columns alone: SQLite would walk the whole text of a mail to reach the state behind it
LISTED = ["created", "id", "kind", "state", "approved", "selected"]


def upgrade() -> None:
    op.create_table(
        "ledger_balances",
        sa.Column(
            "issue_id",
            sa.Text,
            sa.ForeignKey("issues.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("state", sa.Text, primary_key=True),
        sa.Column("readers", sa.Integer, nullable=False),
    )
    op.drop_index("ix_issues_newsletter_slot", "issues")
    op.drop_index("ix_issues_slot", "issues")
    op.create_index("ix_issues_newsletter_slot", "issues", ["newsletter_id", "slot", *LISTED])
    op.create_index("ix_issues_slot", "issues", ["slot", *LISTED])
