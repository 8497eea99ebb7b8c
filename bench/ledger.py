"""The ledger's speed: rows a second through claim, handing and record, and freezing an issue.

Measured on SQLite and PostgreSQL. The reference is the same database written as a cursor would:
one UPDATE and one commit for each reader. The promise:
batches of 100 are at least five times as fast, and 100,000 readers are frozen in under 20 seconds.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from postgres import NoPostgres, running_postgres
from small_issue import NOW, a_briefing, an_issue

from digest.models import DeliveryState, Outcome, Reply, Selection, Subscriber
from digest.protocols import Store
from digest.store import open_store

ISSUE = "daily@2026-11-23"
FREEZE_LIMIT_S = 20.0
LEAST_GAIN = 5.0
BATCH = 100


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--readers", type=int, default=100_000)
    options.add_argument("--send", type=int, default=20_000, help="rows that are sent")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    figures: dict[str, dict[str, float]] = {}
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        urls = {"sqlite": f"sqlite:///{folder}/ledger.db"}
        try:
            urls["postgresql"] = stack.enter_context(running_postgres(durable=True))
        except NoPostgres as error:
            print(f"PostgreSQL is left out: {error}", file=sys.stderr)
        for name, url in urls.items():
            figures[name] = measure(url, asked.readers, asked.send)
    broken = [
        name
        for name, seen in figures.items()
        if seen["freeze_s"] > FREEZE_LIMIT_S or seen["gain"] < LEAST_GAIN
    ]
    if asked.json:
        print(json.dumps({"readers": asked.readers, "figures": figures, "broken": broken}))
    else:
        show(figures)
    return 1 if broken else 0


def measure(url: str, readers: int, send: int) -> dict[str, float]:
    store = open_store(url)
    try:
        enrol_s = timed(lambda: enrol(store, readers))
        before_kb = peak_kb()
        freeze_s = timed(lambda: approve(store))
        one_s = timed(lambda: one_by_one(store, 500))
        send_s = timed(lambda: send_batches(store, send))
        audit_s = timed(lambda: store.ledger.audit(ISSUE))
        if not store.ledger.audit(ISSUE).balances:
            raise SystemExit("the audit does not balance")
    finally:
        store.close()
    return {
        "enrol_rows_s": readers / enrol_s,
        "freeze_s": freeze_s,
        "freeze_grew_mb": (peak_kb() - before_kb) / 1024,
        "one_by_one_rows_s": 500 / one_s,
        "batched_rows_s": send / send_s,
        "gain": (send / send_s) / (500 / one_s),
        "audit_s": audit_s,
    }


def enrol(store: Store, readers: int) -> None:
    store.subscribers.add(
        Subscriber(
            id=f"r{number:07}", email=f"r{number}@mail{number % 50}.example", newsletters=("daily",)
        )
        for number in range(readers)
    )


def approve(store: Store) -> None:
    store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))
    store.issues.approve(ISSUE, subscriber_ids=store.subscribers.audience("daily"), now=NOW)


def send_batches(store: Store, rows: int) -> None:
    """Do with each batch as the sender does: lease it, mark it, and store the replies."""
    sent, ledger = 0, store.ledger
    while sent < rows:
        ids = [
            row.subscriber_id
            for row in ledger.claim(ISSUE, worker="w", limit=BATCH, now=NOW, lease_s=60)
        ]
        ledger.mark_handing(ISSUE, ids, worker="w", now=NOW)
        reply = Reply(
            code=250, enhanced="2.0.0", text="2.0.0 Ok: queued as 4Xy1z", queue_id="4Xy1z"
        )
        accepted = DeliveryState.ACCEPTED
        outcomes = [
            Outcome(issue_id=ISSUE, subscriber_id=id_, state=accepted, reply=reply, relay="r")
            for id_ in ids
        ]
        ledger.record(outcomes, now=NOW)
        sent += len(ids)


def one_by_one(store: Store, rows: int) -> None:
    """The reference: the same three steps as one plain UPDATE and one commit for each reader."""
    engine = store.database.engine  # type: ignore[attr-defined]
    for number in range(rows):
        for state in ("leased", "handing", "queued"):
            with engine.begin() as connection:
                connection.execute(
                    text(
                        "UPDATE deliveries SET state = :state"
                        " WHERE issue_id = :issue AND subscriber_id = :reader"
                    ),
                    {"state": state, "issue": ISSUE, "reader": f"r{number:07}"},
                )


def timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


def peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def show(figures: dict[str, dict[str, float]]) -> None:
    names = list(next(iter(figures.values())))
    print(f"{'':20}" + "".join(f"{name:>14}" for name in figures))
    for figure in names:
        print(f"{figure:20}" + "".join(f"{seen[figure]:>14,.2f}" for seen in figures.values()))
    print(
        "\ngain: batches of 100 against one UPDATE and commit for each reader and step,"
        " same database, same run"
    )


if __name__ == "__main__":
    sys.exit(main())
