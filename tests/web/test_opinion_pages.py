"""Pages of opinions: a look counts no answer, a button does, and a link ends after two weeks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from joining_room import Room
from small_issue import NOW, a_briefing, an_issue

from digest.models import Blocks, Item, Passage, Poll, Selection, Slot, Subscriber
from digest.protocols import Store
from digest.tokens import Purpose
from digest.usecases.opinions import count_of, issue_opinions, poll_in_words

ISSUE = "daily@2026-11-23"
HEADLINE = "The <harbour> opens"
POLL = Poll(question="Enough on <ports>?", answers=('Yes, "all"', "No"))
HTML = (
    '<html><body><div role="main"><p>News</p><div class="opinions" style="x"><p>'
    f'<a href="{Slot.OPINION}/s1">story 1</a></p></div></div></body></html>'
)


@pytest.fixture
def room(store: Store) -> Room:
    item = Item(story_id="s1", headline=Passage(text=HEADLINE, article_id="a1"))
    blocks = Blocks(more_or_less=True, poll=POLL)
    briefing = replace(a_briefing(ISSUE), items=(item,), blocks=blocks)
    store.subscribers.add([Subscriber(id="r1", email="r1@mail.example", newsletters=("daily",))])
    store.issues.save_draft(briefing, Selection(stories=()), an_issue(ISSUE, html=HTML))
    store.issues.approve(ISSUE, subscriber_ids=["r1"], now=NOW)
    return Room(store=store)


def said(room: Room) -> tuple[int, int, str]:
    opinions = issue_opinions(room.newsroom, ISSUE)
    return count_of(opinions, "more"), count_of(opinions, "less"), poll_in_words(opinions)


def test_looking_counts_nothing_and_a_button_counts_once(room: Room) -> None:
    client, link = room.client(), room.link(Purpose.OPINION, "r1", ISSUE)
    for name in ("s1", "poll"):
        assert client.get(f"{link}/{name}").status_code == 200
        assert client.head(f"{link}/{name}").status_code == 200
    assert said(room) == (0, 0, "")
    page = client.get(f"{link}/s1").text
    assert "The &lt;harbour&gt; opens" in page
    assert re.findall(r'name="answer" value="(\w+)"', page) == ["more", "less"]
    for _ in range(2):
        assert "Thank you" in client.post(f"{link}/s1", data={"answer": "more"}).text
    client.post(f"{link}/poll", data={"answer": "1"})
    assert said(room) == (1, 0, '1 Yes, "all"')
    client.post(f"{link}/s1", data={"answer": "less"})
    client.post(f"{link}/poll", data={"answer": "2"})
    assert said(room) == (0, 1, "1 No")


def test_no_page_tells_the_answer_that_was_given(room: Room) -> None:
    client, link = room.client(), room.link(Purpose.OPINION, "r1", ISSUE)
    before = client.get(f"{link}/s1").text
    client.post(f"{link}/s1", data={"answer": "less"})
    assert client.get(f"{link}/s1").text == before


@pytest.mark.parametrize("answer", ["", "perhaps", "3"])
def test_an_answer_that_no_button_gives_is_refused(room: Room, answer: str) -> None:
    link = room.link(Purpose.OPINION, "r1", ISSUE)
    assert room.client().post(f"{link}/s1", data={"answer": answer}).status_code == 400
    assert said(room) == (0, 0, "")


def test_after_two_weeks_the_question_is_closed_and_its_hashes_are_gone(room: Room) -> None:
    client, link = room.client(), room.link(Purpose.OPINION, "r1", ISSUE)
    client.post(f"{link}/s1", data={"answer": "more"})
    room.clock.pass_(days=14)
    for answer in (client.get(f"{link}/s1"), client.post(f"{link}/s1", data={"answer": "less"})):
        assert answer.status_code == 410
        assert "This question is closed" in answer.text
    assert said(room) == (1, 0, "")


@pytest.mark.parametrize("name", ["s2", "1", "x", "%0a"])
def test_a_question_that_the_issue_does_not_ask_gets_a_plain_page(room: Room, name: str) -> None:
    answer = room.client().get(f"{room.link(Purpose.OPINION, 'r1', ISSUE)}/{name}")
    assert answer.status_code in (404, 410)


def test_a_forged_link_one_of_another_purpose_and_an_erased_readers_count_nothing(
    room: Room,
) -> None:
    client, link = room.client(), room.link(Purpose.OPINION, "r1", ISSUE)
    other = room.link(Purpose.VIEW, "r1", ISSUE).replace("/v/", "/o/")
    for forged in (f"{link}x", f"{link[:-1]}", other):
        assert client.post(f"{forged}/s1", data={"answer": "more"}).status_code == 404
    room.store.subscribers.remove("r1")
    assert client.post(f"{link}/s1", data={"answer": "more"}).status_code == 410
    assert said(room) == (0, 0, "")


def test_a_public_copy_and_a_forwarded_one_ask_no_opinion(room: Room) -> None:
    client = room.client()
    for path in (f"/i/{ISSUE}", room.link(Purpose.VIEW, "r1", ISSUE)):
        page = client.get(path).text
        assert "News" in page
        assert "/o/" not in page
        assert "opinion" not in page


def test_an_issue_without_questions_asks_none(store: Store) -> None:
    item = Item(story_id="s1", headline=Passage(text=HEADLINE, article_id="a1"))
    store.subscribers.add([Subscriber(id="r1", email="r1@mail.example", newsletters=("daily",))])
    briefing = replace(a_briefing(ISSUE), items=(item,))
    store.issues.save_draft(briefing, Selection(stories=()), an_issue(ISSUE))
    store.issues.approve(ISSUE, subscriber_ids=["r1"], now=NOW)
    room = Room(store=store)
    link = room.link(Purpose.OPINION, "r1", ISSUE)
    assert room.client().get(f"{link}/s1").status_code == 410
