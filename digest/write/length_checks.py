"""The lengths of the parts of a briefing: what reads well, and what is warned of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.models import Briefing, Finding, Item, Passage
from digest.write.findings import warning

LONGEST_HEADLINE_CHARS = 120
"""A longer headline is warned of; 80 characters read well."""

MOST_INTRO_WORDS = 120
MOST_ALSO_WORDS = 25
MOST_DEK_WORDS = 30
MOST_LEAD_WORDS = 75
MOST_WHAT_HAPPENED_WORDS = 120
MOST_WHY_IT_MATTERS_WORDS = 90
MOST_SECONDARY_WORDS = 130
"""Words of a part of a story, from the format of the briefing. The last holds for a whole story."""


def check_lengths(briefing: Briefing) -> Iterator[Finding]:
    """Warn of each part that has more words than the format of a briefing allows."""
    words = _word_count(briefing.intro)
    if words > MOST_INTRO_WORDS:
        yield warning("length.part", f"{words} words; at most {MOST_INTRO_WORDS}", "intro")
    for number, item in enumerate(briefing.items):
        # the first story has the longer limits
        yield from _item_lengths(item, lead=number == 0)
    for line in briefing.also:
        yield from _at_most(line.passage.text, MOST_ALSO_WORDS, f"also {line.story_id}")


def _item_lengths(item: Item, *, lead: bool) -> Iterator[Finding]:
    if len(item.headline.text) > LONGEST_HEADLINE_CHARS:
        message = f"{len(item.headline.text)} characters; at most 80 read well"
        yield warning("length.headline", message, f"{item.story_id} headline")
    if item.dek:
        yield from _at_most(item.dek.text, MOST_DEK_WORDS, f"{item.story_id} dek")
    happened = sum(map(_word_count, item.what_happened))
    why = sum(map(_word_count, item.why_it_matters))
    # the lead has limits by part; a secondary story has one limit in all
    if lead:
        limits: tuple[tuple[str, int, int], ...] = (
            ("lead", _word_count(item.lead), MOST_LEAD_WORDS),
            ("what_happened", happened, MOST_WHAT_HAPPENED_WORDS),
            ("why_it_matters", why, MOST_WHY_IT_MATTERS_WORDS),
        )
    else:
        limits = (("in all", happened + why, MOST_SECONDARY_WORDS),)
    for part, count, most in limits:
        if count > most:
            message = f"{count} words; at most {most}"
            yield warning("length.part", message, f"{item.story_id} {part}")


def _at_most(text: str, most: int, where: str) -> Iterator[Finding]:
    count = len(text.split())
    if count > most:
        yield warning("length.part", f"{count} words; at most {most}", where)


def _word_count(passages: Iterable[Passage]) -> int:
    return sum(len(passage.text.split()) for passage in passages)
