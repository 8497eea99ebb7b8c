"""The fingerprints of what an issue was rendered from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("issues", sa.Column("made_from", sa.Text, nullable=False, server_default=""))
