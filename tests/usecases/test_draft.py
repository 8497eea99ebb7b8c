"""Drafting: the window of an issue, its past, and the edits that no machine replaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sample_morning import ISSUE, NOW, Desk, sample_articles

from digest.errors import UseError
from digest.models import Article, FetchState, IssueState, Newsletter, Source
from digest.usecases import approve_issue, briefing_of, draft_issue, issue_id_at, redraft
from digest.usecases.draft import is_edited, topics_of
from digest.write.further_reports import FEWEST_TITLES

NEWSLETTER = "security-briefing"


def approved_days_ago(desk: Desk, days: float) -> None:
    """An issue with today's stories, approved that long before NOW."""
    then = NOW - timedelta(days=days)
    earlier = desk.at(then)
    shift = timedelta(days=days)
    desk.store.articles.save(
        replace(
            article,
            id=f"old-{article.id}",
            url=f"{article.url}-old",
            canonical_url=f"{article.url}-old",
            published=article.published - shift,
            collected=then - timedelta(minutes=30),
        )
        for article in sample_articles()
    )
    draft_issue(earlier, NEWSLETTER)
    approve_issue(earlier, issue_id_at(earlier.newsletter(NEWSLETTER), then))


@pytest.mark.parametrize(("days", "is_known"), [(28, True), (29.5, True), (31, False)])
def test_an_issue_of_the_last_thirty_days_counts_as_known(
    desk: Desk, days: float, is_known: bool
) -> None:
    approved_days_ago(desk, days)
    draft = draft_issue(desk.newsroom, NEWSLETTER)
    stories = (*draft.selection.stories, *draft.selection.also, *draft.selection.missed)
    assert stories
    assert any(story.past for story in stories) == is_known


@pytest.mark.parametrize(
    ("days_since_last", "hours_old", "is_seen"),
    [
        (1, 30, False),
        (3, 60, True),
        (3, 80, False),
        (20, 90, True),
        (20, 130, False),
    ],
)
def test_an_issue_looks_back_to_the_last_one_but_four_windows_at_most(
    desk: Desk, days_since_last: int, hours_old: int, is_seen: bool
) -> None:
    """The newsletter's own look-back is 24 hours."""
    approved_days_ago(desk, days_since_last)
    old = replace(
        sample_articles()[0],
        id="weekend",
        title="Missile strike hits port of Aden in Yemen",
        lead="A missile strike hit the port of Aden.",
        url="https://sample.example/weekend",
        canonical_url="https://sample.example/weekend",
        published=NOW - timedelta(hours=hours_old),
        collected=NOW - timedelta(hours=hours_old - 1),
    )
    desk.store.articles.save([old])
    draft = draft_issue(desk.newsroom, NEWSLETTER)
    stories = (*draft.selection.stories, *draft.selection.also, *draft.selection.missed)
    seen = {article.id for story in stories for article in story.articles}
    assert ("weekend" in seen) == is_seen


def test_an_edited_draft_is_replaced_only_on_request(desk: Desk) -> None:
    draft_issue(desk.newsroom, NEWSLETTER)
    assert not is_edited(desk.newsroom, ISSUE)
    redraft(desk.newsroom, replace(briefing_of(desk.newsroom, ISSUE), tagline="By the desk"))
    assert is_edited(desk.newsroom, ISSUE)
    with pytest.raises(UseError, match="a person edited this draft"):
        draft_issue(desk.newsroom, NEWSLETTER)
    assert briefing_of(desk.newsroom, ISSUE).tagline == "By the desk"
    draft_issue(desk.newsroom, NEWSLETTER, replace_edits=True)
    assert not is_edited(desk.newsroom, ISSUE)


def test_an_approved_issue_is_neither_drafted_nor_edited_again(desk: Desk) -> None:
    desk.approved()
    with pytest.raises(UseError, match="approved and frozen"):
        draft_issue(desk.newsroom, NEWSLETTER)
    with pytest.raises(UseError, match="approved and frozen"):
        redraft(desk.newsroom, briefing_of(desk.newsroom, ISSUE))


