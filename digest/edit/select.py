"""Select: from a window of articles to the cards and lines of one issue, step by step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from digest.edit.asides import alone, attach_asides
from digest.edit.cards import Candidate, Passed, choose_cards
from digest.edit.elsewhere import follows_markets, is_of_elsewhere
from digest.edit.facts import FactReader
from digest.edit.genre import VIDEO, shows_pictures
from digest.edit.happenings import Happening
from digest.edit.importance import Scale
from digest.edit.lead_article import is_readable, tells_title
from digest.edit.lines import choose_lines
from digest.edit.pinned import PinnedArticles
from digest.edit.pooled_window import pool_window
from digest.edit.reports import Parted
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
    StoryState,
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

    The steps are those of a desk: open the window, set comment apart from reports, fold copies
    and cluster, pool clusters into happenings, weigh each happening, choose the cards, then the
    lines. The order of `articles` changes nothing.
    """
    aliases = tuple(aliases)
    pooled = pool_window(articles, matches, newsletter, aliases=aliases, pins=pins, now=now)
    desk = StoryDesk(
        scale=Scale(
            newsletter=newsletter,
            matches=pooled.matches,
            middle=pooled.middle,
            now=now,
        ),
        likeness=pooled.likeness,
        past=past,
        rarity=rarity_of(pooled.window),
        reader=FactReader(aliases),
        pinned=pooled.pinned.together,
    )
    candidates, refused = _candidates(pooled.happenings, pooled.parted, desk, pooled.pinned)
    chosen, passed = choose_cards(candidates, newsletter)
    # Lines come after cards: a line never takes the place of a card.
    lines, missed = choose_lines(passed, chosen, newsletter)
    told_stories = {entry.candidate.story.id for entry in (*passed, *refused)}
    told_stories |= {candidate.story.id for candidate in chosen}
    comments = _comments_alone(pooled.parted, pooled.matches, newsletter, told_stories)
    return _selection(chosen, lines, [*missed, *refused], comments, newsletter)


def _candidates(
    happenings: Sequence[Happening], parted: Parted, desk: StoryDesk, pinned: PinnedArticles
) -> tuple[list[Candidate], list[Passed]]:
    """Make the story of each happening, and set apart what readers know or an editor dropped."""
    supporting = attach_asides(parted.supporting, happenings, desk.likeness)
    comments = attach_asides(parted.comments, happenings, desk.likeness)
    # A video that tells an event which no report has is the news itself.
    happenings = (*happenings, *_videos_alone(parted, supporting, desk))
    markets_followed = follows_markets(chain.from_iterable(desk.scale.matches.values()))
    candidates, refused = [], []
    for number, happening in enumerate(happenings):
        story = desk.make_story(
            happening,
            supporting=supporting.get(number, ()),
            comments=comments.get(number, ()),
        )
        if story is None:
            continue
        pin = pinned.of(happening.reports)
        candidate = Candidate(
            story=story,
            centre=happening.centre,
            pin=pin,
            names=desk.reader.names_in(story.lead.title),
            elsewhere=is_of_elsewhere(story, desk.reader, markets_followed=markets_followed),
        )
        refusal = _refusal(story, pin)
        if refusal:
            refused.append(Passed(candidate=candidate, reason=refusal))
        else:
            candidates.append(candidate)
    # the near misses come first, and ids settle ties
    refused.sort(key=lambda entry: (-entry.candidate.story.score, entry.candidate.story.id))
    return candidates, refused


def _videos_alone(
    parted: Parted, attached: Mapping[int, Sequence[Article]], desk: StoryDesk
) -> Iterator[Happening]:
    for article in alone(parted.supporting, attached):
        is_news = parted.kinds[article.id] == VIDEO and not shows_pictures(article)
        if is_news and tells_title(article):
            centre = desk.likeness.centre([article])
            yield Happening(reports=(article,), merges=(), centre=centre)


def _refusal(story: Story, pin: str) -> Reason | None:
    if pin == "drop":
        return Reason(code="dropped", detail="an editor's pin leaves it out")
    if story.state is StoryState.UNCHANGED and not pin:
        return Reason(code="unchanged", detail="an earlier issue told it and nothing is new")
    return None


def _comments_alone(
    parted: Parted,
    matches: Mapping[str, Sequence[Match]],
    newsletter: Newsletter,
    told_stories: Collection[str],
) -> list[Story]:
    """Return matched comment, videos and round-ups as stories that no report leads.

    `told_stories` holds the ids of stories that were candidates: a video may be one.
    """
    stories = []
    for article in (*parted.supporting, *parted.comments):
        story_id = name_story((article,))
        if story_id in told_stories or not is_readable(article, newsletter.language):
            continue
        kind = parted.kinds[article.id]
        # the why-trail tells an operator where a missing opinion went
        reason = Reason(code="no_report", detail=f"no report leads it, but {kind}")
        stories.append(
            Story(
                id=story_id,
                articles=(article,),
                matches=tuple(matches[article.id]),
                reasons=(reason,),
            )
        )
    return stories


def _selection(
    chosen: Sequence[Candidate],
    lines: Sequence[Passed],
    missed: Sequence[Passed],
    comments: Sequence[Story],
    newsletter: Newsletter,
) -> Selection:
    stories = []
    for rank, candidate in enumerate(chosen, start=1):
        detail = f"rank {rank} of {newsletter.max_stories}"
        if candidate.pin:
            detail += f", pinned: {candidate.pin}"
        stories.append(_because(candidate.story, Reason(code="chosen", detail=detail)))
    also = []
    for line in lines:
        reason = Reason(code="also", detail=line.reason.detail)
        also.append(_because(line.candidate.story, reason))
    left_out = []
    for entry in missed:
        left_out.append(_because(entry.candidate.story, entry.reason))
    held = ""
    if len(stories) < newsletter.min_stories:
        least = newsletter.min_stories
        held = f"{len(stories)} stories of at least {least}: too little news for an issue"
    return Selection(
        stories=tuple(stories),
        also=tuple(also),
        # stories that nearly stood come before comments, and the list is cut at its end
        missed=tuple([*left_out, *comments][:MOST_MISSED]),
        held=held,
    )


def _because(story: Story, reason: Reason) -> Story:
    return replace(story, reasons=(*story.reasons, reason))
