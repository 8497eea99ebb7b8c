"""What comes back: read bounces, complaints and wishes to leave, find whose they are, and close an address in time."""

from __future__ import annotations

import mailbox
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import islice
from pathlib import Path

from digest.deliver import (
    Bounce,
    BounceKind,
    blames_reader,
    find_message_tokens,
    open_return_channel,
    read_bounces,
)
from digest.errors import DeliverError
from digest.logs import get_logger
from digest.models import Delivery, Outcome, Reply, Return, ReturnKind, SubscriberState
from digest.protocols import IncomingMail, ReturnChannel
from digest.usecases.newsroom import Newsroom, token_key

CHUNK = 1000

RETURN_TIME = timedelta(days=5)
"""As long as mail servers keep trying: only then has an accepted message that did not come back arrived."""

FADED = 10
"""Half-lives after which a soft bounce no longer counts at all."""

log = get_logger("returns")


class Finding(StrEnum):
    """What one finding in one mail turned out to be."""

    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"
    POLICY = "policy"
    LEFT = "left"
    AUTO_REPLY = "auto-reply"
    UNMATCHED = "unmatched"
    """It speaks of a message, but bears no token of ours."""
    UNKNOWN = "unknown"


FOR_A_PERSON = (Finding.UNMATCHED, Finding.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What a round of reading found. `kept` counts mails that wait for a person, `suppressed` addresses closed."""

    mails: int = 0
    findings: Mapping[Finding, int]
    suppressed: int = 0
    kept: int = 0


def take_in(newsroom: Newsroom, inbox: ReturnChannel, *, envelope_to: str = "") -> TakenIn:
    """Read what is unread, act on each mail, and settle it once that is stored: a crash reads it again, and changes
    nothing by that. What is not understood is kept for a person."""
    mails, kept, suppressed, counts = 0, 0, 0, Counter[Finding]()
    for mail in inbox.unread():
        found = [
            _act(newsroom, bounce) for bounce in read_bounces(mail.raw, envelope_to=envelope_to)
        ]
        understood = not any(finding in FOR_A_PERSON for finding, _ in found)
        inbox.settle(mail, understood=understood)
        mails, kept = mails + 1, kept + (not understood)
        counts.update(finding for finding, _ in found)
        suppressed += sum(closed for _, closed in found)
    return TakenIn(mails=mails, findings=counts, suppressed=suppressed, kept=kept)


def read_mailbox(
    newsroom: Newsroom, where: str = "", *, envelope_to: str = "", keep: Path | None = None
) -> TakenIn:
    """`take_in` of that mailbox, or of the configured one. `keep` is a Maildir for what a pipe brings and nobody
    understands. Raises DeliverError when the mailbox cannot be read."""
    settings = newsroom.config.settings.deliver.bounces
    where = where or settings.mailbox
    if not where:
        raise DeliverError(
            "no mailbox is configured",
            hint="name one, or set deliver: bounces: mailbox: in digest.yaml",
        )
    try:
        with open_return_channel(
            where, password=settings.password, ca_file=settings.ca_file
        ) as inbox:
            taken = take_in(
                newsroom, KeptPipe(inbox, keep) if keep else inbox, envelope_to=envelope_to
            )
    except (OSError, mailbox.Error) as error:
        raise DeliverError("the mailbox cannot be read", subject=where, hint=str(error)) from error
    if taken.mails:
        findings = {str(finding): count for finding, count in taken.findings.items()}
        log.info(
            "bounces_read",
            mails=taken.mails,
            suppressed=taken.suppressed,
            kept=taken.kept,
            **findings,
        )
    return taken


def count_refusals(newsroom: Newsroom, told: Iterable[Outcome | Delivery]) -> int:
    """Count refusals of an address while it was handed over like hard bounces; return how many addresses they close.

    May be told the same again. What accuses the sender (x.7.x) never counts.
    """
    now, closed = newsroom.clock(), 0
    blamed = (
        Return(
            issue_id=one.issue_id,
            subscriber_id=one.subscriber_id,
            kind=ReturnKind.HARD,
            at=now,
            reply=one.reply,
        )
        for one in told
        if one.reply and blames_reader(one.reply) and not _accuses_sender(one.reply)
    )
    while chunk := list(islice(blamed, CHUNK)):
        closed += len(newsroom.store.returns.record(chunk))
    return closed


def soft_score(returns: Sequence[Return], *, half_life_s: float, now: datetime) -> float:
    """How many soft bounces these are, each fading by half in every half-life."""
    ages = [(now - one.at).total_seconds() for one in returns if one.kind is ReturnKind.SOFT]
    return float(sum(0.5 ** (max(age, 0.0) / half_life_s) for age in ages))


@dataclass(frozen=True, slots=True)
class KeptPipe:
    """A pipe's mail is nowhere else: what was not understood goes into a Maildir, for a person."""

    pipe: ReturnChannel
    folder: Path

    def unread(self) -> Iterator[IncomingMail]:
        return self.pipe.unread()

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        if not understood:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            mailbox.Maildir(self.folder, create=True).add(mail.raw)


def _act(newsroom: Newsroom, bounce: Bounce) -> tuple[Finding, bool]:
    """Do what one finding asks for; what it is, and whether it closed an address."""
    if bounce.kind is BounceKind.AUTO_REPLY:
        return Finding.AUTO_REPLY, False
    if bounce.kind is BounceKind.UNKNOWN:
        return Finding.UNKNOWN, False
    message = _message_of(newsroom, bounce)
    if message is None:
        return Finding.UNMATCHED, False
    issue_id, subscriber_id = message
    if bounce.kind is BounceKind.LEAVE:
        _leave(newsroom, issue_id, subscriber_id)
        return Finding.LEFT, False
    kind = _kind(bounce)
    returned = Return(
        issue_id=issue_id,
        subscriber_id=subscriber_id,
        kind=kind,
        at=newsroom.clock(),
        reply=bounce.reply,
    )
    closed = bool(newsroom.store.returns.record([returned]))
    if kind is ReturnKind.SOFT:
        closed = _close_when_enough(newsroom, returned)
    return Finding(kind), closed


def _message_of(newsroom: Newsroom, bounce: Bounce) -> tuple[str, str] | None:
    """The (issue, reader) that one of its tokens was sealed for: by the address it came to, else by Message-ID."""
    key = token_key(newsroom).encode()
    for token in dict.fromkeys((*bounce.tokens, *find_message_tokens(bounce.message_id))):
        sent = newsroom.store.returns.issues_of(token.subscriber_id)
        if issue_id := token.issue_among(sent, key=key):
            return issue_id, token.subscriber_id
    return None


def _leave(newsroom: Newsroom, issue_id: str, subscriber_id: str) -> None:
    issue = newsroom.store.issues.issue(issue_id)
    newsletter_id = issue.newsletter_id if issue else None
    newsroom.store.subscribers.leave(
        subscriber_id, newsletter_id=newsletter_id, now=newsroom.clock(), how="mail"
    )


def _kind(bounce: Bounce) -> ReturnKind:
    if bounce.kind is not BounceKind.COMPLAINT and bounce.reply and _accuses_sender(bounce.reply):
        return ReturnKind.POLICY
    return ReturnKind(bounce.kind.value)


def _accuses_sender(reply: Reply) -> bool:
    return bool(re.match(r"[45]\.7\.", reply.enhanced))


def _close_when_enough(newsroom: Newsroom, last: Return) -> bool:
    """Suppress the address when its soft bounces are enough: those since the reader asked, and since a message
    arrived."""
    settings, store, now = (
        newsroom.config.settings.deliver.bounces,
        newsroom.store,
        newsroom.clock(),
    )
    reader = store.subscribers.get(last.subscriber_id)
    if reader is None or reader.state is SubscriberState.SUPPRESSED:
        return False
    asked = reader.consent.at if reader.consent else datetime.min.replace(tzinfo=UTC)
    start = max(asked, now - timedelta(seconds=FADED * settings.soft_half_life_s))
    arrived = store.returns.arrived(reader.id, since=start, until=now - RETURN_TIME)
    returns = store.returns.of_reader(reader.id, since=arrived or start)
    if soft_score(returns, half_life_s=settings.soft_half_life_s, now=now) < settings.soft_limit:
        return False
    count = sum(one.kind is ReturnKind.SOFT for one in returns)
    store.subscribers.suppress(
        reader.email, reason=f"{count} soft bounces, the last to {last.issue_id}", now=now
    )
    return True
