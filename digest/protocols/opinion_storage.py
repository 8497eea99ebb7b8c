"""The seam of stored opinions: answers are counted, and no list of who gave them can be read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from digest.models import Opinion, OpinionTotal


class Opinions(Protocol):
    """Totals of readers' answers; a reader counts once for each story and question."""

    def give(self, subscriber_id: str, opinion: Opinion, *, now: datetime) -> None:
        """Count an answer, in place of the reader's former one to the same question."""
        ...

    def totals(self, issue_id: str) -> tuple[OpinionTotal, ...]:
        """List the totals of an issue, by story and question."""
        ...

    def forget_answers(self, *, before: datetime) -> int:
        """Delete the hashed last answers that are older; the totals stay."""
        ...
