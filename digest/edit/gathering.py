"""Gathering: the reports that no card holds, put on the card whose event they tell.

Words part the sides of one event, so a large event leaves reports in other stories, and some off
its own card. Here each report is looked at alone: an act and words in common with a card say more
of one report than of a whole story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.edit.acts import TOLL, acts_of_report, themes_of
from digest.edit.cards import JOINED, Candidate, Passed
from digest.edit.copies import find_copies
from digest.edit.facts import FactReader
from digest.edit.features import quarrel_share
from digest.edit.lead_article import telling_stems
from digest.edit.likeness import Likeness, Vector, cosine
from digest.edit.pooled_window import PooledWindow
from digest.models import Article, Match, Reason, Story

ACT_LIKENESS = 0.15
"""Likeness to a card from which on a report that tells an act of the card tells its event."""

WORDS_LIKENESS, TITLE_WORDS = 0.2, 3
"""Likeness to the first card, and telling words that a title has in common with one of its titles,
from which on a report of its own happening tells its event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """The terms of a comparison: the acts of a card's titles, their words, and its middle."""

    candidate: Candidate
    centre: Vector
    acts: frozenset[str]
    titles: tuple[frozenset[str], ...]


def gather_reports(
    chosen: Sequence[Candidate],
    passed: Sequence[Passed],
    pooled: PooledWindow,
    reader: FactReader,
) -> tuple[list[Candidate], list[Passed]]:
    """Put each report that no card holds on the card whose event it tells.

    Return the cards with these reports behind their own, and the stories that got no card without
    them; a story whose lead article a card took is joined to it. An editor's `apart` pins hold.
    """
    candidates = [*chosen, *(entry.candidate for entry in passed)]
    themes = themes_of(candidate.acts for candidate in candidates) | {TOLL}
    cards = [_card(candidate, pooled.likeness, themes) for candidate in chosen]
    gathered: dict[str, list[Article]] = {}
    for report in _free_reports(chosen, passed, pooled.matches):
        card = _card_of(report, cards, pooled.likeness)
        if card is not None:
            gathered.setdefault(card.candidate.story.id, []).append(report)
    full = []
    taken: dict[str, str] = {}
    for candidate in chosen:
        reports = _addable(candidate.story, gathered.get(candidate.story.id, ()), pooled)
        for report in reports:
            taken[report.id] = candidate.story.lead.title
        full.append(
            replace(candidate, story=_with_reports(candidate.story, reports, pooled, reader))
        )
    return full, [_without(entry, taken) for entry in passed]


def _card(candidate: Candidate, likeness: Likeness, themes: frozenset[str]) -> _Card:
    acts: set[str] = set()
    for article in candidate.story.articles:
        acts |= acts_of_report(article)
    return _Card(
        candidate=candidate,
        centre=likeness.centre(candidate.story.articles),
        acts=frozenset(acts - themes),
        titles=tuple(telling_stems(article) for article in candidate.story.articles),
    )


def _free_reports(
    chosen: Sequence[Candidate], passed: Sequence[Passed], matches: Mapping[str, Sequence[Match]]
) -> Iterator[Article]:
    """Yield the matched reports of all stories that stand on no card."""
    held = set()
    for candidate in chosen:
        for article in candidate.story.articles:
            held.add(article.id)
    for candidate in (*chosen, *(entry.candidate for entry in passed)):
        for report in candidate.reports:
            if report.id not in held and report.id in matches:
                yield report


def _card_of(report: Article, cards: Sequence[_Card], likeness: Likeness) -> _Card | None:
    """Return the card that a report is most like, where it tells the event of this card."""
    vector = likeness.vector(report)
    best, most = None, 0.0
    for card in cards:
        alike = cosine(vector, card.centre)
        if alike > most:
            best, most = card, alike
    if best is None or quarrel_share([report]):
        return None
    if most >= ACT_LIKENESS and acts_of_report(report) & best.acts:
        return best
    if best is cards[0] and most >= WORDS_LIKENESS and _is_of_its_happening(report, best):
        return best
    return None


def _is_of_its_happening(report: Article, card: _Card) -> bool:
    if report not in card.candidate.reports:
        return False
    stems = telling_stems(report)
    return any(len(stems & title) >= TITLE_WORDS for title in card.titles)


def _addable(story: Story, reports: Sequence[Article], pooled: PooledWindow) -> list[Article]:
    """Leave out copies of what the card has, and reports that an editor keeps apart from it."""
    on_card = {article.id for article in story.articles}
    repeats = set()
    for copy in find_copies((*story.articles, *reports)):
        # an article that stands on the card stays there, whichever of the two is the original
        repeats.add(copy.kept if copy.folded in on_card else copy.folded)
    added = []
    for report in reports:
        pairs = {frozenset((report.id, name)) for name in on_card}
        if report.id not in repeats and pairs.isdisjoint(pooled.pinned.apart):
            added.append(report)
    return added


def _with_reports(
    story: Story, reports: Sequence[Article], pooled: PooledWindow, reader: FactReader
) -> Story:
    if not reports:
        return story
    articles = (*story.articles, *reports)
    matches = [*story.matches]
    for report in reports:
        matches += pooled.matches[report.id]
    voices = {article.family or article.publisher or article.id for article in articles}
    detail = f"reports of its event from other stories, or from no card: {len(reports)}"
    return replace(
        story,
        articles=articles,
        matches=tuple(matches),
        # the next issue must know what the card told
        facts=tuple(sorted({*story.facts, *reader.facts_of(reports)})),
        publishers=max(story.publishers, len(voices)),
        reasons=(*story.reasons, Reason(code="gathered", detail=detail)),
    )


def _without(entry: Passed, taken: Mapping[str, str]) -> Passed:
    """Return a story that got no card without the reports that a card took."""
    story = entry.candidate.story
    if story.lead.id in taken:
        detail = f"“{taken[story.lead.id]}” tells this event already, and has its report"
        return Passed(candidate=entry.candidate, reason=Reason(code=JOINED, detail=detail))
    kept = tuple(article for article in story.articles if article.id not in taken)
    candidate = replace(entry.candidate, story=replace(story, articles=kept))
    return replace(entry, candidate=candidate)
