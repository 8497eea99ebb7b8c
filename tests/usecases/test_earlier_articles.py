"""Earlier articles of the store explain a story of today, whether an issue had them or not."""

from __future__ import annotations

from datetime import timedelta

from sample_morning import ISSUE, NOW, Desk

from digest.models import Article, Briefing
from digest.usecases import approve_issue, draft_issue

NEWSLETTER = "security-briefing"
HISTORY = "Iraq and Turkey signed a first pact on their border in March, after years of raids."
OPINION = "https://sample.example/opinion/border"


def save_report(desk: Desk, text: str = HISTORY, *, url: str = "", days: float = 20) -> None:
    published = NOW - timedelta(days=days)
    url = url or "https://sample.example/old/border"
    desk.store.articles.save(
        [
            Article(
                id="old",
                url=url,
                canonical_url=url,
                title="Iraq and Turkey sign border pact",
                lead=text,
                published=published,
                collected=published,
                language="en",
                publisher="Sample Herald",
            )
        ]
    )


def a_report(title: str, deed: str) -> Article:
    """Return a report of tomorrow; its title begins with the two lands that it is about."""
    actors = " ".join(title.split()[:3])
    url = f"https://sample.example/new/{actors.replace(' ', '-')}"
    return Article(
        id=actors,
        url=url,
        canonical_url=url,
        title=title,
        lead=f"{actors} {deed}, the armies of both lands said.",
        published=NOW + timedelta(hours=22),
        collected=NOW + timedelta(hours=23),
        language="en",
        publisher="Sample Paper 9",
    )


def background(briefing: Briefing) -> list[str]:
    shown = []
    for item in briefing.items:
        for paragraph in item.why_it_matters:
            shown += [passage.shown for passage in paragraph]
    return shown


def test_a_report_that_no_issue_had_explains_with_its_outlet_and_date(desk: Desk) -> None:
    save_report(desk)
    briefing = draft_issue(desk.newsroom, NEWSLETTER).briefing
    assert background(briefing) == [f"Sample Herald (July 24, 2026) reported: {HISTORY}"]
    assert "old" in [citation.article_id for citation in briefing.citations]


def test_a_report_that_its_outlet_takes_back_today_explains_nothing(desk: Desk) -> None:
    save_report(desk, days=3)
    assert background(draft_issue(desk.newsroom, NEWSLETTER).briefing)
    url, an_hour_ago = "https://sample.example/new/notice", NOW - timedelta(hours=1)
    notice = Article(
        id="notice",
        url=url,
        canonical_url=url,
        title="WITHDRAWN: Iraq and Turkey sign border pact",
        lead="This story has been withdrawn.",
        published=an_hour_ago,
        collected=an_hour_ago,
        language="en",
        publisher="Sample Herald",
    )
    desk.store.articles.save([notice])
    briefing = draft_issue(desk.newsroom, NEWSLETTER).briefing
    assert background(briefing) == []
    assert {"old", "notice"}.isdisjoint(citation.article_id for citation in briefing.citations)


def test_a_comment_explains_nothing(desk: Desk) -> None:
    save_report(desk, url=OPINION)
    assert background(draft_issue(desk.newsroom, NEWSLETTER).briefing) == []


def test_a_report_of_the_window_is_no_earlier_one(desk: Desk) -> None:
    save_report(desk, days=0.2)
    shown = background(draft_issue(desk.newsroom, NEWSLETTER).briefing)
    assert not [text for text in shown if text.startswith("Sample Herald (")]


def test_a_sentence_of_the_last_issue_is_no_background_again(desk: Desk) -> None:
    save_report(desk)
    draft_issue(desk.newsroom, NEWSLETTER)
    approve_issue(desk.newsroom, ISSUE)
    tomorrow = NOW + timedelta(days=1)
    desk.store.articles.save(
        [
            a_report(
                "Iraq and Turkey shoot down 12 drones near Zakho",
                "shot down 12 drones on their border",
            ),
            a_report("Egypt and Syria hold naval drill off Tartus", "held a naval drill at sea"),
        ]
    )
    next_draft = draft_issue(desk.at(tomorrow), NEWSLETTER)
    assert len(next_draft.briefing.items) == 2
    assert background(next_draft.briefing) == []
