"""Select: from a window of articles to the stories of one issue, the one-liners, and what just missed it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from digest.edit.cluster import cluster_articles
from digest.edit.continuity import continue_story, facts_of, stems_of, terms_of
from digest.edit.copies import find_copies
from digest.edit.rank import count_voices, order_articles, score_story
from digest.models import (
    Alias,
    Article,
    Cluster,
    Match,
    Newsletter,
    PastStory,
    Pins,
    Reason,
    Selection,
    Story,
    StoryState,
)

_MISSED = 20


def select_stories(
    articles: Sequence[Article],
    matches: Iterable[Match],
    newsletter: Newsletter,
    *,
    past: Sequence[PastStory] = (),
    aliases: Iterable[Alias] = (),
    pins: Pins | None = None,
    now: datetime,
) -> Selection:
    """Decide what one issue carries; every decision leaves a reason.

    Articles outside the look-back window or after `now` are not looked at. Unmatched articles support a story that a
    matched one makes, and never make one.
    """
    window = _in_window(articles, newsletter, now)
    wanted = {topic.topic_id for topic in newsletter.topics}
    by_article: dict[str, list[Match]] = {}
    for match in matches:
        if match.topic_id in wanted:
            by_article.setdefault(match.article_id, []).append(match)
    clusters = cluster_articles(window, aliases=aliases, pins=pins)
    relevant = [cluster for cluster in clusters if any(article.id in by_article for article in cluster.articles)]
    rarity = _rarity(window)
    stories = [_story(cluster, by_article, newsletter, past, rarity, now) for cluster in relevant]
    stories.sort(key=lambda story: (-story.score, story.id))
    return _choose(stories, newsletter)


def _in_window(articles: Sequence[Article], newsletter: Newsletter, now: datetime) -> list[Article]:
    oldest = now - timedelta(hours=newsletter.look_back_h)
    return [article for article in articles if oldest <= article.published <= now]


def _rarity(articles: Sequence[Article]) -> dict[str, float]:
    seen = Counter(stem for article in articles for stem in set(stems_of(article)))
    return {stem: math.log((1 + len(articles)) / times) for stem, times in seen.items()}


def _story(
    cluster: Cluster,
    by_article: dict[str, list[Match]],
    newsletter: Newsletter,
    past: Sequence[PastStory],
    rarity: dict[str, float],
    now: datetime,
) -> Story:
    copies = find_copies(cluster.articles)
    folded = {copy.folded for copy in copies}
    kept = [article for article in cluster.articles if article.id not in folded]
    matches = tuple(match for article in cluster.articles for match in by_article.get(article.id, ()))
    best = {match.article_id: match.score for match in sorted(matches, key=lambda match: match.score)}
    ordered = order_articles(kept, best, newsletter)
    publishers = count_voices(cluster.articles, copies)
    terms = terms_of(kept, rarity)
    story_id = _story_id(cluster)
    thread = continue_story(ordered, terms, past, story_id=story_id)
    score, reasons = score_story(
        kept, matches, newsletter, publishers=publishers, state=thread.state, now=now
    )  # fmt: skip
    return Story(
        id=story_id,
        articles=ordered,
        copies=copies,
        merges=cluster.merges,
        matches=matches,
        publishers=publishers,
        section=_section(matches, newsletter),
        score=score,
        reasons=(*reasons, Reason(code=thread.state.value, detail=thread.why)),
        state=thread.state,
        new_fact=thread.new_fact,
        past=thread.past,
        thread_id=thread.thread_id,
        facts=facts_of(kept),
        terms=terms,
    )


def _story_id(cluster: Cluster) -> str:
    """Named by its first article, so that it keeps its name when others join."""
    return blake2b(cluster.articles[0].id.encode(), digest_size=6).hexdigest()


def _section(matches: Sequence[Match], newsletter: Newsletter) -> str:
    """The section of the best-matched topic that has one."""
    totals: Counter[str] = Counter()
    for match in matches:
        totals[match.topic_id] += match.score  # type: ignore[assignment]
    for topic in sorted(totals, key=lambda topic: (-totals[topic], topic)):
        for section in newsletter.sections:
            if topic in section.topics:
                return section.id
    return ""


def _choose(ranked: Sequence[Story], newsletter: Newsletter) -> Selection:
    chosen: list[Story] = []
    also: list[Story] = []
    missed: list[Story] = []
    limits = {section.id: section.max_stories for section in newsletter.sections}
    for story in ranked:
        full = sum(one.section == story.section for one in chosen) >= limits.get(story.section, newsletter.max_stories)
        if story.state is StoryState.UNCHANGED:
            missed.append(_because(story, "unchanged", "an earlier issue told it and nothing is new"))
        elif len(chosen) < newsletter.max_stories and not full:
            chosen.append(_because(story, "chosen", f"rank {len(chosen) + 1} of {newsletter.max_stories}"))
        elif len(also) < newsletter.max_also:
            why = f"section {story.section} is full" if full else f"the issue has its {newsletter.max_stories} stories"
            also.append(_because(story, "also", why))
        else:
            missed.append(_because(story, "no_room", "stories and one-liners are full"))
    if len(chosen) < newsletter.min_stories:
        held = f"{len(chosen)} stories of at least {newsletter.min_stories}: too little news for an issue"
        return Selection(stories=tuple(chosen), also=tuple(also), missed=tuple(missed[:_MISSED]), held=held)
    return Selection(stories=tuple(chosen), also=tuple(also), missed=tuple(missed[:_MISSED]))


def _because(story: Story, code: str, detail: str) -> Story:
    return replace(story, reasons=(*story.reasons, Reason(code=code, detail=detail)))
