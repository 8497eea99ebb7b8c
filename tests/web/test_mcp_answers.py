"""Answers of the MCP server keep to their bound: whole sentences in order, with their sources."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.web.api.bodies import PassageBody, SourceBody, StoryBody
from digest.web.mcp.answers import MOST_CHARACTERS, bounded, those_with_room

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def passage(text: str, source: str | None) -> PassageBody:
    return PassageBody(part="lead", text=text, source=source, span=None, edited=False)


def source(name: str) -> SourceBody:
    return SourceBody(
        id=name,
        url=f"https://outlet.example/{name}",
        title="A title",
        outlet="Outlet",
        published=AT,
        language="en",
        state_run=False,
    )


def story(*passages: PassageBody, name: str = "s1") -> StoryBody:
    used = dict.fromkeys(one.source for one in passages if one.source)
    return StoryBody(
        id=name,
        issue="daily@2026-11-23",
        section="",
        headline="Ships wait",
        state="new",
        publishers=1,
        thread=None,
        passages=list(passages),
        sources=[source(name) for name in used],
    )


PASSAGES = st.lists(
    st.builds(passage, st.text("ab ", max_size=60), st.sampled_from([None, "a", "b", "c"])),
    max_size=8,
)


@settings(max_examples=50)
@given(PASSAGES, st.integers(0, 2_000))
def test_a_story_keeps_its_first_sentences_and_the_sources_of_these(
    passages: list[PassageBody], room: int
) -> None:
    whole = story(*passages)
    cut = bounded(whole, room)
    kept = len(cut.passages)
    assert cut.passages == whole.passages[:kept]
    assert cut.left_out == len(passages) - kept
    cited = [one.source for one in cut.passages if one.source]
    assert [found.id for found in cut.sources] == list(dict.fromkeys(cited))
    cost = sum(len(one.model_dump_json()) for one in (*cut.passages, *cut.sources))
    assert cost <= room


@settings(max_examples=30)
@given(PASSAGES, st.integers(0, 1_000), st.integers(0, 1_000))
def test_more_room_never_shows_less(passages: list[PassageBody], room: int, more: int) -> None:
    whole = story(*passages)
    assert bounded(whole, room).left_out >= bounded(whole, room + more).left_out


def test_a_sentence_that_is_too_long_lets_no_later_one_pass() -> None:
    cut = bounded(story(passage("x" * 500, None), passage("y", None)), 300)
    assert (cut.passages, cut.left_out) == ([], 2)


def test_a_source_costs_once() -> None:
    one = passage("One.", "a")
    cost = len(one.model_dump_json())
    room = 3 * cost + len(source("a").model_dump_json())
    assert bounded(story(one, one, one), room).left_out == 0
    assert bounded(story(one, one, one), room - 1).left_out == 1


def test_an_answer_has_forty_thousand_characters() -> None:
    assert MOST_CHARACTERS == 40_000
    long = story(*[passage("x" * 1_000, None)] * 60)
    cut = bounded(long)
    assert 35 <= len(cut.passages) <= 39


# ---- several stories -----------------------------------------------------------------------------


@pytest.mark.parametrize(("room", "answered"), [(10_000, 3), (500, 2), (1, 1)])
def test_stories_are_answered_in_order_until_one_finds_no_room(room: int, answered: int) -> None:
    stories = [story(passage("x" * 20, None), name=f"s{number}") for number in range(3)]
    told, left_out = those_with_room(stories, room)
    assert [one.id for one in told] == [f"s{number}" for number in range(answered)]
    assert [one.id for one in left_out] == [f"s{number}" for number in range(answered, 3)]


def test_a_shorter_story_further_back_does_not_jump_ahead() -> None:
    stories = [
        story(passage("x" * 100, None), name="first"),
        story(passage("x" * 900, None), name="long"),
        story(passage("x", None), name="short"),
    ]
    told, left_out = those_with_room(stories, 800)
    assert [one.id for one in told] == ["first"]
    assert [one.id for one in left_out] == ["long", "short"]


def test_the_first_story_is_cut_where_it_alone_finds_no_room() -> None:
    long = story(passage("x" * 300, None), passage("y" * 300, None))
    told, left_out = those_with_room([long, story(passage("z", None), name="s2")], 450)
    assert (len(told[0].passages), told[0].left_out) == (1, 1)
    assert [one.id for one in left_out] == ["s2"]
    assert those_with_room([]) == ([], [])
