"""Group articles about one event, whatever order they come in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from digest.edit.linkage import Pair, average_link
from digest.models import Alias, Article, Cluster, Merge, Pins, Reason
from digest.text import stemmer, word_texts

WINDOW = timedelta(days=3)
THRESHOLD = 0.18


def cluster_articles(
    articles: Sequence[Article],
    *,
    aliases: Iterable[Alias] = (),  # noqa: ARG001
    pins: Pins | None = None,
) -> tuple[Cluster, ...]:
    """Put each article into exactly one cluster; the order of `articles` changes nothing.

    Clusters are ordered by their first article, articles within by (published, id).
    """
    ordered = sorted(articles, key=lambda article: (article.published, article.id))
    vectors = _vectors(ordered)
    scores = _scores(ordered, vectors)
    together, apart = _pinned(ordered, pins or Pins())
    groups = average_link(len(ordered), scores, threshold=THRESHOLD, together=together, apart=apart)
    return tuple(_cluster(ordered, group, scores) for group in groups)


def _cluster(ordered: Sequence[Article], group: list[int], scores: dict[Pair, float]) -> Cluster:
    merges = tuple(
        Merge(
            left=ordered[one].id,
            right=ordered[other].id,
            score=round(scores[one, other], 4),
            reasons=(Reason(code="similar", detail="the two share rare words", value=round(scores[one, other], 4)),),
        )
        for position, one in enumerate(group)
        for other in group[position + 1 :]
        if (one, other) in scores
    )
    return Cluster(articles=tuple(ordered[item] for item in group), merges=merges)


def _pinned(ordered: Sequence[Article], pins: Pins) -> tuple[list[Pair], list[Pair]]:
    number: dict[str, list[int]] = {}
    for item, article in enumerate(ordered):
        for name in {article.id, article.url, article.canonical_url} - {""}:
            number.setdefault(name, []).append(item)
    found = [[item for name in group for item in number.get(name, ())] for group in pins.together]
    together = [(group[0], item) for group in found for item in group[1:]]
    apart = [
        (one, other)
        for left, right in pins.apart
        for one in number.get(left, ())
        for other in number.get(right, ())
        if one != other
    ]
    return together, apart


def _vectors(ordered: Sequence[Article]) -> list[dict[str, float]]:
    counts = []
    for article in ordered:
        stem = stemmer(article.language or "en")
        text = f"{article.title} {article.title} {article.lead} {article.body}"
        counts.append(Counter(stem(word) for word in word_texts(text) if len(word) > 1))
    seen = Counter(term for count in counts for term in count)
    total = len(ordered)
    vectors = []
    for count in counts:
        vector = {
            term: (1 + math.log(times)) * math.log((1 + total) / seen[term])
            for term, times in count.items()
            if seen[term] > 1
        }
        norm = math.sqrt(math.fsum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({term: weight / norm for term, weight in vector.items()})
    return vectors


def _scores(ordered: Sequence[Article], vectors: list[dict[str, float]]) -> dict[Pair, float]:
    postings: dict[str, list[tuple[int, float]]] = {}
    scores: dict[Pair, float] = {}
    common = max(20, len(ordered) // 10)
    for item, vector in enumerate(vectors):
        found: dict[int, float] = {}
        for term, weight in vector.items():
            for other, theirs in postings.get(term, ()):
                found[other] = found.get(other, 0.0) + weight * theirs
            if len(postings.get(term, ())) < common:
                postings.setdefault(term, []).append((item, weight))
        for other, score in found.items():
            if score >= 0.05 and ordered[item].published - ordered[other].published <= WINDOW:
                scores[other, item] = score
    return scores
