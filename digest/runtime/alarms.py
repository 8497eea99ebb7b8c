"""A dead man's switch: calls a webhook or a command for a late issue, and a heartbeat address.

Changes of cited pages are called out over the same channels (`source_alarms.py`).

No call goes through the mail relay, which may be the very part that fails.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

import httpx2

from digest.logs import get_logger
from digest.models import Audit, DeliveryState, IssueState, Newsletter
from digest.usecases.editions import edition_at, issue_id_at
from digest.usecases.newsroom import Newsroom
from digest.usecases.wave_balances import waiting_for_waves

ENOUGH = 0.99
"""The share of an issue's readers that must be accepted by the deadline."""

AGAIN_AFTER_S = 45.0
"""A call that failed may be made again after 45 seconds: the next look is a minute later."""

CALL_TIMEOUT_S = 10.0
"""Seconds for one HTTP call: the looks at other newsletters wait for it."""

COMMAND_TIMEOUT_S = 30.0
"""Seconds for the operator's command, after which it is killed."""

NOT_AWAITED = (IssueState.HELD, IssueState.ENDED, IssueState.CANCELLED)
"""Readers do not wait for such an issue: the selection or a person decided so."""

log = get_logger("alarms")


class ToBeTold(Protocol):
    """A trouble that the channels can tell: about one issue, as JSON, and as a line of the log."""

    @property
    def issue(self) -> str:
        """The issue that it is about."""
        ...

    def as_json(self) -> str:
        """Return the object that the webhook and the command are given."""
        ...

    def log(self) -> None:
        """Write the trouble into the log."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LateWave:
    """A wave whose deadline passed before enough of its readers had the issue."""

    at: datetime
    readers: int
    accepted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One late issue. `cause` is missing, unapproved or undelivered; `sentence` is for a person."""

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
    # of an issue in waves: those that are late, the earliest first
    late_waves: tuple[LateWave, ...] = ()

    @property
    def alarm(self) -> str:
        """The name under which it is called out once; a further late wave has one of its own."""
        if self.late_waves:
            return f"{self.cause}@{self.late_waves[-1].at.astimezone(UTC):%Y%m%dT%H%M}"
        return self.cause

    def as_json(self) -> str:
        """Return the object that the webhook and the command are given."""
        return json.dumps({"event": "issue_late", **asdict(self)}, default=str, ensure_ascii=False)

    def log(self) -> None:
        """Write the trouble into the log."""
        fields = asdict(self) | {"due": str(self.due), "deadline": str(self.deadline)}
        log.error("issue_late", **fields)


def watch_issue(newsroom: Newsroom, newsletter: Newsletter, due: datetime) -> Trouble | None:
    """Look at the issue of a slot whose deadline has passed, and call out when it is late.

    Each channel is called once for each issue and cause, and once more for each further wave that
    is late. A call that fails is logged, and a later look makes it again.
    """
    # looking costs two short reads, so it may be done each minute
    trouble = trouble_of(newsroom, newsletter, due)
    if trouble is None:
        return None
    call_out(newsroom, trouble, trouble.alarm)
    return trouble


def call_out(newsroom: Newsroom, trouble: ToBeTold, name: str) -> bool:
    """Tell a trouble over each channel, once; return True when all have heard it.

    `name` is the alarm's own among those about one issue. A call that fails is logged, and may be
    made again.
    """
    all_heard = True
    for channel, call in _channels(newsroom, trouble).items():
        heard = _call_once(newsroom, f"{name}:{channel}", trouble.issue, call)
        all_heard = all_heard and heard
    return all_heard


def is_awaited(
    newsroom: Newsroom, newsletter: Newsletter, due: datetime, *, since: datetime
) -> bool:
    """Return True when readers expect the issue of that slot.

    They do when the newsletter has had an issue, and when the slot came due after `since`, when
    this process took the lead. A newsroom that has just been made is not late.
    """
    # this process led when the slot came due, so a missing issue is its own fault
    if due >= since:
        return True
    return bool(newsroom.store.issues.list(newsletter_id=newsletter.id, limit=1))


def trouble_of(newsroom: Newsroom, newsletter: Newsletter, due: datetime) -> Trouble | None:
    """Return the trouble with the issue of that slot as if its deadline were now, or None."""
    issue_id = issue_id_at(newsletter, due)
    # from the worst to the mildest: never drafted, not approved, not delivered
    state = newsroom.store.issues.state(issue_id)
    deadline = due + timedelta(minutes=newsletter.schedule.deadline_min)
    late = partial(Trouble, issue=issue_id, newsletter=newsletter.id, due=due, deadline=deadline)
    if state is None:
        command = _making(newsletter, due, now=newsroom.clock())
        return late(cause="missing", sentence=f"{issue_id} was never drafted: {command}")
    if state in NOT_AWAITED:
        return None
    if state is IssueState.DRAFT:
        sentence = f"{issue_id} waits for approval: digest issues approve {issue_id}"
        return late(cause="unapproved", state=state, sentence=sentence)
    audit = newsroom.store.ledger.audit(issue_id)
    # a wave is late when its own deadline has passed
    latest = newsroom.clock() - timedelta(minutes=newsletter.schedule.deadline_min)
    if has_arrived(audit, later=waiting_for_waves(newsroom, issue_id, after=latest)):
        return None
    accepted = audit.by_state.get(DeliveryState.ACCEPTED, 0)
    readers = f"{accepted} of {audit.selected} readers"
    waves = _late_waves(newsroom, issue_id, latest)
    return late(
        cause="undelivered",
        state=state,
        sentence=f"{readers} have {issue_id}{_named(waves, newsletter)}: digest issues audit "
        f"{issue_id}",
        selected=audit.selected,
        accepted=accepted,
        by_state={name.value: count for name, count in audit.by_state.items()},
        late_waves=waves,
    )


