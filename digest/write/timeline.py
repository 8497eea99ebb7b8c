"""Timeline: the earlier issues that reported a story, for its card. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digest.models import Briefing, Earlier, PastStory, Selection

MOST_EARLIER = 4
"""Steps of a timeline before today: a card is no archive, which has them all."""


def with_timelines(briefing: Briefing, selection: Selection, past: Iterable[PastStory]) -> Briefing:
    """Give each card the last reports of its thread, oldest first, one of each issue."""
    threads: dict[str, dict[str, PastStory]] = {}
    for report in sorted(past, key=lambda report: (report.published, report.issue_id)):
        if report.headline and report.url:
            # an issue may have told a thread in two cards; the first one names it
            threads.setdefault(report.thread_id, {}).setdefault(report.issue_id, report)
    thread_of = {story.id: story.thread_id for story in selection.stories}
    items = []
    for item in briefing.items:
        reports = list(threads.get(thread_of.get(item.story_id, ""), {}).values())
        steps = []
        for report in reports[-MOST_EARLIER:]:
            steps.append(
                Earlier(headline=report.headline, url=report.url, published=report.published)
            )
        items.append(replace(item, earlier=tuple(steps)))
    return replace(briefing, items=tuple(items))
