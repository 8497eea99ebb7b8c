"""The weekly report goes by itself: once, made up after an outage, and tried once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from sample_morning import NOW, Desk
from test_operator_report import OPERATOR, sent

from digest.config.settings import WeeklyReport
from digest.usecases.weekly_report import send_weekly_report

SECOND = "second@mail.example"
MINUTE = timedelta(minutes=1)
DUE = timedelta(days=1)
"""The issue is Thursday's, 06:00 UTC, and the report is due on Friday at that hour."""


def weekly(desk: Desk, after: timedelta, *to: str) -> int:
    """Ask for the weekly report of Friday, so long after the issue."""
    settings = desk.newsroom.config.settings
    wanted = WeeklyReport(to=to or (OPERATOR,), day="fri", at=time(6))
    config = replace(
        desk.newsroom.config, settings=replace(settings, weekly_report=wanted, timezone="UTC")
    )
    return send_weekly_report(replace(desk.at(NOW + after), config=config))


def arrived(desk: Desk) -> list[str]:
    return [mail.recipient for mail in desk.mailbox.mails if "mail.example" in mail.recipient]


def test_the_report_goes_once_at_its_hour(desk: Desk) -> None:
    sent(desk)
    days = (0, 0.99, 1, 1.01, 1.5, 3)
    assert [weekly(desk, timedelta(days=n)) for n in days] == [0, 0, 1, 0, 0, 0]
    assert arrived(desk) == [OPERATOR]


def test_a_report_that_an_outage_missed_is_made_up_within_a_day(desk: Desk) -> None:
    sent(desk)
    assert not weekly(desk, 2 * DUE)
    assert weekly(desk, 1.9 * DUE)


def test_a_copy_that_the_relay_refused_is_tried_once_more_and_the_other_is_not(
    desk: Desk,
) -> None:
    sent(desk)
    desk.mailbox.refuse = {OPERATOR: "450 4.2.0 Try again later"}
    assert weekly(desk, DUE, OPERATOR, SECOND) == 1
    assert weekly(desk, DUE + 29 * MINUTE, OPERATOR, SECOND) == 0
    desk.mailbox.refuse = {}
    assert weekly(desk, DUE + 31 * MINUTE, OPERATOR, SECOND) == 1
    assert weekly(desk, DUE + 90 * MINUTE, OPERATOR, SECOND) == 0
    assert arrived(desk) == [SECOND, OPERATOR]


def test_there_is_no_third_try(desk: Desk) -> None:
    sent(desk)
    desk.mailbox.refuse = {OPERATOR: "450 4.2.0 Try again later"}
    for minutes in (0, 31, 62):
        assert weekly(desk, DUE + minutes * MINUTE) == 0
    desk.mailbox.refuse = {}
    assert weekly(desk, DUE + 93 * MINUTE) == 0
    assert arrived(desk) == []


def test_a_relay_that_is_down_at_the_hour_gets_the_report_later(desk: Desk) -> None:
    sent(desk)
    settings = desk.newsroom.config.settings
    (relay,) = settings.deliver.relays
    # no server listens there
    gone = replace(settings.deliver, relays=(replace(relay, port=1),))
    config = replace(desk.newsroom.config, settings=replace(settings, deliver=gone))
    down = replace(desk, newsroom=replace(desk.newsroom, config=config))
    assert weekly(down, DUE) == 0
    assert weekly(desk, DUE + 31 * MINUTE) == 1


def test_without_an_address_there_is_no_weekly_report(desk: Desk) -> None:
    assert not send_weekly_report(sent(desk).newsroom)
