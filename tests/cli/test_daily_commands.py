"""`digest collect`, `draft`, `send` and `run` say what they did, and end with the right code."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from command_room import NOW, Room

from digest.cli.daily import print_collect, print_summaries, print_uncertain
from digest.cli.state import State
from digest.errors import UseError
from digest.models import Article, Audit, DeliveryState
from digest.usecases import CollectReport, SendSummary

AT = "2026-08-13T06:00Z"
ISSUE = "security-briefing@2026-08-13"


def with_a_story(room: Room) -> Room:
    title, other = room.config.newsletters
    if title.id != "security-briefing":
        title, other = other, title
    easy = replace(room.config, newsletters=(replace(title, min_stories=1), other))
    article = Article(
        id="a1",
        url="https://sample.example/1/a-sample-story",
        title="Drone strike hits depot in Yemen",
        lead="A drone strike set a fuel depot in Hodeidah, Yemen, ablaze.",
        published=NOW - timedelta(hours=1),
        language="en",
        publisher="Sample Paper",
    )
    with room.open() as newsroom:
        newsroom.store.articles.save([article])
    return replace(room, config=easy)


def error(room: Room, *words: str) -> UseError:
    done = room.run(*words)
    assert isinstance(done.exception, UseError), done.output
    return done.exception


def test_a_round_without_sources_asks_none(room: Room) -> None:
    done = room.run("collect")
    assert (done.exit_code, done.output) == (
        0,
        "0 of 0 sources answered (0 not due); 0 new articles, 0 changed\n",
    )


def test_an_issue_without_stories_is_held_with_the_reason(room: Room, tmp_path: Path) -> None:
    out = tmp_path / "held.yaml"
    done = room.run("draft", "security-briefing", "--at", AT, "--out", str(out))
    assert done.exit_code == 3
    assert done.output.startswith(f"{ISSUE}: held — ")
    assert f"briefing written to {out}" in done.output
    assert "security-briefing" in out.read_text(encoding="utf-8")


def test_an_extra_edition_has_an_id_of_its_own(room: Room) -> None:
    done = room.run("draft", "security-briefing", "--special", "election", "--at", AT)
    assert done.output.startswith(f"{ISSUE}-election: held — ")
    refused = error(room, "draft", "security-briefing", "--special", "Election!", "--at", AT)
    assert "small letters" in refused.hint
    both = ("--special", "election", "--slot", "18:00")
    refused = error(room, "draft", "security-briefing", *both)
    assert str(refused) == "--slot and --special name two editions"


def test_a_slot_that_the_day_lacks_is_refused(room: Room) -> None:
    for command in ("draft", "run"):
        refused = error(room, command, "security-briefing", "--slot", "18:00", "--at", AT)
        assert "at most one slot" in refused.hint
        refused = error(room, command, "security-briefing", "--slot", "six", "--at", AT)
        assert refused.hint == "write it like 18:30"


def test_a_send_without_an_issue_says_how_to_name_one(room: Room) -> None:
    refused = error(room, "send")
    assert str(refused) == "no issue is named"
    assert "--resume" in refused.hint
    assert str(error(room, "send", "--resume", "--test", "a@m.example")) == "no issue is named"


def test_no_issue_waits_in_a_new_newsroom(room: Room) -> None:
    assert room.run("send", "--resume").output == "no issue waits to be sent\n"


def test_an_unknown_issue_cannot_be_sent(room: Room) -> None:
    for words in ((), ("--test", "a@m.example"), ("--dry-run", str(room.folder / "dry"))):
        assert str(error(room, "send", "daily@2026-08-13", *words)).startswith("no such issue")


def test_a_variant_is_named_for_a_test_alone(room: Room) -> None:
    refused = error(room, "send", "daily@2026-08-13", "--variant", "sea")
    assert str(refused) == "--variant goes with --test"


def test_a_source_that_is_unknown_is_refused(room: Room) -> None:
    assert str(error(room, "collect", "-s", "cedar")) == "no such source: cedar"


def summary(**counts: int) -> SendSummary:
    by_state = {DeliveryState(name): count for name, count in counts.items()}
    audit = Audit(issue_id=ISSUE, selected=sum(counts.values()), by_state=by_state)
    return SendSummary(issue_id=ISSUE, audit=audit)


def printed(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    out, err = capsys.readouterr()
    return out.splitlines(), err.splitlines()


def test_a_finished_issue_is_summed_up_in_one_line(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    print_summaries(State(folder=room.folder), summary(accepted=3, refused=1, queued=0))
    assert printed(capsys) == ([f"{ISSUE}: 4 readers: 3 accepted, 1 refused"], [])


def test_an_issue_without_readers_is_named(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    print_summaries(State(folder=room.folder), summary())
    assert printed(capsys)[0] == [f"{ISSUE}: 0 readers: none"]


def test_rows_that_wait_are_an_exit_code_and_a_hint(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    import typer

    waiting = replace(summary(deferred=2), finished=False, alarms=("relay is down",))
    with pytest.raises(typer.Exit) as ended:
        print_summaries(State(folder=room.folder), summary(accepted=1), waiting)
    assert ended.value.exit_code == 3
    out, err = printed(capsys)
    assert out[1] == f"{ISSUE}: 2 readers: 2 deferred"
    assert err == [
        "  alarm: relay is down",
        f"hint: digest send {ISSUE} goes on where this stopped",
    ]


def test_uncertain_readers_are_named_and_are_exit_code_3_though_no_row_waits(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    import typer

    readers = ("ada@m.example", "bo@m.example")
    in_doubt = replace(summary(accepted=1, uncertain=2), uncertain=readers)
    assert in_doubt.finished
    with pytest.raises(typer.Exit) as ended:
        print_summaries(State(folder=room.folder), in_doubt)
    assert ended.value.exit_code == 3
    audit = f"digest issues audit {ISSUE} --csv --state uncertain"
    assert printed(capsys) == (
        [f"{ISSUE}: 3 readers: 1 accepted, 2 uncertain"],
        [
            "  uncertain: ada@m.example, bo@m.example",
            f"hint: {audit} shows the Message-IDs to look for in the relay's log",
        ],
    )


def test_one_issue_in_doubt_among_complete_ones_is_exit_code_3(room: Room) -> None:
    import typer

    in_doubt = replace(summary(uncertain=1), uncertain=("ada@m.example",))
    with pytest.raises(typer.Exit) as ended:
        print_summaries(State(folder=room.folder), in_doubt, summary(accepted=1))
    assert ended.value.exit_code == 3


@pytest.mark.parametrize(
    ("count", "end"), [(20, "r19@m.example"), (21, "r19@m.example and 1 more")]
)
def test_twenty_uncertain_readers_are_named_and_the_others_counted(
    room: Room, capsys: pytest.CaptureFixture[str], count: int, end: str
) -> None:
    readers = tuple(f"r{number:02}@m.example" for number in range(count))
    print_uncertain(State(folder=room.folder), replace(summary(), uncertain=readers))
    line = printed(capsys)[1][0]
    assert line.startswith("  uncertain: r00@m.example, r01@m.example")
    assert line.endswith(f", {end}")
    assert line.count("@") == 20


def test_failed_sources_are_named_with_their_reason(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    report = CollectReport(
        sources=3, answered=1, not_due=1, new=2, changed=0, failed=(("Cedar", "answered 500"),)
    )
    print_collect(State(folder=room.folder), report)
    assert printed(capsys) == (
        ["1 of 3 sources answered (1 not due); 2 new articles, 0 changed"],
        ["  Cedar: answered 500"],
    )
