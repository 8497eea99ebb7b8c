"""Networks without a proof are refused for an hour, and the oldest are forgotten first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from own_newsroom import own_newsroom

from digest.store import open_store
from digest.usecases.newsroom import Newsroom
from digest.web.strangers import Strangers

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
NETWORK = "192.0.2.7"


def test_a_network_is_refused_for_an_hour_and_not_a_second_longer() -> None:
    strangers = Strangers()
    assert not strangers.is_refused(NETWORK, NOW)
    strangers.refuse(NETWORK, NOW)
    assert strangers.is_refused(NETWORK, NOW + timedelta(seconds=3599))
    assert not strangers.is_refused(NETWORK, NOW + timedelta(seconds=3600))
    # and it is no longer remembered
    assert not strangers.is_refused(NETWORK, NOW)


def test_another_network_is_heard() -> None:
    strangers = Strangers()
    strangers.refuse(NETWORK, NOW)
    assert not strangers.is_refused("192.0.2.8", NOW)


def test_ten_thousand_networks_are_remembered_and_the_first_is_forgotten() -> None:
    strangers = Strangers()
    for number in range(10_000):
        strangers.refuse(str(number), NOW)
    assert strangers.is_refused("0", NOW)
    strangers.refuse("one more", NOW)
    assert not strangers.is_refused("0", NOW)
    assert strangers.is_refused("1", NOW)
    assert strangers.is_refused("one more", NOW)


def test_the_sixtieth_post_without_a_proof_is_the_last_that_is_read(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/desk.db")
    newsroom = Newsroom(config=own_newsroom(), store=store, clock=lambda: NOW)
    # two processes, which count together in the store
    first, second = Strangers(), Strangers()
    try:
        for _ in range(30):
            first.count(newsroom, NETWORK)
        for _ in range(29):
            second.count(newsroom, NETWORK)
        assert not first.is_refused(NETWORK, NOW)
        assert not second.is_refused(NETWORK, NOW)
        second.count(newsroom, NETWORK)
        assert second.is_refused(NETWORK, NOW)
        # each network has a count of its own
        second.count(newsroom, "192.0.2.8")
        assert not second.is_refused("192.0.2.8", NOW)
        # the other process hears of it with the next post
        first.count(newsroom, NETWORK)
        assert first.is_refused(NETWORK, NOW)
    finally:
        store.close()
