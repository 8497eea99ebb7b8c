"""The gate sorts findings by weight, shows a few of each rule, and names unknown rules."""

from __future__ import annotations

import pytest
from samples import message_of, rendered

from digest.models import LoweredRule, Newsletter, Severity
from digest.render import preflight
from digest.render.preflight import (
    OFFLINE,
    RULES,
    SHOWN_FINDINGS,
    _findings,
    check_lowered,
    rules_table,
)
from digest.render.preflight.mail import Mail
from digest.render.preflight.preflight_rule import PreflightRule

MAIL = Mail(raw=b"Subject: s\r\n\r\nHello\r\n")


def a_rule(*breaches: tuple[str, str], severity: Severity = Severity.ERROR) -> PreflightRule:
    return PreflightRule(
        id="sample.rule",
        severity=severity,
        reason="Because.",
        source="https://rule.example/",
        check=lambda _mail: breaches,
    )


def many(count: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"mistake {number}", f"place {number}") for number in range(count))


@pytest.mark.parametrize(
    ("count", "shown", "end"),
    [
        (0, 0, ""),
        (1, 1, "mistake 0"),
        (SHOWN_FINDINGS, SHOWN_FINDINGS, "mistake 4"),
        (SHOWN_FINDINGS + 1, SHOWN_FINDINGS, "mistake 4; and 1 more"),
        (100, SHOWN_FINDINGS, "mistake 4; and 95 more"),
    ],
)
def test_five_findings_of_a_rule_are_shown_and_the_others_counted(
    count: int, shown: int, end: str
) -> None:
    findings = _findings(a_rule(*many(count)), MAIL, None)
    assert len(findings) == shown
    if findings:
        assert findings[-1].message == end
        assert findings[0].where == "place 0"
        assert findings[0].source == "https://rule.example/"


def test_the_same_mistake_at_the_same_place_is_told_once() -> None:
    breaches = (("a", "x"), ("a", "x"), ("a", "y"))
    findings = _findings(a_rule(*breaches), MAIL, None)
    assert [(finding.message, finding.where) for finding in findings] == [("a", "x"), ("a", "y")]


def test_a_lowered_rule_weighs_as_the_operator_wrote_with_the_reason() -> None:
    lowered = LoweredRule(rule_id="sample.rule", severity="note", reason="our own shop")
    (finding,) = _findings(a_rule(("a", "x")), MAIL, lowered)
    assert finding.severity is Severity.NOTE
    assert finding.message == "a (lowered: our own shop)"


def test_errors_stand_before_warnings_and_notes() -> None:
    found = [finding.severity for finding in preflight(MAIL.raw)]
    order = list(Severity)
    assert len(set(found)) > 1
    assert found == sorted(found, key=order.index)


def test_an_unknown_rule_that_is_lowered_is_a_warning_of_its_own() -> None:
    lowered = (LoweredRule(rule_id="links.traking", severity="note", reason="r"),)
    issue = rendered()
    (finding,) = [
        finding
        for finding in preflight(message_of(issue), issue=issue, lowered=lowered)
        if finding.rule_id == "links.traking"
    ]
    assert finding.severity is Severity.WARNING
    assert finding.where == "lowered"


def test_rules_of_the_network_are_asked_with_a_network_alone() -> None:
    online = set(RULES) - {rule.id for rule in OFFLINE}
    assert online == {"online.links", "online.unsubscribe", "online.sender"}
    assert not any(finding.rule_id in online for finding in preflight(MAIL.raw))


def test_each_rule_has_an_id_of_its_own_and_stands_in_the_table() -> None:
    assert len(RULES) == len(OFFLINE) + 3
    table = rules_table().splitlines()
    assert table[0] == "| rule | severity | why | source |"
    assert len(table) == len(RULES) + 2
    for row, rule in zip(table[2:], RULES.values(), strict=True):
        assert row.startswith(f"| `{rule.id}` | {rule.severity} | ")


def test_a_lowered_rule_that_does_not_exist_is_named_at_its_place_with_the_nearest() -> None:
    known = LoweredRule(rule_id="links.tracking", severity="note", reason="r", mark="n.yaml:5:12")
    slip = LoweredRule(rule_id="links.traking", severity="note", reason="r", mark="n.yaml:6:12")
    newsletter = Newsletter(id="n", name="N", tagline="", topics=(), lowered=(known, slip))
    (problem,) = check_lowered([newsletter])
    assert (problem.file, problem.line, problem.column) == ("n.yaml", 6, 12)
    assert problem.what == 'there is no preflight rule "links.traking"'
    assert problem.advice == 'did you mean "links.tracking"?'
    assert check_lowered([]) == ()
