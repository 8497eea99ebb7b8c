"""Retention: the kinds of stored things that are deleted when they are old."""

from __future__ import annotations

from enum import StrEnum


class PruneKind(StrEnum):
    """The kinds of stored things with an end. Readers, consent and issues are kept for good."""

    ARTICLES = "articles that no issue cites"
    DRAFTS = "drafts that were never approved"
    REASONS = "reasons for the choice of stories"
    DELIVERIES = "ledger rows, whose balance is kept"
    RETURNS = "bounces and complaints"
    PICTURES = "pictures of issues"
    TRACES = "claims of slots and alarms"
