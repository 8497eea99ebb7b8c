"""Train the sentence-role model on NewsDiscourse and write digest/write/roles.bin with its
provenance beside it.

Two layers of softmax regression. The first knows a word by itself and by its kin: its GloVe
vector, so that
a word never seen in training learns from its likes. It hears the kin of a sentence and, as a mean,
of all sentences
before it. Vectors and weights are folded into nine numbers a word for either, so that reading pays
nothing for them.
The second layer learns from scores of the first on articles it had not seen, and is rewarded for
macro F1 itself. The
constants below were chosen by cross-validation on the training split, which `--cv` repeats; the
validation split is
never read here.

Needs numpy and scipy, which nothing else here does, and beside the training split the text file of
GloVe 6B with 50
numbers a word (nlp.stanford.edu/projects/glove, public domain): `train_roles.py --vectors
glove.6B.50d.txt`.
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
from operator import mul
from pathlib import Path
from typing import Any
from zlib import crc32

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.models import Role  # noqa: E402
from digest.write import roles  # noqa: E402
from digest.write.role_features import ROLES, UNIT, Signs, look_around, see  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "roles"
LEAST_SENTENCES = 2  # a word seen in fewer is not kept unless it is common
WORD_VALUE = 2.0  # length of a sentence's vector of words, where a measure is 1
KIN_VALUE = 0.3  # that of a number of its vector of kin
KIN = 50  # numbers in a vector of kin
# so many of the words with vectors, the most frequent first, are kept even where training has
# none
COMMON = 20_000
FOLDS = 5
STEPS = 60  # of the fit, at most

Features = list[tuple[int, float]]
Weights = list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a layer is trained.

    `penalty` is of the squared weights; `balance` 0 to 1 weighs the rarer roles up; `reward` is
    what a macro F1 of 1
    is worth in units of log-likelihood a sentence.
    """

    penalty: float
    balance: float
    reward: float


