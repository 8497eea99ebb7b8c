"""Rank: what a story is worth to one newsletter, in numbers with reasons, and which article leads it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from digest.edit.copies import credited_agency, voice_of
from digest.edit.genre import reads_as_comment, why_no_report
from digest.models import Article, Copy, CopyKind, Match, Newsletter, Reason, StoryState

FRESH_HALF_LIFE_H = 12.0
DEVELOPED_BONUS = 0.25
COMMENT = 0.5
"""What a story is worth that only comments tell."""

TOPIC_HALF = 2.0
"""The match score that gives half of what a topic can give: one mention in a title."""

PREFERRED_WEIGHT = 1.5
"""A source of this weight or more may lead with a story nobody else has."""


def count_voices(articles: Iterable[Article], copies: Iterable[Copy]) -> int:
    """Count independent publishers: a family once, a wire copy under the voice it copies."""
    folded = {copy.folded for copy in copies if copy.kind is not CopyKind.SAME_URL}
    return max(1, len({voice_of(article) for article in articles if article.id not in folded}))


def score_story(
    articles: Sequence[Article],
    matches: Sequence[Match],
    newsletter: Newsletter,
    *,
    publishers: int,
    state: StoryState,
    now: datetime,
) -> tuple[float, tuple[Reason, ...]]:
    """Score a story: topic × publishers × freshness × source × development. Each factor is one reason."""
    weights = {topic.topic_id: topic.weight for topic in newsletter.topics}
    best = max(
        matches,
        key=lambda match: (weights.get(match.topic_id, 0.0) * match.score, match.topic_id),
        default=None,
    )
    topic = (
        weights.get(best.topic_id, 0.0) * best.score / (best.score + TOPIC_HALF) if best else 0.0
    )
    voices = 1 + math.log2(publishers)
    age_h = max(0.0, (now - max(article.published for article in articles)).total_seconds() / 3600)
    freshness = 0.5 ** (age_h / max(FRESH_HALF_LIFE_H, newsletter.look_back_h / 2))
    source = max(article.weight for article in articles)
    scoop = 1.5 if publishers == 1 and source >= PREFERRED_WEIGHT else 1.0
    developed = 1 + DEVELOPED_BONUS if state is StoryState.DEVELOPED else 1.0
    comment = COMMENT if all(map(reads_as_comment, articles)) else 1.0
    score = topic * voices * freshness * source * scoop * developed * comment
    reasons = [
        Reason(
            code="topic", detail=f"topic {best.topic_id if best else 'none'}", value=round(topic, 3)
        ),
        Reason(code="publishers", detail=_voices(publishers), value=round(voices, 3)),
        Reason(
            code="freshness",
            detail=f"newest article is {age_h:.0f} h old",
            value=round(freshness, 3),
        ),
        Reason(code="source", detail="weight of its best source", value=round(source, 3)),
    ]
    if scoop > 1:
        reasons.append(Reason(code="scoop", detail="one source, and a preferred one", value=scoop))
    if developed > 1:
        reasons.append(
            Reason(
                code="developed", detail="follows an earlier issue with a new fact", value=developed
            )
        )
    if comment < 1:
        reasons.append(
            Reason(
                code="comment",
                detail="it reads as comment or analysis, and no report stands by",
                value=comment,
            )
        )
    return round(score, 4), tuple(reasons)


def order_articles(
    articles: Sequence[Article], matches: Mapping[str, float], newsletter: Newsletter
) -> tuple[Article, ...]:
    """Put the lead article first: own language, matched, a report, no comment, preferred source, full text, original,
    pictured."""
    language = newsletter.language.split("-")[0]

    def quality(article: Article) -> tuple[object, ...]:
        foreign = bool(article.language) and article.language.split("-")[0] != language
        agency = credited_agency(article)
        copied = bool(agency) and agency.lower() not in article.publisher.lower()
        return (
            foreign,
            article.id not in matches,
            bool(why_no_report(article)),
            reads_as_comment(article),
            -article.weight,
            not article.body,
            copied,
            article.picture is None,
            -matches.get(article.id, 0.0),
            article.published,
            article.id,
        )

    return tuple(sorted(articles, key=quality))


def _voices(publishers: int) -> str:
    return "one source" if publishers == 1 else f"{publishers} independent publishers"
