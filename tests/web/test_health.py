"""Health: the database is asked seldom, and a database that hangs delays no answer for long."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field

from digest.errors import StoreError
from digest.web.health import ASK_EVERY_S, SLOW, DatabaseHealth


@dataclass(slots=True)
class CountedStore:
    """A store that counts its questions, fails on request, and may hang."""

    asked: int = 0
    fails: bool = False
    released: threading.Event = field(default_factory=threading.Event)

    def ping(self) -> None:
        self.asked += 1
        self.released.wait(30)
        if self.fails:
            raise StoreError("the database went away")


@dataclass(slots=True)
class HandTurnedClock:
    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


def checked(
    *, fails: bool = False, hangs: bool = False
) -> tuple[DatabaseHealth, CountedStore, HandTurnedClock]:
    store, clock = CountedStore(fails=fails), HandTurnedClock()
    if not hangs:
        store.released.set()
    health = DatabaseHealth(store, monotonic_s=clock)  # type: ignore[arg-type]
    return health, store, clock


def test_a_database_that_answers_is_well() -> None:
    health, store, _ = checked()
    assert asyncio.run(health.trouble()) == ""
    assert store.asked == 1


def test_monitors_that_ask_often_cost_one_question() -> None:
    health, store, clock = checked()
    for _ in range(50):
        asyncio.run(health.trouble())
    assert store.asked == 1
    clock.now_s += ASK_EVERY_S - 0.1
    asyncio.run(health.trouble())
    assert store.asked == 1
    clock.now_s += 0.1
    asyncio.run(health.trouble())
    assert store.asked == 2


def test_a_trouble_is_told_until_the_next_question_finds_it_gone() -> None:
    health, store, clock = checked(fails=True)
    assert asyncio.run(health.trouble()) == "the database went away"
    store.fails = False
    assert asyncio.run(health.trouble()) == "the database went away"
    clock.now_s += ASK_EVERY_S
    assert asyncio.run(health.trouble()) == ""


def test_a_database_that_hangs_counts_as_down_and_holds_up_no_other_answer() -> None:
    health, store, _ = checked(hangs=True)

    async def two_at_once() -> list[str]:
        first = asyncio.create_task(health.trouble())
        await asyncio.sleep(0)
        # the second one is told the last answer at once
        second = await asyncio.wait_for(health.trouble(), 0.5)
        return [await first, second]

    assert asyncio.run(two_at_once()) == [SLOW, ""]
    store.released.set()
    assert store.asked == 1
