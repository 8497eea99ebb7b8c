"""Send: hand an approved issue over to every reader who does not have it yet."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from digest.deliver import CompiledMessage, SendReport, mx_hosts, send_issue
from digest.errors import DeliverError, PreflightError, StoreError, UseError
from digest.logs import get_logger
from digest.models import (
    Audit,
    DeliveryState,
    Issue,
    IssueState,
    IssueSummary,
    MailKind,
    Outcome,
)
from digest.usecases.change_issue import SENDABLE
from digest.usecases.check import CheckedIssue, check_issue, must_pass
from digest.usecases.messages_for_rows import messages_for_rows, recheck_of
from digest.usecases.newsroom import Newsroom, issue_of
from digest.usecases.stored_rendering import current_issue
from digest.usecases.take_in_bounces import count_refusals
from digest.usecases.wave_balances import coming_waves

RECENT_ISSUES = 100
"""Issues that are looked through for unfinished ones, newest first."""

RECENT_REFUSALS = 10_000
"""Refusals that one run counts against addresses; the rest is counted when the issue is finished.

The cap bounds memory: 10,000 outcomes take about 5 MB.
"""

WATCH_S = 0.25
"""Seconds between two looks at the state of the issue, which a person may pause meanwhile."""

OPEN_STATES = (
    DeliveryState.QUEUED,
    DeliveryState.LEASED,
    DeliveryState.HANDING,
    DeliveryState.DEFERRED,
)
"""An issue is finished when no row is in one of these states."""

log = get_logger("send")


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSummary:
    """The state of an issue after a run of the sender.

    `finished` is True when no row waits, but for its wave. `uncertain` names the readers whose
    message may or may not have arrived: the line broke between the final dot and its answer.
    `later` readers get the issue in a wave that is still to come, the first at `next_wave`.
    """

    issue_id: str
    audit: Audit
    alarms: tuple[str, ...] = ()
    finished: bool = True
    uncertain: tuple[str, ...] = ()
    later: int = 0
    next_wave: datetime | None = None

    @property
    def is_complete(self) -> bool:
        """True when no row waits for a later run or for a person; a wave comes by itself."""
        return self.finished and not self.uncertain


def send_approved(
    newsroom: Newsroom,
    issue_id: str,
    *,
    checked: CheckedIssue | None = None,
    stop: threading.Event | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> SendSummary:
    """Hand an approved issue to every reader who does not have it.

    A second run goes on exactly where the first one stopped. `checked` is the issue as this
    process checked it just now: its compiled message is used, and preflight is not repeated.
    Raises UseError when the issue is not approved, paused, ended or cancelled, and PreflightError
    when preflight finds an error before the first hand-over.
    """
    issue, ledger = issue_of(newsroom, issue_id), newsroom.store.ledger
    # asked first, so that no later step needs to think of drafts
    if issue.approved is None:
        raise UseError(
            "this issue is not approved", subject=issue_id, hint=f"digest issues approve {issue_id}"
        )
    # a run after the end reports and sends no message
    if issue.state is IssueState.SENT:
        return SendSummary(
            issue_id=issue_id,
            audit=ledger.audit(issue_id),
            uncertain=_uncertain(newsroom, issue_id),
        )
    compiled = _compiled(newsroom, issue, checked)
    _start(newsroom, issue)
    run = _Run(newsroom=newsroom, on_progress=on_progress)
    report = run.hand_over(issue, compiled, stop or threading.Event())
    return _finish(newsroom, issue_id, run, report)


LETTERS = (MailKind.CONFIRMATION, MailKind.ACCESS, MailKind.WELCOME, MailKind.REPORT)
"""Mails beside the issues. A reader waits for a confirmation, so they go before issues."""


def resume_sending(
    newsroom: Newsroom,
    *,
    stop: threading.Event | None = None,
    kinds: Sequence[MailKind] = tuple(MailKind),
) -> tuple[SendSummary, ...]:
    """Go on with every issue, or mail of those kinds, that has rows to hand over now.

    An issue that cannot go on does not stop the next one: its summary holds the reason as alarm.
    """
    summaries: list[SendSummary] = []
    for issue in unfinished_issues(newsroom, kinds=kinds):
        summaries.append(_resume(newsroom, issue.id, stop))
    return tuple(summaries)


def unfinished_issues(
    newsroom: Newsroom, *, kinds: Sequence[MailKind] = tuple(MailKind)
) -> Iterator[IssueSummary]:
    """Yield the issues that are being sent and have work left now.

    Work is a row that may go now, or the last step: an issue without waiting rows is not called
    sent yet.
    """
    # only what is on its way: a thousand confirmations of a day must hide no issue
    open_mails = newsroom.store.issues.list(limit=RECENT_ISSUES, kinds=kinds, states=SENDABLE)
    # letters first: a person waits for a confirmation, and a large issue takes an hour
    for issue in sorted(open_mails, key=_is_issue):
        if _has_work(newsroom, issue.id):
            yield issue


def _is_issue(issue: IssueSummary) -> bool:
    return issue.kind is MailKind.ISSUE


def _has_work(newsroom: Newsroom, issue_id: str) -> bool:
    ledger = newsroom.store.ledger
    # no waiting row: the last step is missing
    due = ledger.next_due(issue_id)
    if due is None or due <= newsroom.clock():
        return True
    # rows of a sender that died in a wave must not wait for the next wave
    held = (DeliveryState.LEASED, DeliveryState.HANDING)
    return next(ledger.rows(issue_id, states=held), None) is not None


def _resume(newsroom: Newsroom, issue_id: str, stop: threading.Event | None) -> SendSummary:
    try:
        return send_approved(newsroom, issue_id, stop=stop)
    # expected refusals alone: a lost database ends the whole round
    except (UseError, PreflightError, DeliverError) as error:
        log.error("issue_not_resumed", issue=issue_id, error=str(error), hint=error.hint)
        audit = newsroom.store.ledger.audit(issue_id)
        alarm = f"{error} ({error.hint})"
        return SendSummary(issue_id=issue_id, audit=audit, alarms=(alarm,), finished=False)


def _compiled(
    newsroom: Newsroom, issue: Issue, checked: CheckedIssue | None
) -> CompiledMessage | None:
    """Return the message that preflight passed; None when an earlier run began to send it."""
    # equal hashes: the compiled bytes are those of the frozen issue
    if checked is not None and checked.issue.content_hash == issue.content_hash:
        return checked.compiled
    if issue.state is not IssueState.APPROVED:
        return None
    current = current_issue(newsroom, issue.id)
    if current.changed:
        changed = ", ".join(current.changed)
        newsroom.tell(f"{issue.id} goes out as approved; since then this changed: {changed}")
    passed = check_issue(newsroom, issue.id, current=current)
    must_pass(passed)
    return passed.compiled


def _start(newsroom: Newsroom, issue: Issue) -> None:
    """Set the issue to SENDING, or raise UseError when a person paused or cancelled it."""
    if newsroom.store.issues.set_state(issue.id, IssueState.SENDING, expect=SENDABLE):
        return
    hint = "it was given up for good"
    if issue.state is IssueState.PAUSED:
        hint = f"digest issues resume {issue.id}"
    raise UseError(f"this issue is {issue.state}", subject=issue.id, hint=hint)


def _finish(newsroom: Newsroom, issue_id: str, run: _Run, report: SendReport) -> SendSummary:
    store = newsroom.store
    # before the audit: an address that closes now is not mailed by the next issue
    refusal_alarms = count_refusals(newsroom, run.refused).alarms
    audit = store.ledger.audit(issue_id)
    uncertain = _uncertain(newsroom, issue_id)
    coming = coming_waves(newsroom, issue_id)
    later = sum(balance.by_state.get(DeliveryState.QUEUED, 0) for balance in coming)
    waiting = sum(audit.by_state.get(state, 0) for state in OPEN_STATES)
    finished = waiting == later
    if uncertain and newsroom.config.settings.deliver.uncertain == "resend":
        # the relay was given up before these could go again: the next run sends them
        finished = False
    if finished and not later:
        # again from the ledger: a run that crashed has counted no refusal, and a long one not all
        count_refusals(newsroom, store.ledger.rows(issue_id, states=(DeliveryState.REFUSED,)))
        _call_sent(newsroom, issue_id)
    relay_errors = [f"{error} ({error.hint})" for error in report.relay_errors]
    return SendSummary(
        issue_id=issue_id,
        audit=audit,
        alarms=(*report.alarms, *relay_errors, *refusal_alarms),
        finished=finished,
        uncertain=uncertain,
        later=later,
        next_wave=coming[0].at if later else None,
    )


def _call_sent(newsroom: Newsroom, issue_id: str) -> None:
    """Set the issue to SENT, unless a reader joined it in this very moment."""
    store = newsroom.store
    store.issues.set_state(issue_id, IssueState.SENT, expect=(IssueState.SENDING,))
    # looked at once more behind the change: no late joiner is taken from then on
    if store.ledger.next_due(issue_id) is not None:
        store.issues.set_state(issue_id, IssueState.SENDING, expect=(IssueState.SENT,))


def _uncertain(newsroom: Newsroom, issue_id: str) -> tuple[str, ...]:
    rows = newsroom.store.ledger.rows(issue_id, states=(DeliveryState.UNCERTAIN,))
    subscriber_ids: list[str] = []
    for row in rows:
        subscriber_ids.append(row.subscriber_id)
    return tuple(subscriber_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run of the sender, with the refusals it met."""

    newsroom: Newsroom
    on_progress: Callable[[int], None] | None
    refused: deque[Outcome] = field(default_factory=lambda: deque(maxlen=RECENT_REFUSALS))

    def hand_over(
        self, issue: Issue, compiled: CompiledMessage | None, stop: threading.Event
    ) -> SendReport:
        newsroom = self.newsroom
        with _stop_when_paused(newsroom, issue.id, stop) as halt:
            return send_issue(
                issue.id,
                ledger=newsroom.store.ledger,
                message_for=messages_for_rows(newsroom, issue, compiled),
                settings=newsroom.config.settings.deliver,
                clock=newsroom.clock,
                stop=halt,
                on_outcome=self.note,
                mx_lookup=mx_hosts,
                shared_limits=newsroom.shared_limits,
                recheck=recheck_of(newsroom, issue),
            )

    def note(self, outcome: Outcome) -> None:
        if outcome.state is DeliveryState.REFUSED:
            self.refused.append(outcome)
        if self.on_progress:
            self.on_progress(1)


@contextmanager
def _stop_when_paused(
    newsroom: Newsroom, issue_id: str, stop: threading.Event
) -> Iterator[threading.Event]:
    """Yield an event that is set when the caller stops, or a person pauses or cancels the issue."""
    halt, ended = threading.Event(), threading.Event()
    if stop.is_set():
        # the watcher looks a moment later, in which hundreds of messages could leave
        halt.set()

    def watch() -> None:
        # `ended` is an event, so the end of a send waits for no nap of the watcher
        while not ended.wait(WATCH_S) and not halt.is_set():
            if stop.is_set() or not _may_be_sent(newsroom, issue_id):
                halt.set()

    watcher = threading.Thread(target=watch, name="stop-when-paused", daemon=True)
    watcher.start()
    try:
        yield halt
    finally:
        # in this order: a watcher that is joined first would never end
        ended.set()
        watcher.join()


def _may_be_sent(newsroom: Newsroom, issue_id: str) -> bool:
    try:
        return newsroom.store.issues.state(issue_id) in SENDABLE
    except StoreError:
        # the database is away: the sender waits for it
        return True
