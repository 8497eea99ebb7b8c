"""Take in bounces: read returned mail, find its message, and close an address in time."""

from __future__ import annotations

import mailbox
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from digest.deliver import (
    Bounce,
    blames_reader,
    find_message_tokens,
    open_return_channel,
    read_bounces,
)
from digest.errors import DeliverError
from digest.logs import get_logger
from digest.models import (
    Delivery,
    LeftBy,
    Outcome,
    Return,
    ReturnKind,
    Subscriber,
    SubscriberState,
)
from digest.protocols import IncomingMail, ReturnChannel
from digest.usecases.audience import take_off
from digest.usecases.newsroom import Newsroom, token_key
from digest.usecases.provider_refusals import spare_refusing_providers

REFUSALS_A_TRANSACTION = 1000

MAILS_A_BATCH = 500
"""Mails that are read before the first is acted on: 64 MB at most."""

RETURN_TIME = timedelta(days=5)
"""Mail servers keep trying for so long. An accepted message that did not come back within this time
has arrived."""

HALF_LIVES_TO_ZERO = 10
"""After so many half-lives a soft bounce counts less than a thousandth and is left out."""

FOR_A_PERSON = (ReturnKind.UNMATCHED, ReturnKind.UNKNOWN)
"""A mail of these kinds stays in sight for a person."""

