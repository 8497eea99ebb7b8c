"""Uses of a sentence: whether it stands alone, says why the news matters, and says what happened.

Three logistic regressions over the features of `use_features`, trained by `bench/train_uses.py` on
sentences that an editor labelled. English only.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import mul
from zlib import compress, decompress

from digest.write.use_features import NAMES, Judged, features_of

USES = ("alone", "why", "what")
"""The outputs of the model, in the order in which their weights are stored."""

LARGEST_WEIGHT = 32_767
"""A weight is stored in two bytes with a sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """Three chances, 0 to 1, that a sentence serves a part of a card."""

    alone: float
    why: float
    what: float


def sentence_uses(
    sentences: Sequence[Judged], *, title: frozenset[str], year: int
) -> tuple[Uses, ...]:
    """Judge each sentence of one article, given whole and in order."""
    model = _model()
    judged = []
    for row in features_of(sentences, title=title, year=year):
        chances = [chance(weights, row) for weights in model]
        judged.append(Uses(alone=chances[0], why=chances[1], what=chances[2]))
    return tuple(judged)


def chance(weights: Sequence[float], row: Sequence[float]) -> float:
    """Return the logistic of a weighted sum; the last weight is the constant.

    >>> chance([1.0, 0.0], [0.0])
    0.5
    """
    return 1 / (1 + math.exp(-(weights[-1] + sum(map(mul, weights, row)))))


@cache
def _model() -> tuple[tuple[float, ...], ...]:
    """Return the weights of each use, read once."""
    return read_model((resources.files("digest.write") / "uses.bin").read_bytes())


def write_model(weights: Mapping[str, Sequence[float]]) -> bytes:
    """Pack the weights of each use; the inverse of `read_model`.

    A line of JSON holds the names of the features and a scale for each use; zlib-compressed
    numbers of two bytes follow.
    """
    scales = [max(map(abs, weights[use])) / LARGEST_WEIGHT for use in USES]
    # one scale for each use: their weights differ in size
    numbers = []
    for use, scale in zip(USES, scales, strict=True):
        numbers += [round(weight / scale) for weight in weights[use]]
    head = {"features": NAMES, "scales": scales}
    return json.dumps(head).encode() + b"\n" + compress(struct.pack(f"<{len(numbers)}h", *numbers))


def read_model(packed: bytes) -> tuple[tuple[float, ...], ...]:
    """Read the weights of each use. Raise ValueError when they are for other features."""
    line, _, body = packed.partition(b"\n")
    # names guard against weights of an older table of signs
    head = json.loads(line)
    if tuple(head["features"]) != NAMES:
        raise ValueError("the weights are for other features: run bench/train_uses.py")
    size = len(NAMES) + 1
    numbers = struct.unpack(f"<{len(USES) * size}h", decompress(body))
    weights = []
    for place, scale in enumerate(head["scales"]):
        part = numbers[place * size : (place + 1) * size]
        weights.append(tuple(scale * number for number in part))
    return tuple(weights)
