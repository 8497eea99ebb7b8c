"""Select: from a window of articles to the stories of one issue, the one-liners, and what just missed it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from digest.edit.cluster import cluster_articles
from digest.edit.continuity import FactReader, continue_story, stems_of, terms_of
from digest.edit.copies import cited_agency, find_copies
from digest.edit.genre import SUPPORTING, why_no_report
from digest.edit.happenings import Happening, find_happenings
from digest.edit.rank import count_voices, order_articles, score_story
from digest.edit.window import open_window
from digest.models import (
    Alias,
    Article,
    Cluster,
    Match,
    Newsletter,
    PastStory,
    Pins,
    Reason,
    Selection,
    Story,
    StoryState,
)

MOST_PER_PUBLISHER = 2
"""Stories that one publisher alone tells in one issue, at most, as long as others have enough for the issue."""

MOST_SIDES = 2
"""Stories and, again, one-liners that tell sides of one happening, at most."""

_MISSED = 20


def select_stories(
    articles: Sequence[Article],
    matches: Iterable[Match],
    newsletter: Newsletter,
    *,
    past: Sequence[PastStory] = (),
    aliases: Iterable[Alias] = (),
    pins: Pins | None = None,
    now: datetime,
) -> Selection:
    """Decide what one issue carries; every decision leaves a reason.

    Articles outside the look-back window or after `now` are not looked at. Unmatched articles support a story that a
    matched one makes, and never make one.
    """
    aliases = tuple(aliases)
    window = open_window(articles, look_back_h=newsletter.look_back_h, now=now)
    desk = _Desk(
        newsletter=newsletter,
        matches=_by_article(matches, newsletter),
        past=past,
        rarity=_rarity(window),
        reader=FactReader(aliases),
        now=now,
    )
    clusters = cluster_articles(window, aliases=aliases, pins=pins)
    stories = [desk.story(cluster) for cluster in clusters if desk.wants(cluster)]
    stories.sort(key=lambda story: (-story.score, story.id))
    return _spread(_judged(stories), newsletter, find_happenings(window))


def _by_article(matches: Iterable[Match], newsletter: Newsletter) -> dict[str, list[Match]]:
    wanted = {topic.topic_id for topic in newsletter.topics}
    found: dict[str, list[Match]] = {}
    for match in matches:
        if match.topic_id in wanted:
            found.setdefault(match.article_id, []).append(match)
    return found


def _rarity(articles: Sequence[Article]) -> dict[str, float]:
    seen = Counter(stem for article in articles for stem in set(stems_of(article)))
    return {stem: math.log((1 + len(articles)) / times) for stem, times in seen.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What every story of one issue is judged by."""

    newsletter: Newsletter
    matches: Mapping[str, Sequence[Match]]
    past: Sequence[PastStory]
    rarity: Mapping[str, float]
    reader: FactReader
    now: datetime

    def wants(self, cluster: Cluster) -> bool:
        """Whether an article in the newsletter's language matched; others support a story and never make one."""
        return any(
            article.id in self.matches and self._readable(article) for article in cluster.articles
        )

    def _readable(self, article: Article) -> bool:
        return not article.language or _base(article.language) == _base(self.newsletter.language)

    def _untold_first(
        self, ordered: Sequence[Article], past: PastStory | None
    ) -> tuple[Article, ...]:
        """A follow-up leads with what came since: articles that the earlier issue had go behind the others."""
        told = frozenset((*past.article_ids, *past.article_urls)) if past else frozenset[str]()

        def place(article: Article) -> tuple[bool, bool]:
            return not self._readable(article), not told.isdisjoint(
                (article.id, article.canonical_url)
            )

        return tuple(sorted(ordered, key=place))

    def story(self, cluster: Cluster) -> Story:
        copies = find_copies(cluster.articles)
        folded = {copy.folded for copy in copies}
        heard = _reports(cluster.articles)
        kept = [article for article in heard if article.id not in folded] or list(heard)
        matches = tuple(
            match for article in cluster.articles for match in self.matches.get(article.id, ())
        )
        best = {
            match.article_id: match.score
            for match in sorted(matches, key=lambda match: match.score)
        }
        ordered = order_articles(kept, best, self.newsletter)
        publishers = count_voices(heard, copies)
        terms, story_id = terms_of(kept, self.rarity), _story_id(cluster)
        thread = continue_story(ordered, terms, self.past, story_id=story_id, reader=self.reader)
        score, reasons = score_story(
            kept, matches, self.newsletter, publishers=publishers, state=thread.state, now=self.now
        )
        return Story(
            id=story_id,
            articles=self._untold_first(ordered, thread.past),
            copies=copies,
            merges=cluster.merges,
            matches=matches,
            publishers=publishers,
            section=_section(matches, self.newsletter),
            score=score,
            reasons=(
                *reasons,
                *_leaning(ordered),
                Reason(code=thread.state.value, detail=thread.why),
            ),
            state=thread.state,
            new_fact=thread.new_fact,
            past=thread.past,
            thread_id=thread.thread_id,
            facts=self.reader.facts_of(kept),
            terms=terms,
        )


def _reports(articles: Sequence[Article]) -> Sequence[Article]:
    """The articles that tell the event: opinions, podcasts and the like count for nothing beside a report."""
    return [
        article for article in articles if why_no_report(article) in {"", *SUPPORTING}
    ] or articles


