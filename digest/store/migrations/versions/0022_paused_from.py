"""The day on which a reader's pause began, for a link to what came meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subscribers", sa.Column("paused_from", sa.DateTime(timezone=True)))
