"""Cleaning: datelines, bylines, credits, calls to subscribe and live stamps are no news."""

from __future__ import annotations

import re
from functools import cache

from digest.kernel.pictures import picture_fault
from digest.languages import LANGUAGES, base_code
from digest.languages.en_dates import DATE
from digest.models import Picture
from digest.text.headlines import headline_span
from digest.text.quotes import without_quotations
from digest.write.signs import boilerplate, own_voice

__all__ = ["after_dateline", "headline_span", "in_own_voice", "is_boilerplate", "usable_picture"]

LINE_CHARS = 1_000
"""Letters of a line that are read for signs of boilerplate; a longer line is a text."""

_PLACE = r"[A-ZÄÖÜ][A-ZÄÖÜ’'.-]+(?:[ /][A-Z’'.-]+)*(?:,\s[A-Z][\w.’' ]{1,30}?)?"
# bounded, because an apostrophe opens a quotation as often as it stands in "'s"
_SINGLE_QUOTED = re.compile(r"(?<!\w)[‘'].{0,500}[’'](?!\w)")


@cache
def _datelines() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what stands before the first word of the news, in their order."""
    names: set[str] = set()
    for language in LANGUAGES.values():
        names.update(language.agencies)
    # the longest first, so that a name does not end inside a longer one
    agencies = "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))
    return (
        # "PORT AVEL, Marenia (Reuters) - "
        re.compile(rf"[^\n()]{{0,60}}?\((?:{agencies})[^()\n]{{0,20}}\)\s*(?:[-–—]+|:)?\s*"),
        # buttons of a player before the text
        re.compile(r"(?:CLOSE|JUST WATCHED|PLAY VIDEO|Play Video)\s+(?=[A-Z])"),
        # "PORT AVEL, March 3 — "
        re.compile(rf"{_PLACE}(?:,\s{DATE})?\s*[-–—]+\s+"),
        # "March 3 — "
        re.compile(rf"{DATE}\s*[-–—]+\s+(?=[A-Z])"),
        re.compile(
            r"(?i:exclusive|breaking(?: news)?|developing|analysis|explainer|updated?|live|video|"
            r"watch)\s*[:|–—]\s+(?=\S)"
        ),
    )


def after_dateline(text: str, start: int = 0) -> int:
    """Return where the news begins in `text[start:]`, past "CITY (Agency) — " if it opens so.

    >>> after_dateline("PORT AVEL (Reuters) - Ships wait.")
    22
    """
    for pattern in _datelines():
        match = pattern.match(text, start)
        if match:
            return match.end()
    return start


def is_boilerplate(sentence: str, language: str = "") -> bool:
    """Tell whether a line stands around the news: a byline, a credit, a call, a live stamp.

    Without a language the signs of all languages are read.

    >>> is_boilerplate("Sign up for our newsletter."), is_boilerplate("Ships wait off the port.")
    (True, False)
    """
    opening, within = boilerplate(base_code(language) if language else "")
    line = sentence[:LINE_CHARS]
    return bool(opening.match(line) or within.search(line))


def in_own_voice(sentence: str, language: str = "en") -> bool:
    """Tell whether the writer says "I", "we" or "you" outside a quotation: a view or a call.

    >>> in_own_voice("We must act."), in_own_voice("“We must act,” she said.")
    (True, False)
    """
    outside = _SINGLE_QUOTED.sub(" ", without_quotations(sentence))
    return bool(own_voice(base_code(language)).search(outside))


def usable_picture(picture: Picture | None) -> Picture | None:
    """Return the picture when its address and its size allow that it shows the news."""
    if picture is None or picture_fault(picture):
        return None
    return picture
