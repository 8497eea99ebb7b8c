"""`digest sources` shows the worst source first, and explains each trouble in plain words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from command_room import NOW, Room
from rich.console import Console
from typer.testing import CliRunner

from digest.cli import app
from digest.cli.sources import _ago, _counts, _print_troubles, _span, _trouble
from digest.cli.state import State
from digest.collect import Health, HealthStatus, health
from digest.errors import UseError
from digest.models import FetchState, Source

HOUR, DAY = 3600.0, 86_400.0


def source(name: str, **changes: object) -> Source:
    bare = Source(id=name, name=f"The {name.title()}", url=f"https://{name}.example/rss")
    return replace(bare, **changes)  # type: ignore[arg-type]


SOURCES = (source("well"), source("quiet"), source("broken"), source("new", enabled=False))


@pytest.fixture
def asked(room: Room) -> Room:
    """Four sources: one does well, one fell quiet, one fails and one was never asked."""
    room = replace(room, config=replace(room.config, sources=SOURCES))
    with room.open() as newsroom:
        # the commands look at the machine's clock
        now = State(folder=room.folder).clock()
        read = FetchState(
            source_id="well",
            last_attempt=now,
            last_success=now - timedelta(minutes=5),
            last_new_entry=now - timedelta(hours=2),
            last_entries=12,
            rhythm_s=3 * HOUR,
        )
        failed = FetchState(
            source_id="broken",
            last_attempt=now,
            last_error="answered 500",
            failures=3,
            retry_at=now + timedelta(hours=2, minutes=1),
        )
        silent = replace(read, source_id="quiet", last_new_entry=now - timedelta(days=9))
        newsroom.store.articles.save_states([read, failed, silent])
    return room


def test_the_worst_source_stands_first(asked: Room) -> None:
    rows = json.loads(asked.run("sources", "--json").output)
    assert [(row["source"], row["state"]) for row in rows] == [
        ("broken", "failing"),
        ("quiet", "quiet"),
        ("new (off)", "never"),
        ("well", "ok"),
    ]


def test_a_row_holds_the_last_success_the_newest_entry_and_the_rhythm(asked: Room) -> None:
    rows = {row["source"]: row for row in json.loads(asked.run("sources", "--json").output)}
    assert rows["well"] == {
        "source": "well",
        "state": "ok",
        "success": "5 min ago",
        "newest": "2 h ago",
        "rhythm": "3 h",
        "entries": "12",
    }
    unknown = {"success": "never", "newest": "never", "rhythm": "–", "entries": "–"}
    assert rows["broken"] == {"source": "broken", "state": "failing", **unknown}


def test_each_trouble_is_explained_below_the_table_and_the_states_are_counted(asked: Room) -> None:
    lines = asked.run("sources").output.splitlines()
    assert lines[0].split() == ["source", "state", "success", "newest", "rhythm", "entries"]
    assert lines[5:] == [
        "  broken · The Broken: answered 500, 3 times in a row; asked again in 2 h",
        "  quiet · The Quiet: nothing new for 9 days; usually every 3 hours",
        "1 ok, 1 never, 1 quiet, 1 failing",
    ]


def test_only_troubled_sources_are_shown_and_all_are_counted(asked: Room) -> None:
    rows = json.loads(asked.run("sources", "--troubled", "--json").output)
    assert [row["source"] for row in rows] == ["broken", "quiet"]
    lines = asked.run("sources", "-t").output.splitlines()
    assert lines[-1] == "1 ok, 1 never, 1 quiet, 1 failing"


def test_a_newsroom_without_sources_says_so(room: Room) -> None:
    assert room.run("sources").output.splitlines()[-1] == "no sources"
    assert json.loads(room.run("sources", "--json").output) == []


def test_a_terminal_shows_the_name_of_a_source_as_text(asked: Room) -> None:
    named = tuple(replace(s, name="[red]X[/red]") for s in asked.config.sources)
    room = replace(asked, config=replace(asked.config, sources=named))
    assert "broken · [red]X[/red]: answered 500" in room.run("sources").output


def judged(**changes: object) -> Health:
    bare = Health(status=HealthStatus.OK, sentence="12 entries")
    return replace(bare, **changes)  # type: ignore[arg-type]


def test_a_source_that_does_well_needs_no_sentence() -> None:
    assert _trouble(judged(), NOW) == ""


def test_the_reasons_of_a_trouble_stand_in_one_sentence() -> None:
    how = judged(
        status=HealthStatus.FAILING,
        sentence="timed out",
        retry_at=NOW + timedelta(minutes=5),
        pages_left="2 pages left",
        moved_to="https://new.example/rss",
    )
    assert _trouble(how, NOW) == (
        "timed out; asked again in 5 min; 2 pages left; "
        "moved for good to https://new.example/rss: put that into sources.yaml"
    )


@pytest.mark.parametrize(("seconds", "told"), [(-1, ""), (0, ""), (1, "asked again in 1 s")])
def test_a_wait_that_is_over_is_not_told(seconds: int, told: str) -> None:
    assert _trouble(judged(retry_at=NOW + timedelta(seconds=seconds)), NOW) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (HOUR - 1, "60 min"),
        (HOUR, "1 h"),
        (DAY - 1, "24 h"),
        (DAY, "1 d"),
        (40 * DAY, "40 d"),
    ],
)
def test_a_span_is_told_in_its_largest_unit(seconds: float, told: str) -> None:
    assert _span(seconds) == told


def test_a_moment_ahead_of_the_clock_is_now() -> None:
    assert _ago(NOW + timedelta(hours=1), NOW) == "0 s ago"
    assert _ago(None, NOW) == "never"


def test_states_without_a_source_are_not_counted() -> None:
    pair = (SOURCES[0], judged())
    assert _counts([pair, pair]) == "2 ok"
    never = health(SOURCES[0], None, now=NOW)
    assert _counts([(SOURCES[0], never), pair]) == "1 ok, 1 never"


# ---- import and export ------------------------------------------------------

OPML = """<opml version="2.0"><body>
<outline text="Cedar" xmlUrl="https://cedar.example/rss"/>
<outline text="Harbour" xmlUrl="https://harbour.example/rss"/>
</body></opml>"""


@pytest.fixture
def folder(room: Room) -> Path:
    """A folder whose sources.yaml already holds Cedar."""
    text = "sources:\n  - id: cedar\n    name: Cedar\n    url: https://cedar.example/rss\n"
    (room.folder / "sources.yaml").write_text(text, encoding="utf-8")
    return room.folder


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(app, ["-c", str(folder), "sources", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_feeds_that_stand_there_already_stay_as_they_are(folder: Path) -> None:
    opml = folder / "feeds.opml"
    opml.write_text(OPML, encoding="utf-8")
    assert run(folder, "import", str(opml)) == "1 added, 1 were there already\n"
    text = (folder / "sources.yaml").read_text(encoding="utf-8")
    assert text.count("https://cedar.example/rss") == 1
    assert "https://harbour.example/rss" in text
    assert run(folder, "import", str(opml)) == "0 added, 2 were there already\n"


def test_a_list_without_a_feed_is_refused(folder: Path) -> None:
    opml = folder / "empty.opml"
    opml.write_text('<opml version="2.0"><body><outline text="x"/></body></opml>')
    done = CliRunner().invoke(app, ["-c", str(folder), "sources", "import", str(opml)])
    assert isinstance(done.exception, UseError)
    assert str(done.exception) == f"no feed in this OPML file: {opml}"
    assert done.exception.hint == "its outlines need an xmlUrl"


def test_a_list_that_is_not_there_is_a_wrong_use(folder: Path) -> None:
    words = ["-c", str(folder), "sources", "import", str(folder / "nowhere.opml")]
    assert CliRunner().invoke(app, words).exit_code == 2


def test_sources_are_exported_to_standard_output_or_to_a_file(asked: Room, tmp_path: Path) -> None:
    written = asked.run("sources", "export").stdout_bytes
    file = tmp_path / "out.opml"
    assert asked.run("sources", "export", str(file)).output == f"4 sources written to {file}\n"
    assert file.read_bytes() == written
    assert written.count(b"xmlUrl=") == 4


def test_a_terminal_gets_the_troubles_in_colour(asked: Room) -> None:
    console = Console(force_terminal=True, color_system="standard", width=200)
    state = State(folder=asked.folder, console=console)
    with console.capture() as printed:
        how = judged(status=HealthStatus.FAILING, sentence="answered 500")
        _print_troubles(state, [(SOURCES[2], how)], now=NOW)
    # red, as its state in the table
    assert printed.get() == "  \x1b[31mbroken\x1b[0m · The Broken: answered 500\n"
