"""Headlines: a title without labels, outlet names and asides, as a span of the title."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from digest.languages import LANGUAGES
from digest.languages.en_outlets import OUTLETS_AT_HEADLINES
from digest.text.live_stamps import without_stamp

LEAST_WORDS = 2
"""Words that must be left of a title; a shorter rest is no headline, and the title stays whole."""

LONGEST_OUTLET = 4
"""Words of the longest part behind a bar that is taken for an outlet without being known."""

_ASIDES = "video|photos?|watch|gallery|live|updated?|audio|report"
_WITH = r"(?:\+\s?|with )?"
_ASIDE = re.compile(
    rf"\s*(?:\({_WITH}(?:{_ASIDES})\)|\[{_WITH}(?:{_ASIDES})\])\s*\Z", re.IGNORECASE
)
_MORE_NEWS = re.compile(
    r"(?:,|;|\s+(?:and|plus))\s+(?:(?:other|more) (?:[\w’'-]+ ){0,3}(?:news|headlines|stories|"
    r"developments)|more)\s*\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?P<mark>\||[-–—]|»|[·•]|::?)\s+(?P<tail>[^|»·•]{2,45})\Z")
_HEAD = re.compile(r"\s*(?P<head>[^|»·•]{2,45}?)\s+(?:\||»|[·•]|[-–—]|::)\s+(?=\S)")

_MARK = re.compile(r"::|[-–—―‐‑]{1,2}|>{1,2}|<{1,2}|[|｜‖«»‹›·•⋆：.(\[（【:/~_]")
"""Marks that part the name of an outlet from a headline."""

_LOOSE_MARKS = "|｜‖«»‹›·•⋆：::_"
"""Marks that part two texts without a blank beside them; a hyphen alone joins two words."""

_OPENING_BRACKETS, _CLOSING_BRACKETS = "([（【", ")]）】"

_ENDINGS = "english arabic hebrew persian edition online news live latest breaking updates com tv"
_OWN_ENDINGS = frozenset(_ENDINGS.split())
"""Words that a page may add to the name of its outlet."""

MAX_BESIDE_NAME = 20
"""Letters of blanks, brackets and an added word beside the name of an outlet."""

MAX_TITLE_CHARS = 500
"""Longer titles are texts: their ends are not searched for the name of the outlet."""

_IN_FRONT_BRACKETS = re.compile(r"[\[(（【〔]([^\])）】〕]{2,45})[\])）】〕]\s*(?=\S)")
# "РИА Новости, 27.11.2026"
_DAY_BEHIND = re.compile(r",? \d{1,2}\.\d{1,2}\.\d{4}\Z")
_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}", re.IGNORECASE)
_NAME_WORD = re.compile(r"[A-Z0-9]|(?:of|the|and|de|la|du|der|die|das|al|el)\Z|&\Z")


@cache
def _label() -> re.Pattern[str]:
    """Return the pattern of one or more labels before a headline, in all languages."""
    # English last: its "live" must not cut "Live-Blog" in two
    words: list[str] = []
    for language in reversed(LANGUAGES.values()):
        words += language.headline_labels
    listed = "|".join(words)
    return re.compile(
        rf"\s*(?:(?:{listed})(?:\s+\d+)?\s*(?::|\||–|—|\s-\s|-(?=[A-Z])|\.\.\.)\s*"
        r"|(?:update|wrapup|refile|rpt|factbox|timeline|newsmaker|corrected)\s*\d*\s*-\s*"
        # in capitals a label is parted from the news by a full stop or a comma, too
        r"|(?-i:(?:EN )?DIRECT|LIVE|VID[EÉ]O)[.,]\s+"
        r"|\[[^\]]{2,14}\]\s+)+",
        re.IGNORECASE,
    )


def headline_span(title: str, outlet: str = "") -> tuple[int, int]:
    """Find the headline proper inside a title: without "LIVE:", "| Outlet", "- bbc.com", "(VIDEO)".

    >>> title = "LIVE: Marenia closes its port | Coast Wire"
    >>> start, end = headline_span(title)
    >>> title[start:end]
    'Marenia closes its port'
    """
    start = _without_labels(title, len(title) - len(title.lstrip()))
    end = len(title.rstrip())
    # several tails stand behind each other: "… | World | Reuters"
    shorter = _without_tail(title, start, end, outlet)
    while start < shorter < end:
        end = shorter
        shorter = _without_tail(title, start, end, outlet)
    # an outlet may stand at both ends, and a label behind its name
    behind_name = _without_head(title, start, end, outlet)
    if behind_name > start:
        start = _without_labels(title, behind_name)
    if _word_count(title[start:end]) < LEAST_WORDS:
        return 0, len(title.rstrip())
    return start, end


def _without_labels(title: str, start: int) -> int:
    label = _label().match(title, start)
    return label.end() if label else start


def _word_count(text: str) -> int:
    """Count words; scripts that put no blank between words count two characters for one."""
    if _NO_BLANKS.search(text):
        return len(text) // 2
    return len(text.split())


_NO_BLANKS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


def _without_tail(title: str, start: int, end: int, outlet: str) -> int:
    """Return the end of the title without its last aside, outlet or "and other news"."""
    # before the name: "– Al Jazeera – Live" has the stamp behind its outlet
    for shorter in (
        without_stamp(title, start, end),
        _own_tail(title, start, end, outlet),
    ):
        if shorter < end:
            return shorter
    for pattern in (_ASIDE, _MORE_NEWS):
        extra = pattern.search(title, start, end)
        if extra:
            return extra.start()
    part = _TAIL.search(title, start, end)
    if part is None:
        return end
    tail = part["tail"].strip()
    if _is_outlet(tail, outlet):
        return part.start()
    # in front of the news stands the outlet, and the tail is the news
    if _is_own_name(title[start : part.start()].strip(), outlet):
        return end
    # a bar parts the name of a page from its title; behind a question it parts two halves of one
    asks = title[start : part.start()].rstrip().endswith("?")
    if part["mark"] in "|»" and not asks and _looks_like_a_name(tail):
        return part.start()
    return end


def _without_head(title: str, start: int, end: int, outlet: str) -> int:
    """Return the start of the title behind "Outlet | "."""
    part = _HEAD.match(title, start, end)
    if part and _is_outlet(part["head"].strip(), outlet):
        return part.end()
    bracketed = _IN_FRONT_BRACKETS.match(title, start, end)
    if bracketed and _is_own_name(bracketed[1], outlet):
        return bracketed.end()
    # before a colon stand speakers and places, too: only the article's own outlet is cut there
    if not outlet or end - start > MAX_TITLE_CHARS:
        return start
    for mark in _MARK.finditer(title, start, end):
        # behind a name in front, a bracket or a full stop belongs to the sentence
        parts = _parts_texts(title, mark) and mark[0] not in f".{_OPENING_BRACKETS}"
        if parts and _is_own_name(title[start : mark.start()].strip(), outlet):
            rest = title[mark.end() : end]
            return end - len(rest.lstrip())
    return start


def _own_tail(title: str, start: int, end: int, outlet: str) -> int:
    """Return the end of the title without the name of its own outlet behind any mark."""
    if not outlet or end - start > MAX_TITLE_CHARS:
        return end
    for mark in _MARK.finditer(title, start, end):
        if not _parts_texts(title, mark):
            continue
        tail = title[mark.end() : end]
        # a longer tail holds more than the name
        if len(tail) > len(outlet) + MAX_BESIDE_NAME:
            continue
        if mark[0] in _OPENING_BRACKETS:
            tail = tail.rstrip(_CLOSING_BRACKETS)
        if _is_own_name(_DAY_BEHIND.sub("", tail.strip()), outlet):
            return start + len(title[start : mark.start()].rstrip())
    return end


def _parts_texts(title: str, mark: re.Match[str]) -> bool:
    """Tell whether a mark parts two texts, as its blanks or the mark itself say."""
    before, behind = title[mark.start() - 1 : mark.start()], title[mark.end() : mark.end() + 1]
    # a pair of angle quotes stands around a name, and the sentence goes on
    if mark[0] in "«»" and "«" in title[: mark.end()] and "»" in title[mark.start() :]:
        return False
    # "Who comes next: Iran" asks; typography that puts a blank before a colon names an outlet
    if mark[0] == ":" and mark.end() > len(title) // 2:
        return before.isspace()
    # "Reuters.com" is one word
    if mark[0] == ".":
        return behind.isspace()
    if mark[0] in _LOOSE_MARKS or mark[0] in _OPENING_BRACKETS:
        return True
    # Chinese and Japanese put no blanks beside a dash
    in_script = _NO_BLANKS.match(before) and _NO_BLANKS.match(behind)
    return behind.isspace() or before.isspace() or bool(in_script)


def _is_outlet(name: str, outlet: str) -> bool:
    """Tell whether a part of a title is an address, a known outlet, or the article's own."""
    if name.casefold() in OUTLETS_AT_HEADLINES or _ADDRESS.fullmatch(name.casefold()):
        return True
    return _is_own_name(name, outlet)


