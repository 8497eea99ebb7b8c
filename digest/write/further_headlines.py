"""Further headlines: the sentences of a card whose reports have a title and no text."""

from __future__ import annotations

from digest.models import Paragraph, Passage, Story
from digest.write.related_links import headline_line
from digest.write.similarity import ANY_NEWS, content_words

MOST_HEADLINES = 2
"""Further headlines that a card shows."""

SHARED_WORDS = 2
"""Telling words that a further headline shares with that of the card."""

NEW_WORDS = 2
"""Words of meaning that a further headline must add to those above it."""


def further_headlines(story: Story, headline: Passage) -> Paragraph:
    """Take the titles of other reports that are on the event and tell more, each in full."""
    code = story.lead.language or "en"
    known = content_words(headline.text, code)
    # a headline of nothing but common words is judged by these
    telling = known - ANY_NEWS or known
    shown: list[Passage] = []
    for article in story.articles[1:]:
        if len(shown) == MOST_HEADLINES:
            break
        line = headline_line(article)
        if line is None:
            continue
        words = content_words(line.text, code)
        on_the_event = len(words & telling) >= min(SHARED_WORDS, len(telling))
        if on_the_event and len(words - known) >= NEW_WORDS:
            shown.append(line)
            known |= words
    return tuple(shown)
