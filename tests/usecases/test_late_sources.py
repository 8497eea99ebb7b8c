"""Late sources: a bounded wait for feeds that answer on other days, and none for dead ones."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sample_morning import NOW, Desk

from digest.errors import Interrupted
from digest.models import FetchState, Newsletter, Schedule, Source
from digest.usecases import Newsroom
from digest.usecases.late_sources import collect_with_patience, late_sources

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
FAILING = FetchState(
    source_id="paper",
    last_attempt=NOW - MINUTE,
    last_success=NOW - HOUR,
    failures=1,
    # far ahead: no look of these tests asks the network
    retry_at=NOW + HOUR,
)
ANSWERING = replace(FAILING, failures=0, retry_at=None, last_success=NOW, last_attempt=NOW)


def with_paper(desk: Desk, state: FetchState | None, **changes: object) -> Newsroom:
    paper = Source(id="paper", name="Sample Paper", url="https://paper.example/feed")
    paper = replace(paper, **changes)  # type: ignore[arg-type]
    if state:
        desk.store.articles.save_states([state])
    return replace(desk.newsroom, config=replace(desk.newsroom.config, sources=(paper,)))


def patient(newsroom: Newsroom, minutes: float) -> Newsletter:
    (newsletter,) = newsroom.config.newsletters
    return replace(newsletter, schedule=Schedule(wait_for_sources_min=minutes))


@pytest.mark.parametrize(
    ("state", "late"),
    [
        (FAILING, ("paper",)),
        (replace(FAILING, last_success=NOW - 24 * HOUR), ("paper",)),
        (replace(FAILING, last_success=NOW - 25 * HOUR), ()),
        (replace(FAILING, last_success=None), ()),
        (ANSWERING, ()),
        (None, ()),
    ],
)
def test_late_is_a_source_that_answered_within_a_day(
    desk: Desk, state: FetchState | None, late: tuple[str, ...]
) -> None:
    assert late_sources(with_paper(desk, state)) == late


def test_a_source_that_is_switched_off_is_not_late(desk: Desk) -> None:
    assert late_sources(with_paper(desk, FAILING, enabled=False)) == ()


def test_the_wait_ends_after_its_minutes(desk: Desk) -> None:
    newsroom = with_paper(desk, FAILING)
    waited: list[float] = []
    report = collect_with_patience(
        newsroom, patient(newsroom, 3), stop=threading.Event(), pause=waited.append
    )
    assert waited == [60.0, 60.0, 60.0]
    assert (report.sources, report.answered) == (1, 0)


def test_the_wait_ends_when_the_source_answers(desk: Desk) -> None:
    newsroom = with_paper(desk, FAILING)
    waited: list[float] = []

    def answer(seconds: float) -> None:
        waited.append(seconds)
        desk.store.articles.save_states([ANSWERING])

    collect_with_patience(newsroom, patient(newsroom, 30), stop=threading.Event(), pause=answer)
    assert waited == [60.0]


@pytest.mark.parametrize(("state", "minutes"), [(ANSWERING, 30), (FAILING, 0)])
def test_no_issue_waits_without_need_or_without_the_key(
    desk: Desk, state: FetchState, minutes: float
) -> None:
    newsroom = with_paper(desk, state)
    waited: list[float] = []
    collect_with_patience(
        newsroom, patient(newsroom, minutes), stop=threading.Event(), pause=waited.append
    )
    assert waited == []


def test_a_stop_ends_the_wait_before_the_draft(desk: Desk) -> None:
    newsroom, stop = with_paper(desk, FAILING), threading.Event()

    def told_to_stop(_: float) -> None:
        stop.set()

    with pytest.raises(Interrupted):
        collect_with_patience(newsroom, patient(newsroom, 30), stop=stop, pause=told_to_stop)
