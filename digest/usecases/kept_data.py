"""Kept data: each column that holds something of a reader, what it is for, and how long it stays.

The privacy page shows this list, and a test holds it equal to the schema: no column can be added
without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

UNTIL_ERASED = "until you are erased"
IN_ISSUE = "as long as the issue is kept; without your address once you are erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Some columns of one table: what they hold, and for how long."""

    table: str
    columns: tuple[str, ...]
    what: str
    how_long: str


# in the order in which a reader asks: the person, the choices, the mails, the counters
KEPT: tuple[Kept, ...] = (
    Kept(
        table="subscribers",
        columns=("id", "email", "domain", "name", "created"),
        what="Your mail address, the name that you gave, a random number that stands for you, and "
        "the day on which you came.",
        how_long=UNTIL_ERASED,
    ),
    Kept(
        table="subscribers",
        columns=("address_hash",),
        what="A keyed fingerprint of your address, by which we know its spellings again.",
        how_long=UNTIL_ERASED,
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
        what="Your choices: whether you get mail, as a member or not, your language, a pause, "
        "plain text, and the hour and time zone of your mail.",
        how_long=UNTIL_ERASED,
    ),
    Kept(
        table="subscribers",
        columns=("consent_at", "consent_source", "consent_wording"),
        what="When, how and to which sentence you agreed last.",
        how_long=UNTIL_ERASED,
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
        what="The newsletters that you joined and left, when, by which way, and the reason if you "
        "gave one; and the part of a newsletter that you chose.",
        how_long=UNTIL_ERASED,
    ),
    Kept(
        table="reader_attributes",
        columns=("subscriber_id", "name", "value", "folded", "number"),
        what="What the newsroom noted of you to send you what fits, like your trade.",
        how_long=UNTIL_ERASED,
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
        what="Each form of joining: when you asked and confirmed, for which newsletters, the "
        "sentence that you agreed to, the page, and the language.",
        how_long=f"{UNTIL_ERASED}; a form that is not confirmed: {{days}} days",
    ),
    Kept(
        table="team_seats",
        columns=("owner_id", "address_hash", "email", "reader_id", "invited", "confirmed"),
        what="A seat in the team of a member: the address as the member gave it, whose team it is, "
        "when it was given, and when you confirmed it.",
        how_long="until you or the member give it up, or one of you is erased; an invitation that "
        "is not confirmed: {days} days",
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
        what="For each mail to you: whether your mail server took it, its answer, the hour for "
        "which it was meant, and the part of the newsletter that it was.",
        how_long=IN_ISSUE,
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
        what="Mails to you that came back, and complaints.",
        how_long=UNTIL_ERASED,
    ),
    Kept(
        # the one row that outlives a person, because without it a list would bring them back
        table="suppressions",
        columns=("address_hash", "reason", "since"),
        what="A keyed fingerprint of an address that must get no mail, with the reason. It stays "
        "when you are erased, so that no list brings you back. It names no person.",
        how_long="for good, or until you subscribe anew",
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
        what="Where another program of ours is told that you joined, left or could not be reached: "
        "the fact on its way, under the number that stands for you.",
        how_long="until the program has it; 30 days at most where it does not answer",
    ),
    Kept(
        table="opinion_answers",
        columns=("reader_hash", "issue_id", "story_id", "kind", "answer", "at"),
        what="Where you said that you want more or less like a story, or answered a poll: your "
        "last answer under a keyed fingerprint that no page or command resolves. Totals name no "
        "reader, and stay.",
        how_long="two weeks, or until you are erased",
    ),
    Kept(
        # fingerprints of networks, no addresses: a form can be limited without knowing who asks
        table="rate_counters",
        columns=("key", "began", "hits"),
        what="How many forms came from one network and for one address: keyed fingerprints and "
        "numbers.",
        how_long="two days",
    ),
)
"""All that the store keeps of readers, from the person to the counter."""


def kept_columns() -> Iterator[tuple[str, str]]:
    """Yield each (table, column) of the list."""
    for entry in KEPT:
        for column in entry.columns:
            yield entry.table, column
