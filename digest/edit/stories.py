"""Stories: one happening made into a story, with its lead article, copies, past and points."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from digest.edit.agencies import cited_agency
from digest.edit.continuity import continue_story, stems_of, terms_of
from digest.edit.copies import find_copies
from digest.edit.facts import FactReader
from digest.edit.happenings import Happening
from digest.edit.importance import Scale, count_voices, weigh_happening
from digest.edit.lead_article import Preference, articles_of_card, is_readable, order_articles
from digest.edit.likeness import Likeness
from digest.models import Article, Copy, Match, Newsletter, PastStory, Reason, Story

ID_BYTES = 6
"""Bytes of the digest that names a story: 2^48 names for the stories of one newsletter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDesk:
    """Everything that one story is made by, beside its own articles."""

    scale: Scale
    likeness: Likeness
    past: Sequence[PastStory]
    rarity: Mapping[str, float]
    reader: FactReader
    pinned: Collection[str] = frozenset()
    """Ids of articles that an editor put together; all stand on the card."""

    @property
    def language(self) -> str:
        """The language of the newsletter."""
        return self.scale.newsletter.language

    def make_story(
        self,
        happening: Happening,
        *,
        supporting: Sequence[Article] = (),
        comments: Sequence[Article] = (),
    ) -> Story | None:
        """Make the story of a happening; None where no report that stays met a topic.

        A copy is folded into its original first. A match of a folded copy, a video or a comment
        makes no story: the reader would find another text on the card.
        """
        tellers = (*happening.reports, *supporting)
        copies = find_copies(tellers)
        folded = {copy.folded for copy in copies}
        # Copies are folded before anything is weighed, so that a copy is no second voice.
        kept = []
        for article in tellers:
            if article.id not in folded:
                kept.append(article)
        if not self._is_wanted(kept, happening):
            return None
        story_id = name_story(happening.reports)
        terms = terms_of(kept, self.rarity)
        continued = continue_story(kept, terms, self.past, story_id=story_id, reader=self.reader)
        ordered = order_articles(kept, happening, self.likeness, self._preference(continued.past))
        articles = articles_of_card(ordered, self.likeness, pinned=self.pinned)
        # all tellers count as voices, also those that the card has no room for
        publishers = count_voices(tellers, copies)
        score, reasons = weigh_happening(
            happening,
            self.scale,
            lead=articles[0],
            publishers=publishers,
            state=continued.state,
        )
        matches = self._matches_of(tellers)
        return Story(
            id=story_id,
            articles=articles,
            copies=_copies_of(copies, articles),
            merges=happening.merges,
            matches=matches,
            publishers=publishers,
            section=_section(matches, self.scale.newsletter),
            score=score,
            reasons=(
                *reasons,
                *_leaning(articles),
                Reason(code=continued.state.value, detail=continued.why),
            ),
            state=continued.state,
            new_fact=continued.new_fact,
            past=continued.past,
            thread_id=continued.thread_id,
            facts=self.reader.facts_of(articles),
            terms=terms,
            comments=tuple(comments),
        )

    def _is_wanted(self, kept: Iterable[Article], happening: Happening) -> bool:
        reports = {article.id for article in happening.reports}
        for article in kept:
            matched = article.id in self.scale.matches and article.id in reports
            if matched and is_readable(article, self.language):
                return True
        return False

    def _preference(self, past: PastStory | None) -> Preference:
        carried: frozenset[str] = frozenset()
        if past:
            carried = frozenset((*past.article_ids, *past.article_urls))
        return Preference(
            language=self.language, matched=self.scale.matches.keys(), carried=carried
        )

    def _matches_of(self, articles: Iterable[Article]) -> tuple[Match, ...]:
        matches: list[Match] = []
        for article in articles:
            matches += self.scale.matches.get(article.id, ())
        return tuple(matches)


def name_story(articles: Sequence[Article]) -> str:
    """Name a story by its first article, so that it keeps its name when others join."""
    # the id of an article never changes; its headline does
    return blake2b(articles[0].id.encode(), digest_size=ID_BYTES).hexdigest()


def rarity_of(articles: Sequence[Article]) -> dict[str, float]:
    """Return how rare each stem of the window is: the logarithm of one in so many articles."""
    seen: Counter[str] = Counter()
    for article in articles:
        # a set: a stem counts once an article, however often it stands there
        seen.update(set(stems_of(article)))
    return {stem: math.log((1 + len(articles)) / times) for stem, times in seen.items()}


def _copies_of(copies: Iterable[Copy], articles: Iterable[Article]) -> tuple[Copy, ...]:
    """The copies of what stands on the card; those of other sides say nothing there."""
    shown = {article.id for article in articles}
    kept = []
    for copy in copies:
        if copy.kept in shown:
            kept.append(copy)
    return tuple(kept)


def _leaning(articles: Iterable[Article]) -> Iterable[Reason]:
    """Name the articles that lean on an agency: they report what it reported."""
    for article in articles:
        agency = cited_agency(article)
        if agency:
            yield Reason(code="cites", detail=f"{article.publisher or article.id} cites {agency}")


def _section(matches: Iterable[Match], newsletter: Newsletter) -> str:
    """Return the section of the best-matched topic that has one."""
    totals: dict[str, float] = {}
    for match in matches:
        totals[match.topic_id] = totals.get(match.topic_id, 0.0) + match.score
    # Of equal topics the first by name decides, so that a story keeps its section.
    for topic in sorted(totals, key=lambda topic: (-totals[topic], topic)):
        for section in newsletter.sections:
            if topic in section.topics:
                return section.id
    return ""
