"""The outbox on SQLite and PostgreSQL: each fact is written with its own transaction, or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store_nouns import HOUR, ISSUE, NOW, a_reader, approved

from digest.models import (
    Consent,
    Fact,
    FactKind,
    IssueState,
    JoinRequest,
    Return,
    ReturnKind,
    SubscriberState,
    WebhookMessage,
)
from digest.protocols import Store
from digest.store.outbox import announce
from digest.store.sql_store import SqlStore

ALL = tuple(FactKind)
LATER = NOW + timedelta(days=400)
"""The store's own clock may be ahead of the tests' moment."""


@pytest.fixture
def told(store: Store) -> Store:
    store.outbox.register({"crm": ALL})
    return store


def facts(store: Store, webhook: str = "crm") -> list[tuple[str, str, str]]:
    """The waiting messages: the kind, the reader or issue, and the newsletter of each."""
    found = []
    for message in waiting(store, webhook):
        fact = message.fact
        found.append((fact.kind.value, fact.subscriber_id or fact.issue_id, fact.newsletter_id))
    return sorted(found)


def waiting(store: Store, webhook: str = "crm") -> tuple[WebhookMessage, ...]:
    messages = store.outbox.claim(webhook, now=LATER, lease_s=60, limit=100)
    store.outbox.release([message.id for message in messages])
    return messages


def hard_bounce(number: int = 1, kind: ReturnKind = ReturnKind.HARD) -> Return:
    return Return(issue_id=ISSUE, subscriber_id=f"r{number:06}", kind=kind, at=NOW, reply=None)


def leave(store: Store, newsletter_id: str | None = "daily") -> bool:
    return store.subscribers.leave("r000001", newsletter_id=newsletter_id, now=NOW, how="page")


def test_without_a_webhook_no_message_is_written(store: Store) -> None:
    store.subscribers.add([a_reader(1)])
    assert leave(store)
    store.outbox.register({"crm": ALL})
    assert facts(store) == []


def test_leaving_is_told_once_with_the_newsletter_and_the_way(told: Store) -> None:
    told.subscribers.add([a_reader(1)])
    assert leave(told)
    assert not leave(told)
    (message,) = waiting(told)
    assert message.fact.how == "page"
    assert facts(told) == [("reader.left", "r000001", "daily")]


def test_a_reader_who_is_erased_has_left(told: Store) -> None:
    told.subscribers.add([a_reader(1)])
    assert told.subscribers.remove("r000001")
    (message,) = waiting(told)
    assert (message.fact.kind, message.fact.how) == (FactKind.READER_LEFT, "erased")


def test_confirming_is_joining_and_an_import_is_not(told: Store) -> None:
    told.subscribers.add([a_reader(2)])
    assert facts(told) == []
    reader = replace(a_reader(1), state=SubscriberState.PENDING, newsletters=())
    wish = JoinRequest(
        mail_id="m1",
        newsletters=("daily", "gulf"),
        asked=NOW,
        wording="Yes",
        wording_version="1",
        page="/join",
        language="en",
    )
    assert told.joining.ask(reader, wish) == "r000001"
    assert facts(told) == []
    for _ in range(2):
        told.joining.confirm("r000001", "m1", now=NOW, since=NOW - HOUR)
    assert facts(told) == [
        ("reader.joined", "r000001", "daily"),
        ("reader.joined", "r000001", "gulf"),
    ]


def test_joining_again_and_leaving_taken_back_are_joining(told: Store) -> None:
    told.subscribers.add([a_reader(1)])
    leave(told)
    back = told.choices.undo_leave("r000001", newsletter_id="daily", since=NOW - HOUR)
    assert back == ("daily",)
    told.subscribers.leave("r000001", newsletter_id="daily", now=NOW + HOUR, how="page")
    again = replace(a_reader(1), consent=Consent(at=NOW, source="page", wording="Yes"))
    told.subscribers.enrol([again], again=True)
    kinds = [kind for kind, _, _ in facts(told)]
    assert kinds == ["reader.joined", "reader.joined", "reader.left", "reader.left"]


def test_a_bounce_and_a_complaint_are_told_when_they_close_an_address(told: Store) -> None:
    approved(told, 5)
    told.returns.record([hard_bounce(1), hard_bounce(2, ReturnKind.COMPLAINT)])
    told.returns.record([hard_bounce(1), hard_bounce(3, ReturnKind.SOFT)])
    reader = told.subscribers.get("r000004")
    assert reader is not None
    told.subscribers.suppress(reader.email, reason="5 soft bounces", now=NOW)
    told.subscribers.suppress("stranger@elsewhere.example", reason="hard bounce", now=NOW)
    assert facts(told) == [
        ("reader.bounced", "r000001", ""),
        ("reader.bounced", "r000004", ""),
        ("reader.complained", "r000002", ""),
    ]


def test_an_issue_is_told_when_it_was_sent_and_has_one_message_for_good(told: Store) -> None:
    approved(told, 1)
    told.issues.set_state(ISSUE, IssueState.SENDING, expect=(IssueState.APPROVED,))
    assert facts(told) == []
    told.issues.set_state(ISSUE, IssueState.SENT, expect=(IssueState.SENDING,))
    (first,) = waiting(told)
    assert facts(told) == [("issue.sent", ISSUE, "daily")]
    told.outbox.told(first.id)
    # its refused rows were tried again: the other program knows the message by its id
    told.issues.set_state(ISSUE, IssueState.SENDING, expect=(IssueState.SENT,))
    told.issues.set_state(ISSUE, IssueState.SENT, expect=(IssueState.SENDING,))
    (again,) = waiting(told)
    assert again.id == first.id


def test_a_fact_that_is_undone_is_told_to_no_program(told: Store) -> None:
    fact = Fact(kind=FactKind.READER_LEFT, at=NOW, subscriber_id="r1", newsletter_id="daily")
    assert isinstance(told, SqlStore)
    database = told.database

    def undone() -> None:
        with database.write() as connection:
            announce(database, connection, [fact])
            raise RuntimeError("the transaction is undone")

    with pytest.raises(RuntimeError):
        undone()
    assert facts(told) == []


def test_each_webhook_gets_the_facts_that_it_wants(store: Store) -> None:
    store.outbox.register({"all": ALL, "issues": [FactKind.ISSUE_SENT]})
    store.subscribers.add([a_reader(1)])
    leave(store)
    assert len(waiting(store, "all")) == 1
    assert waiting(store, "issues") == ()
    # a webhook that is gone takes its messages along
    store.outbox.register({"issues": [FactKind.ISSUE_SENT]})
    store.outbox.register({"all": ALL})
    assert waiting(store, "all") == ()


def test_a_claimed_message_belongs_to_one_process_until_its_lease_ends(told: Store) -> None:
    told.subscribers.add([a_reader(1)])
    leave(told)
    (message,) = told.outbox.claim("crm", now=LATER, lease_s=60, limit=10)
    assert told.outbox.claim("crm", now=LATER, lease_s=60, limit=10) == ()
    later = LATER + timedelta(seconds=61)
    assert told.outbox.claim("crm", now=later, lease_s=60, limit=10) == (message,)


def test_a_failed_message_waits_is_given_up_and_is_revived(told: Store) -> None:
    told.subscribers.add([a_reader(1)])
    leave(told)
    (message,) = waiting(told)
    told.outbox.failed(message.id, error="answered with 500\0", due=LATER + HOUR)
    assert waiting(told) == ()
    (backlog,) = told.outbox.backlog()
    assert (backlog.waiting, backlog.dead, backlog.last_error) == (1, 0, "answered with 500")
    assert backlog.oldest == NOW
    told.outbox.failed(message.id, error="answered with 500", due=None)
    (backlog,) = told.outbox.backlog()
    assert (backlog.waiting, backlog.dead, backlog.oldest) == (0, 1, None)
    assert told.outbox.revive("crm", now=NOW) == 1
    (revived,) = waiting(told)
    assert revived.attempts == 2
    told.outbox.failed(message.id, error="", due=None)
    assert told.outbox.forget_dead(before=NOW) == 0
    assert told.outbox.forget_dead(before=NOW + HOUR) == 1
    (backlog,) = told.outbox.backlog()
    assert backlog.dead == 0
