"""The seam of facts that wait to be told to other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from digest.models import FactKind, WebhookBacklog, WebhookMessage


class Outbox(Protocol):
    """Messages of webhooks. The store writes each in the transaction of its fact."""

    def register(self, wanted: Mapping[str, Sequence[FactKind]]) -> None:
        """Set who wants which facts from now on; messages of other webhooks are forgotten."""
        ...

    def claim(
        self, webhook: str, *, now: datetime, lease_s: float, limit: int
    ) -> tuple[WebhookMessage, ...]:
        """Take messages that are due, the oldest fact first, for as long as the lease."""
        ...

    def told(self, message_id: str) -> None:
        """Delete a message that the other program took."""
        ...

    def failed(self, message_id: str, *, error: str, due: datetime | None) -> None:
        """Keep a message for its next attempt; without `due` it is given up, and kept as dead."""
        ...

    def release(self, message_ids: Sequence[str]) -> None:
        """Give back messages that were claimed and not tried."""
        ...

    def revive(self, webhook: str, *, now: datetime) -> int:
        """Make every message of a webhook due now, also dead ones; return how many."""
        ...

    def forget_dead(self, *, before: datetime) -> int:
        """Delete dead messages of facts from before that moment."""
        ...

    def backlog(self) -> tuple[WebhookBacklog, ...]:
        """Count the messages of each registered webhook."""
        ...
