"""Run short transactions on SQLite or PostgreSQL; every trouble of the driver is a StoreError."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    any_,
    cast,
    func,
    literal,
    select,
    text,
    type_coerce,
)
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.types import Text, TypeDecorator, TypeEngine

from digest.errors import StoreError
from digest.store.database_troubles import in_plain_words, shown
from digest.store.engines import checked_url, postgresql_engine, sqlite, sqlite_engine

_AUTOCOMMIT = {"isolation_level": "AUTOCOMMIT"}
_NO_BEGIN = {"begin": ""}


class Database:
    """One database. `read` and `write` each open one transaction."""

    def __init__(self, url: str) -> None:
        self.url = checked_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.engine = sqlite_engine(self.url)
            self._single = self.engine.execution_options(**_NO_BEGIN)
        else:
            self.engine = postgresql_engine(self.url)
            self._single = self.engine.execution_options(**_AUTOCOMMIT)
        # a writer that first reads would fail at its first write, when another has written
        self._immediate = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        self._writing = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        with self.plain_errors(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that will write.

        Under SQLite the threads of a process queue here. That is faster and fairer than SQLite's
        own way, which asks again and again for the lock of the file.
        """
        if not self.is_sqlite:
            with self.plain_errors(), self.engine.begin() as connection:
                yield connection
            return
        # our own lock first: the file is then free for this process
        with self._writing, self.plain_errors(), self._immediate.begin() as connection:
            yield connection

    @contextmanager
    def single(self, *, writes: bool = False) -> Iterator[Connection]:
        """Open a connection on which each statement is a transaction of its own.

        BEGIN and COMMIT are saved, which together cost as much as a short statement.
        """
        turn: AbstractContextManager[object] = nullcontext()
        # PostgreSQL locks rows, so its writers need no queue
        if writes and self.is_sqlite:
            turn = self._writing
        with turn, self.plain_errors(), self._single.connect() as connection:
            yield connection

    def ping(self) -> None:
        """Ask the database for one number; raise StoreError when it does not answer."""
        with self.single() as connection:
            connection.execute(text("SELECT 1"))

    def take_turns(self, connection: Connection, name: str) -> None:
        """Wait until no other transaction of that name runs. SQLite's writers take turns anyway."""
        if not self.is_sqlite:
            # the lock ends with the transaction, also when the process dies
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))

    def one_of(
        self, column: ColumnElement[Any], values: Iterable[str] | BindParameter[Any]
    ) -> ColumnElement[bool]:
        """Write `column IN (values)` with one parameter.

        Neither a limit on parameters nor the cache of statements is hit. A statement that is built
        once gives a parameter of type `Texts` in place of values.
        """
        if self.is_sqlite:
            return column.in_(self.listed(values))
        # one array, however many values
        return column == any_(_texts(values))

    def listed(self, values: Iterable[str] | BindParameter[Any]) -> Select[Any]:
        """Select the values as rows of one column `value`, from one parameter."""
        if self.is_sqlite:
            return select(func.json_each(_texts(values)).table_valued("value").c.value)
        return select(func.unnest(_texts(values)).table_valued("value").render_derived().c.value)

    def table_of(self, columns: Sequence[Column[Any]], written: ColumnElement[Any]) -> Select[Any]:
        """Select the rows that `as_json` wrote, as a table of those columns."""
        cells: list[ColumnElement[Any]] = []
        if self.is_sqlite:
            # one parameter whatever the number of rows: no limit on parameters is met
            each = func.json_each(written).table_valued("value").c.value
            for at, column in enumerate(columns):
                cell = type_coerce(func.json_extract(each, f"$[{at}]"), column.type)
                cells.append(cell.label(column.name))
        else:
            from sqlalchemy.dialects.postgresql import JSONB

            each = func.jsonb_array_elements(cast(written, JSONB)).table_valued("value").c.value
            for at, column in enumerate(columns):
                cells.append(cast(each.op("->>")(at), column.type).label(column.name))
        return select(*cells)

    def as_json(self, rows: Iterable[Sequence[object]]) -> str:
        """Write rows as one text, for `table_of`."""
        # letters as they are: escapes would make the text longer
        return json.dumps([*rows], ensure_ascii=False, default=self._plain)

    def gathered(self, query: Select[Any]) -> Select[Any]:
        """Prepare a query for `fetched`."""
        if not self.is_sqlite:
            return query
        return select(func.json_group_array(func.json_array(*query.subquery().c)))

    def fetched(
        self, connection: Connection, gathered: Select[Any], parameters: Mapping[str, object]
    ) -> Sequence[Sequence[Any]]:
        """Fetch all rows of a `gathered` query at once; their cells are words and numbers only.

        Before each row SQLite lets other threads run, and then waits for them. So it gives all rows
        as one text.
        """
        answer = connection.execute(gathered, parameters)
        if not self.is_sqlite:
            return answer.all()
        rows: list[list[Any]] = json.loads(answer.scalar_one())
        return rows

    def insert(self, table: Any) -> Any:
        """Begin an INSERT that knows ON CONFLICT, in the dialect at hand."""
        if self.is_sqlite:
            return sqlite_insert(table)
        # this dialect takes a fifth of a second to import, which SQLite's users need not wait for
        from sqlalchemy.dialects.postgresql import insert

        return insert(table)

    def close(self) -> None:
        """Close every connection that rests."""
        self.engine.dispose()

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        """Turn every trouble of the driver into a StoreError in plain words."""
        try:
            yield
        # before SQLAlchemyError, which is its parent
        except DBAPIError as error:
            raise in_plain_words(error, self.url) from error
        except (SQLAlchemyError, sqlite.Error) as error:
            raise StoreError(
                f"the database cannot be used: {error}", subject=shown(self.url)
            ) from error

    def _plain(self, value: object) -> str:
        """Write a time as this database writes it."""
        if not isinstance(value, datetime):
            raise TypeError(f"not a value of a row: {value!r}")
        utc = value.astimezone(UTC)
        # in the spelling of its own column: texts are compared letter by letter
        if self.is_sqlite:
            return utc.strftime("%Y-%m-%d %H:%M:%S.%f")
        return utc.isoformat()


class Texts(TypeDecorator[Sequence[str]]):
    """A list of words as one parameter: JSON under SQLite, an array under PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the dialect."""
        if dialect.name == "sqlite":
            return Text()
        return dialect.type_descriptor(ARRAY(Text))

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> Any:
        """Write the words as the dialect takes them."""
        values = list(value or ())
        if dialect.name == "sqlite":
            return json.dumps(values)
        return values


def _texts(values: Iterable[str] | BindParameter[Any]) -> BindParameter[Any]:
    if isinstance(values, BindParameter):
        return values
    return literal(list(values), Texts())
