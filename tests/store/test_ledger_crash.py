"""A sender dies by kill -9: every reader is accounted for, and no message goes twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_nouns import ISSUE, approved

from digest.models import DeliveryState
from digest.store import open_store

READERS = 600
LEASE_S = 30.0

WORKER = """
import os, sys
from datetime import UTC, datetime
from digest.models import DeliveryState, Outcome, Reply
from digest.store import open_store

url, issue, log, worker = sys.argv[1:]
ledger = open_store(url).ledger
handed = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
print("ready", flush=True)
while rows := ledger.claim(issue, worker=worker, limit=7, now=datetime.now(UTC), lease_s=30):
    ids = [row.subscriber_id for row in rows]
    if ledger.mark_handing(issue, ids, worker=worker, now=datetime.now(UTC)) != frozenset(ids):
        continue
    for reader in ids:
        # the hand-over itself: from here on no process can take it back
        os.write(handed, f"{reader}\\n".encode())
    outcomes = [
        Outcome(
            issue_id=issue,
            subscriber_id=reader,
            state=DeliveryState.ACCEPTED,
            reply=Reply(code=250),
        )
        for reader in ids
    ]
    ledger.record(outcomes, now=datetime.now(UTC))
"""


@pytest.mark.slow
def test_killing_senders_at_random_loses_and_doubles_no_message(
    store_url: str, tmp_path: Path
) -> None:
    log, dice = tmp_path / "handed.log", random.Random(7)  # noqa: S311
    store = open_store(store_url)
    approved(store, READERS)
    kills = 0
    while _open_rows(store):
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, store_url, ISSUE, str(log), f"w{kills}"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.25))
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
        kills += 1
        after_the_lease = datetime.now(UTC) + timedelta(seconds=LEASE_S + 1)
        store.ledger.sweep(now=after_the_lease)
        assert store.ledger.audit(ISSUE).balances
        assert kills < 300
    handed = Counter(log.read_text().split())
    states = {row.subscriber_id: row.state for row in store.ledger.rows(ISSUE)}
    accepted = {reader for reader, state in states.items() if state is DeliveryState.ACCEPTED}
    uncertain = {reader for reader, state in states.items() if state is DeliveryState.UNCERTAIN}
    assert set(handed.values()) == {1}, "somebody was handed over twice"
    assert accepted <= set(handed), "accepted, but never handed over"
    assert set(handed) - accepted <= uncertain, "handed over, and forgotten"
    assert len(states) == len(accepted) + len(uncertain) == READERS
    assert kills >= 3
    store.close()


def _open_rows(store: object) -> bool:
    waiting = {
        DeliveryState.QUEUED,
        DeliveryState.LEASED,
        DeliveryState.HANDING,
        DeliveryState.DEFERRED,
    }
    by_state = store.ledger.audit(ISSUE).by_state  # type: ignore[attr-defined]
    return any(by_state.get(state) for state in waiting)
