"""Language tags as feeds write them → primary language subtags."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES = {
    "english": "en",
    "eng": "en",
    "arabic": "ar",
    "ara": "ar",
    "french": "fr",
    "fre": "fr",
    "fra": "fr",
    "hebrew": "he",
    "heb": "he",
    "iw": "he",
    "farsi": "fa",
    "persian": "fa",
    "per": "fa",
    "turkish": "tr",
    "tur": "tr",
    "german": "de",
    "ger": "de",
    "deu": "de",
}
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "xx", "non", "all"})
_SUBTAG = re.compile("[a-z]{2,3}")
_MAX_TAG_CHARS = 40


@lru_cache(maxsize=256)
def language_tag(raw: str) -> str:
    """Return the primary subtag of a language tag, or "".

    >>> language_tag("en_US"), language_tag("Arabic"), language_tag("und")
    ('en', 'ar', '')
    """
    primary = re.split(r"[-_ ;,.]", raw[:_MAX_TAG_CHARS].strip().lower(), maxsplit=1)[0]
    primary = _NAMES.get(primary, primary)
    if primary in _NO_LANGUAGE or not _SUBTAG.fullmatch(primary):
        return ""
    return primary
