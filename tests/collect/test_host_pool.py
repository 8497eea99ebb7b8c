"""Worker threads: no host gets more than its share, and no host blocks another."""

from __future__ import annotations

import threading

import pytest

from digest.collect.host_pool import HostJob, HostPool

LIMIT_S = 10.0


def test_results_come_as_the_jobs_end():
    with HostPool[int](workers=4, per_host=2) as pool:
        for number in range(20):
            pool.add(HostJob(f"h{number % 3}", lambda number=number: number))
        assert sorted(pool.results()) == list(range(20))


def test_a_host_with_all_its_places_taken_is_passed_over():
    gate = threading.Event()
    order: list[str] = []

    def slow() -> str:
        assert gate.wait(LIMIT_S)
        order.append("slow")
        return "slow"

    def quick() -> str:
        order.append("quick")
        gate.set()
        return "quick"

    with HostPool[str](workers=2, per_host=1) as pool:
        pool.add(HostJob("busy", slow))
        pool.add(HostJob("busy", slow))
        # without this job the gate would stay shut: it must not wait behind the busy host
        pool.add(HostJob("free", quick))
        assert sorted(pool.results()) == ["quick", "slow", "slow"]
    assert order[0] == "quick"


@pytest.mark.parametrize("per_host", [1, 2, 3])
def test_no_more_jobs_are_at_work_at_a_host_than_allowed(per_host: int):
    lock = threading.Lock()
    full = threading.Barrier(per_host)
    at_work = most = 0

    def work() -> int:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        # every place must be taken before one job ends
        full.wait(LIMIT_S)
        with lock:
            at_work -= 1
        return 0

    with HostPool[int](workers=8, per_host=per_host) as pool:
        for _ in range(4 * per_host):
            pool.add(HostJob("h", work))
        assert len(list(pool.results())) == 4 * per_host
    assert most == per_host


def test_jobs_that_are_added_meanwhile_are_done_too():
    with HostPool[int](workers=2, per_host=2) as pool:
        pool.add(HostJob("h", lambda: 0))
        seen = []
        for result in pool.results():
            seen.append(result)
            if result < 3:
                pool.add(HostJob("h", lambda result=result: result + 1))
        assert seen == [0, 1, 2, 3]


@pytest.mark.parametrize("error", [ValueError("x"), SystemExit(3), KeyboardInterrupt()])
def test_an_exception_of_the_work_is_raised_for_the_caller(error: BaseException):
    def fail() -> int:
        raise error

    with HostPool[int](workers=1, per_host=1) as pool:
        pool.add(HostJob("h", fail))
        with pytest.raises(type(error)):
            list(pool.results())


def test_a_failure_frees_the_place_at_its_host():
    def fail() -> int:
        raise ValueError("x")

    with HostPool[int](workers=1, per_host=1) as pool:
        pool.add(HostJob("h", fail))
        pool.add(HostJob("h", lambda: 7))
        results = pool.results()
        with pytest.raises(ValueError, match="x"):
            next(results)
        assert list(pool.results()) == [7]


def test_after_an_error_of_the_caller_waiting_jobs_are_dropped_and_not_awaited():
    gate = threading.Event()
    started = threading.Event()
    done: list[int] = []

    def work() -> int:
        started.set()
        gate.wait(LIMIT_S)
        done.append(1)
        return 1

    def interrupted() -> None:
        with HostPool[int](workers=1, per_host=1) as pool:
            pool.add(HostJob("h", work))
            pool.add(HostJob("h", work))
            assert started.wait(LIMIT_S)
            raise LookupError

    with pytest.raises(LookupError):
        interrupted()
    # the block was left while the first job was at work
    assert done == []
    gate.set()


@pytest.mark.parametrize(("workers", "per_host"), [(0, 0), (-1, -1)])
def test_there_is_one_thread_and_one_place_at_least(workers: int, per_host: int):
    with HostPool[int](workers=workers, per_host=per_host) as pool:
        pool.add(HostJob("h", lambda: 1))
        assert list(pool.results()) == [1]


def test_without_jobs_there_are_no_results():
    with HostPool[int](workers=2, per_host=1) as pool:
        assert list(pool.results()) == []
