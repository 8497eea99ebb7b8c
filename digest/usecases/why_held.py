"""Why held: the near misses of an issue with too little news, and what would let it go."""

from __future__ import annotations

from collections.abc import Iterator

from digest.models import Briefing, Newsletter, Selection, Story

MOST_NEAR_MISSES = 5
"""Stories that are named: those an operator can look at in a minute."""


def why_held(selection: Selection, newsletter: Newsletter, briefing: Briefing) -> tuple[str, ...]:
    """Return sentences for the operator; no sentence for an issue that is not held.

    First come the near misses with their scores and reasons, the best first, then the settings and
    the sources that stood in the way.
    """
    if not selection.held:
        return ()
    return (
        *_near_misses(selection.missed),
        *_settings(selection, newsletter),
        *_sources(briefing),
    )


def _near_misses(missed: tuple[Story, ...]) -> Iterator[str]:
    # sorting is stable: equal scores keep the order of the selection
    best_first = sorted(missed, key=_by_falling_score)
    for story in best_first[:MOST_NEAR_MISSES]:
        reason = "left out"
        if story.reasons:
            # the selection puts the deciding reason last
            reason = story.reasons[-1].detail
        publisher = story.lead.publisher or story.lead.source_id
        yield f"near miss: “{story.lead.title}” ({publisher}), score {story.score:.2f}: {reason}"


def _by_falling_score(story: Story) -> float:
    return -story.score


def _settings(selection: Selection, newsletter: Newsletter) -> Iterator[str]:
    stories = len(selection.stories)
    file = f"newsletters/{newsletter.id}.yaml"
    # three cases: too few stories, no article that matched, or every story left out
    if stories:
        yield f"`min_stories: {stories}` in {file} would let it go with what was found"
    elif not selection.missed:
        hours = f"{newsletter.look_back_h:g} hours"
        yield (
            f"no article of the last {hours} matched a topic: "
            "`digest topics list` counts the matches of each topic"
        )
    else:
        yield (
            "a near miss goes in when its topic or its weight lets it: "
            "`digest topics explain ARTICLE` shows the rule leaf by leaf"
        )


def _sources(briefing: Briefing) -> Iterator[str]:
    coverage = briefing.coverage
    # a network fault looks like a day without news
    failing = len(coverage.troubles)
    if failing:
        yield (
            f"{failing} of {coverage.sources} sources gave no answer at their last request: "
            "`digest sources` says why"
        )
    # a new newsroom has asked no source yet, and its sources are not to blame
    never_asked = coverage.sources - coverage.answered - failing
    if never_asked:
        yield (
            f"{never_asked} of {coverage.sources} sources were never asked: "
            "`digest collect` asks each source that is due"
        )
