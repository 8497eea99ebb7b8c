"""Claims, alarms and signs of life, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from small_issue import NOW

from digest.process_names import this_process
from digest.protocols import Store
from digest.store.processes import DEAD_AFTER_S, SqlProcesses
from digest.store.schema import processes

HOUR = timedelta(hours=1)
LEASE_S = 900.0
PRINT_NAME = "from digest.process_names import this_process; print(this_process())"


def ended_process() -> str:
    """The name of a process of this machine that has ended."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT_NAME], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def last_seen(store: Store, name: str, *, seconds_ago: int) -> None:
    """Store a sign of life of another machine's process, given so long ago."""
    signs: SqlProcesses = store.processes  # type: ignore[assignment]
    row = {"name": name, "seen": signs._moment(ago_s=seconds_ago)}
    with signs.database.write() as connection:
        connection.execute(processes.insert().values(row))


def claim(store: Store, owner: str, *, hours: float = 0, lease_s: float = LEASE_S) -> bool:
    now = NOW + hours * HOUR
    return store.issues.claim_slot("daily", "06:00", owner=owner, now=now, lease_s=lease_s)


def test_the_slot_of_a_process_that_ended_is_taken_over_at_once(store: Store) -> None:
    assert claim(store, ended_process())
    assert claim(store, "next")


def test_the_slot_of_a_running_process_waits_for_its_lease(store: Store) -> None:
    assert claim(store, this_process())
    assert not claim(store, "next", hours=0.24)
    assert claim(store, "next", hours=0.25)


@pytest.mark.parametrize(
    ("silent_s", "is_dead"), [(DEAD_AFTER_S - 30, False), (DEAD_AFTER_S + 1, True)]
)
def test_the_slot_of_another_machine_is_taken_over_after_two_silent_minutes(
    store: Store, silent_s: int, is_dead: bool
) -> None:
    last_seen(store, "far/1/2/abc", seconds_ago=silent_s)
    assert claim(store, "far/1/2/abc")
    assert store.processes.is_dead("far/1/2/abc") is is_dead
    assert claim(store, "next") is is_dead


def test_a_finished_slot_is_not_taken_over_from_a_dead_process(store: Store) -> None:
    assert claim(store, ended_process())
    store.issues.finish_slot("daily", "06:00", now=NOW)
    assert not claim(store, "next", hours=99)


def test_a_process_that_never_gave_a_sign_is_not_called_dead(store: Store) -> None:
    assert not store.processes.is_dead("queue")
    assert not store.processes.is_dead("far/1/2/abc")


def test_signs_of_life_are_given_until_the_block_ends(store: Store) -> None:
    last_seen(store, this_process(), seconds_ago=DEAD_AFTER_S + 1)
    assert store.processes.is_dead(this_process())
    with store.processes.beating():
        assert not store.processes.is_dead(this_process())
    signs: SqlProcesses = store.processes  # type: ignore[assignment]
    with signs.database.read() as connection:
        assert connection.execute(processes.select()).all() == []


def test_signs_of_life_are_repeated(store: Store) -> None:
    with store.processes.beating(every_s=0.01):
        signs: SqlProcesses = store.processes  # type: ignore[assignment]
        signs._delete_own_row()
        deadline = threading.Event()
        for _ in range(500):
            with signs.database.read() as connection:
                if connection.execute(processes.select()).all():
                    return
            deadline.wait(0.01)
    pytest.fail("no second sign of life was given")


def test_a_row_of_a_process_long_dead_is_deleted(store: Store) -> None:
    last_seen(store, "old/1/2/abc", seconds_ago=8 * 86_400)
    last_seen(store, "far/1/2/abc", seconds_ago=6 * 86_400)
    signs: SqlProcesses = store.processes  # type: ignore[assignment]
    signs.beat()
    with signs.database.read() as connection:
        names = {row.name for row in connection.execute(processes.select())}
    assert names == {"far/1/2/abc", this_process()}


def test_an_alarm_is_raised_once(store: Store) -> None:
    def raise_alarm(hours: int = 0) -> bool:
        now = NOW + hours * HOUR
        return store.alarms.claim("missing:log", "daily@1", owner="o", now=now, lease_s=60)

    assert raise_alarm()
    assert not raise_alarm()
    assert raise_alarm(hours=1), "a call that was not finished is made again"
    assert store.alarms.finished_at("missing:log", "daily@1") is None
    store.alarms.finish("missing:log", "daily@1", now=NOW)
    assert store.alarms.finished_at("missing:log", "daily@1") == NOW
    assert store.alarms.finished_at("missing:log", "daily@2") is None
    assert not raise_alarm(hours=99)


def test_an_alarm_is_no_slot(store: Store) -> None:
    assert store.alarms.claim("daily", "06:00", owner="o", now=NOW, lease_s=60)
    assert claim(store, "p")


def test_a_claim_of_two_processes_at_once_goes_to_one(store: Store) -> None:
    results: list[bool] = []
    barrier = threading.Barrier(4)

    def try_to_claim(number: int) -> None:
        barrier.wait()
        results.append(claim(store, f"o{number}"))

    threads = [threading.Thread(target=try_to_claim, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, False, True]