def _making(newsletter: Newsletter, due: datetime, *, now: datetime) -> str:
    """Return the command that makes the issue of a slot whose hour has passed."""
    if issue_id_at(newsletter, now) == issue_id_at(newsletter, due):
        return f"digest run {newsletter.id}"
    edition = edition_at(newsletter, due)
    # a slot of the same day is named by its hour, one of an earlier day by its moment
    if edition.at is not None and edition.day == edition_at(newsletter, now).day:
        return f"digest run {newsletter.id} --slot {edition.at:%H:%M}"
    return f"digest draft {newsletter.id} --at {due.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def _late_waves(newsroom: Newsroom, issue_id: str, latest: datetime) -> tuple[LateWave, ...]:
    """Return the waves that began by a moment and have not arrived, the earliest first."""
    late = []
    for balance in newsroom.store.waves.balances(issue_id):
        audit = Audit(issue_id=issue_id, selected=balance.readers, by_state=balance.by_state)
        if balance.at <= latest and not has_arrived(audit):
            accepted = balance.by_state.get(DeliveryState.ACCEPTED, 0)
            late.append(LateWave(at=balance.at, readers=balance.readers, accepted=accepted))
    return tuple(late)


def _named(waves: Sequence[LateWave], newsletter: Newsletter) -> str:
    """Name the late waves by their hours in the newsletter's zone, as its calendar does."""
    zone = ZoneInfo(newsletter.timezone)
    names = []
    for wave in waves:
        hour = f"{wave.at.astimezone(zone):%a %H:%M}"
        names.append(f"the wave of {hour} {zone.key} has {wave.accepted} of {wave.readers}")
    if not names:
        return ""
    return f" ({', '.join(names)})"


def has_arrived(audit: Audit, *, later: int = 0) -> bool:
    """Return True when the relays accepted the issue for enough of the readers who still want it.

    `later` readers wait for a wave that is still to come.

    >>> has_arrived(Audit(issue_id="a", selected=2, by_state={DeliveryState.ACCEPTED: 1}))
    False
    """
    # readers who left meanwhile must not hold an issue late for ever
    wanted = audit.selected - audit.by_state.get(DeliveryState.SUPPRESSED, 0) - later
    return audit.by_state.get(DeliveryState.ACCEPTED, 0) >= ENOUGH * wanted


def heartbeat(newsroom: Newsroom) -> None:
    """Call the heartbeat address after a good run. A monitor there notices when the calls end."""
    url = newsroom.config.settings.alarms.heartbeat_url
    if not url:
        return
    try:
        # a monitor that is down costs a log line, never an issue
        _send("GET", url)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        log.warning("heartbeat_failed", error=_reason(error))


def _channels(newsroom: Newsroom, trouble: ToBeTold) -> dict[str, Callable[[], None]]:
    settings = newsroom.config.settings.alarms
    # the log is always called: an operator may have set no other channel
    channels: dict[str, Callable[[], None]] = {"log": trouble.log}
    if settings.webhook_url:
        channels["webhook"] = partial(_post, settings.webhook_url, trouble)
    if settings.command:
        channels["command"] = partial(_run, settings.command, trouble)
    return channels


def _call_once(newsroom: Newsroom, alarm: str, issue_id: str, call: Callable[[], None]) -> bool:
    """Make the call under a claim: one process makes it, and again only when it failed.

    Return False when it failed.
    """
    alarms, owner, now = newsroom.store.alarms, newsroom.store.processes.name, newsroom.clock()
    # claimed before the call: two processes that look at one time call once
    if not alarms.claim(alarm, issue_id, owner=owner, now=now, lease_s=AGAIN_AFTER_S):
        return True
    try:
        call()
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, subprocess.SubprocessError) as error:
        log.error("alarm_failed", alarm=alarm, issue=issue_id, error=_reason(error))
        return False
    # a crash before this line calls a second time, which is better than not at all
    alarms.finish(alarm, issue_id, now=newsroom.clock())
    return True


def _reason(error: Exception) -> str:
    """Say why a call failed, without its address or its words: either may hold a secret."""
    if isinstance(error, httpx2.HTTPStatusError):
        return f"status {error.response.status_code}"
    if isinstance(error, (httpx2.HTTPError, httpx2.InvalidURL)):
        return type(error).__name__
    if isinstance(error, subprocess.CalledProcessError):
        return f"exit status {error.returncode}"
    if isinstance(error, subprocess.TimeoutExpired):
        return f"no end within {error.timeout:.0f} s"
    return str(error)


def _post(url: str, trouble: ToBeTold) -> None:
    body = trouble.as_json().encode()
    _send("POST", url, content=body, headers={"content-type": "application/json"})


def _send(method: str, url: str, **options: object) -> None:
    """Make one HTTP call. Raises httpx2.HTTPError for any answer but a good one."""
    # a proxy that the environment names belongs to other programs, and would see a secret address
    with httpx2.Client(trust_env=False, timeout=CALL_TIMEOUT_S) as client:
        client.request(method, url, **options).raise_for_status()  # type: ignore[arg-type]


def _run(command: Sequence[str], trouble: ToBeTold) -> None:
    subprocess.run(  # noqa: S603 - the operator's own command, as a list of words: no shell reads it
        list(command),
        input=trouble.as_json().encode(),
        timeout=COMMAND_TIMEOUT_S,
        check=True,
        capture_output=True,
    )
