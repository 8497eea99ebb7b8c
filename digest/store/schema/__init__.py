"""The tables, the same on SQLite and PostgreSQL: one file for each family of tables."""

from __future__ import annotations

from digest.store.schema.archive import ARCHIVE_INDEX, archive_texts, story_threads, story_topics
from digest.store.schema.articles import articles, fetch_states, secure_hosts
from digest.store.schema.issues import (
    LISTED,
    hosted_pictures,
    issue_articles,
    issue_images,
    issue_variants,
    issues,
)
from digest.store.schema.ledger import IS_HELD, deliveries, ledger_balances, returns
from digest.store.schema.metadata import metadata
from digest.store.schema.opinions import opinion_answers, opinion_totals
from digest.store.schema.processes import alarms, processes, secrets, slots
from digest.store.schema.programs import api_tokens, post_proofs, webhook_messages, webhooks
from digest.store.schema.readers import (
    STILL_READ,
    join_requests,
    rate_counters,
    reader_attributes,
    subscribers,
    subscriptions,
    suppressions,
    team_seats,
)
from digest.store.schema.source_watch import issue_corrections, source_notices, watched_pages

__all__ = [
    "ARCHIVE_INDEX",
    "HEAD",
    "IS_HELD",
    "LISTED",
    "STILL_READ",
    "alarms",
    "api_tokens",
    "archive_texts",
    "articles",
    "deliveries",
    "fetch_states",
    "hosted_pictures",
    "issue_articles",
    "issue_corrections",
    "issue_images",
    "issue_variants",
    "issues",
    "join_requests",
    "ledger_balances",
    "metadata",
    "opinion_answers",
    "opinion_totals",
    "post_proofs",
    "processes",
    "rate_counters",
    "reader_attributes",
    "returns",
    "secrets",
    "secure_hosts",
    "slots",
    "source_notices",
    "story_threads",
    "story_topics",
    "subscribers",
    "subscriptions",
    "suppressions",
    "team_seats",
    "watched_pages",
    "webhook_messages",
    "webhooks",
]

HEAD = "0026"
"""The newest migration; a test holds it equal to the newest file in migrations/versions."""
