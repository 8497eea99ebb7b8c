"""Further headlines: the sentences of a card whose reports have hardly any text."""

from __future__ import annotations

from digest.models import Article, Paragraph, Passage, Story
from digest.write.candidates import headline_passage
from digest.write.draft_state import StoryDraft
from digest.write.related_links import headline_line
from digest.write.similarity import ANY_NEWS, content_words, number_words

MOST_HEADLINES = 2
"""Further headlines that a card shows."""

SHARED_WORDS = 2
"""Telling words that a further headline shares with that of the card."""

SHARED_WITH_HIDDEN_NAMES = 3
"""The same where a title writes each word like a name, so that two names may be all it shares."""

NEW_WORDS = 2
"""Words of meaning that a further headline must add to those above it."""

LEAST_LOWER = 3
"""Words with a small letter below which a title is written like a name, or in a script without
capitals."""

NEW_SHARE = 0.5
"""Share of its words that is new, asked of a headline below a sentence."""


SENTENCE_WORDS = 50
"""Words up to which a title with a full stop is quoted in full, as the sentence that it is."""


def further_headlines(draft: StoryDraft) -> Paragraph:
    """Take the titles of other reports that are on the event and tell more, each in full."""
    code = draft.story.lead.language or "en"
    telling = draft.title - ANY_NEWS or draft.title
    known = draft.title.union(*draft.sentence_words)
    quoted = {quote.article.id for quote in draft.taken}
    shown: list[Passage] = []
    for article in _others_first(draft.story):
        if len(shown) == MOST_HEADLINES:
            break
        line = _whole_title(article) or headline_line(article)
        # the text of an outlet that is quoted says more than its title; half a title says little
        if line is None or article.id in quoted or line.text.endswith("…"):
            continue
        words = content_words(line.text, code)
        fresh = len(words - known)
        # below a sentence that tells the event a title must add more than a name
        if quoted and fresh < NEW_SHARE * len(words):
            continue
        asked = SHARED_WORDS
        if _hides_names(line.text) or _hides_names(draft.headline.text):
            asked = SHARED_WITH_HIDDEN_NAMES
        # a number is a new fact, and ties no two events
        tied = words & telling - number_words(code)
        on_the_event = len(tied) >= min(asked, len(telling))
        if not on_the_event or fresh < NEW_WORDS:
            continue
        if _shares_more_than_names(line.text, draft.headline.text, code):
            shown.append(line)
            known |= words
    return tuple(shown)


def _others_first(story: Story) -> list[Article]:
    """Return the further reports, those of other outlets than the lead's before its own.

    Another outlet tells the event in its words, the same one goes on with a side.
    """
    further = list(story.articles[1:])
    further.sort(key=lambda article: article.publisher == story.lead.publisher)
    return further


def _whole_title(article: Article) -> Passage | None:
    """Return a title that is a sentence of its own, in full: some feeds put their summary there."""
    whole = headline_passage(article)
    if not whole.text.endswith(".") or len(whole.text.split()) > SENTENCE_WORDS:
        return None
    return whole


def _shares_more_than_names(first: str, second: str, language: str) -> bool:
    """Tell whether two titles share a name and a word that is none.

    Two events at one place share its names, and two of one kind the words of that kind. A title
    that writes each word like a name shows no difference.
    """
    shared = content_words(first, language) & content_words(second, language)
    shared -= number_words(language)
    common: frozenset[str] = frozenset()
    # two titles that begin with one word begin with the actor
    names = content_words(_first_word(first), language) & content_words(
        _first_word(second), language
    )
    for text in (first, second):
        lower, upper = _by_capitals(text)
        if len(lower) < LEAST_LOWER:
            return True
        common |= content_words(" ".join(lower), language)
        names |= content_words(" ".join(upper), language)
    return bool(shared & common - names) and bool(shared & names)


def _hides_names(title: str) -> bool:
    """Tell whether a title writes each of its words with a capital."""
    lower, upper = _by_capitals(title)
    return len(lower) < LEAST_LOWER <= len(upper)


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0] if text.strip() else ""


def _by_capitals(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a title that begin with a small letter, and with a capital.

    The first word has its capital from its place.
    """
    lower, upper = [], []
    for place, word in enumerate(text.split()):
        if place and word[0].isupper():
            upper.append(word)
        else:
            lower.append(word)
    return lower, upper
