"""The weekly report by itself: once to each operator, and once more where the relay refused it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from digest.errors import RelayError
from digest.kernel.cron import WEEKDAYS
from digest.kernel.wall_clock import existing_minute
from digest.logs import get_logger
from digest.models import Issue
from digest.usecases.newsroom import Newsroom
from digest.usecases.operator_report import report_mail
from digest.usecases.send_trial import TrialCopy, send_copies

MADE_UP_WITHIN = timedelta(days=1)
"""A report that is a day late is left to `digest report --mail`."""

SECOND_TRY_AFTER = timedelta(minutes=30)
"""A relay that restarts, or greylists a stranger, takes the mail by then."""

CLAIM, FAILED, AGAIN = "weekly_report", "weekly_report_failed", "weekly_report_again"
"""The first try of a copy, its failure, and the second try: each is taken by one process."""

LEASE_S = 60.0
"""A claim is finished at once, so its lease hardly counts."""

log = get_logger("report")


def send_weekly_report(newsroom: Newsroom) -> int:
    """Mail the report of the week to each operator when its hour has come; return the copies.

    A copy that the relay did not take gets one more try half an hour later. An hour that an outage
    missed is made up within a day.
    """
    wanted, now = newsroom.config.settings.weekly_report, newsroom.clock()
    due = _due(newsroom, now)
    if not due <= now < due + MADE_UP_WITHIN:
        return 0
    mail: Issue | None = None
    sent = 0
    for address in wanted.to:
        if _is_our_turn(newsroom, _key(due, address)):
            # rendered once, and only when a copy goes
            mail = mail or report_mail(newsroom)
            sent += _send(newsroom, mail, address, _key(due, address))
    return sent


def _due(newsroom: Newsroom, now: datetime) -> datetime:
    """Return the latest hour of the report."""
    wanted = newsroom.config.settings.weekly_report
    zone = ZoneInfo(newsroom.config.settings.timezone)
    # the day of the report, or the day after, up to the same hour
    local = now.astimezone(zone)
    behind = timedelta(days=(local.weekday() - WEEKDAYS.index(wanted.day)) % len(WEEKDAYS))
    due = existing_minute(datetime.combine(local.date() - behind, wanted.at), zone)
    return due.astimezone(UTC)


def _key(due: datetime, address: str) -> str:
    """Name a copy by its week and a hash: the table of claims needs no address."""
    return f"{due:%G-W%V} {sha256(address.encode()).hexdigest()[:16]}"


def _is_our_turn(newsroom: Newsroom, key: str) -> bool:
    """Take the first try of a copy, or the second one half an hour after the first failed."""
    if _take(newsroom, CLAIM, key):
        return True
    failed = newsroom.store.alarms.finished_at(FAILED, key)
    if failed is None or newsroom.clock() < failed + SECOND_TRY_AFTER:
        return False
    return _take(newsroom, AGAIN, key)


def _take(newsroom: Newsroom, name: str, key: str) -> bool:
    alarms, owner, now = newsroom.store.alarms, newsroom.store.processes.name, newsroom.clock()
    # for good and before the mail: two copies would be worse than a report by hand
    if not alarms.claim(name, key, owner=owner, now=now, lease_s=LEASE_S):
        return False
    alarms.finish(name, key, now=now)
    return True


def _send(newsroom: Newsroom, mail: Issue, address: str, key: str) -> int:
    """Send one copy; note a failure. Return 1 when the relay took it."""
    try:
        # one by one: an error of one copy says nothing of the others
        (copy,) = send_copies(newsroom, mail, [address])
    except RelayError as error:
        copy = replace(_NO_COPY, address=address, reply=str(error))
    if copy.arrived:
        return 1
    log.error("report_not_sent", reply=copy.reply, goes_again=copy.may_go_again)
    if copy.may_go_again:
        _take(newsroom, FAILED, key)
    return 0


_NO_COPY = TrialCopy(address="", arrived=False, reply="", may_go_again=True)
