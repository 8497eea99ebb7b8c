"""A dead man's switch: calls a webhook or a command when an issue is late, and the heartbeat address when all is well.

Nothing here goes through the relay, which may be the very thing that fails.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import partial

import httpx2

from digest.logs import get_logger
from digest.models import Audit, DeliveryState, IssueState, Newsletter
from digest.usecases.draft import issue_id_at
from digest.usecases.newsroom import Newsroom

ENOUGH = 0.99
"""The share of an issue's readers that must be accepted by the deadline."""

AGAIN_AFTER_S = 45.0
"""A call that failed is tried again by the next minute's look."""

CALL_TIMEOUT_S = 10.0
COMMAND_TIMEOUT_S = 30.0

AT_PEACE = (IssueState.HELD, IssueState.CANCELLED)
"""Nobody waits for such an issue: the desk or a person decided so."""

log = get_logger("alarms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One late issue. `cause` is missing, unapproved or undelivered; `sentence` says it to a person."""

    cause: str
    issue: str
    newsletter: str
    due: datetime
    deadline: datetime
    sentence: str
    state: str = ""
    selected: int = 0
    accepted: int = 0
    by_state: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps({"event": "issue_late", **asdict(self)}, default=str, ensure_ascii=False)


def watch_issue(newsroom: Newsroom, newsletter: Newsletter, due: datetime) -> Trouble | None:
    """Look at the issue of a slot whose deadline has passed; when it is late, call out once per issue and cause.

    A call that fails is logged and made again by a later look.
    """
    trouble = trouble_of(newsroom, newsletter, due)
    if trouble:
        for name, tell in _channels(newsroom, trouble).items():
            _once(newsroom, f"alarm:{trouble.cause}:{name}", trouble.issue, tell)
    return trouble


def is_awaited(
    newsroom: Newsroom, newsletter: Newsletter, due: datetime, *, since: datetime
) -> bool:
    """True when somebody waits for the issue of that slot: the newsletter has had one, or the slot came due `since` the
    schedule is led. A newsroom that has just been made is not late."""
    return due >= since or bool(newsroom.store.issues.list(newsletter_id=newsletter.id, limit=1))


def trouble_of(newsroom: Newsroom, newsletter: Newsletter, due: datetime) -> Trouble | None:
    """What is wrong with the issue of that slot, were its deadline now; None when nothing is."""
    issue_id = issue_id_at(newsletter, due)
    issue = newsroom.store.issues.issue(issue_id)
    deadline = due + timedelta(minutes=newsletter.schedule.deadline_min)
    late = partial(Trouble, issue=issue_id, newsletter=newsletter.id, due=due, deadline=deadline)
    if issue is None:
        return late(cause="missing", sentence=f"{issue_id} was never drafted")
    if issue.state in AT_PEACE:
        return None
    if issue.approved is None:
        how = f"digest issues approve {issue_id}"
        return late(
            cause="unapproved", state=issue.state, sentence=f"{issue_id} waits for approval: {how}"
        )
    audit = newsroom.store.ledger.audit(issue_id)
    if has_arrived(audit):
        return None
    accepted = audit.by_state.get(DeliveryState.ACCEPTED, 0)
    return late(
        cause="undelivered",
        state=issue.state,
        sentence=f"{accepted} of {audit.selected} readers have {issue_id}: digest issues audit {issue_id}",
        selected=audit.selected,
        accepted=accepted,
        by_state={state.value: count for state, count in audit.by_state.items()},
    )


def has_arrived(audit: Audit) -> bool:
    """True when the relays accepted it for enough of the readers who still want it."""
    wanted = audit.selected - audit.by_state.get(DeliveryState.SUPPRESSED, 0)
    return audit.by_state.get(DeliveryState.ACCEPTED, 0) >= ENOUGH * wanted


def heartbeat(newsroom: Newsroom) -> None:
    """Call the heartbeat address after a good run; whoever watches it notices when the calls end."""
    if url := newsroom.config.settings.alarms.heartbeat_url:
        try:
            httpx2.get(url, timeout=CALL_TIMEOUT_S).raise_for_status()
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            log.warning(
                "heartbeat_failed", error=repr(error)
            )  # not the address: it is often a secret


def _channels(newsroom: Newsroom, trouble: Trouble) -> dict[str, Callable[[], None]]:
    settings = newsroom.config.settings.alarms
    channels: dict[str, Callable[[], None]] = {"log": partial(_log, trouble)}
    if settings.webhook_url:
        channels["webhook"] = partial(_post, settings.webhook_url, trouble)
    if settings.command:
        channels["command"] = partial(_run, settings.command, trouble)
    return channels


def _once(newsroom: Newsroom, alarm: str, issue_id: str, tell: Callable[[], None]) -> None:
    """Make the call under a slot's claim: one process makes it, and again only when it was not finished."""
    issues, owner = newsroom.store.issues, f"{socket.gethostname()}:{os.getpid()}"
    if not issues.claim_slot(
        alarm, issue_id, owner=owner, now=newsroom.clock(), lease_s=AGAIN_AFTER_S
    ):
        return
    try:
        tell()
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, subprocess.SubprocessError) as error:
        log.error("alarm_failed", alarm=alarm, issue=issue_id, error=repr(error))
        return
    issues.finish_slot(alarm, issue_id, now=newsroom.clock())


def _log(trouble: Trouble) -> None:
    log.error(
        "issue_late",
        **{**asdict(trouble), "due": str(trouble.due), "deadline": str(trouble.deadline)},
    )


def _post(url: str, trouble: Trouble) -> None:
    headers = {"content-type": "application/json"}
    httpx2.post(
        url, content=trouble.as_json().encode(), headers=headers, timeout=CALL_TIMEOUT_S
    ).raise_for_status()


def _run(command: Sequence[str], trouble: Trouble) -> None:
    given = trouble.as_json().encode()
    subprocess.run(  # noqa: S603 - the operator's own command, as a list of words: no shell reads it
        list(command), input=given, timeout=COMMAND_TIMEOUT_S, check=True, capture_output=True
    )
