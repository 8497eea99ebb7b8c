"""Factual terms of a sentence: names, numbers, dates, quotations, denials and doubts."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from digest.languages import LANGUAGES, listed
from digest.text import SMALL_NUMBERS, as_number
from digest.write.similarity import stop_words

_WORD = re.compile(r"[^\W_](?:[\w’'.\-]*[^\W_])?")
_ENDS_OF_SENTENCES = (".", "!", "?", ":")
_OPENING_MARKS = ('"', "“", "‘", "«", "(", "[")
_MARKS_BEFORE_A_WORD = "\"“‘'("
_QUOTES = re.compile(
    r"“([^”]*)(?:”|\Z)|\"([^\"]*)(?:\"|\Z)|«([^»]*)(?:»|\Z)|(?<!\w)‘([^‘]*?)’(?!\w)"
)
_SHORT_DATES = listed(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun"
)
_RELATIVE_DAYS = listed("yesterday today tomorrow tonight")
# these are common words as well: a date only with a capital
_CAPITAL_WHEN = frozenset({"May", "Mar", "Sat", "Sun", "March"})
_ALSO_WORDS = frozenset(map(str.casefold, _CAPITAL_WHEN)) | {"mars"}
_WHEN = (
    _SHORT_DATES.union(
        _RELATIVE_DAYS,
        *(language.months | language.weekdays for language in LANGUAGES.values()),
    )
    - _ALSO_WORDS
)
_NUMBER = re.compile(
    rf"(?P<money>[$€£₪¥]\s?)?(?<![\w.])(?P<value>\d[\d,]*(?:\.\d+)?|"
    rf"\b(?:{'|'.join(SMALL_NUMBERS)})\b)(?:st|nd|rd|th|s)?"
    r"(?P<scale>\s?-?(?:hundred|thousand|million|billion|trillion|bn|m|k)\b)?"
    r"(?:[\s-]?(?P<unit>%|percent|per\s?cent|dollars?|euros?|pounds?|shekels?|miles?|km|"
    r"kilomet(?:er|re)s?|met(?:er|re)s?|"
    r"feet|foot|tons?|tonnes?|barrels?|minutes?|hours?|days?|weeks?|months?|years?)(?!\w))?",
    re.IGNORECASE,
)
_UNITS = {
    "percent": "%",
    "per cent": "%",
    "dollar": "$",
    "euro": "€",
    "pound": "£",
    "shekel": "₪",
    "kilometer": "km",
    "kilometre": "km",
    "metre": "meter",
    "feet": "foot",
    "tonne": "ton",
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

_BOUND = re.compile(
    r"\b(?:at least|at most|more than|less than|fewer than|up to|nearly|almost|about|around|"
    r"over|under)"
    rf"(?= (?:[$€£₪]|\d|(?:{'|'.join(SMALL_NUMBERS)})\b))",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"\b(?:said|says|told|according to|claim(?:s|ed)|alleg(?:es|ed)|reported|announced|stated|"
    r"accus(?:es|ed))\b",
    re.IGNORECASE,
)

SHORTEST_NAME = 2
"""Letters from which a capital word may be a name: one letter is an initial or a list mark."""


@dataclass(frozen=True, slots=True)
class FactualTerm:
    """One fact to be found in the source: its kind, its words, and the form that is compared."""

    kind: str
    text: str
    key: str


@lru_cache(maxsize=4096)
def facts(text: str) -> tuple[FactualTerm, ...]:
    """Find the names, numbers and dates of a sentence, in order."""
    return (*_numbers(text), *_dates(text), *_names(text))


def quotations(text: str) -> tuple[str, ...]:
    """Return the quoted stretches of a text, without their marks.

    A quotation without a closing mark runs to the end of the text.

    >>> quotations("“Ships wait,” he said.")
    ('Ships wait',)
    """
    quotes = []
    for match in _QUOTES.finditer(text):
        # one group for each pair of marks; at most one of these has text
        # a shown cut at an end stays: it says that the quotation goes on
        quote = "".join(filter(None, match.groups())).strip(" ,.;:!?")
        if quote.strip("…"):
            quotes.append(quote)
    return tuple(quotes)


def plain(text: str) -> str:
    """Fold case, accents, white space and the shapes of quotes, dashes and digits.

    >>> plain("“Türkiye”")
    '"turkiye"'
    """
    text = unicodedata.normalize("NFKD", text.translate(_EASTERN))
    # accents are marks of their own after NFKD
    text = "".join(itertools.filterfalse(unicodedata.combining, text)).casefold()
    text = re.sub(r"[’‘`´ʼ]", "'", re.sub(r"[“”«»„]", '"', re.sub(r"[–—−‐‑]", "-", text)))
    return " ".join(text.split())


# an editor may write in another language than the source, so the words of all are joined
_NEGATIONS: frozenset[str] = frozenset().union(
    *(map(plain, language.negations) for language in LANGUAGES.values())
)
_DOUBTS: frozenset[str] = frozenset().union(
    *(map(plain, language.doubts) for language in LANGUAGES.values())
)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in comparable form: folded, without possessives."""
    return tuple(_word_key(match.group()) for match in _WORD.finditer(text))


