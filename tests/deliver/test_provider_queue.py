"""The queue of one provider: how many rows may go now, and when others may."""

from __future__ import annotations

import pytest

from digest.deliver.provider_queue import PROVIDER_FAILURES, PROVIDER_FIRST_PAUSE_S, ProviderQueue
from digest.deliver.shaping import Pace
from digest.deliver.shared_limits import ROWS_AHEAD, Limit
from digest.models import Delivery, DeliveryState

NOW_S = 1000.0


def queue(
    rows: int = 3, *, connections: int | None = None, per_minute: float | None = None
) -> ProviderQueue:
    limit = Limit(pace=Pace(per_minute=per_minute))
    made = ProviderQueue(limit=limit, connections=connections)
    for number in range(rows):
        row = Delivery(issue_id="i", subscriber_id=f"r{number}", state=DeliveryState.LEASED)
        made.waiting.append((NOW_S, row))
    limit.join(made)
    return made


def test_without_limits_all_waiting_rows_may_go() -> None:
    assert queue(3).room(NOW_S) == 3
    assert not queue(3).limited


def test_an_empty_queue_has_no_row_that_may_go() -> None:
    assert queue(0).room(NOW_S) == 0
    assert not queue(0).can_go(NOW_S)


@pytest.mark.parametrize("limits", [{"connections": 1}, {"per_minute": 60.0}])
def test_either_limit_makes_a_provider_limited(limits: dict[str, float]) -> None:
    assert queue(1, **limits).limited  # type: ignore[arg-type]


def test_a_pace_lets_one_row_go_at_a_time() -> None:
    slow = queue(3, per_minute=60)
    assert slow.room(NOW_S) == 1
    slow.limit.pace.spend(NOW_S)
    assert slow.room(NOW_S) == 0
    assert slow.due_s(NOW_S) == NOW_S + 1
    assert slow.room(NOW_S + 1) == 1


def test_busy_connections_leave_no_room() -> None:
    narrow = queue(3, connections=2)
    narrow.limit.busy_connections = 1
    assert narrow.room(NOW_S) == 3
    narrow.limit.busy_connections = 2
    assert narrow.is_crowded(NOW_S)
    assert narrow.room(NOW_S) == 0


def test_a_throttled_provider_rests_and_each_rest_is_longer() -> None:
    tired = queue(3)
    tired.breaker.record_failure(NOW_S)
    assert not tired.can_go(NOW_S)
    assert tired.due_s(NOW_S) == NOW_S + PROVIDER_FIRST_PAUSE_S
    again_s = tired.due_s(NOW_S)
    assert tired.can_go(again_s)
    tired.breaker.record_failure(again_s)
    assert tired.due_s(again_s) == again_s + 2 * PROVIDER_FIRST_PAUSE_S


def test_too_many_failures_in_a_row_give_a_provider_up() -> None:
    tired = queue(3)
    # each comes after the rest of the one before: failures of one moment are one failure
    for _ in range(PROVIDER_FAILURES - 1):
        tired.breaker.record_failure(tired.due_s(NOW_S))
    assert not tired.breaker.given_up
    tired.breaker.record_failure(tired.due_s(NOW_S))
    assert tired.breaker.given_up


def test_a_provider_that_was_given_up_gets_no_row() -> None:
    closed = queue(3)
    closed.closed = True
    assert closed.room(NOW_S) == 0


def test_a_send_that_is_far_ahead_waits_for_another_one() -> None:
    ahead = queue(3, connections=5)
    behind = queue(3, connections=5)
    behind.limit.queues.remove(behind)
    behind.limit = ahead.limit
    ahead.limit.join(behind)
    ahead.taken += ROWS_AHEAD
    assert ahead.room(NOW_S) == 0
    assert behind.room(NOW_S) == 3
    # a send without rows holds no other up
    behind.waiting.clear()
    assert ahead.room(NOW_S) == 3
