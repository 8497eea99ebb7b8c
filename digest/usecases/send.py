"""Sending, on top of the ledger: hand an approved issue over, try it, write it dry, pause, resume and cancel it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from digest.deliver import (
    MaildirTransport,
    SmtpTransport,
    UnusableAddress,
    mx_hosts,
    send_issue,
    send_outright,
)
from digest.errors import DeliverError, PreflightError, StoreError, UseError
from digest.logs import get_logger
from digest.models import (
    Audit,
    Delivery,
    DeliveryState,
    Issue,
    IssueState,
    Message,
    Outcome,
    Reply,
    Subscriber,
    SubscriberState,
)
from digest.usecases.approve import must_pass
from digest.usecases.message_for_reader import SAMPLE_READER, filler, message_to
from digest.usecases.newsroom import Newsroom, issue_of
from digest.usecases.take_in_bounces import count_refusals

SENDABLE = (IssueState.APPROVED, IssueState.SENDING)
BATCH = 500
RECENT_ISSUES = 100
RECENT_REFUSALS = 10_000
"""So many of a run are counted at its end, all others when the issue is finished."""

WATCH_S = 0.25
OPEN_STATES = (
    DeliveryState.QUEUED,
    DeliveryState.LEASED,
    DeliveryState.HANDING,
    DeliveryState.DEFERRED,
)

log = get_logger("dispatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSummary:
    """What is known of an issue after a run of the sender. `finished`: no row waits any more."""

    issue_id: str
    audit: Audit
    alarms: tuple[str, ...] = ()
    finished: bool = True


def send_approved(
    newsroom: Newsroom,
    issue_id: str,
    *,
    stop: threading.Event | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> SendSummary:
    """Hand an approved issue to every reader who does not have it; run again, it goes on exactly where it was."""
    issue, store = issue_of(newsroom, issue_id), newsroom.store
    if issue.approved is None:
        raise UseError(
            "this issue is not approved", subject=issue_id, hint=f"digest issues approve {issue_id}"
        )
    if issue.state is IssueState.APPROVED:
        must_pass(newsroom, issue_id)
    if issue.state is IssueState.SENT:
        return SendSummary(issue_id=issue_id, audit=store.ledger.audit(issue_id))
    if not store.issues.set_state(issue_id, IssueState.SENDING, expect=SENDABLE):
        hint = (
            f"digest issues resume {issue_id}"
            if issue.state is IssueState.PAUSED
            else "it was given up for good"
        )
        raise UseError(f"this issue is {issue.state}", subject=issue_id, hint=hint)
    refused = deque[Outcome](maxlen=RECENT_REFUSALS)

    def keep_books(outcome: Outcome) -> None:
        if outcome.state is DeliveryState.REFUSED:
            refused.append(outcome)
        if on_progress:
            on_progress(1)

    with _halting(newsroom, issue_id, stop or threading.Event()) as halt:
        report = send_issue(
            issue_id,
            ledger=store.ledger,
            message_for=_messages(newsroom, issue),
            settings=newsroom.config.settings.deliver,
            clock=newsroom.clock,
            stop=halt,
            on_outcome=keep_books,
            mx_lookup=mx_hosts,
            traffic=newsroom.traffic,
        )
    count_refusals(newsroom, refused)
    audit = store.ledger.audit(issue_id)
    finished = not any(audit.by_state.get(state) for state in OPEN_STATES)
    if finished:
        # once more from the ledger: a run that crashed has counted nothing, and a long one not all
        count_refusals(newsroom, store.ledger.rows(issue_id, states=(DeliveryState.REFUSED,)))
        store.issues.set_state(issue_id, IssueState.SENT, expect=(IssueState.SENDING,))
    troubles = (*report.alarms, *(f"{error} ({error.hint})" for error in report.relay_errors))
    return SendSummary(issue_id=issue_id, audit=audit, alarms=troubles, finished=finished)


def send_test(newsroom: Newsroom, issue_id: str, address: str) -> str:
    """Send one copy of a draft or issue to one address, outside the ledger; return the relay's reply."""
    issue, settings = issue_of(newsroom, issue_id), newsroom.config.settings.deliver
    if not settings.relays:
        raise DeliverError(
            "no relay is configured", hint="add one under deliver: relays: in digest.yaml"
        )
    message = message_to(newsroom, issue, replace(SAMPLE_READER, email=address, name=""))
    (outcome,) = send_outright([message], SmtpTransport(settings.relays[0]))
    reply = f"{outcome.reply.code} {outcome.reply.text}" if outcome.reply else "no reply"
    if outcome.state is not DeliveryState.ACCEPTED:
        raise DeliverError(f"the relay did not accept it ({outcome.state})", subject=reply)
    return f"accepted: {reply}"


def send_dry(newsroom: Newsroom, issue_id: str, folder: Path) -> int:
    """Write the message of every reader into a Maildir; the ledger stays as it is. Return how many."""
    issue, subscribers = issue_of(newsroom, issue_id), newsroom.store.subscribers
    fill, transport, count = filler(newsroom, issue), MaildirTransport(folder), 0
    ids = subscribers.audience(issue.newsletter_id)
    while batch := tuple(islice(ids, BATCH)):
        messages = [fill(reader) for reader in subscribers.by_ids(batch).values()]
        count += len(send_outright(messages, transport))
    return count


def resume_sending(
    newsroom: Newsroom, *, stop: threading.Event | None = None
) -> tuple[SendSummary, ...]:
    """Go on with every issue that is being sent and has rows that may go now; one that may not go stops no other."""
    return tuple([_resumed(newsroom, issue.id, stop) for issue in unfinished_issues(newsroom)])


