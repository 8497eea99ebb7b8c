"""The schedule: one leader, each slot once, and a database that goes away is waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from small_issue import a_briefing, an_issue
from structlog.testing import capture_logs
from waiting import eventually

from digest.config import Config, DeliverSettings, Relay, Settings, Webhook
from digest.errors import StoreError
from digest.models import FactKind, Newsletter, Publication, Schedule, Selection, Subscriber
from digest.runtime.schedule import LocalRunner, run_schedule
from digest.runtime.slots import Due
from digest.store import open_store
from digest.usecases import Newsroom

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DUE = Due(newsletter_id="daily", local=NOW)
EVERY_MINUTE = Newsletter(
    id="daily", name="Daily", tagline="", topics=(), schedule=Schedule(cron="* * * * *")
)


@dataclass(slots=True)
class ScriptedLead:
    leads: bool
    held: threading.Event

    def __bool__(self) -> bool:
        return self.leads

    def is_held(self) -> bool:
        return self.held.is_set()


@dataclass(slots=True)
class ScriptedStore:
    """The real store, with scripted answers to each bid for the lead."""

    store: Any
    bids: list[Callable[[], ScriptedLead]]
    asked: int = 0
    issues: Any = None

    def __post_init__(self) -> None:
        self.issues = self.store.issues

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    @contextmanager
    def leader(self, name: str) -> Iterator[ScriptedLead]:
        answer = self.bids[min(self.asked, len(self.bids) - 1)]
        self.asked += 1
        yield answer()


@dataclass(slots=True)
class NotedJobs:
    """A runner that notes what it is told to run, and may be broken."""

    broken: frozenset[str] = frozenset()
    ran: list[str] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)

    def run_slot(self, due: Due) -> None:
        self.due.append(due)
        self._note(f"slot {due.newsletter_id}")

    def collect(self) -> None:
        self._note("collect")

    def resume(self) -> None:
        self._note("resume")

    def letters(self) -> None:
        self._note("letters")

    def tidy(self) -> None:
        self._note("tidy")

    def _note(self, job: str) -> None:
        self.ran.append(job)
        if job in self.broken:
            raise RuntimeError("a bug")


@pytest.fixture
def newsroom(tmp_path: Path, sqlite_url: str) -> Iterator[Newsroom]:
    publication = Publication(
        name="Desk", public_url="https://desk.example", from_address="desk@desk.example"
    )
    relay = Relay(name="main", host="127.0.0.1", port=9)
    settings = Settings(publication=publication, deliver=DeliverSettings(relays=(relay,)))
    config = Config(folder=tmp_path, settings=settings, newsletters=(EVERY_MINUTE,))
    store = open_store(sqlite_url)
    yield Newsroom(config=config, store=store, clock=lambda: datetime.now(UTC))
    store.close()


def held() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@contextmanager
def scheduled(newsroom: Newsroom, jobs: NotedJobs) -> Iterator[list[str]]:
    """The schedule in a thread of its own, with short pauses; yields what it says."""
    stop, words = threading.Event(), list[str]()
    thread = threading.Thread(
        target=run_schedule,
        args=(newsroom, stop),
        kwargs={
            "work": jobs,
            "on_event": words.append,
            "stand_by_s": 0.01,
            "check_lead_s": 0.01,
        },
    )
    thread.start()
    try:
        yield words
        assert thread.is_alive(), "the schedule ended by itself"
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()


def test_the_leader_runs_due_slots_and_collects_soon_after_its_start(newsroom: Newsroom) -> None:
    jobs = NotedJobs()
    with scheduled(newsroom, jobs) as words:
        eventually(lambda: {"slot daily", "collect"} <= set(jobs.ran), "the first jobs")
    assert words == ["leading the schedule"]


def test_a_job_with_a_bug_stops_no_other_newsletter_and_not_the_schedule(
    newsroom: Newsroom,
) -> None:
    second = replace(EVERY_MINUTE, id="gulf")
    config = replace(newsroom.config, newsletters=(EVERY_MINUTE, second))
    jobs = NotedJobs(broken=frozenset({"slot daily", "collect"}))
    with scheduled(replace(newsroom, config=config), jobs):
        eventually(lambda: {"slot daily", "slot gulf"} <= set(jobs.ran), "both newsletters")


def test_a_database_that_is_away_breaks_no_watch_for_late_issues(newsroom: Newsroom) -> None:
    """The watch is a job like the others: trouble is a line in words, and the next look follows."""

    class AwayIssues:
        def list(self, **_: object) -> None:
            raise StoreError("the database went away", hint="is it running?")

        def __getattr__(self, name: str) -> object:
            return getattr(newsroom.store.issues, name)

    store = ScriptedStore(newsroom.store, [lambda: ScriptedLead(True, held())])
    store.issues = AwayIssues()
    # overdue for an hour when this process takes the lead: readers await it if there was one before
    at = (datetime.now(UTC) - timedelta(minutes=90)).time()
    overdue = replace(EVERY_MINUTE, schedule=Schedule(at=at, deadline_min=30))
    config = replace(newsroom.config, newsletters=(overdue, replace(overdue, id="gulf")))
    with (
        capture_logs() as lines,
        scheduled(replace(newsroom, store=store, config=config), NotedJobs()),
    ):
        eventually(
            lambda: [line.get("job") for line in lines].count("watch") >= 2, "both newsletters"
        )
    failed = [line for line in lines if line.get("job") == "watch"]
    assert {line["event"] for line in failed} == {"job_failed"}
    assert {line["hint"] for line in failed} == {"is it running?"}
    assert "library_warned" not in [line["event"] for line in lines]


def test_the_leader_registers_webhooks_and_posts_their_facts(
    newsroom: Newsroom, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/hook").respond_with_data(status=204)
    webhook = Webhook(
        name="crm",
        url=httpserver.url_for("/hook").replace("localhost", "127.0.0.1"),
        events=(FactKind.READER_LEFT,),
        secrets="whsec_" + "QUJD" * 8,
        allow_networks=("127.0.0.1",),
    )
    settings = replace(newsroom.config.settings, webhooks=(webhook,))
    newsroom = replace(newsroom, config=replace(newsroom.config, settings=settings))
    outbox, readers = newsroom.store.outbox, newsroom.store.subscribers
    readers.add([Subscriber(id="r1", email="ada@example.org", newsletters=("daily",))])
    with scheduled(newsroom, NotedJobs()):
        eventually(lambda: bool(outbox.backlog()), "the webhook to be registered")
        readers.leave("r1", newsletter_id="daily", now=newsroom.clock(), how="page")
        eventually(lambda: bool(httpserver.log), "the post")
        eventually(lambda: outbox.backlog()[0].waiting == 0, "its note in the store")
    assert "webhook-signature" in httpserver.log[0][0].headers


def test_a_process_that_stands_by_runs_no_job(newsroom: Newsroom) -> None:
    store = ScriptedStore(newsroom.store, [lambda: ScriptedLead(False, held())])
    jobs = NotedJobs()
    with scheduled(replace(newsroom, store=store), jobs) as words:
        eventually(lambda: store.asked > 5, "five bids")
    assert (jobs.ran, words) == ([], [])


def test_a_database_that_is_away_is_asked_for_the_lead_again(newsroom: Newsroom) -> None:
    def away() -> ScriptedLead:
        raise StoreError("the database went away")

    store = ScriptedStore(newsroom.store, [away, away, lambda: ScriptedLead(True, held())])
    jobs = NotedJobs()
    with scheduled(replace(newsroom, store=store), jobs):
        eventually(lambda: jobs.ran, "the first job")
    assert store.asked == 3


def test_a_leader_whose_lock_is_gone_steps_down_and_bids_again(newsroom: Newsroom) -> None:
    first = held()
    leads = [lambda: ScriptedLead(True, first), lambda: ScriptedLead(False, held())]
    store = ScriptedStore(newsroom.store, leads)
    jobs = NotedJobs()
    with scheduled(replace(newsroom, store=store), jobs) as words:
        eventually(lambda: jobs.ran, "the first job")
        first.clear()
        eventually(lambda: store.asked > 3, "new bids")
    assert words == ["leading the schedule"]


class TestOneProcess:
    def test_a_slot_that_another_process_claimed_is_left_to_it(self, newsroom: Newsroom) -> None:
        newsroom = replace(newsroom, clock=lambda: NOW)
        issues = newsroom.store.issues
        assert issues.claim_slot("daily", DUE.key, owner="other", now=NOW)
        LocalRunner(newsroom=newsroom, stop=threading.Event()).run_slot(DUE)
        assert issues.list() == ()

    def test_a_slot_that_ran_is_never_run_again(self, newsroom: Newsroom) -> None:
        newsroom = replace(newsroom, clock=lambda: NOW)
        runner = LocalRunner(newsroom=newsroom, stop=threading.Event())
        runner.run_slot(DUE)
        (held_issue,) = newsroom.store.issues.list()
        assert held_issue.state == "held"
        much_later = NOW + timedelta(days=2)
        assert not newsroom.store.issues.claim_slot("daily", DUE.key, owner="x", now=much_later)

    def test_a_run_that_is_told_to_stop_gives_its_slot_back(self, newsroom: Newsroom) -> None:
        newsroom = replace(newsroom, clock=lambda: NOW)
        stop = threading.Event()
        stop.set()
        runner = LocalRunner(newsroom=newsroom, stop=stop)
        with pytest.raises(Exception, match="told to stop"):
            runner.run_slot(DUE)
        assert newsroom.store.issues.claim_slot("daily", DUE.key, owner="other", now=NOW)

    def test_its_own_process_does_not_take_over_a_run_that_outlasts_its_lease(
        self, newsroom: Newsroom
    ) -> None:
        newsroom = replace(newsroom, clock=lambda: NOW)
        runner = LocalRunner(newsroom=newsroom, stop=threading.Event())
        runner._running.add(("daily", DUE.key))
        runner.run_slot(DUE)
        assert newsroom.store.issues.list() == ()

    def test_an_issue_that_is_approved_is_sent_and_its_slot_finished(
        self, newsroom: Newsroom
    ) -> None:
        newsroom = replace(newsroom, clock=lambda: NOW)
        issues = newsroom.store.issues
        # a slot each minute: the id says which one
        issue_id = "daily@2026-11-23T0600"
        issues.save_draft(a_briefing(issue_id), Selection(stories=()), an_issue(issue_id))
        issues.approve(issue_id, subscriber_ids=(), now=NOW)
        issues.set_state(issue_id, "sending", expect=("approved",))  # type: ignore[arg-type]
        LocalRunner(newsroom=newsroom, stop=threading.Event()).run_slot(DUE)
        assert issues.state(issue_id) == "sent"
        assert not issues.claim_slot("daily", DUE.key, owner="x", now=NOW + timedelta(days=1))
