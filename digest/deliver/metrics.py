"""Counters of sending, in the common Prometheus registry. Labels are few: never a reader, a domain or an issue."""

from __future__ import annotations

from collections.abc import Sequence

from prometheus_client import Counter

from digest.models import Outcome

OUTCOMES = Counter("digest_deliveries_total", "Outcomes stored, by state and relay", ["state", "relay"])
ALARMS = Counter("digest_sender_alarms_total", "Answers that accused the sender", ["relay"])
RELAY_FAILURES = Counter("digest_relay_failures_total", "Times a relay could not be used at all", ["relay"])


def count_outcomes(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        OUTCOMES.labels(state=outcome.state, relay=outcome.relay).inc()
        if outcome.alarm:
            ALARMS.labels(relay=outcome.relay).inc()
