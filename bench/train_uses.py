"""Train the model of uses on an editor's labels and write digest/write/uses.bin.

Three logistic regressions: a sentence stands alone, says why the news matters (grade 1 or 2), says
what happened (grade 1 or 2). Figures are cross-validated by event: no sentence is judged by weights
that saw its event. `--half` also trains on one half of the events and reports the other. `--cards`
trains nothing that stays: it writes a card of each event by weights that never saw it, and grades
the sentences under *Why it matters*. Needs numpy, which nothing else here does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

from desk import DATA, _folded, _labelled_articles, grade_events  # noqa: E402

from digest.models import Article  # noqa: E402
from digest.write import uses  # noqa: E402
from digest.write.candidates import judged_sentences, quotables  # noqa: E402
from digest.write.similarity import content_words  # noqa: E402
from digest.write.use_features import NAMES, features_of  # noqa: E402
from digest.write.uses import USES, chance, write_model  # noqa: E402

PENALTY = {"alone": 33.0, "why": 100.0, "what": 33.0}
"""Penalty on the squared weights of standardised features, chosen by cross-validation."""

FOLDS = 8
NEWTON_STEPS = 25
PICKED = 3
"""So many sentences of an event are picked to state the precision of a card."""


class Example:
    """One labelled sentence with its features."""

    def __init__(self, event: str, row: list[float], label: dict[str, Any]) -> None:
        """Keep the row and the three labels as 0 or 1."""
        self.event = event
        self.row = row
        self.labels = {
            "alone": int(label["alone"]),
            "why": int(label["why"] >= 1),
            "what": int(label["what"] >= 1),
        }


def main() -> int:
    """Train, report and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--half", choices=("even", "odd"), help="train on this half of the events")
    parser.add_argument("--cards", action="store_true", help="grade cards by unseen weights")
    parser.add_argument("--out", type=Path, default=ROOT / "digest" / "write" / "uses.bin")
    args = parser.parse_args()
    source = args.data / "why.jsonl"
    if not source.exists():
        print(f"{source.name} is not here; nothing to train on")
        return 0
    examples = read_examples(args.data)
    events = sorted({example.event for example in examples})
    if args.cards:
        for folds in (FOLDS, 2):
            print(report_cards(args.data, examples, events, folds))
        return 0
    figures = [report(use, examples, events) for use in USES]
    print("\n".join(figures))
    if args.half:
        kept = set(events[args.half == "odd" :: 2])
        examples = [example for example in examples if example.event in kept]
    weights = {use: fit(examples, use) for use in USES}
    packed = write_model(weights)
    args.out.write_bytes(packed)
    if not args.half:
        args.out.with_suffix(".md").write_text(provenance(packed, source, examples, figures))
    print(f"{args.out.name} {len(packed):,} bytes")
    return 0


def read_examples(folder: Path) -> list[Example]:
    """Return each labelled sentence that the candidates of its article hold."""
    labels: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for line in (folder / "why.jsonl").read_text().splitlines():
        row = json.loads(line)
        labels[f"{row['set']} {row['event']}", row["article"]][_folded(row["text"])] = row
    known = _labelled_articles(folder)
    examples = []
    for (event, article_id), rows in labels.items():
        article = known.get(article_id)
        if article is None:
            continue
        for text, features in rows_of(article):
            label = rows.get(_folded(text))
            if label is not None:
                examples.append(Example(event, features, label))
    return examples


def rows_of(article: Article) -> list[tuple[str, list[float]]]:
    """Return text and features of each sentence that may be quoted."""
    judged = judged_sentences(quotables(article))
    title = content_words(article.title, article.language or "en")
    rows = features_of(judged, title=title, year=article.published.year)
    return [(sentence.text, row) for sentence, row in zip(judged, rows, strict=True)]


