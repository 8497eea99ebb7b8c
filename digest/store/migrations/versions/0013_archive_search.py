"""The words of the archive, with an index that each database keeps by triggers.

`archive_index` is a full-text table of SQLite, and a table of vectors in PostgreSQL.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# the words are folded and cut already: SQLite has only to see the spaces between them. Beginnings
# of two and three letters have an index of their own, for thousands of words share them
SQLITE = (
    """
    CREATE VIRTUAL TABLE archive_index USING fts5(
        title, notes, body, content='archive_texts', content_rowid='number',
        tokenize='unicode61 remove_diacritics 0', prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER archive_texts_added AFTER INSERT ON archive_texts BEGIN
        INSERT INTO archive_index (rowid, title, notes, body)
        VALUES (new.number, new.title, new.notes, new.body);
    END
    """,
    """
    CREATE TRIGGER archive_texts_deleted AFTER DELETE ON archive_texts BEGIN
        INSERT INTO archive_index (archive_index, rowid, title, notes, body)
        VALUES ('delete', old.number, old.title, old.notes, old.body);
    END
    """,
    """
    CREATE TRIGGER archive_texts_changed AFTER UPDATE ON archive_texts BEGIN
        INSERT INTO archive_index (archive_index, rowid, title, notes, body)
        VALUES ('delete', old.number, old.title, old.notes, old.body);
        INSERT INTO archive_index (rowid, title, notes, body)
        VALUES (new.number, new.title, new.notes, new.body);
    END
    """,
)

# 'simple' changes no word
POSTGRESQL = (
    """
    CREATE TABLE archive_index (
        number bigint PRIMARY KEY REFERENCES archive_texts (number) ON DELETE CASCADE,
        words tsvector NOT NULL
    )
    """,
    "CREATE INDEX ix_archive_index_words ON archive_index USING gin (words)",
    """
    CREATE FUNCTION archive_index_write() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO archive_index (number, words) VALUES (
            new.number,
            setweight(to_tsvector('simple', new.title), 'A')
            || setweight(to_tsvector('simple', new.notes), 'B')
            || setweight(to_tsvector('simple', new.body), 'D')
        )
        ON CONFLICT (number) DO UPDATE SET words = excluded.words;
        RETURN new;
    END
    $$
    """,
    """
    CREATE TRIGGER archive_texts_written AFTER INSERT OR UPDATE ON archive_texts
    FOR EACH ROW EXECUTE FUNCTION archive_index_write()
    """,
)


def upgrade() -> None:
    op.create_table(
        "archive_texts",
        sa.Column(
            "number",
            sa.Integer().with_variant(sa.BigInteger(), "postgresql"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column(
            "issue_id",
            sa.Text,
            sa.ForeignKey("issues.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("newsletter_id", sa.Text, nullable=False),
        sa.Column("slot", sa.Date, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
    )
    statements = POSTGRESQL
    if op.get_bind().dialect.name == "sqlite":
        statements = SQLITE
    for statement in statements:
        op.execute(statement)
