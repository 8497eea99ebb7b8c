"""Alarms: a late issue calls out once per cause, and a failed call is made again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from small_issue import NOW as DUE
from small_issue import a_briefing, an_issue

from digest.config import AlarmSettings, Config, Settings
from digest.models import (
    DeliveryState,
    IssueState,
    Newsletter,
    Outcome,
    Publication,
    Schedule,
    Selection,
    Subscriber,
)
from digest.runtime.alarms import heartbeat, is_awaited, watch_issue
from digest.runtime.slots import overdue_slots
from digest.store import open_store
from digest.usecases.newsroom import Newsroom

DAILY = Newsletter(
    id="daily", name="Daily", tagline="", topics=(), schedule=Schedule(at=time(6), deadline_min=120)
)
LATE = DUE + timedelta(hours=2, minutes=1)
ISSUE = "daily@2026-11-23"
READERS = tuple(f"r{number}" for number in range(200))


@dataclass(slots=True)
class TurnedClock:
    """A clock that a test turns."""

    now: datetime = LATE

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def newsroom(tmp_path: Path, sqlite_url: str) -> Iterator[Newsroom]:
    publication = Publication(
        name="Desk", public_url="https://news.example", from_address="desk@news.example"
    )
    config = Config(
        folder=tmp_path, settings=Settings(publication=publication), newsletters=(DAILY,)
    )
    store = open_store(sqlite_url)
    yield Newsroom(config=config, store=store, clock=TurnedClock())
    store.close()


def with_alarms(newsroom: Newsroom, alarms: AlarmSettings) -> Newsroom:
    config = newsroom.config
    return replace(
        newsroom, config=replace(config, settings=replace(config.settings, alarms=alarms))
    )


def draft(newsroom: Newsroom, *, held: bool = False) -> None:
    newsroom.store.issues.save_draft(
        a_briefing(ISSUE), Selection(stories=()), None if held else an_issue(ISSUE)
    )


def approve(newsroom: Newsroom, *, accepted: int) -> None:
    newsroom.store.subscribers.add(Subscriber(id=r, email=f"{r}@mail.example") for r in READERS)
    newsroom.store.issues.approve(ISSUE, subscriber_ids=READERS, now=DUE)
    newsroom.store.issues.set_state(ISSUE, IssueState.SENDING, expect=(IssueState.APPROVED,))
    accept(newsroom, accepted)


def accept(newsroom: Newsroom, count: int) -> None:
    outcomes = [
        Outcome(issue_id=ISSUE, subscriber_id=r, state=DeliveryState.ACCEPTED)
        for r in READERS[:count]
    ]
    newsroom.store.ledger.record(outcomes, now=DUE)


def cause(newsroom: Newsroom) -> str:
    trouble = watch_issue(newsroom, DAILY, DUE)
    return trouble.cause if trouble else ""


def test_a_slot_is_overdue_once_its_deadline_has_passed_and_for_some_hours() -> None:
    assert overdue_slots(DAILY, now=DUE + timedelta(minutes=119)) == ()
    assert [due.utc for due in overdue_slots(DAILY, now=LATE)] == [DUE]
    assert overdue_slots(DAILY, now=LATE + timedelta(hours=7)) == ()


def test_an_issue_is_late_without_draft_approval_or_arrival(newsroom: Newsroom) -> None:
    assert cause(newsroom) == "missing"
    draft(newsroom, held=True)
    assert cause(newsroom) == ""
    draft(newsroom)
    assert cause(newsroom) == "unapproved"
    approve(newsroom, accepted=197)
    assert cause(newsroom) == "undelivered"
    accept(newsroom, 198)
    assert cause(newsroom) == ""


def test_an_issue_from_before_the_newsroom_was_made_is_not_awaited(newsroom: Newsroom) -> None:
    assert not is_awaited(newsroom, DAILY, DUE, since=LATE)
    assert is_awaited(newsroom, DAILY, DUE, since=DUE)
    draft(newsroom)
    assert is_awaited(newsroom, DAILY, DUE + timedelta(days=1), since=LATE + timedelta(days=1))


def test_a_cancelled_issue_raises_no_alarm(newsroom: Newsroom) -> None:
    draft(newsroom)
    approve(newsroom, accepted=0)
    newsroom.store.issues.set_state(ISSUE, IssueState.CANCELLED, expect=(IssueState.SENDING,))
    assert cause(newsroom) == ""


def test_readers_who_left_since_approval_do_not_make_an_issue_late(newsroom: Newsroom) -> None:
    draft(newsroom)
    approve(newsroom, accepted=150)
    gone = [
        Outcome(issue_id=ISSUE, subscriber_id=r, state=DeliveryState.SUPPRESSED)
        for r in READERS[150:]
    ]
    newsroom.store.ledger.record(gone, now=DUE)
    assert cause(newsroom) == ""


def test_the_webhook_is_called_once_for_each_cause(
    newsroom: Newsroom, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/late", method="POST").respond_with_data("ok")
    newsroom = with_alarms(newsroom, AlarmSettings(webhook_url=httpserver.url_for("/late")))
    for minute in range(3):
        newsroom.clock.now = LATE + timedelta(minutes=minute)  # type: ignore[attr-defined]
        watch_issue(newsroom, DAILY, DUE)
    draft(newsroom)
    approve(newsroom, accepted=20)
    for _ in range(2):
        watch_issue(newsroom, DAILY, DUE)
    calls = [json.loads(request.get_data()) for request, _ in httpserver.log]
    assert [call["cause"] for call in calls] == ["missing", "undelivered"]
    assert calls[1]["event"] == "issue_late"
    assert (calls[1]["issue"], calls[1]["selected"], calls[1]["accepted"]) == (ISSUE, 200, 20)
    assert calls[1]["by_state"] == {"accepted": 20, "queued": 180}


def test_a_call_that_fails_is_made_again_a_minute_later_and_no_sooner(
    newsroom: Newsroom, httpserver: HTTPServer
) -> None:
    httpserver.expect_ordered_request("/late").respond_with_data("broken", status=500)
    httpserver.expect_ordered_request("/late").respond_with_data("ok")
    newsroom = with_alarms(newsroom, AlarmSettings(webhook_url=httpserver.url_for("/late")))
    for after_s in (0, 10, 60, 120):
        newsroom.clock.now = LATE + timedelta(seconds=after_s)  # type: ignore[attr-defined]
        watch_issue(newsroom, DAILY, DUE)
    assert [response.status_code for _, response in httpserver.log] == [500, 200]


def test_a_command_gets_the_alarm_on_its_standard_input(newsroom: Newsroom, tmp_path: Path) -> None:
    given = tmp_path / "given"
    script = f"import sys; open({str(given)!r}, 'a').write(sys.stdin.read() + chr(10))"
    newsroom = with_alarms(newsroom, AlarmSettings(command=(sys.executable, "-c", script)))
    watch_issue(newsroom, DAILY, DUE)
    watch_issue(newsroom, DAILY, DUE)
    (line,) = given.read_text().splitlines()
    assert json.loads(line)["sentence"] == f"{ISSUE} was never drafted: digest run daily"


def test_a_command_that_is_not_there_breaks_nothing(newsroom: Newsroom) -> None:
    newsroom = with_alarms(newsroom, AlarmSettings(command=("/nowhere/at-all",)))
    assert watch_issue(newsroom, DAILY, DUE)


def test_the_heartbeat_is_a_get_and_its_failure_is_only_logged(
    newsroom: Newsroom, httpserver: HTTPServer
) -> None:
    heartbeat(newsroom)
    httpserver.expect_ordered_request("/beat", method="GET").respond_with_data("ok")
    httpserver.expect_ordered_request("/beat", method="GET").respond_with_data("no", status=503)
    alive = with_alarms(newsroom, AlarmSettings(heartbeat_url=httpserver.url_for("/beat")))
    heartbeat(alive)
    heartbeat(alive)
    heartbeat(with_alarms(newsroom, AlarmSettings(heartbeat_url="http://127.0.0.1:9/nobody")))
    assert [response.status_code for _, response in httpserver.log] == [200, 503]