def _leaning(articles: Sequence[Article]) -> Iterable[Reason]:
    """Articles that lean on an agency are named: they report what it reported."""
    for article in articles:
        if agency := cited_agency(article):
            yield Reason(code="cites", detail=f"{article.publisher or article.id} cites {agency}")


def _story_id(cluster: Cluster) -> str:
    """Named by its first article, so that it keeps its name when others join."""
    return blake2b(cluster.articles[0].id.encode(), digest_size=6).hexdigest()


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _section(matches: Sequence[Match], newsletter: Newsletter) -> str:
    """The section of the best-matched topic that has one."""
    totals: dict[str, float] = {}
    for match in matches:
        totals[match.topic_id] = totals.get(match.topic_id, 0.0) + match.score
    for topic in sorted(totals, key=lambda topic: (-totals[topic], topic)):
        for section in newsletter.sections:
            if topic in section.topics:
                return section.id
    return ""


_Refusal = tuple[str, str] | None
"""Why a story cannot stand, as the code and detail of a reason."""


def _judged(ranked: Sequence[Story]) -> list[tuple[Story, _Refusal]]:
    """Each story with why it cannot stand: of two that go on with one thread, the better ranked stands."""
    seen: dict[str, Story] = {}
    judged: list[tuple[Story, _Refusal]] = []
    for story in ranked:
        if story.state is StoryState.UNCHANGED:
            judged.append((story, ("unchanged", "an earlier issue told it and nothing is new")))
        elif genre := why_no_report(story.lead):
            judged.append((story, ("no_report", f"no report leads it, but {genre}")))
        elif (first := seen.setdefault(story.thread_id, story)) is not story:
            judged.append((story, ("same_thread", f"“{first.lead.title}” carries the same thread")))
        else:
            judged.append((story, None))
    return judged


def _spread(
    judged: Sequence[tuple[Story, _Refusal]],
    newsletter: Newsletter,
    happenings: Sequence[Happening],
) -> Selection:
    """Choose with as few stories of one publisher alone as fill the issue."""
    for most in range(MOST_PER_PUBLISHER, newsletter.max_stories):
        selection = _choose(judged, newsletter, happenings, most)
        if len(selection.stories) == newsletter.max_stories:
            return selection
    return _choose(judged, newsletter, happenings, max(MOST_PER_PUBLISHER, newsletter.max_stories))


def _choose(
    judged: Sequence[tuple[Story, _Refusal]],
    newsletter: Newsletter,
    happenings: Sequence[Happening],
    most: int,
) -> Selection:
    """Fill the issue from the top, spread over sections and lead publishers; the rest becomes one-liners or misses."""
    chosen: list[Story] = []
    also: list[Story] = []
    missed: list[Story] = []
    for story, why_not in judged:
        sides = _sides(story, happenings)
        full, told = (
            _told_enough(sides, chosen) or _no_room(story, chosen, newsletter, most),
            _told_enough(sides, also),
        )
        if why_not:
            missed.append(_because(story, *why_not))
        elif not full:
            chosen.append(
                _because(story, "chosen", f"rank {len(chosen) + 1} of {newsletter.max_stories}")
            )
        elif told:
            missed.append(_because(story, "same_happening", told))
        elif len(also) < newsletter.max_also:
            also.append(_because(story, "also", full))
        else:
            missed.append(
                _because(
                    story, "no_room", f"{full}, and all {newsletter.max_also} one-liners are taken"
                )
            )
    held = ""
    if len(chosen) < newsletter.min_stories:
        held = f"{len(chosen)} stories of at least {newsletter.min_stories}: too little news for an issue"
    return Selection(
        stories=tuple(chosen), also=tuple(also), missed=tuple(missed[:_MISSED]), held=held
    )


def _sides(story: Story, happenings: Iterable[Happening]) -> list[Happening]:
    return [happening for happening in happenings if happening.is_told_by(story.lead)]


def _told_enough(sides: Iterable[Happening], stories: Sequence[Story]) -> str:
    """Why no more of these stories may tell a happening, or ""."""
    for happening in sides:
        if sum(happening.is_told_by(story.lead) for story in stories) >= MOST_SIDES:
            return f"{MOST_SIDES} others tell sides of “{happening.label}” already"
    return ""


def _no_room(story: Story, chosen: Sequence[Story], newsletter: Newsletter, most: int) -> str:
    """Why a story cannot be among the chosen, or ""."""
    if len(chosen) >= newsletter.max_stories:
        return f"the issue has its {newsletter.max_stories} stories"
    for section in newsletter.sections:
        if (
            section.id == story.section
            and sum(one.section == section.id for one in chosen) >= section.max_stories
        ):
            return f"section {section.id} has its {section.max_stories} stories"
    voice = story.lead.family or story.lead.publisher
    led = sum((one.lead.family or one.lead.publisher) == voice for one in chosen)
    if voice and story.publishers == 1 and led >= most:
        return f"{voice} leads {led} stories already"
    return ""


def _because(story: Story, code: str, detail: str) -> Story:
    return replace(story, reasons=(*story.reasons, Reason(code=code, detail=detail)))
