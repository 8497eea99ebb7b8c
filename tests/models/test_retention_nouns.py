"""Kinds of stored things with an end: the words that `digest prune` prints for each."""

from __future__ import annotations

from digest.models.retention import PruneKind

KINDS = {
    "ARTICLES": "articles that no issue cites",
    "DRAFTS": "drafts that were never approved",
    "REASONS": "reasons for the choice of stories",
    "DELIVERIES": "ledger rows, whose balance is kept",
    "RETURNS": "bounces and complaints",
    "PICTURES": "pictures of issues",
    "TRACES": "claims of slots and alarms",
}


def test_the_kinds_are_these_and_come_in_this_order() -> None:
    assert {kind.name: kind.value for kind in PruneKind} == KINDS
    assert [kind.name for kind in PruneKind] == list(KINDS)


def test_readers_consent_and_issues_have_no_end() -> None:
    words = " ".join(PruneKind)
    for kept in ("reader", "consent", "subscriber", "approved issues"):
        assert kept not in words
