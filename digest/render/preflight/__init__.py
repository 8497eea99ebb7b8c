"""Preflight: the gate before any send. Each rule looks at the final bytes of a sample message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    picture_rules,
    safety_rules,
)
from digest.render.preflight.mail import Mail
from digest.render.preflight.preflight_rule import PreflightRule

OFFLINE = (
    *message_rules.RULES,
    *html_rules.RULES,
    *picture_rules.RULES,
    *look_rules.RULES,
    *client_support.RULES,
    *content_rules.RULES,
    *safety_rules.RULES,
)
RULES: dict[str, PreflightRule] = {rule.id: rule for rule in (*OFFLINE, *online.RULES)}
# Findings shown of one rule; the last says how many more there are.
SHOWN_FINDINGS = 5


def preflight(
    message: bytes,
    *,
    issue: Issue | None = None,
    briefing: Briefing | None = None,
    publication: Publication | None = None,
    lowered: Sequence[LoweredRule] = (),
    online: Prober | None = None,
    txt_lookup: TxtLookup | None = None,
    signed: bool | None = None,
) -> tuple[Finding, ...]:
    """Return everything that speaks against sending, errors first.

    A `lowered` rule keeps its finding, at the severity and with the reason that the operator wrote.
    With `online`, links and unsubscribe are tried through it, and the sender's DNS records through
    `txt_lookup`. `signed` tells whether DKIM signs the message here or at the relay.

    >>> preflight(b"Subject: News\\r\\n\\r\\nHello\\r\\n")[0].rule_id
    'headers.single'
    """
    mail = Mail(
        raw=message,
        issue=issue,
        briefing=briefing,
        publication=publication,
        online=online,
        txt_lookup=txt_lookup,
        signed=signed,
    )
    rules: Sequence[PreflightRule] = OFFLINE
    # without a network the online rules would find nothing and look passed
    if online:
        rules = tuple(RULES.values())
    lowered_by_id = {rule.rule_id: rule for rule in lowered}
    findings: list[Finding] = []
    for rule in rules:
        findings += _findings(rule, mail, lowered_by_id.get(rule.id))
    for rule_id in lowered_by_id:
        if rule_id not in RULES:
            findings.append(_unknown(rule_id))
    order = list(Severity)
    # sorting is stable: within a severity the order of the rules stays
    findings.sort(key=lambda finding: order.index(finding.severity))
    return tuple(findings)


def rules_table() -> str:
    """Return every rule as a Markdown table; docs/email.md holds it."""
    rows = ["| rule | severity | why | source |", "|---|---|---|---|"]
    for rule in RULES.values():
        source = f"[source]({rule.source})"
        rows.append(f"| `{rule.id}` | {rule.severity.value} | {rule.reason} | {source} |")
    return "\n".join(rows)


def check_lowered(newsletters: Iterable[Newsletter]) -> tuple[Problem, ...]:
    """Return the rules that newsletters lower but that do not exist, each at its place."""
    problems = []
    for newsletter in newsletters:
        for lowered in newsletter.lowered:
            if lowered.rule_id not in RULES:
                what = f'there is no preflight rule "{lowered.rule_id}"'
                advice = did_you_mean(lowered.rule_id, RULES)
                problems.append(Problem.at(lowered.mark, what, advice))
    return tuple(problems)


def _findings(rule: PreflightRule, mail: Mail, lowered: LoweredRule | None) -> list[Finding]:
    severity, reason = rule.severity, ""
    if lowered:
        severity = Severity(lowered.severity)
        reason = f" (lowered: {lowered.reason})"
    # the same breach at the same place is one finding
    breaches = list(dict.fromkeys(rule.check(mail)))
    findings = []
    for number, (mistake, place) in enumerate(breaches[:SHOWN_FINDINGS], 1):
        more = ""
        if number == SHOWN_FINDINGS < len(breaches):
            more = f"; and {len(breaches) - SHOWN_FINDINGS} more"
        findings.append(
            Finding(
                rule_id=rule.id,
                severity=severity,
                message=f"{mistake}{more}{reason}",
                where=place,
                source=rule.source,
            )
        )
    return findings


def _unknown(rule_id: str) -> Finding:
    return Finding(
        rule_id=rule_id,
        severity=Severity.WARNING,
        message="the newsletter lowers a rule that does not exist",
        where="lowered",
        source="docs/email.md",
    )
