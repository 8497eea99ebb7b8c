"""After a pause signed links lead to what came meanwhile; they name a day, and no reader."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from joining_room import KEY, Room, sent_issue
from small_issue import NOW

from digest.models import Subscriber
from digest.protocols import Store
from digest.tokens import Purpose, Token, make_token
from digest.usecases.while_away import since_token

READER = Subscriber(id="r1", email="ann@mail.example", newsletters=("daily", "gulf"))
DAYS_AWAY = 10


@pytest.fixture
def room(store: Store) -> Room:
    store.subscribers.add([READER])
    return Room(store=store)


def links_of(page: str) -> list[str]:
    return re.findall(r'href="(/s/[^"]+)"', page)


def paused(room: Room) -> str:
    """Pause until a day, and return the link to the preferences."""
    link = room.link(Purpose.PREFERENCES, "r1", "daily@2026-11-23")
    until = (NOW + timedelta(days=DAYS_AWAY)).date().isoformat()
    room.client().post(link, data={"pause": "1", "until": until})
    return link


def test_a_pause_that_ended_by_itself_brings_a_link_for_each_newsletter(room: Room) -> None:
    link = paused(room)
    assert links_of(room.client().get(link).text) == []
    room.clock.pass_(days=DAYS_AWAY)
    links = links_of(room.client().get(link).text)
    assert len(links) == 2
    page = room.client().get(links[0])
    assert page.status_code == 200
    assert 'value="2026-11-23"' in page.text
    room.clock.pass_(days=14)
    assert links_of(room.client().get(link).text) == []


def test_a_pause_that_is_ended_by_hand_brings_the_links_at_once(room: Room) -> None:
    link = paused(room)
    room.clock.pass_(days=3)
    page = room.client().post(link, data={"resume": "1"}).text
    assert len(links_of(page)) == 2
    assert links_of(room.client().get(link).text) == []


def test_a_longer_pause_still_began_on_its_first_day(room: Room) -> None:
    link = paused(room)
    room.clock.pass_(days=3)
    until = (NOW + timedelta(days=2 * DAYS_AWAY)).date().isoformat()
    room.client().post(link, data={"pause": "1", "until": until})
    assert room.store.choices.paused_from("r1") == NOW


def test_the_link_names_a_newsletter_and_a_day_and_no_reader(room: Room) -> None:
    sent_issue(room.store, "daily@2026-11-23")
    token = since_token(KEY, "daily", date(2026, 11, 20))
    page = room.client().get(f"/s/{token}")
    assert page.text == room.client().get("/archive/daily/since?day=2026-11-20").text


def test_a_link_that_was_tampered_with_or_is_of_another_kind_is_unknown(room: Room) -> None:
    good = since_token(KEY, "daily", date(2026, 11, 20))
    of_reader = make_token(KEY, Token(subscriber_id="r1", newsletter_id="daily"), Purpose.VIEW)
    no_day = make_token(KEY, Token(subscriber_id="r1", newsletter_id="daily"), Purpose.SINCE)
    for token in (f"{good}x", good[:-2], of_reader, no_day):
        assert room.client().get(f"/s/{token}").status_code == 404
