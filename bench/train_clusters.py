"""Learn the weights of `digest/edit/pairs.py` from same-story groups that human editors made, and
print them.

Everything is learned from pairs of articles in batches. Beside each set as it is stand the batches
a newsroom meets:
all on one day, titles or first lines alone, one theme alone, few events, a handful of articles,
events told once or
by many.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from digest.edit.neighbours import similar_pairs
from digest.edit.pairs import FEATURES, pair_features
from digest.edit.profile import Profiles, profile_batch
from digest.models import Article
from digest.text import split_sentences

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "clusters"
FIRST_LINES = 560
"""Letters of a full text that stand for what a feed gives."""
CROWD_WEIGHT = 0.2
"""The weight of a pair of an event that many outlets tell: such events have many pairs."""
ONE_DAY = datetime(2021, 6, 1, 12, tzinfo=UTC)
DENSE = re.compile(
    r"\b(middle east|iran|iraq|afghan\w*|israel\w*|gaza|hamas|taliban|syria\w*|terror\w*)\b",
    re.IGNORECASE,
)

Weights = tuple[list[float], float]


@dataclass(frozen=True)
class Labelled:
    """Articles with the group a person put them in, ordered as the desk orders them."""

    articles: list[Article]
    groups: list[str]
    themes: list[str]

    def seen(self, how: Callable[[Article], Article]) -> Labelled:
        """The same groups, each article seen in another way."""
        return Labelled([how(article) for article in self.articles], self.groups, self.themes)

    def only(self, keep: Callable[[int], bool]) -> Labelled:
        items = [item for item in range(len(self.articles)) if keep(item)]
        return Labelled(
            [self.articles[item] for item in items],
            [self.groups[item] for item in items],
            [self.themes[item] for item in items],
        )

    def halves(self) -> tuple[Labelled, Labelled]:
        """Cut in time, no group in two halves."""
        first: dict[str, datetime] = {}
        for article, group in zip(self.articles, self.groups, strict=True):
            first.setdefault(group, article.published)
        order = sorted(first, key=lambda group: (first[group], group))
        early = set(order[: len(order) // 2])
        return self.only(lambda item: self.groups[item] in early), self.only(
            lambda item: self.groups[item] not in early
        )

    def dense(self) -> Labelled:
        """The groups of one crowded theme."""
        wanted = {
            g for g, theme in zip(self.groups, self.themes, strict=True) if DENSE.search(theme)
        }
        return self.only(lambda item: self.groups[item] in wanted)


def main() -> int:
    if not FOLDER.is_dir():
        print(f"train_clusters: labelled data is not here ({FOLDER.name}/); nothing learned")
        return 1
    weights, bias = learn(
        [*read("roundups2021.dev.jsonl").halves(), *read("allsides.dev.jsonl").halves()]
    )
    print(f"WEIGHTS = ({', '.join(f'{weight:.3f}' for weight in weights)})")
    print(f"BIAS = {bias:.3f}")
    print(
        "# "
        + ", ".join(f"{name} {weight:.2f}" for name, weight in zip(FEATURES, weights, strict=True))
    )
    return 0


def read(name: str) -> Labelled:
    rows = [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    rows.sort(key=lambda row: (row["published"], row["id"]))
    theme: dict[str, str] = {}
    for row in rows:
        east = "middle east" if row.get("middle_east") else ""
        theme.setdefault(
            row["cluster"],
            f"{row.get('theme') or row.get('topic', '')}| {row.get('issue', '')} {east}",
        )
    return Labelled(
        [_article(row) for row in rows],
        [r["cluster"] for r in rows],
        [theme[r["cluster"]] for r in rows],
    )


def _article(row: dict[str, str]) -> Article:
    return Article(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        body=row["text"],
        publisher=row["source"],
        published=datetime.fromisoformat(f"{row['published']}T12:00:00+00:00"),
    )


# ---- ways to see an article ----------------------------------------------------------------------


def on_one_day(article: Article) -> Article:
    return replace(article, published=ONE_DAY)


def title_alone(article: Article) -> Article:
    return replace(article, body="")


def first_lines(article: Article) -> Article:
    return replace(article, body=article.body[:FIRST_LINES])


# ---- batches -------------------------------------------------------------------------------------


def lessons(labelled: Labelled) -> Iterator[tuple[Labelled, float]]:
    """The batches to learn from, and what a pair in each counts."""
    short = labelled.seen(first_lines)
    for batch in (labelled, thinned(labelled), *few(labelled), *handfuls(short)):
        yield batch, 1.0
    for batch in (labelled.seen(on_one_day), short.seen(on_one_day), labelled.seen(title_alone)):
        yield batch, 1.0
    for seen in (
        labelled,
        labelled.seen(on_one_day),
        short.seen(on_one_day),
        labelled.seen(title_alone),
    ):
        yield thinned(seen, 0.85), 1.0
    for theme in by_theme(labelled):
        yield theme, 1.0
        yield theme.seen(first_lines).seen(on_one_day), 1.0
    for many in (8, 24):
        yield crowded(labelled, many), CROWD_WEIGHT


def thinned(labelled: Labelled, share: float = 0.5) -> Labelled:
    """A share of the groups cut to one article: most real news is told once."""
    chance = random.Random(3)  # noqa: S311
    kept: set[int] = set()
    for _, items in sorted(_members(labelled).items()):
        kept.update([chance.choice(items)] if chance.random() < share else items)
    return labelled.only(lambda item: item in kept)


def few(labelled: Labelled) -> Iterator[Labelled]:
    """Batches of ten groups, thinned: a quiet newsletter."""
    names = sorted(set(labelled.groups))
    for start in range(0, len(names) - 10, 20):
        ten = set(names[start : start + 10])
        yield thinned(labelled.only(lambda item, ten=ten: labelled.groups[item] in ten))


def handfuls(labelled: Labelled) -> Iterator[Labelled]:
    """Batches of two to nine articles of one theme: every second has two of one group, the others
    have none."""
    chance = random.Random(3)  # noqa: S311
    themes = list(by_theme(labelled, least=9))
    for number in range(240):
        size = (2, 3, 5, 9)[number % 4]
        batch = chance.choice([labelled, *themes])
        members = _members(batch)
        kept = {chance.choice(members[name]) for name in chance.sample(sorted(members), size)}
        if number // 4 % 2:
            kept.update(chance.sample(members[batch.groups[min(kept)]], 2))
        yield batch.only(lambda item, kept=kept: item in kept)


def by_theme(labelled: Labelled, least: int = 4) -> Iterator[Labelled]:
    """The groups of each theme that has at least so many."""
    themes = [theme.partition("|")[0] for theme in labelled.themes]
    for theme in sorted(set(themes)):
        batch = labelled.only(lambda item, theme=theme: themes[item] == theme)
        if len(set(batch.groups)) >= least:
            yield batch


def crowded(labelled: Labelled, many: int, events: int = 5) -> Labelled:
    """First lines of all, and of some events `many` articles, each with words of their titles, a
    first sentence and two
    further ones. Only full texts have enough of these; of others the batch is empty."""
    chance = random.Random(5)  # noqa: S311
    members = _members(labelled)
    told = sorted(
        name for name, items in members.items() if len(items) > 2 and _long(labelled, items)
    )
    rows: list[tuple[Article, str, str]] = []
    for name in chance.sample(told, min(events, len(told))):
        sources = [labelled.articles[item] for item in members[name]]
        theme = labelled.themes[members[name][0]]
        rows += [(_retold(sources, number, chance), name, theme) for number in range(many)]
    retold = {name for _, name, _ in rows}
    if rows:
        short = labelled.only(lambda item: labelled.groups[item] not in retold).seen(first_lines)
        rows += zip(short.articles, short.groups, short.themes, strict=True)
    rows.sort(key=lambda row: (row[0].published, row[0].id))
    return Labelled([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])


def _long(labelled: Labelled, items: Sequence[int]) -> bool:
    return all(len(labelled.articles[item].body) > 4 * FIRST_LINES for item in items)


def _retold(sources: Sequence[Article], number: int, chance: random.Random) -> Article:
    source = chance.choice(sources)
    title = [word for word in chance.choice(sources).title.split() if chance.random() < 0.75]
    first, *others = split_sentences(source.body[: 4 * FIRST_LINES].replace("\n", " "))
    body = " ".join([first, *chance.sample(others[:8], min(2, len(others)))])[:FIRST_LINES]
    name = f"{source.id}-{number}"
    return replace(source, id=name, url=f"{source.url}#{name}", title=" ".join(title), body=body)


def _members(labelled: Labelled) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for item, group in enumerate(labelled.groups):
        found[group].append(item)
    return found


# ---- learning ------------------------------------------------------------------------------------


def learn(sets: Sequence[Labelled]) -> Weights:
    """Logistic regression (Newton, ridge 1) over the pairs of each batch of the sets."""
    rows: list[tuple[float, ...]] = []
    labels: list[float] = []
    counts: list[float] = []
    for batch, count in (lesson for labelled in sets for lesson in lessons(labelled)):
        for (one, other), values in features_of(batch)[1].items():
            rows.append(values)
            labels.append(float(batch.groups[one] == batch.groups[other]))
            counts.append(count)
    width = len(FEATURES)
    mean = [sum(row[k] for row in rows) / len(rows) for k in range(width)]
    spread = [
        math.sqrt(sum((row[k] - mean[k]) ** 2 for row in rows) / len(rows)) or 1.0
        for k in range(width)
    ]
    scaled = [[1.0, *((row[k] - mean[k]) / spread[k] for k in range(width))] for row in rows]
    fitted = _newton(scaled, labels, counts)
    weights = [fitted[k + 1] / spread[k] for k in range(width)]
    return weights, fitted[0] - sum(weight * m for weight, m in zip(weights, mean, strict=True))


def features_of(labelled: Labelled) -> tuple[Profiles, dict[tuple[int, int], tuple[float, ...]]]:
    """The profiles of a batch, and the features of its pairs."""
    profiles = profile_batch(labelled.articles)
    times = [article.published for article in labelled.articles]
    return profiles, pair_features(profiles, similar_pairs(profiles, times))


def _newton(
    rows: list[list[float]], labels: list[float], counts: list[float], ridge: float = 1.0
) -> list[float]:
    width = len(rows[0])
    found = [0.0] * width
    for _ in range(12):
        slope = [-ridge * weight if k else 0.0 for k, weight in enumerate(found)]
        curve = [[ridge if i == k and k else 0.0 for i in range(width)] for k in range(width)]
        for row, label, count in zip(rows, labels, counts, strict=True):
            chance = 1 / (1 + math.exp(-sum(w * x for w, x in zip(found, row, strict=True))))
            miss, bend = count * (label - chance), count * chance * (1 - chance)
            for i, x in enumerate(row):
                slope[i] += miss * x
                line, scale = curve[i], bend * x
                for k, y in enumerate(row):
                    line[k] += scale * y
        found = [weight + step for weight, step in zip(found, _solve(curve, slope), strict=True)]
    return found


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for k in range(len(rows)):
        best = max(range(k, len(rows)), key=lambda i: abs(rows[i][k]))
        rows[k], rows[best] = rows[best], rows[k]
        for i in range(len(rows)):
            if i != k:
                factor = rows[i][k] / rows[k][k]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [line[-1] / line[k] for k, line in enumerate(rows)]


if __name__ == "__main__":
    sys.exit(main())
