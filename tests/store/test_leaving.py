"""Leaving on SQLite and PostgreSQL: one statement for each way to leave newsletters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from store_nouns import NOW, a_reader

from digest.models import FactKind, Subscriber, SubscriberState
from digest.protocols import Store
from digest.store.leaving import leave_newsletters
from digest.store.sql_store import SqlStore

READER = "r000001"


def leave(store: SqlStore, newsletter_id: str | None = None, how: str = "page") -> bool:
    database = store.database
    with database.write() as connection:
        return leave_newsletters(
            database, connection, READER, newsletter_id=newsletter_id, now=NOW, how=how
        )


def reader(store: Store) -> Subscriber:
    found = store.subscribers.get(READER)
    assert found is not None
    return found


@pytest.fixture
def two(store: SqlStore) -> SqlStore:
    store.subscribers.add([a_reader(newsletters=("daily", "weekly"))])
    return store


def test_a_reader_who_leaves_one_newsletter_still_gets_the_other(two: SqlStore) -> None:
    assert leave(two, "daily")
    assert reader(two).newsletters == ("weekly",)
    assert reader(two).state is SubscriberState.ACTIVE


def test_a_reader_who_leaves_the_last_newsletter_has_left(two: SqlStore) -> None:
    assert leave(two, "daily")
    assert leave(two, "weekly")
    assert reader(two).newsletters == ()
    assert reader(two).state is SubscriberState.LEFT


def test_a_reader_leaves_all_newsletters_at_once(two: SqlStore) -> None:
    assert leave(two)
    assert reader(two).newsletters == ()
    assert reader(two).state is SubscriberState.LEFT


def test_leaving_twice_changes_nothing_the_second_time(two: SqlStore) -> None:
    assert leave(two)
    assert not leave(two)


def test_a_newsletter_that_the_reader_never_had_changes_no_state(two: SqlStore) -> None:
    assert not leave(two, "monthly")
    assert reader(two).newsletters == ("daily", "weekly")
    assert reader(two).state is SubscriberState.ACTIVE


def test_a_closed_address_stays_closed_when_its_reader_leaves(two: SqlStore) -> None:
    two.subscribers.suppress(reader(two).email, reason="complaint", now=NOW)
    assert leave(two)
    assert reader(two).state is SubscriberState.SUPPRESSED


def test_the_way_and_the_time_are_kept(two: SqlStore) -> None:
    leave(two, "daily", how="one-click")
    lines = two.subscribers.history(reader(two).email)
    (left,) = [line for line in lines if line.what == "left daily"]
    assert (left.at, left.evidence) == (NOW, "by one-click")


def test_each_newsletter_that_was_left_is_announced_once(two: SqlStore) -> None:
    two.outbox.register({"crm": (FactKind.READER_LEFT,)})
    leave(two)
    leave(two)
    later = NOW + timedelta(days=400)
    messages = two.outbox.claim("crm", now=later, lease_s=60, limit=10)
    told = sorted((message.fact.newsletter_id, message.fact.how) for message in messages)
    assert told == [("daily", "page"), ("weekly", "page")]


def test_other_readers_keep_what_they_read(two: SqlStore) -> None:
    two.subscribers.add([a_reader(2, newsletters=("daily",))])
    leave(two)
    other = two.subscribers.get("r000002")
    assert other is not None
    assert other.newsletters == ("daily",)
