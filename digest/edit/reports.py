"""Reports: the articles that tell news, and apart from them comment, videos and round-ups."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from digest.edit.genre import ROUND_UP, SUPPORTING, reads_as_comment, why_no_report
from digest.models import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The articles of a window by what they do, each in the order in which it came.

    `supporting` are videos and round-ups: they tell an event and never open a card. `comments`
    are about an event and tell none. `kinds` says of each of both why it is no report.
    """

    reports: tuple[Article, ...]
    supporting: tuple[Article, ...]
    comments: tuple[Article, ...]
    kinds: dict[str, str]


def part_reports(
    articles: Iterable[Article], *, reports_by_pin: Collection[str] = frozenset()
) -> Parted:
    """Set apart the articles that are no plain reports, before anything is clustered.

    Comment shares its words with the event it is about, and joins two events that it weighs
    against each other; so clusters are made of reports alone. `reports_by_pin` holds the ids of
    articles that an editor takes for reports.
    """
    reports, supporting, comments = [], [], []
    kinds: dict[str, str] = {}
    for article in articles:
        kind = why_no_report(article)
        # An editor's word comes before every sign.
        if article.id in reports_by_pin:
            reports.append(article)
        elif kind in SUPPORTING:
            supporting.append(article)
            kinds[article.id] = kind
        elif kind or reads_as_comment(article):
            comments.append(article)
            kinds[article.id] = kind or "comment or analysis"
        else:
            reports.append(article)
    return Parted(
        reports=tuple(reports),
        supporting=tuple(supporting),
        comments=tuple(comments),
        kinds=kinds,
    )


def quotable_reports(articles: Iterable[Article], *, now: datetime) -> tuple[Article, ...]:
    """Return the reports and videos first seen up to `now`, which a card may quote beside its own.

    A round-up tells several events, and a comment none.

    >>> from datetime import UTC
    >>> quotable_reports([], now=datetime(2026, 8, 13, tzinfo=UTC))
    ()
    """
    seen = []
    for article in articles:
        if max(article.published, article.collected or article.published) <= now:
            seen.append(article)
    parted = part_reports(seen)
    videos = [video for video in parted.supporting if parted.kinds[video.id] != ROUND_UP]
    return (*parted.reports, *videos)
