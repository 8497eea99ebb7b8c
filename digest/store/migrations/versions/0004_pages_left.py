"""Why pages of a source were left unread."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("fetch_states", sa.Column("pages_left", sa.Text, nullable=False, server_default=""))
