"""Offers to the visitor of a page: to read on as a subscriber, a member or for a price.

A call may begin in any way, so its parts decide: words for an account or a price, words for
reading, and a form that speaks to the visitor or of the page itself. News about subscribers has
one or two of the three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.languages.pages import PAGE_WORDS, OfferWords

MAX_OFFER_WORDS = 24
"""A longer paragraph tells something; an offer is a line."""

SHORT_OFFER_WORDS = 8
"""So short a line needs no word for reading: "Exclusive to subscribers"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offers:
    """The patterns of one language's `OfferWords`."""

    account: re.Pattern[str]
    reading: re.Pattern[str]
    address: re.Pattern[str]
    opening: re.Pattern[str]
    exclusive: re.Pattern[str]


def _offers(words: OfferWords) -> _Offers:
    return _Offers(
        account=re.compile(words.account, re.IGNORECASE),
        reading=re.compile(words.reading, re.IGNORECASE),
        address=re.compile(words.address, re.IGNORECASE),
        opening=re.compile(words.opening, re.IGNORECASE),
        exclusive=re.compile(words.exclusive, re.IGNORECASE),
    )


_BY_LANGUAGE = tuple(_offers(words.offer) for words in PAGE_WORDS if words.offer)

_INTRODUCTORY = re.compile(
    r"(?:(?:just|only|nur|ab|seulement|s[óo]lo|solo|join|profitez|lee\b|leggi|testen|ilk ay|הצטרפו)"
    r"\b.{0,60})?(?:\d ?(?:€|euros?|TL|dollars?)|[€$£]\d|בשקל)(?!\w).{0,40}",
    re.IGNORECASE,
)
_FIRST_MONTH = re.compile(
    r"first (?:\w+ )?(?:month|week|year)s?|ersten monat|premier mois|primer mes|primo mese|ilk ay"
    r"|eerste maand|al mese|החודש הראשון|לחודש הראשון",
    re.IGNORECASE,
)


def is_offer(paragraph: str) -> bool:
    """Tell whether a line offers the visitor to read on, as a subscriber or for a price.

    >>> is_offer("Create a free account to read this story."), is_offer("Subscribers voted on it.")
    (True, False)
    """
    words = len(paragraph.split())
    if words > MAX_OFFER_WORDS:
        return False
    if words <= SHORT_OFFER_WORDS + 2 and _is_first_price(paragraph):
        return True
    return any(_speaks(of_language, paragraph, words) for of_language in _BY_LANGUAGE)


def _speaks(of_language: _Offers, paragraph: str, words: int) -> bool:
    if not of_language.account.search(paragraph):
        return False
    opens = of_language.opening.match(paragraph) is not None
    keeps = of_language.exclusive.search(paragraph) is not None
    reads = of_language.reading.search(paragraph) is not None
    if reads and (opens or keeps) and of_language.address.search(paragraph):
        return True
    # a comma begins a second thought: "Register now, officials told voters"
    is_short = words <= SHORT_OFFER_WORDS and "," not in paragraph and "،" not in paragraph
    asks = "?" in paragraph or "؟" in paragraph
    return is_short and opens and (keeps or reads or asks)


def _is_first_price(paragraph: str) -> bool:
    """Tell whether a short line names a price for the first month."""
    return bool(_INTRODUCTORY.match(paragraph) and _FIRST_MONTH.search(paragraph))
