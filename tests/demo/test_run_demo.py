"""The demonstration makes one issue, mails it once to each sample reader, and shows its results."""

from __future__ import annotations

import email
import mailbox
import sys
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from digest.cli import app
from digest.cli.demo import as_called
from digest.config import load_config
from digest.demo import DemoReport, run_demo

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    (folder / "keep.txt").write_text("mine")
    (folder / "issue.html").write_text("of an earlier run")
    return folder


@pytest.fixture(scope="module")
def report(out: Path) -> DemoReport:
    return run_demo(out, now=NOW, console=Console(quiet=True))


@pytest.fixture(scope="module")
def text(report: DemoReport) -> str:
    return report.paths["issue.txt"].read_text(encoding="utf-8")


def test_every_reader_gets_one_message(report: DemoReport) -> None:
    assert (report.readers, report.accepted) == (5, 5)
    messages = [
        email.message_from_bytes(m.as_bytes(), policy=default)
        for m in mailbox.Maildir(report.paths["mail"])
    ]
    assert sorted(message["To"].addresses[0].addr_spec for message in messages) == [
        f"reader{number}@example.org" for number in range(1, 6)
    ]
    assert len({message["List-Unsubscribe"] for message in messages}) == 5


def test_the_broken_outlet_is_counted_and_stops_no_other(report: DemoReport) -> None:
    assert (report.sources, report.failed_sources) == (11, 1)
    assert report.articles >= 36


def test_it_leads_with_the_event_that_most_outlets_carry(text: str) -> None:
    head = text[: text.index("What happened:")]
    assert "tanker" in head
    assert "Paper Boat" in head


def test_a_story_that_developed_says_so_and_one_that_did_not_is_left_out(text: str) -> None:
    assert "Developed since November 22" in text
    assert "lift old mines" not in text


@pytest.mark.parametrize(
    "block",
    [
        "CORRECTIONS",
        "In figures:",
        "Tolls differ by source:",
        "The story so far:",
        "QUOTE OF THE DAY",
        "Analysis:",
        "Why it matters:",
        "Know more:",
        "IN BRIEF",
        "THE WEEK AHEAD",
        "FROM OUR DESK",
        "TREND REPORTS",
        "SPONSOR",
        "More or less like this?",
        "A question on story 1: Do you want a map above each sample story?",
        "KEEP THIS BRIEFING FREE FOR EVERYONE",
        "All briefings:",
    ],
)
def test_each_block_of_a_mail_stands_in_the_sample_issue(text: str, block: str) -> None:
    assert text.count(block) >= 1


def test_the_sample_issue_has_a_map_of_where_its_lead_happens(report: DemoReport) -> None:
    html = report.paths["issue.html"].read_text(encoding="utf-8")
    assert 'alt="Map of Red Sea: ' in html
    assert 'src="data:image/png;base64,' in html


def test_the_sample_issue_tells_each_thing_right(text: str) -> None:
    # the tolls of the two outlets that differ, and no count of a part
    tolls = text[text.index("Tolls differ") : text.index("The story so far")]
    assert ("4 killed" in tolls, "5 killed" in tolls, tolls.count("killed")) == (True, True, 2)
    # a label is not said twice
    assert "Analysis: Analysis" not in text


def test_the_editors_note_says_that_all_is_made_up(text: str) -> None:
    assert "Welcome to a sample issue" in text[: text.index("1. ")]


def test_the_dek_announces_a_vote_that_the_week_ahead_lists(text: str) -> None:
    head = " ".join(text[: text.index("Developed since")].split())
    assert "will vote on Wednesday on convoys" in head
    ahead = " ".join(text[text.index("THE WEEK AHEAD") :].split())
    assert "Wed, Nov 25: The harbour council of Marsa Mithal will vote" in ahead


def test_the_state_agency_is_named_as_such(text: str) -> None:
    assert "(state-run)" in text


@pytest.mark.parametrize(
    "noise", ["Roast turkey", "yacht", "Chess robot", "coin in her garden", "Sign up for"]
)
def test_noise_and_clutter_stay_out(text: str, noise: str) -> None:
    assert noise not in text


def test_the_readers_address_stands_in_no_shared_file(report: DemoReport) -> None:
    for name in ("issue.html", "issue.txt", "briefing.yaml"):
        assert "reader1@example.org" not in report.paths[name].read_text(encoding="utf-8")


def test_it_leaves_a_newsroom_that_can_be_used_and_touches_no_other_file(
    report: DemoReport, out: Path
) -> None:
    assert len(load_config(report.config, env={}).newsletters) >= 10
    assert (out / "keep.txt").read_text() == "mine"


def test_the_table_of_its_sources_fits_eighty_columns_names_their_ids_and_says_what_is_wrong(
    report: DemoReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = CliRunner().invoke(app, ["-c", str(report.config), "sources"])
    assert shown.exit_code == 0, shown.output
    lines = shown.output.splitlines()
    table = lines[: report.sources + 1]
    assert max(map(len, table)) <= 80
    assert len(lines) < 3 * report.sources
    assert "broken · Silent Observer (demo): answered 500" in shown.output
    assert {line.split()[0] for line in lines if line.strip()} >= {"gazette", "wire", "harbour"}
    assert lines[-1].endswith("1 failing")


def test_the_next_command_is_found_where_this_one_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "digest"
    program.touch(mode=0o755)
    monkeypatch.setattr(sys, "argv", [str(program), "demo"])
    monkeypatch.setenv("PATH", "/nowhere")
    assert as_called() == str(program)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert as_called() == "digest"


@pytest.mark.slow
def test_it_runs_again_in_the_same_folder(out: Path, report: DemoReport) -> None:
    again = run_demo(out, now=NOW, console=Console(quiet=True))
    assert (again.accepted, again.stories, again.issue_id) == (5, report.stories, report.issue_id)
    assert len(mailbox.Maildir(again.paths["mail"])) == 5
