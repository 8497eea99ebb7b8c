"""The state of one story while it is written: what was said, and what the reader knows by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from digest.models import Article, Passage, Story
from digest.write.candidates import headline_passage
from digest.write.clock_and_price import clocks_and_prices
from digest.write.context_free import leans_on
from digest.write.quotable import Quotable
from digest.write.similarity import (
    ANY_NEWS,
    SETTLED,
    Tolls,
    content_words,
    day_words,
    in_conflict,
    overlap,
)

SAME = 0.7
"""Share of common content words from which a sentence repeats another."""

RETOLD, WORDS_ALIKE = 0.4, 3
"""The same between the openings of two outlets, and how many of these words are no names."""

RETOLD_WORDS, RETOLD_NEW = 4, 0.7
"""The same where the two share so many words that are no names, and so little of the second opening
is new to the card."""

OPENING = 2
"""Index of the last sentence with which an outlet opens."""

ONE_FACT = 2
"""Words, numbers aside, that two sentences with one clock time or price share to tell one fact."""

NEW = 0.5
"""Least share of its content words that no sentence before it has."""

OWN_DAY = timedelta(hours=12)
"""Age up to which "today" in an article is the reader's own day."""

STRAYS_FROM = 5
"""Index from which a sentence of the lead article, where it shares no word but one name with the
headline and the opening, is on another matter. The sentences before it go on from the opening."""

ABOUT = 3
"""Words of the headline or the opening that a fact of another publisher must share."""


OF_ANOTHER_TITLE = 3
"""Words that are no names, shared by a fact whose article has another matter in its title."""


