"""Preflight: the gate before any send. Every rule looks at the final bytes of a sample message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest.config import did_you_mean
from digest.errors import Problem
from digest.models import Briefing, Finding, Issue, LoweredRule, Newsletter, Publication, Severity
from digest.protocols import Prober, TxtLookup
from digest.render.preflight import (
    client_support,
    content_rules,
    html_rules,
    look_rules,
    message_rules,
    online,
)
from digest.render.preflight.mail import Mail
from digest.render.preflight.rule import Rule

OFFLINE = (
    *message_rules.RULES,
    *html_rules.RULES,
    *look_rules.RULES,
    *client_support.RULES,
    *content_rules.RULES,
)
RULES: dict[str, Rule] = {rule.id: rule for rule in (*OFFLINE, *online.RULES)}
AT_MOST = 5
"""Findings shown of one rule; the last says how many more there are."""


def preflight(
    message: bytes,
    *,
    issue: Issue | None = None,
    briefing: Briefing | None = None,
    publication: Publication | None = None,
    lowered: Sequence[LoweredRule] = (),
    online: Prober | None = None,
    txt_lookup: TxtLookup | None = None,
) -> tuple[Finding, ...]:
    """Everything that speaks against sending, errors first. `lowered` rules keep their finding, at the severity and
    with the reason the operator wrote. With `online` links and
    unsubscribe are tried through it, and the sender's DNS records through `txt_lookup`."""
    mail = Mail(
        raw=message,
        issue=issue,
        briefing=briefing,
        publication=publication,
        online=online,
        txt_lookup=txt_lookup,
    )
    asked = tuple(RULES.values()) if online else OFFLINE
    softer = {rule.rule_id: rule for rule in lowered}
    found = [finding for rule in asked for finding in _findings(rule, mail, softer.get(rule.id))]
    found += [_unknown(rule) for rule in lowered if rule.rule_id not in RULES]
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def check_lowered(newsletters: Iterable[Newsletter]) -> tuple[Problem, ...]:
    """Rules that newsletters lower and that do not exist, each where it stands in its file."""
    unknown = [
        rule
        for newsletter in newsletters
        for rule in newsletter.lowered
        if rule.rule_id not in RULES
    ]
    return tuple(
        Problem.at(
            one.mark,
            f'there is no preflight rule "{one.rule_id}"',
            did_you_mean(one.rule_id, RULES),
        )
        for one in unknown
    )


def _findings(rule: Rule, mail: Mail, lowered: LoweredRule | None) -> Iterator[Finding]:
    seen = list(dict.fromkeys(rule.check(mail)))
    severity = Severity(lowered.severity) if lowered else rule.severity
    because = f" (lowered: {lowered.reason})" if lowered else ""
    for place, (what, where) in enumerate(seen[:AT_MOST], 1):
        more = (
            f"; and {len(seen) - AT_MOST} more" if place == AT_MOST and len(seen) > AT_MOST else ""
        )
        yield Finding(
            rule_id=rule.id,
            severity=severity,
            message=f"{what}{more}{because}",
            where=where,
            source=rule.source,
        )


def _unknown(rule: LoweredRule) -> Finding:
    return Finding(
        rule_id=rule.rule_id,
        severity=Severity.WARNING,
        message="the newsletter lowers a rule that does not exist",
        where="lowered",
        source="docs/email.md",
    )