log = get_logger("bounces")


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceSummary:
    """The result of one round of reading.

    `counts` are by kind; one mail may hold several. `suppressed` counts the addresses closed, and
    `kept` the mails that wait for a person.
    """

    mails: int = 0
    counts: Mapping[ReturnKind, int]
    suppressed: int = 0
    kept: int = 0
    alarms: tuple[str, ...] = ()
    """A sentence for each provider that refused many readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalCount:
    """How many addresses refusals closed, and a sentence for each provider that refused many."""

    closed: int
    alarms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """One bounce of a mail, with the state that it asks to change."""

    mail: IncomingMail
    kind: ReturnKind
    returned: Return | None = None
    leaves: tuple[str, str] | None = None
    """The (issue, subscriber) of a wish to leave."""


def take_in(newsroom: Newsroom, channel: ReturnChannel, *, envelope_to: str = "") -> BounceSummary:
    """Read each unread mail, act on it, and settle it once that is stored.

    A crash in between reads the mail again, which changes no state a second time.
    """
    total = BounceSummary(counts={})
    unread = channel.unread()
    batch = list(islice(unread, MAILS_A_BATCH))
    while batch:
        total = _sum(total, _take_in_batch(newsroom, channel, batch, envelope_to))
        batch = list(islice(unread, MAILS_A_BATCH))
    return total


def _take_in_batch(
    newsroom: Newsroom, channel: ReturnChannel, mails: Sequence[IncomingMail], envelope_to: str
) -> BounceSummary:
    """Take in some mails: all are read before the first is acted on.

    So a provider that refuses many readers is seen before it closes any.
    """
    findings: list[_Finding] = []
    own = _own_addresses(newsroom)
    for mail in mails:
        for bounce in read_bounces(mail.raw, envelope_to=envelope_to, own_addresses=own):
            findings.append(_find(newsroom, mail, bounce))
    summary, not_understood = _act_on(newsroom, findings)
    for mail in mails:
        # settled last: a crash before this reads the mail again
        channel.settle(mail, understood=mail.key not in not_understood)
    return replace(summary, mails=len(mails))


def _own_addresses(newsroom: Newsroom) -> tuple[str, ...]:
    """Return the addresses by which readers know us, and which a server may try to call back."""
    publication = newsroom.config.settings.publication
    return (publication.from_address, publication.reply_to)


def take_in_events(newsroom: Newsroom, bounces: Iterable[Bounce]) -> BounceSummary:
    """Act on the bounces and complaints that a provider posted.

    The same ones may come again: of each message one of each kind counts.
    """
    findings = []
    for number, bounce in enumerate(bounces):
        no_mail = IncomingMail(key=str(number), raw=b"")
        findings.append(_find(newsroom, no_mail, bounce))
    summary, _ = _act_on(newsroom, findings)
    if findings:
        _log(summary)
    return summary


def _act_on(newsroom: Newsroom, findings: Sequence[_Finding]) -> tuple[BounceSummary, set[str]]:
    """Record what was found; return the sums, and the mails that were not understood."""
    returns = [finding.returned for finding in findings if finding.returned is not None]
    judged = spare_refusing_providers(newsroom, returns)
    # judged in the order of `returns`, so the two lists are walked together
    following = iter(judged.returns)
    counts: Counter[ReturnKind] = Counter()
    suppressed = 0
    not_understood: set[str] = set()
    for finding in findings:
        kind = finding.kind
        if finding.returned is not None:
            returned = next(following)
            kind = returned.kind
            suppressed += _record(newsroom, returned)
        elif finding.leaves is not None:
            _leave(newsroom, *finding.leaves)
        counts[kind] += 1
        # one part that is not understood keeps the whole mail in sight
        if kind in FOR_A_PERSON:
            not_understood.add(finding.mail.key)
    summary = BounceSummary(
        counts=counts,
        suppressed=suppressed,
        kept=len(not_understood),
        alarms=judged.alarms,
    )
    return summary, not_understood


def _sum(first: BounceSummary, second: BounceSummary) -> BounceSummary:
    return BounceSummary(
        mails=first.mails + second.mails,
        counts=Counter(first.counts) + Counter(second.counts),
        suppressed=first.suppressed + second.suppressed,
        kept=first.kept + second.kept,
        alarms=(*first.alarms, *second.alarms),
    )


def read_mailbox(
    newsroom: Newsroom, address: str = "", *, envelope_to: str = "", keep: Path | None = None
) -> BounceSummary:
    """Take in the mails of a return channel, or of the configured one.

    `keep` is a Maildir for the mails of a pipe that are not understood. Raises DeliverError when no
    channel is configured, or when it cannot be read.
    """
    settings = newsroom.config.settings.deliver.bounces
    address = address or settings.mailbox
    if not address:
        raise DeliverError(
            "no mailbox is configured",
            hint="name one, or set deliver: bounces: mailbox: in digest.yaml",
        )
    opened = open_return_channel(
        address,
        password=settings.password,
        ca_file=settings.ca_file,
        # keys of the configured channel say nothing of another address
        options=settings.options if address == settings.mailbox else None,
    )
    try:
        with opened as channel:
            if keep is not None:
                channel = KeepingPipe(channel, keep)
            summary = take_in(newsroom, channel, envelope_to=envelope_to)
    except (OSError, mailbox.Error) as error:
        raise DeliverError(
            "the mailbox cannot be read", subject=address, hint=str(error)
        ) from error
    if summary.mails:
        _log(summary)
    return summary


def count_refusals(newsroom: Newsroom, refusals: Iterable[Outcome | Delivery]) -> RefusalCount:
    """Count refusals of an address while it was handed over like hard bounces.

    The same refusals may be given again. A refusal that accuses the sender (x.7.x) never counts,
    and neither do those of a provider that refuses a large part of its readers.
    """
    now = newsroom.clock()
    returns: list[Return] = []
    own = _own_addresses(newsroom)
    for refusal in refusals:
        # a row without a reply was settled by us, so no provider spoke
        if refusal.reply is not None and blames_reader(refusal.reply, own_addresses=own):
            returned = Return(
                issue_id=refusal.issue_id,
                subscriber_id=refusal.subscriber_id,
                kind=ReturnKind.HARD,
                at=now,
                reply=refusal.reply,
            )
            returns.append(returned)
    judged = spare_refusing_providers(newsroom, returns)
    closed = 0
    # short transactions: other writers of the database wait for each
    for start in range(0, len(judged.returns), REFUSALS_A_TRANSACTION):
        batch = judged.returns[start : start + REFUSALS_A_TRANSACTION]
        closed += len(newsroom.store.returns.record(batch))
    return RefusalCount(closed=closed, alarms=judged.alarms)


def soft_score(returns: Sequence[Return], *, half_life_s: float, now: datetime) -> float:
    """Return how many soft bounces these are, each fading by half in every half-life.

    >>> now = datetime(2026, 11, 23, tzinfo=UTC)
    >>> bounce = Return(issue_id="i", subscriber_id="r", kind=ReturnKind.SOFT, at=now)
    >>> soft_score([bounce, bounce], half_life_s=60, now=now + timedelta(seconds=60))
    1.0
    """
    score = 0.0
    for returned in returns:
        if returned.kind is ReturnKind.SOFT:
            # a clock that was set back makes no bounce count more than once
            age_s = max((now - returned.at).total_seconds(), 0.0)
            score += 0.5 ** (age_s / half_life_s)
    return score


@dataclass(frozen=True, slots=True)
class KeepingPipe:
    """A pipe holds the only copy of a mail: the ones not understood are kept in a Maildir."""

    pipe: ReturnChannel
    folder: Path

    def unread(self) -> Iterator[IncomingMail]:
        """Yield the mail of the pipe."""
        return self.pipe.unread()

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        """Keep a mail that was not understood."""
        if not understood:
            # made at the first need: most pipes never carry such a mail
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            mailbox.Maildir(self.folder, create=True).add(mail.raw)


def _log(summary: BounceSummary) -> None:
    counts = {str(kind): count for kind, count in summary.counts.items()}
    log.info(
        "bounces_read",
        mails=summary.mails,
        suppressed=summary.suppressed,
        kept=summary.kept,
        **counts,
    )


def _find(newsroom: Newsroom, mail: IncomingMail, bounce: Bounce) -> _Finding:
    """Return the kind of one bounce, and the return or the leaving that it asks to record."""
    # neither speaks of one message, so no token is looked for
    if bounce.kind in (ReturnKind.AUTO_REPLY, ReturnKind.UNKNOWN):
        return _Finding(mail=mail, kind=bounce.kind)
    message = _message_of(newsroom, bounce)
    if message is None:
        return _Finding(mail=mail, kind=ReturnKind.UNMATCHED)
    if bounce.kind is ReturnKind.LEAVE:
        return _Finding(mail=mail, kind=ReturnKind.LEAVE, leaves=message)
    issue_id, subscriber_id = message
    returned = Return(
        issue_id=issue_id,
        subscriber_id=subscriber_id,
        kind=bounce.recorded_kind,
        at=newsroom.clock(),
        reply=bounce.reply,
    )
    return _Finding(mail=mail, kind=returned.kind, returned=returned)


def _record(newsroom: Newsroom, returned: Return) -> bool:
    """Record one return. Return True when it closed an address."""
    was_closed = bool(newsroom.store.returns.record([returned]))
    if returned.kind is ReturnKind.SOFT:
        return _close_when_enough(newsroom, returned)
    return was_closed


def _message_of(newsroom: Newsroom, bounce: Bounce) -> tuple[str, str] | None:
    """Return the (issue, subscriber) that a token of the bounce was sealed for.

    The address that the mail came to is asked first, then the Message-ID of the returned message.
    """
    key = token_key(newsroom).encode()
    for token in (*bounce.tokens, *find_message_tokens(bounce.message_id)):
        # the token holds a short proof, not the issue: each of the reader's issues is tried
        issue_ids = newsroom.store.returns.issues_of(token.subscriber_id)
        issue_id = token.issue_among(issue_ids, key=key)
        if issue_id:
            return issue_id, token.subscriber_id
    return None


def _leave(newsroom: Newsroom, issue_id: str, subscriber_id: str) -> None:
    issue = newsroom.store.issues.issue(issue_id)
    # an issue that is gone: the reader leaves all, rather than none
    newsletter_id = issue.newsletter_id if issue else None
    take_off(
        newsroom.store,
        newsroom.clock,
        subscriber_id,
        newsletter_id=newsletter_id,
        how=LeftBy.MAIL,
    )


def _close_when_enough(newsroom: Newsroom, last: Return) -> bool:
    """Suppress the address when its soft bounces are enough. Return True when that closed it.

    Those count that came since the reader asked, and since a message of ours arrived.
    """
    settings = newsroom.config.settings.deliver.bounces
    store, now = newsroom.store, newsroom.clock()
    reader = store.subscribers.get(last.subscriber_id)
    # closed or erased already, so there is no more to decide
    if reader is None or reader.state is SubscriberState.SUPPRESSED:
        return False
    oldest = now - timedelta(seconds=HALF_LIVES_TO_ZERO * settings.soft_half_life_s)
    # bounces from before the consent belong to an earlier owner of the address
    start = max(_asked_at(reader), oldest)
    arrived = store.returns.arrived(reader.id, since=start, until=now - RETURN_TIME)
    # a message that arrived proves the address: older bounces count no more
    returns = store.returns.of_reader(reader.id, since=arrived or start)
    if soft_score(returns, half_life_s=settings.soft_half_life_s, now=now) < settings.soft_limit:
        return False
    soft_count = 0
    for returned in returns:
        soft_count += returned.kind is ReturnKind.SOFT
    reason = f"{soft_count} soft bounces, the last to {last.issue_id}"
    store.subscribers.suppress(reader.email, reason=reason, now=now)
    return True


def _asked_at(reader: Subscriber) -> datetime:
    if reader.consent is None:
        return datetime.min.replace(tzinfo=UTC)
    return reader.consent.at
