"""The tables, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
    text,
)

from digest.models import (
    Briefing,
    ChangeKind,
    CitedSentence,
    DeliveryState,
    Direction,
    FactKind,
    IssueState,
    MailKind,
    NoticeState,
    Picture,
    ReturnKind,
    Selection,
    SubscriberState,
    Tier,
)
from digest.store.column_types import Member, Noun, PackedNoun, UtcTime

HEAD = "0018"
"""The newest migration; a test holds it equal to the newest file in migrations/versions."""

ARCHIVE_INDEX = "archive_index"
"""The index of words of `archive_texts`. Each database keeps it by triggers, in its own kind of
table, so it is no table of this metadata. The tables of SQLite's index begin with this name."""

Words = tuple[str, ...]

metadata = MetaData()

# literal text: a query uses a partial index only when it repeats the very words of that index
IS_HELD = text("state IN ('leased', 'handing')")
STILL_READ = text("left_at IS NULL")

LISTED = ("created", "id", "kind", "state", "approved", "selected")
"""The short columns of an issue by which lists are sorted and chosen."""

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", UtcTime, nullable=False),
    Column("canonical_url", Text, nullable=False),
    Column("guid", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("authors", Noun(Words), nullable=False),
    Column("categories", Noun(Words), nullable=False),
    Column("language", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("state_run", Boolean, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("weight", Float, nullable=False),
    Column("picture", Noun(Picture)),
    Column("updated", UtcTime),
    Column("collected", UtcTime),
    Column("content_hash", Text, nullable=False),
    # the earlier of published and collected: an article dated in the future is still news today
    Column("dated", UtcTime, nullable=False),
    Index("ix_articles_dated", "dated"),
    Index("ix_articles_canonical_url", "canonical_url"),
    Index("ix_articles_url", "url"),
    Index("ix_articles_source_guid", "source_id", "guid"),
)

fetch_states = Table(
    "fetch_states",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("last_attempt", UtcTime),
    Column("last_success", UtcTime),
    Column("last_new_entry", UtcTime),
    Column("last_status", Integer),
    Column("last_error", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("retry_at", UtcTime),
    Column("rhythm_s", Float),
    Column("last_entries", Integer, nullable=False),
    Column("moved_to", Text, nullable=False),
    Column("pages_left", Text, nullable=False, server_default=""),
)

issues = Table(
    "issues",
    metadata,
    Column("id", Text, primary_key=True),
    Column("newsletter_id", Text, nullable=False),
    Column("newsletter_name", Text, nullable=False),
    Column("slot", Date, nullable=False),
    Column("subject", Text, nullable=False),
    Column("preheader", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("direction", Member(Direction), nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("state", Member(IssueState), nullable=False),
    Column("approved", UtcTime),
    Column("kind", Member(MailKind), nullable=False, server_default=MailKind.ISSUE.value),
    Column("made_from", Text, nullable=False, server_default=""),
    Column("selected", Integer, nullable=False),
    Column("briefing", PackedNoun(Briefing), nullable=False),
    Column("selection", PackedNoun(Selection), nullable=False),
    # lists are read from these alone: the state of a row stands behind the long text of its mail
    Index("ix_issues_newsletter_slot", "newsletter_id", "slot", *LISTED),
    Index("ix_issues_slot", "slot", *LISTED),
)

issue_images = Table(
    "issue_images",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("cid", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# pictures under the public URL. The name is a hash of the content: two issues may share a picture
hosted_pictures = Table(
    "hosted_pictures",
    metadata,
    Column("name", Text, primary_key=True),
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("content_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("ix_hosted_pictures_issue", "issue_id"),
)

# the stored articles that an issue cites; `forget` never deletes one
issue_articles = Table(
    "issue_articles",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("article_id", Text, primary_key=True),
    Index("ix_issue_articles_article", "article_id"),
)

story_threads = Table(
    "story_threads",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", Text, primary_key=True),
    Column("newsletter_id", Text, nullable=False),
    Column("thread_id", Text, nullable=False),
    Column("published", UtcTime, nullable=False),
    Column("position", Integer, nullable=False),
    Column("headline", Text, nullable=False),
    Column("article_ids", Noun(Words), nullable=False),
    Column("article_urls", Noun(Words), nullable=False),
    Column("facts", Noun(Words), nullable=False),
    Column("terms", Noun(dict[str, float]), nullable=False),
    Index("ix_story_threads_newsletter_published", "newsletter_id", "published"),
    Index("ix_story_threads_thread", "thread_id"),
)

# the topics of each story that went out, for feeds by topic
story_topics = Table(
    "story_topics",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", Text, primary_key=True),
    Column("topic_id", Text, primary_key=True),
    Index("ix_story_topics_topic", "topic_id", "issue_id"),
)

# the words of the issues in the archive, by which they are found: `title`, `notes` and `body` are
# folded words, and `told` has the lines of `body` as readers know them. `number` is made of the id:
# a backup brings the same numbers into another database
archive_texts = Table(
    "archive_texts",
    metadata,
    Column(
        "number",
        Integer().with_variant(BigInteger(), "postgresql"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    Column("newsletter_id", Text, nullable=False),
    Column("slot", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("told", Text, nullable=False),
)

# one row for each run of a newsletter's schedule
slots = Table(
    "slots",
    metadata,
    Column("newsletter_id", Text, primary_key=True),
    Column("slot_key", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("claimed", UtcTime, nullable=False),
    Column("finished", UtcTime),
)

# one row for each alarm about an issue: it is raised once, whichever process sees the trouble
alarms = Table(
    "alarms",
    metadata,
    Column("alarm", Text, primary_key=True),
    Column("issue_id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("claimed", UtcTime, nullable=False),
    Column("finished", UtcTime),
)

# running processes, each with its last heartbeat by the clock of the database
processes = Table(
    "processes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seen", UtcTime, nullable=False),
)

# `address_hash` is the keyed hash of the folded address: unique, and the key of the suppressions
subscribers = Table(
    "subscribers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("email", Text, nullable=False),
    Column("address_hash", Text, nullable=False, unique=True),
    Column("domain", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Member(SubscriberState), nullable=False),
    Column("consent_at", UtcTime),
    Column("consent_source", Text, nullable=False),
    Column("consent_wording", Text, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("language", Text, nullable=False),
    Column("tier", Member(Tier), nullable=False, server_default=Tier.FREE.value),
    # no issue goes to the reader before this moment
    Column("paused_until", UtcTime),
    Column("text_only", Boolean, nullable=False, server_default=false()),
    # the hour at which an issue in waves comes, and its zone; without them the newsletter's own
    Column("delivery_hour", Integer),
    Column("timezone", Text, nullable=False, server_default=""),
    # lists are in the order of addresses; the id tells two spellings of one address apart
    Index("ix_subscribers_email", "email", "id"),
    Index("ix_subscribers_state", "state", "email", "id"),
)

# properties of readers that the operator declared; folded texts and numbers are compared
reader_attributes = Table(
    "reader_attributes",
    metadata,
    Column(
        "subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("folded", Text, nullable=False),
    # of numbers, and of days as their number in the calendar
    Column("number", Float),
)

# the row stays when a reader leaves: because of `left_at` no import brings that reader back
subscriptions = Table(
    "subscriptions",
    metadata,
    Column(
        "subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("newsletter_id", Text, primary_key=True),
    Column("joined", UtcTime, nullable=False),
    Column("left_at", UtcTime),
    Column("left_how", Text, nullable=False),
    # in the reader's own words, where the reader gave one
    Column("left_reason", Text, nullable=False, server_default=""),
    # for the readers who joined since a moment
    Index("ix_subscriptions_joined", "newsletter_id", "joined"),
    # for an audience and its number: rows of readers who left are not in it
    Index(
        "ix_subscriptions_current",
        "newsletter_id",
        "subscriber_id",
        sqlite_where=STILL_READ,
        postgresql_where=STILL_READ,
    ),
)

# each wish to join, and when it was confirmed: the record of consent. A confirmation mail names the
# row by its own id and its reader
join_requests = Table(
    "join_requests",
    metadata,
    Column(
        "subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("mail_id", Text, primary_key=True),
    Column("newsletters", Noun(Words), nullable=False),
    Column("asked", UtcTime, nullable=False),
    Column("confirmed", UtcTime),
    Column("wording", Text, nullable=False),
    Column("wording_version", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("language", Text, nullable=False),
    # of a reader who changes the address: the subscriber who moves to it
    Column("moves", Text, nullable=False, server_default=""),
    Index("ix_join_requests_asked", "asked"),
)

# how often something was asked for within a span of time. A key is a keyed hash: it names no person
rate_counters = Table(
    "rate_counters",
    metadata,
    Column("key", Text, primary_key=True),
    Column("began", UtcTime, primary_key=True),
    Column("hits", Integer, nullable=False),
    Index("ix_rate_counters_began", "began"),
)

suppressions = Table(
    "suppressions",
    metadata,
    Column("address_hash", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
)

# the ledger. It has no foreign key to subscribers, because its rows outlive an erased person.
# A waiting row may be claimed from `due` on
deliveries = Table(
    "deliveries",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id"), primary_key=True),
    Column("subscriber_id", Text, primary_key=True),
    Column("state", Member(DeliveryState), nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("domain", Text, nullable=False),
    Column("relay", Text, nullable=False),
    Column("reply_code", Integer),
    Column("reply_enhanced", Text, nullable=False),
    Column("reply_text", Text, nullable=False),
    Column("queue_id", Text, nullable=False),
    Column("leased_by", Text, nullable=False),
    Column("leased_until", UtcTime),
    Column("updated", UtcTime, nullable=False),
    # the moment of the reader's wave; `due` begins there, and a deferral moves `due` alone
    Column("wave", UtcTime),
    # for claim, audit, rows and next_due. It ends in subscriber_id, so that a page of rows is one
    # range of the index
    Index("ix_deliveries_state_due", "issue_id", "state", "due", "subscriber_id"),
    Index("ix_deliveries_leases", "leased_until", sqlite_where=IS_HELD, postgresql_where=IS_HELD),
    sqlite_with_rowid=False,
)

# the balance of an issue whose ledger rows were pruned, by state
ledger_balances = Table(
    "ledger_balances",
    metadata,
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True),
    Column("state", Member(DeliveryState), primary_key=True),
    Column("readers", Integer, nullable=False),
)

# bounces, complaints and refusals of an address. A reply may repeat the address, so a row is
# deleted together with its person
returns = Table(
    "returns",
    metadata,
    Column(
        "subscriber_id", Text, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("issue_id", Text, ForeignKey("issues.id"), primary_key=True),
    Column("kind", Member(ReturnKind), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("reply_code", Integer, nullable=False),
    Column("reply_enhanced", Text, nullable=False),
    Column("reply_text", Text, nullable=False),
)

# pages that issues cited, while they are watched; a row goes with the last of its issues
watched_pages = Table(
    "watched_pages",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("issues", Noun(Words), nullable=False),
    Column("cited", Noun(tuple[CitedSentence, ...]), nullable=False),
    Column("seen", Noun(Words), nullable=False),
    Column("notes", Noun(Words), nullable=False),
    Column("longest_chars", Integer, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("next_read", UtcTime, nullable=False),
    Column("last_read", UtcTime),
    Column("failures", Integer, nullable=False),
    Column("missing", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
    Index("ix_watched_pages_next_read", "next_read"),
)

# changes of cited pages; a settled notice stays as evidence
source_notices = Table(
    "source_notices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), nullable=False),
    Column("article_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("kind", Member(ChangeKind), nullable=False),
    Column("cited", Text, nullable=False),
    Column("now", Text, nullable=False),
    Column("raised", UtcTime, nullable=False),
    Column("state", Member(NoticeState), nullable=False),
    Column("settled", UtcTime),
    Column("reason", Text, nullable=False),
    Column("told", UtcTime),
    Index("ix_source_notices_issue", "issue_id", "article_id"),
    Index("ix_source_notices_state", "state", "raised"),
)

# corrections of issues that went out. The first approved issue that has one at its foot carries it
issue_corrections = Table(
    "issue_corrections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("issue_id", Text, ForeignKey("issues.id", ondelete="CASCADE"), nullable=False),
    Column("newsletter_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("made", UtcTime, nullable=False),
    Column("notice_id", Text, nullable=False),
    Column("carried_by", Text, nullable=False),
    Index("ix_issue_corrections_issue", "issue_id"),
    Index("ix_issue_corrections_newsletter", "newsletter_id", "carried_by"),
)

# rights of other programs; the secret itself is shown once and never stored
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("secret_hash", Text, nullable=False),
    Column("scopes", Noun(Words), nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("revoked", UtcTime),
)

# programs that are told facts; their addresses and secrets stand in YAML and the environment
webhooks = Table(
    "webhooks",
    metadata,
    Column("name", Text, primary_key=True),
    Column("kinds", Noun(Words), nullable=False),
)

# facts on their way to a program: ids only, so that an erased reader leaves no address here
webhook_messages = Table(
    "webhook_messages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("webhook", Text, nullable=False),
    Column("kind", Member(FactKind), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("issue_id", Text, nullable=False),
    Column("subscriber_id", Text, nullable=False),
    Column("newsletter_id", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("leased_until", UtcTime),
    Column("last_error", Text, nullable=False),
    Column("dead", Boolean, nullable=False),
    Index("webhook_messages_due", "webhook", "dead", "due"),
)

# signatures of mail providers that cover no body: each is good for the body of its first post
post_proofs = Table(
    "post_proofs",
    metadata,
    Column("proof", Text, primary_key=True),
    Column("body_hash", Text, nullable=False),
    Column("seen", UtcTime, nullable=False),
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("secret", Text, nullable=False),
    Column("created", UtcTime, nullable=False),
)
