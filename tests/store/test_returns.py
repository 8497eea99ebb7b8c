"""Promises of every store on returned mail, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from store_nouns import HOUR, ISSUE, NOW, a_reader, approved, claim, is_closed, outcome

from digest.models import DeliveryState, Enrolment, Reply, Return, ReturnKind, SubscriberState
from digest.protocols import Store

LONG_AGO = NOW - timedelta(days=400)
GONE = Reply(code=550, enhanced="5.1.1", text="no such user")
OLDER = "daily@2026-11-22"


def came_back(
    kind: ReturnKind, number: int = 1, issue_id: str = ISSUE, **changes: object
) -> Return:
    given: dict[str, object] = {"at": NOW, "reply": GONE, **changes}
    return Return(issue_id=issue_id, subscriber_id=f"r{number:06}", kind=kind, **given)  # type: ignore[arg-type]


def accepted(store: Store, issue_id: str, *, at: datetime) -> None:
    done = replace(
        outcome("r000001", DeliveryState.ACCEPTED, reply=Reply(code=250)), issue_id=issue_id
    )
    store.ledger.record([done], now=at)


def test_hard_bounces_and_complaints_suppress_at_once_and_others_do_not(store: Store) -> None:
    approved(store, 5)
    kinds = (ReturnKind.HARD, ReturnKind.COMPLAINT, ReturnKind.SOFT, ReturnKind.POLICY)
    suppressed = store.returns.record(
        came_back(kind, number + 1) for number, kind in enumerate(kinds)
    )
    readers = {reader.id: reader for reader in store.subscribers.list()}
    blocked = {id_ for id_, reader in readers.items() if reader.state is SubscriberState.SUPPRESSED}
    assert suppressed == blocked == {"r000001", "r000002"}
    assert {id_ for id_, reader in readers.items() if is_closed(store, reader.email)} == blocked
    assert not blocked & set(store.subscribers.audience("daily"))


def test_an_import_does_not_lift_what_a_bounce_closed_and_a_mail_read_twice_does_not_close_it_again(
    store: Store,
) -> None:
    approved(store, 2)
    assert store.returns.record([came_back(ReturnKind.HARD)]) == {"r000001"}
    assert store.subscribers.enrol([a_reader(1)]) == (Enrolment.SUPPRESSED,)
    store.subscribers.enrol([a_reader(1)], again=True)
    assert store.returns.record([came_back(ReturnKind.HARD, at=NOW + HOUR)]) == frozenset()
    assert "r000001" in store.subscribers.audience("daily")


def test_returns_are_told_oldest_first_and_one_of_each_kind_for_a_message(store: Store) -> None:
    approved(store, 2)
    approved(store, 2, OLDER)
    again = came_back(ReturnKind.SOFT, at=NOW + HOUR)
    store.returns.record(
        [
            came_back(ReturnKind.SOFT),
            again,
            came_back(ReturnKind.SOFT, issue_id=OLDER, at=NOW - HOUR),
        ]
    )
    told = store.returns.of_reader("r000001", since=LONG_AGO)
    assert told == (
        came_back(ReturnKind.SOFT, issue_id=OLDER, at=NOW - HOUR),
        came_back(ReturnKind.SOFT),
    )
    assert store.returns.of_reader("r000001", since=NOW) == told[1:]
    assert store.returns.of_reader("r000000", since=LONG_AGO) == ()


def test_a_message_of_which_nothing_came_back_has_arrived(store: Store) -> None:
    approved(store, 2)
    approved(store, 2, OLDER)
    assert store.returns.arrived("r000001", since=LONG_AGO, until=NOW + HOUR) is None
    for issue_id, at in ((OLDER, NOW), (ISSUE, NOW + HOUR)):
        claim(store)
        accepted(store, issue_id, at=at)
    assert store.returns.arrived("r000001", since=LONG_AGO, until=NOW + HOUR) == NOW + HOUR
    assert store.returns.arrived("r000001", since=LONG_AGO, until=NOW) == NOW
    store.returns.record([came_back(ReturnKind.SOFT)])
    assert store.returns.arrived("r000001", since=LONG_AGO, until=NOW + HOUR) == NOW
    assert store.returns.arrived("r000001", since=NOW + HOUR, until=NOW + 2 * HOUR) is None


def test_the_issues_of_a_reader_are_told_newest_first_also_when_they_are_erased(
    store: Store,
) -> None:
    approved(store, 2)
    approved(store, 2, OLDER)
    store.subscribers.remove("r000001")
    assert store.returns.issues_of("r000001") == (ISSUE, OLDER)
    assert store.returns.issues_of("nobody") == ()


def test_the_history_shows_reply_date_and_issue(store: Store) -> None:
    approved(store, 2)
    store.returns.record([came_back(ReturnKind.HARD, at=NOW + HOUR)])
    lines = store.subscribers.history("reader1@mail1.example.org")
    shown = {(line.at, line.what, line.evidence) for line in lines}
    assert (NOW + HOUR, f"{ISSUE} came back: hard", "550 5.1.1 no such user") in shown
    assert (NOW + HOUR, "suppressed", f"hard bounce 5.1.1 to {ISSUE}") in shown


def test_erasing_a_person_takes_the_replies_along_and_leaves_the_suppression(store: Store) -> None:
    approved(store, 2)
    store.returns.record([came_back(ReturnKind.COMPLAINT)])
    store.subscribers.remove("r000001")
    assert store.returns.of_reader("r000001", since=LONG_AGO) == ()
    (line,) = store.subscribers.history("reader1@mail1.example.org")
    assert (line.what, line.evidence) == ("suppressed", f"complaint to {ISSUE}")
    assert store.returns.record([came_back(ReturnKind.HARD)]) == frozenset()


def test_a_proof_belongs_to_the_body_of_its_first_post_until_it_is_forgotten(store: Store) -> None:
    assert store.returns.bind_proof("token", b"first", now=NOW)
    assert store.returns.bind_proof("token", b"first", now=NOW + HOUR)
    assert not store.returns.bind_proof("token", b"second", now=NOW + HOUR)
    assert store.returns.bind_proof("another", b"second", now=NOW)
    assert store.returns.forget_proofs(before=NOW) == 0
    assert store.returns.forget_proofs(before=NOW + HOUR) == 2
    assert store.returns.bind_proof("token", b"second", now=NOW + HOUR)


# ---- hostile and repeated returns ----------------------------------------------------------------


def test_a_return_of_an_unknown_reader_leaves_no_trace(store: Store) -> None:
    approved(store, 2)
    assert store.returns.record([came_back(ReturnKind.HARD, number=9)]) == frozenset()
    assert store.returns.record([]) == frozenset()
    assert store.returns.counts(ISSUE) == {}
    assert store.returns.of_reader("r000009", since=LONG_AGO) == ()


@pytest.mark.parametrize("first", [ReturnKind.HARD, ReturnKind.COMPLAINT])
def test_a_complaint_is_the_reason_of_two_in_either_order(store: Store, first: ReturnKind) -> None:
    approved(store, 2)
    (second,) = {ReturnKind.HARD, ReturnKind.COMPLAINT} - {first}
    assert store.returns.record([came_back(first), came_back(second)]) == {"r000001"}
    lines = store.subscribers.history("reader1@mail1.example.org")
    reasons = [line.evidence for line in lines if line.what == "suppressed"]
    assert reasons == [f"complaint to {ISSUE}"]


def test_a_hard_bounce_without_a_code_names_the_issue_alone(store: Store) -> None:
    approved(store, 2)
    store.returns.record([came_back(ReturnKind.HARD, reply=None)])
    lines = store.subscribers.history("reader1@mail1.example.org")
    assert f"hard bounce to {ISSUE}" in {line.evidence for line in lines}


def test_the_words_of_a_server_are_kept_up_to_five_hundred_characters(store: Store) -> None:
    approved(store, 2)
    words = "x\0" * 600
    store.returns.record([came_back(ReturnKind.SOFT, reply=Reply(code=450, text=words))])
    (kept,) = store.returns.of_reader("r000001", since=LONG_AGO)
    assert kept.reply is not None
    assert kept.reply.text == "x" * 500


def test_returns_are_counted_by_kind_for_one_issue(store: Store) -> None:
    approved(store, 3)
    approved(store, 3, OLDER)
    store.returns.record(
        [
            came_back(ReturnKind.SOFT),
            came_back(ReturnKind.SOFT, number=2),
            came_back(ReturnKind.POLICY),
            came_back(ReturnKind.HARD, issue_id=OLDER, number=2),
        ]
    )
    assert store.returns.counts(ISSUE) == {ReturnKind.SOFT: 2, ReturnKind.POLICY: 1}
    assert store.returns.counts(OLDER) == {ReturnKind.HARD: 1}


def test_hard_returns_are_listed_from_a_moment_on(store: Store) -> None:
    approved(store, 3)
    store.returns.record(
        [
            came_back(ReturnKind.HARD, at=NOW),
            came_back(ReturnKind.HARD, number=2, at=NOW - HOUR),
            came_back(ReturnKind.COMPLAINT, at=NOW),
        ]
    )
    assert store.returns.hard_since(NOW) == ((ISSUE, "r000001"),)
    assert len(store.returns.hard_since(NOW - HOUR)) == 2


def test_a_proof_is_known_until_it_is_forgotten(store: Store) -> None:
    assert not store.returns.knows_proof("token")
    store.returns.bind_proof("token", b"first", now=NOW)
    assert store.returns.knows_proof("token")
    assert not store.returns.knows_proof("TOKEN")
    store.returns.forget_proofs(before=NOW + HOUR)
    assert not store.returns.knows_proof("token")
