"""Hosts of articles that answer over https, so that each is asked once in some weeks."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "secure_hosts",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("answers", sa.Boolean, nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
    )
