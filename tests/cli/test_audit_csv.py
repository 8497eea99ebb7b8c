"""The rows of an audit as CSV: a cell for each thing known, and no formula for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from command_room import NOW, Room
from small_issue import a_briefing, an_issue

from digest.cli.audit_csv import COLUMNS, ROWS_A_LOOK, write_rows
from digest.models import DeliveryState, Outcome, Reply, Selection, Subscriber
from digest.usecases import Newsroom, approve_issue, issue_of
from digest.usecases.message_for_reader import compiled_message

ISSUE = "security-briefing@2026-08-13"


def reader(number: int) -> Subscriber:
    return Subscriber(
        id=f"r{number:05}",
        email=f"reader{number}@mail.example",
        newsletters=("security-briefing",),
    )


@pytest.fixture
def approved(drafted: Room) -> Room:
    with drafted.open() as newsroom:
        newsroom.store.subscribers.add(reader(number) for number in range(3))
        approve_issue(newsroom, ISSUE)
    return drafted


def settle(newsroom: Newsroom, *outcomes: Outcome) -> None:
    """Hand over the rows of these outcomes, and record how each ended."""
    ledger = newsroom.store.ledger
    ledger.claim(ISSUE, worker="w", limit=len(outcomes) + 3, now=NOW, lease_s=60)
    ids = [outcome.subscriber_id for outcome in outcomes]
    ledger.mark_handing(ISSUE, ids, worker="w", now=NOW)
    ledger.record(outcomes, now=NOW)


def outcome(
    number: int, state: DeliveryState, reply: Reply | None = None, **more: object
) -> Outcome:
    bare = Outcome(issue_id=ISSUE, subscriber_id=f"r{number:05}", state=state, reply=reply)
    return replace(bare, **more)  # type: ignore[arg-type]


def rows(
    room: Room, *, states: Sequence[DeliveryState] = (), addresses: bool = False
) -> list[dict[str, str]]:
    out = io.StringIO()
    with room.open() as newsroom:
        issue = issue_of(newsroom, ISSUE)
        write_rows(newsroom, issue, out, states=states, addresses=addresses)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_a_row_that_waits_has_no_code_no_reply_and_no_relay(approved: Room) -> None:
    first = rows(approved)[0]
    assert tuple(first) == COLUMNS
    assert (first["subscriber"], first["state"], first["attempts"]) == ("r00000", "queued", "0")
    for column in ("code", "enhanced", "reply", "queue_id", "relay", "retry_at"):
        assert first[column] == ""


def test_an_accepted_row_bears_the_reply_and_the_id_in_the_relays_queue(approved: Room) -> None:
    reply = Reply(code=250, enhanced="2.0.0", text="queued as 4F1", queue_id="4F1")
    with approved.open() as newsroom:
        settle(newsroom, outcome(0, DeliveryState.ACCEPTED, reply, relay="main"))
    row = rows(approved, states=[DeliveryState.ACCEPTED])[0]
    told = {name: row[name] for name in ("code", "enhanced", "reply", "queue_id", "relay")}
    assert told == {
        "code": "250",
        "enhanced": "2.0.0",
        "reply": "queued as 4F1",
        "queue_id": "4F1",
        "relay": "main",
    }
    assert row["attempts"] == "1"
    assert row["updated"] == NOW.isoformat()


def test_a_deferred_row_says_when_it_is_tried_again(approved: Room) -> None:
    later = NOW + timedelta(minutes=5)
    deferred = outcome(1, DeliveryState.DEFERRED, Reply(code=421), retry_at=later)
    with approved.open() as newsroom:
        settle(newsroom, deferred)
    (row,) = rows(approved, states=[DeliveryState.DEFERRED])
    assert (row["subscriber"], row["code"], row["retry_at"]) == (
        "r00001",
        "421",
        later.isoformat(),
    )


def test_a_reply_of_which_only_silence_is_known_has_the_code_0(approved: Room) -> None:
    with approved.open() as newsroom:
        settle(newsroom, outcome(2, DeliveryState.UNCERTAIN, Reply(code=0, text="no answer")))
    (row,) = rows(approved, states=[DeliveryState.UNCERTAIN])
    assert (row["code"], row["reply"]) == ("0", "no answer")


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_reply_that_a_spreadsheet_would_run_is_disarmed(approved: Room, text: str) -> None:
    with approved.open() as newsroom:
        settle(newsroom, outcome(0, DeliveryState.REFUSED, Reply(code=550, text=text)))
    (row,) = rows(approved, states=[DeliveryState.REFUSED])
    assert row["reply"][0] == "'"


def test_only_the_states_that_are_asked_for_are_written(approved: Room) -> None:
    with approved.open() as newsroom:
        settle(
            newsroom,
            outcome(0, DeliveryState.ACCEPTED, Reply(code=250)),
            outcome(1, DeliveryState.REFUSED, Reply(code=550)),
            outcome(2, DeliveryState.UNCERTAIN),
        )
    asked = [DeliveryState.REFUSED, DeliveryState.UNCERTAIN]
    assert [row["subscriber"] for row in rows(approved, states=asked)] == ["r00001", "r00002"]
    assert len(rows(approved)) == 3


def test_a_state_without_a_row_leaves_the_heading_alone(approved: Room) -> None:
    out = io.StringIO()
    with approved.open() as newsroom:
        write_rows(newsroom, issue_of(newsroom, ISSUE), out, states=[DeliveryState.HANDING])
    assert out.getvalue() == ",".join(COLUMNS) + "\r\n"


def test_an_address_stands_in_the_last_column_only_when_it_is_asked_for(approved: Room) -> None:
    assert "address" not in rows(approved)[0]
    written = rows(approved, addresses=True)
    assert list(written[0])[-1] == "address"
    assert [row["address"] for row in written] == [
        "reader0@mail.example",
        "reader1@mail.example",
        "reader2@mail.example",
    ]


def test_an_erased_reader_keeps_the_row_and_has_no_address(approved: Room) -> None:
    with approved.open() as newsroom:
        newsroom.store.subscribers.remove("r00001")
    written = {row["subscriber"]: row["address"] for row in rows(approved, addresses=True)}
    assert written["r00001"] == ""
    assert written["r00000"] == "reader0@mail.example"


def test_each_row_bears_the_message_id_that_its_reader_got(approved: Room) -> None:
    with approved.open() as newsroom:
        compiled = compiled_message(newsroom, issue_of(newsroom, ISSUE))
        wanted = [compiled.message_id(f"r{number:05}") for number in range(3)]
    assert [row["message_id"] for row in rows(approved)] == wanted
    assert len(set(wanted)) == 3


@pytest.mark.parametrize("count", [ROWS_A_LOOK, ROWS_A_LOOK + 1])
def test_every_reader_of_a_long_list_has_one_row_and_an_address(room: Room, count: int) -> None:
    with room.open() as newsroom:
        newsroom.store.subscribers.add(reader(number) for number in range(count))
        issue = an_issue(ISSUE)
        newsroom.store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), issue)
        ids = [f"r{number:05}" for number in range(count)]
        newsroom.store.issues.approve(ISSUE, subscriber_ids=ids, now=NOW)
    written = rows(room, addresses=True)
    assert [row["subscriber"] for row in written] == ids
    for number, row in enumerate(written):
        assert row["address"] == f"reader{number}@mail.example"


def test_reply_of_a_relay_moves_no_terminal(approved: Room) -> None:
    reply = Reply(code=550, enhanced="5.1.1", text="no such user \x1b]0;title\x07\x1b[2J")
    with approved.open() as newsroom:
        settle(newsroom, outcome(0, DeliveryState.REFUSED, reply, relay="main"))
    cell = rows(approved, states=[DeliveryState.REFUSED])[0]["reply"]
    assert cell.isprintable()
    assert cell.startswith("no such user ")
