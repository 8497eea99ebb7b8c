"""Secrets, one leader at a time, and times that keep their moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from store_nouns import an_article

from digest.errors import StoreError
from digest.protocols import Store
from digest.store import open_store


class TestStore:
    def test_a_secret_is_made_once_and_kept(self, store: Store, store_url: str) -> None:
        with ThreadPoolExecutor(4) as pool:
            made = set(pool.map(store.secret, ["token"] * 4))
        assert len(made) == 1
        assert store.secret("other") not in made
        second = open_store(store_url)
        assert second.secret("token") in made
        second.close()

    def test_one_leads_at_a_time(self, store: Store, store_url: str) -> None:
        second = open_store(store_url)
        with store.leader("schedule") as first_leads, second.leader("schedule") as second_leads:
            assert (bool(first_leads), bool(second_leads)) == (True, False)
            assert (first_leads.is_held(), second_leads.is_held()) == (True, False)
            with second.leader("other") as other_leads:
                assert other_leads
        with second.leader("schedule") as leads:
            assert leads
        second.close()

    def test_several_may_open_a_new_database_at_once(self, empty_url: str) -> None:
        gate, opened, lock = threading.Barrier(4), list[Store](), threading.Lock()

        def open_one() -> None:
            gate.wait()
            store = open_store(empty_url)
            with lock:
                opened.append(store)

        threads = [threading.Thread(target=open_one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(opened) == 4
        for store in opened:
            store.close()

    def test_times_come_back_aware_whatever_zone_they_came_in(self, store: Store) -> None:
        tehran = datetime.fromisoformat("2026-11-23T08:30:00.123456+03:30")
        store.articles.save([an_article(published=tehran, collected=tehran)])
        kept = store.articles.by_ids(["a1"])["a1"]
        assert kept.published == tehran
        assert kept.published.tzinfo is UTC

    def test_a_time_without_a_zone_is_refused(self, store: Store) -> None:
        naive = datetime(2026, 11, 23)  # noqa: DTZ001 - that is the point
        with pytest.raises((StoreError, TypeError)):
            store.articles.save([an_article(published=naive, collected=naive)])
