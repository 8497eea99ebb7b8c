"""SQLite keeps the attributes of readers in the order of their key: one search finds a value."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLE = "reader_attributes"
FORMER = "former_reader_attributes"


def upgrade() -> None:
    # PostgreSQL has no such tables, and its rows stay as they are
    if op.get_bind().dialect.name != "sqlite":
        return
    op.rename_table(TABLE, FORMER)
    op.create_table(
        TABLE,
        sa.Column(
            "subscriber_id",
            sa.Text,
            sa.ForeignKey("subscribers.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("number", sa.Float),
        sqlite_with_rowid=False,
    )
    # in the order of the key: a million rows are then written one behind the other
    op.execute(
        f"INSERT INTO {TABLE} SELECT subscriber_id, name, value, folded, number"  # noqa: S608
        f" FROM {FORMER} ORDER BY subscriber_id, name"
    )
    op.drop_table(FORMER)
