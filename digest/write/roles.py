"""What each sentence of a news text does: main event, its cause, history, evaluation, expectation …

Two linear layers, trained by `bench/train_roles.py`: the first sees a sentence (its words and pairs of words, its
place, tense, speech, dates and likeness to the title), the second sees what the first made of the sentences around
it. The nine weights of a feature are packed into one integer, so that a layer is a sum of products of whole
numbers.
"""

from __future__ import annotations

import json
import math
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import resources
from itertools import pairwise, repeat
from operator import mul

from digest.models import Role

ROLES = tuple(Role)
UNIT = 64  # a feature of value 1
_EVEN = 128  # the byte of a weight of zero

_WORD = re.compile(rb"[a-z]+(?:['-][a-z]+)*|\d[\d,.]*|[\"?$%:;!()]")
_CENTURIES = (b"18", b"19", b"20")
_DIGIT = re.compile(rb"\d")
_AGED = re.compile(rb", \d\d,")
_PERFECT = re.compile(rb"\bhad (?:been|\w+(?:ed|en|wn|ne|ld|de|t))\b")
_ENDED = (b".", b"!", b"?", b'"', b"'", b")")
_CURLY = ((b"\xe2\x80\x99", b"'"), (b"\xe2\x80\x9c", b'"'), (b"\xe2\x80\x9d", b'"'))


def _words(line: str) -> frozenset[bytes]:
    return frozenset(line.encode().split())


def _phrases(line: str) -> tuple[bytes, ...]:
    return tuple(line.encode().split(b";"))


def _numbered(line: str, first: int) -> dict[bytes, int]:
    return {name: number for number, name in enumerate(_phrases(line), start=first)}


_DULL = _words(
    "the a an of to in on at for and or but by with from as is was are were be been has have had that this it its "
    "he she his her they their not who which will would said says"
)
_SAID = _words("said says told added according tweeted wrote asked argued warned")
_AHEAD = _words(
    "will would could may might expect expects expected likely plan plans planned next should forecast forecasts "
    "soon could"
)
_WE = _words("i we my our us me i'm we're i've we've")
_YOU = _words("you your")
_LONG_AGO = _phrases(
    "years ago;year ago;decades ago;decade ago;months ago;years earlier;months earlier;years before;last year"
)
_PAST = _words("ago earlier before last")
_SPEAKER = (b"he said", b"he added", b"he says", b"hey said", b"hey say")
_MONTHS = _numbered("january;february;march;april;-;june;july;august;september;october;november;december", 1)
_DAYS = _numbered("monday;tuesday;wednesday;thursday;friday;saturday;sunday", 0)


