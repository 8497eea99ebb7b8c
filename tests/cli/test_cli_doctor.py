"""`digest doctor` tries all that a morning needs, and says what to do about each trouble."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from pathlib import Path

import pytest
from command_room import Room
from mailbox_server import mail_server
from rich.console import Console

from digest.cli.doctor import MARKS, _database, _print
from digest.cli.state import State
from digest.config import BounceSettings, Relay, Tls
from digest.models import CheckResult


def with_deliver(room: Room, **changes: object) -> Room:
    settings = room.config.settings
    deliver = replace(settings.deliver, **changes)  # type: ignore[arg-type]
    config = replace(room.config, settings=replace(settings, deliver=deliver))
    return replace(room, config=config)


def relay(name: str, port: int) -> Relay:
    return Relay(name=name, host="127.0.0.1", port=port, tls=Tls.NONE)


def subjects(lines: list[str]) -> list[tuple[str, str]]:
    """The mark and the subject of each finding; lines of advice are left out."""
    found = []
    for line in lines:
        if not line.startswith(" "):
            found.append((line[:7].strip(), line[8:].partition(":")[0]))
    return found


def test_a_newsroom_whose_relay_answers_and_whose_mailbox_is_there_is_well(
    room: Room, tmp_path: Path
) -> None:
    returned = tmp_path / "returned"
    mailbox.Maildir(returned)
    with mail_server() as server:
        well = with_deliver(
            room,
            relays=(relay("main", server.port),),
            bounces=BounceSettings(mailbox=f"maildir:{returned}"),
        )
        done = well.run("doctor", "--no-dns")
    found = subjects(done.output.splitlines())
    assert found[:2] == [("ok", "configuration"), ("ok", "database")]
    assert ("ok", "relay main") in found
    assert "trouble" not in [mark for mark, _ in found]
    assert done.exit_code == 0


def test_each_relay_is_tried_though_the_first_is_down(room: Room) -> None:
    with mail_server() as server:
        two = with_deliver(room, relays=(relay("down", 9), relay("up", server.port)))
        done = two.run("doctor", "--no-dns")
    found = subjects(done.output.splitlines())
    assert ("trouble", "relay down") in found
    assert ("ok", "relay up") in found
    # one relay in trouble is trouble: the mail would wait for it
    assert done.exit_code == 1


def test_a_newsroom_without_a_relay_is_told_where_to_add_one(room: Room) -> None:
    lines = with_deliver(room, relays=()).run("doctor", "--no-dns").output.splitlines()
    place = lines.index("trouble relays: none is configured")
    assert lines[place + 1] == "        → add one under deliver: relays:"


def test_the_checks_stand_in_the_order_of_a_morning(room: Room) -> None:
    done = with_deliver(room, relays=(relay("main", 9),)).run("doctor", "--no-dns")
    names = [subject for _, subject in subjects(done.output.splitlines())]
    assert names == ["configuration", "database", "relay main", "returned mail"]


def test_a_database_that_is_no_database_is_trouble_with_advice(room: Room) -> None:
    (room.folder / "news.db").write_bytes(b"this is no database, " * 100)
    done = room.run("doctor", "--no-dns")
    assert done.exit_code == 1
    lines = done.output.splitlines()
    (place,) = [n for n, line in enumerate(lines) if line.startswith("trouble database: ")]
    assert "news.db" in lines[place]
    assert lines[place + 1].startswith("        → ")


def test_a_password_in_the_databases_address_is_not_printed() -> None:
    result = _database("postgresql://digest:secret@127.0.0.1:9/news")
    assert result.ok is False
    assert "secret" not in result.finding + result.advice


def test_a_database_on_a_server_is_named_without_its_user(migrated_database: str) -> None:
    result = _database(migrated_database)
    assert result.ok is True
    assert result.finding.startswith("opens and is migrated: ")
    assert "digest@" not in result.finding
    assert "/migrated?" in result.finding


@pytest.mark.parametrize("ok", [True, False, None])
def test_a_finding_begins_with_its_mark(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, ok: bool | None
) -> None:
    state = State(folder=tmp_path, console=Console(force_terminal=False))
    _print(state, CheckResult(subject="SPF", ok=ok, finding="[b]v=spf1[/b] -all"))
    assert capsys.readouterr().out == f"{MARKS[ok][0]} SPF: [b]v=spf1[/b] -all\n"


def test_marks_are_of_one_width_so_that_findings_stand_below_each_other() -> None:
    assert {len(mark) for mark, _ in MARKS.values()} == {len("trouble")}


def test_advice_stands_below_its_finding_on_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    state = State(folder=tmp_path, console=Console(width=20, force_terminal=False))
    record = "v=DKIM1; p=" + "A" * 300
    _print(state, CheckResult(subject="DKIM", ok=False, finding="missing", advice=record))
    assert capsys.readouterr().out.splitlines() == [
        "trouble DKIM: missing",
        f"        → {record}",
    ]
