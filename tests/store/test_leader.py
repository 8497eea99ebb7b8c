"""One process leads at a time, knows when it has lost the lead, and gives it back at the end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from postgres import fresh_database

from digest.errors import StoreError
from digest.store.database import Database
from digest.store.leader import SqlLead, lead


@pytest.fixture
def database(store_url: str) -> Database:
    return Database(store_url)


def test_the_first_leads_and_the_second_does_not(database: Database) -> None:
    with lead(database, "schedule") as first, lead(database, "schedule") as second:
        assert first
        assert first.is_held()
        assert not second
        assert not second.is_held()
    database.close()


def test_each_name_has_a_leader_of_its_own(database: Database) -> None:
    with lead(database, "schedule") as schedule, lead(database, "upkeep") as upkeep:
        assert (bool(schedule), bool(upkeep)) == (True, True)
    database.close()


def test_a_lead_is_free_again_at_once_when_its_block_ends(database: Database) -> None:
    for _ in range(3):
        with lead(database, "schedule") as leads:
            assert leads
    database.close()


def test_a_lead_is_free_again_after_an_error(database: Database) -> None:
    with pytest.raises(RuntimeError), lead(database, "schedule"):
        raise RuntimeError("the work failed")
    with lead(database, "schedule") as leads:
        assert leads
    database.close()


def test_of_many_that_ask_at_once_one_leads(store_url: str) -> None:
    asked, decided = Barrier(4), Barrier(4)

    def ask(_: int) -> bool:
        database = Database(store_url)
        asked.wait(30)
        with lead(database, "schedule") as leads:
            # all hold their answer until the last has one
            decided.wait(30)
            answer = bool(leads)
        database.close()
        return answer

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, range(4))) == [False, False, False, True]


def test_a_follower_that_leaves_takes_no_lead_away(database: Database) -> None:
    with lead(database, "schedule") as first:
        with lead(database, "schedule") as second:
            assert not second
        assert first.is_held()
        with lead(database, "schedule") as third:
            assert not third
    database.close()


def test_two_databases_of_one_server_have_a_leader_each(postgres_server: str) -> None:
    first = Database(fresh_database(postgres_server, "leads_one"))
    second = Database(fresh_database(postgres_server, "leads_two"))
    with lead(first, "schedule") as one, lead(second, "schedule") as two:
        assert (bool(one), bool(two)) == (True, True)
    first.close()
    second.close()


def test_a_leader_whose_session_was_ended_knows_that_it_leads_no_more(
    migrated_database: str,
) -> None:
    import psycopg

    database = Database(migrated_database)
    with lead(database, "schedule") as leads:
        assert leads.is_held()
        with psycopg.connect(migrated_database, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                " AND pid <> pg_backend_pid()"
            )
        assert not leads.is_held()
        # the server has forgotten the lock: another may lead
        with lead(database, "schedule") as next_one:
            assert next_one
    database.close()


def test_a_server_that_is_away_is_an_error_in_plain_words() -> None:
    database = Database("postgresql://digest@127.0.0.1:1/none")
    with (
        pytest.raises(StoreError, match="the database cannot be reached"),
        lead(database, "schedule"),
    ):
        pass
    database.close()


def test_a_lock_file_stands_beside_the_database_and_stays(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/news.db")
    with lead(database, "schedule"):
        assert (tmp_path / "news.db.schedule.lock").is_file()
    # removing it could let two processes lock two files of one name
    assert (tmp_path / "news.db.schedule.lock").is_file()
    database.close()


def test_a_lock_file_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/news.db")
    place = tmp_path / "news.db.schedule.lock"
    place.mkdir()
    with pytest.raises(StoreError, match="cannot make the lock file: ") as refused:
        lead(database, "schedule").__enter__()
    assert refused.value.subject == str(place)
    database.close()


@pytest.mark.parametrize(
    ("leading", "alive", "held"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_a_lead_is_held_while_its_lock_lives(leading: bool, alive: bool, held: bool) -> None:
    answer = SqlLead(leading, lambda: alive)
    assert (bool(answer), answer.is_held()) == (leading, held)
