"""A running process is seen by the others, and a dead one is known as dead."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime

import pytest
from postgres import NoPostgres, postgres_away
from sqlalchemy import select
from waiting import eventually

from digest.process_names import this_process
from digest.protocols import Store
from digest.store import open_store
from digest.store.processes import DEAD_AFTER_S, FORGOTTEN_AFTER_S, SqlProcesses
from digest.store.schema import processes

OTHER = "another-machine/1/77/abc"
"""A process of another machine: the system here does not know it."""


def signs_of(store: Store) -> SqlProcesses:
    signs: SqlProcesses = store.processes  # type: ignore[assignment]
    return signs


def seen(store: Store) -> dict[str, datetime]:
    with signs_of(store).database.read() as connection:
        return {row.name: row.seen for row in connection.execute(select(processes))}


def gave_a_sign(store: Store, name: str, *, seconds_ago: int) -> None:
    signs = signs_of(store)
    row = {"name": name, "seen": signs._moment(ago_s=seconds_ago)}
    with signs.database.write() as connection:
        connection.execute(processes.insert().values(row))


def test_a_process_has_the_name_of_the_system_alone(store: Store) -> None:
    assert signs_of(store).name == this_process()


def test_a_sign_of_life_is_one_row_that_is_renewed(store: Store) -> None:
    signs_of(store).beat()
    first = seen(store)[this_process()]
    signs_of(store).beat()
    assert set(seen(store)) == {this_process()}
    assert seen(store)[this_process()] >= first


def test_a_sign_is_given_before_the_block_begins_and_its_row_goes_with_the_block(
    store: Store,
) -> None:
    with signs_of(store).beating(every_s=3600):
        assert set(seen(store)) == {this_process()}
    assert seen(store) == {}


def test_the_row_goes_also_when_the_block_fails(store: Store) -> None:
    with pytest.raises(RuntimeError), signs_of(store).beating(every_s=3600):
        raise RuntimeError("the work failed")
    assert seen(store) == {}


def test_signs_go_on_while_the_block_runs(store: Store) -> None:
    with signs_of(store).beating(every_s=0.01):
        first = seen(store)[this_process()]
        eventually(lambda: seen(store)[this_process()] > first, what="the next sign")


@pytest.mark.parametrize(
    ("seconds_ago", "dead"),
    # a margin of ten seconds below: the clock runs while the test does
    [(0, False), (DEAD_AFTER_S - 10, False), (DEAD_AFTER_S + 1, True)],
)
def test_a_process_of_another_machine_is_dead_after_two_silent_minutes(
    store: Store, seconds_ago: int, dead: bool
) -> None:
    gave_a_sign(store, OTHER, seconds_ago=seconds_ago)
    assert signs_of(store).is_dead(OTHER) is dead


def test_a_process_that_never_gave_a_sign_is_not_called_dead(store: Store) -> None:
    assert not signs_of(store).is_dead(OTHER)


def test_this_process_lives_however_old_its_name_is(store: Store) -> None:
    assert not signs_of(store).is_dead(this_process())


def test_a_name_of_this_machine_whose_process_ended_is_dead_without_a_row(store: Store) -> None:
    machine, number, start, token = this_process().split("/")
    # another process has the number now: the one that had it before has ended
    earlier = "/".join((machine, number, str(int(start) - 1), token))
    assert signs_of(store).is_dead(earlier)
    assert not seen(store)


@pytest.mark.parametrize("name", ["", "queue", "a/b/c", "x/1/2/3/4", "'; DROP TABLE processes; --"])
def test_a_name_of_another_shape_is_no_dead_process(store: Store, name: str) -> None:
    assert not signs_of(store).is_dead(name)


@pytest.mark.parametrize(
    ("seconds_ago", "kept"), [(FORGOTTEN_AFTER_S - 60, True), (FORGOTTEN_AFTER_S + 60, False)]
)
def test_a_row_is_forgotten_a_week_after_its_last_sign(
    store: Store, seconds_ago: int, kept: bool
) -> None:
    gave_a_sign(store, OTHER, seconds_ago=seconds_ago)
    signs_of(store).beat()
    assert (OTHER in seen(store)) is kept


@pytest.mark.slow
def test_a_database_that_is_away_stops_neither_the_signs_nor_the_end(
    postgres_server: str, migrated_database: str
) -> None:
    store = open_store(migrated_database)
    with ExitStack() as away, signs_of(store).beating(every_s=0.01):
        try:
            away.enter_context(postgres_away(postgres_server))
        except NoPostgres as error:
            pytest.skip(str(error))
        # the block has ended without an error while the server was down
    store.close()
    again = open_store(migrated_database)
    # the row could not be deleted: it grows old instead
    assert set(seen(again)) == {this_process()}
    again.close()
