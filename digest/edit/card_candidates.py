"""Candidates: the happenings of a window made into stories that may have a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from digest.edit.asides import alone, attach_asides
from digest.edit.cards import Candidate, Passed
from digest.edit.elsewhere import follows_markets, is_of_elsewhere
from digest.edit.genre import VIDEO, shows_pictures
from digest.edit.happenings import Happening
from digest.edit.lead_article import tells_title
from digest.edit.pooled_window import PooledWindow
from digest.edit.reports import Parted
from digest.edit.stories import StoryDesk
from digest.models import Article, Reason, Story, StoryState


def make_candidates(pooled: PooledWindow, desk: StoryDesk) -> tuple[list[Candidate], list[Passed]]:
    """Make the story of each happening; return those that may have a card, and those that readers
    know already or an editor dropped.

    Comment and videos are attached to the happening that they are about.
    """
    parted = pooled.parted
    supporting = attach_asides(parted.supporting, pooled.happenings, desk.likeness)
    comments = attach_asides(parted.comments, pooled.happenings, desk.likeness)
    # A video that tells an event which no report has is the news itself.
    happenings = (*pooled.happenings, *_videos_alone(parted, supporting, desk))
    markets_followed = follows_markets(chain.from_iterable(desk.scale.matches.values()))
    candidates, refused = [], []
    for number, happening in enumerate(happenings):
        story = desk.make_story(
            happening,
            supporting=supporting.get(number, ()),
            comments=comments.get(number, ()),
        )
        # no report that stays met a topic
        if story is None:
            continue
        candidate = Candidate(
            story=story,
            centre=happening.centre,
            pin=pooled.pinned.of(happening.reports),
            reports=happening.reports,
            names=desk.reader.names_in(story.lead.title),
            elsewhere=is_of_elsewhere(story, desk.reader, markets_followed=markets_followed),
        )
        refusal = _refusal(candidate)
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
    """Yield a happening for each video that no report goes with and that tells its event."""
    for article in alone(parted.supporting, attached):
        is_news = parted.kinds[article.id] == VIDEO and not shows_pictures(article)
        if is_news and tells_title(article):
            centre = desk.likeness.centre([article])
            yield Happening(reports=(article,), merges=(), centre=centre)


def _refusal(candidate: Candidate) -> Reason | None:
    """Say why a story has no part in the choice; None where it has one."""
    if candidate.pin == "drop":
        return Reason(code="dropped", detail="an editor's pin leaves it out")
    if _is_unchanged(candidate.story) and not candidate.pin:
        return Reason(code="unchanged", detail="an earlier issue told it and nothing is new")
    return None


def _is_unchanged(story: Story) -> bool:
    return story.state is StoryState.UNCHANGED
