"""What each sentence of a news text does: main event, its cause, history, evaluation, expectation …

A linear model over hashed features (words, word pairs, place, tense, speech, dates, overlap with the title), trained by
`bench/train_roles.py`. The nine weights of a bucket are packed into one integer, so that scoring a sentence is one sum.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from digest.models import Role

ROLES = tuple(Role)
BUCKETS = 1 << 16
MAX_FEATURES = 250  # a packed field of 16 bits holds the sum of 257 weights of 8 bits without a carry
_FIELD_BITS = 16

_WORD = re.compile(rb"[a-z\x80-\xff]+(?:['-][a-z\x80-\xff]+)*|\d+|[\"?$%:;!]")
_QUOTE = re.compile(rb'"|\xe2\x80[\x9c\x9d]')
_YEAR = re.compile(rb"\b(?:1[89]|20)\d\d\b")
_HAD = re.compile(rb"\bhad (?:been|[a-z]+(?:ed|en|wn|ne))\b|\b(?:years?|decades?|months?) (?:ago|earlier|before)\b")
_FUTURE = re.compile(rb"\b(?:will|would|could|may|might|expect\w*|likely|plan\w*|next|if|should|forecast\w*|soon)\b")
_SPEECH = re.compile(rb"\b(?:said|says|told|added|according to|tweeted|wrote|asked|argued|warned)\b")
_OPINION = re.compile(
    rb"\b(?:i|we|my|our|think|believe|should|must|important|critical|best|worst|great|very|too|so|clear|seems?)\b"
)
_DAY = re.compile(rb"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|this (?:week|morning))\b")
_HABIT = re.compile(rb"\b(?:has|have|is|are|continues?|remains?|since|often|usually|currently|while|amid)\b")
_MANNERS = {
    b"had": _HAD,
    b"future": _FUTURE,
    b"said": _SPEECH,
    b"opinion": _OPINION,
    b"day": _DAY,
    b"habit": _HABIT,
}


def sentence_roles(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> tuple[Role, ...]:
    """Label each sentence of one article, given whole and in order, with its discourse role. English only."""
    return tuple(ROLES[_best(scores)] for scores in role_scores(sentences, title=title, published=published))


def role_chances(
    sentences: Sequence[str], *, title: str, published: datetime | None = None
) -> tuple[Mapping[Role, float], ...]:
    """Give the probability of every role for each sentence of one article."""
    chances = []
    for scores in role_scores(sentences, title=title, published=published):
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        chances.append({role: power / total for role, power in zip(ROLES, powers, strict=True)})
    return tuple(chances)


def role_scores(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> list[list[float]]:
    """Score every role for each sentence: first alone, then in the light of its neighbours' first labels."""
    model = _model()
    alone = [model.alone(found) for found in features(sentences, title=title, published=published)]
    return in_context(alone, model.context)


def in_context(alone: list[list[float]], weights: Mapping[str, Sequence[float]]) -> list[list[float]]:
    """Add to each sentence's scores what the labels around it say."""
    labels = [_best(scores) for scores in alone]
    return [
        [sum(column) for column in zip(scores, *(weights[name] for name in names if name in weights), strict=True)]
        for scores, names in zip(alone, context_features(labels), strict=True)
    ]


def context_features(labels: Sequence[int]) -> list[tuple[str, ...]]:
    """Name the neighbourhood of each sentence by the labels of those around it."""
    edged = [-1, -1, *labels, -2, -2]
    return [
        (
            "bias",
            f"p{edged[at - 1]}",
            f"n{edged[at + 1]}",
            f"o{edged[at - 2]}",
            f"m{edged[at + 2]}",
            f"p{edged[at - 1]}n{edged[at + 1]}",
            f"p{edged[at - 1]}o{edged[at - 2]}",
        )
        for at in range(2, len(labels) + 2)
    ]


