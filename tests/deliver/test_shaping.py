"""Shaping: who runs a mailbox, keeping a pace, and leaving alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver.providers import ProviderDirectory, provider_of_mx
from digest.deliver.shaping import Breaker, Pace


@pytest.mark.parametrize(
    ("host", "provider"),
    [
        ("aspmx.l.google.com.", "google"),
        ("company-com.mail.protection.outlook.com", "microsoft"),
        ("mta5.am0.yahoodns.net", "yahoo"),
        ("mx01.mail.icloud.com", "apple"),
        ("mx.notgoogle.com", ""),
        ("mail.company.example", ""),
    ],
)
def test_a_mail_host_names_its_provider(host: str, provider: str) -> None:
    assert provider_of_mx([host]) == provider


def test_rented_mailboxes_count_for_the_landlord_and_are_asked_for_once() -> None:
    asked: list[str] = []

    def lookup(domain: str) -> tuple[str, ...]:
        asked.append(domain)
        return ("aspmx.l.google.com",) if domain == "company.example" else ()

    directory = ProviderDirectory(lookup)
    for _ in range(2):
        directory.look_up(["company.example", "Company.Example.", "own.example", "gmail.com"])
    assert [
        directory.provider_of(one) for one in ("COMPANY.example", "own.example", "gmail.com")
    ] == [
        "google",
        "own.example",
        "google",
    ]
    assert sorted(asked) == ["company.example", "own.example"]


def test_dns_that_does_not_answer_is_not_asked_for_ever() -> None:
    asked: list[str] = []

    def silent(domain: str) -> tuple[str, ...]:
        asked.append(domain)
        raise OSError("no answer")

    directory = ProviderDirectory(silent)
    for number in range(100):
        directory.look_up([f"d{number}.example"])
    assert len(asked) <= 3
    assert directory.provider_of("d7.example") == "d7.example"


@settings(deadline=None, max_examples=25)
@given(
    per_minute=st.floats(60, 60_000),
    steps=st.lists(st.floats(0.0, 0.2), min_size=100, max_size=200),
)
def test_a_pace_is_never_exceeded_by_more_than_its_catching_up(
    per_minute: float, steps: list[float]
) -> None:
    pace, now, sent = Pace(per_minute=per_minute), 100.0, []
    for step in steps:
        now += step
        count = pace.available(now)
        pace.spend(now, count)
        sent += [(now, count)]
    for start, _ in sent[::20]:
        in_ten_seconds = sum(count for at, count in sent if start <= at < start + 10)
        assert in_ten_seconds <= per_minute / 6 * 1.026 + 1


def test_a_pace_asked_often_keeps_its_rate() -> None:
    pace, sent = Pace(per_minute=6000), 0
    for tick in range(1000):
        count = pace.available(tick * 0.01)
        pace.spend(tick * 0.01, count)
        sent += count
    assert 950 <= sent <= 1050


def test_a_complaint_slows_the_pace_and_success_brings_it_back() -> None:
    pace = Pace(per_minute=600)
    pace.slow()
    assert pace.interval_s == pytest.approx(0.15)
    for _ in range(100):
        pace.ease()
    assert pace.interval_s == pytest.approx(0.1)


def test_a_breaker_waits_longer_each_time_and_counts_what_broke_together_once() -> None:
    breaker = Breaker(first_pause_s=1.0, failures_to_give_up=3)
    breaker.record_failure(10.0)
    breaker.record_failure(10.1)
    assert breaker.usable_at == 11.0
    breaker.record_failure(11.5)
    assert breaker.usable_at == 13.5
    breaker.record_failure(14.0)
    assert breaker.given_up
    breaker.reset()
    assert not breaker.given_up


def test_the_gaps_grow_by_half_with_each_complaint_to_sixteen_times_at_most() -> None:
    pace = Pace(per_minute=60)
    gaps = []
    for _ in range(10):
        pace.slow()
        gaps.append(pace.interval_s)
    assert gaps[:2] == [1.5, 2.25]
    assert gaps[5] == pytest.approx(1.5**6)
    assert gaps[-1] == 16.0


def test_gaps_never_become_shorter_than_configured() -> None:
    pace = Pace(per_minute=60)
    pace.ease()
    assert pace.interval_s == 1.0
    pace.slow()
    pace.ease()
    assert pace.interval_s == pytest.approx(1.47)


def test_without_a_pace_there_is_no_limit_and_a_complaint_changes_none() -> None:
    pace = Pace()
    pace.spend(10.0, 1000)
    pace.slow()
    assert pace.available(10.0) == 1_000_000
    assert pace.is_ready(10.0)
    assert pace.ready_at(10.0) == 10.0
    assert pace.interval_s == 0.0


@pytest.mark.parametrize(
    ("waited_s", "available"), [(0.9, 0), (1.0, 1), (1.9, 1), (2.0, 1), (100.0, 1)]
)
def test_a_pace_slower_than_its_catching_up_lets_one_message_go(
    waited_s: float, available: int
) -> None:
    pace = Pace(per_minute=60)
    pace.spend(0.0)
    assert pace.available(waited_s) == available
    assert pace.is_ready(waited_s) is (available > 0)


def test_a_pace_that_fell_behind_catches_up_a_quarter_second_and_no_more() -> None:
    pace = Pace(per_minute=6000)
    pace.spend(0.0)
    # 10 ms a message: those of the last 250 ms and the one that is due now
    assert pace.available(5.0) == 26
    pace.spend(5.0, 26)
    assert pace.available(5.0) == 0
    assert pace.ready_at(5.0) == pytest.approx(5.01)


def test_a_breaker_is_usable_from_the_end_of_its_pause_on() -> None:
    breaker = Breaker(first_pause_s=1.0)
    assert (breaker.usable_at, breaker.troubled) == (0.0, False)
    breaker.record_failure(10.0)
    assert (breaker.usable_at, breaker.troubled) == (11.0, True)
    breaker.record_failure(11.0)
    assert breaker.usable_at == 13.0
    breaker.reset()
    assert (breaker.usable_at, breaker.troubled) == (0.0, False)


def test_a_breaker_that_is_given_up_is_never_usable_again() -> None:
    breaker = Breaker(first_pause_s=1.0)
    now_s = 0.0
    for number in range(4):
        assert not breaker.given_up, number
        breaker.record_failure(now_s)
        now_s += 100
    assert breaker.given_up
    assert breaker.usable_at == float("inf")
