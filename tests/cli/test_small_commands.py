"""`digest dkim`, `doctor`, `next`, `templates`, `schema`, `topics` and the editor."""

from __future__ import annotations

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from command_room import NOW, Room

from digest.cli.dkim import Algorithm
from digest.cli.editor import edit_text
from digest.deliver import Algorithm as DeliverAlgorithm
from digest.errors import UseError
from digest.models import Article


def test_the_kinds_of_key_are_those_that_sign() -> None:
    assert [kind.value for kind in Algorithm] == [kind.value for kind in DeliverAlgorithm]


def test_a_new_key_is_its_owners_alone_and_its_record_is_printed(
    room: Room, tmp_path: Path
) -> None:
    file = tmp_path / "key.pem"
    done = room.run("dkim", "new", "--domain", "news.example.org", "--out", str(file))
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    record = done.output.splitlines()[-1]
    assert "._domainkey.news.example.org. IN TXT (" in record
    for string in record.split('"')[1::2]:
        assert len(string) <= 250
    again = room.run("dkim", "new", "--domain", "news.example.org", "--out", str(file))
    assert str(again.exception) == f"there is a key already: {file}"


def test_a_key_without_a_name_is_named_after_the_month_and_its_kind(room: Room) -> None:
    done = room.run("dkim", "new", "--domain", "d.example", "--algorithm", "ed25519")
    assert done.exit_code == 0, done.output
    (file,) = room.folder.glob("dkim-s*.pem")
    assert file.stem.endswith("e")


def test_coming_slots_are_printed_as_a_table_and_as_json(room: Room) -> None:
    words = ("next", "security-briefing", "-n", "2", "--at", "2026-08-13T00:00Z")
    lines = room.run(*words).output.splitlines()
    assert lines[0].split() == ["newsletter", "local", "zone", "UTC"]
    assert len(lines) == 3
    slots = json.loads(room.run(*words, "--json").output)
    assert [slot["newsletter"] for slot in slots] == ["security-briefing"] * 2
    assert slots[0]["UTC"] < slots[1]["UTC"]


def test_every_newsletter_has_its_slots(room: Room) -> None:
    slots = json.loads(room.run("next", "-n", "1", "--json").output)
    assert {slot["newsletter"] for slot in slots} == {"security-briefing", "gulf-briefing"}


def test_the_parts_of_the_mail_are_listed_with_their_files(room: Room) -> None:
    parts = json.loads(room.run("templates", "--json").output)
    assert {part["from"] for part in parts} == {"shipped"}
    assert all(Path(part["file"]).is_file() for part in parts)


def test_a_schema_is_written_for_each_kind_of_file(room: Room, tmp_path: Path) -> None:
    done = room.run("schema", "--out", str(tmp_path / "schemas"))
    files = [Path(line) for line in done.output.splitlines()]
    assert len(files) >= 4
    for file in files:
        assert json.loads(file.read_text(encoding="utf-8"))


def store_article(room: Room) -> None:
    article = Article(
        id="a1",
        url="https://sample.example/1",
        title="Iran enriches uranium at [bold]Natanz[/bold]",
        lead="Inspectors said that Iran enriched uranium at Natanz.",
        published=NOW - timedelta(hours=1),
        language="en",
        publisher="Sample [i]Paper[/i]",
    )
    with room.open() as newsroom:
        newsroom.store.articles.save([article])


def test_a_topic_that_matched_no_article_is_marked(room: Room) -> None:
    topics = json.loads(room.run("topics", "list", "--json", "--since", "7d").output)
    assert {topic["matched in 7d"] for topic in topics} == {"no article: is the rule right?"}


def test_an_article_is_explained_leaf_by_leaf_with_its_markup_as_text(room: Room) -> None:
    store_article(room)
    done = room.run("topics", "explain", "a1", "--topic", "nuclear")
    assert done.exception is None, done.output
    assert "[bold]Natanz[/bold]" in done.output
    assert "nuclear: " in done.output
    assert any(line.lstrip().startswith(("✓", "✗")) for line in done.output.splitlines())


def test_an_unknown_topic_or_article_is_refused(room: Room) -> None:
    store_article(room)
    assert "no such topic: nuclaer" in str(room.run("topics", "test", "nuclaer").exception)
    assert "no such article" in str(room.run("topics", "explain", "a9").exception)


def test_an_edited_text_is_returned_in_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\necho "edited: $1" >> "$2"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{editor} --wait")
    file = edit_text("subject: old\n", "daily@2026-08-13")
    assert file.name == "daily@2026-08-13.yaml"
    assert file.read_text(encoding="utf-8") == "subject: old\nedited: --wait\n"


def test_an_editor_that_fails_says_where_the_text_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "false")
    with pytest.raises(UseError, match="the editor ended with an error: false") as caught:
        edit_text("text", "daily@2026-08-13")
    kept = Path(caught.value.hint.removeprefix("your text is kept in "))
    assert kept.read_text(encoding="utf-8") == "text"


def test_the_doctor_needs_a_relay(room: Room) -> None:
    done = room.run("doctor", "--no-dns")
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[0] == f"ok      configuration: {room.folder} is valid"
    assert any(line.startswith("ok      database: opens and is migrated") for line in lines)
    assert any("→" in line for line in lines)
