"""Train the sentence-role model on NewsDiscourse and write digest/write/roles.bin with its provenance beside it.

`--cv` prints the cross-validated macro F1 on the training split instead; that is where the constants below come from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.models import Role  # noqa: E402
from digest.write import roles  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "roles"
EPOCHS = 6
RATE = 0.08
DECAY = 2e-5
BALANCE = 0.5
FOLDS = 5

Row = tuple[list[list[int]], list[int]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cv", action="store_true", help="cross-validate on the training split; write nothing")
    parser.add_argument("--out", type=Path, default=ROOT / "digest" / "write" / "roles.bin")
    args = parser.parse_args()
    source = DATA / "newsdiscourse.train.jsonl"
    if not source.exists():
        print(f"{source.name} is not here; nothing to train on")
        return 0
    rows = [_featured(article) for article in read(source)]
    held_out = _held_out_scores(rows)
    context = train_context(held_out, [row[1] for row in rows])
    _report("alone", held_out, rows)
    _report("in context", _crossed_context(held_out, rows), rows)
    if not args.cv:
        packed = roles.write_model(train(rows), context)
        args.out.write_bytes(packed)
        args.out.with_suffix(".md").write_text(_provenance(packed, source, rows))
        print(f"{args.out} {len(packed):,} bytes")
    return 0


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def published(article: dict) -> datetime | None:
    """Find the date in "AUTHOR 2018-10-05 19:30:29+00:00<tab>AUTHORS: …"."""
    words = (article.get("date") or "").split()
    try:
        return datetime.fromisoformat(words[1])
    except (IndexError, ValueError):
        return None


def macro_f1(gold: Sequence[int], guess: Sequence[int]) -> tuple[float, list[float]]:
    """Mean of the F1 of the labels, and each of them."""
    each = []
    for label in range(len(roles.ROLES)):
        hit = sum(g == label == p for g, p in zip(gold, guess, strict=True))
        each.append(2 * hit / (gold.count(label) + guess.count(label) or 1))
    return sum(each) / len(each), each


def train(rows: Sequence[Row], *, seed: int = 7) -> list[list[float]]:
    """Fit softmax regression by AdaGrad over shuffled sentences, rarer roles weighted up."""
    weights = [[0.0] * len(roles.ROLES) for _ in range(roles.BUCKETS)]
    squares = [[1e-2] * len(roles.ROLES) for _ in range(roles.BUCKETS)]
    examples = [pair for found, labels in rows for pair in zip(found, labels, strict=True)]
    importance = _importance([label for _, label in examples])
    order = random.Random(seed)  # noqa: S311
    for _ in range(EPOCHS):
        order.shuffle(examples)
        for found, label in examples:
            _step(weights, squares, found, label, importance[label])
    return weights


def _importance(labels: Sequence[int]) -> list[float]:
    return [(len(labels) / len(roles.ROLES) / (labels.count(k) or 1)) ** BALANCE for k in range(len(roles.ROLES))]


def _step(weights: list, squares: list, found: list[int], label: int, importance: float) -> None:
    rows = [weights[bucket] for bucket in found]
    errors = [chance * importance for chance in softmax([sum(column) for column in zip(*rows, strict=True)])]
    errors[label] -= importance
    active = [(k, error, error * error) for k, error in enumerate(errors) if abs(error) > 1e-3]
    for bucket, row in zip(found, rows, strict=True):
        square = squares[bucket]
        for k, error, squared in active:
            square[k] += squared
            row[k] -= RATE * error / math.sqrt(square[k]) + DECAY * row[k]


def softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _held_out_scores(rows: Sequence[Row]) -> list[list[list[float]]]:
    """Score each article by a model that never saw it."""
    scored: list[list[list[float]]] = [[] for _ in rows]
    for fold in range(FOLDS):
        weights = train([row for at, row in enumerate(rows) if at % FOLDS != fold])
        for at in range(fold, len(rows), FOLDS):
            scored[at] = [
                [sum(column) for column in zip(*(weights[b] for b in found), strict=True)] for found in rows[at][0]
            ]
    return scored


def train_context(
    scored: Sequence[list[list[float]]], gold: Sequence[list[int]], epochs: int = 12
) -> dict[str, list[float]]:
    """Fit the neighbourhood weights on top of held-out scores."""
    weights: dict[str, list[float]] = {}
    importance = _importance([label for labels in gold for label in labels])
    examples = []
    for scores, labels in zip(scored, gold, strict=True):
        first = [row.index(max(row)) for row in scores]
        examples += list(zip(scores, roles.context_features(first), labels, strict=True))
    order = random.Random(11)  # noqa: S311
    for epoch in range(epochs):
        order.shuffle(examples)
        rate = 0.05 / (1 + epoch)
        for scores, names, label in examples:
            rows = [weights.setdefault(name, [0.0] * len(scores)) for name in names]
            errors = softmax([sum(column) for column in zip(scores, *rows, strict=True)])
            errors[label] -= 1
            for row in rows:
                for k, error in enumerate(errors):
                    row[k] -= rate * importance[label] * error
    return weights


def _crossed_context(scored: list[list[list[float]]], rows: Sequence[Row]) -> list[list[list[float]]]:
    result: list[list[list[float]]] = [[] for _ in rows]
    for fold in range(FOLDS):
        known = [at for at in range(len(rows)) if at % FOLDS != fold]
        weights = train_context([scored[at] for at in known], [rows[at][1] for at in known])
        for at in range(fold, len(rows), FOLDS):
            result[at] = roles.in_context(scored[at], weights)
    return result


def _featured(article: dict) -> Row:
    sentences = [sentence["text"] for sentence in article["sentences"]]
    found = roles.features(sentences, title=article["title"], published=published(article))
    return found, [roles.ROLES.index(Role(sentence["role"])) for sentence in article["sentences"]]


def _report(name: str, scored: list[list[list[float]]], rows: Sequence[Row]) -> None:
    gold = [label for _, labels in rows for label in labels]
    guess = [row.index(max(row)) for scores in scored for row in scores]
    macro, each = macro_f1(gold, guess)
    print(
        f"{name:12} macro F1 {macro:.4f}  "
        + " ".join(f"{role[:14]} {f:.2f}" for role, f in zip(roles.ROLES, each, strict=True))
    )


def _provenance(packed: bytes, source: Path, rows: Sequence[Row]) -> str:
    sentences = sum(len(labels) for _, labels in rows)
    return f"""# roles.bin

Weights of the sentence-role model of `roles.py`, written by `bench/train_roles.py`.

- learned from: NewsDiscourse, training split ({len(rows)} articles, {sentences:,} sentences), Choubey, Lee, Huang and
  Wang, "Discourse as a Function of Event: Profiling Discourse Structure in News Articles around the Main Event",
  ACL 2020; repository prafulla77/Discourse_Profiling
- SHA-256 of the training file: `{hashlib.sha256(source.read_bytes()).hexdigest()}`
- SHA-256 of the weights: `{hashlib.sha256(packed).hexdigest()}`, {len(packed):,} bytes
- shape: {roles.BUCKETS:,} hashed buckets × {len(roles.ROLES)} roles, one byte each; a bucket is a sum over colliding
  features, in no order, so no word and no sentence can be read back
"""


if __name__ == "__main__":
    sys.exit(main())
