"""Running processes, alarms in a table of their own, and the kind of each mail."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# the name of an alarm began so while alarms were claimed like slots
ALARM = "alarm:"


def upgrade() -> None:
    op.create_table(
        "processes",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "alarms",
        sa.Column("alarm", sa.Text, primary_key=True),
        sa.Column("issue_id", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("claimed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
    )
    op.execute(
        "INSERT INTO alarms (alarm, issue_id, owner, claimed, finished)"
        f" SELECT substr(newsletter_id, {len(ALARM) + 1}), slot_key, owner, claimed, finished"
        f" FROM slots WHERE newsletter_id LIKE '{ALARM}%'"
    )
    op.execute(f"DELETE FROM slots WHERE newsletter_id LIKE '{ALARM}%'")
    op.add_column(
        "issues", sa.Column("kind", sa.Text, nullable=False, server_default="issue")
    )
