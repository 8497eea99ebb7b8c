"""Networks without a proof are refused for an hour, and the oldest are forgotten first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

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
