"""The state of a relay in one send: its part of the connections, and the places that are taken."""

from __future__ import annotations

import pytest

from digest.config import Relay
from digest.deliver.relay_state import RelayState
from digest.deliver.shared_limits import Limit


def state(*, connections: int = 4, sends: int = 1, limit: Limit | None = None) -> RelayState:
    relay = Relay(name="main", host="127.0.0.1", connections=connections)
    return RelayState(relay=relay, limit=limit or Limit(sends=sends))


@pytest.mark.parametrize(("sends", "share"), [(0, 4), (1, 4), (2, 2), (3, 1), (4, 1), (5, 1)])
def test_sends_part_the_connections_and_each_has_one(sends: int, share: int) -> None:
    assert state(sends=sends).connection_share == share


def test_two_sends_hold_as_many_places_together_as_the_relay_has_connections() -> None:
    limit = Limit(sends=2)
    first, second = state(connections=2, limit=limit), state(connections=2, limit=limit)
    first.hold_place(0)
    assert second.has_place_for(0)
    second.hold_place(0)
    assert limit.busy_connections == 2
    assert not first.has_place_for(1)
    # an open connection keeps its place
    assert first.has_place_for(0)
    second.give_up_place(0)
    assert first.has_place_for(1)


def test_a_place_is_counted_once() -> None:
    once = state()
    once.hold_place(3)
    once.hold_place(3)
    assert once.limit.busy_connections == 1


@pytest.mark.parametrize(("sends", "has_place"), [(1, False), (2, True)])
def test_of_more_sends_than_connections_none_waits_for_the_end_of_another(
    sends: int, has_place: bool
) -> None:
    narrow = state(connections=1, limit=Limit(sends=sends, busy_connections=1))
    assert narrow.has_place_for(0) == has_place
