"""The studio over a real newsroom: it shows the stored rendering and follows edits and files."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from small_issue import NOW
from waiting import eventually

from digest.config import Config, Settings
from digest.errors import ConfigError, Problem
from digest.models import Blocks, Newsletter, Poll, Publication, Selection
from digest.render.specimen import specimen
from digest.store import open_store
from digest.usecases import Newsroom, briefing_of, issue_of, redraft
from digest.usecases.look import warm_up
from digest.web.preview import preview_app

SECONDS_TO_FOLLOW = 5.0
"""A page follows within a second; a busy test machine is given more."""


@pytest.fixture
def newsroom(tmp_path: Path, sqlite_url: str) -> Iterator[Newsroom]:
    publication = Publication(
        name="Desk", public_url="https://desk.example", from_address="desk@desk.example"
    )
    briefing = specimen()
    newsletter = Newsletter(id=briefing.newsletter_id, name="Sample", tagline="", topics=())
    settings = Settings(publication=publication)
    config = Config(folder=tmp_path, settings=settings, newsletters=(newsletter,))
    store = open_store(sqlite_url)
    newsroom = Newsroom(config=config, store=store, clock=lambda: NOW)
    store.issues.save_draft(briefing, Selection(stories=()), None)
    assert redraft(newsroom, briefing).issue
    yield newsroom
    store.close()


@contextmanager
def studio(newsroom: Newsroom, configs: list[Config]) -> Iterator[str]:
    """The studio on loopback; the last of `configs` is what the operator's files say now."""

    def read_config() -> Config:
        if not configs:
            problem = Problem(file="digest.yaml", line=3, column=1, what="unknown key")
            raise ConfigError("the files are wrong", problems=[problem])
        return configs[-1]

    door = socket.create_server(("127.0.0.1", 0))
    app = preview_app(newsroom, read_config)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        eventually(lambda: server.started, "the studio")
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        door.close()


def test_the_page_shows_the_stored_rendering_after_a_change_of_settings(
    newsroom: Newsroom,
) -> None:
    settings = newsroom.config.settings
    moved = replace(settings.publication, public_url="https://moved.example")
    config = replace(newsroom.config, settings=replace(settings, publication=moved))
    with studio(newsroom, [config]) as address:
        issue_id = specimen().issue_id
        mail = httpx2.get(f"{address}/text/{issue_id}").text
    stored = issue_of(newsroom, issue_id)
    assert "moved.example" in stored.text
    assert "moved.example" in mail


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"name": "Another name"}, "Another name"),
        ({"tagline": "Another tagline"}, "Another tagline"),
        ({"direction": "rtl"}, 'dir="rtl"'),
        ({"blocks": Blocks(poll=Poll(question="More?", answers=("Yes", "No")))}, "More?"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_the_frame_follows_each_key_of_the_newsletter_when_it_is_asked_alone(
    newsroom: Newsroom, changes: dict[str, Any], shown: str
) -> None:
    (newsletter,) = newsroom.config.newsletters
    config = replace(newsroom.config, newsletters=(replace(newsletter, **changes),))
    with studio(newsroom, [newsroom.config]) as address:
        before = httpx2.get(f"{address}/mail/{specimen().issue_id}").text
    with studio(newsroom, [config]) as address:
        after = httpx2.get(f"{address}/mail/{specimen().issue_id}").text
    assert shown not in before
    assert shown in after


def test_the_frame_shows_the_last_rendering_while_the_files_are_wrong(newsroom: Newsroom) -> None:
    with studio(newsroom, []) as address:
        mail = httpx2.get(f"{address}/text/{specimen().issue_id}")
    assert mail.status_code == 200
    assert "What happened:" in mail.text


def test_the_rehearsal_of_a_rendering_changes_no_issue(newsroom: Newsroom) -> None:
    issue_id = specimen().issue_id
    before = issue_of(newsroom, issue_id)
    publication = replace(newsroom.config.settings.publication, name="Another house")
    settings = replace(newsroom.config.settings, publication=publication)
    warm_up(replace(newsroom, config=replace(newsroom.config, settings=settings)), issue_id)
    assert issue_of(newsroom, issue_id) == before


def test_files_that_are_wrong_are_named_beside_the_last_rendering(newsroom: Newsroom) -> None:
    with studio(newsroom, []) as address:
        page = httpx2.get(address).text
    assert "digest.yaml:3:1: unknown key" in page
    assert "Not judged" in page


def test_an_edit_reaches_an_open_page(newsroom: Newsroom) -> None:
    with (
        studio(newsroom, [newsroom.config]) as address,
        httpx2.stream("GET", f"{address}/events", timeout=SECONDS_TO_FOLLOW) as answer,
    ):
        lines = answer.iter_lines()
        assert next(line for line in lines if line.startswith("event:")) == "event: ready"
        later = replace(newsroom, clock=lambda: NOW + timedelta(minutes=5))
        briefing = briefing_of(newsroom, specimen().issue_id)
        redraft(later, replace(briefing, subject="Another subject"))
        assert next(line for line in lines if line.startswith("event:")) == "event: changed"


def test_a_changed_file_of_the_newsroom_reaches_an_open_page(newsroom: Newsroom) -> None:
    with (
        studio(newsroom, [newsroom.config]) as address,
        httpx2.stream("GET", f"{address}/events", timeout=SECONDS_TO_FOLLOW) as answer,
    ):
        lines = answer.iter_lines()
        assert next(line for line in lines if line.startswith("event:")) == "event: ready"
        (newsroom.config.folder / "digest.yaml").write_text("a: 1\n", encoding="utf-8")
        assert next(line for line in lines if line.startswith("event:")) == "event: changed"
