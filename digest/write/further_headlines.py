"""Further headlines: the sentences of a card whose reports have hardly any text."""

from __future__ import annotations

from digest.models import Paragraph, Passage
from digest.write.draft_state import StoryDraft
from digest.write.related_links import headline_line
from digest.write.similarity import ANY_NEWS, content_words

MOST_HEADLINES = 2
"""Further headlines that a card shows."""

SHARED_WORDS = 2
"""Telling words that a further headline shares with that of the card."""

NEW_WORDS = 2
"""Words of meaning that a further headline must add to those above it."""

NEW_SHARE = 0.5
"""Share of its words that is new, asked of a headline below a sentence."""


def further_headlines(draft: StoryDraft) -> Paragraph:
    """Take the titles of other reports that are on the event and tell more, each in full."""
    code = draft.story.lead.language or "en"
    telling = draft.title - ANY_NEWS or draft.title
    known = draft.title.union(*draft.said)
    quoted = {quote.article.id for quote in draft.taken}
    shown: list[Passage] = []
    for article in draft.story.articles[1:]:
        if len(shown) == MOST_HEADLINES:
            break
        line = headline_line(article)
        # the text of an outlet that is quoted says more than its title; half a title says little
        if line is None or article.id in quoted or line.text.endswith("…"):
            continue
        words = content_words(line.text, code)
        fresh = len(words - known)
        # below a sentence that tells the event a title must add more than a name
        if quoted and fresh < NEW_SHARE * len(words):
            continue
        on_the_event = len(words & telling) >= min(SHARED_WORDS, len(telling))
        if on_the_event and fresh >= NEW_WORDS:
            shown.append(line)
            known |= words
    return tuple(shown)
