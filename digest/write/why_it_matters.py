"""Why it matters: earlier events, stakes and expectations, from reports and earlier articles."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from digest.models import Article
from digest.write.candidates import quotables
from digest.write.draft_state import StoryDraft
from digest.write.earlier_events import earlier_background
from digest.write.explaining import Candidate, candidate, may_explain
from digest.write.groups import Group, count_words, take_up
from digest.write.signs import stakes
from digest.write.what_happened import newest_first

GOOD, GOOD_ELSEWHERE = 0.4, 0.45
"""Least chance that an editor prints a sentence there: from the lead article, from another report.
Below it the part stays empty: no label at all."""

MOST = 3
"""Sentences of the part at most: each further one is right less often."""

GOOD_LAST = 0.55
"""Least chance of the last sentence of a background."""

SHARED_OWN, SHARED_ELSEWHERE = 1, 2
"""Telling words of the headline or the opening that a sentence must share, in the lead article and
in another report: an article tells of other matters, too."""


def background_of(
    draft: StoryDraft,
    room: int,
    earlier: Sequence[Article] = (),
    printed: Collection[str] = (),
) -> list[Group]:
    """Take the sentences that say best why the news matters, in `room` words.

    `earlier` are articles from before this story; they count where their title shares actors or
    places with it, but for the sentences that readers had already, `printed`. Sentences are
    returned in the order of their text, the lead article's first, those of earlier articles before
    all.
    """
    # reports and earlier articles compete by one measure
    ranked = [*_of_reports(draft), *earlier_background(draft, earlier, printed)]
    ranked.sort(key=lambda entry: entry[:3])
    groups = take_up(draft, ([quote] for *_, quote in ranked), room, most=MOST - 1)
    sure = []
    for *_, quote in ranked:
        if quote.background >= GOOD_LAST:
            sure.append([quote])
    # the last sentence must be surer than the first two
    if len(groups) == MOST - 1:
        groups += take_up(draft, sure, room - sum(map(count_words, groups)), most=1)
    reports = {article.id for article in draft.story.articles}
    groups.sort(
        key=lambda group: (
            group[0].article.id in reports,
            group[0].article.id != draft.lead_id,
            group[0].article.id,
            group[0].index,
        )
    )
    return groups


def stakes_among(draft: StoryDraft, happened: Sequence[Group]) -> list[Group]:
    """Return the first group of *What happened* that tells what is at stake, if any does.

    Feeds of one line each have no further sentence, and the line of a second outlet may say it.
    """
    for group in happened:
        for quote in group:
            if stakes(quote.language).search(quote.text) and may_explain(draft, quote):
                return [group]
    return []


def _of_reports(draft: StoryDraft) -> list[Candidate]:
    """Return the candidates of the story's own articles, each behind its sort key."""
    candidates = []
    for article in newest_first(draft.story.articles, draft.story.lead.id):
        own = article.id == draft.story.lead.id
        # the first sentence of a report is its news
        for quote in quotables(article)[1:]:
            least = GOOD if own else GOOD_ELSEWHERE
            if quote.background < least or not may_explain(draft, quote):
                continue
            shared = len(draft.shared(quote))
            if shared >= (SHARED_OWN if own else SHARED_ELSEWHERE):
                candidates.append(candidate(draft, quote))
    return candidates
