"""Importance: how much one happening counts for one newsletter, in points with reasons."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.edit.agencies import voice_of
from digest.edit.deeds import remarks_from_elsewhere, tells_deed
from digest.edit.features import feature_share, quarrel_share
from digest.edit.happenings import Happening
from digest.edit.likeness import Vector, cosine
from digest.edit.profile import headline_of
from digest.edit.turns import tells_escalation, tells_first
from digest.models import Article, Copy, CopyKind, Field, Match, Newsletter, Reason, StoryState

CENTRALITY_POINTS = 5.0
"""Points of a happening that is wholly like the mean of all matched reports; most reach a half."""

TOPIC_POINTS = 1.5
"""Points of a perfect match with a topic of weight 1."""

TOPIC_HALF = 2.0
"""The match score that gives half of these points: one mention in a title."""

SIZE_POINTS = 0.2
"""Points each time that the independent publishers double, and again that the reports double. Set
in the middle of values that choose alike; from 0.35 on the loudest story leads wrongly."""

SUBJECT_POINTS = 0.8
"""Points where the titles open with the topic; the later they come to it, the fewer."""

FRESH_POINTS = 0.5
"""Points of news of this moment; news as old as the window has none."""

SPREAD_POINTS = -1.0
"""Points of a happening whose reports came over the whole window: a theme of the day. An event is
told in one burst."""

HEADING_POINTS = -1.0
"""Points where the title of the lead article is in two parts ("The blast: a bride's story"): a
running head, or a speaker, stands in the place of an act."""

FEATURE_POINTS = -2.0
"""Points where even the plainest of the reports reads as a feature."""

QUARREL_POINTS = -1.0
"""Points where all titles tell a quarrel at home, of parties or campuses: it is about the event,
and seldom the event."""

DEED_POINTS = 0.25
"""Points where all titles of the one publisher that has an event tell a deed. Several publishers
show by their number how large an event is; of one, an editor takes the deed before the remark. From
0.3 on a deed leads where a development should."""

REMARK_POINTS = -0.5
"""Points where all titles tell the words of a land elsewhere: they are about the event, and are
seldom a card."""

ESCALATION_POINTS = 0.4
"""Points where the lead article's title tells that forces move, a siege, an invasion or a coup: of
two events of like weight an editor takes a turn in the course of events. From 0.2 to 0.5 all values
choose better than none."""

FIRST_POINTS = 0.4
"""Points where the lead article's title tells a first of its kind, or a rare event."""

STATE_RUN_POINTS = -1.0
"""Points where outlets run by a state alone tell it."""

SOURCE_POINTS = 0.5
"""Points each time that the weight of the best source doubles."""

SCOOP_POINTS = 1.0
"""Points of a story that one preferred source has alone."""

PREFERRED_WEIGHT = 1.5
"""The weight from which on a source is preferred."""

DEVELOPED_POINTS = 0.25
"""Points of a story that goes on with one of an earlier issue and has a new fact."""

HOUR_S = 3600

