"""A held issue says what came near, what would let it go, and which sources were silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sample_morning import NOW, Desk, sample_articles

from digest.models import Coverage, Newsletter, Reason, Selection, Story
from digest.render.specimen import specimen
from digest.usecases import draft_issue
from digest.usecases.why_held import MOST_NEAR_MISSES, why_held

NEWSLETTER = Newsletter(id="gulf", name="Gulf", tagline="", topics=(), look_back_h=24.0)
QUIET = replace(specimen(), coverage=Coverage(sources=10, answered=10))


def story(title: str, score: float, *details: str) -> Story:
    article = replace(sample_articles()[0], title=title, publisher="The Courier")
    reasons = tuple(Reason(code="x", detail=detail) for detail in details)
    return Story(id=title, articles=(article,), score=score, reasons=reasons)


def held(*missed: Story, stories: tuple[Story, ...] = ()) -> Selection:
    return Selection(stories=stories, missed=missed, held="too little news")


def test_near_misses_come_best_first_with_score_and_deciding_reason() -> None:
    selection = held(
        story("Low", 0.5, "an early reason", "below the line"), story("High", 2.25, "no room")
    )
    first, second, _ = why_held(selection, NEWSLETTER, QUIET)
    assert first == "near miss: “High” (The Courier), score 2.25: no room"
    assert second == "near miss: “Low” (The Courier), score 0.50: below the line"


def test_no_more_near_misses_are_named_than_can_be_looked_at() -> None:
    many = tuple(story(f"S{n}", float(n)) for n in range(20))
    sentences = why_held(held(*many), NEWSLETTER, QUIET)
    assert len([line for line in sentences if "near miss:" in line]) == MOST_NEAR_MISSES
    assert "“S19”" in sentences[0]


def test_stories_that_were_found_would_go_with_a_lower_minimum() -> None:
    (sentence,) = why_held(held(stories=(story("One", 1.0),)), NEWSLETTER, QUIET)
    assert sentence.startswith("`min_stories: 1` in newsletters/gulf.yaml")


def test_without_any_match_the_topics_are_pointed_at() -> None:
    (sentence,) = why_held(held(), NEWSLETTER, QUIET)
    assert "no article of the last 24 hours matched a topic" in sentence


@pytest.mark.parametrize(
    ("coverage", "sentences"),
    [
        (Coverage(sources=10, answered=10), []),
        (
            Coverage(sources=10, answered=8, troubles=("Courier: timed out", "Post: 403")),
            ["2 of 10 sources gave no answer at their last request: `digest sources` says why"],
        ),
        (
            Coverage(sources=10, answered=9),
            ["1 of 10 sources were never asked: `digest collect` asks each source that is due"],
        ),
    ],
)
def test_failing_sources_and_sources_that_were_never_asked_are_told_apart(
    coverage: Coverage, sentences: list[str]
) -> None:
    briefing = replace(QUIET, coverage=coverage)
    told = why_held(held(), NEWSLETTER, briefing)
    assert [sentence for sentence in told if "sources" in sentence] == sentences


def test_an_issue_that_is_not_held_needs_no_words() -> None:
    assert why_held(replace(held(), held=""), NEWSLETTER, QUIET) == ()


def test_a_held_draft_brings_its_reasons_along(desk: Desk) -> None:
    quiet = desk.at(NOW + timedelta(days=10))
    draft = draft_issue(quiet, "security-briefing")
    assert draft.why_held
    assert "no article of the last" in draft.why_held[0]
    assert draft_issue(desk.newsroom, "security-briefing").why_held == ()
