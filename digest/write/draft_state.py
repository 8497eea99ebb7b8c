"""What has been said of one story so far: what a sentence would say again, and what it may take as known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from digest.models import Passage, Story
from digest.write.context_free import leans_on
from digest.write.quotable import Quotable
from digest.write.similarity import ANY_NEWS, Tolls, content_words, in_conflict, overlap

_SAME = 0.7  # share of common content words from which it repeats another
_RETOLD, _WORDS_ALIKE = (
    0.4,
    3,
)  # the same between two outlets, and how many of these words are no names
_OPENING = 2  # index of the last sentence with which an outlet opens
_NEW = 0.5  # least share of its content words that nothing said before has
_SETTLED = timedelta(
    hours=6
)  # a lower toll that much older has been overtaken and disagrees with nobody
_ABOUT = 3  # words of the headline or the opening that another publisher's fact must share


@dataclass(slots=True)
class Draft:
    """One story as it is written, so that nothing is said twice. `known` is all its text."""

    story: Story
    headline: Passage
    taken: list[Quotable] = field(default_factory=list)
    said: list[frozenset[str]] = field(default_factory=list)
    known: str = ""

    @property
    def title(self) -> frozenset[str]:
        return content_words(self.headline.text, self.story.lead.language or "en")

    def has(self, quote: Quotable) -> bool:
        """True when a sentence tells nothing that was not said, or was overtaken by what was."""
        if quote in self.taken or self.overtaken(quote):
            return True
        return (self.repeats(quote) or self.retells(quote)) and not self.disagrees(quote)

    def repeats(self, quote: Quotable) -> bool:
        """True when another sentence says the same, or all sentences together leave it little to add."""
        content = quote.content
        fresh = content.difference(*self.said)
        return len(fresh) < _NEW * len(content) or any(
            overlap(content, said) >= _SAME for said in self.said
        )

    def retells(self, quote: Quotable) -> bool:
        """True when another outlet opens with what was said, in its own words; names in common are no retelling."""
        if quote.index > _OPENING or quote.article.id in {
            taken.article.id for taken in self.taken[:1]
        }:
            return False
        return any(
            overlap(quote.content, said) >= _RETOLD and len(quote.common & said) >= _WORDS_ALIKE
            for said in self.said
        )

    def is_headline(self, quote: Quotable) -> bool:
        """True when a sentence says the headline again."""
        return overlap(quote.content, self.title) >= _SAME

    def disagrees(self, quote: Quotable) -> bool:
        """True when another publisher gives another toll than was said, and nobody has said this one."""
        told = Tolls().union(*(taken.tolls for taken in self.taken))
        return not quote.tolls <= told and self.in_dispute(quote)

    def in_dispute(self, quote: Quotable) -> bool:
        """True when the sentence gives a toll and a sentence of another publisher gives another."""
        others = (
            taken for taken in self.taken if taken.article.publisher != quote.article.publisher
        )
        return any(in_conflict(other.tolls, quote.tolls) for other in others)

    def overtaken(self, quote: Quotable) -> bool:
        """True when the sentence gives a lower toll than was said, from well before: it was right when it was
        written."""
        return any(
            in_conflict(taken.tolls, quote.tolls) and _highest(quote) < _highest(taken)
            for taken in self.taken
            if taken.article.published - quote.article.published > _SETTLED
        )

    def understands(self, quote: Quotable) -> bool:
        """True when the sentence stands alone here: whom and what it takes as known has been named."""
        if quote.surname and quote.surname not in self.known:
            return False
        thing = content_words(leans_on(quote.text))
        return quote.alone or (bool(thing) and thing <= self.title.union(*self.said))

    def shared(self, quote: Quotable) -> frozenset[str]:
        """The telling words of a sentence that stand in the headline or in what opens the story."""
        return quote.content & self.title.union(*self.said[:2]) - ANY_NEWS

    def concerns(self, quote: Quotable) -> bool:
        """True when another publisher's sentence is on this event: it shares three words, or two and not only names."""
        shared = self.shared(quote)
        return len(shared) >= _ABOUT or (len(shared) == _ABOUT - 1 and bool(shared & quote.common))

    def take(self, quotes: Iterable[Quotable]) -> None:
        for quote in quotes:
            self.taken.append(quote)
            self.said.append(quote.content)
            self.known += " " + quote.text


def _highest(quote: Quotable) -> int:
    return max(number for _, number in quote.tolls)
