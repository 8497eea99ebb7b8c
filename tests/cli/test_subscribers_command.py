"""`digest subscribers` adds, lists, imports, exports and removes readers in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_room import Room

from digest.cli.subscriber_arguments import IN_WORDS
from digest.cli.subscribers import ListedState
from digest.errors import UseError
from digest.models import Enrolment, SubscriberState

DAILY = ("-n", "security-briefing")
GHOST = (
    "id,email,name,subscribed_to_emails,deleted_at\n"
    "1,left@m.example,L,false,\n2,on@m.example,O,true,\n"
)


def add(room: Room, address: str, *words: str) -> str:
    done = room.run("subscribers", "add", address, *DAILY, *words)
    assert done.exception is None, done.output
    return done.output.strip()


def error(room: Room, *words: str) -> UseError:
    done = room.run("subscribers", *words)
    assert isinstance(done.exception, UseError), done.output
    return done.exception


def file_of(room: Room, text: str) -> str:
    file = room.folder / "readers.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_reader_is_added_once(room: Room) -> None:
    assert add(room, "ann@m.example") == "ann@m.example: new"
    assert add(room, "ann@m.example") == "ann@m.example: there already"


def test_a_reader_needs_a_newsletter(room: Room) -> None:
    assert "no newsletter is named" in str(error(room, "add", "ann@m.example"))


def test_a_reader_who_left_is_taken_back_only_when_they_asked_anew(room: Room) -> None:
    add(room, "ann@m.example")
    assert room.run("subscribers", "leave", "ann@m.example").output == "ann@m.example: left\n"
    again = room.run("subscribers", "leave", "ann@m.example").output
    assert again == "ann@m.example: had left before\n"
    refused = error(room, "add", "ann@m.example", *DAILY)
    assert str(refused) == "this reader is not taken back (left before): ann@m.example"
    assert refused.hint == "--again when they asked anew"
    assert add(room, "ann@m.example", "--again") == "ann@m.example: taken back"


def test_an_erased_person_stays_closed(room: Room) -> None:
    add(room, "ann@m.example")
    done = room.run("subscribers", "remove", "ann@m.example")
    assert done.output == "ann@m.example: erased; the address stays suppressed\n"
    assert str(error(room, "add", "ann@m.example", *DAILY)).startswith("this reader is suppressed")


def test_readers_are_listed_as_a_table_and_as_json(room: Room) -> None:
    add(room, "ann@m.example", "--name", "Ann [b]Lee[/b]")
    lines = room.run("subscribers", "list").output.splitlines()
    assert lines[0].split() == [
        "address",
        "name",
        "newsletters",
        "state",
        "since",
        "tier",
        "team_of",
    ]
    assert "Ann [b]Lee[/b]" in lines[1]
    (reader,) = json.loads(room.run("subscribers", "list", "--json").output)
    assert (reader["address"], reader["state"]) == ("ann@m.example", "active")


def test_a_dry_run_prints_each_line_and_stores_no_reader(room: Room) -> None:
    done = room.run("subscribers", "import", file_of(room, GHOST), *DAILY, "--dry-run")
    assert done.output.splitlines() == [
        "line 2: left@m.example: closed (left elsewhere) (column subscribed_to_emails)",
        "line 3: on@m.example: new",
        "an export of Ghost",
        "would be: 1 closed (left elsewhere), 1 new; 0 bad lines",
    ]
    assert len(room.run("subscribers", "list").output.splitlines()) == 1


def test_an_import_counts_and_names_bad_lines(room: Room) -> None:
    text = "email\nann@m.example\nnobody\n"
    done = room.run("subscribers", "import", file_of(room, text), *DAILY)
    assert done.exit_code == 3
    assert "line 3: not a mail address: nobody" in done.output
    assert done.output.splitlines()[-1] == "1 new; 1 bad line"


def test_an_import_reads_standard_input(room: Room) -> None:
    done = room.run("subscribers", "import", "-", *DAILY, stdin="email\nann@m.example\n")
    assert done.output.splitlines()[-1] == "1 new; 0 bad lines"
    why = room.run("subscribers", "why", "ann@m.example", "--json")
    assert "import of standard input" in why.output


def test_a_question_of_an_import_is_answered_by_an_option(room: Room) -> None:
    file = file_of(room, "email,optout note\nann@m.example,x\n")
    asked = error(room, "import", file, *DAILY)
    assert '--ignore-column "optout note"' in asked.hint
    done = room.run("subscribers", "import", file, *DAILY, "--ignore-column", "optout note")
    assert done.output.splitlines()[-1] == "1 new; 0 bad lines"


def test_an_empty_import_takes_no_reader(room: Room) -> None:
    done = room.run("subscribers", "import", file_of(room, "email\n"), *DAILY)
    assert done.output == "no reader; 0 bad lines\n"


def test_an_export_goes_to_a_file_or_to_standard_output(room: Room, tmp_path: Path) -> None:
    add(room, "ann@m.example", "--name", "=cmd()")
    out = tmp_path / "out.csv"
    done = room.run("subscribers", "export", str(out), *DAILY)
    assert done.output == f"1 reader in {out}\n"
    assert ",'=cmd()," in out.read_text(encoding="utf-8")
    assert room.run("subscribers", "export").output == out.read_text(encoding="utf-8")


def test_an_export_as_json_is_imported_again(room: Room, tmp_path: Path) -> None:
    add(room, "ann@m.example", "--name", "=cmd()")
    (reader,) = json.loads(room.run("subscribers", "export", "--json").output)
    assert (reader["email"], reader["name"]) == ("ann@m.example", "=cmd()")
    out = tmp_path / "out.json"
    assert room.run("subscribers", "export", str(out), "--json").output == f"1 reader in {out}\n"
    done = room.run("subscribers", "import", str(out), "--dry-run")
    assert "line 2: ann@m.example: there already" in done.output


def test_the_history_of_an_address_is_explained(room: Room) -> None:
    add(room, "ann@m.example", "--consent", "Yes, send it.")
    lines = room.run("subscribers", "why", "ann@m.example").output.splitlines()
    assert lines[0].split()[-2:] == ["what", "evidence"]
    assert any("operator: “Yes, send it.”" in line for line in lines)


@pytest.mark.parametrize("command", ["why", "leave", "erase", "remove"])
def test_an_unknown_address_is_refused(room: Room, command: str) -> None:
    assert "nobody@m.example" in str(error(room, command, "nobody@m.example"))


def test_an_unknown_newsletter_is_refused_with_the_nearest(room: Room) -> None:
    add(room, "ann@m.example")
    for words in (
        ("leave", "ann@m.example", "-n", "securty-briefing"),
        ("list", "-n", "securty-briefing"),
        ("import", file_of(room, "email\n"), "-n", "securty-briefing"),
    ):
        refused = error(room, *words)
        assert str(refused) == "no such newsletter: securty-briefing"
        assert "security-briefing" in refused.hint


def test_a_list_goes_on_behind_the_last_address(room: Room) -> None:
    for name in ("ann", "bob", "carl"):
        add(room, f"{name}@m.example")
    first = room.run("subscribers", "list", "--limit", "2")
    assert [line.split()[0] for line in first.stdout.splitlines()[1:]] == [
        "ann@m.example",
        "bob@m.example",
    ]
    assert first.stderr == "more: --after bob@m.example\n"
    second = room.run("subscribers", "list", "--after", "bob@m.example")
    assert [line.split()[0] for line in second.stdout.splitlines()[1:]] == ["carl@m.example"]
    assert second.stderr == ""


def test_a_list_may_be_narrowed(room: Room) -> None:
    add(room, "ann@m.example")
    add(room, "bob@other.example")
    room.run("subscribers", "leave", "bob@other.example")
    for words in (
        ("list", "bob"),
        ("list", "--state", "left"),
        ("list", "--domain", "other.example"),
    ):
        lines = room.run("subscribers", *words).stdout.splitlines()
        assert [line.split()[0] for line in lines[1:]] == ["bob@other.example"], words


def test_readers_are_counted(room: Room) -> None:
    add(room, "ann@m.example")
    counts = json.loads(room.run("subscribers", "count", "--json").output)
    assert {"readers": "active", "count": "1"} in counts
    assert {"readers": "get security-briefing", "count": "1"} in counts


def test_the_words_of_the_help_are_those_of_the_nouns() -> None:
    assert [state.value for state in ListedState] == [state.value for state in SubscriberState]
    assert [*IN_WORDS] == [outcome.value for outcome in Enrolment]
    # a command has the member, and the table has the words
    assert IN_WORDS[Enrolment.LEFT_BEFORE] == "not taken back (left before)"


def test_a_state_that_is_none_is_refused_with_all_states(room: Room) -> None:
    done = room.run("subscribers", "list", "--state", "gone")
    assert done.exit_code == 2
    for state in SubscriberState:
        assert state.value in done.output


@pytest.mark.parametrize("limit", ["0", "10001"])
def test_a_page_has_between_one_reader_and_ten_thousand(room: Room, limit: str) -> None:
    assert room.run("subscribers", "list", "--limit", limit).exit_code == 2


@pytest.mark.parametrize("limit", ["1", "10000"])
def test_the_shortest_and_the_longest_page_are_printed(room: Room, limit: str) -> None:
    assert room.run("subscribers", "list", "--limit", limit).exit_code == 0
