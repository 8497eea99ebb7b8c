"""Train the sentence-role model on NewsDiscourse and write digest/write/roles.bin with its provenance beside it.

Two layers of softmax regression by AdaGrad. The second layer learns from scores of the first on articles it had not
seen. The constants below were chosen by `--cv`, which cross-validates on the training split; the validation split
is never read here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.models import Role  # noqa: E402
from digest.write import roles  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "roles"
LEAST_SENTENCES = 2  # a word or pair of words seen in fewer sentences is not kept
GRAM_VALUE = 2.5  # length of a sentence's vector of words, where a measure is 1
FOLDS = 10

Features = list[tuple[int, float]]
Weights = list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a layer is trained. `balance` 0 to 1 weighs the rarer roles up."""

    epochs: int
    rate: float
    decay: float
    balance: float


FIRST = Course(epochs=8, rate=0.05, decay=1e-3, balance=0.7)
SECOND = Course(epochs=15, rate=0.05, decay=1e-3, balance=0.6)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cv", action="store_true", help="also cross-validate the second layer; write nothing")
    parser.add_argument("--out", type=Path, default=ROOT / "digest" / "write" / "roles.bin")
    args = parser.parse_args()
    source = DATA / "newsdiscourse.train.jsonl"
    if not source.exists():
        print(f"{source.name} is not here; nothing to train on")
        return 0
    articles = read(source)
    random.Random(3).shuffle(articles)  # noqa: S311
    signs = [observed(article) for article in articles]
    gold = [labels(article) for article in articles]
    rarity = _rarity(signs)
    first = [[_first_features(sign, rarity) for sign in article] for article in signs]
    size = len(rarity) + len(signs[0][0].values)
    held_out = _held_out(first, gold, size, FIRST)
    _report("first layer", held_out, gold)
    around = [_second_features(scores, article) for scores, article in zip(held_out, signs, strict=True)]
    width = len(roles.look_around(held_out[0], signs[0])[0])
    if args.cv:
        _report("both layers", _held_out(around, gold, width, SECOND), gold)
        return 0
    packed = _packed(train(first, gold, size, FIRST), train(around, gold, width, SECOND), rarity)
    args.out.write_bytes(packed)
    args.out.with_suffix(".md").write_text(_provenance(packed, source, gold, len(rarity)))
    print(f"{args.out.name} {len(packed):,} bytes")
    return 0


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def texts(article: dict) -> list[str]:
    return [sentence["text"] for sentence in article["sentences"]]


def labels(article: dict) -> list[int]:
    return [roles.ROLES.index(Role(sentence["role"])) for sentence in article["sentences"]]


def published(article: dict) -> datetime | None:
    """Find the date in "AUTHOR 2018-10-05 19:30:29+00:00<tab>AUTHORS: …"."""
    words = (article.get("date") or "").split()
    try:
        return datetime.fromisoformat(words[1])
    except (IndexError, ValueError):
        return None


def observed(article: dict) -> list[roles.Signs]:
    return roles.see(texts(article), title=article["title"], published=published(article))


def macro_f1(gold: Sequence[int], guess: Sequence[int]) -> tuple[float, list[float]]:
    """Mean of the F1 of the labels, and each of them."""
    each = []
    for label in range(len(roles.ROLES)):
        hit = sum(g == label == p for g, p in zip(gold, guess, strict=True))
        each.append(2 * hit / (gold.count(label) + guess.count(label) or 1))
    return sum(each) / len(each), each


def train(articles: Sequence[list[Features]], gold: Sequence[list[int]], size: int, course: Course) -> Weights:
    """Fit softmax regression by AdaGrad over shuffled sentences."""
    count = len(roles.ROLES)
    weights = [[0.0] * count for _ in range(size)]
    squares = [[1e-2] * count for _ in range(size)]
    examples = [
        pair for article, given in zip(articles, gold, strict=True) for pair in zip(article, given, strict=True)
    ]
    often = Counter(label for _, label in examples)
    importance = [(len(examples) / count / (often[label] or 1)) ** course.balance for label in range(count)]
    order = random.Random(7)  # noqa: S311
    for _ in range(course.epochs):
        order.shuffle(examples)
        for found, label in examples:
            _step(weights, squares, found, label, importance[label], course)
    return weights


