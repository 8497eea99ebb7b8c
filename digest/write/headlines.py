"""Headlines: a title without labels, outlet names and asides, as a span of the title."""

from __future__ import annotations

import re
from functools import cache

from digest.languages import LANGUAGES

LEAST_WORDS = 2
"""Words that must be left of a title; a shorter rest is no headline, and the title stays whole."""

LONGEST_OUTLET = 4
"""Words of the longest part behind a bar that is taken for an outlet without being known."""

_ASIDES = "video|photos?|watch|gallery|live|updated?|audio|report"
_ASIDE = re.compile(rf"\s*(?:\((?:{_ASIDES})\)|\[(?:{_ASIDES})\])\s*\Z", re.IGNORECASE)
_MORE_NEWS = re.compile(
    r"(?:,|;|\s+(?:and|plus))\s+(?:(?:other|more) (?:[\w’'-]+ ){0,3}(?:news|headlines|stories|"
    r"developments)|more)\s*\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?P<mark>\||[-–—]|»|[·•]|::?)\s+(?P<tail>[^|»·•]{2,45})\Z")
_HEAD = re.compile(r"\s*(?P<head>[^|»·•]{2,45}?)\s+(?:\||»|[·•]|[-–—]|::)\s+(?=\S)")
_COLON_HEAD = re.compile(r"\s*(?P<head>[^|»:]{2,45}?)\s?:\s+(?=\S)")
_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", re.IGNORECASE)
_NAME_WORD = re.compile(r"[A-Z0-9]|(?:of|the|and|de|la|du|der|die|das|al|el)\Z|&\Z")
_OUTLET_NAMES = """
    reuters;ap;ap news;associated press;the associated press;afp;bbc;bbc news;cnn;cnn politics;npr;
    fox news;nbc news;abc news;cbs news;msnbc;the guardian;guardian;al jazeera;aljazeera;
    al jazeera english;al-monitor;the new york times;new york times;nyt;the washington post;
    washington post;wsj;the wall street journal;bloomberg;politico;axios;the hill;haaretz;
    the jerusalem post;jpost;the times of israel;times of israel;ynet;ynetnews;middle east eye;
    arab news;the national;al arabiya;al arabiya english;france 24;france24;dw;deutsche welle;
    euronews;sky news;the independent;the telegraph;financial times;ft;the economist;the atlantic;
    time;newsweek;usa today;los angeles times;the hindu;xinhua;tass;rt;mehr news agency;
    tehran times;
    press tv;presstv;anadolu agency;daily sabah;hurriyet daily news;iran international;rudaw;
    kurdistan24;shafaq news;the new arab;l'orient today;naharnet;voa;voa news;voice of america;
    rfe/rl;youtube;yahoo news;msn;middle east;world;world news;opinion;politics;news
"""
_OUTLETS = frozenset(name.strip() for name in _OUTLET_NAMES.split(";"))


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
    label = _label().match(title)
    start = label.end() if label else len(title) - len(title.lstrip())
    end = len(title.rstrip())
    # several tails stand behind each other: "… | World | Reuters"
    shorter = _without_tail(title, start, end, outlet)
    while start < shorter < end:
        end = shorter
        shorter = _without_tail(title, start, end, outlet)
    start = _without_head(title, start, end, outlet)
    if len(title[start:end].split()) < LEAST_WORDS:
        return 0, len(title.rstrip())
    return start, end


def _without_tail(title: str, start: int, end: int, outlet: str) -> int:
    """Return the end of the title without its last aside, outlet or "and other news"."""
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
    # before a colon stand speakers and places, too: only the article's own outlet is cut there
    part = _COLON_HEAD.match(title, start, end)
    if part and _is_own_name(part["head"].strip(), outlet):
        return part.end()
    return start


def _is_outlet(name: str, outlet: str) -> bool:
    """Tell whether a part of a title is an address, a known outlet, or the article's own."""
    if name.casefold() in _OUTLETS or _ADDRESS.fullmatch(name.casefold()):
        return True
    return _is_own_name(name, outlet)


def _is_own_name(name: str, outlet: str) -> bool:
    """Tell whether a part of a title is the name of the article's own outlet."""
    # feeds write the name of their outlet in any case
    name, own = name.casefold(), outlet.casefold()
    return bool(own) and name in {own, f"the {own}", own.removeprefix("the ")}


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
