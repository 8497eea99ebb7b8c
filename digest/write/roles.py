"""Roles of the sentences of a news text: main event, its cause, history, evaluation, expectation …

Two linear layers, trained by `bench/train_roles.py`. The first sees a sentence (its words, place,
tense, speech, dates
and likeness to the title) and the words of those before it. The second sees the sentence again
without its words,
and the scores of the first for the sentence and for the article around it. The weights of a feature
are packed into one integer, so
that a layer is a sum of products of whole numbers.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import resources
from itertools import repeat
from operator import mul
from zlib import compress, decompress

from digest.models import Role
from digest.write.role_features import ROLES, UNIT, Signs, look_around, see

_EVEN = 128  # the byte of a weight of zero


def sentence_roles(
    sentences: Sequence[str], *, title: str, published: datetime | None = None
) -> tuple[Role, ...]:
    """Label each sentence of one article with its discourse role. English only.

    The article is given whole and in order.
    """
    return tuple(
        ROLES[_best(scores)] for scores in role_scores(sentences, title=title, published=published)
    )


def role_chances(
    sentences: Sequence[str], *, title: str, published: datetime | None = None
) -> tuple[Mapping[Role, float], ...]:
    """Give the probability of every role for each sentence of one article."""
    scored = role_scores(sentences, title=title, published=published)
    return tuple(dict(zip(ROLES, softmax(scores), strict=True)) for scores in scored)


def role_scores(
    sentences: Sequence[str], *, title: str, published: datetime | None = None
) -> list[list[float]]:
    """Score every role for each sentence: first alone, then in the light of those around it."""
    if not sentences:
        return []
    model = _model()
    signs = see(sentences, title=title, published=published)
    return [model.around.scores(values) for values in look_around(model.alone(signs), signs)]


def softmax(scores: Sequence[float]) -> list[float]:
    """Turn scores into chances that add up to 1."""
    # the highest score is taken off first, so that no power overflows
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _best(scores: Sequence[float]) -> int:
    return scores.index(max(scores))


# weights

_LAYER_ROW = struct.Struct(
    f"<{len(ROLES)}I"
)  # a field holds the sum of hundreds of weights, a byte each, times UNIT
_WORD_ROW = struct.Struct(
    f"<{2 * len(ROLES) + 2}H"
)  # nine weights here and nine later on, a rarity squared, a count


@dataclass(frozen=True, slots=True)
class _Layer:
    """Rows of nine weights, packed; `scale` turns their bytes into the trained numbers."""

    rows: list[int]
    scale: float

    def scores(self, values: Sequence[int]) -> list[float]:
        fields = _LAYER_ROW.unpack(
            sum(map(mul, self.rows, values)).to_bytes(_LAYER_ROW.size, "little")
        )
        even, scale = _EVEN * sum(values), self.scale / UNIT
        return [(field - even) * scale for field in fields]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """The weights of both layers.

    `words` holds per hash nine weights for the sentence of a word and nine for later sentences, the
    square of the word's rarity, and 1 to count the words that are known.
    """

    words: dict[int, int]
    word_scale: float
    measures: _Layer
    around: _Layer

    def alone(self, signs: Sequence[Signs]) -> list[list[float]]:
        """Score each sentence by its words and measures, and by the words of those before it."""
        roles, heard = [], [0.0] * len(ROLES)
        for at, sign in enumerate(signs):
            # the weights of a word are packed into one whole number: one sum adds all roles at once
            packed = sum(map(self.words.get, sign.words, repeat(0)))
            *fields, rarity, known = _WORD_ROW.unpack(packed.to_bytes(_WORD_ROW.size, "little"))
            even, scale, share = (
                _EVEN * known,
                self.word_scale / math.sqrt(rarity or 1),
                1 / (at or 1),
            )
            measured = self.measures.scores(sign.values)
            here, later = fields[: len(ROLES)], fields[len(ROLES) :]
            roles.append(
                [
                    score + (field - even) * scale + past * share
                    for score, field, past in zip(measured, here, heard, strict=True)
                ]
            )
            heard = [
                past + (field - even) * scale for past, field in zip(heard, later, strict=True)
            ]
        return roles


@lru_cache(maxsize=1)
def _model() -> _Model:
    return read_model((resources.files("digest.write") / "roles.bin").read_bytes())


def read_model(packed: bytes) -> _Model:
    """Read what `write_model` wrote.

    A line of JSON holds sizes and scales; hashes and rows follow, zlib-compressed.
    """
    line, _, body = packed.partition(b"\n")
    # the order of the parts is that of `write_model`: hashes, word rows, layer rows
    head, raw = json.loads(line), decompress(body)
    count, measures = head["words"], head["measures"]
    hashes = struct.unpack_from(f"<{count}I", raw)
    size, start = 2 * len(ROLES) + 1, 4 * count
    layers = start + size * count
    rows = [_layer_row(raw[at : at + len(ROLES)]) for at in range(layers, len(raw), len(ROLES))]
    return _Model(
        words={
            word: _word_row(raw[start + at * size : start + (at + 1) * size])
            for at, word in enumerate(hashes)
        },
        word_scale=head["word_scale"],
        measures=_Layer(rows[:measures], head["measure_scale"]),
        around=_Layer(rows[measures:], head["around_scale"]),
    )


def _word_row(row: bytes) -> int:
    return int.from_bytes(_WORD_ROW.pack(*row, 1), "little")


def _layer_row(row: bytes) -> int:
    return int.from_bytes(_LAYER_ROW.pack(*row), "little")


def write_model(
    words: Mapping[int, tuple[Sequence[float], int]],
    measures: Sequence[Sequence[float]],
    around: Sequence[Sequence[float]],
) -> bytes:
    """Quantise the weights to a byte each; the inverse of `read_model`.

    A word has weights and a rarity, 0 to 255.
    """
    word_rows = [row for row, _ in words.values()]
    # one scale a table: each weight is stored as a byte
    word_scale, measure_scale, around_scale = map(_scale, (word_rows, measures, around))
    raw = bytearray(struct.pack(f"<{len(words)}I", *words))
    for weights, rarity in words.values():
        raw += _quantised(weights, word_scale) + bytes([rarity])
    for rows, scale in ((measures, measure_scale), (around, around_scale)):
        for row in rows:
            raw += _quantised(row, scale)
    head = {
        "words": len(words),
        "measures": len(measures),
        "word_scale": word_scale,
        "measure_scale": measure_scale,
        "around_scale": around_scale,
    }
    return json.dumps(head).encode() + b"\n" + compress(bytes(raw), 9)


def _scale(rows: Iterable[Sequence[float]]) -> float:
    """Return the scale by which the largest weight just fits into a signed byte."""
    largest = 0.0
    for row in rows:
        largest = max(largest, 0.0, *map(abs, row))
    return largest / 127


def _quantised(row: Sequence[float], scale: float) -> bytes:
    return bytes(_EVEN + round(weight / scale) for weight in row)