@dataclass(slots=True, kw_only=True)
class StoryDraft:
    """One story as it is written, so that no fact is told twice. `known` is all its text.

    `now` is the moment of the issue; without it no sentence is too old for its "today".
    """

    story: Story
    headline: Passage
    taken: list[Quotable] = field(default_factory=list)
    sentence_words: list[frozenset[str]] = field(default_factory=list)
    known: str = ""
    now: datetime | None = None

    @property
    def title(self) -> frozenset[str]:
        """The content words of the headline."""
        return content_words(self.headline.text, self.story.lead.language or "en")

    @property
    def lead_id(self) -> str:
        """The id of the article that opens the story; "" before one does."""
        return self.taken[0].article.id if self.taken else ""

    def has(self, quote: Quotable) -> bool:
        """Tell whether a sentence adds no fact, was overtaken, or dates its fact wrongly."""
        if quote in self.taken or self.overtaken(quote) or self.dates_wrongly(quote):
            return True
        is_told = self.repeats(quote) or self.retells(quote) or self.times_again(quote)
        return is_told and not self.disagrees(quote)

    def repeats(self, quote: Quotable) -> bool:
        """Tell whether one sentence says the same, or all together leave it little to add."""
        # names and numbers count as words: a sentence with another number is new
        content = quote.content
        fresh = content.difference(*self.sentence_words)
        if len(fresh) < NEW * len(content):
            return True
        for earlier in self.sentence_words:
            if overlap(content, earlier) >= SAME:
                return True
        return False

    def retells(self, quote: Quotable) -> bool:
        """Tell whether another outlet opens with what was said, in its own words.

        Names in common are no retelling.
        """
        # deeper down an outlet tells details, which may share words and be new
        if quote.index > OPENING or quote.article.id == self.lead_id:
            return False
        fresh = quote.content.difference(*self.sentence_words)
        little_new = len(fresh) <= RETOLD_NEW * len(quote.content)
        for earlier in self.sentence_words:
            alike = len(quote.common & earlier)
            if overlap(quote.content, earlier) >= RETOLD and alike >= WORDS_ALIKE:
                return True
            if little_new and alike >= RETOLD_WORDS:
                return True
        return False

    def times_again(self, quote: Quotable) -> bool:
        """Tell whether another outlet's sentence gave the same clock time or price of one thing."""
        given = clocks_and_prices(quote.text)
        for taken in self.taken:
            # an outlet may come back to its own hour
            if taken.article.id == quote.article.id:
                continue
            # numbers are parts of the time or the price itself
            shared = [word for word in quote.content & taken.content if word.isalpha()]
            if given & clocks_and_prices(taken.text) and len(shared) >= ONE_FACT:
                return True
        return False

    def is_headline(self, quote: Quotable) -> bool:
        """Tell whether a sentence says the headline again."""
        return overlap(quote.content, self.title) >= SAME

    def disagrees(self, quote: Quotable) -> bool:
        """Tell whether another publisher gives another toll than was said, for the first time."""
        # a second outlet with the same other toll adds nothing
        tolls = Tolls().union(*(taken.tolls for taken in self.taken))
        return not quote.tolls <= tolls and self.in_dispute(quote)

    def in_dispute(self, quote: Quotable) -> bool:
        """Tell whether a sentence gives a toll, and one of another publisher gives another."""
        for taken in self.taken:
            if taken.article.publisher != quote.article.publisher and in_conflict(
                taken.tolls, quote.tolls
            ):
                return True
        return False

    def overtaken(self, quote: Quotable) -> bool:
        """Tell whether a sentence gives a lower toll than was said, from well before.

        It was right when it was written.
        """
        for taken in self.taken:
            age = taken.article.published - quote.article.published
            # tolls of the same hours may both be right: such a dispute is shown
            if age <= SETTLED or not in_conflict(taken.tolls, quote.tolls):
                continue
            if _highest(quote) < _highest(taken):
                return True
        return False

    def understands(self, quote: Quotable) -> bool:
        """Tell whether a sentence stands alone here: what it takes as known has been named."""
        if self.dates_wrongly(quote):
            return False
        if quote.surname and quote.surname not in self.known:
            return False
        if quote.alone:
            return True
        # "the truce" is known where the headline or a sentence above named it
        noun = content_words(leans_on(quote.text))
        return bool(noun) and noun <= self.title.union(*self.sentence_words)

    def dates_wrongly(self, quote: Quotable) -> bool:
        """Tell whether a sentence says "today" of a day that is past when the issue is read."""
        if self.now is None or not quote.names_its_own_day:
            return False
        return self.now - quote.article.published > OWN_DAY

    def shared(self, quote: Quotable) -> frozenset[str]:
        """Return the telling words of a sentence that stand in the headline or the opening."""
        return quote.content & self.title.union(*self.sentence_words[:2]) - ANY_NEWS

    def concerns(self, quote: Quotable) -> bool:
        """Tell whether a sentence of another publisher is on this event.

        It shares three words, or two of which one is no name.
        """
        shared = self.shared(quote)
        if len(shared) >= ABOUT:
            return True
        return len(shared) == ABOUT - 1 and bool(shared & quote.common)

    def is_event_of(self, quote: Quotable) -> bool:
        """Tell whether a sentence of another report is on this event, as its title says, too.

        Where the title shares one name alone with the headline and the opening, the sentence must
        share more than names.
        """
        if not self.concerns(quote):
            return False
        title = headline_passage(quote.article).text
        lower = [word for word in title.split() if not word[0].isupper()]
        common = content_words(" ".join(lower), quote.language)
        tied = (
            content_words(title, quote.language)
            & self.title.union(*self.sentence_words[:1]) - ANY_NEWS
        )
        if len(tied) > 1 or tied & common:
            return True
        return len(self.shared(quote) & quote.common) >= OF_ANOTHER_TITLE

    def strays(self, quote: Quotable) -> bool:
        """Tell whether a sentence of the lead article is on another matter than its headline.

        The first sentence is looked at where the opening passed it over. A toll is of the event.
        """
        if 0 < quote.index < STRAYS_FROM or quote.tolls:
            return False
        shared = self.shared(quote) - day_words(quote.language)
        return len(shared) <= 1 and not shared & quote.common

    def take(self, quotes: Iterable[Quotable]) -> None:
        """Add sentences to what was said."""
        for quote in quotes:
            self.taken.append(quote)
            self.sentence_words.append(quote.content)
            self.known += " " + quote.text

    def drop(self, quote: Quotable) -> None:
        """Take a sentence back."""
        place = self.taken.index(quote)
        del self.taken[place]
        del self.sentence_words[place]


def untold(story: Story) -> list[Article]:
    """Return the articles that no earlier issue had, and the lead: they are new to the reader."""
    # the lead stays: a card must tell its headline
    told_before = frozenset(story.past.article_ids if story.past else ())
    fresh = []
    for article in story.articles:
        if article.id not in told_before or article is story.lead:
            fresh.append(article)
    return fresh


def _highest(quote: Quotable) -> int:
    return max(number for _, number in quote.tolls)
