"""What sending tells of itself: counters in the common Prometheus registry, and one log line an outcome.

Labels are few: never a reader, a domain or an issue.
"""

from __future__ import annotations

from prometheus_client import Counter

from digest.logs import get_logger
from digest.models import DeliveryState, Outcome, Reply

OUTCOMES = Counter("digest_deliveries_total", "Outcomes stored, by state and relay", ["state", "relay"])
ALARMS = Counter("digest_sender_alarms_total", "Answers that accused the sender", ["relay"])
RELAY_FAILURES = Counter("digest_relay_failures_total", "Times a relay could not be used at all", ["relay"])

log = get_logger("deliver")


def tell(outcome: Outcome) -> None:
    """Count and log an outcome that is stored."""
    OUTCOMES.labels(state=outcome.state, relay=outcome.relay).inc()
    if outcome.alarm:
        ALARMS.labels(relay=outcome.relay).inc()
    reply = outcome.reply or Reply(code=0)
    say = log.info if outcome.state in (DeliveryState.ACCEPTED, DeliveryState.SUPPRESSED) else log.warning
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
