"""Sentences: one rule for every script, with the abbreviations and ordinals of the language."""

from __future__ import annotations

import re
from functools import cache

from digest.languages import Abbreviations, base_code, language_of, listed

_STOP = ".!?…؟۔"
_CLOSERS = "\"”’'»)]›“"
_OPENERS = "\"“”‘'«([‹„—–-•"

# French closes a quotation behind a blank; in German the same mark opens one, right before a word
_CLOSER_BEHIND_BLANK = r"[ \u00a0\u202f]»(?=[\s.,;:!?]|\Z)"

# a stop, the quotes and brackets that close after it, footnote marks, then white space;
# or a stop of a script that is written without spaces; or a line break
_CANDIDATE = re.compile(
    rf"(?P<stop>[{_STOP}]+)(?P<close>(?:[{re.escape(_CLOSERS)}]|{_CLOSER_BEHIND_BLANK})*)"
    r"(?P<note>(?:\s?\[(?:\d+|…|\.\.\.)\]|[¹²³⁰⁴-⁹])*)(?P<gap>\s+|\Z)"
    r"|(?P<wide>[。！？]+[」』”’）]*)\s*"
    # only the first blank of a run may begin a line break: each other one would read the run anew
    r"|(?P<line>(?<![ \t])[ \t]*\n\s*)"
)
_FIRST_WORD = re.compile(rf"[{re.escape(_OPENERS)}\s]*([^\W_][\w’'.-]*)")

WRAPPED_CHARS = 40
"""A line at least this long that breaks off before its stop was wrapped at a column."""

LONGEST_ORDINAL = 3
"""Digits of the longest number that is read as an ordinal: "am 3. Oktober", not "im Jahr 2014."."""

LONGEST_DOTTED_PART = 3
"""Letters of the longest part between the dots of an abbreviation: "Ph.D", "D-N.Y"."""

_ZONES = listed(
    "ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST EET IST MSK Eastern Pacific "
    "Central Mountain"
)
_DAY_TIMES = frozenset({"a.m", "p.m"})
_ARABIC_INITIAL = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")  # "د. سامي"
_ARABIC_SHORT = frozenset({"أ.د", "ق.م"})
_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur"})


def split_sentences(text: str, *, language: str = "en") -> tuple[str, ...]:
    """Split `text` into its sentences, in order, trimmed of surrounding white space.

    >>> split_sentences("Gen. Smith left at 5 p.m. He said nothing.")
    ('Gen. Smith left at 5 p.m.', 'He said nothing.')
    >>> split_sentences("Es begann am 3. Oktober. Niemand kam.", language="de")
    ('Es begann am 3. Oktober.', 'Niemand kam.')
    """
    return tuple(text[start:end] for start, end in sentence_spans(text, language=language))


