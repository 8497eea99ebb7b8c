"""The reasons of an issue are printed by story, with the evidence of each decision."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from command_room import Room
from small_issue import a_briefing, an_issue

from digest.cli.state import State
from digest.cli.why import print_reasons
from digest.errors import UseError
from digest.models import Article, Hit, Match, Merge, Reason, Selection, Story

ISSUE = "security-briefing@2026-08-13"
HIT = Hit(leaf="drone*", field="title", start=0, end=5, text="Drone", weight=1.0)


def article(name: str, *, publisher: str = "Cedar Daily") -> Article:
    return Article(
        id=name,
        source_id="cedar",
        url=f"https://cedar.example/{name}",
        title=f"Drone strike [b]{name}[/b]",
        lead="",
        published=datetime(2026, 8, 13, 5, 0, tzinfo=UTC),
        language="en",
        publisher=publisher,
    )


STORY = Story(
    id="s1",
    articles=(article("a1"), article("a2", publisher="")),
    matches=(Match(article_id="a2", topic_id="drones", score=1.5, hits=(HIT, HIT)),),
    merges=(
        Merge(left="a1", right="a2", score=0.75, reasons=(Reason(code="same", detail="one day"),)),
    ),
    score=4.256,
    reasons=(
        Reason(code="voices", detail="two outlets", value=0.5),
        Reason(code="age", detail="old", value=-0.25),
        Reason(code="rank", detail="first"),
    ),
)


def reasons(room: Room, selection: Selection, capsys: pytest.CaptureFixture[str]) -> list[str]:
    with room.open() as newsroom:
        newsroom.store.issues.save_draft(a_briefing(ISSUE), selection, an_issue(ISSUE))
        print_reasons(State(folder=room.folder), newsroom, ISSUE)
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_a_story_is_printed_with_its_articles_and_its_evidence(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = reasons(room, Selection(stories=(STORY,)), capsys)
    assert "chosen" in lines[0]
    assert lines[1:] == [
        "Drone strike [b]a1[/b]  score 4.26",
        "(1) Cedar Daily: https://cedar.example/a1",
        "(2) cedar: https://cedar.example/a2",
        "(2) matched drones (1.50): drone* → “Drone” in title",
        "(2) merged with (1) (0.75): one day",
        "voices: two outlets (+0.50)",
        "age: old (-0.25)",
        "rank: first",
    ]


def test_groups_without_a_story_have_no_heading_and_a_held_issue_says_why(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = reasons(room, Selection(stories=(), missed=(STORY,), held="too few"), capsys)
    assert "left out" in lines[0]
    assert lines[-1] == "held: too few"
    assert not any("chosen" in line or "also today" in line for line in lines)


def test_an_unknown_issue_has_no_reasons(room: Room) -> None:
    with room.open() as newsroom, pytest.raises(UseError, match="no such issue: daily@2026-08-13"):
        print_reasons(State(folder=room.folder), newsroom, "daily@2026-08-13")
