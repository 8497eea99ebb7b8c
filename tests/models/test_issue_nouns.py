"""Issues and their lists: required fields, defaults and stored words."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import issues
from digest.models.issues import (
    FoundIssue,
    HostedPicture,
    InlineImage,
    Issue,
    IssueMark,
    IssueState,
    IssueSummary,
    MailKind,
    PastIssue,
    Slot,
)

REQUIRED: dict[type, str] = {
    InlineImage: "cid content_type content",
    HostedPicture: "name content_type content",
    Issue: (
        "id newsletter_id newsletter_name slot subject preheader "
        "html text content_hash language direction created"
    ),
    IssueMark: "newsletter_id kind state approved content_hash",
    IssueSummary: (
        "id newsletter_id newsletter_name slot subject preheader "
        "created state approved kind selected by_state"
    ),
    PastIssue: "id slot subject preheader",
    FoundIssue: "issue",
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
    IssueMark: {},
    IssueSummary: {},
    PastIssue: {"threads": (), "newsletter_id": "", "published": None, "corrected": False},
    FoundIssue: {"excerpt": ""},
}

STATES: dict[type[Enum], dict[str, str]] = {
    Slot: {
        "UNSUBSCRIBE": "https://slot.invalid/unsubscribe",
        "PREFERENCES": "https://slot.invalid/preferences",
        "WEB_VIEW": "https://slot.invalid/view",
        "ADDRESS": "reader@slot.invalid",
        "CONFIRM": "https://slot.invalid/confirm",
        "OPINION": "https://slot.invalid/opinion",
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
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(issues) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(issues) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


@pytest.mark.parametrize("slot", Slot)
def test_a_slot_names_a_host_that_never_resolves(slot: Slot) -> None:
    assert slot.partition("/unsubscribe")[0].count("slot.invalid") == 1


def test_no_slot_is_a_part_of_another() -> None:
    """Each is replaced by itself, in any order."""
    for slot in Slot:
        for second in Slot:
            assert slot is second or slot.value not in second.value
