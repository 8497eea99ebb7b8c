"""Figures and tolls of a story, read from the sentences that its card shows. Pure.

A figure is a number with the words that it counts, as they stand in one cited sentence. A table of
tolls shows outlets side by side where their numbers differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest.languages import base_code
from digest.languages.en_dates import MONTHS
from digest.models import Passage
from digest.text import SMALL_NUMBERS, tolls

# Figures of one story: three stand side by side on a phone.
MOST_FIGURES = 3
# Words after a number that tell what it counts.
MOST_WORDS = 6
# Numbers below this are told in the sentence: "two navies" needs no large type.
LEAST_NUMBER = 3
# Numbers in this range are years unless a comma or a unit says otherwise.
YEARS = range(1900, 2100)
# Worth of a figure: a share or a sum of money, a number in digits, any other.
SUM, DIGITS, WORD = 3, 2, 1
# Kinds of harm that have a label of their own, in the order of the columns.
TOLL_KINDS = ("killed", "wounded", "missing", "arrested")
# Outlets that must differ for a table.
LEAST_OUTLETS = 2

_UNIT = r"(?:\s?(?:%|percent|per cent|million|billion|trillion)\b|\s?%)"
_WORDS = "|".join(word for word in SMALL_NUMBERS if word not in ("dozen", "hundred"))
_FIGURE = re.compile(
    rf"(?<![\w.,:/$€£-])(?P<number>[$€£]?\d[\d,]*(?:\.\d+)?{_UNIT}?|(?:{_WORDS})(?![\w-]))"
    # looked at and not taken, because it may hold the next number
    r"(?=\s(?P<rest>[^.;:!?()“”\"]+))",
    re.IGNORECASE,
)
# the words of what is counted end before these
_END = re.compile(
    r"\s?(?:,.*|\b(?:and|but|or|who|which|that|was|were|is|are|had|has|have|will|would|could|said|"
    r"says|after|before|when|while|because|since|as|by|to|put|told|ago)\b.*)",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:\s(?:a|an|the|of|in|on|at|for|with|from|into|off|near|over|under|between|its|their|his|"
    r"her))+\Z",
    re.IGNORECASE,
)
# a length of time or a moment is no figure of the news by itself
_TIME = re.compile(
    r"(?:more\s|other\s)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|p\.?m|a\.?m|"
    rf"o'clock|gmt|{MONTHS})\b",
    re.IGNORECASE,
)
# a place is told by its distance, and no news: "30 miles south of the wreck"
_DISTANCE = re.compile(
    r"(?:nautical\s)?(?:miles?|km|kilomet(?:er|re)s?|met(?:er|re)s?|feet|yards)\s"
    r"(?:(?:to\sthe|due)\s)?(?:north|south|east|west|off|from|away|inside|outside|inland|offshore"
    r"|up|down|beyond|behind)\w*",
    re.IGNORECASE,
)
# of people it must be told what befell them: "6 men" says nothing in large type
_BEFELL = re.compile(r"[a-z'’-]+\s(?:was|were|have been|had been|are)\s[a-z]+ed\b")
_COUNTED = re.compile(
    r"(?:[a-z'’-]+\s){0,2}(?:[a-z'’-]{3,}s|people|children|women|men|troops|police)\b"
)


# "two others died", "the toll rose to four": the number that is read may be a part of the toll;
# bodies that were found are a part, too
_PART = re.compile(
    r"\b(?:others?|another|more|further|additional|including|among|toll|rose|risen|climbed|earlier|"
    r"previous(?:ly)?|so far|since|bod(?:y|ies))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the words that it counts, and the sentence that says so."""

    number: str
    counts: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class OutletToll:
    """The numbers of one outlet, one for each kind of the table; empty where it gives no number."""

    passage: Passage
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TollTable:
    """Tolls of one story by outlet, where they differ."""

    kinds: tuple[str, ...]
    rows: tuple[OutletToll, ...]

    def holds(self, passage: Passage) -> bool:
        """Tell whether a row was read from that sentence."""
        return any(row.passage is passage for row in self.rows)


