"""Every shipped newsletter: its name, blocks, theme and language pass preflight without an error."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

import pytest
from samples import READER, SampleLinks

from digest.config import load_config, shipped_config
from digest.deliver import compile_message
from digest.models import Newsletter, Severity
from digest.render import preflight, render_issue
from digest.render.specimen import AT, PUBLICATION, specimen

NEWSLETTERS = load_config(shipped_config(), env={}).newsletters


@pytest.mark.parametrize("newsletter", NEWSLETTERS, ids=lambda newsletter: newsletter.id)
def test_a_shipped_newsletter_passes_preflight(newsletter: Newsletter) -> None:
    briefing = replace(
        specimen(newsletter.language, stories=12),
        newsletter_id=newsletter.id,
        newsletter_name=newsletter.name,
        tagline=newsletter.tagline,
        theme=newsletter.theme,
        direction=newsletter.direction,
        blocks=newsletter.blocks,
    )
    issue = render_issue(briefing, publication=PUBLICATION, created=AT)
    content = compile_message(issue, PUBLICATION, newsletter).fill(READER, SampleLinks(), date=AT).content
    found = preflight(content, issue=issue, briefing=briefing, publication=PUBLICATION, lowered=newsletter.lowered)
    assert [f for f in found if f.severity is Severity.ERROR or f.rule_id.startswith("look.")] == []
    assert len(issue.html.encode()) < 80_000
    strictly = email.message_from_bytes(content, policy=email.policy.strict)
    assert str(strictly["Subject"]) == issue.subject
