"""An index that answers for the audience of an issue without the rows of the readers."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    columns = ["id", "state", "paused_until", "address_hash", "tier"]
    op.create_index("ix_subscribers_audience", "subscribers", columns)
