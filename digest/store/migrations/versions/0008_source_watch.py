"""The watch of cited pages: pages, notices of their changes, and corrections of issues."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watched_pages",
        sa.Column("article_id", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("issues", sa.Text, nullable=False),
        sa.Column("cited", sa.Text, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("longest_chars", sa.Integer, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("body_hash", sa.Text, nullable=False),
        sa.Column("next_read", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_read", sa.DateTime(timezone=True)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("missing", sa.Integer, nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
    )
    op.create_index("ix_watched_pages_next_read", "watched_pages", ["next_read"])
    op.create_table(
        "source_notices",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "issue_id", sa.Text, sa.ForeignKey("issues.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("cited", sa.Text, nullable=False),
        sa.Column("now", sa.Text, nullable=False),
        sa.Column("raised", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("settled", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("told", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_source_notices_issue", "source_notices", ["issue_id", "article_id"])
    op.create_index("ix_source_notices_state", "source_notices", ["state", "raised"])
    op.create_table(
        "issue_corrections",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "issue_id", sa.Text, sa.ForeignKey("issues.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("newsletter_id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notice_id", sa.Text, nullable=False),
        sa.Column("carried_by", sa.Text, nullable=False),
    )
    op.create_index("ix_issue_corrections_issue", "issue_corrections", ["issue_id"])
    op.create_index(
        "ix_issue_corrections_newsletter", "issue_corrections", ["newsletter_id", "carried_by"]
    )
