"""PostgreSQL finds the rows of a hand-over by their key, whatever its statistics say."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import psycopg
import pytest
from postgres import fresh_database
from small_issue import NOW, a_briefing, an_issue

from digest.models import DeliveryState, Outcome, Selection, Subscriber
from digest.protocols import Store
from digest.store import open_store

ISSUE = "daily@2026-11-23"
READERS = [f"r{number:05}" for number in range(6_000)]
HANDED = READERS[:300]
AT_ONCE = 10

IMPORT = """
WITH people AS (
    INSERT INTO subscribers
    SELECT 'r' || to_char(n, 'fm000000'),
           n || '@mail.example', n::text, 'mail.example', '', 'active',
           null, '', '', now(), ''
    FROM generate_series(0, 99999) AS n
    RETURNING id
)
INSERT INTO subscriptions SELECT id, 'daily', now(), null, '' FROM people
"""


_numbers = itertools.count(1)


@pytest.fixture
def database(postgres_server: str, migrated_template: str) -> str:
    """A database that no other connection reads: the server counts the rows of all."""
    return fresh_database(postgres_server, f"plans{next(_numbers)}", copy_of=migrated_template)


def test_handing_and_recording_read_the_rows_they_change_and_no_others(
    database: str,
) -> None:
    with_store(database, approve_for_all)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("ANALYZE")  # of a ledger in which nothing is leased or told yet
    with_store(database, claim_all)
    before = rows_read(database)
    with_store(database, hand_all_over)
    read = rows_read(database) - before
    # a reader and their choice once; the ledger's row to be handed over, to be told, and its
    # old versions
    assert len(HANDED) * 4 <= read <= len(HANDED) * 10


def test_readers_of_a_fresh_import_are_looked_up_by_their_key(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(IMPORT)
        connection.execute("DELETE FROM pg_statistic")  # nothing is known of the new rows yet
    before = rows_read(database)
    looked_up = [f"r{number:06}" for number in range(0, 100_000, 1000)]

    def look_up(store: Store) -> None:
        assert len(store.subscribers.for_hand_over(looked_up, newsletter_id="daily")) == len(
            looked_up
        )

    with_store(database, look_up)
    assert len(looked_up) * 2 <= rows_read(database) - before <= len(looked_up) * 4


def with_store(url: str, do: Callable[[Store], None]) -> None:
    store = open_store(url)
    try:
        do(store)
    finally:
        store.close()  # the server counts what a connection read when it ends


def approve_for_all(store: Store) -> None:
    store.subscribers.add(
        Subscriber(id=reader, email=f"{reader}@mail.example", newsletters=("daily",))
        for reader in READERS
    )
    issue = an_issue(ISSUE)
    store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), issue)
    store.issues.approve(ISSUE, subscriber_ids=READERS, now=NOW)


def claim_all(store: Store) -> None:
    assert len(
        store.ledger.claim(ISSUE, worker="w", limit=len(READERS), now=NOW, lease_s=60)
    ) == len(READERS)


def hand_all_over(store: Store) -> None:
    for at in range(0, len(HANDED), AT_ONCE):
        some = HANDED[at : at + AT_ONCE]
        assert len(store.subscribers.for_hand_over(some, newsletter_id="daily")) == AT_ONCE
        assert store.ledger.mark_handing(ISSUE, some, worker="w", now=NOW) == frozenset(some)
        accepted = [
            Outcome(issue_id=ISSUE, subscriber_id=reader, state=DeliveryState.ACCEPTED)
            for reader in some
        ]
        store.ledger.record(accepted, now=NOW)


def rows_read(url: str) -> int:
    """Count the rows of readers and ledger that all statements have read so far."""
    read = 0
    with psycopg.connect(url, autocommit=True) as connection:
        for counts in (
            "sum(seq_tup_read) FROM pg_stat_user_tables",
            "sum(idx_tup_read) FROM pg_stat_user_indexes",
        ):
            query = f"SELECT {counts} WHERE relname = ANY(%s)"
            found = connection.execute(
                query, (["deliveries", "subscribers", "subscriptions"],)
            ).fetchone()
            assert found is not None
            read += int(found[0])
    return read
