"""What sending tells of itself: counters in the common Prometheus registry, and one log line an outcome.

Labels are few: never a reader, a domain or an issue.
"""

from __future__ import annotations

from collections import Counter as Counted
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

log = get_logger("deliver")


def tell(outcomes: Sequence[Outcome]) -> None:
    """Count and log outcomes that are stored."""
    for (state, relay), count in Counted(
        (outcome.state, outcome.relay) for outcome in outcomes
    ).items():
        OUTCOMES.labels(state=state, relay=relay).inc(count)
    bound = log.bind()  # once for all, since a logger is made anew for each line else
    for outcome in outcomes:
        if outcome.alarm:
            ALARMS.labels(relay=outcome.relay).inc()
        _log(bound, outcome)


def _log(bound: FilteringBoundLogger, outcome: Outcome) -> None:
    reply = outcome.reply or Reply(code=0)
    say = (
        bound.info
        if outcome.state in (DeliveryState.ACCEPTED, DeliveryState.SUPPRESSED)
        else bound.warning
    )
    say(
        "message_" + outcome.state,
        issue=outcome.issue_id,
        subscriber=outcome.subscriber_id,
        relay=outcome.relay,
        code=reply.code,
        enhanced=reply.enhanced,
        queue_id=reply.queue_id,
        **({"alarm": outcome.alarm} if outcome.alarm else {}),
    )
