"""Messages and the ledger: required fields, defaults and stored words."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import deliveries
from digest.models.deliveries import (
    Audit,
    Delivery,
    DeliveryState,
    Message,
    Outcome,
    Reply,
    Return,
    ReturnKind,
)

REQUIRED: dict[type, str] = {
    Message: "issue_id subscriber_id message_id envelope_from recipient content",
    Reply: "code",
    Return: "issue_id subscriber_id kind at",
    Delivery: "issue_id subscriber_id state",
    Outcome: "issue_id subscriber_id state",
    Audit: "issue_id selected by_state",
}

DEFAULTS: dict[type, dict[str, Any]] = {
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
        "variant": "",
    },
    Outcome: {
        "reply": None,
        "relay": "",
        "retry_at": None,
        "alarm": "",
        "claim": "",
    },
    Audit: {},
}

STATES: dict[type[Enum], dict[str, str]] = {
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
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(deliveries) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(deliveries) == set(STATES)


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
