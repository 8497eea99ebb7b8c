"""Select: from a window of articles to the cards and lines of one issue, step by step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from digest.edit.asides import alone, attach_asides
from digest.edit.cards import Candidate, Passed, choose_cards
from digest.edit.cluster import cluster_articles
from digest.edit.facts import FactReader
from digest.edit.genre import VIDEO
from digest.edit.happenings import Happening, pool_happenings
from digest.edit.importance import Scale
from digest.edit.lead_article import is_readable, tells_title
from digest.edit.likeness import Likeness
from digest.edit.lines import choose_lines
from digest.edit.pinned import PinnedArticles
from digest.edit.repeated_text import cut_repeated_text
from digest.edit.reports import Parted, part_reports
from digest.edit.stories import StoryDesk, name_story, rarity_of
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
    window = open_window(articles, look_back_h=newsletter.look_back_h, now=now)
    ordered = sorted(window, key=lambda article: (article.published, article.id))
    by_article = _by_article(matches, newsletter)
    pinned = PinnedArticles(pins or Pins(), ordered)

    # Comment is set apart before clustering, so that it joins no two events.
    parted = part_reports(ordered, reports_by_pin=pinned.told)
    clusters = cluster_articles(parted.reports, aliases=aliases, pins=pins)
    wanted = _matched_clusters(clusters, by_article, newsletter.language)
    parted = _matched_asides(parted, by_article)
    likeness = Likeness(_tellers(wanted, parted, ordered), aliases)
    # Clusters are pooled before anything is weighed: one event is counted once.
    happenings = pool_happenings(wanted, likeness, apart=pinned.apart)
    desk = StoryDesk(
        scale=Scale(
            newsletter=newsletter,
            matches=by_article,
            middle=likeness.centre(_matched_reports(wanted, by_article)),
            now=now,
        ),
        likeness=likeness,
        past=past,
        rarity=rarity_of(ordered),
        reader=FactReader(aliases),
        pinned=pinned.together,
    )
    candidates, refused = _candidates(happenings, parted, desk, pinned)
    chosen, passed = choose_cards(candidates, newsletter)
    # Lines come after cards: a line never takes the place of a card.
    lines, missed = choose_lines(passed, chosen, newsletter)
    told = {entry.candidate.story.id for entry in (*passed, *refused)}
    told |= {candidate.story.id for candidate in chosen}
    comments = _comments_alone(parted, by_article, newsletter, told)
    return _selection(chosen, lines, [*missed, *refused], comments, newsletter)


def _by_article(matches: Iterable[Match], newsletter: Newsletter) -> dict[str, list[Match]]:
    wanted = {topic.topic_id for topic in newsletter.topics}
    by_article: dict[str, list[Match]] = {}
    for match in matches:
        if match.topic_id in wanted:
            by_article.setdefault(match.article_id, []).append(match)
    return by_article


def _matched_clusters(
    clusters: Iterable[Cluster], matches: Mapping[str, Sequence[Match]], language: str
) -> list[Cluster]:
    matched = []
    for cluster in clusters:
        if _is_matched(cluster, matches, language):
            matched.append(cluster)
    return matched


def _is_matched(cluster: Cluster, matches: Mapping[str, Sequence[Match]], language: str) -> bool:
    for article in cluster.articles:
        if article.id in matches and is_readable(article, language):
            return True
    return False


def _matched_asides(parted: Parted, matches: Mapping[str, Sequence[Match]]) -> Parted:
    """Keep the comment, videos and round-ups that met a topic; others are of other news."""
    return replace(
        parted,
        supporting=tuple(_with_match(parted.supporting, matches)),
        comments=tuple(_with_match(parted.comments, matches)),
    )


def _with_match(articles: Iterable[Article], matches: Mapping[str, object]) -> list[Article]:
    matched = []
    for article in articles:
        if article.id in matches:
            matched.append(article)
    return matched


def _tellers(
    clusters: Iterable[Cluster], parted: Parted, window: Sequence[Article]
) -> list[Article]:
    """Return all articles that may stand in the issue, without the text their outlets repeat.

    Likeness is measured among these alone: a name that all of a newsletter's news has in common
    says little there, however rare it is in the news of the world.
    """
    ids: set[str] = set()
    for article in (*parted.supporting, *parted.comments):
        ids.add(article.id)
    for cluster in clusters:
        for article in cluster.articles:
            ids.add(article.id)
    # Text that repeats is cut over the whole window: few articles would not show that it repeats.
    return [article for article in cut_repeated_text(window) if article.id in ids]


def _matched_reports(
    clusters: Iterable[Cluster], matches: Mapping[str, Sequence[Match]]
) -> list[Article]:
    reports: list[Article] = []
    for cluster in clusters:
        reports += _with_match(cluster.articles, matches)
    return reports


def _candidates(
    happenings: Sequence[Happening], parted: Parted, desk: StoryDesk, pinned: PinnedArticles
) -> tuple[list[Candidate], list[Passed]]:
    """Make the story of each happening, and set apart what readers know or an editor dropped."""
    supporting = attach_asides(parted.supporting, happenings, desk.likeness)
    comments = attach_asides(parted.comments, happenings, desk.likeness)
    # A video that tells an event which no report has is the news itself.
    happenings = (*happenings, *_videos_alone(parted, supporting, desk))
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
        candidate = Candidate(story=story, centre=happening.centre, pin=pin)
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
        if parted.kinds[article.id] == VIDEO and tells_title(article):
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
    told: Collection[str],
) -> list[Story]:
    """Return matched comment, videos and round-ups as stories that no report leads.

    `told` holds the ids of stories that were candidates: a video may be one.
    """
    stories = []
    for article in (*parted.supporting, *parted.comments):
        story_id = name_story((article,))
        if story_id in told or not is_readable(article, newsletter.language):
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
