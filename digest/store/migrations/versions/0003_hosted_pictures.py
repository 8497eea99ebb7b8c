"""Pictures that the public site serves, by the issue that shows them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    issue = sa.ForeignKey("issues.id", ondelete="CASCADE")
    op.create_table(
        "hosted_pictures",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("issue_id", sa.Text, issue, primary_key=True),
        sa.Column("content_type", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_hosted_pictures_issue", "hosted_pictures", ["issue_id"])
