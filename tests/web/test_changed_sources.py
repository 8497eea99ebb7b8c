"""Changed sources in the studio, settled by posted forms; and the note on the issue's page."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
import uvicorn
from small_issue import NOW, a_briefing, an_issue
from starlette.testclient import TestClient
from waiting import eventually

from digest.config import Config, Settings
from digest.models import (
    ChangeKind,
    Direction,
    Newsletter,
    NoticeState,
    Publication,
    Selection,
    SourceNotice,
)
from digest.store import open_store
from digest.usecases import Newsroom, correct_issue
from digest.web import public_app
from digest.web.preview import preview_app

ISSUE = "daily@2026-11-23"
NOTICE = SourceNotice(
    id="n-00000000aa",
    issue_id=ISSUE,
    article_id="a1",
    url="https://paper.example/strike",
    title="Strike <hits> port",
    outlet="The Paper",
    kind=ChangeKind.REWORDED,
    cited="Nine people died, <b>officials</b> said.",
    now="Eleven people died, officials said.",
    raised=NOW,
)
PAGE_HTML = (
    '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>'
    '<div role="article" aria-roledescription="email" lang="en"><p>News</p></div></body></html>'
)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    publication = Publication(
        name="Desk",
        public_url="https://desk.example",
        from_address="desk@desk.example",
        postal_address="1 Test Street",
    )
    newsletter = Newsletter(id="daily", name="Daily", tagline="", topics=())
    config = Config(
        folder=tmp_path, settings=Settings(publication=publication), newsletters=(newsletter,)
    )
    store = open_store(f"sqlite:///{tmp_path}/studio.db")
    store.issues.save_draft(
        a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE, html=PAGE_HTML)
    )
    store.issues.approve(ISSUE, subscriber_ids=(), now=NOW)
    store.source_watch.save_notices([NOTICE])
    yield Newsroom(config=config, store=store, clock=lambda: NOW)
    store.close()


@contextmanager
def studio(newsroom: Newsroom) -> Iterator[httpx2.Client]:
    door = socket.create_server(("127.0.0.1", 0))
    app = preview_app(newsroom, lambda: newsroom.config)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        eventually(lambda: server.started, "the studio")
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        with httpx2.Client(base_url=address, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(20)
        door.close()


def key_of(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_front_page_shows_old_and_new_side_by_side_escaped(newsroom: Newsroom) -> None:
    with studio(newsroom) as client:
        page = client.get("/").text
    assert "Changed sources" in page
    assert "Nine people died, &lt;b&gt;officials&lt;/b&gt; said." in page
    assert "Eleven people died, officials said." in page
    assert "Strike &lt;hits&gt; port" in page


def test_one_click_corrects_the_issue(newsroom: Newsroom) -> None:
    with studio(newsroom) as client:
        page = client.get("/").text
        offered = re.search(r"<textarea[^>]*>([^<]*)</textarea>", page)
        assert offered
        form = {"key": key_of(page), "issue": ISSUE, "words": offered[1]}
        answer = client.post(f"/notices/{NOTICE.id}/correct", data=form)
        after = client.get(answer.headers["location"]).text
    assert answer.status_code == 303
    (correction,) = newsroom.store.source_watch.corrections(ISSUE)
    assert correction.notice_id == NOTICE.id
    assert "The issue is corrected" in after
    assert "Changed sources" not in after


def test_a_notice_is_dismissed_with_a_reason(newsroom: Newsroom) -> None:
    with studio(newsroom) as client:
        key = key_of(client.get("/").text)
        address = f"/notices/{NOTICE.id}/dismiss"
        refused = client.post(address, data={"key": key, "issue": ISSUE, "words": " "})
        assert (refused.status_code, "reason" in refused.text) == (409, True)
        done = client.post(address, data={"key": key, "issue": ISSUE, "words": "the toll rose"})
    assert done.status_code == 303
    notice = newsroom.store.source_watch.notice(NOTICE.id)
    assert notice is not None
    assert (notice.state, notice.reason) == (NoticeState.DISMISSED, "the toll rose")


def test_a_form_of_another_site_changes_nothing(newsroom: Newsroom) -> None:
    with studio(newsroom) as client:
        for key in ("", "guessed"):
            form = {"key": key, "issue": ISSUE, "words": "x"}
            assert client.post(f"/notices/{NOTICE.id}/correct", data=form).status_code == 403
        assert client.get(f"/notices/{NOTICE.id}/correct").status_code == 405
        key = key_of(client.get("/").text)
        form = {"key": key, "issue": ISSUE, "words": "x"}
        assert client.post(f"/notices/{NOTICE.id}/delete", data=form).status_code == 404
        assert client.post("/notices/n-0000000000/correct", data=form).status_code == 409
    assert newsroom.store.source_watch.notices() == (NOTICE,)


def test_a_correction_in_any_script_has_room_and_a_flood_has_none(newsroom: Newsroom) -> None:
    with studio(newsroom) as client:
        key = key_of(client.get("/").text)
        address = f"/notices/{NOTICE.id}/correct"
        flood = client.post(address, data={"key": key, "issue": ISSUE, "words": "x" * 40_000})
        assert flood.status_code == 413
        assert "shorten your words" in flood.text
        assert "content-security-policy" in flood.headers
        words = "م" * 1_900
        assert client.post(address, data={"key": key, "issue": ISSUE, "words": words}).is_redirect
    (correction,) = newsroom.store.source_watch.corrections(ISSUE)
    assert correction.text == words


def test_a_link_puts_no_words_into_the_page(newsroom: Newsroom) -> None:
    with studio(newsroom) as client:
        assert "Pay here" not in client.get("/?done=Pay here").text


def test_a_correction_stands_above_the_issue_on_its_page_and_changes_its_etag(
    newsroom: Newsroom,
) -> None:
    app = public_app(newsroom.store, newsroom.config, key="k" * 32, clock=newsroom.clock)
    client = TestClient(app)
    before = client.get(f"/i/{ISSUE}")
    assert "Corrections" not in before.text
    correct_issue(newsroom, ISSUE, "The depot is in <Salif>.")
    after = client.get(f"/i/{ISSUE}", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    note = after.text.index("The depot is in &lt;Salif&gt;.")
    # inside the main landmark, and before the news
    assert after.text.index('role="main"') < note < after.text.index("<p>News</p>")
    assert "November 23" in after.text[:note]
    again = client.get(f"/i/{ISSUE}", headers={"if-none-match": after.headers["etag"]})
    assert again.status_code == 304


def test_the_mailed_issue_itself_never_changes(newsroom: Newsroom) -> None:
    before = newsroom.store.issues.issue(ISSUE)
    correct_issue(newsroom, ISSUE, "The depot is in Salif.")
    assert newsroom.store.issues.issue(ISSUE) == before


def test_a_note_follows_the_direction_and_language_of_its_issue(newsroom: Newsroom) -> None:
    arabic = "arabic@2026-11-23"
    issue = replace(an_issue(arabic, html=PAGE_HTML), language="ar", direction=Direction.RTL)
    newsroom.store.issues.save_draft(a_briefing(arabic), Selection(stories=()), issue)
    newsroom.store.issues.approve(arabic, subscriber_ids=(), now=NOW)
    correct_issue(newsroom, arabic, "المستودع في الصليف.")
    app = public_app(newsroom.store, newsroom.config, key="k" * 32, clock=newsroom.clock)
    page = TestClient(app).get(f"/i/{arabic}").text
    assert 'lang="ar" dir="rtl"' in page
    assert "تصويبات" in page
