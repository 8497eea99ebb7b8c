"""The pages of a source have a limited time in a round, and the reason for a stop is told."""

from __future__ import annotations

import pytest

from digest.collect.page_budget import PageBudget
from digest.config.settings import CollectSettings


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def budget_of(watch: Watch, *, timeout_s: float = 10, delay_s: float = 5) -> PageBudget:
    settings = CollectSettings(timeout_s=timeout_s, max_crawl_delay_s=delay_s)
    return PageBudget(settings, {}, watch)


@pytest.mark.parametrize(
    ("timeout_s", "delay_s", "limit_s"), [(10, 5, 30), (5, 20, 40), (10, 15, 30)]
)
def test_the_limit_is_three_time_outs_or_two_longest_delays(
    timeout_s: float, delay_s: float, limit_s: float
) -> None:
    watch = Watch()
    budget = budget_of(watch, timeout_s=timeout_s, delay_s=delay_s)
    watch.now_s += limit_s
    assert not budget.is_over()
    assert (budget.left, budget.next_round) == ("", False)
    watch.now_s += 0.5
    assert budget.is_over()
    assert budget.left.startswith("its pages take long: there was no time")
    assert budget.next_round
