"""Kept data: each column that holds something of a reader, what it is for, and how long it stays.

The privacy page shows this list in the labels of each language, and a test holds it equal to the
schema: no column can be added without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Some columns of one table: the labels that tell their content, and for how long it stays."""

    table: str
    columns: tuple[str, ...]
    what: str
    how_long: str


# in the order in which a reader asks: the person, the choices, the mails, the counters
KEPT: tuple[Kept, ...] = (
    Kept(
        table="subscribers",
        columns=("id", "email", "domain", "name", "created"),
        what="kept_person",
        how_long="kept_until_erased",
    ),
    Kept(
        table="subscribers",
        columns=("address_hash",),
        what="kept_fingerprint",
        how_long="kept_until_erased",
    ),
    Kept(
        table="subscribers",
        columns=(
            "state",
            "tier",
            "language",
            "paused_until",
            "paused_from",
            "text_only",
            "delivery_hour",
            "timezone",
        ),
        what="kept_choices",
        how_long="kept_until_erased",
    ),
    Kept(
        table="subscribers",
        columns=("consent_at", "consent_source", "consent_wording"),
        what="kept_consent",
        how_long="kept_until_erased",
    ),
    Kept(
        table="subscriptions",
        columns=(
            "subscriber_id",
            "newsletter_id",
            "joined",
            "left_at",
            "left_how",
            "left_reason",
            "variant",
        ),
        what="kept_newsletters",
        how_long="kept_until_erased",
    ),
    Kept(
        table="reader_attributes",
        columns=("subscriber_id", "name", "value", "folded", "number"),
        what="kept_noted",
        how_long="kept_until_erased",
    ),
    Kept(
        table="join_requests",
        columns=(
            "subscriber_id",
            "mail_id",
            "newsletters",
            "asked",
            "confirmed",
            "wording",
            "wording_version",
            "page",
            "language",
            "moves",
            "team",
        ),
        what="kept_forms",
        how_long="kept_form",
    ),
    Kept(
        table="team_seats",
        columns=("owner_id", "address_hash", "email", "reader_id", "invited", "confirmed"),
        what="kept_seat",
        how_long="kept_seat_until",
    ),
    Kept(
        # kept as proof that a mail was sent once; it names a number, no person
        table="deliveries",
        columns=(
            "issue_id",
            "subscriber_id",
            "state",
            "due",
            "attempts",
            "domain",
            "relay",
            "reply_code",
            "reply_enhanced",
            "reply_text",
            "queue_id",
            "leased_by",
            "leased_until",
            "updated",
            "wave",
            "variant",
        ),
        what="kept_mails",
        how_long="kept_with_issue",
    ),
    Kept(
        table="returns",
        columns=(
            "subscriber_id",
            "issue_id",
            "kind",
            "at",
            "reply_code",
            "reply_enhanced",
            "reply_text",
        ),
        what="kept_returns",
        how_long="kept_until_erased",
    ),
    Kept(
        # the one row that outlives a person, because without it a list would bring them back
        table="suppressions",
        columns=("address_hash", "reason", "since"),
        what="kept_closed",
        how_long="kept_for_good",
    ),
    Kept(
        table="webhook_messages",
        columns=(
            "id",
            "webhook",
            "kind",
            "at",
            "issue_id",
            "subscriber_id",
            "newsletter_id",
            "how",
            "attempts",
            "due",
            "leased_until",
            "last_error",
            "dead",
        ),
        what="kept_told",
        how_long="kept_until_told",
    ),
    Kept(
        table="opinion_answers",
        columns=("reader_hash", "issue_id", "story_id", "kind", "answer", "at"),
        what="kept_opinions",
        how_long="kept_two_weeks",
    ),
    Kept(
        # fingerprints of networks, no addresses: a form can be limited without knowing who asks
        table="rate_counters",
        columns=("key", "began", "hits"),
        what="kept_counters",
        how_long="kept_two_days",
    ),
)
"""All that the store keeps of readers, from the person to the counter."""


def kept_columns() -> Iterator[tuple[str, str]]:
    """Yield each (table, column) of the list."""
    for entry in KEPT:
        for column in entry.columns:
            yield entry.table, column
