"""Train the sentence-role model on NewsDiscourse and write digest/write/roles.bin with its provenance beside it.

Two layers of softmax regression by AdaGrad. The first knows a word by itself and by its kin: a vector of the company
the word keeps in the training sentences, so that a rare word learns from its likes. Vectors and weights are folded
into nine numbers a word, so that reading pays nothing for them. The second layer learns from scores of the first on
articles it had not seen. The constants below were chosen by `--cv`, which cross-validates on the training split; the
validation split is never read here.
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
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from operator import mul
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.models import Role  # noqa: E402
from digest.write import roles  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "roles"
LEAST_SENTENCES = 2  # a word seen in fewer is not kept
WORD_VALUE = 2.0  # length of a sentence's vector of words, where a measure is 1
KIN_VALUE = 0.9  # the same, of its vector of kin
KIN = 30  # numbers in a vector of kin
NEIGHBOURS = 500  # the most frequent words, whose company tells kin
SWEEPS = 4
FOLDS = 5

Features = list[tuple[int, float]]
Weights = list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a layer is trained. `penalty` is of the squared weights; `balance` 0 to 1 weighs the rarer roles up."""

    epochs: int
    rate: float
    penalty: float
    balance: float


FIRST = Course(epochs=6, rate=0.2, penalty=4.0, balance=0.7)
SECOND = Course(epochs=8, rate=0.3, penalty=4.0, balance=0.5)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words kept, numbered, with three times the square of their rarity and their vectors of kin."""

    number: dict[int, int]
    rarity: list[int]
    kin: list[list[float]]


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
    lexicon = _lexicon(articles, signs)
    first = [[_first_features(sign, lexicon) for sign in article] for article in signs]
    held_out = _held_out(first, gold, FIRST)
    _report("first layer", held_out, gold)
    around = [_second_features(scores) for scores in held_out]
    if args.cv:
        _report("both layers", _held_out(around, gold, SECOND), gold)
        return 0
    packed = _packed(train(first, gold, FIRST), train(around, gold, SECOND), lexicon)
    args.out.write_bytes(packed)
    args.out.with_suffix(".md").write_text(_provenance(packed, source, gold, len(lexicon.number)))
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


def train(articles: Sequence[list[Features]], gold: Sequence[list[int]], course: Course) -> Weights:
    """Fit softmax regression by AdaGrad over shuffled sentences; a penalty is spread over those that show a feature."""
    count = len(roles.ROLES)
    examples = [
        pair for article, given in zip(articles, gold, strict=True) for pair in zip(article, given, strict=True)
    ]
    shown = Counter(feature for found, _ in examples for feature, _ in found)
    size = 1 + max(shown)
    weights = [[0.0] * count for _ in range(size)]
    squares = [[1e-2] * count for _ in range(size)]
    decay = [course.penalty / (shown[feature] or 1) for feature in range(size)]
    often = Counter(label for _, label in examples)
    importance = [(len(examples) / count / (often[label] or 1)) ** course.balance for label in range(count)]
    order = random.Random(7)  # noqa: S311
    for epoch in range(course.epochs):
        order.shuffle(examples)
        rate = course.rate * (1 - epoch / course.epochs)
        for found, label in examples:
            errors = [chance * importance[label] for chance in roles.softmax(_scores(weights, found))]
            errors[label] -= importance[label]
            _step(weights, squares, found, errors, decay, rate)
    return weights


def _step(
    weights: Weights, squares: Weights, found: Features, errors: list[float], decay: list[float], rate: float
) -> None:
    for feature, value in found:
        row, pull = weights[feature], decay[feature]
        slopes = [error * value + pull * weight for error, weight in zip(errors, row, strict=True)]
        square = [old + slope * slope for old, slope in zip(squares[feature], slopes, strict=True)]
        squares[feature] = square
        weights[feature] = [
            weight - rate * slope / math.sqrt(total) for weight, slope, total in zip(row, slopes, square, strict=True)
        ]


def _scores(weights: Weights, found: Features) -> list[float]:
    scores = [0.0] * len(roles.ROLES)
    for feature, value in found:
        scores = [score + weight * value for score, weight in zip(scores, weights[feature], strict=True)]
    return scores


def _held_out(articles: Sequence[list[Features]], gold: Sequence[list[int]], course: Course) -> list[list[list[float]]]:
    """Score each article by weights that never saw it."""
    with ProcessPoolExecutor() as pool:
        folds = list(pool.map(_fold, range(FOLDS), repeat(articles), repeat(gold), repeat(course)))
    return [folds[at % FOLDS][at // FOLDS] for at in range(len(articles))]


def _fold(
    fold: int, articles: Sequence[list[Features]], gold: Sequence[list[int]], course: Course
) -> list[list[list[float]]]:
    seen = [at for at in range(len(articles)) if at % FOLDS != fold]
    weights = train([articles[at] for at in seen], [gold[at] for at in seen], course)
    return [[_scores(weights, found) for found in article] for article in articles[fold::FOLDS]]


def _lexicon(articles: Sequence[dict], signs: Sequence[list[roles.Signs]]) -> Lexicon:
    often = Counter(word for article in signs for sign in article for word in sign.words)
    sentences = sum(map(len, signs))
    kept = sorted(word for word, count in often.items() if count >= LEAST_SENTENCES)
    number = {word: at for at, word in enumerate(kept)}
    rarity = [min(255, round(3 * math.log(sentences / often[word]) ** 2)) for word in kept]
    runs = [[word for text in texts(article) for word in roles.words_of(text)] for article in articles]
    return Lexicon(number, rarity, _kin([[number.get(word, -1) for word in run] for run in runs], len(kept)))


def _kin(runs: Sequence[list[int]], count: int) -> list[list[float]]:
    """Give words that keep the same company like vectors: the leading parts of how far each neighbour is drawn."""
    drawn = _drawn(runs, count)
    order = random.Random(5)  # noqa: S311
    columns = [[order.gauss(0, 1) for _ in range(KIN)] for _ in range(4 * NEIGHBOURS)]
    vectors = [[0.0] * KIN for _ in range(count)]
    for _ in range(SWEEPS):
        columns = _upright(columns)
        vectors = [_mixed(row, columns) for row in drawn]
        columns = [[0.0] * KIN for _ in columns]
        for row, vector in zip(drawn, vectors, strict=True):
            for neighbour, pull in row:
                columns[neighbour] = [sum_ + pull * part for sum_, part in zip(columns[neighbour], vector, strict=True)]
    spread = [math.sqrt(math.sqrt(sum(part * part for part in parts))) for parts in zip(*vectors, strict=True)]
    evened = [[part / (by or 1) for part, by in zip(vector, spread, strict=True)] for vector in vectors]
    return [[part / (math.hypot(*vector) or 1) for part in vector] for vector in evened]


def _drawn(runs: Sequence[list[int]], count: int) -> list[list[tuple[int, float]]]:
    """Positive pointwise mutual information of each word with the frequent words at one and two places either side."""
    often = Counter(word for run in runs for word in run if word >= 0)
    frequent = {word: at for at, (word, _) in enumerate(often.most_common(NEIGHBOURS))}
    pairs: Counter[tuple[int, int]] = Counter()
    for run in runs:
        for gap in (1, 2):
            for before, after in zip(run, run[gap:], strict=False):
                if before in frequent and after >= 0:
                    pairs[after, frequent[before] * 4 + gap * 2 - 2] += 1
                if after in frequent and before >= 0:
                    pairs[before, frequent[after] * 4 + gap * 2 - 1] += 1
    words, neighbours = Counter[int](), Counter[int]()
    for (word, neighbour), times in pairs.items():
        words[word] += times
        neighbours[neighbour] += times
    smoothed = {neighbour: times**0.75 for neighbour, times in neighbours.items()}
    total = sum(smoothed.values())
    found: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for (word, neighbour), times in pairs.items():
        pull = math.log(times * total / (words[word] * smoothed[neighbour]))
        if pull > 0:
            found[word].append((neighbour, pull))
    return found


def _mixed(row: list[tuple[int, float]], columns: Weights) -> list[float]:
    vector = [0.0] * KIN
    for neighbour, pull in row:
        vector = [sum_ + pull * part for sum_, part in zip(vector, columns[neighbour], strict=True)]
    return vector


def _upright(rows: Weights) -> Weights:
    """Make the columns of a table square to one another and of length 1 (Gram and Schmidt)."""
    done: list[list[float]] = []
    for column in map(list, zip(*rows, strict=True)):
        for other in done:
            shared = sum(map(mul, column, other))
            column = [part - shared * taken for part, taken in zip(column, other, strict=True)]
        length = math.hypot(*column) or 1
        done.append([part / length for part in column])
    return [list(row) for row in zip(*done, strict=True)]


def _first_features(sign: roles.Signs, lexicon: Lexicon) -> Features:
    known = sorted(lexicon.number[word] for word in sign.words if word in lexicon.number)
    length = math.sqrt(sum(lexicon.rarity[at] for at in known)) or 1
    weighed = [(at, math.sqrt(lexicon.rarity[at]) / length) for at in known]
    kin = _mixed([(at, KIN_VALUE * share) for at, share in weighed], lexicon.kin)
    values = [value / roles.UNIT for value in sign.values]
    others = list(enumerate(kin + values, start=len(lexicon.number)))
    return [(at, WORD_VALUE * share) for at, share in weighed] + [(at, value) for at, value in others if value]


def _second_features(scores: list[list[float]]) -> list[Features]:
    return [[(at, value / roles.UNIT) for at, value in enumerate(row) if value] for row in roles.look_around(scores)]


def _packed(first: Weights, second: Weights, lexicon: Lexicon) -> bytes:
    count = len(lexicon.number)
    kin_weights = first[count : count + KIN]
    words = {}
    for word, at in lexicon.number.items():
        by_kin = _scores(kin_weights, list(enumerate(lexicon.kin[at])))
        rare = math.sqrt(lexicon.rarity[at])
        weights = [rare * (WORD_VALUE * own + KIN_VALUE * kin) for own, kin in zip(first[at], by_kin, strict=True)]
        words[word] = weights, lexicon.rarity[at]
    return roles.write_model(words, first[count + KIN :], second)


def _report(name: str, scored: list[list[list[float]]], gold: Sequence[list[int]]) -> None:
    wanted = [label for given in gold for label in given]
    macro, each = macro_f1(wanted, [row.index(max(row)) for article in scored for row in article])
    parts = " ".join(f"{role[:14]} {f1:.2f}" for role, f1 in zip(roles.ROLES, each, strict=True))
    print(f"{name:12} cross-validated macro F1 {macro:.4f}  {parts}", flush=True)


def _provenance(packed: bytes, source: Path, gold: Sequence[list[int]], words: int) -> str:
    return f"""# roles.bin

Weights of the sentence-role model of `roles.py`, written by `bench/train_roles.py`.

- learned from: NewsDiscourse, training split ({len(gold)} articles, {sum(map(len, gold)):,} sentences), Choubey, Lee,
  Huang and Wang, "Discourse as a Function of Event: Profiling Discourse Structure in News Articles around the
  Main Event", ACL 2020; repository prafulla77/Discourse_Profiling
- SHA-256 of the training file: `{hashlib.sha256(source.read_bytes()).hexdigest()}`
- SHA-256 of the weights: `{hashlib.sha256(packed).hexdigest()}`, {len(packed):,} bytes
- shape: {words:,} words, kept as sorted 32-bit hashes with one byte a role, and the two small tables of `roles.py`.
  A word must have been in at least {LEAST_SENTENCES} sentences; no order is kept, so no sentence can be read back.
"""


if __name__ == "__main__":
    sys.exit(main())