def sentence_spans(text: str, *, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Find the sentences of `text` as (start, end) offsets, trimmed, in order, never overlapping.

    A blank line always ends a sentence. `language` (a BCP 47 tag) selects abbreviations; scripts
    without case end at every stop that is not an initial.

    >>> sentence_spans("One. Two.")
    ((0, 4), (5, 9))
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        end = _end_of_sentence(text, start, match, language)
        if end is not None:
            _add(spans, text, start, end)
            start = match.end()
    # the last sentence may lack its stop
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add the trimmed span, unless it holds white space alone."""
    piece = text[start:end]
    trimmed = piece.strip()
    if trimmed:
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(trimmed)))


def _end_of_sentence(text: str, start: int, match: re.Match[str], language: str) -> int | None:
    """Return the offset where the sentence ends when `match` ends it, else None."""
    if match["wide"]:
        return match.end("wide")
    if match["line"] is not None:
        return match.start() if _line_break_ends(text, start, match) else None
    # from the cheapest question to the dearest: most stops are settled by the first two
    ends = (
        match.end() == len(text)
        or match["gap"].count("\n") > 1
        or _stop_ends(text, start, match, language)
    )
    return match.start("gap") if ends else None


def _line_break_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a line break ends a sentence.

    A blank line does; a single break does unless the text looks wrapped at a column.
    """
    if match["line"].count("\n") > 1:
        return True
    line_start = max(start, text.rfind("\n", 0, match.start()) + 1)
    wrapped = match.start() - line_start >= WRAPPED_CHARS
    return not wrapped and not text[match.end() : match.end() + 1].islower()


def _stop_ends(text: str, start: int, match: re.Match[str], language: str) -> bool:
    """Tell whether a stop inside the text ends a sentence."""
    following = _FIRST_WORD.match(text, match.end())
    word = following[1] if following else ""
    if word[:1].islower():
        return False
    stop, close = match["stop"], match["close"]
    if close and stop[-1] in "!?؟" and _speech(base_code(language)).match(text, match.end()):
        return False
    if stop in {"...", "…"} and _is_caseless(word):
        return False  # in scripts without case an ellipsis is a pause far oftener than an end
    if stop != ".":
        return True
    place = _token_start(text, start, match.start("stop"))
    token = text[place : match.start("stop")]
    return not token or _token_ends(token, word, start == place, language)


def _token_start(text: str, start: int, end: int) -> int:
    """Return where the token that ends at `end` begins, at `start` or behind white space."""
    # backwards: a pattern would read the whole sentence at each stop
    while end > start and not text[end - 1].isspace():
        end -= 1
    return end


def _is_caseless(word: str) -> bool:
    first = word[:1]
    return first.isalpha() and first.upper() == first.lower()


def _token_ends(token: str, word: str, opens: bool, language: str) -> bool:
    """Tell whether "token." ends a sentence when `word` follows."""
    bare = token.lstrip(_OPENERS)
    code = base_code(language)
    table = _table(code)
    if _ARABIC_INITIAL.fullmatch(bare) or (code in _ARABIC_SCRIPT and bare in _ARABIC_SHORT):
        return False
    one_letter = len(bare) == 1 and bare.isalpha()
    if opens and (bare.isdigit() or (one_letter and not word[:1].islower())):
        return False  # "1. First …", "A. First …"
    if one_letter and bare.isupper() and bare != "I":
        return word in table.openers and word not in {"A", "I"}
    if table.ordinal_stops and bare.isdigit() and len(bare) <= LONGEST_ORDINAL:
        return word in table.openers
    return _abbreviation_ends(bare, word, table, code)


def _abbreviation_ends(bare: str, word: str, table: Abbreviations, code: str) -> bool:
    """Tell whether a sentence ends behind a token that may be an abbreviation."""
    key = bare.lower().rstrip(".")
    if key == "no" and not table.ordinal_stops:
        return not word[:1].isdigit()
    if key in table.before_names:
        return False
    # in lower case "may" and "sat" are verbs
    if key in table.dates:
        return bare[:1].islower() or word in table.openers
    if key in _DAY_TIMES:
        return word not in _ZONES | _capital_weekdays(code) and not word[:1].isdigit()
    is_short = key in table.short and (bare[:1].isupper() or key in table.in_lower_case)
    if is_short or _is_dotted(bare):
        return word in table.openers
    return True


def _is_dotted(token: str) -> bool:
    """Tell whether a token is letters with dots between: "U.S", "J.K", "D-N.Y"."""
    if "." not in token:
        return False
    for part in re.split(r"[.\-–]", token):
        if part and (len(part) > LONGEST_DOTTED_PART or not part[0].isalpha()):
            return False
    return True


@cache
def _table(code: str) -> Abbreviations:
    """Return the abbreviations of a language; those of English where it has none of its own."""
    table = language_of(code).abbreviations or language_of("en").abbreviations
    if table is None:
        raise LookupError("the English language has no abbreviations")
    return table


@cache
def _speech(code: str) -> re.Pattern[str]:
    """Return the pattern of a speaker behind a quotation: "“Stop!” Smith said"."""
    return re.compile(language_of(code).speech or language_of("en").speech)


@cache
def _capital_weekdays(code: str) -> frozenset[str]:
    """Return the weekdays as they follow a time: "by the 5 p.m. Friday deadline"."""
    return frozenset(map(str.capitalize, language_of(code).weekdays | language_of("en").weekdays))
