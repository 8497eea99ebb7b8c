"""Why it matters: earlier events, stakes and expectations, from reports and earlier articles."""

from __future__ import annotations

from collections.abc import Sequence

from digest.models import Article, Role
from digest.write.candidates import headline_passage, quotables
from digest.write.draft_state import StoryDraft
from digest.write.groups import Group, count_words, take_up
from digest.write.quotable import Quotable
from digest.write.signs import no_background, weak_background
from digest.write.similarity import ANY_NEWS, content_words, overlap
from digest.write.what_happened import newest_first

GOOD, GOOD_ELSEWHERE, GOOD_EARLIER = 0.4, 0.45, 0.6
"""Least chance that an editor prints a sentence there: from the lead article, from another report,
from an article before this story. Below it the part stays empty: no label at all."""

MOST = 3
"""Sentences of the part at most: each further one is right less often."""

GOOD_IF_WEAK = 0.6
"""Least chance of a sentence with a sign of weak background: of those below it a third explain."""

GOOD_LAST = 0.55
"""Least chance of the last sentence of a background."""

SCRAP = 8
"""Words below which a sentence explains nothing."""

READABLE = (10, 45)
"""Words of a sentence that reads well; a shorter or longer one loses `HARD_TO_READ`."""

HARD_TO_READ, NEAR = 0.1, 0.2
"""Chance that a sentence loses for its length, and gains when it is wholly about what was said."""

NEAR_ENOUGH = 0.4
"""Share of words with what was said from which a sentence is about it and no nearer."""

SHARED_OWN, SHARED_ELSEWHERE = 1, 2
"""Telling words of the headline or the opening that a sentence must share, in the lead article and
in another report: an article tells of other matters, too."""

SAME_ACTORS = 2
"""Telling words that the titles of this story and of an earlier article must share."""


def background_of(draft: StoryDraft, room: int, earlier: Sequence[Article] = ()) -> list[Group]:
    """Take the sentences that say best why the news matters, in `room` words.

    `earlier` are articles from before this story; they count where their title shares actors or
    places with it. Sentences are returned in the order of their text, the lead article's first,
    those of earlier articles before all.
    """
    # reports and earlier articles compete by one measure
    ranked = [*_of_reports(draft), *_of_earlier(draft, earlier)]
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


def _of_reports(draft: StoryDraft) -> list[tuple[float, str, int, Quotable]]:
    """Return the candidates of the story's own articles, each behind its sort key."""
    candidates = []
    for article in newest_first(draft.story.articles, draft.story.lead.id):
        own = article.id == draft.story.lead.id
        # the first sentence of a report is its news
        for quote in quotables(article)[1:]:
            least = GOOD if own else GOOD_ELSEWHERE
            if quote.background < least or not _may_explain(draft, quote):
                continue
            shared = len(draft.shared(quote))
            if shared >= (SHARED_OWN if own else SHARED_ELSEWHERE):
                candidates.append((-_gravity(draft, quote), article.id, quote.index, quote))
    return candidates


def _of_earlier(
    draft: StoryDraft, earlier: Sequence[Article]
) -> list[tuple[float, str, int, Quotable]]:
    """Return the candidates of earlier articles on the same actors or places."""
    reports = {article.id for article in draft.story.articles}
    candidates = []
    for article in earlier:
        if article.id in reports or article.published >= draft.story.lead.published:
            continue
        title = content_words(headline_passage(article).text, article.language or "en")
        if len(title & draft.title - ANY_NEWS) < SAME_ACTORS:
            continue
        for quote in quotables(article):
            # the first sentence of an old report tells an earlier event
            explains = quote.background >= GOOD_EARLIER or (quote.index == 0 and quote.alone)
            if explains and _may_explain(draft, quote) and draft.concerns(quote):
                candidates.append((-_gravity(draft, quote), article.id, quote.index, quote))
    return candidates


def _may_explain(draft: StoryDraft, quote: Quotable) -> bool:
    if quote.tells_nothing or quote.words < SCRAP or quote.role is Role.NA:
        return False
    if no_background(quote.language).search(quote.text):
        return False
    if quote.background < GOOD_IF_WEAK and weak_background(quote.language).search(quote.text):
        return False
    return draft.understands(quote)


def _gravity(draft: StoryDraft, quote: Quotable) -> float:
    """Return how well a sentence says why the news matters: sure, about this story, readable."""
    near = max((overlap(quote.content, sentence) for sentence in draft.sentence_words), default=0.0)
    gravity = quote.background + NEAR * min(near, NEAR_ENOUGH)
    if not READABLE[0] <= quote.words <= READABLE[1]:
        gravity -= HARD_TO_READ
    return gravity
