"""Explaining: whether a sentence may say why the news matters, and how well it says so."""

from __future__ import annotations

from digest.models import Role
from digest.text import word_texts
from digest.text.quotes import quotation_spans
from digest.write.draft_state import StoryDraft
from digest.write.quotable import Quotable
from digest.write.signs import no_background, weak_background
from digest.write.similarity import overlap

GOOD_IF_WEAK = 0.6
"""Least chance of a sentence with a sign of weak background: of those below it a third explain."""

GOOD_IF_QUOTED, QUOTED = 0.8, 2
"""Least chance of a sentence with a quotation, and words from which marks hold one: of the
sentences below that chance one in twelve explains. A single word is a term in marks."""

SCRAP = 8
"""Words below which a sentence explains nothing."""

READABLE = (10, 45)
"""Words of a sentence that reads well; a shorter or longer one loses `HARD_TO_READ`."""

HARD_TO_READ, NEAR = 0.1, 0.2
"""Chance that a sentence loses for its length, and gains when it is wholly about what was said."""

NEAR_ENOUGH = 0.4
"""Share of words with what was said from which a sentence is about it and no nearer."""

Candidate = tuple[float, str, int, Quotable]
"""A sentence behind its sort key: the best first, then by article and place."""


def may_explain(draft: StoryDraft, quote: Quotable) -> bool:
    """Tell whether a sentence may stand under *Why it matters* at all."""
    if quote.tells_nothing or quote.words < SCRAP or quote.role is Role.NA:
        return False
    if no_background(quote.language).search(quote.text):
        return False
    if quote.background < GOOD_IF_WEAK and weak_background(quote.language).search(quote.text):
        return False
    if quote.background < GOOD_IF_QUOTED and _words_quoted(quote) >= QUOTED:
        return False
    return draft.understands(quote)


def _words_quoted(quote: Quotable) -> int:
    words = 0
    for start, end in quotation_spans(quote.text):
        words += len(word_texts(quote.text[start:end]))
    return words


def candidate(draft: StoryDraft, quote: Quotable) -> Candidate:
    """Return a sentence behind its sort key."""
    return -_gravity(draft, quote), quote.article.id, quote.index, quote


def _gravity(draft: StoryDraft, quote: Quotable) -> float:
    """Return how well a sentence says why the news matters: sure, about this story, readable."""
    near = max((overlap(quote.content, sentence) for sentence in draft.sentence_words), default=0.0)
    gravity = quote.background + NEAR * min(near, NEAR_ENOUGH)
    if not READABLE[0] <= quote.words <= READABLE[1]:
        gravity -= HARD_TO_READ
    return gravity
