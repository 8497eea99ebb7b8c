"""Recovery: what a crash left in the ledger is settled before anything is sent."""

from __future__ import annotations

import os
import socket
import uuid
from datetime import datetime

from digest.logs import get_logger
from digest.models import Delivery, DeliveryState, Outcome, Reply
from digest.protocols import Ledger

log = get_logger("deliver")


def settle_crashes(
    ledger: Ledger, issue_id: str, *, resend: bool, now: datetime
) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Free what dead senders had leased, and call uncertain what they were handing over.

    With `resend` put the uncertain back, each by name in the log. Return ((freed, uncertain), those put back).
    """
    freed, uncertain = ledger.sweep(issue_id, now=now)
    for row in list(ledger.rows(issue_id, states=(DeliveryState.LEASED, DeliveryState.HANDING))):
        if not _surely_dead(row.leased_by):
            continue
        if row.state is DeliveryState.LEASED:
            ledger.release(issue_id, [row.subscriber_id], worker=row.leased_by)
            freed += 1
        else:
            ledger.record([_crashed(row)], now=now)
            uncertain += 1
    return (freed, uncertain), _put_back(ledger, issue_id, now) if resend else ()


def worker_name() -> str:
    """`host:pid:random`: tells who holds a lease, and whether that process can still be alive."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def _put_back(ledger: Ledger, issue_id: str, now: datetime) -> tuple[str, ...]:
    readers = tuple(
        row.subscriber_id for row in ledger.rows(issue_id, states=(DeliveryState.UNCERTAIN,))
    )
    if readers:
        log.warning(
            "uncertain_sent_again", issue=issue_id, subscribers=readers
        )  # first: a crash may come between
        ledger.retry(issue_id, (DeliveryState.UNCERTAIN,), now=now)
    return readers


def _crashed(row: Delivery) -> Outcome:
    return Outcome(
        issue_id=row.issue_id,
        subscriber_id=row.subscriber_id,
        state=DeliveryState.UNCERTAIN,
        reply=Reply(code=0, text="the sender ended between hand-over and answer"),
        relay=row.relay,
    )


def _surely_dead(worker: str) -> bool:
    """True when the lease holder was a process of this machine that no longer runs."""
    host, _, rest = worker.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
