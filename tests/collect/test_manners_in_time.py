"""Turns at a host and the time for pages are kept by a clock that the test turns."""

from __future__ import annotations

import pytest

from digest.collect.host_turns import HostTurns
from digest.collect.page_budget import LONGEST_DELAYS, PAGES_TIMEOUTS, PageBudget
from digest.collect.robots import SiteRules
from digest.config import CollectSettings
from digest.errors import FetchError


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


SETTINGS = CollectSettings(timeout_s=10.0, max_crawl_delay_s=20.0)
LIMIT_S = max(PAGES_TIMEOUTS * 10.0, LONGEST_DELAYS * 20.0)


def rules(delay_s: float, host: str = "paper.example") -> SiteRules:
    return SiteRules(host=host, allows=lambda _url: True, delay_s=delay_s)


def test_the_pages_of_a_source_have_a_limit_of_time() -> None:
    clock = Clock()
    budget = PageBudget(SETTINGS, {}, clock)
    clock.now_s += LIMIT_S
    assert not budget.is_over()
    assert (budget.left, budget.next_round) == ("", False)
    clock.now_s += 0.1
    assert budget.is_over()
    assert budget.next_round
    assert "the rest wait for the next round" in budget.left


def test_a_host_without_a_delay_never_leaves_a_page() -> None:
    clock = Clock()
    budget = PageBudget(SETTINGS, {}, clock)
    clock.now_s += 10 * LIMIT_S
    assert not budget.leaves(rules(0.0))


def test_a_host_that_asks_for_too_long_a_delay_is_left_alone_for_good() -> None:
    budget = PageBudget(SETTINGS, {}, Clock())
    assert not budget.leaves(rules(20.0))
    assert budget.leaves(rules(20.5))
    assert "paper.example asks for 20.5 s" in budget.left
    assert not budget.next_round


def test_the_next_delay_must_fit_into_the_time_left() -> None:
    clock = Clock()
    budget = PageBudget(SETTINGS, {}, clock)
    clock.now_s += LIMIT_S - 5.0
    assert not budget.leaves(rules(5.0))
    assert budget.leaves(rules(5.1))
    assert budget.next_round


def test_sources_on_one_slow_host_share_its_time() -> None:
    clock, slow_since = Clock(), dict[str, float]()
    first = PageBudget(SETTINGS, slow_since, clock)
    assert not first.leaves(rules(5.0))
    clock.now_s += LIMIT_S
    second = PageBudget(SETTINGS, slow_since, clock)
    assert second.leaves(rules(5.0))
    assert not second.leaves(rules(5.0, host="other.example"))


@pytest.mark.parametrize(("gap_s", "own_gap_s"), [(2.0, 0.0), (0.0, 2.0), (1.0, 2.0), (2.0, 1.0)])
def test_the_longer_of_two_gaps_lies_between_two_starts(gap_s: float, own_gap_s: float) -> None:
    clock = Clock()
    turns = HostTurns(per_host=5, gap_s=own_gap_s, clock=clock)
    assert turns._start("paper.example", max(gap_s, own_gap_s)) == float("-inf")
    clock.now_s += 1.5
    assert turns._start("paper.example", max(gap_s, own_gap_s)) == pytest.approx(0.5)
    assert turns._start("other.example", 2.0) == float("-inf")
    clock.now_s += 0.5
    assert turns._start("paper.example", max(gap_s, own_gap_s)) == 0.0


def test_after_the_stop_no_turn_is_given() -> None:
    turns = HostTurns(per_host=1, gap_s=0.0)
    with turns.turn("paper.example"):
        pass
    turns.stop()
    with pytest.raises(FetchError, match="stopped"), turns.turn("paper.example"):
        pytest.fail("a turn was given")
