"""Acts: what a title says was done, so that two cards on one act of one actor are told once.

Words tell two sides of an event from two events badly, and so do the names, which a whole day
shares. An act that few titles of the day tell, done by or to one name, is nearly always one event.
A title in a language without a table of acts has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from digest.edit.profile import clean_title
from digest.languages import base_code, language_of
from digest.models import Article

THEME_SHARE, THEME_LEAST = 0.15, 3
"""An act that more stories name than this share of the day, and than this number, is the theme of
the day; a rarer act tells one event."""

TOLL = "toll"
"""The act that any news of violence tells: it ties two titles only beside another act."""

CAUSES = frozenset({"blast", "air strike", "crash", "disaster"})
"""Acts that have tolls: a title with a toll and no act means the act that its text names."""

OPENING_LETTERS = 300
"""Letters of a text in which its first sentence names the cause of a toll."""


def acts_of(title: str, *, language: str = "", outlet: str = "") -> frozenset[str]:
    """Return the acts that a title tells, by the words of its language; unknown is English.

    >>> sorted(acts_of("Air strikes kill nine as cease-fire talks stall"))
    ['air strike', 'talks', 'toll', 'truce']
    """
    headline = clean_title(title, outlet)
    acts = set()
    for act, words in _patterns(base_code(language) or "en").items():
        if words.search(headline):
            acts.add(act)
    return frozenset(acts)


def acts_of_report(article: Article) -> frozenset[str]:
    """Return the acts that the title of an article tells, and the cause of a toll told alone.

    "Three Tesselians wounded" with "in the explosion" below it is a side of the blast.
    """
    acts = acts_of(article.title, language=article.language, outlet=article.publisher)
    if acts != {TOLL}:
        return acts
    opening = (article.lead or article.body)[:OPENING_LETTERS]
    return acts | acts_of(opening, language=article.language) & CAUSES


@cache
def _patterns(code: str) -> Mapping[str, re.Pattern[str]]:
    """Compile the words of each act; `*` stands for any ending."""
    language = language_of(code)
    table = language.cluster_words
    # letters that are written onto a word, as an Arabic article
    attached = language.title_words.attached if language.title_words else ""
    patterns: dict[str, re.Pattern[str]] = {}
    if table is None:
        return patterns
    for act, words in table.acts.items():
        endings = [word.replace("*", r"\w*") for word in words.split()]
        patterns[act] = re.compile(rf"\b{attached}(?:{'|'.join(endings)})\b", re.IGNORECASE)
    return patterns


def themes_of(stories: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the acts that so many stories of a day tell that they tell no two apart."""
    stories = list(stories)
    counts: Counter[str] = Counter()
    for acts in stories:
        counts.update(acts)
    most = max(THEME_LEAST, THEME_SHARE * len(stories))
    return frozenset(act for act, times in counts.items() if times > most)


def share_act(first: frozenset[str], second: frozenset[str], themes: frozenset[str]) -> bool:
    """Tell whether two titles share an act of their own, or two acts at once.

    >>> share_act(frozenset({"siege"}), frozenset({"siege", "toll"}), frozenset())
    True
    """
    shared = first & second
    # a blast that kills, told twice, is one event even on the day of the blast
    return len(shared) > 1 or bool(shared - themes - {TOLL})
