"""Traffic: what all sends of one process have under way, so that together they keep the limits."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from digest.deliver.shaping import Pace

AHEAD = 50
"""Rows that one send may be ahead of another that waits for the same limit."""


class User(Protocol):
    """One send's part in a flow."""

    taken: int

    def waits(self, now_s: float) -> bool:
        """True when it has something that could go now, were it not for the limit."""
        ...


@dataclass(slots=True, kw_only=True)
class Flow:
    """Everything that goes to one relay, or to one provider. To be touched under the lock of its Traffic."""

    pace: Pace = field(default_factory=Pace)
    busy: int = 0
    """Connections that carry something of it."""
    users: list[User] = field(default_factory=list)

    def turn_of(self, user: User, now_s: float) -> bool:
        """False while another send that waits is behind."""
        behind = (other for other in self.users if other is not user and other.taken + AHEAD <= user.taken)
        return not any(other.waits(now_s) for other in behind)


class Traffic:
    """One per process; `changed` is the lock of all that is in it, and says when something may go again."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self._flows: defaultdict[tuple[str, str], Flow] = defaultdict(Flow)

    def join(self, kind: str, name: str, user: User, *, per_minute: float | None) -> Flow:
        """Take part in a flow, level with who is in it already. The latest configuration sets its pace."""
        flow = self._flows[kind, name]
        flow.pace.per_minute = per_minute
        user.taken = max((other.taken for other in flow.users), default=0)
        flow.users.append(user)
        return flow

    def leave(self, users: Iterable[User]) -> None:
        gone = {id(user) for user in users}
        for flow in self._flows.values():
            flow.users = [user for user in flow.users if id(user) not in gone]
