"""Turns: a title that tells that a war widens, that power changes hands by force, or a first.

Two events of like weight differ in this to an editor. The words are those of the language of the
title; in a language without such words a title tells none.
"""

from __future__ import annotations

import re
from functools import cache

from digest.edit.profile import headline_of
from digest.languages import LANGUAGES, base_code
from digest.models import Article


def tells_escalation(article: Article) -> bool:
    """True where a title tells that forces move, a siege, an invasion or a coup.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> move = Article(id="a", url="", title="Karim sends warships to the strait", published=noon)
    >>> talk = Article(id="b", url="", title="Karim and Tessel meet in the port", published=noon)
    >>> tells_escalation(move), tells_escalation(talk)
    (True, False)
    """
    return _escalation(base_code(article.language)).search(headline_of(article)) is not None


def tells_first(article: Article) -> bool:
    """True where a title says that its event is the first of its kind, or a rare one.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> visit = Article(id="a", url="", title="First ship docks in Karim", published=noon)
    >>> guest = Article(id="b", url="", title="First lady docks in Karim", published=noon)
    >>> tells_first(visit), tells_first(guest)
    (True, False)
    """
    return _first(base_code(article.language)).search(headline_of(article)) is not None


@cache
def _escalation(code: str) -> re.Pattern[str]:
    words = LANGUAGES[code].turn_words if code in LANGUAGES else None
    return _whole_words(words.escalation if words else "")


@cache
def _first(code: str) -> re.Pattern[str]:
    words = LANGUAGES[code].turn_words if code in LANGUAGES else None
    return _whole_words(words.first if words else "")


def _whole_words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern between the bounds of words; "" finds no text."""
    # an empty pattern would match every text
    return re.compile(rf"\b(?:{pattern})\b" if pattern else "(?!)", re.IGNORECASE)
