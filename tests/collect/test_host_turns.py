"""A host gets so many requests at a time, and their starts are so many seconds apart."""

from __future__ import annotations

import threading

import pytest

from digest.collect.host_turns import HostMemory, HostTurns
from digest.errors import FetchError


class Clock:
    """A clock that moves when a test says so."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def starts(turns: HostTurns, host: str, gap_s: float = 0.0) -> bool:
    """Take one turn and give it back."""
    with turns.turn(host, gap_s):
        return True


def test_the_first_request_starts_at_once() -> None:
    assert starts(HostTurns(per_host=1, gap_s=9.0, clock=Clock()), "paper.example")


@pytest.mark.parametrize(
    ("rest_s", "gap_s", "waits_s"),
    [(8.9, 9.0, 0.1), (9.0, 9.0, 0.0), (20.0, 9.0, 0.0), (0.0, 9.0, 9.0), (0.0, 0.0, 0.0)],
)
def test_a_host_rests_between_two_starts(rest_s: float, gap_s: float, waits_s: float) -> None:
    clock = Clock()
    turns = HostTurns(per_host=1, gap_s=gap_s, clock=clock)
    assert turns._start("paper.example", gap_s) <= 0
    clock.now_s += rest_s
    assert max(0.0, turns._start("paper.example", gap_s)) == pytest.approx(waits_s)


def test_another_host_does_not_rest() -> None:
    turns = HostTurns(per_host=1, gap_s=9.0, clock=Clock())
    assert starts(turns, "paper.example")
    assert starts(turns, "wire.example")


def test_the_longer_of_two_gaps_is_kept() -> None:
    clock = Clock()
    turns = HostTurns(per_host=1, gap_s=1.0, clock=clock)
    assert starts(turns, "paper.example", gap_s=30.0)
    clock.now_s += 2.0
    # a page with a delay of its own waits for it; the general gap alone has passed
    assert starts(turns, "paper.example")


def test_turns_with_one_memory_rest_together() -> None:
    clock, memory = Clock(), HostMemory()
    first = HostTurns(per_host=1, gap_s=9.0, clock=clock, memory=memory)
    second = HostTurns(per_host=1, gap_s=9.0, clock=clock, memory=memory)
    assert starts(first, "paper.example")
    assert second._start("paper.example", 9.0) == pytest.approx(9.0)
    assert HostTurns(per_host=1, gap_s=9.0, clock=clock)._start("paper.example", 9.0) <= 0


def test_a_request_that_waits_starts_no_rest_of_its_own() -> None:
    clock = Clock()
    turns = HostTurns(per_host=1, gap_s=9.0, clock=clock)
    turns._start("paper.example", 9.0)
    clock.now_s += 5.0
    assert turns._start("paper.example", 9.0) == pytest.approx(4.0)
    assert turns._start("paper.example", 9.0) == pytest.approx(4.0)


def test_no_turn_is_given_after_the_stop() -> None:
    turns = HostTurns(per_host=2, gap_s=0.0, clock=Clock())
    turns.stop()
    with pytest.raises(FetchError, match="was not asked: collecting was stopped") as stopped:
        starts(turns, "paper.example")
    assert stopped.value.subject == "paper.example"


def test_a_stop_ends_the_wait_of_a_thread() -> None:
    turns = HostTurns(per_host=1, gap_s=3600.0, clock=Clock())
    assert starts(turns, "paper.example")
    errors: list[FetchError] = []

    def ask() -> None:
        try:
            starts(turns, "paper.example")
        except FetchError as error:
            errors.append(error)

    waiting = threading.Thread(target=ask)
    waiting.start()
    turns.stop()
    waiting.join(timeout=30)
    assert not waiting.is_alive()
    assert len(errors) == 1


@pytest.mark.parametrize(("per_host", "places"), [(-1, 1), (0, 1), (1, 1), (3, 3)])
def test_a_host_has_as_many_places_as_were_asked_for_and_one_at_least(
    per_host: int, places: int
) -> None:
    memory = HostMemory()
    turns = HostTurns(per_host=per_host, gap_s=0.0, clock=Clock(), memory=memory)
    assert starts(turns, "paper.example")
    semaphore = memory.places["paper.example"]
    taken = 0
    while semaphore.acquire(blocking=False):
        taken += 1
    assert taken == places


def test_a_place_is_free_again_after_an_error() -> None:
    turns = HostTurns(per_host=1, gap_s=0.0, clock=Clock())
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.turn("paper.example"):
            raise ZeroDivisionError
    assert starts(turns, "paper.example")
