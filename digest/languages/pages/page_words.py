"""The form of page words: signs of consent, of calls to pay, of offers and of corrections."""

from __future__ import annotations

from dataclasses import dataclass

from digest.languages.sign import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWords:
    """Patterns of the parts of an offer, and a line that has these.

    `account` are subscriptions, accounts and prices; `reading` articles, and to read; `address`
    forms that speak to the visitor, or of this article; `opening` words with which a line asks or
    offers; `exclusive` words that keep a text for some.
    """

    account: str
    reading: str
    address: str
    opening: str
    exclusive: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The words by which pages in one language, or a group of languages, speak to their visitor.

    `consent` are signs of a dialog that asks for a consent, anywhere in a paragraph. `calls` are
    openings of a line that asks to subscribe, to pay or to sign in. `visitor` are words by which a
    site speaks to its visitor or of itself: a longer sentence that opens like a call and has none
    tells news. In Latin letters (`is_latin`) these stand at the start of a word. `reported` are
    signs of a report, which attributes its words as a dialog never does.

    `corrected` and `withdrawn` are marks by which an outlet says that its article was corrected or
    taken back. A mark speaks of the article itself: news about a withdrawal of troops, or about
    corrections on a market, has other words around it.
    """

    name: str
    is_latin: bool = True
    consent: tuple[Sign, ...] = ()
    calls: tuple[Sign, ...] = ()
    visitor: tuple[Sign, ...] = ()
    reported: tuple[Sign, ...] = ()
    offer: OfferWords | None = None
    corrected: tuple[Sign, ...] = ()
    withdrawn: tuple[Sign, ...] = ()


def label(words: str) -> str:
    """Return the pattern of a label at the head of a line: "Correction: …".

    The labels of most languages are common words, too, and count at the head of a line alone.
    """
    return rf"^\W{{0,3}}(?:{words})\s?[:—–-]"
