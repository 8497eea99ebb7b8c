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


def steps_of(*reports: PastStory, thread: str = "t", cards: int = 1) -> list[list[str]]:
    """Return the headlines of the timelines of each card."""
    briefing = specimen(stories=2)
    told = Story(id="told", articles=(article("a", "Ships wait"),), thread_id=thread)
    items = (replace(briefing.items[0], story_id="told", earlier=()), *briefing.items[1:])
    found = with_timelines(
        replace(briefing, items=items[:cards]), Selection(stories=(told,)), reports
    )
    return [[step.headline for step in item.earlier] for item in found.items]


def test_the_order_in_which_the_reports_come_changes_no_timeline() -> None:
    reports = [past(days) for days in (3, 1, 2)]
    wanted = [["3 days ago", "2 days ago", "1 days ago"]]
    assert steps_of(*reports) == steps_of(*reports[::-1]) == wanted


def test_so_many_steps_are_told_and_no_more() -> None:
    for count in range(MOST_EARLIER + 2):
        (steps,) = steps_of(*[past(days) for days in range(1, count + 1)])
        assert len(steps) == min(count, MOST_EARLIER)
        # the newest ones stay
        assert steps[-1:] == (["1 days ago"] if count else [])


def test_a_report_without_a_headline_or_an_address_is_no_step() -> None:
    assert steps_of(replace(past(1), headline=""), replace(past(2), url="")) == [[]]


def test_a_thread_that_an_issue_told_twice_is_one_step() -> None:
    first = past(2, issue="daily@2", headline="First card")
    second = replace(first, headline="Second card", published=first.published + timedelta(hours=1))
    assert steps_of(second, first) == [["First card"]]


def test_a_story_of_another_thread_or_of_none_has_no_timeline() -> None:
    assert steps_of(past(1, thread="other")) == [[]]
    assert steps_of(past(1, thread=""), thread="x") == [[]]


def test_a_card_that_no_story_of_the_issue_has_loses_its_timeline() -> None:
    briefing = specimen(stories=1)
    found = with_timelines(briefing, Selection(stories=()), [past(1)])
    assert found.items[0].earlier == ()


def test_a_step_leads_to_the_page_of_its_report() -> None:
    briefing = specimen(stories=1)
    told = Story(
        id=briefing.items[0].story_id, articles=(article("a", "Ships wait"),), thread_id="t"
    )
    (step,) = with_timelines(briefing, Selection(stories=(told,)), [past(3)]).items[0].earlier
    assert (step.url, step.published) == ("https://news.example/i/x", NOW - timedelta(days=3))