def test_a_held_draft_is_kept_and_does_not_replace_one_with_stories(desk: Desk) -> None:
    quiet = desk.at(NOW + timedelta(days=10))
    held = draft_issue(quiet, NEWSLETTER)
    assert held.issue is None
    assert held.selection.held
    held_id = held.briefing.issue_id
    assert desk.store.issues.state(held_id) is IssueState.HELD


def test_coverage_counts_sources_that_answered_and_names_the_others(desk: Desk) -> None:
    sources = tuple(
        Source(id=name, name=name.title(), url=f"https://{name}.example/rss", enabled=name != "off")
        for name in ("good", "bad", "new", "off")
    )
    config = replace(desk.newsroom.config, sources=sources)
    desk.store.articles.save_states(
        [
            FetchState(source_id="good", last_success=NOW),
            FetchState(source_id="bad", last_error="timed out after 20 s"),
            FetchState(source_id="off", last_error="gone"),
        ]
    )
    coverage = draft_issue(replace(desk.newsroom, config=config), NEWSLETTER).briefing.coverage
    assert (coverage.sources, coverage.answered) == (3, 1)
    assert coverage.troubles == ("Bad: timed out after 20 s",)
    assert coverage.articles == len(sample_articles())


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", "23"), ("Asia/Tokyo", "24"), ("America/New_York", "23")]
)
def test_an_issue_bears_the_date_of_its_newsletters_zone(zone: str, day: str) -> None:
    newsletter = Newsletter(id="gulf", name="Gulf", tagline="", topics=(), timezone=zone)
    moment = datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert issue_id_at(newsletter, moment) == f"gulf@2026-11-{day}"


def test_a_newsletters_topics_come_in_its_own_order(desk: Desk) -> None:
    newsletter = desk.newsroom.newsletter(NEWSLETTER)
    backwards = replace(newsletter, topics=newsletter.topics[::-1])
    ids = [topic.id for topic in topics_of(desk.newsroom, backwards)]
    assert ids == [weight.topic_id for weight in newsletter.topics][::-1]


def test_a_replay_of_a_past_morning_knows_no_later_issue(desk: Desk) -> None:
    approved_days_ago(desk, 1)
    morning = desk.at(NOW - timedelta(days=3))
    shift = timedelta(days=3)
    desk.store.articles.save(
        replace(
            article,
            id=f"older-{article.id}",
            url=f"{article.url}-older",
            canonical_url=f"{article.url}-older",
            published=article.published - shift,
            collected=NOW - shift - timedelta(minutes=30),
        )
        for article in sample_articles()
    )
    replayed = draft_issue(morning, NEWSLETTER)
    stories = (*replayed.selection.stories, *replayed.selection.also, *replayed.selection.missed)
    assert stories
    assert not any(story.past for story in stories)
    assert replayed.briefing.at == NOW - shift


def test_a_card_of_one_sentence_quotes_a_report_from_before_the_window(desk: Desk) -> None:
    """The store is searched for further reports, beyond the window of the issue."""
    sample = replace(sample_articles()[0], body="", publisher="Harbour Post")

    def report(name: str, title: str, lead: str, hours_old: int) -> Article:
        url = f"https://sample.example/{name}"
        then = NOW - timedelta(hours=hours_old)
        return replace(
            sample,
            id=name,
            title=title,
            lead=lead,
            url=url,
            canonical_url=url,
            published=then,
            collected=then,
        )

    desk.store.articles.save(
        [
            report(
                "strike",
                "Missile strike hits airport of Latakia in Syria",
                "A missile strike hit the airport of Latakia in Syria before dawn.",
                5,
            ),
            report(
                "pilots",
                "Pilots flee burning airport of Latakia after missile strike",
                "Nine pilots left the airport of Latakia by a gap in its fence, workers said.",
                30,
            ),
            # of a few titles it cannot be told how rare a word is
            *(
                report(f"stall-{number}", f"Bakers open stall {number}", "Bread is sold there.", 20)
                for number in range(FEWEST_TITLES)
            ),
        ]
    )
    briefing = draft_issue(desk.newsroom, NEWSLETTER).briefing
    (card,) = [item for item in briefing.items if "strike" in item.article_ids]
    assert card.article_ids == ("strike", "pilots")
    assert "pilots" in {citation.article_id for citation in briefing.citations}