def _resumed(newsroom: Newsroom, issue_id: str, stop: threading.Event | None) -> SendSummary:
    try:
        return send_approved(newsroom, issue_id, stop=stop)
    except (UseError, PreflightError, DeliverError) as error:
        log.error("issue_not_resumed", issue=issue_id, error=str(error), hint=error.hint)
        audit = newsroom.store.ledger.audit(issue_id)
        return SendSummary(
            issue_id=issue_id, audit=audit, alarms=(f"{error} ({error.hint})",), finished=False
        )


def unfinished_issues(newsroom: Newsroom) -> Iterator[Issue]:
    """Issues that are being sent and have rows that may go now, or none that wait and are not called sent yet."""
    ledger, now = newsroom.store.ledger, newsroom.clock()
    for issue in newsroom.store.issues.list(limit=RECENT_ISSUES):
        if issue.state in SENDABLE:
            due = ledger.next_due(issue.id)
            if (
                due is None
                or due <= now
                or ledger.audit(issue.id).by_state.get(DeliveryState.QUEUED)
            ):
                yield issue


def pause_issue(newsroom: Newsroom, issue_id: str) -> None:
    """Stop handing over; rows keep their state."""
    _turn(newsroom, issue_id, "paused", IssueState.PAUSED, SENDABLE)


def resume_issue(newsroom: Newsroom, issue_id: str) -> None:
    """Let a paused issue go on with the next send."""
    _turn(newsroom, issue_id, "resumed", IssueState.SENDING, (IssueState.PAUSED,))


def cancel_issue(newsroom: Newsroom, issue_id: str) -> None:
    """Give the issue up: nothing more is handed over."""
    _turn(newsroom, issue_id, "cancelled", IssueState.CANCELLED, (*SENDABLE, IssueState.PAUSED))


def retry_rows(newsroom: Newsroom, issue_id: str, states: Sequence[DeliveryState]) -> int:
    """Queue rows of those states again, by an operator's word; return how many."""
    issue = issue_of(newsroom, issue_id)
    if issue.state is IssueState.CANCELLED:
        raise UseError("this issue is cancelled", subject=issue_id, hint="it was given up for good")
    if DeliveryState.ACCEPTED in states:
        hint = "refused, uncertain, deferred and suppressed ones may be tried again"
        raise UseError("what was accepted is never sent again", subject=issue_id, hint=hint)
    count = newsroom.store.ledger.retry(issue_id, states, now=newsroom.clock())
    newsroom.store.issues.set_state(issue_id, IssueState.SENDING, expect=(IssueState.SENT,))
    return count


def _turn(
    newsroom: Newsroom, issue_id: str, word: str, state: IssueState, expect: Sequence[IssueState]
) -> None:
    issue = issue_of(newsroom, issue_id)
    if not newsroom.store.issues.set_state(issue_id, state, expect=expect):
        hint = f"only one that is {' or '.join(expect)} can"
        raise UseError(
            f"this issue is {issue.state} and cannot be {word}", subject=issue_id, hint=hint
        )


@contextmanager
def _halting(newsroom: Newsroom, issue_id: str, stop: threading.Event) -> Iterator[threading.Event]:
    """An event that is set when the caller stops, or when someone pauses or cancels the issue meanwhile."""
    halt, ended = threading.Event(), threading.Event()

    def watch() -> None:
        while not ended.wait(WATCH_S) and not halt.is_set():
            if stop.is_set() or not _may_be_sent(newsroom, issue_id):
                halt.set()

    watcher = threading.Thread(target=watch, name="halting", daemon=True)
    watcher.start()
    try:
        yield halt
    finally:
        ended.set()
        watcher.join()


def _may_be_sent(newsroom: Newsroom, issue_id: str) -> bool:
    try:
        return newsroom.store.issues.state(issue_id) in SENDABLE
    except StoreError:
        return True  # the database is away: the sender waits for it


def _messages(
    newsroom: Newsroom, issue: Issue
) -> Callable[[Sequence[Delivery]], Iterator[Message | Outcome]]:
    """Turn claimed rows into messages; who left, was erased or is suppressed since approval gets an Outcome instead."""
    fill, subscribers = filler(newsroom, issue), newsroom.store.subscribers

    def message_or_outcome(row: Delivery, reader: Subscriber | None) -> Message | Outcome:
        def instead(state: DeliveryState, why: str) -> Outcome:
            reply = Reply(code=0, text=why)
            return Outcome(
                issue_id=issue.id, subscriber_id=row.subscriber_id, state=state, reply=reply
            )

        if reader is None:
            return instead(DeliveryState.SUPPRESSED, "erased since approval")
        if reader.state is SubscriberState.SUPPRESSED:
            return instead(DeliveryState.SUPPRESSED, "suppressed since approval")
        if (
            reader.state is not SubscriberState.ACTIVE
            or issue.newsletter_id not in reader.newsletters
        ):
            return instead(DeliveryState.SUPPRESSED, "left since approval")
        try:
            return fill(reader)
        except UnusableAddress as error:
            return instead(DeliveryState.REFUSED, str(error))

    def messages(rows: Sequence[Delivery]) -> Iterator[Message | Outcome]:
        ids = [row.subscriber_id for row in rows]
        readers = subscribers.for_hand_over(ids, newsletter_id=issue.newsletter_id)
        return (message_or_outcome(row, readers.get(row.subscriber_id)) for row in rows)

    return messages
