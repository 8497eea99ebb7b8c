"""Live stamps: words at an end of a title that say how news is told, such as "– live updates"."""

from __future__ import annotations

import re
from functools import cache

from digest.languages import LANGUAGES

# Stamps that stand behind a headline alone, and stamps of languages that have no labels here yet.
_FURTHER_STAMPS = (
    "as it happened",
    "(?:the )?latest(?: news| updates?)?",
    "live ?blog",
    "minute by minute",
    "en continu",
    "en vivo",
    "(?:en|ao) (?:directo|vivo)",
    "última hora",
    "(?:in )?diretta",
    "na żywo",
    "онлайн",
    "прямая трансляция",
    "haber(?:ler)?i",
    "son dakika(?: haber(?:ler)?i)?",
    "بث مباشر",
    "تغطية مباشرة",
    "زنده",
    "שידור חי",
    "ライブ|速報",
    "直播",
)


def without_stamp(title: str, start: int, end: int) -> int:
    """Return the end of the title without a live stamp behind a dash or a bar.

    >>> title = "Harbor closes – as it happened"
    >>> title[:without_stamp(title, 0, len(title))]
    'Harbor closes'
    """
    stamp = _stamp_behind().search(title, start, end)
    if stamp is None:
        return end
    return stamp.start()


@cache
def _stamp_behind() -> re.Pattern[str]:
    words = list(_FURTHER_STAMPS)
    for language in LANGUAGES.values():
        words += language.headline_labels
    # a blank on both sides: a hyphen within a word parts no texts
    return re.compile(rf"\s+(?:[-–—|·•»]|::)\s+(?:{'|'.join(words)})\s*\Z", re.IGNORECASE)
