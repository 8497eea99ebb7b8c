"""An alarm reaches each channel with all that a person needs, and no log shows its address."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import httpx2
import pytest
from mailbox_server import free_port
from pytest_httpserver import HTTPServer
from small_issue import NOW as DUE
from small_issue import a_briefing, an_issue
from structlog.testing import capture_logs

from digest.config import AlarmSettings, Config, Settings
from digest.models import (
    Audit,
    DeliveryState,
    IssueState,
    Newsletter,
    Publication,
    Schedule,
    Selection,
)
from digest.runtime.alarms import (
    ENOUGH,
    Trouble,
    _reason,
    has_arrived,
    heartbeat,
    trouble_of,
    watch_issue,
)
from digest.store import open_store
from digest.usecases.newsroom import Newsroom

DAILY = Newsletter(
    id="daily", name="Daily", tagline="", topics=(), schedule=Schedule(at=time(6), deadline_min=120)
)
LATE = DUE + timedelta(hours=2, minutes=1)
ISSUE = "daily@2026-11-23"


@pytest.fixture
def newsroom(tmp_path: Path, migrated_file: Path) -> Iterator[Newsroom]:
    shutil.copy(migrated_file, tmp_path / "news.db")
    publication = Publication(
        name="Desk", public_url="https://news.example", from_address="desk@news.example"
    )
    config = Config(
        folder=tmp_path, settings=Settings(publication=publication), newsletters=(DAILY,)
    )
    store = open_store(f"sqlite:///{tmp_path}/news.db")
    yield Newsroom(config=config, store=store, clock=lambda: LATE)
    store.close()


def with_alarms(newsroom: Newsroom, **keys: object) -> Newsroom:
    settings = replace(newsroom.config.settings, alarms=AlarmSettings(**keys))  # type: ignore[arg-type]
    return replace(newsroom, config=replace(newsroom.config, settings=settings))


def writes(file: Path) -> tuple[str, ...]:
    """A command that appends its standard input to a file."""
    code = f"import sys; open({str(file)!r}, 'a').write(sys.stdin.read() + '\\n')"
    return (sys.executable, "-c", code)


def audit(selected: int, **counts: int) -> Audit:
    by_state = {DeliveryState(name): count for name, count in counts.items()}
    return Audit(issue_id=ISSUE, selected=selected, by_state=by_state)


@pytest.mark.parametrize(
    ("balance", "arrived"),
    [
        (audit(100, accepted=99, queued=1), True),
        (audit(100, accepted=98, queued=2), False),
        (audit(100, accepted=100), True),
        (audit(0), True),
        (audit(1), False),
        (audit(1, accepted=1), True),
        # readers who left meanwhile are awaited by none
        (audit(100, accepted=50, suppressed=50), True),
        (audit(100, accepted=49, suppressed=50, queued=1), False),
        (audit(3, suppressed=3), True),
        # a refused or uncertain reader still waits for the issue
        (audit(100, accepted=90, refused=10), False),
        (audit(100, accepted=90, uncertain=10), False),
    ],
)
def test_an_issue_has_arrived_with_ninety_nine_in_a_hundred_who_want_it(
    balance: Audit, arrived: bool
) -> None:
    assert ENOUGH == 0.99
    assert has_arrived(balance) is arrived


def test_a_missing_issue_is_named_with_its_slot_and_its_deadline(newsroom: Newsroom) -> None:
    trouble = trouble_of(newsroom, DAILY, DUE)
    assert trouble == Trouble(
        cause="missing",
        issue=ISSUE,
        newsletter="daily",
        due=DUE,
        deadline=DUE + timedelta(hours=2),
        sentence=f"{ISSUE} was never drafted: digest run daily",
    )


TWICE = replace(DAILY, schedule=Schedule(cron="0 6,8 * * *", deadline_min=30))


@pytest.mark.parametrize(
    ("newsletter", "now", "command"),
    [
        (DAILY, DUE + timedelta(hours=2), "digest run daily"),
        (TWICE, DUE + timedelta(minutes=40), "digest run daily"),
        # by now the slot of eight o'clock is the latest
        (TWICE, DUE + timedelta(hours=3), "digest run daily --slot 06:00"),
        # `run` would make the issue of the new day
        (DAILY, DUE + timedelta(days=1), "digest draft daily --at 2026-11-23T06:00Z"),
        (TWICE, DUE + timedelta(hours=20), "digest draft daily --at 2026-11-23T06:00Z"),
    ],
)
def test_a_missing_issue_says_which_command_makes_it(
    newsroom: Newsroom, newsletter: Newsletter, now: datetime, command: str
) -> None:
    trouble = trouble_of(replace(newsroom, clock=lambda: now), newsletter, DUE)
    assert trouble
    assert trouble.sentence == f"{trouble.issue} was never drafted: {command}"


def test_an_undelivered_issue_is_counted_by_state(newsroom: Newsroom) -> None:
    newsroom.store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))
    newsroom.store.issues.approve(ISSUE, subscriber_ids=["a", "b"], now=DUE)
    trouble = trouble_of(newsroom, DAILY, DUE)
    assert trouble
    assert (trouble.cause, trouble.state) == ("undelivered", IssueState.APPROVED)
    assert (trouble.selected, trouble.accepted, trouble.by_state) == (2, 0, {"queued": 2})
    assert trouble.sentence == f"0 of 2 readers have {ISSUE}: digest issues audit {ISSUE}"


def test_an_issue_that_waits_for_a_person_says_how_to_approve_it(newsroom: Newsroom) -> None:
    newsroom.store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))
    trouble = trouble_of(newsroom, DAILY, DUE)
    assert trouble
    assert trouble.sentence == f"{ISSUE} waits for approval: digest issues approve {ISSUE}"


def test_the_object_of_an_alarm_is_json_with_its_letters_and_moments() -> None:
    trouble = Trouble(
        cause="missing",
        issue="نشرة@2026-11-23",
        newsletter="نشرة",
        due=datetime(2026, 11, 23, 6, tzinfo=UTC),
        deadline=datetime(2026, 11, 23, 8, tzinfo=UTC),
        sentence="never drafted",
    )
    text = trouble.as_json()
    assert "نشرة" in text
    told = json.loads(text)
    assert told["event"] == "issue_late"
    assert (told["due"], told["deadline"]) == (
        "2026-11-23 06:00:00+00:00",
        "2026-11-23 08:00:00+00:00",
    )


def test_every_channel_is_called_though_another_fails(
    newsroom: Newsroom, tmp_path: Path, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/hook").respond_with_data("", status=500)
    file = tmp_path / "alarms"
    alarms = with_alarms(newsroom, webhook_url=httpserver.url_for("/hook"), command=writes(file))
    with capture_logs() as lines:
        assert watch_issue(alarms, DAILY, DUE)
    assert json.loads(file.read_text())["cause"] == "missing"
    failed = [line for line in lines if line["event"] == "alarm_failed"]
    assert [line["error"] for line in failed] == ["status 500"]
    assert [line["event"] for line in lines if line["event"] == "issue_late"] == ["issue_late"]


def test_a_channel_that_was_reached_is_not_called_again(newsroom: Newsroom, tmp_path: Path) -> None:
    file = tmp_path / "alarms"
    alarms = with_alarms(newsroom, command=writes(file))
    for minutes in (0, 1, 60):
        later = LATE + timedelta(minutes=minutes)
        watch_issue(replace(alarms, clock=lambda later=later: later), DAILY, DUE)  # type: ignore[misc]
    assert len(file.read_text().splitlines()) == 1


def test_another_cause_of_the_same_issue_calls_again(newsroom: Newsroom, tmp_path: Path) -> None:
    file = tmp_path / "alarms"
    alarms = with_alarms(newsroom, command=writes(file))
    watch_issue(alarms, DAILY, DUE)
    newsroom.store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))
    watch_issue(alarms, DAILY, DUE)
    causes = [json.loads(line)["cause"] for line in file.read_text().splitlines()]
    assert causes == ["missing", "unapproved"]


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-c", "import sys; sys.exit(3)"),
        ("/nowhere/at/all",),
        ("/",),
    ],
)
def test_a_command_that_fails_is_logged_and_called_again(
    newsroom: Newsroom, command: tuple[str, ...]
) -> None:
    alarms = with_alarms(newsroom, command=command)
    with capture_logs() as lines:
        watch_issue(alarms, DAILY, DUE)
        later = LATE + timedelta(minutes=1)
        watch_issue(replace(alarms, clock=lambda: later), DAILY, DUE)
    failed = [line["alarm"] for line in lines if line["event"] == "alarm_failed"]
    assert failed == ["missing:command", "missing:command"]


def test_a_secret_address_stands_in_no_log_line(newsroom: Newsroom) -> None:
    secret = f"http://127.0.0.1:{free_port()}/T0KEN"
    alarms = with_alarms(newsroom, webhook_url=secret, heartbeat_url=secret)
    with capture_logs() as lines:
        watch_issue(alarms, DAILY, DUE)
        heartbeat(alarms)
    assert {line["event"] for line in lines} == {"issue_late", "alarm_failed", "heartbeat_failed"}
    assert "T0KEN" not in json.dumps(lines, default=str)


def test_no_call_goes_through_a_proxy_of_the_environment(
    newsroom: Newsroom, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/beat", method="GET").respond_with_data("ok")
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    heartbeat(with_alarms(newsroom, heartbeat_url=httpserver.url_for("/beat")))
    assert len(httpserver.log) == 1


def test_without_an_address_there_is_no_heartbeat(newsroom: Newsroom) -> None:
    with capture_logs() as lines:
        heartbeat(newsroom)
    assert lines == []


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx2.ConnectError("cannot reach https://secret.example/"), "ConnectError"),
        (httpx2.InvalidURL("https://secret.example:x/"), "InvalidURL"),
        (PermissionError(13, "Permission denied"), "[Errno 13] Permission denied"),
        (subprocess.CalledProcessError(3, ["curl", "-u", "me:s3cret"]), "exit status 3"),
        (subprocess.CalledProcessError(-9, ["curl", "-u", "me:s3cret"]), "exit status -9"),
        (subprocess.TimeoutExpired(["curl", "-u", "me:s3cret"], 30.0), "no end within 30 s"),
    ],
)
def test_the_reason_of_a_failure_names_no_address_and_no_word_of_the_command(
    error: Exception, reason: str
) -> None:
    assert _reason(error) == reason