def fit(examples: Sequence[Example], use: str) -> list[float]:
    """Fit by Newton's method and return the weights of raw features, the constant last."""
    import numpy as np

    table = np.array([example.row for example in examples])
    labels = np.array([example.labels[use] for example in examples])
    means, spreads = table.mean(axis=0), table.std(axis=0)
    spreads[spreads == 0] = 1.0
    scaled = np.hstack([(table - means) / spreads, np.ones((len(table), 1))])
    penalty = np.full(scaled.shape[1], PENALTY[use])
    penalty[-1] = 0.0
    weights = np.zeros(scaled.shape[1])
    for _ in range(NEWTON_STEPS):
        chances = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chances - labels) + penalty * weights
        bend = (scaled * (chances * (1 - chances))[:, None]).T @ scaled + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    raw = weights[:-1] / spreads
    constant = weights[-1] - raw @ means
    return [*map(float, raw), float(constant)]


def report(use: str, examples: Sequence[Example], events: Sequence[str]) -> str:
    """Judge each event by weights that never saw it, and say how well that went."""
    scored: list[tuple[float, Example]] = []
    for fold in range(FOLDS):
        held = set(events[fold::FOLDS])
        weights = fit([example for example in examples if example.event not in held], use)
        for example in examples:
            if example.event in held:
                scored.append((chance(weights, example.row), example))
    right = sum((score >= 0.5) == example.labels[use] for score, example in scored)
    picked = picked_of(scored, events)
    good = sum(example.labels[use] for example in picked)
    return (
        f"{use:6} accuracy {right / len(scored):.3f}, average precision "
        f"{average_precision(scored, use):.3f}, right among the first {PICKED} an event "
        f"{good / len(picked):.3f}"
    )


def report_cards(
    folder: Path, examples: Sequence[Example], events: Sequence[str], folds: int
) -> str:
    """Write a card of each event by weights that never saw it, and grade its background."""
    grades: list[int] = []
    for fold in range(folds):
        held = set(events[fold::folds])
        seen = [example for example in examples if example.event not in held]
        weights = tuple(tuple(fit(seen, use)) for use in USES)
        # the model is read once a process, and the candidates of an article are kept
        uses._model = lambda weights=weights: weights
        quotables.cache_clear()
        grades += grade_events(folder, held)
    good = sum(grade >= 1 for grade in grades)
    return f"{folds} folds: {len(grades)} sentences as background, {good / len(grades):.3f} good"


def picked_of(scored: Sequence[tuple[float, Example]], events: Sequence[str]) -> list[Example]:
    """Return the surest sentences of each event that stand alone."""
    picked = []
    for event in events:
        own = [pair for pair in scored if pair[1].event == event and pair[1].labels["alone"]]
        own.sort(key=lambda pair: -pair[0])
        picked += [example for _, example in own[:PICKED]]
    return picked


def average_precision(scored: Sequence[tuple[float, Example]], use: str) -> float:
    """Return the mean of the precision at each right sentence, the surest first."""
    right, total = 0, 0.0
    for rank, (_, example) in enumerate(sorted(scored, key=lambda pair: -pair[0]), start=1):
        if example.labels[use]:
            right += 1
            total += right / rank
    return total / right


def provenance(
    packed: bytes, source: Path, examples: Sequence[Example], figures: Sequence[str]
) -> str:
    """Say where the weights come from."""
    events = len({example.event for example in examples})
    listed = "\n".join(f"- {figure}" for figure in figures)
    return f"""# uses.bin

Weights of the model of uses (`uses.py`), written by `bench/train_uses.py`.

- learned from: {len(examples):,} sentences of news on {events} events, each labelled by an editor:
  whether it stands alone, how well it says why the news matters, how well it says what happened
- SHA-256 of the labels: `{hashlib.sha256(source.read_bytes()).hexdigest()}`
- SHA-256 of the weights: `{hashlib.sha256(packed).hexdigest()}`, {len(packed):,} bytes
- shape: {len(NAMES)} weights and a constant for each of three uses; they hold no word of a sentence

Cross-validated by event ({FOLDS} folds; no sentence is judged by weights that saw its event):

{listed}
"""


if __name__ == "__main__":
    sys.exit(main())