def features(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> list[list[int]]:
    """Hash what is to be seen of each sentence into buckets, at most 250 a sentence."""
    lines = [sentence.lower().encode() for sentence in sentences]
    tokens = [_WORD.findall(line)[:90] for line in lines]
    in_title = _telling(_WORD.findall(title.lower().encode()))
    in_first = _telling(next((words for words in tokens if len(words) > 8), []))
    year = published.year if published else 0
    found, quoted = [], False
    for index, (line, words) in enumerate(zip(lines, tokens, strict=True)):
        quotes = len(_QUOTE.findall(line))
        names = _place(index, len(lines)) + _likeness(_telling(words), in_title, in_first)
        names += _manner(line, words, quotes, quoted, year)
        quoted ^= bool(quotes % 2)
        found.append(_hashed(words, names))
    return found


def _telling(words: list[bytes]) -> frozenset[bytes]:
    return frozenset(word[:6] for word in words if len(word) > 3)


def _place(index: int, count: int) -> list[bytes]:
    near = min(index, 12)
    tenth = index * 10 // count
    size = min(count // 8, 8)
    return [
        b"i%d" % near,
        b"t%d" % tenth,
        b"e%d" % min(count - index, 6),
        b"z%d" % size,
        b"i%dz%d" % (min(index, 5), size),
    ]


def _likeness(words: frozenset[bytes], in_title: frozenset[bytes], in_first: frozenset[bytes]) -> list[bytes]:
    title = len(words & in_title)
    first = len(words & in_first)
    return [
        b"ot%d" % min(title, 6),
        b"of%d" % min(first, 9),
        b"st%d" % (10 * title // (len(in_title) or 1)),
        b"sf%d" % (10 * first // (len(in_first) or 1)),
    ]


def _manner(line: bytes, words: list[bytes], quotes: int, quoted: bool, year: int) -> list[bytes]:
    names = [b"l%d" % min(len(words) // 5, 9), b"q%d" % min(quotes, 4), b"quoted" if quoted else b"plain"]
    names += [name for name, pattern in _MANNERS.items() if pattern.search(line)]
    names += [b"^" + word for word in words[:2]]
    if words:
        names.append(b"$" + words[-1])
    for found in _YEAR.findall(line)[:2]:
        names.append(b"y%d" % max(-1, min(year - int(found), 9)) if year else b"year")
    return names


def _hashed(words: list[bytes], names: list[bytes]) -> list[int]:
    crc, mask = zlib.crc32, BUCKETS - 1
    ones = [crc(word) for word in words]
    buckets = {one & mask for one in ones}
    buckets.update((one * 31 + after) >> 7 & mask for one, after in pairwise(ones))
    buckets.update(crc(name, 7) & mask for name in names)
    return sorted(buckets)[:MAX_FEATURES]


def _best(scores: Sequence[float]) -> int:
    return scores.index(max(scores))


@dataclass(frozen=True, slots=True)
class _Model:
    table: list[int]
    scale: float
    context: dict[str, list[float]]

    def alone(self, found: list[int]) -> list[float]:
        packed = sum(map(self.table.__getitem__, found))
        shift = 128 * len(found)
        raw = packed.to_bytes(2 * len(ROLES) + 2, "little")
        return [(raw[at] + (raw[at + 1] << 8) - shift) * self.scale for at in range(0, 2 * len(ROLES), 2)]


@lru_cache(maxsize=1)
def _model() -> _Model:
    return read_model((resources.files("digest.write") / "roles.bin").read_bytes())


def read_model(packed: bytes) -> _Model:
    """Read the weights: one line of JSON (scale, context), then zlib of one byte a role and bucket."""
    head, _, body = packed.partition(b"\n")
    settings = json.loads(head)
    raw = zlib.decompress(body)
    wide = bytearray(2 * len(raw))
    wide[::2] = raw
    step = 2 * len(ROLES)
    table = [int.from_bytes(wide[at : at + step], "little") for at in range(0, len(wide), step)]
    return _Model(table=table, scale=settings["scale"], context=settings["context"])


def write_model(weights: Sequence[Sequence[float]], context: Mapping[str, Sequence[float]]) -> bytes:
    """Quantise the weights of every bucket to one byte a role; the inverse of `read_model`."""
    scale = max(abs(weight) for row in weights for weight in row) / 127
    raw = bytes(128 + max(-127, min(127, round(weight / scale))) for row in weights for weight in row)
    rounded = {name: [round(weight, 3) for weight in row] for name, row in context.items()}
    head = json.dumps({"scale": scale, "context": rounded}, sort_keys=True)
    return head.encode() + b"\n" + zlib.compress(raw, 9)
