"""`digest draft`, `send` and `run` from a story in the database to a message at the relay."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from command_room import Room
from mailbox_server import Mailbox, free_port, mail_server
from small_issue import a_briefing, an_issue

from digest.cli.daily import _sources_asked, print_draft
from digest.cli.state import State
from digest.config import Relay, Tls
from digest.errors import UseError
from digest.models import (
    Approval,
    Finding,
    IssueState,
    Selection,
    Severity,
    Source,
    Subscriber,
)
from digest.usecases import DraftResult, approve_issue
from digest.usecases.newsroom import briefing_of
from digest.write import draft_from_yaml

AT = "2026-08-13T06:00Z"
ISSUE = "security-briefing@2026-08-13"


def with_relay(room: Room, port: int) -> Room:
    relay = Relay(name="main", host="127.0.0.1", port=port, tls=Tls.NONE)
    deliver = replace(room.config.settings.deliver, relays=(relay,), first_retry_s=1.0)
    config = replace(room.config, settings=replace(room.config.settings, deliver=deliver))
    return replace(room, config=config)


def with_approval(room: Room, approval: Approval) -> Room:
    newsletters = tuple(replace(n, approval=approval) for n in room.config.newsletters)
    return replace(room, config=replace(room.config, newsletters=newsletters))


@pytest.fixture
def relay() -> Iterator[Mailbox]:
    with mail_server() as server:
        yield server


@pytest.fixture
def ready(drafted: Room, relay: Mailbox) -> Room:
    """The issue is a draft, two readers get the newsletter, and a relay answers."""
    with drafted.open() as newsroom:
        readers = []
        for number in range(2):
            address = f"r{number}@mail.example"
            readers.append(
                Subscriber(id=f"r{number}", email=address, newsletters=("security-briefing",))
            )
        newsroom.store.subscribers.add(readers)
    return with_relay(drafted, relay.port)


def approve(room: Room) -> None:
    with room.open() as newsroom:
        assert approve_issue(newsroom, ISSUE) == 2


# ---- draft ------------------------------------------------------------------


def test_a_draft_is_told_with_its_stories_and_its_subject(drafted: Room) -> None:
    done = drafted.run("draft", "security-briefing", "--at", AT)
    assert done.exit_code == 0, done.output
    first = done.stdout.splitlines()[0]
    assert first.startswith(f"{ISSUE}: 1 stories, 0 also today — ")


def test_the_briefing_is_also_written_as_yaml(drafted: Room, tmp_path: Path) -> None:
    out = tmp_path / "briefing.yaml"
    done = drafted.run("draft", "security-briefing", "--at", AT, "--out", str(out))
    assert done.stdout.splitlines()[-1] == f"briefing written to {out}"
    with drafted.open() as newsroom:
        stored = briefing_of(newsroom, ISSUE)
    assert draft_from_yaml(out.read_text(encoding="utf-8"), stored) == stored


def test_an_approved_issue_is_drafted_no_more(ready: Room) -> None:
    approve(ready)
    done = ready.run("draft", "security-briefing", "--at", AT)
    assert isinstance(done.exception, UseError)
    assert ISSUE in str(done.exception)


def draft_result(**changes: object) -> DraftResult:
    bare = DraftResult(
        briefing=a_briefing(ISSUE), selection=Selection(stories=()), issue=an_issue(ISSUE)
    )
    return replace(bare, **changes)  # type: ignore[arg-type]


def test_a_held_draft_says_why_on_lines_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = draft_result(
        issue=None,
        selection=Selection(stories=(), held="2 stories of 3"),
        why_held=("12 of 40 sources answered", "the topics matched 5 articles"),
    )
    print_draft(State(folder=tmp_path), held)
    out, err = capsys.readouterr()
    assert out == f"{ISSUE}: held — 2 stories of 3\n"
    assert err.splitlines() == [
        "  12 of 40 sources answered",
        "  the topics matched 5 articles",
    ]


def test_a_finding_is_told_by_line_where_the_line_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = Finding(
        rule_id="claim.source", severity=Severity.ERROR, message="not said", where="items[0]"
    )
    other = replace(known, where="subject", severity=Severity.NOTE)
    draft = draft_result(findings=(known, other))
    print_draft(State(folder=tmp_path), draft, file="edited.yaml", lines={"items[0]": 12})
    out, err = capsys.readouterr()
    assert out == f"{ISSUE}: 0 stories, 0 also today — Harbour reopens\n"
    assert err.splitlines() == [
        "  error: edited.yaml:12: items[0]: claim.source: not said",
        "  note: subject: claim.source: not said",
    ]


# ---- send -------------------------------------------------------------------


def test_an_approved_issue_reaches_each_reader_once(ready: Room, relay: Mailbox) -> None:
    approve(ready)
    done = ready.run("send", ISSUE)
    assert (done.exit_code, done.stdout) == (0, f"{ISSUE}: 2 readers: 2 accepted\n")
    assert ready.run("send", ISSUE).stdout == done.stdout
    recipients = sorted(mail.recipient for mail in relay.mails)
    assert recipients == ["r0@mail.example", "r1@mail.example"]


def test_a_draft_is_not_sent(ready: Room, relay: Mailbox) -> None:
    done = ready.run("send", ISSUE)
    assert isinstance(done.exception, UseError)
    assert ISSUE in str(done.exception)
    assert relay.mails == []


def test_rows_that_wait_are_exit_code_3_and_go_on_with_resume(ready: Room, relay: Mailbox) -> None:
    approve(ready)
    away = with_relay(ready, free_port())
    done = away.run("send", ISSUE)
    assert done.exit_code == 3
    assert f"hint: digest send {ISSUE} goes on where this stopped" in done.stderr
    again = ready.run("send", "--resume")
    assert (again.exit_code, again.stdout) == (0, f"{ISSUE}: 2 readers: 2 accepted\n")
    assert len(relay.mails) == 2


def test_a_test_goes_to_its_address_alone_and_leaves_no_row(ready: Room, relay: Mailbox) -> None:
    done = ready.run("send", ISSUE, "--test", "desk@mail.example")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("desk@mail.example: accepted: 250 ")
    assert [mail.recipient for mail in relay.mails] == ["desk@mail.example"]
    with ready.open() as newsroom:
        assert newsroom.store.issues.state(ISSUE) is IssueState.DRAFT
        assert list(newsroom.store.ledger.rows(ISSUE)) == []


def test_a_test_wins_over_a_dry_run(ready: Room, relay: Mailbox, tmp_path: Path) -> None:
    folder = tmp_path / "dry"
    words = ("send", ISSUE, "--test", "desk@mail.example", "--dry-run", str(folder))
    assert ready.run(*words).exit_code == 0
    assert not folder.exists()


def test_a_relay_that_refuses_a_test_is_quoted(ready: Room, relay: Mailbox) -> None:
    relay.refuse["desk@mail.example"] = "550 5.1.1 no such desk"
    done = ready.run("send", ISSUE, "--test", "desk@mail.example")
    assert done.exit_code == 1
    said = "desk@mail.example: the relay did not accept it: 550 no such desk"
    assert said in done.stderr


def test_a_test_goes_to_several_addresses_and_one_refusal_is_exit_code_1(
    ready: Room, relay: Mailbox
) -> None:
    relay.refuse["gone@mail.example"] = "550 5.1.1 no such desk"
    addresses = "desk@mail.example, gone@mail.example"
    done = ready.run("send", ISSUE, "--test", addresses, "--test", "night@mail.example")
    assert done.exit_code == 1
    assert [mail.recipient for mail in relay.mails] == ["desk@mail.example", "night@mail.example"]
    for mail in relay.mails:
        assert b"\r\nSubject: [Test] " in mail.content


def test_a_dry_run_writes_each_message_and_hands_none_over(
    ready: Room, relay: Mailbox, tmp_path: Path
) -> None:
    folder = tmp_path / "dry"
    done = ready.run("send", ISSUE, "--dry-run", str(folder))
    assert done.stdout == f"2 messages written to {folder}; no message was sent\n"
    addresses = sorted(mail["To"] for mail in mailbox.Maildir(folder))
    assert addresses == ["r0@mail.example", "r1@mail.example"]
    assert relay.mails == []


# ---- run --------------------------------------------------------------------


def test_a_run_with_approval_by_hand_stops_before_the_readers(ready: Room, relay: Mailbox) -> None:
    done = with_approval(ready, Approval.MANUAL).run("run", "security-briefing", "--at", AT)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[0].startswith("0 of 0 sources answered")
    assert done.stdout.splitlines()[-1] == (f"waiting for approval: digest issues approve {ISSUE}")
    assert relay.mails == []


def test_a_run_with_automatic_approval_sends_and_a_second_run_sends_none(
    ready: Room, relay: Mailbox
) -> None:
    room = with_approval(ready, Approval.AUTO)
    done = room.run("run", "security-briefing", "--at", AT)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == f"{ISSUE}: 2 readers: 2 accepted"
    again = room.run("run", "security-briefing", "--at", AT)
    # the second run neither collects nor drafts: the issue is approved
    assert again.stdout == f"{ISSUE}: 2 readers: 2 accepted\n"
    assert len(relay.mails) == 2


def test_a_run_without_stories_says_why_it_waits(room: Room) -> None:
    done = room.run("run", "security-briefing", "--at", AT)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[1].startswith(f"{ISSUE}: held — ")
    assert lines[-1] == f"held: {lines[1].partition(' — ')[2]}"


def test_a_run_of_an_unknown_newsletter_asks_no_source(room: Room) -> None:
    done = room.run("run", "securty-briefing", "--at", AT)
    assert str(done.exception) == "no such newsletter: securty-briefing"
    assert done.stdout == ""


# ---- collect ----------------------------------------------------------------


def test_sources_are_asked_in_the_order_of_their_names_on_the_command_line() -> None:
    sources = [Source(id=name, name=name, url="https://a.example/") for name in ("a", "b", "c")]
    assert [source.id for source in _sources_asked(sources, ["c", "a"])] == ["c", "a"]


def test_without_a_name_every_source_that_is_switched_on_is_asked() -> None:
    on = Source(id="on", name="On", url="https://a.example/")
    off = replace(on, id="off", enabled=False)
    assert _sources_asked([on, off]) == [on]
    with pytest.raises(UseError, match="this source is switched off: off"):
        _sources_asked([on, off], ["on", "off"])


def test_a_source_that_fails_is_named_and_is_exit_code_3(room: Room) -> None:
    dead = Source(id="dead", name="Dead Sea Post", url=f"http://127.0.0.1:{free_port()}/rss")
    collect = replace(room.config.settings.collect, allow_networks=("127.0.0.0/8",))
    settings = replace(room.config.settings, collect=collect)
    room = replace(room, config=replace(room.config, sources=(dead,), settings=settings))
    done = room.run("collect")
    assert done.exit_code == 3
    assert done.stdout.startswith("0 of 1 sources answered (0 not due); 0 new articles")
    assert "  Dead Sea Post: " in done.stderr
