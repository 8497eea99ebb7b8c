"""A form that names an address is answered no sooner than after a fixed time."""

from __future__ import annotations

import asyncio
import time

import pytest
from joining_room import KEY, Room, stamp_of
from starlette.testclient import TestClient

from digest.config import ReaderSettings
from digest.models import MailKind, Subscriber, Tier
from digest.protocols import Store
from digest.tokens import Purpose
from digest.web import public_app
from digest.web.even_answers import EVEN_ANSWER_S, no_sooner_than

ANN = "ann@mail.example"
HELD_S = 0.3
TICK_S = 0.01


def test_a_block_takes_its_time_and_gives_its_value() -> None:
    async def work() -> float:
        clock = asyncio.get_running_loop().time
        began = clock()
        async with no_sooner_than(HELD_S):
            pass
        return clock() - began

    # the loop wakes up to one tick of its clock early
    assert asyncio.run(work()) >= HELD_S - TICK_S


def test_a_block_that_raises_is_not_held_up() -> None:
    async def work() -> None:
        # an hour: a test that waited for it would not end
        async with no_sooner_than(3600):
            raise ValueError("no such address")

    with pytest.raises(ValueError, match="no such address"):
        asyncio.run(work())


def test_the_time_is_longer_than_the_work_for_any_address() -> None:
    assert EVEN_ANSWER_S == 0.2


@pytest.fixture
def room(store: Store) -> Room:
    room = Room(store, readers=ReaderSettings(team_seats=2))
    reader = Subscriber(id="r1", email=ANN, newsletters=("daily",), tier=Tier.MEMBER)
    room.store.subscribers.add([reader])
    return room


def held_client(room: Room) -> TestClient:
    config = room.newsroom.config
    app = public_app(room.store, config, key=KEY, clock=room.clock, even_answer_s=HELD_S)
    return TestClient(app, client=(room.host, 50_000))


@pytest.mark.parametrize("address", [ANN, "stranger@mail.example"])
@pytest.mark.parametrize("path", ["/join", "/me"])
def test_a_form_is_answered_after_that_time_whatever_the_address(
    room: Room, path: str, address: str
) -> None:
    client = held_client(room)
    stamp = stamp_of(client.get(path).text)
    room.clock.pass_(seconds=5)
    began = time.monotonic()
    page = client.post(path, data={"email": address, "newsletter": "daily", "stamp": stamp})
    assert page.status_code == 200
    assert time.monotonic() - began >= HELD_S - TICK_S


@pytest.mark.parametrize("name", ["invite", "move"])
def test_a_wish_on_the_own_page_that_names_an_address_is_held_as_well(
    room: Room, name: str
) -> None:
    client = held_client(room)
    client.post(room.link(Purpose.PREFERENCES, "r1"), data={"fresh": "1"})
    ((mail, _),) = room.mails(MailKind.ACCESS)
    link = room.link(Purpose.PREFERENCES, "r1", mail.id)
    other = "bob@mail.example"
    began = time.monotonic()
    page = client.post(link, data={name: "yes", "new_address": other, "invitee": other})
    assert page.status_code == 200
    assert time.monotonic() - began >= HELD_S - TICK_S
