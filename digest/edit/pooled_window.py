"""Pooled window: a window of articles made into happenings, with comment set apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.edit.cluster import cluster_articles
from digest.edit.happenings import Happening, pool_happenings
from digest.edit.lead_article import is_readable
from digest.edit.likeness import Likeness, Vector
from digest.edit.pinned import PinnedArticles
from digest.edit.repeated_text import cut_repeated_text
from digest.edit.reports import Parted, part_reports
from digest.edit.window import open_window
from digest.models import Alias, Article, Cluster, Match, Newsletter, Pins


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledWindow:
    """The window of one issue, sorted as far as no choice is needed.

    `window` holds all its articles in order of (published, id), `matches` are by article id,
    `clusters` are those with a match, `middle` is the mean vector of all matched reports.
    """

    window: tuple[Article, ...]
    matches: Mapping[str, Sequence[Match]]
    parted: Parted
    clusters: tuple[Cluster, ...]
    likeness: Likeness
    happenings: tuple[Happening, ...]
    middle: Vector
    pinned: PinnedArticles


def pool_window(
    articles: Sequence[Article],
    matches: Iterable[Match],
    newsletter: Newsletter,
    *,
    aliases: Iterable[Alias] = (),
    pins: Pins | None = None,
    now: datetime,
) -> PooledWindow:
    """Open the window, set comment apart, cluster the reports, and pool clusters into happenings.

    The order of `articles` changes nothing.
    """
    aliases = tuple(aliases)
    window = open_window(articles, look_back_h=newsletter.look_back_h, now=now)
    ordered = sorted(window, key=lambda article: (article.published, article.id))
    by_article = _by_article(matches, newsletter)
    pinned = PinnedArticles(pins or Pins(), ordered)

    # Comment is set apart before clustering, so that it joins no two events.
    parted = part_reports(ordered, reports_by_pin=pinned.told)
    clusters = cluster_articles(parted.reports, aliases=aliases, pins=pins)
    wanted = _matched_clusters(clusters, by_article, newsletter.language)
    parted = _matched_asides(parted, by_article)
    likeness = Likeness(_tellers(wanted, parted, ordered), aliases)
    # Clusters are pooled before anything is weighed: one event is counted once.
    happenings = pool_happenings(wanted, likeness, apart=pinned.apart)
    return PooledWindow(
        window=tuple(ordered),
        matches=by_article,
        parted=parted,
        clusters=tuple(wanted),
        likeness=likeness,
        happenings=happenings,
        middle=likeness.centre(_matched_reports(wanted, by_article)),
        pinned=pinned,
    )


def _by_article(matches: Iterable[Match], newsletter: Newsletter) -> dict[str, list[Match]]:
    wanted = {topic.topic_id for topic in newsletter.topics}
    by_article: dict[str, list[Match]] = {}
    for match in matches:
        if match.topic_id in wanted:
            by_article.setdefault(match.article_id, []).append(match)
    return by_article


def _matched_clusters(
    clusters: Iterable[Cluster], matches: Mapping[str, Sequence[Match]], language: str
) -> list[Cluster]:
    matched = []
    for cluster in clusters:
        if _is_matched(cluster, matches, language):
            matched.append(cluster)
    return matched


def _is_matched(cluster: Cluster, matches: Mapping[str, Sequence[Match]], language: str) -> bool:
    for article in cluster.articles:
        if article.id in matches and is_readable(article, language):
            return True
    return False


def _matched_asides(parted: Parted, matches: Mapping[str, Sequence[Match]]) -> Parted:
    """Keep the comment, videos and round-ups that met a topic; others are of other news."""
    return replace(
        parted,
        supporting=tuple(_with_match(parted.supporting, matches)),
        comments=tuple(_with_match(parted.comments, matches)),
        withdrawn=tuple(_with_match(parted.withdrawn, matches)),
    )


def _with_match(articles: Iterable[Article], matches: Mapping[str, object]) -> list[Article]:
    matched = []
    for article in articles:
        if article.id in matches:
            matched.append(article)
    return matched


def _tellers(
    clusters: Iterable[Cluster], parted: Parted, window: Sequence[Article]
) -> list[Article]:
    """Return all articles that may stand in the issue, without the text their outlets repeat.

    Likeness is measured among these alone: a name that all of a newsletter's news has in common
    says little there, however rare it is in the news of the world.
    """
    ids: set[str] = set()
    for article in (*parted.supporting, *parted.comments):
        ids.add(article.id)
    for cluster in clusters:
        for article in cluster.articles:
            ids.add(article.id)
    # Text that repeats is cut over the whole window: few articles would not show that it repeats.
    return [article for article in cut_repeated_text(window) if article.id in ids]


def _matched_reports(
    clusters: Iterable[Cluster], matches: Mapping[str, Sequence[Match]]
) -> list[Article]:
    reports: list[Article] = []
    for cluster in clusters:
        reports += _with_match(cluster.articles, matches)
    return reports
