"""A card's timeline has the last reports of its own thread, one of each issue, oldest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sample_news import NOW, article

from digest.models import PastStory, Selection, Story
from digest.render.specimen import specimen
from digest.write.timeline import MOST_EARLIER, with_timelines


def past(days: int, *, thread: str = "t", issue: str = "", headline: str = "") -> PastStory:
    return PastStory(
        thread_id=thread,
        issue_id=issue or f"daily@{days}",
        story_id=f"s{days}",
        published=NOW - timedelta(days=days),
        headline=headline or f"{days} days ago",
        url="https://news.example/i/x",
    )


def test_a_card_has_the_last_reports_of_its_thread() -> None:
    told = Story(id="told", articles=(article("a", "Ships wait"),), thread_id="t")
    briefing = specimen(stories=2)
    items = (replace(briefing.items[0], story_id=told.id, earlier=()), briefing.items[1])
    reports = [past(days) for days in (1, 2, 3, 4, 5, 6)]
    reports += [past(2, thread="other"), past(9, headline="")]
    reports.append(past(3, issue="daily@3", headline="Again in one issue"))
    found = with_timelines(replace(briefing, items=items), Selection(stories=(told,)), reports)
    headlines = [step.headline for step in found.items[0].earlier]
    assert headlines == ["4 days ago", "3 days ago", "2 days ago", "1 days ago"]
    assert len(headlines) == MOST_EARLIER
    assert found.items[1].earlier == ()
