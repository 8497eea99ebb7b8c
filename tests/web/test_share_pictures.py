"""Cards of shared links: where strangers may read the page, and named in its head."""

from __future__ import annotations

import io

import pytest
from joining_room import Room, sent_issue
from lxml import html
from PIL import Image
from small_issue import NOW, a_briefing, an_issue

from digest.models import Article, Item, MailKind, Passage, Selection, Story
from digest.protocols import Store

ISSUE = "/i/daily@2026-11-20"


@pytest.fixture
def room(store: Store) -> Room:
    sent_issue(store, "daily@2026-11-20", html="<html><head></head><body>News</body></html>")
    return Room(store=store)


def told(store: Store, issue_id: str) -> None:
    """An approved issue with one story on the thread t1."""
    article = Article(id="a1", url="https://paper.example/1", title="Ships wait", published=NOW)
    stories = (Story(id="s1", articles=(article,), thread_id="t1"),)
    item = Item(story_id="s1", headline=Passage(text="Ships wait", article_id="a1"))
    briefing = a_briefing(issue_id, items=(item,))
    store.issues.save_draft(briefing, Selection(stories=stories), an_issue(issue_id))
    store.issues.approve(issue_id, subscriber_ids=[], now=NOW)


def size_of(content: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(content)).size


def meta(page: str) -> dict[str, str]:
    found = {}
    for element in html.fromstring(page).iter("meta"):
        name = element.get("property") or element.get("name")
        if name:
            found[name] = element.get("content")
    return found


def test_the_head_of_an_issue_names_its_card(room: Room) -> None:
    page = meta(room.client().get(ISSUE).text)
    assert page["og:image"] == f"https://news.example.org{ISSUE}/share.png"
    assert (page["og:image:width"], page["og:image:height"]) == ("1200", "630")
    assert page["og:image:alt"] == "The Daily: Harbour reopens"
    assert page["twitter:card"] == "summary_large_image"


def test_the_card_of_an_issue_is_a_picture_for_other_sites(room: Room) -> None:
    answer = room.client().get(f"{ISSUE}/share.png")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"].startswith("public")
    assert size_of(answer.content) == (1200, 630)


def test_a_program_that_has_the_card_gets_it_no_second_time(room: Room) -> None:
    etag = room.client().get(f"{ISSUE}/share.png").headers["etag"]
    again = room.client().get(f"{ISSUE}/share.png", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_draft_and_an_unknown_issue_have_no_card(room: Room, store: Store) -> None:
    draft = an_issue("daily@2026-11-21")
    store.issues.save_draft(a_briefing(draft.id), Selection(stories=()), draft)
    for issue_id in (draft.id, "daily@2020-01-01", "nothing"):
        assert room.client().get(f"/i/{issue_id}/share.png").status_code == 404


def test_an_issue_for_members_and_a_letter_have_no_card(room: Room, store: Store) -> None:
    sent_issue(store, "oil@2026-11-20")
    sent_issue(store, "daily@2026-11-19", kind=MailKind.WELCOME)
    for issue_id in ("oil@2026-11-20", "daily@2026-11-19"):
        assert room.client().get(f"/i/{issue_id}/share.png").status_code == 404


def test_an_issue_of_a_newsletter_that_ended_has_a_card(store: Store) -> None:
    sent_issue(store, "ended@2026-11-20")
    answer = Room(store=store).client().get("/i/ended@2026-11-20/share.png")
    assert size_of(answer.content) == (1200, 630)


def test_a_story_has_a_card_with_its_newest_headline(store: Store) -> None:
    told(store, "daily@2026-11-20")
    client = Room(store=store).client()
    page = meta(client.get("/archive/daily/thread/t1").text)
    assert page["og:image"].endswith("/archive/daily/thread/t1/share.png")
    assert page["og:image:alt"] == "The Daily: Ships wait"
    assert size_of(client.get("/archive/daily/thread/t1/share.png").content) == (1200, 630)


def test_a_story_that_no_issue_told_has_no_card(room: Room) -> None:
    assert room.client().get("/archive/daily/thread/t9/share.png").status_code == 404
