"""The morning bench counts what it promises to count; on recorded news it finds nothing."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from digest.models import Article, Newsletter, Selection, Story, StoryState, TopicWeight
from digest.write import compose

BENCH = Path(__file__).parents[2] / "bench" / "morning.py"
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
NEWSLETTER = Newsletter(
    id="sample-briefing",
    name="Sample Briefing",
    tagline="The sample coast",
    topics=(TopicWeight(topic_id="coast"),),
)
LEAD = (
    "Coast guards stopped a tanker near Sample Strait on Tuesday "
    "and took its crew of nine ashore for questioning."
)


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_morning", BENCH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def story(name: str, title: str, lead: str = LEAD, *, page: str = "", new_fact: str = "") -> Story:
    url = page or f"https://example.org/{name}"
    article = Article(id=name, url=url, canonical_url=url, title=title, lead=lead, published=NOON)
    state = StoryState.DEVELOPED if new_fact else StoryState.NEW
    return Story(id=name, articles=(article,), new_fact=new_fact, state=state)


def drafted(
    bench: ModuleType, day: int, *stories: Story, gold: dict[str, str] | None = None
) -> object:
    return bench.Drafted(
        day=date(2024, 5, day),
        selection=Selection(stories=stories),
        briefing=None,
        issue=None,
        findings=(),
        gold=gold or {},
    )


TANKER = story("a", "Coast guards stop tanker near Sample Strait")
RETOLD = story("b", "Tanker stopped near Sample Strait by coast guards")
OTHER = story(
    "c",
    "Parliament passes a budget",
    "Lawmakers voted late at night for a smaller budget and lower taxes.",
)


def test_two_cards_on_one_event_are_counted(bench: ModuleType) -> None:
    assert len(list(bench.duplicates(drafted(bench, 1, TANKER, RETOLD, OTHER)))) == 1


def test_two_cards_of_one_page_or_one_gold_cluster_are_counted(bench: ModuleType) -> None:
    same_page = story("d", "Another title", "Other words entirely.", page="https://example.org/a")
    assert len(list(bench.duplicates(drafted(bench, 1, TANKER, same_page)))) == 1
    assert (
        len(list(bench.duplicates(drafted(bench, 1, TANKER, OTHER, gold={"a": "7", "c": "7"}))))
        == 1
    )
    assert list(bench.duplicates(drafted(bench, 1, TANKER, OTHER, gold={"a": "7", "c": "8"}))) == []


def test_a_story_told_the_day_before_is_a_repeat_unless_it_names_a_new_fact(
    bench: ModuleType,
) -> None:
    first = drafted(bench, 1, TANKER)
    assert len(list(bench.repeats([first, drafted(bench, 2, RETOLD, OTHER)]))) == 1
    developed = replace(RETOLD, new_fact="crew released", state=StoryState.DEVELOPED)
    assert list(bench.repeats([first, drafted(bench, 2, developed)])) == []


def test_the_same_page_leading_again_is_always_a_repeat(bench: ModuleType) -> None:
    again = replace(TANKER, new_fact="crew released", state=StoryState.DEVELOPED)
    assert len(list(bench.repeats([drafted(bench, 1, TANKER), drafted(bench, 2, again)]))) == 1


def test_cards_of_one_sentence_are_listed_and_longer_ones_are_not(bench: ModuleType) -> None:
    crew = "The tanker carried stolen diesel from Otherland, and a judge fined its owner heavily."
    long = story("long", "Coast guards take a crew ashore", lead=f"{LEAD} {crew}")
    for told, listed in ((TANKER, [f"2024-05-01: {TANKER.lead.title}"]), (long, [])):
        briefing = compose(
            Selection(stories=(told,)),
            NEWSLETTER,
            issue_id="sample-briefing@2024-05-01",
            slot=NOON.date(),
            now=NOON,
        )
        draft = replace(drafted(bench, 1, told), briefing=briefing)
        assert list(bench.cards_of_one_sentence([draft])) == listed


@pytest.mark.slow
def test_recorded_days_have_no_duplicate_no_repeat_and_no_failed_check(shared_data: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH), "--json"],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    report = json.loads(done.stdout)
    assert {"2013-09", "2014-08", "feeds 2026-08"} <= report.keys(), shared_data
    for one in report.values():
        assert any(day["stories"] and not day["held"] for day in one["days"])
