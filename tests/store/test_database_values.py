"""Any words survive the way into both databases and back, as one parameter and as rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, literal, select

from digest.errors import StoreError
from digest.store.column_types import UtcTime
from digest.store.database import Database, Texts
from digest.store.schema import secrets

# PostgreSQL takes no NUL in a text, and no database takes half a letter
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NOW = datetime(2026, 11, 23, 6, 0, 0, 123456, tzinfo=UTC)
steady = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def database(store_url: str) -> Iterator[Database]:
    opened = Database(store_url)
    yield opened
    opened.close()


@given(values=st.lists(words, max_size=6))
@steady
def test_words_are_listed_as_they_are_in_their_order(database: Database, values: list[str]) -> None:
    with database.read() as connection:
        assert list(connection.execute(database.listed(values)).scalars()) == values


@given(value=words, others=st.lists(words, max_size=4))
@steady
def test_a_word_is_one_of_those_that_it_equals(
    database: Database, value: str, others: list[str]
) -> None:
    with database.read() as connection:
        query = select(database.one_of(literal(value), others))
        assert bool(connection.execute(query).scalar()) is (value in others)


@given(rows=st.lists(st.tuples(words, st.integers(-(2**31), 2**31 - 1)), max_size=5))
@steady
def test_rows_written_as_json_are_a_table_again(
    database: Database, rows: list[tuple[str, int]]
) -> None:
    columns = [Column("name", Text), Column("number", Integer)]
    query = database.table_of(columns, literal(database.as_json(rows)))
    with database.read() as connection:
        assert [tuple(row) for row in connection.execute(query)] == rows


def test_no_word_is_in_an_empty_list(database: Database) -> None:
    with database.read() as connection:
        assert not connection.execute(select(database.one_of(literal("a"), []))).scalar()
        assert connection.execute(database.listed([])).all() == []


@pytest.mark.parametrize("count", [32_767, 70_000])
def test_a_list_is_longer_than_a_database_has_parameters(database: Database, count: int) -> None:
    # PostgreSQL counts parameters in sixteen bits, and SQLite stops at 32,766
    values = [f"r{number}" for number in range(count)]
    with database.read() as connection:
        query = select(database.one_of(literal(values[-1]), values))
        assert connection.execute(query).scalar()


def test_a_statement_that_is_built_once_takes_words_later(database: Database) -> None:
    query = select(database.one_of(literal("b"), bindparam("words", type_=Texts())))
    with database.read() as connection:
        for values, found in ((["a", "b"], True), (["a"], False), ([], False), (None, False)):
            assert bool(connection.execute(query, {"words": values}).scalar()) is found


def test_a_missing_cell_stays_missing(database: Database) -> None:
    columns = [Column("name", Text), Column("number", Integer)]
    query = database.table_of(columns, literal(database.as_json([("a", None), (None, 1)])))
    with database.read() as connection:
        assert [tuple(row) for row in connection.execute(query)] == [("a", None), (None, 1)]


def test_a_time_in_a_row_is_spelled_as_its_column_spells_it(database: Database) -> None:
    tehran = NOW.astimezone(timezone(timedelta(hours=3, minutes=30)))
    query = database.table_of(
        [Column("at", UtcTime)], literal(database.as_json([(tehran,), (NOW,)]))
    )
    with database.read() as connection:
        assert connection.execute(query).scalars().all() == [NOW, NOW]


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes"])
def test_a_value_that_no_row_holds_is_a_fault_of_the_program(
    database: Database, value: object
) -> None:
    with pytest.raises(TypeError, match="not a value of a row"):
        database.as_json([(value,)])


def test_gathered_rows_are_fetched_at_once_and_in_order(database: Database) -> None:
    with database.write() as connection:
        for number in range(3):
            row = {"name": f"n{number}", "secret": "“s”", "created": NOW}
            connection.execute(database.insert(secrets).values(row))
    ours = secrets.c.name.startswith("n")
    query = select(secrets.c.name, secrets.c.secret).where(ours).order_by(secrets.c.name)
    gathered = database.gathered(query)
    with database.read() as connection:
        rows = [tuple(row) for row in database.fetched(connection, gathered, {})]
    assert rows == [("n0", "“s”"), ("n1", "“s”"), ("n2", "“s”")]


def test_no_row_is_gathered_as_no_row(database: Database) -> None:
    query = select(secrets.c.name).where(secrets.c.name == "of no secret")
    with database.read() as connection:
        assert list(database.fetched(connection, database.gathered(query), {})) == []


def test_a_transaction_that_fails_leaves_no_row(database: Database) -> None:
    row = {"name": "half", "secret": "s", "created": NOW}

    def work() -> None:
        with database.write() as connection:
            connection.execute(database.insert(secrets).values(row))
            raise RuntimeError("the work failed")

    with pytest.raises(RuntimeError):
        work()
    query = select(secrets.c.name).where(secrets.c.name == "half")
    with database.read() as connection:
        assert connection.execute(query).first() is None


def test_each_statement_of_a_single_connection_is_stored_by_itself(database: Database) -> None:
    row = {"name": "kept", "secret": "s", "created": NOW}

    def work() -> None:
        with database.single(writes=True) as connection:
            connection.execute(database.insert(secrets).values(row))
            raise RuntimeError("the next step failed")

    with pytest.raises(RuntimeError):
        work()
    query = select(secrets.c.name).where(secrets.c.name == "kept")
    with database.read() as connection:
        assert connection.execute(query).first() == ("kept",)


def test_a_table_that_is_not_there_is_a_trouble_of_the_store(database: Database) -> None:
    table = Table("nowhere", MetaData(), Column("name", Text))
    with pytest.raises(StoreError, match="the database said: "), database.read() as connection:
        connection.execute(select(table))
