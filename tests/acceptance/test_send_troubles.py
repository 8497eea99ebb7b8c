"""Troubles of a running send: no database, a full disk, a stop, a pace; every reader once."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from postgres import NoPostgres, fresh_database, postgres_away, running_postgres
from small_issue import NOW, a_briefing, an_issue
from smtp_double import FALL_SILENT, ScriptedServer
from sqlalchemy import Connection, event
from waiting import eventually

from digest.config import DeliverSettings, ProviderLimit, Relay, Tls
from digest.deliver import SendReport, send_issue
from digest.models import Delivery, DeliveryState, Message, Selection, Subscriber
from digest.protocols import Store
from digest.store import open_store

ISSUE = "daily@2026-11-23"
CONNECTIONS = 4
AWAY_S = 10
"""Longer than any time-out of a statement, and shorter than the patience of a sender."""

pytestmark = pytest.mark.slow


def test_a_database_that_is_gone_for_ten_seconds_is_waited_for() -> None:
    try:
        with running_postgres(durable=True) as url, ScriptedServer(round_trip_s=0.005) as server:
            store = approved(fresh_database(url, "away"), readers=1500)
            sending = Sending(store, server)
            eventually(lambda: len(server.taken) > 300)
            with postgres_away(url):
                threading.Event().wait(AWAY_S)
            at_return = len(server.taken)
            report = sending.report()
            everyone_has_it_once(store, server)
            store.close()
    except NoPostgres as error:
        pytest.skip(str(error))
    assert at_return < 1500
    assert report.finished


def test_a_full_disk_is_waited_for_until_there_is_space(tmp_path: Path) -> None:
    with ScriptedServer(round_trip_s=0.005) as server:
        store = approved(f"sqlite:///{tmp_path}/small.db", readers=1500)
        disk = Disk(store)
        sending = Sending(store, server)
        eventually(lambda: len(server.taken) > 300)
        disk.fill()
        eventually(lambda: disk.refusals > CONNECTIONS)
        disk.free()
        assert sending.report().finished
        everyone_has_it_once(store, server)
        store.close()


def test_a_stop_does_not_wait_for_a_relay_that_hangs(tmp_path: Path) -> None:
    with ScriptedServer(after_data={"reader00000": FALL_SILENT}) as server:
        store = approved(f"sqlite:///{tmp_path}/hung.db", readers=200)
        sending = Sending(store, server, timeout_s=60.0)
        eventually(lambda: len(server.taken) == 200)
        stopped = time.monotonic()
        sending.stop.set()
        assert sending.report().stopped
        assert time.monotonic() - stopped < 10
        assert store.ledger.audit(ISSUE).by_state == {
            DeliveryState.ACCEPTED: 199,
            DeliveryState.UNCERTAIN: 1,
        }
        store.close()


def test_a_pace_is_kept_within_five_per_cent_over_any_ten_seconds(tmp_path: Path) -> None:
    per_minute, seconds = 600.0, 14
    with ScriptedServer() as server:
        store = approved(f"sqlite:///{tmp_path}/paced.db", readers=int(per_minute / 60 * seconds))
        pace = ProviderLimit(provider="default", per_minute=per_minute)
        assert Sending(store, server, providers=(pace,)).report().finished
        store.close()
    times = sorted(at for _, _, _, at in server.taken)
    starts = [at for at in times if at + 10 <= times[-1]]
    assert len(starts) > seconds
    due = per_minute / 6
    for start in starts:
        assert abs(sum(start <= at < start + 10 for at in times) - due) <= 0.05 * due


class Sending:
    """A send in a thread of its own."""

    def __init__(
        self,
        store: Store,
        server: ScriptedServer,
        *,
        timeout_s: float = 5.0,
        providers: Sequence[ProviderLimit] = (),
    ) -> None:
        relay = Relay(
            name="main",
            host="127.0.0.1",
            port=server.port,
            tls=Tls.NONE,
            connections=CONNECTIONS,
            timeout_s=timeout_s,
        )
        self.stop = threading.Event()
        self._settings = DeliverSettings(relays=(relay,), providers=tuple(providers), batch=100)
        self._reports: list[SendReport] = []
        self._thread = threading.Thread(target=self._run, args=(store,), daemon=True)
        self._thread.start()

    def report(self) -> SendReport:
        self._thread.join(120)
        (report,) = self._reports
        return report

    def _run(self, store: Store) -> None:
        report = send_issue(
            ISSUE,
            ledger=store.ledger,
            message_for=lambda rows: messages(store, rows),
            settings=self._settings,
            clock=lambda: datetime.now(UTC),
            stop=self.stop,
        )
        self._reports.append(report)


class Disk:
    """Makes SQLite find no more room, as on a full disk, by allowing the file no page more than it
    has: the replies
    that are stored soon need one."""

    def __init__(self, store: Store) -> None:
        self.refusals = 0
        self._full = False
        engine = store.database.engine  # type: ignore[attr-defined]
        event.listen(engine, "begin", self._limit)
        event.listen(engine, "handle_error", self._count)

    def fill(self) -> None:
        self._full = True

    def free(self) -> None:
        self._full = False

    def _limit(self, connection: Connection) -> None:
        pages = (
            connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            if self._full
            else 1_000_000
        )
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def _count(self, context: object) -> None:
        self.refusals += "full" in str(context.original_exception)  # type: ignore[attr-defined]


def messages(store: Store, rows: Sequence[Delivery]) -> Iterator[Message]:
    # looked up at once: the sender repeats this call while the database is away, and no later step
    readers = store.subscribers.by_ids(row.subscriber_id for row in rows)
    return (message(row, readers[row.subscriber_id].email) for row in rows)


def message(row: Delivery, email: str) -> Message:
    return Message(
        issue_id=row.issue_id,
        subscriber_id=row.subscriber_id,
        message_id=f"<{row.subscriber_id}@news.example.org>",
        envelope_from=f"bounce+{row.subscriber_id}@news.example.org",
        recipient=email,
        content=b"Subject: the morning\r\n\r\nOne line of news.\r\n",
    )


def approved(url: str, *, readers: int) -> Store:
    store = open_store(url)
    store.subscribers.add(
        Subscriber(
            id=f"r{number:05}", email=f"reader{number:05}@mail.example", newsletters=("daily",)
        )
        for number in range(readers)
    )
    store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))
    store.issues.approve(ISSUE, subscriber_ids=store.subscribers.audience("daily"), now=NOW)
    return store


def everyone_has_it_once(store: Store, server: ScriptedServer) -> None:
    audit = store.ledger.audit(ISSUE)
    assert audit.by_state == {DeliveryState.ACCEPTED: audit.selected}
    assert set(Counter(server.recipients).values()) == {1}
    assert len(server.recipients) == audit.selected
