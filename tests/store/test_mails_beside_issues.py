"""Mails beside the issues are ledgered like issues, and lists of issues read no mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from small_issue import NOW, a_briefing, an_issue
from store_nouns import a_reader, approved, draft

from digest.errors import UseError
from digest.models import DeliveryState, Issue, IssueState, MailKind, Outcome, Reply
from digest.protocols import Store

WELCOME = "welcome@2026-11-23"
HOUR = timedelta(hours=1)


def welcome(store: Store) -> Issue:
    mail = replace(an_issue(WELCOME), kind=MailKind.WELCOME, newsletter_id="daily")
    store.issues.save_mail(mail, briefing=a_briefing(WELCOME))
    return mail


def test_a_welcome_is_queued_once_for_each_reader_and_its_audit_balances(store: Store) -> None:
    welcome(store)
    store.subscribers.add([a_reader(1), a_reader(2)])
    assert store.issues.add_reader(WELCOME, "r000001", now=NOW)
    assert not store.issues.add_reader(WELCOME, "r000001", now=NOW)
    assert store.issues.add_reader(WELCOME, "r000002", now=NOW)
    audit = store.ledger.audit(WELCOME)
    assert (audit.selected, dict(audit.by_state)) == (2, {DeliveryState.QUEUED: 2})
    assert audit.balances
    (row, _) = store.ledger.rows(WELCOME)
    assert row.domain == "mail1.example.org"


def test_a_welcome_goes_through_the_same_states_as_an_issue(store: Store) -> None:
    welcome(store)
    store.subscribers.add([a_reader(1)])
    store.issues.add_reader(WELCOME, "r000001", now=NOW)
    assert store.issues.state(WELCOME) is IssueState.SENDING
    (row,) = store.ledger.claim(WELCOME, worker="w", limit=9, now=NOW, lease_s=60)
    assert store.ledger.mark_handing(WELCOME, [row.subscriber_id], worker="w", now=NOW)
    accepted = Outcome(
        issue_id=WELCOME,
        subscriber_id=row.subscriber_id,
        state=DeliveryState.ACCEPTED,
        reply=Reply(code=250),
    )
    store.ledger.record([accepted], now=NOW)
    audit = store.ledger.audit(WELCOME)
    assert dict(audit.by_state) == {DeliveryState.ACCEPTED: 1}
    assert audit.balances


def test_a_sent_welcome_is_sending_again_with_the_next_reader(store: Store) -> None:
    welcome(store)
    store.subscribers.add([a_reader(1), a_reader(2)])
    store.issues.add_reader(WELCOME, "r000001", now=NOW)
    store.issues.set_state(WELCOME, IssueState.SENT, expect=[IssueState.SENDING])
    store.issues.add_reader(WELCOME, "r000001", now=NOW)
    assert store.issues.state(WELCOME) is IssueState.SENT
    store.issues.add_reader(WELCOME, "r000002", now=NOW)
    assert store.issues.state(WELCOME) is IssueState.SENDING


def test_a_stored_mail_stays_when_it_is_stored_again(store: Store) -> None:
    mail = welcome(store)
    store.issues.save_mail(replace(mail, subject="Other"), briefing=a_briefing(WELCOME))
    stored = store.issues.issue(WELCOME)
    assert stored is not None
    assert stored.subject == mail.subject
    assert stored.approved == mail.created
    assert stored.kind is MailKind.WELCOME


def test_the_readers_of_an_issue_are_frozen(store: Store) -> None:
    approved(store, 1)
    with pytest.raises(UseError, match="no such mail beside the issues"):
        store.issues.add_reader("daily@2026-11-23", "r9", now=NOW)
    with pytest.raises(UseError, match="no such mail beside the issues"):
        store.issues.add_reader("nowhere", "r9", now=NOW)
    with pytest.raises(UseError, match="this mail is an issue"):
        store.issues.save_mail(
            an_issue("daily@2026-11-24"), briefing=a_briefing("daily@2026-11-24")
        )


def test_lists_and_the_archive_hold_issues_alone(store: Store) -> None:
    approved(store, 1)
    welcome(store)
    assert [issue.id for issue in store.issues.list()] == ["daily@2026-11-23"]
    assert [issue.id for issue in store.issues.list(kinds=[MailKind.WELCOME])] == [WELCOME]
    assert len(store.issues.list(kinds=tuple(MailKind))) == 2
    assert [issue.id for issue in store.issues.archive("daily")] == ["daily@2026-11-23"]


def test_a_list_counts_ledger_rows_where_it_is_asked_to(store: Store) -> None:
    approved(store, 3)
    draft(store, "daily@2026-11-24")
    newest, sent = store.issues.list(counts=True)
    assert (newest.id, newest.selected, dict(newest.by_state)) == ("daily@2026-11-24", 0, {})
    assert (sent.selected, dict(sent.by_state)) == (3, {DeliveryState.QUEUED: 3})
    assert sent.approved is not None
    assert sent.kind is MailKind.ISSUE
    assert [dict(issue.by_state) for issue in store.issues.list()] == [{}, {}]


def test_a_database_that_answers_is_told_by_a_ping(store: Store) -> None:
    store.ping()