def sentence_roles(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> tuple[Role, ...]:
    """Label each sentence of one article, given whole and in order, with its discourse role. English only."""
    return tuple(ROLES[_best(scores)] for scores in role_scores(sentences, title=title, published=published))


def role_chances(
    sentences: Sequence[str], *, title: str, published: datetime | None = None
) -> tuple[Mapping[Role, float], ...]:
    """Give the probability of every role for each sentence of one article."""
    scored = role_scores(sentences, title=title, published=published)
    return tuple(dict(zip(ROLES, softmax(scores), strict=True)) for scores in scored)


def role_scores(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> list[list[float]]:
    """Score every role for each sentence: first alone, then in the light of those around it."""
    if not sentences:
        return []
    model = _model()
    signs = see(sentences, title=title, published=published)
    alone = [model.alone(sign) for sign in signs]
    return [model.around.scores(values) for values in look_around(alone, signs)]


def softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _best(scores: Sequence[float]) -> int:
    return scores.index(max(scores))


# what is seen of a sentence

_LOGARITHM = tuple(min(2 * UNIT, round(21 * math.log(number or 1))) for number in range(501))


@dataclass(frozen=True, slots=True)
class Signs:
    """`grams` are the 32-bit hashes of words and pairs of words; `values` the measures of `_measure`, 0 to 2 × UNIT."""

    grams: list[int]
    values: list[int]


def see(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> list[Signs]:
    """Observe each sentence of one article."""
    lines = [_plain(sentence) for sentence in sentences]
    tokens = [_WORD.findall(line)[:90] for line in lines]
    telling = [_telling(words) for words in tokens]
    page = _Page.of(tokens, telling, _telling(_WORD.findall(_plain(title))), published)
    found, quoted = [], False
    for index, words in enumerate(tokens):
        marks = words.count(b'"')
        found.append(Signs(_grams(words), _measure(index, lines[index], words, telling[index], quoted, marks, page)))
        quoted ^= bool(marks % 2)
    return found


def _plain(text: str) -> bytes:
    line = text.lower().encode()
    for curly, straight in _CURLY:
        line = line.replace(curly, straight)
    return line


def _telling(words: Iterable[bytes]) -> frozenset[bytes]:
    return frozenset(word[:6] for word in words if len(word) > 3 and word not in _DULL)


def _grams(words: Sequence[bytes]) -> list[int]:
    ones = list(map(zlib.crc32, words))
    hashed = set(ones)
    hashed |= {(one * 31 + after) & 0xFFFFFFFF for one, after in pairwise(ones)}
    return list(hashed)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the whole article gives: its size, title, first real sentence, how often each telling word comes."""

    count: int
    title: frozenset[bytes]
    opening: int
    first: frozenset[bytes]
    top: frozenset[bytes]
    often: Mapping[bytes, int]
    published: datetime | None
    year: int

    @classmethod
    def of(
        cls,
        tokens: list[list[bytes]],
        telling: list[frozenset[bytes]],
        title: frozenset[bytes],
        published: datetime | None,
    ) -> _Page:
        opening = next((at for at, words in enumerate(tokens) if len(words) > 8), 0)
        return cls(
            count=len(tokens),
            title=title,
            opening=opening,
            first=telling[opening] if telling else frozenset(),
            top=frozenset().union(*telling[opening : opening + 3]),
            often=Counter(word for words in telling for word in words),
            published=published,
            year=published.year if published else max((max(_years(words), default=0) for words in tokens), default=0),
        )


def _years(words: Iterable[bytes]) -> list[int]:
    return [int(word) for word in words if len(word) == 4 and word.isdigit() and word[:2] in _CENTURIES]


def _measure(
    index: int, line: bytes, words: list[bytes], telling: frozenset[bytes], quoted: bool, marks: int, page: _Page
) -> list[int]:
    """Measure place, length, likeness, manner and time of a sentence in units of 1/UNIT."""
    count, many = page.count, len(telling) or 1
    in_title, in_first = len(telling & page.title), len(telling & page.first)
    known = set(words)
    past = len([word for word in known if word[-2:] == b"ed"])
    often = page.often
    digit, speaks = _DIGIT.search(line) is not None, not known.isdisjoint(_SAID)
    return [
        UNIT,
        UNIT * index // count,
        UNIT // (1 + index),
        _LOGARITHM[min(1 + index, 500)],
        _LOGARITHM[min(count, 500)],
        UNIT // (count - index),
        min(len(words), 60) * UNIT // 30,
        UNIT * (len(words) < 6),
        UNIT * in_title // (len(page.title) or 1),
        UNIT * in_title // many,
        UNIT * in_first // (len(page.first) or 1),
        UNIT * in_first // many,
        UNIT * len(telling & page.top) // many,
        min(2 * UNIT, UNIT * (sum([often[word] for word in telling]) - len(telling)) // (2 * many)),
        UNIT * (index == 0),
        UNIT * (index == 1),
        UNIT * (index == 2),
        UNIT * (index == page.opening),
        UNIT * quoted,
        UNIT * min(past, 4) // 4,
        UNIT * speaks,
        UNIT * (b"had" in known and _PERFECT.search(line) is not None),
        UNIT * (digit and _AGED.search(line) is not None),
        UNIT * (b"(" in known),
        UNIT * (not line.endswith(_ENDED)),
        UNIT * (b"has" in known or b"have" in known),
        UNIT * (b"is" in known or b"are" in known),
        UNIT * (not known.isdisjoint(_AHEAD)),
        UNIT * (not known.isdisjoint(_WE)),
        UNIT * (not known.isdisjoint(_YOU)),
        UNIT * (not known.isdisjoint(_PAST) and any(map(line.__contains__, _LONG_AGO))),
        UNIT * (marks > 0),
        UNIT * bool(words and words[0] == b'"'),
        UNIT * bool(words and words[-1] == b'"'),
        UNIT * (b"?" in known),
        UNIT * (speaks and any(map(line.__contains__, _SPEAKER))),
        UNIT * digit,
        *_times(known, digit, page),
    ]


def _times(known: set[bytes], digit: bool, page: _Page) -> list[int]:
    """How far the years, months and weekdays that are named lie from the day of publication."""
    years = _years(known) if digit else []
    ago = min(10, max(0, page.year - min(years))) if years and page.year else 0
    months = [_MONTHS[word] for word in known & _MONTHS.keys()]
    days = [_DAYS[word] for word in known & _DAYS.keys()]
    day = page.published
    away = (day.month - min(months)) % 12 if day and months else 0
    near = (day.weekday() - min(days)) % 7 if day and days else 7
    return [
        UNIT * bool(years),
        UNIT * ago // 5,
        UNIT * bool(years and max(years) >= page.year),
        UNIT * bool(months),
        UNIT * away // 6,
        UNIT * bool(days),
        UNIT * (near == 0),
        UNIT * (near == 1),
    ]


# what is seen around it

_NONE = (0,) * len(ROLES)


def look_around(alone: Sequence[Sequence[float]], signs: Sequence[Signs]) -> list[list[int]]:
    """Turn the first scores of an article into the features of the second layer, a list of whole numbers a sentence."""
    chances = [[round(UNIT * chance) for chance in softmax(scores)] for scores in alone]
    count = len(chances)
    sums = [_NONE]
    for row in chances:
        sums.append(tuple(map(int.__add__, sums[-1], row)))
    whole = [2 * total // count for total in sums[-1]]
    edged = [_NONE, _NONE, *chances, _NONE, _NONE]
    found = []
    for at, (scores, row, sign) in enumerate(zip(alone, chances, signs, strict=True)):
        low, high = max(0, at - 5), min(count, at + 6)
        size, top = high - low, max(scores)
        found.append(
            [
                *sign.values,
                UNIT * (at < 1),
                UNIT * (at < 2),
                UNIT * (at > count - 2),
                UNIT * (at > count - 3),
                *(max(0, int(UNIT + (score - top) * 8)) for score in scores),
                *row,
                *edged[at],
                *edged[at + 1],
                *edged[at + 3],
                *edged[at + 4],
                *whole,
                *(total // (at or 1) for total in sums[at]),
                *((after - before) // size for before, after in zip(sums[low], sums[high], strict=True)),
            ]
        )
    return found


# weights

_LAYER_ROW = struct.Struct(f"<{len(ROLES)}I")  # a field holds the sum of hundreds of weights, a byte each, times UNIT
_GRAM_ROW = struct.Struct(f"<{len(ROLES) + 2}I")  # nine weights, a rarity, a count


@dataclass(frozen=True, slots=True)
class _Layer:
    """Rows of nine weights, packed; `scale` turns their bytes into the trained numbers."""

    rows: list[int]
    scale: float

    def scores(self, values: Sequence[int]) -> list[float]:
        fields = _LAYER_ROW.unpack(sum(map(mul, self.rows, values)).to_bytes(_LAYER_ROW.size, "little"))
        even, scale = _EVEN * sum(values), self.scale / UNIT
        return [(field - even) * scale for field in fields]


@dataclass(frozen=True, slots=True)
class _Model:
    """`grams` holds per hash nine weights, the square of the gram's rarity, and 1 to count the grams that are known."""

    grams: dict[int, int]
    gram_scale: float
    measures: _Layer
    around: _Layer

    def alone(self, sign: Signs) -> list[float]:
        packed = sum(map(self.grams.get, sign.grams, repeat(0)))
        *fields, rarity, known = _GRAM_ROW.unpack(packed.to_bytes(_GRAM_ROW.size, "little"))
        even, scale = _EVEN * known, self.gram_scale / math.sqrt(rarity or 1)
        scores = self.measures.scores(sign.values)
        return [score + (field - even) * scale for score, field in zip(scores, fields, strict=True)]


@lru_cache(maxsize=1)
def _model() -> _Model:
    return read_model((resources.files("digest.write") / "roles.bin").read_bytes())


def read_model(packed: bytes) -> _Model:
    """Read what `write_model` wrote: a line of JSON with sizes and scales, then hashes and rows, zlib-compressed."""
    line, _, body = packed.partition(b"\n")
    head, raw = json.loads(line), zlib.decompress(body)
    count = head["grams"]
    hashes = struct.unpack_from(f"<{count}I", raw)
    size = len(ROLES) + 1
    rows = [raw[at : at + size] for at in range(4 * count, len(raw), size)]
    layers = [int.from_bytes(_LAYER_ROW.pack(*row[:-1]), "little") for row in rows[count:]]
    return _Model(
        grams={gram: _gram_row(row) for gram, row in zip(hashes, rows, strict=False)},
        gram_scale=head["gram_scale"],
        measures=_Layer(layers[: head["measures"]], head["measure_scale"]),
        around=_Layer(layers[head["measures"] :], head["around_scale"]),
    )


def _gram_row(row: bytes) -> int:
    return int.from_bytes(_GRAM_ROW.pack(*row, 1), "little")


def write_model(
    grams: Mapping[int, tuple[Sequence[float], int]],
    measures: Sequence[Sequence[float]],
    around: Sequence[Sequence[float]],
) -> bytes:
    """Quantise the weights to a byte each; the inverse of `read_model`. A gram has weights and a rarity, 0 to 255."""
    tables = ([row for row, _ in grams.values()], measures, around)
    scales = [max(abs(weight) for row in rows for weight in row) / 127 for rows in tables]
    raw = bytearray(struct.pack(f"<{len(grams)}I", *grams))
    for rows, scale, rare in zip(tables, scales, ([rare for _, rare in grams.values()], None, None), strict=True):
        for at, row in enumerate(rows):
            raw += bytes(_EVEN + round(weight / scale) for weight in row) + bytes([rare[at] if rare else 0])
    names = ("gram_scale", "measure_scale", "around_scale")
    head = {"grams": len(grams), "measures": len(measures)} | dict(zip(names, scales, strict=True))
    return json.dumps(head).encode() + b"\n" + zlib.compress(bytes(raw), 9)
