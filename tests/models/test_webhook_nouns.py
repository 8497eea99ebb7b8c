"""Facts and messages of webhooks: required fields, defaults, and the words that programs read."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import webhooks
from digest.models.webhooks import Fact, FactKind, WebhookBacklog, WebhookMessage

REQUIRED: dict[type, str] = {
    Fact: "kind at",
    WebhookMessage: "id webhook fact",
    WebhookBacklog: "webhook",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Fact: {"issue_id": "", "subscriber_id": "", "newsletter_id": "", "how": ""},
    WebhookMessage: {"attempts": 0},
    WebhookBacklog: {"waiting": 0, "oldest": None, "dead": 0, "last_error": ""},
}

STATES: dict[type[Enum], dict[str, str]] = {
    FactKind: {
        "ISSUE_SENT": "issue.sent",
        "READER_JOINED": "reader.joined",
        "READER_LEFT": "reader.left",
        "READER_BOUNCED": "reader.bounced",
        "READER_COMPLAINED": "reader.complained",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(webhooks) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(webhooks) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_programs_read_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


def test_a_fact_names_readers_by_id_and_never_by_address() -> None:
    assert not {"email", "address"} & set(Fact.__dataclass_fields__)


@pytest.mark.parametrize("kind", FactKind)
def test_a_kind_of_fact_says_of_which_thing_and_which_event_it_tells(kind: FactKind) -> None:
    thing, dot, event = kind.value.partition(".")
    assert thing in ("issue", "reader")
    assert dot == "."
    assert event.isalpha()