def figures_of(passages: Iterable[Passage], language: str) -> tuple[Figure, ...]:
    """Return three figures of different sentences, in reading order; else none.

    Only English is read: the words that a number counts stand after it there.

    >>> said = [Passage(text=text, article_id="a") for text in (
    ...     "Nine ships wait at the eastern anchorage.",
    ...     "It takes 14 percent of the region's fuel.",
    ...     "They met for two hours.", "Pilots counted 340 containers on the quay, he said.")]
    >>> [(figure.number, figure.counts) for figure in figures_of(said, "en")]
    [('9', 'ships wait at the eastern anchorage'), ('14%', "of the region's fuel"), \
('340', 'containers on the quay')]
    """
    if base_code(language) != "en":
        return ()
    candidates: list[tuple[int, int, Figure]] = []
    for place, passage in enumerate(passages):
        best = max(_figures(passage), key=lambda pair: pair[0], default=None)
        if best is not None:
            candidates.append((-best[0], place, best[1]))
    # the most telling three, then in the order in which they are read
    candidates.sort(key=lambda entry: entry[:2])
    chosen = sorted(candidates[:MOST_FIGURES], key=lambda entry: entry[1])
    if len(chosen) < MOST_FIGURES:
        return ()
    return tuple(figure for _, _, figure in chosen)


def toll_table(
    passages: Sequence[Passage], outlets: Sequence[str], languages: Sequence[str]
) -> TollTable | None:
    """Return the tolls by outlet where two outlets give different numbers of one kind, else None.

    `outlets` and `languages` are those of the passages, in the same order.
    """
    by_outlet: dict[str, tuple[Passage, dict[str, int]]] = {}
    for passage, outlet, language in zip(passages, outlets, languages, strict=True):
        if not outlet:
            continue
        for kind, number in _whole_tolls(passage.text, language):
            _, numbers = by_outlet.setdefault(outlet, (passage, {}))
            # the first number of an outlet is its toll; a later one counts a part
            numbers.setdefault(kind, number)
    kinds = tuple(kind for kind in TOLL_KINDS if _differ(by_outlet.values(), kind))
    if not kinds:
        return None
    rows = []
    for passage, numbers in by_outlet.values():
        shown = []
        for kind in kinds:
            shown.append(str(numbers.get(kind, "")))
        if any(shown):
            rows.append(OutletToll(passage, tuple(shown)))
    return TollTable(kinds, tuple(rows))


def _whole_tolls(text: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield (kind, number) of the tolls that a sentence gives whole: one number of a kind."""
    # a wrong number in a table is worse than no table
    if _PART.search(text):
        return
    of_people = [toll for toll in tolls(text, language) if toll.kind in TOLL_KINDS]
    kinds = [toll.kind for toll in of_people]
    for toll in of_people:
        if toll.number is not None and kinds.count(toll.kind) == 1:
            yield toll.kind, toll.number


def _differ(rows: Iterable[tuple[Passage, dict[str, int]]], kind: str) -> bool:
    given = []
    for _, numbers in rows:
        if kind in numbers:
            given.append(numbers[kind])
    return len(given) >= LEAST_OUTLETS and len(set(given)) >= LEAST_OUTLETS


def _figures(passage: Passage) -> Iterator[tuple[int, Figure]]:
    for match in _FIGURE.finditer(passage.text):
        number, worth = _shown(match["number"])
        counts = _counted(match["rest"], is_sum=worth == SUM)
        if number and counts:
            yield worth, Figure(number, counts, passage)


def _shown(written: str) -> tuple[str, int]:
    """Return a number as it is shown, with its worth; ("", 0) for one that is no figure."""
    word = written.lower()
    if word in SMALL_NUMBERS:
        value = SMALL_NUMBERS[word]
        if value < LEAST_NUMBER:
            return "", 0
        return str(value), WORD
    short = re.sub(r"\s?(?:percent|per cent)\Z", "%", word)
    if re.search(r"[%$€£]|million|billion|trillion", short):
        return short, SUM
    plain = short.replace(",", "")
    if "." not in plain and _is_small_or_year(short, int(plain)):
        return "", 0
    return short, DIGITS


def _is_small_or_year(written: str, number: int) -> bool:
    # "1,950" is a count, "1950" a year
    return number < LEAST_NUMBER or (written.isdigit() and number in YEARS)


def _counted(rest: str, *, is_sum: bool) -> str:
    """Return the words that a number counts; "" where they tell no thing."""
    befell = _BEFELL.match(rest)
    if befell and not _TIME.match(rest):
        return befell[0]
    words = _END.sub("", f" {rest}").split()[:MOST_WORDS]
    counts = _HANGING.sub("", f" {' '.join(words)}").strip()
    if not counts or _TIME.match(counts) or _DISTANCE.match(counts):
        return ""
    # a share is of something, and any other number needs the things that it counts
    if is_sum:
        return counts
    if _COUNTED.match(counts):
        return counts
    return ""
