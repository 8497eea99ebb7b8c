"""The measure of the desk counts what an editor would count, and runs on a folder of recorded
mornings.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"
NOW = datetime(2026, 11, 20, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_desk", BENCH / "desk.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def morning(desk: ModuleType, *events: object) -> object:
    return desk.Morning(
        set_name="own",
        newsletter_id="security-briefing",
        since=NOW,
        now=NOW,
        events=events,
        never=frozenset({"poll"}),
        has_late=False,
    )


def event(desk: ModuleType, name: str, grade: int, *, lead_ok: bool = False) -> object:
    return desk.Event(
        name=name,
        grade=grade,
        lead_ok=lead_ok,
        reports=frozenset({f"{name}-1", f"{name}-2"}),
        comments=frozenset({f"{name}-column"}),
    )


def card(desk: ModuleType, *articles: str, sentences: int = 3) -> object:
    return desk.Card(lead=articles[0], articles=articles, sentences=sentences, title=articles[0])


def figures(desk: ModuleType, day: object, *cards: object) -> dict[str, float]:
    return desk.judge(day, cards).figures()


def test_the_choice_of_the_editor_reaches_the_whole_gain(desk: ModuleType) -> None:
    day = morning(desk, event(desk, "raid", 3, lead_ok=True), event(desk, "talks", 2))

    counted = figures(desk, day, card(desk, "raid-1"), card(desk, "talks-1"))

    assert (counted["ndcg5"], counted["lead_ok"], counted["must_recall"]) == (1.0, 1.0, 1.0)


def test_a_second_card_of_one_event_gains_nothing_and_is_counted(desk: ModuleType) -> None:
    day = morning(desk, event(desk, "raid", 3, lead_ok=True), event(desk, "talks", 3))

    counted = figures(desk, day, card(desk, "raid-1"), card(desk, "raid-2"))

    assert counted["doubles"] == 1
    assert counted["must_recall"] == 0.5
    assert counted["ndcg5"] == pytest.approx(0.613, abs=0.001)


def test_faults_of_a_card_are_counted_each_under_its_name(desk: ModuleType) -> None:
    day = morning(desk, event(desk, "raid", 3), event(desk, "gossip", 1))

    counted = figures(
        desk,
        day,
        card(desk, "raid-column", "gossip-1"),
        card(desk, "gossip-2", sentences=0),
        card(desk, "poll"),
    )

    names = ("comment", "mixed", "thin", "bare", "never", "wrong", "single")
    assert [counted[name] for name in names] == [1, 1, 0.333, 1, 1, 0.333, 0]


def test_cards_of_one_sentence_are_counted(desk: ModuleType) -> None:
    day = morning(desk, event(desk, "raid", 3))

    counted = figures(desk, day, card(desk, "raid-1", sentences=1), card(desk, "raid-2"))

    assert counted["single"] == 1


def test_a_lead_in_no_event_leaves_the_card_to_the_event_of_its_other_articles(
    desk: ModuleType,
) -> None:
    day = morning(desk, event(desk, "raid", 3, lead_ok=True))

    assert figures(desk, day, card(desk, "elsewhere", "raid-2"))["lead_ok"] == 1.0


def test_late_articles_of_an_event_open_the_window_to_what_was_seen_since(
    desk: ModuleType, tmp_path: Path
) -> None:
    row = {
        "set": "own",
        "newsletter": "security-briefing",
        "since": "2026-11-19T14:00:00+00:00",
        "now": "2026-11-20T14:00:00+00:00",
        "never": [],
        "unknown": 1,
        "events": [
            {"event": "raid", "grade": 3, "lead_ok": True, "articles": ["a"], "late": ["b"]}
        ],
    }
    (tmp_path / "days.jsonl").write_text(json.dumps(row))
    article = {
        "set": "own",
        "id": "b",
        "url": "https://paper.example/b",
        "title": "Raid",
        "published": "2026-11-19T13:00:00+00:00",
        "collected": "2026-11-19T15:00:00+00:00",
    }
    (tmp_path / "articles.jsonl").write_text(json.dumps(article))

    (day,) = desk.read_mornings(tmp_path)

    assert [a.id for a in desk.window_of(day, desk.read_articles(tmp_path, "own"))] == ["b"]
    assert day.events[0].reports == {"a", "b"}


@pytest.mark.slow
def test_the_bench_runs_on_recorded_mornings(desk: ModuleType) -> None:
    if not (desk.DATA / "days.jsonl").is_file():
        pytest.skip("the recorded mornings are not here")
    done = subprocess.run(
        [sys.executable, BENCH / "desk.py", "--json", "--only", "2013-09"],
        capture_output=True,
        text=True,
        check=True,
    )

    report = json.loads(done.stdout.splitlines()[-1])

    assert report["desk"]["days"] == 3
    assert set(report) == {"desk", "publishers", "centrality", "why"}


def own_article(name: str, title: str, body: str) -> dict[str, str]:
    return {
        "set": "own",
        "id": name,
        "url": f"https://paper.example/news/{name}",
        "title": title,
        "body": body,
        "publisher": "Paper",
        "published": "2026-11-20T09:00:00+00:00",
        "collected": "2026-11-20T09:00:00+00:00",
    }


def test_explain_names_the_step_that_lost_each_event(tmp_path: Path) -> None:
    events = []
    for name in ("garden", "column", "quiet", "absent"):
        events.append({"event": name, "grade": 3, "articles": [name]})
    day = {
        "set": "own",
        "newsletter": "security-briefing",
        "since": "2026-11-19T14:00:00+00:00",
        "now": "2026-11-20T14:00:00+00:00",
        "events": events,
    }
    title = "Missile strike on Iran hits a base of the Revolutionary Guards"
    rows = [
        own_article("garden", "Gardeners show roses", "Roses were shown in a park."),
        own_article("column", f"Opinion: {title}", "It was a folly, and I say so."),
        own_article("quiet", "Israel and Hezbollah exchange fire on the border of Lebanon", ""),
    ]
    (tmp_path / "days.jsonl").write_text(json.dumps(day))
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)))

    done = subprocess.run(
        [sys.executable, BENCH / "desk.py", "--explain", "--data", tmp_path],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "missed garden: no topic matches its 1 reports" in done.stdout
    assert "missed column: all 1 matched reports are set apart as an opinion" in done.stdout
    assert "its reports have a headline and no text to tell" in done.stdout
    assert "missed absent: the window has no report on it" in done.stdout


def test_a_missing_folder_is_said_and_is_no_failure(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, BENCH / "desk.py", "--json", "--data", tmp_path],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "no recorded mornings" in json.loads(done.stdout)["skipped"]


def test_a_thinner_copy_leaves_out_articles_and_the_events_without_a_report(
    desk: ModuleType,
) -> None:
    pages = [desk._article(row(f"raid-{number}")) for number in range(200)]
    first, second = desk.thinned(pages, 1), desk.thinned(pages, 2)

    assert desk.thinned(pages, 0) == pages
    # a fifth of two hundred, by chance some more or fewer
    assert 140 <= len(first) <= 180
    assert {page.id for page in first} != {page.id for page in second}
    # the order of articles changes nothing
    assert set(desk.thinned(pages[::-1], 1)) == set(first)

    day = morning(desk, event(desk, "raid", 3), event(desk, "talks", 3))
    left = desk.with_reports(day, {"raid-2"})
    assert [(one.name, one.reports) for one in left.events] == [("raid", frozenset({"raid-2"}))]


def row(name: str) -> dict[str, str]:
    return {
        "id": name,
        "url": f"https://paper.example/{name}",
        "title": "Harbor chief meets crews",
        "published": NOW.isoformat(),
        "collected": NOW.isoformat(),
    }
