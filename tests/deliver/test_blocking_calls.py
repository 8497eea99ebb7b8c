"""Blocking calls: they run in daemon threads, in order, and their results reach the event loop."""

from __future__ import annotations

import asyncio
import threading

import pytest

from digest.deliver.blocking_calls import DaemonThreads, run_in_thread


def test_a_result_and_an_error_come_back_to_the_coroutine_that_asked() -> None:
    def fail() -> None:
        raise KeyError("bug")

    async def run() -> tuple[str, bool]:
        name = await run_in_thread(lambda: threading.current_thread().name)
        with pytest.raises(KeyError):
            await run_in_thread(fail)
        return name, threading.current_thread().name == name

    name, is_same = asyncio.run(run())
    assert name == "blocking-0"
    assert not is_same


def test_calls_of_one_thread_run_in_the_order_of_asking() -> None:
    async def run() -> list[int]:
        threads = DaemonThreads(name="one")
        order: list[int] = []
        futures = [threads.run(lambda n=number: order.append(n)) for number in range(20)]
        await asyncio.gather(*futures)
        threads.end()
        return order

    assert asyncio.run(run()) == list(range(20))


def test_as_many_calls_run_at_once_as_there_are_threads() -> None:
    async def run() -> int:
        threads = DaemonThreads(3, name="three")
        barrier = threading.Barrier(3, timeout=5)
        numbers = await asyncio.gather(*(threads.run(barrier.wait) for _ in range(3)))
        threads.end()
        return len(set(numbers))

    assert asyncio.run(run()) == 3


def test_the_threads_are_daemons_and_end_after_the_calls_asked_for() -> None:
    async def run() -> list[threading.Thread]:
        threads = DaemonThreads(2, name="ending")
        result = threads.run(lambda: 7)
        threads.end()
        assert await result == 7
        return [thread for thread in threading.enumerate() if thread.name.startswith("ending-")]

    for thread in asyncio.run(run()):
        assert thread.daemon
        thread.join(5)
        assert not thread.is_alive()


def test_a_call_whose_coroutine_was_cancelled_disturbs_no_other() -> None:
    async def run() -> int:
        threads = DaemonThreads(name="cancelled")
        release = threading.Event()
        first = threads.run(release.wait)
        first.cancel()
        release.set()
        result = await threads.run(lambda: 3)
        threads.end()
        return result

    assert asyncio.run(run()) == 3