def _word_key(word: str) -> str:
    return re.sub(r"'s?$", "", plain(word))


def attributed(text: str) -> str:
    """Return the word by which a sentence names its speaker; "" in a sentence without."""
    match = _ATTRIBUTION.search(text)
    return match[0] if match else ""


def doubts(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, word, the next words) of each negation, doubt and bound of a number."""
    for bound in _BOUND.finditer(text):
        yield "modality", plain(bound[0]), ""
    words = [plain(match.group()) for match in _WORD.finditer(text)]
    for at, word in enumerate(words):
        following = " ".join(words[at + 1 : at + 3])
        if word in _NEGATIONS or word.endswith("n't"):
            yield "negation", "not" if word.endswith("n't") or word == "cannot" else word, following
        elif word in _DOUBTS:
            yield "modality", word, following


def _numbers(text: str) -> Iterator[FactualTerm]:
    for match in _NUMBER.finditer(text.translate(_EASTERN)):
        word = match["value"]
        if word.lower() in {"one", "second"} and not match["scale"] and not match["unit"]:
            continue
        value = as_number(word) * _SCALES.get((match["scale"] or "").strip(" -").lower(), 1)
        yield FactualTerm(
            "number",
            match.group().strip(),
            f"{value:g}{(match['money'] or '').strip() or _unit(match['unit'])}",
        )


def _unit(word: str | None) -> str:
    name = (word or "").lower().rstrip("s")
    return _UNITS.get(name, name)


def _dates(text: str) -> Iterator[FactualTerm]:
    for match in _WORD.finditer(text):
        word = re.sub(r"['’]s?$", "", match.group())
        if word.casefold().rstrip(".") in _WHEN or word in _CAPITAL_WHEN:
            yield FactualTerm("date", word, word.casefold()[:3])


def _names(text: str) -> Iterator[FactualTerm]:
    end_of_last = 0
    for match in _WORD.finditer(text):
        between, first = text[end_of_last : match.start()], not end_of_last
        end_of_last = match.end()
        word = match.group()
        key = _word_key(word)
        if (
            not word[0].isupper()
            or key in stop_words("en")
            or key.rstrip(".") in _WHEN
            or key in SMALL_NUMBERS
            or word in _CAPITAL_WHEN
        ):
            continue
        if key in _NEGATIONS or key in _DOUBTS or len(key) < SHORTEST_NAME:
            continue
        opens = _opens_a_sentence(between, first=first)
        yield FactualTerm("opening" if opens else "name", word, key)


def _opens_a_sentence(between: str, *, first: bool) -> bool:
    """Tell whether a sentence or a quotation begins after the signs between two words."""
    before = between.rstrip(_MARKS_BEFORE_A_WORD)
    marks = between[len(before) :]
    # an apostrophe alone opens no quotation
    if marks.strip("'"):
        return True
    if first and not before:
        return True
    bare = before.rstrip()
    if bare.endswith(_OPENING_MARKS):
        return True
    # without a blank it is the sign of a number, a name or an address
    return bare != before and bare.endswith(_ENDS_OF_SENTENCES)
