"""The opening of a story: the sentence that tells its headline, and one or two behind it."""

from __future__ import annotations

from collections.abc import Sequence

from digest.models import Article
from digest.write.candidates import headline_passage, is_stopped, quotables
from digest.write.context_free import always_leans, introduces
from digest.write.draft_state import StoryDraft
from digest.write.groups import count_words
from digest.write.quotable import Quotable
from digest.write.similarity import content_words, overlap

ELSEWHERE, TELLS, ANSWERS = 0.2, 0.4, 0.5
"""Share of the headline's words in a sentence that tells another thing, in one that is on it, and
in one that opens a story although it stands further down."""

OPENED = 2 / 3
"""Share of its room from which an opening says enough."""

REACH = 4
"""An opening goes on within so many sentences behind its first."""

EARLY = 5
"""So many sentences at the top of an article may open a story."""

ON_THE_EVENT = 0.3
"""Chance that a sentence tells the event or its circumstances, for the opening to go on with it."""

LIKELY = 0.12
"""Chance that a sentence tells the event where it does not follow directly."""


def opening_of(draft: StoryDraft, room: int) -> list[Quotable]:
    """Take the sentences that open the story, of `room` words at most behind the first."""
    # each article may open the story; the lead has the first word
    firsts = []
    for article in draft.story.articles:
        quote = _first(draft, article)
        if quote and (article.id == draft.story.lead.id or draft.concerns(quote)):
            firsts.append(quote)
    if not firsts:
        return []
    first = _on_the_headline(firsts, draft.title)
    chosen = [first]
    draft.take(chosen)
    for following in quotables(first.article):
        if not 0 < following.index - first.index <= REACH:
            continue
        if count_words(chosen) >= OPENED * room:
            break
        fits = count_words(chosen) + following.words <= room
        if fits and _goes_on(draft, chosen[-1], following):
            chosen.append(following)
            draft.take([following])
    return chosen


def _on_the_headline(firsts: Sequence[Quotable], title: frozenset[str]) -> Quotable:
    """Return the first sentence of the lead, or of an article that tells the headline better.

    Of some articles only a later page is stored.
    """
    if overlap(firsts[0].content, title) >= ELSEWHERE:
        return firsts[0]
    for quote in firsts[1:]:
        if overlap(quote.content, title) >= TELLS:
            return quote
    return firsts[0]


def _goes_on(draft: StoryDraft, before: Quotable, following: Quotable) -> bool:
    """Tell whether a sentence can come right after `before`."""
    if following.main + following.why < ON_THE_EVENT:
        return False
    if following.tells_nothing or draft.repeats(following) or draft.dates_wrongly(following):
        return False
    # right behind it a pronoun is clear, further on it is not
    if following.index == before.index + 1:
        return draft.understands(following) or introduces(
            before.text, following.text, following.surname
        )
    return following.main >= LIKELY and draft.understands(following)


def _first(draft: StoryDraft, article: Article) -> Quotable | None:
    """Return the first sentence, or an early one where the first dangles or tells another thing."""
    # captions and questions come before the news on many pages
    early = [quote for quote in quotables(article) if not quote.tells_nothing][:EARLY]
    if not early:
        return None
    first = early[0]
    title = content_words(headline_passage(article).text, article.language or "en")
    share_told, least = overlap(first.content, title), 0.0
    # the standfirst of a page is no whole sentence; its news stands behind it
    if not is_stopped(first.text):
        for quote in early[1:]:
            tells_as_much = overlap(quote.content, title) >= max(share_told, ELSEWHERE)
            if is_stopped(quote.text) and tells_as_much and draft.understands(quote):
                return quote
    if draft.understands(first):
        if share_told >= ELSEWHERE:
            return first
        least = ANSWERS
    for quote in early:
        better = overlap(quote.content, title)
        if better > share_told and better >= least and draft.understands(quote):
            return quote
    # of a page that is stored from its middle on, the top leans on what is missing
    return None if always_leans(first.text, first.language) else first
