"""Retention: the kinds of stored things that are deleted when they are old."""

from __future__ import annotations

from enum import StrEnum


class PruneKind(StrEnum):
    """The ages after which stored things are deleted. Readers, consent, closed addresses and issues are kept."""

    ARTICLES = "articles that no issue cites"
    DRAFTS = "drafts that were never approved"
    REASONS = "reasons for the choice of stories"
    DELIVERIES = "ledger rows, whose balance is kept"
    RETURNS = "bounces and complaints"
    PICTURES = "pictures of issues"
    TRACES = "claims of slots and alarms"
