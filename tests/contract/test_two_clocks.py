"""Two hosts whose clocks differ by minutes send one issue on PostgreSQL: each reader once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from store_nouns import ISSUE, approved

from digest.models import DeliveryState
from digest.protocols import Store
from digest.store import open_store

AHEAD = timedelta(seconds=300)


def test_a_host_whose_clock_is_ahead_takes_no_row_of_a_living_lease(
    store: Store, store_url: str
) -> None:
    if store_url.startswith("sqlite"):
        return  # all processes of one machine have one clock
    approved(store, 5)
    now = datetime.now(UTC)
    claimed = store.ledger.claim(ISSUE, worker="slow clock", limit=5, now=now, lease_s=60)
    assert len(claimed) == 5
    other_host = open_store(store_url)
    try:
        assert other_host.ledger.sweep(now=now + AHEAD) == (0, 0)
        assert not other_host.ledger.claim(
            ISSUE, worker="fast clock", limit=5, now=now + AHEAD, lease_s=60
        )
        # and a lease that the fast host writes is no longer than another one
        store.ledger.release(ISSUE, [row.subscriber_id for row in claimed], worker="slow clock")
        other_host.ledger.claim(ISSUE, worker="fast clock", limit=5, now=now + AHEAD, lease_s=60)
        assert store.ledger.sweep(now=now + timedelta(seconds=59)) == (0, 0)
        assert store.ledger.sweep(now=now + timedelta(seconds=62)) == (5, 0)
    finally:
        other_host.close()
    assert store.ledger.audit(ISSUE).by_state[DeliveryState.QUEUED] == 5
