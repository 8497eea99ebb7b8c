"""Issues, readers, messages and the ledger: required fields, defaults and stored words."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import issues
from digest.models.common import ReaderClock, Tier
from digest.models.issues import (
    Audit,
    Consent,
    Delivery,
    DeliveryState,
    Enrolment,
    Finding,
    FoundIssue,
    HistoryLine,
    HostedPicture,
    InlineImage,
    Issue,
    IssueState,
    IssueSummary,
    LeftBy,
    MailKind,
    Message,
    Outcome,
    PastIssue,
    Reply,
    Return,
    ReturnKind,
    Severity,
    Slot,
    Subscriber,
    SubscriberCounts,
    SubscriberQuery,
    SubscriberState,
)

REQUIRED: dict[type, str] = {
    InlineImage: "cid content_type content",
    HostedPicture: "name content_type content",
    Issue: (
        "id newsletter_id newsletter_name slot subject preheader "
        "html text content_hash language direction created"
    ),
    IssueSummary: (
        "id newsletter_id newsletter_name slot subject preheader "
        "created state approved kind selected by_state"
    ),
    PastIssue: "id slot subject preheader",
    FoundIssue: "issue",
    Consent: "at source",
    Subscriber: "id email",
    SubscriberQuery: "",
    SubscriberCounts: "by_state by_newsletter",
    HistoryLine: "at what",
    Message: "issue_id subscriber_id message_id envelope_from recipient content",
    Reply: "code",
    Return: "issue_id subscriber_id kind at",
    Delivery: "issue_id subscriber_id state",
    Outcome: "issue_id subscriber_id state",
    Audit: "issue_id selected by_state",
    Finding: "rule_id severity message",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    InlineImage: {},
    HostedPicture: {},
    Issue: {
        "images": (),
        "state": IssueState.DRAFT,
        "approved": None,
        "kind": MailKind.ISSUE,
        "made_from": "",
    },
    IssueSummary: {},
    PastIssue: {"threads": (), "newsletter_id": "", "published": None, "corrected": False},
    FoundIssue: {"excerpt": ""},
    Consent: {"wording": ""},
    Subscriber: {
        "name": "",
        "newsletters": (),
        "state": SubscriberState.ACTIVE,
        "consent": None,
        "created": None,
        "language": "",
        "tier": Tier.FREE,
        "paused_until": None,
        "text_only": False,
        "clock": ReaderClock(),
    },
    SubscriberQuery: {
        "segment": None,
        "newsletter_id": "",
        "state": None,
        "words": "",
        "domain": "",
    },
    SubscriberCounts: {},
    HistoryLine: {"evidence": ""},
    Message: {"dot_lines": True},
    Reply: {
        "enhanced": "",
        "text": "",
        "queue_id": "",
    },
    Return: {"reply": None},
    Delivery: {
        "attempts": 0,
        "domain": "",
        "relay": "",
        "reply": None,
        "retry_at": None,
        "leased_by": "",
        "leased_until": None,
        "updated": None,
        "wave": None,
    },
    Outcome: {
        "reply": None,
        "relay": "",
        "retry_at": None,
        "alarm": "",
        "claim": "",
    },
    Audit: {},
    Finding: {"where": "", "source": ""},
}

STATES: dict[type[Enum], dict[str, str]] = {
    Slot: {
        "UNSUBSCRIBE": "https://slot.invalid/unsubscribe",
        "PREFERENCES": "https://slot.invalid/preferences",
        "WEB_VIEW": "https://slot.invalid/view",
        "ADDRESS": "reader@slot.invalid",
        "CONFIRM": "https://slot.invalid/confirm",
    },
    IssueState: {
        "DRAFT": "draft",
        "HELD": "held",
        "APPROVED": "approved",
        "SENDING": "sending",
        "PAUSED": "paused",
        "SENT": "sent",
        "ENDED": "ended",
        "CANCELLED": "cancelled",
    },
    MailKind: {
        "ISSUE": "issue",
        "CONFIRMATION": "confirmation",
        "ACCESS": "access",
        "WELCOME": "welcome",
        "REPORT": "report",
    },
    SubscriberState: {
        "PENDING": "pending",
        "ACTIVE": "active",
        "LEFT": "left",
        "SUPPRESSED": "suppressed",
    },
    LeftBy: {
        "ONE_CLICK": "one-click",
        "PAGE": "page",
        "PREFERENCES": "preferences",
        "MAIL": "mail",
        "OPERATOR": "operator",
        "PROGRAM": "program",
        "MOVED": "moved",
    },
    Enrolment: {
        "NEW": "new",
        "JOINED": "joined",
        "ALREADY": "already",
        "LEFT_BEFORE": "left before",
        "SUPPRESSED": "suppressed",
        "LEFT": "left",
        "BOUNCED": "bounced",
        "COMPLAINED": "complained",
        "BLOCKED": "blocked",
        "UNCONFIRMED": "unconfirmed",
        "PAUSED": "paused",
    },
    DeliveryState: {
        "QUEUED": "queued",
        "LEASED": "leased",
        "HANDING": "handing",
        "ACCEPTED": "accepted",
        "DEFERRED": "deferred",
        "REFUSED": "refused",
        "SUPPRESSED": "suppressed",
        "UNCERTAIN": "uncertain",
    },
    ReturnKind: {
        "HARD": "hard",
        "SOFT": "soft",
        "COMPLAINT": "complaint",
        "POLICY": "policy",
        "LEAVE": "leave",
        "AUTO_REPLY": "auto_reply",
        "UNMATCHED": "unmatched",
        "UNKNOWN": "unknown",
    },
    Severity: {
        "ERROR": "error",
        "WARNING": "warning",
        "NOTE": "note",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(issues) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(issues) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


class TestAudit:
    @pytest.mark.parametrize(
        ("selected", "accepted", "refused", "balances"),
        [
            (0, 0, 0, True),
            (2, 1, 1, True),
            (2, 1, 0, False),
            (2, 2, 1, False),
        ],
    )
    def test_it_balances_when_rows_and_readers_are_as_many(
        self, selected: int, accepted: int, refused: int, balances: bool
    ) -> None:
        by_state = {DeliveryState.ACCEPTED: accepted, DeliveryState.REFUSED: refused}
        audit = Audit(issue_id="gulf@2026-11-23", selected=selected, by_state=by_state)
        assert audit.balances is balances

    def test_no_row_balances_with_no_reader_alone(self) -> None:
        assert Audit(issue_id="gulf@2026-11-23", selected=0, by_state={}).balances
        assert not Audit(issue_id="gulf@2026-11-23", selected=1, by_state={}).balances


@pytest.mark.parametrize("slot", Slot)
def test_a_slot_names_a_host_that_never_resolves(slot: Slot) -> None:
    assert slot.partition("/unsubscribe")[0].count("slot.invalid") == 1


def test_no_slot_is_a_part_of_another() -> None:
    """Each is replaced by itself, in any order."""
    for slot in Slot:
        for second in Slot:
            assert slot is second or slot.value not in second.value
