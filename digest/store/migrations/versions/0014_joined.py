"""An index finds the readers who joined a newsletter since a moment."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_subscriptions_joined", "subscriptions", ["newsletter_id", "joined"])
