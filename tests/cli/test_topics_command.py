"""`digest topics` shows which stored articles a rule matches, and what a changed rule does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from command_room import NOW, Room

from digest.cli.topics import _marked, _verdict
from digest.edit import LeafVerdict
from digest.errors import UseError
from digest.models import Article, Hit

KITE = Article(
    id="a1",
    url="https://sample.example/1",
    title="Iran enriches uranium at Natanz",
    lead="Inspectors said that Iran enriched uranium at Natanz.",
    published=NOW - timedelta(hours=13),
    language="en",
    publisher="Sample [i]Paper[/i]",
)


@pytest.fixture
def stored(room: Room) -> Room:
    with room.open() as newsroom:
        newsroom.store.articles.save([KITE, replace(KITE, id="a2", url="https://sample.example/2")])
    return room


def hit(start: int, end: int, *, word: str = "x") -> Hit:
    return Hit(leaf=word, field="title", start=start, end=end, text=word, weight=1.0)


def test_an_article_is_shown_under_its_topic_with_its_outlet(stored: Room) -> None:
    done = stored.run("topics", "test", "nuclear", "--since", "5200w", "--limit", "1")
    assert done.exit_code == 0, done.output
    heading, *lines = done.output.splitlines()
    assert "nuclear: 2 of 2 articles" in heading
    assert "Natanz" in " ".join(lines)
    assert "Sample [i]Paper[/i]" in " ".join(lines)


def test_a_topic_is_counted_over_the_span_that_is_asked_for(stored: Room) -> None:
    topics = json.loads(stored.run("topics", "list", "--since", "5200w", "--json").output)
    by_id = {topic["topic"]: topic["matched in 5200w"] for topic in topics}
    assert by_id["nuclear"] == "2"


@pytest.mark.parametrize("command", ["list", "test"])
def test_a_wrong_span_is_refused(room: Room, command: str) -> None:
    done = room.run("topics", command, "--since", "soon")
    assert isinstance(done.exception, UseError)
    assert str(done.exception) == "not a span of time: soon"
    assert done.exception.hint == "write it like 12h, 7d or 2w"


def test_no_article_is_a_limit_that_is_refused(room: Room) -> None:
    assert room.run("topics", "test", "--limit", "0").exit_code == 2


def test_matched_words_are_marked_and_brackets_stay_text() -> None:
    assert _marked("A [b] kite", [hit(6, 10)]) == "A \\[b] [bold yellow]kite[/bold yellow]"


def test_a_hit_that_overlaps_the_one_before_is_not_marked_twice() -> None:
    marked = _marked("abcdef", [hit(2, 4), hit(0, 3), hit(4, 6)])
    assert marked == "[bold yellow]abc[/bold yellow]d[bold yellow]ef[/bold yellow]"


def test_hits_that_touch_are_both_marked() -> None:
    assert _marked("ab", [hit(0, 1), hit(1, 2)]).count("[bold yellow]") == 2


@pytest.mark.parametrize(
    ("true", "branch", "sign"),
    [
        (True, "any", "[green]✓ any[/green]"),
        (True, "none", "[red]✓ none[/red]"),
        (True, "any.none", "[red]✓ any.none[/red]"),
        (False, "none", "[dim]✗ none[/dim]"),
    ],
)
def test_a_leaf_is_red_where_it_shuts_the_article_out(true: bool, branch: str, sign: str) -> None:
    assert sign in _verdict(LeafVerdict(leaf="kite", true=true, hits=(), branch=branch))


def test_four_places_of_a_leaf_are_shown() -> None:
    hits = tuple(hit(place, place + 1) for place in range(5))
    shown = _verdict(LeafVerdict(leaf="kite", true=True, hits=hits, branch="any"))
    assert shown.count("in title") == 4
