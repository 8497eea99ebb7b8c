"""Language tags as feeds write them → primary language subtags."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.languages.language_codes import NO_LANGUAGE, code_of_word

_SUBTAG = re.compile("[a-z]{2,3}")
_MAX_TAG_CHARS = 40


@lru_cache(maxsize=256)
def language_tag(raw: str) -> str:
    """Return the primary subtag of a language tag, or "".

    >>> language_tag("en_US"), language_tag("Arabic"), language_tag("und")
    ('en', 'ar', '')
    """
    primary = re.split(r"[-_ ;,.]", raw[:_MAX_TAG_CHARS].strip().lower(), maxsplit=1)[0]
    # feeds write names and longer codes, too
    primary = code_of_word(primary) or primary
    if primary in NO_LANGUAGE or not _SUBTAG.fullmatch(primary):
        return ""
    return primary
