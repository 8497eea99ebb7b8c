"""Findings of the checks, by how grave they are."""

from __future__ import annotations

from digest.models import Finding, Severity


def error(rule: str, message: str, where: str) -> Finding:
    """Make a finding that keeps an issue from being approved."""
    return Finding(rule_id=rule, severity=Severity.ERROR, message=message, where=where)


def warning(rule: str, message: str, where: str) -> Finding:
    """Make a finding that an editor should look at."""
    return Finding(rule_id=rule, severity=Severity.WARNING, message=message, where=where)


def note(rule: str, message: str, where: str) -> Finding:
    """Make a finding that an editor may want to know."""
    return Finding(rule_id=rule, severity=Severity.NOTE, message=message, where=where)
