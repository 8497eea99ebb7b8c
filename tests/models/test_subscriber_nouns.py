"""Readers: required fields, defaults and stored words."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import subscribers
from digest.models.common import ReaderClock, Tier
from digest.models.subscribers import (
    Consent,
    Enrolment,
    HistoryLine,
    LeftBy,
    Subscriber,
    SubscriberCounts,
    SubscriberQuery,
    SubscriberState,
)

REQUIRED: dict[type, str] = {
    Consent: "at source",
    Subscriber: "id email",
    SubscriberQuery: "",
    SubscriberCounts: "by_state by_newsletter",
    HistoryLine: "at what",
}

DEFAULTS: dict[type, dict[str, Any]] = {
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
        "has_seat": False,
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
}

STATES: dict[type[Enum], dict[str, str]] = {
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
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(subscribers) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(subscribers) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]
