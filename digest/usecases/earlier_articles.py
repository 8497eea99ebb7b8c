"""Earlier articles: what the store holds on the actors of today's stories, and was printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from digest.edit import quotable_reports, withdrawal_notices
from digest.models import Article, Newsletter, PastStory, Story
from digest.usecases.newsroom import Newsroom
from digest.write import titles_on

TITLES_READ = 50_000
"""Titles that are looked through, the newest first: some weeks of a hundred outlets. The time of a
draft grows with them."""

ISSUES_REMEMBERED = 10
"""Last issues of a newsletter whose sentences are no background again."""


def earlier_articles(
    newsroom: Newsroom,
    newsletter: Newsletter,
    stories: Sequence[Story],
    now: datetime,
    *,
    window: Iterable[Article] = (),
) -> tuple[Article, ...]:
    """Return stored reports from before the window that may explain these stories, oldest first.

    They share actors or places with a story, whether an issue had them or not. A report that a
    notice in the `window` takes back explains no story.
    """
    before = now - timedelta(hours=newsletter.look_back_h)
    wanted: list[str] = []
    for language in sorted({story.lead.language for story in stories if story.articles}):
        titles = newsroom.store.articles.titles(language, before=before, most=TITLES_READ)
        wanted += titles_on(stories, titles, language)
    stored = newsroom.store.articles.by_ids(wanted)
    # a notice takes back reports of the days before it
    beside = (*stored.values(), *withdrawal_notices(window))
    reports = [report for report in quotable_reports(beside, now=now) if report.id in stored]
    return tuple(sorted(reports, key=lambda article: (article.published, article.id)))


def printed_sentences(newsroom: Newsroom, past: Iterable[PastStory]) -> frozenset[str]:
    """Return the sentences that the cards of the last issues had."""
    told_at = {story.issue_id: story.published for story in past}
    newest = sorted(told_at, key=lambda issue_id: (told_at[issue_id], issue_id), reverse=True)
    printed: set[str] = set()
    for issue_id in newest[:ISSUES_REMEMBERED]:
        briefing = newsroom.store.issues.briefing(issue_id)
        for item in briefing.items if briefing else ():
            for paragraph in (item.lead, *item.what_happened, *item.why_it_matters):
                printed.update(passage.text for passage in paragraph)
    return frozenset(printed)