def _is_own_name(name: str, outlet: str) -> bool:
    """Tell whether a part of a title is the name of the article's own outlet."""
    words, own = _name_words(name), _name_words(outlet)
    if not own or not words:
        return False
    if words == own:
        return True
    # `sampleoutlet.example` is the address of Sample Outlet
    if len(words) == 1 and _ADDRESS.fullmatch(words[0]):
        return words[0].removeprefix("www.").partition(".")[0] == "".join(own)
    return words[: len(own)] == own and _OWN_ENDINGS.issuperset(words[len(own) :])


def _name_words(name: str) -> list[str]:
    """Return the words that all spellings of a name have: no case, accents or apostrophes."""
    plain = []
    for character in unicodedata.normalize("NFKD", _IN_BRACKETS.sub("", name).casefold()):
        if character not in _APOSTROPHES and not unicodedata.combining(character):
            plain.append(character)
    words = "".join(plain).split()
    # an article before a name comes and goes
    if len(words) > 1 and words[0] == "the":
        return words[1:]
    return words


_IN_BRACKETS = re.compile(r"\([^()]{1,30}\)")
_APOSTROPHES = "'’‘ʼ`´"


def _looks_like_a_name(part: str) -> bool:
    """Tell whether a part of a title is a few words with capitals, or a script without them."""
    words = part.split()
    if len(words) > LONGEST_OUTLET:
        return False
    for word in words:
        first = word[0]
        # Arabic, Hebrew and Persian have no capitals to ask for
        if first.lower() != first.upper() and not _NAME_WORD.match(word):
            return False
    return True
