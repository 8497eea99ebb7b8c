"""The topics of each story that an issue told, for feeds by topic."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    issue = sa.ForeignKey("issues.id", ondelete="CASCADE")
    op.create_table(
        "story_topics",
        sa.Column("issue_id", sa.Text, issue, primary_key=True),
        sa.Column("story_id", sa.Text, primary_key=True),
        sa.Column("topic_id", sa.Text, primary_key=True),
    )
    op.create_index("ix_story_topics_topic", "story_topics", ["topic_id", "issue_id"])