_TWO_PARTS = re.compile(r"\w: ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Everything that the happenings of one issue are weighed by.

    `matches` are by article id, `middle` is the mean vector of all matched reports.
    """

    newsletter: Newsletter
    matches: Mapping[str, Sequence[Match]]
    middle: Vector
    now: datetime


def count_voices(articles: Iterable[Article], copies: Iterable[Copy]) -> int:
    """Count independent publishers: a family once, a wire copy under the voice it copies."""
    folded = set()
    for copy in copies:
        # Two addresses of one page are no copying between outlets.
        if copy.kind is not CopyKind.SAME_URL:
            folded.add(copy.folded)
    voices = set()
    for article in articles:
        if article.id not in folded:
            voices.add(voice_of(article))
    return max(1, len(voices))


def weigh_happening(
    happening: Happening, scale: Scale, *, lead: Article, publishers: int, state: StoryState
) -> tuple[float, tuple[Reason, ...]]:
    """Add up the points of a happening; each part is one reason.

    Centrality says what the day is about, the topic what the newsletter is about; the counts are
    over the whole happening, however many clusters tell it.
    """
    matched = []
    for article in happening.reports:
        if article.id in scale.matches:
            matched.append(article)
    # the order is that of the why-trail, the weightiest reasons first
    reasons = [
        _centrality(happening, scale),
        _topic(matched, scale),
        _size(publishers, len(matched)),
        _subject(matched, scale),
        _freshness(happening, scale),
        _spread(matched, scale),
        *_heading(lead),
        *_turn(lead),
        *_sources(happening.reports, publishers),
        *_kind(matched, scale),
        *_deeds_and_remarks(matched, publishers, scale),
    ]
    if state is StoryState.DEVELOPED:
        detail = "it goes on with an earlier issue and has a new fact"
        reasons.append(Reason(code="developed", detail=detail, value=DEVELOPED_POINTS))
    # an exact sum: a tie must not be decided by rounding
    total = math.fsum([reason.value or 0.0 for reason in reasons])
    return round(total, 4), tuple(reasons)


def _centrality(happening: Happening, scale: Scale) -> Reason:
    likeness = cosine(happening.centre, scale.middle)
    detail = f"{likeness:.0%} like the mean of all matched reports"
    return _reason("centrality", detail, CENTRALITY_POINTS * likeness)


def _topic(matched: Iterable[Article], scale: Scale) -> Reason:
    weights = {topic.topic_id: topic.weight for topic in scale.newsletter.topics}
    best, name = 0.0, "none"
    for article in matched:
        for match in scale.matches[article.id]:
            share = match.score / (match.score + TOPIC_HALF)
            worth = weights.get(match.topic_id, 0.0) * share
            # Of equal topics the later name counts, so that the reason stays the same.
            if (worth, match.topic_id) > (best, name) or name == "none":
                best, name = worth, match.topic_id
    return _reason("topic", f"topic {name}", TOPIC_POINTS * best)


def _size(publishers: int, reports: int) -> Reason:
    points = SIZE_POINTS * (math.log2(publishers) + math.log2(max(1, reports)))
    if publishers == 1:
        detail = f"one source, matched reports: {reports}"
    else:
        detail = f"{publishers} independent publishers, matched reports: {reports}"
    return _reason("publishers", detail, points)


def _subject(matched: Sequence[Article], scale: Scale) -> Reason:
    # The mean over all titles: one odd title changes little.
    total = math.fsum([_earliness(article, scale.matches[article.id]) for article in matched])
    share = total / max(1, len(matched))
    return _reason("subject", "how early the titles name the topic", SUBJECT_POINTS * share)


def _earliness(article: Article, matches: Iterable[Match]) -> float:
    """1 for a title that opens with the topic, towards 0 for one that ends with it."""
    first = len(article.title)
    for match in matches:
        for hit in match.hits:
            if hit.field is Field.TITLE:
                first = min(first, hit.start)
    return 1 - first / max(1, len(article.title))


def _title_spans(matches: Iterable[Match]) -> list[tuple[int, int]]:
    spans = []
    for match in matches:
        for hit in match.hits:
            if hit.field is Field.TITLE:
                spans.append((hit.start, hit.end))
    return spans


def _freshness(happening: Happening, scale: Scale) -> Reason:
    newest = max([article.published for article in happening.reports])
    # A date in the future is a fault of the feed and makes no report fresher than new.
    age_h = max(0.0, (scale.now - newest).total_seconds() / HOUR_S)
    # Points fall evenly with age and end at the edge of the window.
    share = max(0.0, 1 - age_h / scale.newsletter.look_back_h)
    return _reason("freshness", f"newest report is {age_h:.0f} h old", FRESH_POINTS * share)


def _spread(matched: Sequence[Article], scale: Scale) -> Reason:
    times = [article.published for article in matched]
    span_h = 0.0
    if times:
        span_h = (max(times) - min(times)).total_seconds() / HOUR_S
    # An article of before the window counts as its edge.
    share = min(1.0, span_h / scale.newsletter.look_back_h)
    return _reason("spread", f"its reports came over {span_h:.0f} h", SPREAD_POINTS * share)


def _heading(lead: Article) -> Iterable[Reason]:
    if _TWO_PARTS.search(headline_of(lead)):
        yield _reason("heading", "the title of its lead is in two parts", HEADING_POINTS)


def _turn(lead: Article) -> Iterable[Reason]:
    if tells_escalation(lead):
        detail = "the title of its lead tells an escalation"
        yield _reason("escalation", detail, ESCALATION_POINTS)
    if tells_first(lead):
        yield _reason("first", "the title of its lead tells a first", FIRST_POINTS)


def _sources(reports: Sequence[Article], publishers: int) -> Iterable[Reason]:
    weight = max([article.weight for article in reports])
    # A weight of 0 has no logarithm.
    if weight > 0:
        points = SOURCE_POINTS * math.log2(weight)
        yield _reason("source", f"weight {weight:g} of its best source", points)
    if publishers == 1 and weight >= PREFERRED_WEIGHT:
        yield _reason("scoop", "one source, and a preferred one", SCOOP_POINTS)


def _kind(reports: Sequence[Article], scale: Scale) -> Iterable[Reason]:
    """Say how much of a feature the plainest report is, and whether a state alone speaks."""
    share = 1.0
    for article in reports:
        spans = _title_spans(scale.matches[article.id])
        share = min(share, feature_share(article, spans))
    detail = f"its plainest report reads {share:.0%} as a feature"
    yield _reason("feature", detail, FEATURE_POINTS * share)
    quarrels = quarrel_share(reports)
    if quarrels:
        detail = f"{quarrels:.0%} of its titles tell a quarrel at home"
        yield _reason("quarrel", detail, QUARREL_POINTS * quarrels)
    if _is_state_run(reports):
        yield _reason("state_run", "outlets run by a state alone tell it", STATE_RUN_POINTS)


def _deeds_and_remarks(
    matched: Sequence[Article], publishers: int, scale: Scale
) -> Iterable[Reason]:
    deeds = [article for article in matched if tells_deed(article)]
    if deeds and publishers == 1:
        share = len(deeds) / len(matched)
        yield _reason("deed", f"{share:.0%} of its titles tell a deed", DEED_POINTS * share)
    remarks = 0
    for article in matched:
        if remarks_from_elsewhere(article, _title_spans(scale.matches[article.id])):
            remarks += 1
    if remarks:
        share = remarks / len(matched)
        detail = f"{share:.0%} of its titles tell the words of another land"
        yield _reason("remark", detail, REMARK_POINTS * share)


def _is_state_run(reports: Iterable[Article]) -> bool:
    for article in reports:
        if not article.state_run:
            return False
    return True


def _reason(code: str, detail: str, points: float) -> Reason:
    return Reason(code=code, detail=detail, value=round(points, 3))
