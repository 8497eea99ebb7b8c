"""`digest backup`, `restore` and `prune` on a newsroom with an issue."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from command_room import NOW, Room
from small_issue import a_briefing, an_issue

from digest.models import IssueState, Selection, Subscriber
from digest.store import open_store

ISSUE = "security-briefing@2026-08-13"


def fill(room: Room) -> None:
    with room.open() as newsroom:
        newsroom.store.subscribers.add([Subscriber(id="r1", email="r1@mail.example")])
        newsroom.store.issues.save_draft(
            a_briefing(ISSUE, at=NOW), Selection(stories=()), an_issue(ISSUE)
        )
        newsroom.store.issues.approve(ISSUE, subscriber_ids=["r1"], now=NOW)


def elsewhere(room: Room, folder: Path) -> Room:
    """The same newsroom with another, empty database."""
    storage = replace(room.config.settings.storage, url=f"sqlite:///{folder}/restored.db")
    settings = replace(room.config.settings, storage=storage)
    return Room(folder=folder, config=replace(room.config, settings=settings))


def test_a_backup_is_restored_into_an_empty_newsroom(room: Room, tmp_path: Path) -> None:
    fill(room)
    file = tmp_path / "backup.db"
    done = room.run("backup", str(file))
    assert (done.exit_code, str(file) in done.stdout) == (0, True)
    assert "DKIM keys" in done.stderr
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    other = elsewhere(room, folder)
    restored = other.run("restore", str(file))
    assert restored.exit_code == 0, restored.output
    # readers may have got it since, so only a person may send it again
    assert f"{ISSUE} is paused" in restored.stderr
    with other.open() as newsroom:
        assert newsroom.store.issues.state(ISSUE) is IssueState.PAUSED


def test_a_database_that_holds_something_is_overwritten_only_on_request(
    room: Room, tmp_path: Path
) -> None:
    fill(room)
    file = tmp_path / "backup.db"
    assert room.run("backup", str(file)).exit_code == 0
    refused = room.run("restore", str(file))
    assert refused.exit_code == 1
    assert room.run("backup", str(file)).exit_code == 1
    assert room.run("restore", str(file), "--replace").exit_code == 0


def test_a_newsroom_that_runs_is_not_restored(room: Room, tmp_path: Path) -> None:
    fill(room)
    file = tmp_path / "backup.db"
    assert room.run("backup", str(file)).exit_code == 0
    store = open_store(room.config.settings.storage_url)
    with store.processes.beating():
        refused = room.run("restore", str(file), "--replace")
    store.close()
    assert refused.exit_code == 1
    assert "processes of this newsroom are running" in str(refused.exception)


def test_prune_counts_first_and_deletes_then(room: Room) -> None:
    with room.open() as newsroom:
        old = a_briefing("security-briefing@2020-01-01", at=NOW - timedelta(days=2400))
        newsroom.store.issues.save_draft(
            old, Selection(stories=()), an_issue("security-briefing@2020-01-01")
        )
    told = {row["what"]: row for row in json.loads(room.run("prune", "--dry-run", "--json").stdout)}
    assert told["drafts that were never approved"]["would go"] == "1"
    with room.open() as newsroom:
        assert newsroom.store.issues.state(old.issue_id) is IssueState.DRAFT
    done = room.run("prune", "--compact")
    assert done.exit_code == 0, done.output
    with room.open() as newsroom:
        assert newsroom.store.issues.state(old.issue_id) is None
