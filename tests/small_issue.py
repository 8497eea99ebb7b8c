"""The smallest briefing and issue that a store takes; a test says what its own has besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from digest.models import Briefing, Direction, Issue

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def a_briefing(issue_id: str, *, at: datetime = NOW, **changes: object) -> Briefing:
    newsletter_id, _, day = issue_id.partition("@")
    briefing = Briefing(
        issue_id=issue_id,
        newsletter_id=newsletter_id,
        newsletter_name=newsletter_id.title(),
        tagline="",
        slot=date.fromisoformat(day[:10]),
        at=at,
        timezone="UTC",
        language="en",
        direction=Direction.LTR,
        subject="Harbour reopens",
        preheader="Ships waited",
        items=(),
    )
    return replace(briefing, **changes)  # type: ignore[arg-type]


def an_issue(issue_id: str, *, created: datetime = NOW, **changes: object) -> Issue:
    newsletter_id, _, day = issue_id.partition("@")
    issue = Issue(
        id=issue_id,
        newsletter_id=newsletter_id,
        newsletter_name=newsletter_id.title(),
        slot=date.fromisoformat(day[:10]),
        subject="Harbour reopens",
        preheader="Ships waited",
        html="<p>The harbour reopened.</p>",
        text="The harbour reopened.",
        content_hash="h" * 64,
        language="en",
        direction=Direction.LTR,
        created=created,
    )
    return replace(issue, **changes)  # type: ignore[arg-type]
