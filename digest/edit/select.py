"""Select: from a window of articles to the cards and lines of one issue, step by step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from digest.edit.card_candidates import make_candidates
from digest.edit.cards import Candidate, Passed, choose_cards
from digest.edit.facts import FactReader
from digest.edit.gathering import gather_reports
from digest.edit.importance import Scale
from digest.edit.lead_article import is_readable
from digest.edit.lines import choose_lines
from digest.edit.pooled_window import PooledWindow, pool_window
from digest.edit.stories import StoryDesk, name_story, rarity_of
from digest.models import (
    Alias,
    Article,
    Match,
    Newsletter,
    PastStory,
    Pins,
    Reason,
    Selection,
    Story,
)

MOST_MISSED = 20
"""Stories left out that the why-trail lists, the weightiest first."""


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

    The steps are those of a desk, and each has a file of its own. The order of `articles` changes
    nothing.
    """
    aliases = tuple(aliases)
    # The window opens, comment is set apart from reports, and reports are clustered and pooled
    # into happenings: `pooled_window.py`.
    pooled = pool_window(articles, matches, newsletter, aliases=aliases, pins=pins, now=now)
    # Copies are folded, each happening becomes a story, and its points are added up:
    # `card_candidates.py`, `stories.py`, `importance.py`.
    desk = _desk(pooled, newsletter, past=past, aliases=aliases, now=now)
    candidates, refused = make_candidates(pooled, desk)
    # Stories get their cards one after the other: `cards.py`.
    chosen, passed = choose_cards(candidates, newsletter)
    # Reports that no card holds go to the card whose event they tell: `gathering.py`.
    chosen, passed = gather_reports(chosen, passed, pooled, desk.reader)
    # Lines come after cards, so that no line takes the place of a card: `lines.py`.
    lines, missed = choose_lines(passed, chosen, newsletter)

    judged = {candidate.story.id for candidate in chosen}
    judged |= {entry.candidate.story.id for entry in (*passed, *refused)}
    comments = _comments_alone(pooled, newsletter, judged)
    # stories that nearly stood come before comments, and the list is cut at its end
    left_out = [*_left_out([*missed, *refused]), *comments]
    return Selection(
        stories=tuple(_told(chosen, newsletter)),
        also=tuple(_told_in_brief(lines)),
        missed=tuple(left_out[:MOST_MISSED]),
        held=_why_held(chosen, newsletter),
    )


def _desk(
    pooled: PooledWindow,
    newsletter: Newsletter,
    *,
    past: Sequence[PastStory],
    aliases: tuple[Alias, ...],
    now: datetime,
) -> StoryDesk:
    """Set up everything by which the stories of this issue are made and weighed."""
    scale = Scale(newsletter=newsletter, matches=pooled.matches, middle=pooled.middle, now=now)
    return StoryDesk(
        scale=scale,
        likeness=pooled.likeness,
        past=past,
        rarity=rarity_of(pooled.window),
        reader=FactReader(aliases),
        pinned=pooled.pinned.together,
    )


def _comments_alone(
    pooled: PooledWindow, newsletter: Newsletter, judged: Collection[str]
) -> list[Story]:
    """Return matched comment, videos, round-ups and what was withdrawn as stories without a report.

    `judged` holds the ids of stories that were candidates: a video may be one.
    """
    stories = []
    parted = pooled.parted
    for article in (*parted.supporting, *parted.comments, *parted.withdrawn):
        story_id = name_story((article,))
        if story_id in judged or not is_readable(article, newsletter.language):
            continue
        kind = parted.kinds[article.id]
        # the why-trail tells an operator where a missing opinion went
        reason = Reason(code="no_report", detail=f"no report leads it, but {kind}")
        stories.append(
            Story(
                id=story_id,
                articles=(article,),
                matches=tuple(pooled.matches[article.id]),
                reasons=(reason,),
            )
        )
    return stories


def _told(chosen: Sequence[Candidate], newsletter: Newsletter) -> Iterator[Story]:
    """Yield the story of each card, with its rank as the last reason."""
    for rank, candidate in enumerate(chosen, start=1):
        detail = f"rank {rank} of {newsletter.max_stories}"
        if candidate.pin:
            detail += f", pinned: {candidate.pin}"
        yield _with_reason(candidate.story, Reason(code="chosen", detail=detail))


def _told_in_brief(lines: Iterable[Passed]) -> Iterator[Story]:
    """Yield the story of each line; its last reason says why it got no card."""
    for line in lines:
        reason = Reason(code="also", detail=line.reason.detail)
        yield _with_reason(line.candidate.story, reason)


def _left_out(missed: Iterable[Passed]) -> Iterator[Story]:
    """Yield each story that the issue does not tell, with the reason."""
    for entry in missed:
        yield _with_reason(entry.candidate.story, entry.reason)


def _with_reason(story: Story, reason: Reason) -> Story:
    return replace(story, reasons=(*story.reasons, reason))


def _why_held(chosen: Sequence[Candidate], newsletter: Newsletter) -> str:
    """Say why the issue waits for an editor: it has fewer stories than the newsletter asks."""
    least = newsletter.min_stories
    if len(chosen) >= least:
        return ""
    return f"{len(chosen)} stories of at least {least}: too little news for an issue"
