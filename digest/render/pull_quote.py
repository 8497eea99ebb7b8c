"""The quote of the day: one sentence that is mostly quotation, taken out of its paragraph. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.models import Item, Paragraph, Passage
from digest.text.quotes import quotation_spans, quotes_closed

# Words between the marks: fewer say nothing, more are no line to remember.
QUOTED_WORDS = range(6, 36)
# Share of the letters of a sentence that must stand between the marks.
LEAST_SHARE = 0.5
# Sentences that a story must have, so that one is left without the quotation.
LEAST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A sentence to set large, and the number of its story in the issue, from 1."""

    passage: Passage
    story: int


def pull_quote(items: Sequence[Item]) -> tuple[PullQuote | None, tuple[Item, ...]]:
    """Return the first quotation worth large type, and the items without it.

    Only the last sentence of a paragraph is taken, because the next one may lean on it, and never
    the only sentence of a story.
    """
    for place, item in enumerate(items):
        if sum(map(len, item.what_happened)) + len(item.lead) < LEAST_SENTENCES:
            continue
        for row, paragraph in enumerate(item.what_happened):
            if paragraph and is_quotable(paragraph[-1]):
                rest = _without(item.what_happened, row)
                kept = (*items[:place], replace(item, what_happened=rest), *items[place + 1 :])
                return PullQuote(paragraph[-1], _number(items, place)), kept
    return None, tuple(items)


def is_quotable(passage: Passage) -> bool:
    """Tell whether a sentence is mostly one quotation that can stand alone.

    >>> said = "“We have been at anchor since Tuesday and have water for a week,” one master said."
    >>> is_quotable(Passage(text=said, article_id="a"))
    True
    """
    if passage.by_desk or not quotes_closed(passage.text):
        return False
    quoted = [passage.text[start:end] for start, end in quotation_spans(passage.text)]
    if len(quoted) != 1 or len(quoted[0].split()) not in QUOTED_WORDS:
        return False
    return _letters(quoted[0]) >= LEAST_SHARE * _letters(passage.text)


def _number(items: Sequence[Item], place: int) -> int:
    """Return the number of a story in the mail, where sections stand together."""
    if place == 0:
        return 1
    sections: dict[str, list[int]] = {}
    for at, item in enumerate(items[1:], 1):
        sections.setdefault(item.section, []).append(at)
    order = [at for members in sections.values() for at in members]
    return order.index(place) + 2


def _without(paragraphs: tuple[Paragraph, ...], row: int) -> tuple[Paragraph, ...]:
    kept = []
    for at, paragraph in enumerate(paragraphs):
        if at == row:
            paragraph = paragraph[:-1]
        if paragraph:
            kept.append(paragraph)
    return tuple(kept)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
