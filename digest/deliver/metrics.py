"""Metrics of sending: counters in the common Prometheus registry, and one log line an outcome.

Labels are few: never a subscriber, a domain or an issue.
"""

from __future__ import annotations

from collections import Counter as CountsByKey
from collections.abc import Sequence

from prometheus_client import Counter
from structlog.typing import FilteringBoundLogger

from digest.logs import get_logger
from digest.models import DeliveryState, Outcome, Reply

OUTCOMES = Counter(
    "digest_deliveries_total", "Outcomes stored, by state and relay", ["state", "relay"]
)
ALARMS = Counter("digest_sender_alarms_total", "Answers that accused the sender", ["relay"])
RELAY_FAILURES = Counter(
    "digest_relay_failures_total", "Times a relay could not be used at all", ["relay"]
)

_EXPECTED_STATES = (DeliveryState.ACCEPTED, DeliveryState.SUPPRESSED)

log = get_logger("deliver")


def count_and_log(outcomes: Sequence[Outcome]) -> None:
    """Count and log outcomes that are stored."""
    counts: CountsByKey[tuple[DeliveryState, str]] = CountsByKey()
    for outcome in outcomes:
        counts[outcome.state, outcome.relay] += 1
        if outcome.alarm:
            ALARMS.labels(relay=outcome.relay).inc()
    for (state, relay), count in counts.items():
        OUTCOMES.labels(state=state, relay=relay).inc(count)
    bound = log.bind()  # bound once: an unbound logger is made anew for each line
    for outcome in outcomes:
        _log(bound, outcome)


def _log(bound: FilteringBoundLogger, outcome: Outcome) -> None:
    reply = outcome.reply or Reply(code=0)
    keys = {
        "issue": outcome.issue_id,
        "subscriber": outcome.subscriber_id,
        "relay": outcome.relay,
        "code": reply.code,
        "enhanced": reply.enhanced,
        "queue_id": reply.queue_id,
    }
    if outcome.alarm:
        keys["alarm"] = outcome.alarm
    event = f"message_{outcome.state}"
    # a warning is for a person to look at; a deferral is the relay's daily work
    if outcome.state in _EXPECTED_STATES:
        bound.info(event, **keys)
    else:
        bound.warning(event, **keys)
