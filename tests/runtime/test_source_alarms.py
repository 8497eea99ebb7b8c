"""Changes of cited pages are called out once over every channel, with old and new words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from watched_outlet import EVERY, Outlet, WatchDesk, open_outlet, watch_desk
from werkzeug import Request, Response

from digest.config import AlarmSettings
from digest.runtime.source_alarms import watch_and_tell
from digest.store import open_store


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with open_outlet() as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path, outlet: Outlet) -> Iterator[WatchDesk]:
    store = open_store(f"sqlite:///{tmp_path}/news.db")
    yield watch_desk(store, outlet)
    store.close()


def with_alarms(desk: WatchDesk, alarms: AlarmSettings) -> WatchDesk:
    config = desk.newsroom.config
    settings = replace(config.settings, alarms=alarms)
    desk.newsroom = replace(desk.newsroom, config=replace(config, settings=settings))
    return desk


def tell(desk: WatchDesk, after: timedelta = timedelta(0)) -> None:
    desk.now += after
    watch_and_tell(desk.at_now())


def test_a_change_is_told_once_and_again_only_where_the_call_failed(
    desk: WatchDesk, httpserver: HTTPServer
) -> None:
    told: list[dict[str, str]] = []
    statuses = [503, 200]

    def answer(request: Request) -> Response:
        told.append(request.get_json())
        return Response(status=statuses.pop(0))

    httpserver.expect_request("/hook").respond_with_handler(answer)
    with_alarms(desk, AlarmSettings(webhook_url=httpserver.url_for("/hook")))
    tell(desk)
    desk.outlet.reword("nine people", "eleven people")
    tell(desk, EVERY)
    assert len(told) == 1
    # the call failed, so the next round makes it again
    tell(desk, timedelta(minutes=5))
    tell(desk, timedelta(minutes=5))
    assert len(told) == 2
    assert told[0] == told[1]
    assert told[0]["event"] == "source_changed"
    assert "nine people" in told[0]["cited"]
    assert "eleven people" in told[0]["now"]
    assert f"digest issues correct {told[0]['notice']}" in told[0]["sentence"]
    assert desk.store.source_watch.notices(untold=True) == ()


def test_a_change_that_comes_back_is_told_anew(desk: WatchDesk, tmp_path: Path) -> None:
    log = tmp_path / "told"
    with_alarms(desk, AlarmSettings(command=("/bin/sh", "-c", f"cat >> {log}; echo >> {log}")))
    tell(desk)
    for old, new in (("nine", "eleven"), ("eleven", "nine"), ("nine", "eleven")):
        desk.outlet.reword(f"{old} people", f"{new} people")
        tell(desk, EVERY)
    assert len(log.read_text().splitlines()) == 2
