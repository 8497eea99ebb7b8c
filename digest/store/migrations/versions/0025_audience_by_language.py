"""The index of an audience answers for segments by language and zone as well."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NAME = "ix_subscribers_audience"
COLUMNS = ["id", "state", "paused_until", "address_hash", "tier", "language", "timezone"]


def upgrade() -> None:
    op.drop_index(NAME, "subscribers")
    op.create_index(NAME, "subscribers", COLUMNS)
