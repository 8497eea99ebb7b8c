"""The course of a story over issues, and what happened since a day, over both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from joining_room import Room
from small_issue import NOW, a_briefing, an_issue

from digest.models import (
    AlsoItem,
    Article,
    IssueCorrection,
    Item,
    Passage,
    PastStory,
    Selection,
    Story,
)
from digest.protocols import Store
from digest.web.thread_pages import courses


def passage(text: str) -> Passage:
    return Passage(text=text, article_id="a1")


def card(story_id: str, headline: str, said: str = "", new_fact: str = "") -> Item:
    facts = ((passage(said),),) if said else ()
    return Item(
        story_id=story_id,
        headline=passage(headline),
        what_happened=facts,
        new_fact=new_fact,
    )


def publish(store: Store, issue_id: str, *items: Item, also: tuple[AlsoItem, ...] = ()) -> None:
    told = [(item.story_id, item.headline.text) for item in items]
    told += [(line.story_id, line.passage.text) for line in also]
    stories = []
    for story_id, headline in told:
        article = Article(
            id=f"{issue_id}-{story_id}",
            url=f"https://paper.example/{story_id}",
            title=headline,
            published=NOW,
        )
        stories.append(Story(id=story_id, articles=(article,), thread_id=f"t-{story_id}"))
    briefing = a_briefing(issue_id, items=items, also=also)
    store.issues.save_draft(briefing, Selection(stories=tuple(stories)), an_issue(issue_id))
    store.issues.approve(issue_id, subscriber_ids=[], now=NOW)


@pytest.fixture
def room(store: Store) -> Room:
    publish(store, "daily@2026-11-18", card("s1", "Harbour shut", "Ships <wait>."))
    publish(
        store,
        "daily@2026-11-20",
        card("s1", "Harbour reopens", "It reopened at noon.", "It reopened."),
        card("s2", "Talks begin"),
    )
    publish(store, "oil@2026-11-20", card("s1", "Oil moves", "A sentence for members."))
    return Room(store=store)


def test_a_story_is_told_step_by_step_with_its_news(room: Room) -> None:
    page = room.client().get("/archive/daily/thread/t-s1").text
    assert page.index("Harbour reopens") < page.index("Harbour shut")
    assert "It reopened at noon." in page
    assert "It reopened.</bdi>" in page
    assert "Ships &lt;wait&gt;." in page
    assert 'href="/join?newsletter=daily"' in page
    address = "https://news.example.org/archive/daily/thread/t-s1"
    assert f'<link rel="canonical" href="{address}">' in page
    assert '<meta name="description" content="It reopened at noon.">' in page


def test_a_line_of_in_brief_is_a_step_too(store: Store) -> None:
    line = AlsoItem(story_id="s7", passage=passage("A buoy was moved."))
    publish(store, "daily@2026-11-20", also=(line,))
    page = Room(store=store).client().get("/archive/daily/thread/t-s7").text
    assert "A buoy was moved.</bdi>" in page


def test_members_stories_are_named_without_their_text(room: Room) -> None:
    page = room.client().get("/archive/oil/thread/t-s1").text
    assert "Oil moves" in page
    assert "A sentence for members." not in page
    assert "/i/oil" not in page


def test_a_reader_who_was_away_sees_each_story_once_with_the_newest_first(room: Room) -> None:
    page = room.client().get("/archive/daily/since?day=2026-11-18").text
    assert "What happened since Wednesday, November 18, 2026" in page
    assert "Harbour reopens" in page
    assert "Talks begin" in page
    assert "Harbour shut" not in page
    assert 'href="/archive/daily/thread/t-s1"' in page
    assert 'href="/archive/daily/thread/t-s2"' not in page
    later = room.client().get("/archive/daily/since?day=2026-11-21").text
    assert "No issue has gone out since then." in later


def test_corrections_since_the_day_stand_first(room: Room) -> None:
    for number, days in ((1, 1), (2, 10)):
        correction = IssueCorrection(
            id=f"c{number}",
            issue_id="daily@2026-11-20",
            newsletter_id="daily",
            text=f"Correction <{number}>",
            made=NOW - timedelta(days=days),
        )
        room.store.source_watch.correct(correction)
    page = room.client().get("/archive/daily/since?day=2026-11-18").text
    assert "Correction &lt;1&gt;" in page
    assert "Correction &lt;2&gt;" not in page
    assert page.index("Correction") < page.index("Harbour reopens")
    assert "Correction" not in room.client().get("/archive/gulf/since").text


@pytest.mark.parametrize(
    "day", ["yesterday", "2026-13-01", "20261118", "2026-11-18T00", "٢٠٢٦-١١-١٨"]
)
def test_a_day_that_is_none_is_not_found(room: Room, day: str) -> None:
    assert room.client().get("/archive/daily/since", params={"day": day}).status_code == 404


def test_without_a_day_the_last_week_is_shown_and_far_days_are_cut(room: Room) -> None:
    client = room.client()
    assert 'value="2026-11-16"' in client.get("/archive/daily/since").text
    assert 'value="2025-11-22"' in client.get("/archive/daily/since?day=1990-01-01").text
    assert 'value="2026-11-23"' in client.get("/archive/daily/since?day=2099-01-01").text
    assert client.get("/archive/nowhere/since").status_code == 404


def test_tellings_are_gathered_by_thread() -> None:
    told = []
    for thread_id, issue_id in (("a", "i2"), ("b", "i2"), ("a", "i1"), ("a", "i1")):
        told.append(
            PastStory(
                thread_id=thread_id,
                issue_id=issue_id,
                story_id="s",
                published=NOW,
                headline=issue_id,
                url="",
            )
        )
    gathered = [(one.newest.thread_id, one.newest.issue_id, one.issues) for one in courses(told)]
    assert gathered == [("a", "i2", 2), ("b", "i2", 1)]
