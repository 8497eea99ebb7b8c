"""Waits grow after each failure, end at the longest, and spread in a way that can be repeated."""

from __future__ import annotations

import pytest

from digest.kernel.backoff import backoff_s


def test_the_wait_doubles_up_to_the_longest() -> None:
    waits_s = [backoff_s(failures, first_s=300, longest_s=3_000) for failures in range(7)]
    assert waits_s == [0, 300, 600, 1_200, 2_400, 3_000, 3_000]


def test_without_a_longest_wait_it_goes_on_doubling() -> None:
    assert backoff_s(11, first_s=1) == 1_024


def test_a_thousand_failures_do_not_overflow() -> None:
    assert backoff_s(10_000, first_s=300, longest_s=600) == 600
    assert backoff_s(10_000, first_s=1) > 1e15


@pytest.mark.parametrize("failures", [1, 2, 3, 9])
def test_jitter_stays_within_its_share(failures: int) -> None:
    plain_s = backoff_s(failures, first_s=10, longest_s=100)
    waits_s = []
    for number in range(200):
        waits_s.append(
            backoff_s(failures, first_s=10, longest_s=100, jitter=0.2, seed=f"source {number}")
        )
    assert min(waits_s) >= 0.8 * plain_s
    assert max(waits_s) <= 1.2 * plain_s
    assert min(waits_s) < 0.85 * plain_s
    assert max(waits_s) > 1.15 * plain_s


def test_jitter_is_the_same_when_asked_again_and_differs_between_seeds_and_failures() -> None:
    wait_s = backoff_s(3, first_s=10, jitter=0.2, seed="one")
    assert backoff_s(3, first_s=10, jitter=0.2, seed="one") == wait_s
    assert backoff_s(3, first_s=10, jitter=0.2, seed="two") != wait_s
    assert backoff_s(4, first_s=5, jitter=0.2, seed="one") != wait_s
