"""A backup is one file of one moment; either kind of database is made from it, all or nothing."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_issue import NOW, a_briefing, an_issue

from digest.errors import StoreError
from digest.models import (
    Article,
    Consent,
    DeliveryState,
    IssueState,
    Outcome,
    Picture,
    Selection,
    Story,
    Subscriber,
)
from digest.protocols import Store
from digest.store import open_store
from digest.store.schema import HEAD

ISSUE = "daily@2026-11-23"
READERS = ("r1", "r2", "r3")


def quiet(_table: str, _rows: int) -> None:
    return


def fill(store: Store) -> None:
    """A little in every part: times, pictures, packed nouns, states, keys."""
    article = Article(
        id="a1",
        url="https://p.example/a",
        canonical_url="https://p.example/a",
        title="Häfen – “offen” \U0001f6a2",
        published=NOW,
        authors=("A", "B"),
        picture=Picture(url="https://p.example/a.jpg", width=3),
        state_run=True,
        weight=1.5,
    )
    store.articles.save([article])
    store.subscribers.add(
        Subscriber(
            id=name,
            email=f"{name}@mail.example",
            newsletters=("daily",),
            consent=Consent(at=NOW, source="form", wording="Yes."),
            created=NOW,
        )
        for name in READERS
    )
    selection = Selection(stories=(Story(id="s", articles=(article,)),))
    store.issues.save_draft(a_briefing(ISSUE), selection, an_issue(ISSUE))
    store.issues.approve(ISSUE, subscriber_ids=READERS, now=NOW)
    outcome = Outcome(issue_id=ISSUE, subscriber_id="r1", state=DeliveryState.ACCEPTED)
    store.ledger.record([outcome], now=NOW)
    store.secret("token")
    store.subscribers.suppress("closed@mail.example", reason="bounce", now=NOW)


def facts(store: Store) -> dict[str, object]:
    """The facts that a person would compare in both."""
    return {
        "articles": store.articles.by_ids(["a1"]),
        "issue": store.issues.issue(ISSUE),
        "selection": store.issues.selection(ISSUE),
        "readers": list(store.subscribers.list()),
        "audit": store.ledger.audit(ISSUE),
        "rows": list(store.ledger.rows(ISSUE)),
        "key": store.secret("token"),
    }


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


@pytest.fixture
def backup(filled: Store, tmp_path: Path) -> Path:
    file = tmp_path / "copy.db"
    filled.backups.write(file, on_table=quiet)
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty newsroom of either kind, wherever the backup came from."""
    from databases import _numbers
    from postgres import fresh_database

    url = f"sqlite:///{tmp_path}/other.db"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_server")
        url = fresh_database(server, f"restored{next(_numbers)}")
    opened = open_store(url)
    yield opened
    opened.close()


def test_a_newsroom_is_made_from_a_backup_of_either_kind(
    filled: Store, backup: Path, other: Store
) -> None:
    assert other.backups.holds() == {}
    assert other.backups.read(backup, on_table=quiet) == (ISSUE,)
    before, after = facts(filled), facts(other)
    # an issue that was being sent is paused, and all else is the same
    issue = after.pop("issue")
    assert issue is not None
    assert other.issues.state(ISSUE) is IssueState.PAUSED
    before.pop("issue")
    assert after == before
    assert other.backups.holds() == filled.backups.holds()


def test_a_closed_address_stays_closed_after_a_restore(backup: Path, other: Store) -> None:
    other.backups.read(backup, on_table=quiet)
    url = other.database.url.render_as_string(hide_password=False)  # type: ignore[attr-defined]
    again = open_store(url)
    try:
        assert again.subscribers.history("closed@mail.example")[0].what == "suppressed"
    finally:
        again.close()


def test_only_its_owner_may_read_a_backup(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [file.name for file in backup.parent.glob("copy.db*")] == ["copy.db"]


def test_a_backup_overwrites_no_file(filled: Store, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(StoreError, match="there already"):
        filled.backups.write(backup, on_table=quiet)
    assert backup.read_bytes() == before


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(
    filled: Store, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        filled.backups.write(tmp_path / "no" / "copy.db", on_table=quiet)


@pytest.mark.parametrize("content", [b"", b"plain words", b"SQLite format 3\x00 and rubbish"])
def test_a_file_that_is_no_backup_changes_nothing(
    filled: Store, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "rubbish"
    file.write_bytes(content)
    before = facts(filled)
    with pytest.raises(StoreError, match=r"no backup|damaged"):
        filled.backups.read(file, on_table=quiet)
    with pytest.raises(StoreError, match="cannot be read"):
        filled.backups.read(tmp_path / "none", on_table=quiet)
    assert facts(filled) == before


def test_a_database_of_another_program_and_of_a_newer_one_are_refused(
    filled: Store, backup: Path, tmp_path: Path
) -> None:
    file = tmp_path / "foreign.db"
    with sqlite3.connect(file) as foreign:
        foreign.execute("CREATE TABLE notes (words TEXT)")
    foreign.close()
    with pytest.raises(StoreError, match="no newsroom"):
        filled.backups.read(file, on_table=quiet)
    newer = sqlite3.connect(backup)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.close()
    with pytest.raises(StoreError, match="newer version"):
        filled.backups.read(backup, on_table=quiet)


def test_a_restore_that_fails_leaves_the_database_as_it_was(filled: Store, backup: Path) -> None:
    damaged = sqlite3.connect(backup)
    damaged.execute("PRAGMA foreign_keys=OFF")
    # a ledger row without its issue cannot be taken over
    damaged.execute("DELETE FROM story_threads")
    damaged.execute("DELETE FROM issues")
    damaged.commit()
    damaged.close()
    before = facts(filled)
    with pytest.raises(StoreError):
        filled.backups.read(backup, on_table=quiet)
    assert facts(filled) == before


def test_a_backup_is_of_one_moment_while_others_write(filled: Store, tmp_path: Path) -> None:
    stop = threading.Event()
    written = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            name = f"x{number}"
            filled.subscribers.add(
                [Subscriber(id=name, email=f"{name}@mail.example", newsletters=("daily",))]
            )
            written.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(30)
        for number in range(5):
            filled.backups.write(tmp_path / f"{number}.db", on_table=quiet)
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        copy = open_store(f"sqlite:///{tmp_path}/{number}.db")
        counts = copy.subscribers.counts()
        # a reader and the newsletter that the reader chose are written in one transaction
        assert sum(counts.by_state.values()) == counts.by_newsletter["daily"]
        copy.close()


def test_the_newest_schema_is_that_of_the_program(backup: Path) -> None:
    connection = sqlite3.connect(backup)
    ((version,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    connection.close()
    assert version == HEAD
