"""Recovery: the rows that a crash left in the ledger are settled before any message goes."""

from __future__ import annotations

import secrets
from datetime import datetime

from digest.logs import get_logger
from digest.models import Delivery, DeliveryState, Outcome, Reply
from digest.process_names import has_ended, this_process
from digest.protocols import Ledger

TOKEN_BYTES = 4
"""Randomness that tells the senders of one process apart."""

log = get_logger("deliver")


def settle_crashes(
    ledger: Ledger, issue_id: str, *, resend: bool, now: datetime
) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Free the rows that dead senders had leased; call `uncertain` those that they handed over.

    With `resend` the uncertain rows are queued again, each named in the log. Return ((freed,
    uncertain), subscribers queued again).
    """
    # leases that ran out, of this machine or another one
    freed, uncertain = ledger.sweep(issue_id, now=now)
    held = (DeliveryState.LEASED, DeliveryState.HANDING)
    # leases that still run, but whose holder is known to be dead
    for row in list(ledger.rows(issue_id, states=held)):
        if not has_ended(row.leased_by):
            continue
        if row.state is DeliveryState.LEASED:
            ledger.release(issue_id, [row.subscriber_id], worker=row.leased_by)
            freed += 1
        else:
            ledger.record([_crashed(row)], now=now)
            uncertain += 1
    resent: tuple[str, ...] = ()
    if resend:
        resent = queue_uncertain_again(ledger, issue_id, now=now)
    return (freed, uncertain), resent


def queue_uncertain_again(ledger: Ledger, issue_id: str, *, now: datetime) -> tuple[str, ...]:
    """Queue all uncertain rows of an issue again, and return their subscribers."""
    rows = ledger.rows(issue_id, states=(DeliveryState.UNCERTAIN,))
    subscribers = tuple(row.subscriber_id for row in rows)
    if subscribers:
        # logged before it is done, since a crash may come between
        log.warning("uncertain_resent", issue=issue_id, subscribers=subscribers)
        ledger.retry(issue_id, (DeliveryState.UNCERTAIN,), now=now)
    return subscribers


def worker_name() -> str:
    """Return the name of one sender: that of this process, and a random token behind it."""
    return f"{this_process()}/{secrets.token_hex(TOKEN_BYTES)}"


def _crashed(row: Delivery) -> Outcome:
    return Outcome(
        issue_id=row.issue_id,
        subscriber_id=row.subscriber_id,
        state=DeliveryState.UNCERTAIN,
        reply=Reply(code=0, text="the sender ended between hand-over and answer"),
        relay=row.relay,
    )
