"""The seam of readers' choices among the variants of a newsletter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from digest.models import DeliveryState


class Variants(Protocol):
    """The variants that readers chose, and which went out; "" is the whole issue."""

    def choose(self, subscriber_id: str, newsletter_id: str, variant_id: str) -> bool:
        """Keep the variant that a reader wants; tell whether the reader knows the newsletter."""
        ...

    def choose_of(self, choices: Mapping[str, Mapping[str, str]]) -> None:
        """Keep the variants, by newsletter, of the readers of some addresses."""
        ...

    def chosen(self, subscriber_ids: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """Return by reader the variants of newsletters; the whole issue is left out."""
        ...

    def of_copies(self, issue_id: str, subscriber_ids: Sequence[str]) -> Mapping[str, str]:
        """Return by reader the variant of the copy that an issue sends; without one, no entry."""
        ...

    def counts(self, issue_id: str) -> Mapping[str, Mapping[DeliveryState, int]]:
        """Count the ledger rows of an issue by variant and state."""
        ...
