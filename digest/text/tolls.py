"""Tolls: how many people were killed, wounded, taken or lost, as a text tells it."""

from __future__ import annotations

from functools import lru_cache

from digest.languages import LANGUAGES, base_code
from digest.text.toll import Toll
from digest.text.tolls_by_words import tolls_by_words

KEPT_TEXTS = 4096
"""So many of the last texts keep their tolls, because several stages ask for the same ones."""


@lru_cache(maxsize=KEPT_TEXTS)
def tolls(text: str, language: str = "en") -> tuple[Toll, ...]:
    """Return the tolls that a text gives: 12 killed, 30 wounded, …

    English, and any language without toll words, is read by the grammar of English. Other
    languages are read by the words around each number.

    >>> [toll.text for toll in tolls("A blast killed 12 dockers and wounded dozens.")]
    ['12 killed', 'dozens wounded']
    >>> [(toll.kind, toll.number) for toll in tolls("Zwölf Menschen wurden getötet.", "de")]
    [('killed', 12)]
    """
    known = LANGUAGES.get(base_code(language))
    if known is not None and known.tolls is not None:
        return tuple(tolls_by_words(text, known.code))
    # its patterns take .3 s to compile, and most commands read no text at all
    from digest.text.tolls_english import english_tolls

    return tuple(english_tolls(text))
