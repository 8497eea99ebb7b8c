"""Where sentences begin and end: one rule for every script, with English abbreviations, times, initials and quotes."""

from __future__ import annotations

import re

_STOP = ".!?…؟۔"
_CLOSERS = "\"”’'»)]›“"
_OPENERS = "\"“”‘'«([‹„—–-•"

# a stop, the quotes and brackets that close after it, footnote marks, then white space; or a stop of a script
# that is written without spaces; or a line break
_CANDIDATE = re.compile(
    rf"(?P<stop>[{_STOP}]+)(?P<close>[{re.escape(_CLOSERS)}]*)(?P<note>(?:\s?\[(?:\d+|…|\.\.\.)\]|[¹²³⁰⁴-⁹])*)(?P<gap>\s+|\Z)"
    r"|(?P<wide>[。！？]+[」』”’）]*)\s*"
    r"|(?P<line>[ \t]*\n\s*)"
)
_LAST_TOKEN = re.compile(r"\S+\Z")
_FIRST_WORD = re.compile(rf"[{re.escape(_OPENERS)}\s]*([^\W_][\w’'.-]*)")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# never end a sentence: a name, a number or the rest of a phrase follows
_TITLES = _listed(
    "mr mrs ms dr prof gen lt col sgt capt maj adm cmdr cpl pvt brig sen rep reps sens gov lt.gov st rev hon pres supt "
    "messrs mme mlle fr sr.a vs v nos vol fig figs pp eq ref refs al cf c ca approx viz e.g i.e "
    "col.gen maj.gen brig.gen ret dept ft mt gens cols lts sgts govs drs profs det insp amb atty asst"
)
# end a sentence only where the next word could open one
_SHORT = _listed(
    "u.s u.s.a u.k u.n e.u u.a.e d.c l.a n.y n.j a.m p.m etc inc corp co ltd llc plc bros jr sr ph.d m.d b.a m.a esq "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "calif mass conn fla ill wash ore ariz colo mich minn wis tenn ala miss mo ark okla tex pa va md del ga ky la nev "
    "ind kan neb mont wyo vt me r.i n.h w.va s.c n.c n.d s.d n.m d-n.y r-n.y ave blvd rd est dist univ assn min max hr "
    "hrs sec lb lbs oz"
)
_LOWER_SHORT = _listed("etc est dist min max hr hrs sec lb lbs oz ave blvd rd")
_WEEKDAYS_MONTHS = _listed(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)
_ZONES = _listed(
    "ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST EET IST MSK Eastern Pacific Central Mountain"
)
_DAYS = _listed(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)  # "by the 5 p.m. Friday deadline"
# words that open a sentence far oftener than they follow "U.S." or "Corp."
_STARTERS = _listed(
    "The A An In On At As For From By With But And Or So Yet If When While After Before Since Until Although Though "
    "Because However Meanwhile Moreover He She It They We I You His Her Its Their Our My Your This That These Those "
    "There Here What Who Why How Where Which Some Many Most All Both Each Several Two Three Four Five Even Now Then "
    "Earlier Later Also Still According Despite During Under Over Such Not No One Among Asked Officials To"
)
_SPEECH = re.compile(
    r"(?:[\w’'.-]+\s+){0,3}?(?:said|says|asked|asks|told|added|wrote|replied|shouted|cried|exclaimed|tweeted|read|reads)\b"
)
_ARABIC_INITIAL = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")  # "د. سامي"
_ARABIC_SHORT = frozenset({"أ.د", "ق.م"})


def split_sentences(text: str, *, language: str = "en") -> tuple[str, ...]:
    """Split `text` into its sentences, in order, trimmed of surrounding white space."""
    return tuple(text[start:end] for start, end in sentence_spans(text, language=language))


def sentence_spans(text: str, *, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Find the sentences of `text` as (start, end) offsets, trimmed, in order, never overlapping.

    A blank line always ends a sentence. `language` (a BCP 47 tag) selects abbreviations; scripts without case end at
    every stop that is not an initial.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        end = _end_of_sentence(text, start, match, language)
        if end is not None:
            _add(spans, text, start, end)
            start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    if piece := piece.strip():
        spans.append((start, start + len(piece)))


def _end_of_sentence(text: str, start: int, match: re.Match[str], language: str) -> int | None:
    """Where the sentence ends when `match` ends one, else None."""
    if match["wide"]:
        return match.end("wide")
    if match["line"] is not None:
        return match.start() if _line_break_ends(text, start, match) else None
    if match.end() == len(text):
        return match.start("gap")
    if match["gap"].count("\n") > 1:
        return match.start("gap")
    return match.start("gap") if _stop_ends(text, start, match, language) else None


def _line_break_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """A blank line ends; a single break ends unless it looks like text wrapped at a column."""
    if match["line"].count("\n") > 1:
        return True
    line_start = max(start, text.rfind("\n", 0, match.start()) + 1)
    wrapped = match.start() - line_start >= 40
    return not wrapped and not text[match.end() : match.end() + 1].islower()


def _stop_ends(text: str, start: int, match: re.Match[str], language: str) -> bool:
    following = _FIRST_WORD.match(text, match.end())
    word = following[1] if following else ""
    if word[:1].islower():
        return False
    stop, close = match["stop"], match["close"]
    if close and stop[-1] in "!?؟" and _SPEECH.match(text, match.end()):
        return False
    if (
        stop in {"...", "…"}
        and word
        and word[:1].upper() == word[:1].lower()
        and word[:1].isalpha()
    ):
        return False  # scripts without case: an ellipsis is a pause far oftener than an end
    if stop != ".":
        return True
    token = _LAST_TOKEN.search(text, start, match.start("stop"))
    return token is None or _token_ends(token[0], word, start == token.start(), language)


def _token_ends(token: str, word: str, opens: bool, language: str) -> bool:
    """Say whether "token." ends a sentence when `word` follows."""
    bare = token.lstrip(_OPENERS)
    if _ARABIC_INITIAL.fullmatch(bare) or (
        language[:2] in {"ar", "fa", "ur"} and bare in _ARABIC_SHORT
    ):
        return False
    if opens and (bare.isdigit() or (len(bare) == 1 and bare.isalpha() and not word[:1].islower())):
        return False  # "1. First …", "A. First …"
    if len(bare) == 1 and bare.isalpha() and bare.isupper() and bare != "I":
        return word in _STARTERS and word not in {"A", "I"}
    key = bare.lower().rstrip(".")
    if key == "no":
        return not word[:1].isdigit()
    if key in _TITLES:
        return False
    if key in _WEEKDAYS_MONTHS:
        return bare[:1].isupper() and word in _STARTERS
    if key in {"a.m", "p.m"}:
        return word not in _ZONES | _DAYS and not word[:1].isdigit()
    if _is_dotted(bare) or (key in _SHORT and (bare[:1].isupper() or key in _LOWER_SHORT)):
        return word in _STARTERS
    return True


def _is_dotted(token: str) -> bool:
    """True for "U.S", "J.K", "D-N.Y": letters with dots between."""
    return "." in token and all(
        len(part) <= 3 and part[:1].isalpha() for part in re.split(r"[.\-–]", token) if part
    )
