"""The first schema."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def text(name: str, *, primary_key: bool = False, unique: bool | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, primary_key=primary_key, unique=unique)


def moment(name: str, *, nullable: bool = True) -> sa.Column[datetime]:
    return sa.Column(name, TIME, nullable=nullable)


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def issue_key() -> sa.Column[str]:
    return sa.Column("issue_id", sa.Text, sa.ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True)


def upgrade() -> None:
    op.create_table(
        "articles",
        text("id", primary_key=True),
        *map(text, ("url", "title")),
        moment("published", nullable=False),
        *map(text, ("canonical_url", "guid", "lead", "body", "authors", "categories", "language", "publisher")),
        *map(text, ("family", "country", "section")),
        sa.Column("state_run", sa.Boolean, nullable=False),
        text("source_id"),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("picture", sa.Text),
        moment("updated"),
        moment("collected"),
        text("content_hash"),
        moment("dated", nullable=False),
    )
    op.create_index("ix_articles_dated", "articles", ["dated"])
    op.create_index("ix_articles_canonical_url", "articles", ["canonical_url"])
    op.create_index("ix_articles_url", "articles", ["url"])
    op.create_index("ix_articles_source_guid", "articles", ["source_id", "guid"])

    op.create_table(
        "fetch_states",
        text("source_id", primary_key=True),
        *map(text, ("etag", "last_modified", "body_hash")),
        *map(moment, ("last_attempt", "last_success", "last_new_entry")),
        number("last_status", nullable=True),
        text("last_error"),
        number("failures"),
        moment("retry_at"),
        sa.Column("rhythm_s", sa.Float),
        number("last_entries"),
        text("moved_to"),
    )

    op.create_table(
        "issues",
        text("id", primary_key=True),
        *map(text, ("newsletter_id", "newsletter_name")),
        sa.Column("slot", sa.Date, nullable=False),
        *map(text, ("subject", "preheader", "html", "text", "content_hash", "language", "direction")),
        moment("created", nullable=False),
        text("state"),
        moment("approved"),
        number("selected"),
        sa.Column("briefing", sa.LargeBinary, nullable=False),
        sa.Column("selection", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_issues_newsletter_slot", "issues", ["newsletter_id", "slot"])
    op.create_index("ix_issues_slot", "issues", ["slot"])

    op.create_table(
        "issue_images",
        issue_key(),
        sa.Column("position", sa.Integer, primary_key=True),
        *map(text, ("cid", "content_type")),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table("issue_articles", issue_key(), text("article_id", primary_key=True))
    op.create_index("ix_issue_articles_article", "issue_articles", ["article_id"])

    op.create_table(
        "story_threads",
        issue_key(),
        text("story_id", primary_key=True),
        *map(text, ("newsletter_id", "thread_id")),
        moment("published", nullable=False),
        number("position"),
        *map(text, ("headline", "article_ids", "article_urls", "facts", "terms")),
    )
    op.create_index("ix_story_threads_newsletter_published", "story_threads", ["newsletter_id", "published"])
    op.create_index("ix_story_threads_thread", "story_threads", ["thread_id"])

    op.create_table(
        "slots",
        text("newsletter_id", primary_key=True),
        text("slot_key", primary_key=True),
        text("owner"),
        moment("claimed", nullable=False),
        moment("finished"),
    )

    op.create_table(
        "subscribers",
        text("id", primary_key=True),
        text("email"),
        text("address_hash", unique=True),
        *map(text, ("domain", "name", "state")),
        moment("consent_at"),
        *map(text, ("consent_source", "consent_wording")),
        moment("created", nullable=False),
        text("language"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("subscriber_id", sa.Text, sa.ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True),
        text("newsletter_id", primary_key=True),
        moment("joined", nullable=False),
        moment("left_at"),
        text("left_how"),
    )
    op.create_index("ix_subscriptions_newsletter", "subscriptions", ["newsletter_id", "subscriber_id"])
    op.create_table(
        "suppressions",
        text("address_hash", primary_key=True),
        text("reason"),
        moment("since", nullable=False),
    )

    op.create_table(
        "deliveries",
        sa.Column("issue_id", sa.Text, sa.ForeignKey("issues.id"), primary_key=True),
        text("subscriber_id", primary_key=True),
        text("state"),
        moment("due", nullable=False),
        number("attempts"),
        *map(text, ("domain", "relay")),
        number("reply_code", nullable=True),
        *map(text, ("reply_enhanced", "reply_text", "queue_id", "leased_by")),
        moment("leased_until"),
        moment("updated", nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_deliveries_state_due", "deliveries", ["issue_id", "state", "due", "subscriber_id"])
    leased = sa.text("state IN ('leased', 'handing')")
    op.create_index(
        "ix_deliveries_leases", "deliveries", ["leased_until"], sqlite_where=leased, postgresql_where=leased
    )

    op.create_table("secrets", text("name", primary_key=True), text("secret"), moment("created", nullable=False))
