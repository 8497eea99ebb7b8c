"""Calls to the visitor of a page: to consent, to pay, to sign in. They are no part of a story.

The words are those of `digest.languages.pages`, all languages at once.
"""

from __future__ import annotations

import re

from digest.collect.page_offers import is_offer
from digest.languages.pages import PAGE_WORDS

MAX_OPENING_CHARS = 900
"""The part of a paragraph that is looked at."""

MAX_CALL_CHARS = 240
"""Words of payment also stand in stories about payment; a call is short."""

LONGEST_BARE_CALL_WORDS = 7
"""A call of so few words may say no more than "Subscribe for the weekly"."""


def _one_of(table: str) -> re.Pattern[str]:
    """Compile the signs of a table of `PageWords` in all languages."""
    patterns: list[str] = []
    for words in PAGE_WORDS:
        patterns += (sign.pattern for sign in getattr(words, table))
    return re.compile("|".join(patterns), re.IGNORECASE)


def _to_visitor(*, is_latin: bool) -> re.Pattern[str]:
    """Compile the words to a visitor of the languages of Latin letters, or of all others."""
    patterns: list[str] = []
    for words in PAGE_WORDS:
        if words.is_latin == is_latin:
            patterns += (sign.pattern for sign in words.visitor)
    # a word of another script may stand behind an article that is written with it
    start = r"\b" if is_latin else ""
    return re.compile(rf"{start}(?:{'|'.join(patterns)})", re.IGNORECASE)


_CONSENT, _CALL, _REPORT = _one_of("consent"), _one_of("calls"), _one_of("reported")
_VISITOR, _VISITOR_IN_OTHER_LETTERS = _to_visitor(is_latin=True), _to_visitor(is_latin=False)


def asks_for_consent(paragraph: str) -> bool:
    """Tell whether a paragraph is of a dialog that asks for a consent.

    >>> asks_for_consent("We use cookies on this device."), asks_for_consent("Ships sail again.")
    (True, False)
    """
    opening = paragraph[:MAX_OPENING_CHARS]
    return _CONSENT.search(opening) is not None and not _REPORT.search(opening)


def is_call(paragraph: str) -> bool:
    """Tell whether a whole paragraph speaks to the visitor of a site and not of the news.

    >>> is_call("Already a subscriber? Log in here."), is_call("Ships sail again, the port said.")
    (True, False)
    """
    opening = paragraph[:MAX_OPENING_CHARS]
    if _REPORT.search(opening):
        return False
    if _CONSENT.search(opening):
        return True
    if len(paragraph) > MAX_CALL_CHARS:
        return False
    if _CALL.match(opening) and not _tells_news(paragraph):
        return True
    return is_offer(paragraph)


def _tells_news(paragraph: str) -> bool:
    """Tell whether a sentence that begins like a call goes on without a word to the visitor."""
    words = paragraph.split()
    if len(words) <= LONGEST_BARE_CALL_WORDS:
        return False
    visitor = _VISITOR
    if not paragraph[0].isascii():
        visitor = _VISITOR_IN_OTHER_LETTERS
    # the opening itself is such a word: the rest decides
    return visitor.search(paragraph, len(words[0])) is None