FIRST = Course(penalty=3.3, balance=0.0, reward=0.0)
SECOND = Course(penalty=16.0, balance=0.4, reward=10.0)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words kept, numbered, with three times the square of their rarity and their vectors of
    kin."""

    number: dict[int, int]
    rarity: list[int]
    kin: list[list[float]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", type=Path, required=True, help="glove.6B.50d.txt")
    parser.add_argument("--cv", action="store_true", help="cross-validate only; write nothing")
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
    lexicon = _lexicon(signs, args.vectors)
    first = [_first_features(article, lexicon) for article in signs]
    held_out = _held_out(first, gold, FIRST)
    _report("first layer", held_out, gold)
    around = [_second_features(*article) for article in zip(held_out, signs, strict=True)]
    held_out = _held_out(around, gold, SECOND)
    _report("both layers", held_out, gold)
    if args.cv:
        return 0
    second = calmed(train(around, gold, SECOND), held_out, gold)
    packed = _packed(train(first, gold, FIRST), second, lexicon)
    args.out.write_bytes(packed)
    args.out.with_suffix(".md").write_text(_provenance(packed, source, gold, len(lexicon.number)))
    print(f"{args.out.name} {len(packed):,} bytes")
    return 0


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def texts(article: dict) -> list[str]:
    return [sentence["text"] for sentence in article["sentences"]]


def labels(article: dict) -> list[int]:
    return [ROLES.index(Role(sentence["role"])) for sentence in article["sentences"]]


def published(article: dict) -> datetime | None:
    """Find the date in "AUTHOR 2018-10-05 19:30:29+00:00<tab>AUTHORS: …"."""
    words = (article.get("date") or "").split()
    try:
        return datetime.fromisoformat(words[1])
    except (IndexError, ValueError):
        return None


def observed(article: dict) -> list[Signs]:
    return see(texts(article), title=article["title"], published=published(article))


def macro_f1(gold: Sequence[int], guess: Sequence[int]) -> tuple[float, list[float]]:
    """Mean of the F1 of the labels, and each of them."""
    each = []
    for label in range(len(ROLES)):
        hit = sum(g == label == p for g, p in zip(gold, guess, strict=True))
        each.append(2 * hit / (gold.count(label) + guess.count(label) or 1))
    return sum(each) / len(each), each


def train(articles: Sequence[list[Features]], gold: Sequence[list[int]], course: Course) -> Weights:
    """Fit softmax regression by L-BFGS, with a penalty on the squared weights and a reward for
    macro F1.

    That F1 counts chances where it would count guesses, so that it has a slope.
    """
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
    from scipy.special import log_softmax

    examples = [found for article in articles for found in article]
    labelled = [label for given in gold for label in given]
    often, count = Counter(labelled), len(ROLES)
    importance = np.array(
        [[(len(labelled) / count / often[label]) ** course.balance] for label in labelled]
    )
    numbers, values = zip(*(pair for found in examples for pair in found), strict=True)
    table = csr_matrix((values, numbers, np.cumsum([0, *map(len, examples)])))
    right = np.eye(count)[labelled]
    worth = course.reward * len(labelled) / count

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(-1, count)
        logs = log_softmax(table @ weights, axis=1)
        chances = np.exp(logs)
        total = chances.sum(axis=0) + right.sum(axis=0)
        f1 = 2 * (chances * right).sum(axis=0) / total
        gain = worth * (2 * right - f1) / total
        pull = importance * (right - chances) + chances * (
            gain - (chances * gain).sum(axis=1, keepdims=True)
        )
        value = (
            (importance * right * logs).sum()
            + worth * f1.sum()
            - course.penalty / 2 * np.square(flat).sum()
        )
        return -value, (course.penalty * weights - table.T @ pull).ravel()

    fitted = minimize(
        loss,
        np.zeros(table.shape[1] * count),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": STEPS},
    )
    return fitted.x.reshape(-1, count).tolist()


def calmed(
    weights: Weights, held_out: list[list[list[float]]], gold: Sequence[list[int]]
) -> Weights:
    """Scale weights so that their chances can be trusted again: the reward makes them too sure. No
    guess changes."""
    scored = [row for article in held_out for row in article]
    wanted = [label for given in gold for label in given]

    def likelihood(scale: float) -> float:
        chances = (
            roles.softmax([scale * score for score in row])[label]
            for row, label in zip(scored, wanted, strict=True)
        )
        return sum(map(math.log, chances))

    scale = max((step / 20 for step in range(4, 41)), key=likelihood)
    return [[scale * weight for weight in row] for row in weights]


def _scores(weights: Weights, found: Features) -> list[float]:
    scores = [0.0] * len(ROLES)
    for feature, value in found:
        scores = [
            score + weight * value for score, weight in zip(scores, weights[feature], strict=True)
        ]
    return scores


def _held_out(
    articles: Sequence[list[Features]], gold: Sequence[list[int]], course: Course
) -> list[list[list[float]]]:
    """Score each article by weights that never saw it."""
    scored: list[list[list[float]]] = [[]] * len(articles)
    for fold in range(FOLDS):
        seen = [at for at in range(len(articles)) if at % FOLDS != fold]
        weights = train([articles[at] for at in seen], [gold[at] for at in seen], course)
        scored[fold::FOLDS] = [
            [_scores(weights, found) for found in article] for article in articles[fold::FOLDS]
        ]
    return scored


def _lexicon(signs: Sequence[list[Signs]], vectors: Path) -> Lexicon:
    often = Counter(word for article in signs for sign in article for word in sign.words)
    sentences = sum(map(len, signs))
    common, kin = _vectors(vectors, often)
    kept = sorted(common | {word for word, count in often.items() if count >= LEAST_SENTENCES})
    rarity = [min(255, round(3 * math.log(sentences / (often[word] or 1)) ** 2)) for word in kept]
    importance = [often[word] * math.sqrt(rare) for word, rare in zip(kept, rarity, strict=True)]
    number = {word: at for at, word in enumerate(kept)}
    return Lexicon(number, rarity, _evened([kin.get(word) for word in kept], importance))


def _vectors(path: Path, often: Counter[int]) -> tuple[set[int], dict[int, list[float]]]:
    """Read the most frequent words and the vectors of these and of the words of training, which
    are hashes."""
    common: set[int] = set()
    found: dict[int, list[float]] = {}
    with path.open(encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            text, *numbers = line.split(" ")
            word = crc32(text.encode())
            if at < COMMON:
                common.add(word)
            if (at < COMMON or word in often) and word not in found:
                found[word] = [float(number) for number in numbers]
    return common, found


def _evened(
    vectors: Sequence[list[float] | None], importance: Sequence[float]
) -> list[list[float]]:
    """Bring each number to mean 0 and variance 1 over the words by their importance; a word
    without a vector gets 0."""
    known = [(vector, weight) for vector, weight in zip(vectors, importance, strict=True) if vector]
    total = sum(weight for _, weight in known)
    weights = [weight / total for _, weight in known]
    columns = list(zip(*(vector for vector, _ in known), strict=True))
    means = [sum(map(mul, column, weights)) for column in columns]
    spreads = [
        math.sqrt(
            sum(weight * (part - mean) ** 2 for part, weight in zip(column, weights, strict=True))
        )
        or 1
        for column, mean in zip(columns, means, strict=True)
    ]
    nothing = [0.0] * len(columns)
    return [
        [(part - mean) / spread for part, mean, spread in zip(vector, means, spreads, strict=True)]
        if vector
        else nothing
        for vector in vectors
    ]


def _first_features(signs: Sequence[Signs], lexicon: Lexicon) -> list[Features]:
    """Number the words of each sentence of one article, then its kin, the mean kin of those before
    it, its measures."""
    found, heard = [], [0.0] * KIN
    for at, sign in enumerate(signs):
        weighed = _weighed(sign, lexicon)
        kin = [0.0] * KIN
        for word, share in weighed:
            kin = [
                sum_ + KIN_VALUE * share * part
                for sum_, part in zip(kin, lexicon.kin[word], strict=True)
            ]
        before = [part / (at or 1) for part in heard]
        heard = [sum_ + part for sum_, part in zip(heard, kin, strict=True)]
        dense = kin + before + [value / UNIT for value in sign.values]
        words = [(word, WORD_VALUE * share) for word, share in weighed]
        found.append(
            words + [pair for pair in enumerate(dense, start=len(lexicon.number)) if pair[1]]
        )
    return found


def _weighed(sign: Signs, lexicon: Lexicon) -> Features:
    known = sorted(lexicon.number[word] for word in sign.words if word in lexicon.number)
    length = math.sqrt(sum(lexicon.rarity[at] for at in known)) or 1
    return [(at, math.sqrt(lexicon.rarity[at]) / length) for at in known]


def _second_features(scores: list[list[float]], signs: Sequence[Signs]) -> list[Features]:
    rows = look_around(scores, signs)
    return [[(at, value / UNIT) for at, value in enumerate(row) if value] for row in rows]


def _packed(first: Weights, second: Weights, lexicon: Lexicon) -> bytes:
    count = len(lexicon.number)
    by_kin, by_heard = first[count : count + KIN], first[count + KIN : count + 2 * KIN]
    words = {}
    for word, at in lexicon.number.items():
        kin = [(number, KIN_VALUE * part) for number, part in enumerate(lexicon.kin[at])]
        own = [WORD_VALUE * weight for weight in first[at]]
        here = [weight + more for weight, more in zip(own, _scores(by_kin, kin), strict=True)]
        rare = math.sqrt(lexicon.rarity[at])
        words[word] = (
            [rare * weight for weight in here + _scores(by_heard, kin)],
            lexicon.rarity[at],
        )
    return roles.write_model(words, first[count + 2 * KIN :], second)


def _report(name: str, scored: list[list[list[float]]], gold: Sequence[list[int]]) -> None:
    wanted = [label for given in gold for label in given]
    macro, each = macro_f1(wanted, [row.index(max(row)) for article in scored for row in article])
    parts = " ".join(f"{role[:14]} {f1:.2f}" for role, f1 in zip(ROLES, each, strict=True))
    print(f"{name:12} cross-validated macro F1 {macro:.4f}  {parts}", flush=True)


def _provenance(packed: bytes, source: Path, gold: Sequence[list[int]], words: int) -> str:
    return f"""# roles.bin

Weights of the sentence-role model of `roles.py`, written by `bench/train_roles.py`.

- learned from: NewsDiscourse, training split ({len(gold)} articles, {sum(map(len, gold)):,} \
sentences), Choubey, Lee,
  Huang and Wang, "Discourse as a Function of Event: Profiling Discourse Structure in News \
Articles around the
  Main Event", ACL 2020; repository prafulla77/Discourse_Profiling
- and from: GloVe, 50 numbers a word, learned on 6 billion words of Wikipedia 2014 and Gigaword \
5; Pennington, Socher
  and Manning, "GloVe: Global Vectors for Word Representation", EMNLP 2014; Public Domain \
Dedication and License 1.0
- SHA-256 of the training file: `{hashlib.sha256(source.read_bytes()).hexdigest()}`
- SHA-256 of the weights: `{hashlib.sha256(packed).hexdigest()}`, {len(packed):,} bytes
- shape: {words:,} words, kept as sorted 32-bit hashes with two bytes a role, and the two small \
tables of `roles.py`.
  A word must have been in at least {LEAST_SENTENCES} sentences, or be among the {COMMON:,} most \
frequent of GloVe; no
  order is kept, so no sentence can be read back.
"""


if __name__ == "__main__":
    sys.exit(main())
