"""Totals of readers' opinions, and keyed hashes with the last answers of two weeks."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opinion_totals",
        _issue(),
        sa.Column("story_id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("answer", sa.Text, primary_key=True),
        sa.Column("readers", sa.Integer, nullable=False),
    )
    op.create_table(
        "opinion_answers",
        sa.Column("reader_hash", sa.Text, primary_key=True),
        _issue(),
        sa.Column("story_id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_opinion_answers_at", "opinion_answers", ["at"])


def _issue() -> sa.Column[str]:
    issue = sa.ForeignKey("issues.id", ondelete="CASCADE")
    return sa.Column("issue_id", sa.Text, issue, primary_key=True)
