"""The work queue: which rows a connection gets, and when a provider or a relay is left alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from digest.config import DeliverSettings, ProviderLimit, Relay
from digest.deliver.relay_state import RELAY_FIRST_PAUSE_S
from digest.deliver.shared_limits import SharedLimits
from digest.deliver.work_queue import RowBatch, WorkQueue
from digest.models import Delivery, DeliveryState, Outcome, Reply

T = TypeVar("T")

ACCEPTED = Reply(code=250, enhanced="2.0.0", text="ok")
THROTTLED = Reply(code=421, enhanced="4.7.0", text="too many messages")
ACCUSED = Reply(code=550, enhanced="5.7.26", text="unauthenticated")


def row(number: int, domain: str = "a.example", holder: str = "w/1") -> Delivery:
    return Delivery(
        issue_id="i",
        subscriber_id=f"r{number:04}",
        state=DeliveryState.LEASED,
        domain=domain,
        leased_by=holder,
    )


def rows(count: int, domain: str = "a.example", first: int = 0) -> list[Delivery]:
    return [row(number, domain) for number in range(first, first + count)]


def relay(name: str = "main", **changes: object) -> Relay:
    return Relay(name=name, host="127.0.0.1", **{"connections": 2, **changes})  # type: ignore[arg-type]


class Watch:
    """A clock that stands still until it is set."""

    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


def with_queue(
    do: Callable[[WorkQueue, Watch], Awaitable[T]],
    *relays: Relay,
    shared_limits: SharedLimits | None = None,
    **settings: object,
) -> T:
    """Run a coroutine over a queue with these relays (default: one of two connections)."""

    async def run() -> T:
        watch = Watch()
        queue = WorkQueue(
            settings=DeliverSettings(relays=relays or (relay(),), **settings),  # type: ignore[arg-type]
            shared_limits=shared_limits,
            monotonic=watch,
        )
        try:
            return await do(queue, watch)
        finally:
            queue.end()

    return asyncio.run(run())


async def taken(queue: WorkQueue, by: Relay | None = None, number: int = 0) -> RowBatch | None:
    """Take what may go at this moment; None when no row may."""
    attempt = asyncio.ensure_future(queue.take(by or relay(), number))
    await asyncio.sleep(0.02)
    if attempt.done():
        return attempt.result()
    attempt.cancel()
    return None


def outcome(number: int, reply: Reply, *, alarm: str = "") -> Outcome:
    state = DeliveryState.ACCEPTED if reply.code == 250 else DeliveryState.DEFERRED
    return Outcome(
        issue_id="i",
        subscriber_id=f"r{number:04}",
        state=state,
        reply=reply,
        relay="main",
        alarm=alarm,
    )


def ids(batch: RowBatch | None) -> list[str]:
    return [] if batch is None else [row.subscriber_id for row in batch.rows]


# ---- sharing rows out ----------------------------------------------------------------------------


@pytest.mark.parametrize(("waiting", "size"), [(4, 4), (20, 10), (60, 30), (100, 50), (1000, 50)])
def test_a_connection_takes_its_share_of_the_rows_and_fifty_at_most(
    waiting: int, size: int
) -> None:
    async def do(queue: WorkQueue, _: Watch) -> int:
        queue.add(rows(waiting))
        return len(ids(await taken(queue)))

    assert with_queue(do) == size


def test_near_the_end_a_connection_takes_eight_rows() -> None:
    async def do(queue: WorkQueue, _: Watch) -> int:
        queue.add(rows(9))
        return len(ids(await taken(queue)))

    assert with_queue(do, relay(connections=9)) == 8


def test_the_providers_take_turns() -> None:
    async def do(queue: WorkQueue, _: Watch) -> list[frozenset[str]]:
        queue.add([*rows(100, "a.example"), *rows(100, "b.example", first=500)])
        providers = []
        for _ in range(4):
            batch = await taken(queue)
            assert batch is not None
            providers.append(batch.providers)
        return providers

    first, second, third, fourth = with_queue(do)
    assert first == third == {"a.example"}
    assert second == fourth == {"b.example"}


def test_a_provider_gets_no_more_connections_than_its_limit() -> None:
    limit = ProviderLimit(provider="a.example", connections=1)

    async def do(queue: WorkQueue, _: Watch) -> None:
        queue.add(rows(100))
        first = await taken(queue)
        assert first is not None
        assert await taken(queue, number=1) is None
        queue.finish(first)
        assert await taken(queue, number=1) is not None

    with_queue(do, providers=(limit,))


def test_a_provider_is_served_at_its_pace() -> None:
    limit = ProviderLimit(provider="a.example", per_minute=60)

    async def do(queue: WorkQueue, watch: Watch) -> list[int]:
        queue.add(rows(10))
        counts = [len(ids(await taken(queue)))]
        for _ in range(2):
            watch.now_s += 0.75
            counts.append(len(ids(await taken(queue))))
            watch.now_s += 0.25
            counts.append(len(ids(await taken(queue))))
        return counts

    assert with_queue(do, providers=(limit,)) == [1, 0, 1, 0, 1]


def test_the_limit_named_default_holds_for_every_other_provider() -> None:
    limits = (
        ProviderLimit(provider="default", connections=1),
        ProviderLimit(provider="google", connections=2),
    )

    async def do(queue: WorkQueue, _: Watch) -> None:
        queue.add([*rows(200, "a.example")])
        assert await taken(queue) is not None
        assert await taken(queue, number=1) is None
        queue.add(rows(200, "gmail.com", first=500))
        assert await taken(queue) is not None
        assert await taken(queue, number=1) is not None

    with_queue(do, providers=limits)


# ---- relays --------------------------------------------------------------------------------------


def test_relays_share_the_rows_by_their_weight() -> None:
    heavy, light = relay("heavy", weight=3), relay("light", weight=1)

    async def do(queue: WorkQueue, _: Watch) -> tuple[int, int]:
        queue.add(rows(2000))
        counts = {"heavy": 0, "light": 0}
        for _ in range(40):
            for one in (heavy, light):
                batch = await taken(queue, one)
                counts[one.name] += len(ids(batch))
        return counts["heavy"], counts["light"]

    heavy_count, light_count = with_queue(do, heavy, light)
    assert heavy_count + light_count > 500
    assert 2.5 < heavy_count / light_count < 3.5


def test_a_relay_of_weight_zero_stands_by_until_the_others_are_in_trouble() -> None:
    main, spare = relay("main"), relay("spare", weight=0)

    async def do(queue: WorkQueue, watch: Watch) -> None:
        queue.add(rows(100))
        assert await taken(queue, spare) is None
        queue.relay_failed(main)
        assert await taken(queue, spare) is not None
        watch.now_s += 0.5
        assert await taken(queue, spare) is None
        assert await taken(queue, main) is not None

    with_queue(do, main, spare)


def test_a_relay_that_failed_gets_no_row_during_its_pause() -> None:
    async def do(queue: WorkQueue, watch: Watch) -> None:
        queue.add(rows(100))
        queue.relay_failed(relay())
        assert await taken(queue) is None
        watch.now_s += RELAY_FIRST_PAUSE_S
        assert await taken(queue) is not None

    with_queue(do)


def test_a_relay_gets_rows_at_its_own_pace() -> None:
    slow = relay(per_minute=60)

    async def do(queue: WorkQueue, watch: Watch) -> list[int]:
        queue.add(rows(100))
        first = len(ids(await taken(queue, slow)))
        watch.now_s += first - 0.5
        too_soon = await taken(queue, slow)
        watch.now_s += 1.0
        return [first > 0, too_soon is None, await taken(queue, slow) is not None]

    assert with_queue(do, slow) == [True, True, True]


def test_a_relay_that_fails_four_times_in_a_row_is_given_up_and_one_answer_forgives_all() -> None:
    async def do(queue: WorkQueue, watch: Watch) -> list[bool]:
        given_up = []
        for _ in range(3):
            queue.relay_failed(relay())
            watch.now_s += 10
        given_up.append(queue.has_no_relay())
        queue.relay_answered(relay())
        for _ in range(3):
            queue.relay_failed(relay())
            watch.now_s += 10
        given_up.append(queue.has_no_relay())
        queue.relay_failed(relay())
        given_up.append(queue.has_no_relay())
        return given_up

    assert with_queue(do) == [False, False, True]


# ---- providers in trouble ------------------------------------------------------------------------


def test_three_accusations_in_a_row_give_a_provider_up_and_its_rows_go_back() -> None:
    async def do(queue: WorkQueue, _: Watch) -> None:
        queue.add(rows(100))
        for number in range(2):
            queue.record_outcome(outcome(number, ACCUSED, alarm="accused"), "a.example")
        assert queue.may_still_go("a.example")
        assert not queue.left_a_provider()
        queue.record_outcome(outcome(2, ACCUSED, alarm="accused"), "a.example")
        assert not queue.may_still_go("a.example")
        assert queue.left_a_provider()
        assert len(queue.take_returned()) == 100
        # rows that come later go back at once, and those of another provider may go
        queue.add([row(900), row(901, "b.example")])
        assert [one.subscriber_id for one in queue.take_returned()] == ["r0900"]
        assert ids(await taken(queue)) == ["r0901"]

    with_queue(do)


def test_an_accepted_message_between_two_accusations_starts_the_count_anew() -> None:
    async def do(queue: WorkQueue, _: Watch) -> bool:
        queue.add(rows(100))
        for _ in range(2):
            for number in range(2):
                queue.record_outcome(outcome(number, ACCUSED, alarm="accused"), "a.example")
            queue.record_outcome(outcome(9, ACCEPTED), "a.example")
        return queue.left_a_provider()

    assert not with_queue(do)


def test_a_provider_that_throttles_is_left_alone_five_seconds_and_then_ten() -> None:
    async def do(queue: WorkQueue, watch: Watch) -> list[bool]:
        queue.add(rows(500))
        may_go = []
        for pause_s in (4.9, 0.2, 9.9, 0.2):
            if pause_s > 1:
                queue.record_outcome(outcome(1, THROTTLED), "a.example")
            watch.now_s += pause_s
            may_go.append(await taken(queue) is not None)
        return may_go

    assert with_queue(do) == [False, True, False, True]


def test_an_outcome_without_a_relay_says_nothing_about_the_provider() -> None:
    async def do(queue: WorkQueue, _: Watch) -> bool:
        queue.add(rows(10))
        left = Outcome(
            issue_id="i",
            subscriber_id="r0001",
            state=DeliveryState.SUPPRESSED,
            reply=Reply(code=421, text="too many"),
        )
        queue.record_outcome(left, "a.example")
        return queue.may_still_go("a.example")

    assert with_queue(do)


# ---- leases --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("waited_s", "goes"), [(0.0, True), (69.9, True), (70.1, False)])
def test_a_row_that_waited_for_seven_tenths_of_its_lease_goes_back(
    waited_s: float, goes: bool
) -> None:
    async def do(queue: WorkQueue, watch: Watch) -> tuple[list[str], list[str]]:
        queue.add(rows(1))
        watch.now_s += waited_s
        batch = await taken(queue)
        return ids(batch), [one.subscriber_id for one in queue.take_returned()]

    went, returned = with_queue(do, lease_s=100.0)
    assert (went, returned) == ((["r0000"], []) if goes else ([], ["r0000"]))


def test_a_row_that_was_claimed_again_goes_once_under_its_latest_lease() -> None:
    async def do(queue: WorkQueue, _: Watch) -> list[tuple[str, str]]:
        queue.add([row(1, holder="w/1"), row(2, holder="w/1")])
        queue.add([row(1, holder="w/2")])
        batch = await taken(queue)
        assert batch is not None
        return [(one.subscriber_id, one.leased_by) for one in batch.rows]

    assert sorted(with_queue(do)) == [("r0001", "w/2"), ("r0002", "w/1")]


def test_a_row_in_hand_that_was_claimed_again_is_not_put_back_under_its_old_lease() -> None:
    async def do(queue: WorkQueue, _: Watch) -> list[str]:
        queue.add([row(1, holder="w/1")])
        early = await taken(queue)
        assert early is not None
        queue.add([row(1, holder="w/2")])
        queue.put_back(early.rows)
        queue.finish(early)
        late = await taken(queue)
        assert late is not None
        assert await taken(queue) is None
        return [one.leased_by for one in late.rows]

    assert with_queue(do) == ["w/2"]


# ---- claiming more -------------------------------------------------------------------------------


def test_rows_are_wanted_while_fewer_wait_than_the_connections_can_use() -> None:
    async def do(queue: WorkQueue, _: Watch) -> list[int]:
        wanted = [queue.rows_wanted()]
        queue.add(rows(199))
        wanted.append(queue.rows_wanted())
        queue.add(rows(1, first=900))
        wanted.append(queue.rows_wanted())
        return wanted

    assert with_queue(do, relay(connections=4), batch=10) == [200, 200, 0]
    assert with_queue(do, relay(connections=1), batch=200) == [200, 200, 0]


def test_a_slow_provider_gets_the_rows_that_it_can_use_up_within_its_lease() -> None:
    limit = ProviderLimit(provider="a.example", per_minute=60)

    async def do(queue: WorkQueue, _: Watch) -> list[bool]:
        stuck = []
        for number in range(31):
            queue.add(rows(1, first=number))
            stuck.append("a.example" in queue.stuck_providers())
        return stuck

    # 60 a minute for three tenths of 100 seconds are 30 rows
    assert with_queue(do, providers=(limit,), lease_s=100.0).index(True) == 29


def test_the_queue_is_idle_when_no_row_waits_is_in_hand_or_has_to_go_back() -> None:
    async def do(queue: WorkQueue, _: Watch) -> list[bool]:
        idle = [queue.is_idle()]
        queue.add(rows(1))
        idle.append(queue.is_idle())
        batch = await taken(queue)
        assert batch is not None
        idle.append(queue.is_idle())
        queue.return_to_ledger(batch.rows)
        queue.finish(batch)
        idle.append(queue.is_idle())
        queue.take_returned()
        idle.append(queue.is_idle())
        return idle

    assert with_queue(do) == [True, False, False, False, True]


def test_an_ended_queue_gives_out_no_row_and_returns_all() -> None:
    async def do(queue: WorkQueue, _: Watch) -> None:
        queue.add(rows(3))
        batch = await taken(queue)
        assert batch is not None
        queue.add(rows(2, first=10))
        queue.end()
        assert await queue.take(relay()) is None
        queue.put_back(batch.rows)
        returned = [one.subscriber_id for one in queue.take_returned()]
        assert sorted(returned) == ["r0000", "r0001", "r0002", "r0010", "r0011"]

    with_queue(do)


def test_a_connection_that_waited_its_patience_gets_none() -> None:
    async def run() -> RowBatch | None:
        queue = WorkQueue(settings=DeliverSettings(relays=(relay(),)))
        async with asyncio.timeout(5):
            return await queue.take(relay(), patience_s=0.05)

    assert asyncio.run(run()) is None


# ---- two sends -----------------------------------------------------------------------------------


def test_a_send_that_is_fifty_rows_ahead_waits_for_the_other_one() -> None:
    async def run() -> list[int]:
        shared, watch = SharedLimits(), Watch()
        limit = ProviderLimit(provider="a.example", connections=100)
        settings = DeliverSettings(relays=(relay(),), providers=(limit,))
        ahead = WorkQueue(settings=settings, shared_limits=shared, monotonic=watch)
        behind = WorkQueue(settings=settings, shared_limits=shared, monotonic=watch)
        ahead.add(rows(500))
        behind.add(rows(500, first=500))
        counts = []
        for _ in range(4):
            watch.now_s += 0.2
            counts.append(len(ids(await taken(ahead))))
        watch.now_s += 0.2
        counts.append(len(ids(await taken(behind))))
        watch.now_s += 0.2
        counts.append(len(ids(await taken(ahead))))
        ahead.end()
        behind.end()
        return counts

    first, second, third, fourth, other, after = asyncio.run(run())
    assert first == 50
    assert second == third == fourth == 0
    assert other == 50
    assert after > 0


# ---- the connections of a relay that two sends use -----------------------------------------------


def two_sends(
    do: Callable[[WorkQueue, Callable[[], WorkQueue]], Awaitable[T]], *, connections: int
) -> T:
    """Run a coroutine over the queue of one send, which begins another send when it asks."""
    settings = DeliverSettings(relays=(relay(connections=connections),))
    shared_limits = SharedLimits()

    async def run() -> T:
        queues: list[WorkQueue] = []

        def begin() -> WorkQueue:
            queues.append(WorkQueue(settings=settings, shared_limits=shared_limits))
            queues[-1].add(rows(20))
            return queues[-1]

        try:
            return await do(begin(), begin)
        finally:
            for queue in queues:
                queue.end()

    return asyncio.run(run())


def test_a_second_send_waits_until_a_connection_of_the_first_hung_up() -> None:
    main = relay(connections=4)

    async def do(first: WorkQueue, begin: Callable[[], WorkQueue]) -> None:
        # alone, a send may use each connection of the relay: 8, 8 and 4 rows
        batches = [await taken(first, main, number) for number in range(3)]
        second = begin()
        assert await taken(second, main, 0) is not None
        assert await taken(second, main, 1) is None
        # the third connection of the first send is beyond its half now
        assert batches[2] is not None
        first.finish(batches[2])
        assert await first.take(main, 2) is None
        assert await taken(second, main, 1) is None
        first.hung_up(main, 2)
        first.hung_up(main, 2)
        assert await taken(second, main, 1) is not None

    two_sends(do, connections=4)


def test_a_connection_that_is_open_keeps_its_place_for_the_next_rows() -> None:
    main = relay(connections=2)

    async def do(first: WorkQueue, begin: Callable[[], WorkQueue]) -> None:
        batch = await taken(first, main, 0)
        second = begin()
        assert await taken(second, main, 0) is not None
        assert batch is not None
        first.finish(batch)
        assert await taken(first, main, 0) is not None

    two_sends(do, connections=2)


def test_each_of_more_sends_than_connections_has_one() -> None:
    main = relay(connections=1)

    async def do(first: WorkQueue, begin: Callable[[], WorkQueue]) -> None:
        assert await taken(first, main, 0) is not None
        assert await taken(begin(), main, 0) is not None

    two_sends(do, connections=1)
