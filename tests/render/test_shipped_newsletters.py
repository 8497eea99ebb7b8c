"""Every shipped newsletter passes preflight without an error."""

from __future__ import annotations

import email
import email.policy

import pytest
from samples import SHIPPED_IDS, full_issue, shipped_newsletter

from digest.models import Severity
from digest.render import preflight
from digest.render.specimen import PUBLICATION


@pytest.mark.parametrize("newsletter_id", SHIPPED_IDS)
def test_a_shipped_newsletter_passes_preflight(newsletter_id: str) -> None:
    newsletter = shipped_newsletter(newsletter_id)
    briefing, issue, content = full_issue(newsletter)
    found = preflight(
        content, issue=issue, briefing=briefing, publication=PUBLICATION, lowered=newsletter.lowered
    )
    assert [f for f in found if f.severity is Severity.ERROR or f.rule_id.startswith("look.")] == []
    assert len(issue.html.encode()) < 80_000
    strictly = email.message_from_bytes(content, policy=email.policy.strict)
    assert str(strictly["Subject"]) == issue.subject
