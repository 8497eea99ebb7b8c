"""Page words: lines by which pages speak to their visitor, in the languages of the sources.

A page of one language carries dialogs in others, so all are always read. A language is added by
one file with `PageWords` and by one line in `PAGE_WORDS`; it need not be a language of the mail.
"""

from __future__ import annotations

from digest.languages.pages.ar import ARABIC
from digest.languages.pages.central import CENTRAL
from digest.languages.pages.de import GERMAN
from digest.languages.pages.eastern import EASTERN
from digest.languages.pages.en import ENGLISH
from digest.languages.pages.es import SPANISH
from digest.languages.pages.fa import PERSIAN
from digest.languages.pages.fr import FRENCH
from digest.languages.pages.further import FURTHER
from digest.languages.pages.he import HEBREW
from digest.languages.pages.it import ITALIAN
from digest.languages.pages.nl import DUTCH
from digest.languages.pages.northern import NORTHERN
from digest.languages.pages.page_words import OfferWords, PageWords
from digest.languages.pages.pl import POLISH
from digest.languages.pages.pt import PORTUGUESE
from digest.languages.pages.ru import RUSSIAN
from digest.languages.pages.shared import SHARED
from digest.languages.pages.tr import TURKISH

__all__ = ["PAGE_WORDS", "OfferWords", "PageWords"]

PAGE_WORDS: tuple[PageWords, ...] = (
    ENGLISH,
    FRENCH,
    GERMAN,
    SPANISH,
    ITALIAN,
    PORTUGUESE,
    DUTCH,
    POLISH,
    TURKISH,
    RUSSIAN,
    ARABIC,
    HEBREW,
    PERSIAN,
    NORTHERN,
    EASTERN,
    FURTHER,
    CENTRAL,
    SHARED,
)
"""The words of each language; the order decides nothing."""