def _step(weights: Weights, squares: Weights, found: Features, label: int, importance: float, course: Course) -> None:
    errors = [chance * importance for chance in roles.softmax(_scores(weights, found))]
    errors[label] -= importance
    rate, decay, root = course.rate, course.decay, math.sqrt
    for feature, value in found:
        row, square = weights[feature], squares[feature]
        for role, error in enumerate(errors):
            slope = error * value + decay * row[role]
            square[role] += slope * slope
            row[role] -= rate * slope / root(square[role])


def _scores(weights: Weights, found: Features) -> list[float]:
    scores = [0.0] * len(roles.ROLES)
    for feature, value in found:
        scores = [score + weight * value for score, weight in zip(scores, weights[feature], strict=True)]
    return scores


def _held_out(
    articles: Sequence[list[Features]], gold: Sequence[list[int]], size: int, course: Course
) -> list[list[list[float]]]:
    """Score each article by weights that never saw it."""
    scored: list[list[list[float]]] = [[] for _ in articles]
    for fold in range(FOLDS):
        seen = [at for at in range(len(articles)) if at % FOLDS != fold]
        weights = train([articles[at] for at in seen], [gold[at] for at in seen], size, course)
        for at in range(fold, len(articles), FOLDS):
            scored[at] = [_scores(weights, found) for found in articles[at]]
    return scored


def _rarity(signs: Sequence[list[roles.Signs]]) -> dict[int, tuple[int, int]]:
    """Number the words and pairs worth keeping, each with three times the square of its inverse document frequency."""
    often = Counter(gram for article in signs for sign in article for gram in sign.grams)
    sentences = sum(map(len, signs))
    kept = sorted(gram for gram, count in often.items() if count >= LEAST_SENTENCES)
    return {gram: (at, min(255, round(3 * math.log(sentences / often[gram]) ** 2))) for at, gram in enumerate(kept)}


def _first_features(sign: roles.Signs, rarity: dict[int, tuple[int, int]]) -> Features:
    known = [rarity[gram] for gram in sign.grams if gram in rarity]
    length = math.sqrt(sum(square for _, square in known)) or 1
    found = [(at, GRAM_VALUE * math.sqrt(square) / length) for at, square in known]
    return found + [(len(rarity) + at, value / roles.UNIT) for at, value in enumerate(sign.values) if value]


def _second_features(scores: list[list[float]], signs: list[roles.Signs]) -> list[Features]:
    rows = roles.look_around(scores, signs)
    return [[(at, value / roles.UNIT) for at, value in enumerate(row) if value] for row in rows]


def _packed(first: Weights, second: Weights, rarity: dict[int, tuple[int, int]]) -> bytes:
    grams = {
        gram: ([weight * GRAM_VALUE * math.sqrt(square) for weight in first[at]], square)
        for gram, (at, square) in rarity.items()
    }
    return roles.write_model(grams, first[len(rarity) :], second)


def _report(name: str, scored: list[list[list[float]]], gold: Sequence[list[int]]) -> None:
    wanted = [label for given in gold for label in given]
    macro, each = macro_f1(wanted, [row.index(max(row)) for article in scored for row in article])
    parts = " ".join(f"{role[:14]} {f1:.2f}" for role, f1 in zip(roles.ROLES, each, strict=True))
    print(f"{name:12} cross-validated macro F1 {macro:.4f}  {parts}", flush=True)


def _provenance(packed: bytes, source: Path, gold: Sequence[list[int]], grams: int) -> str:
    return f"""# roles.bin

Weights of the sentence-role model of `roles.py`, written by `bench/train_roles.py`.

- learned from: NewsDiscourse, training split ({len(gold)} articles, {sum(map(len, gold)):,} sentences), Choubey, Lee,
  Huang and Wang, "Discourse as a Function of Event: Profiling Discourse Structure in News Articles around the
  Main Event", ACL 2020; repository prafulla77/Discourse_Profiling
- SHA-256 of the training file: `{hashlib.sha256(source.read_bytes()).hexdigest()}`
- SHA-256 of the weights: `{hashlib.sha256(packed).hexdigest()}`, {len(packed):,} bytes
- shape: {grams:,} words and pairs of words, kept as sorted 32-bit hashes with one byte a role, and the two small
  tables of `roles.py`. A word must have been in at least {LEAST_SENTENCES} sentences; no order is kept, so no
  sentence can be read back.
"""


if __name__ == "__main__":
    sys.exit(main())
