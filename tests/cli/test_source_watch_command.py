"""`digest issues watch`, `correct` and `dismiss`, on an outlet on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_room import NOW, Room
from watched_outlet import NEWSLETTER, Outlet, WatchDesk, open_outlet, watch_desk

from digest.models import ChangeKind, SourceNotice, WatchedPage
from digest.store import open_store

ISSUE = "security-briefing@2026-08-13"
NOTICE = SourceNotice(
    id="n-00000000aa",
    issue_id=ISSUE,
    article_id="strike",
    url="https://paper.example/strike",
    title="Strike hits [red]port[/red]",
    outlet="Harbour Post",
    kind=ChangeKind.REWORDED,
    cited="Nine people died.",
    now="Eleven people died.",
    raised=NOW,
)
PAGE = WatchedPage(
    article_id="a",
    url="https://paper.example/talks",
    title="Talks open",
    outlet="Harbour Post",
    language="en",
    issues=(ISSUE,),
    next_read=datetime(2026, 11, 23, 7, tzinfo=UTC),
)


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with open_outlet() as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path, outlet: Outlet) -> Iterator[WatchDesk]:
    store = open_store(f"sqlite:///{tmp_path}/news.db")
    yield watch_desk(store, outlet)
    store.close()


@pytest.fixture
def room(tmp_path: Path, desk: WatchDesk) -> Room:
    config = desk.newsroom.config
    storage = replace(config.settings.storage, url=f"sqlite:///{tmp_path}/news.db")
    settings = replace(config.settings, storage=storage)
    return Room(folder=tmp_path, config=replace(config, settings=settings))


def test_before_an_issue_goes_out_the_list_says_that_no_page_is_watched(room: Room) -> None:
    shown = room.run("issues", "watch")
    assert (shown.exit_code, shown.stdout) == (
        0,
        "no page is watched: pages are read for some days after their issue goes out\n",
    )


def test_pages_that_were_not_read_yet_are_not_called_unchanged(room: Room, desk: WatchDesk) -> None:
    desk.store.source_watch.add_pages([PAGE])
    assert room.run("issues", "watch").stdout == (
        "watched pages: 1; read: 0; the first is due 2026-11-23 07:00 UTC\n"
    )


def test_without_a_change_the_list_says_how_many_pages_were_read(
    room: Room, desk: WatchDesk
) -> None:
    read = replace(PAGE, last_read=PAGE.next_read, next_read=PAGE.next_read + timedelta(hours=6))
    desk.store.source_watch.add_pages([PAGE, replace(PAGE, article_id="b")])
    desk.store.source_watch.save_page(read)
    assert room.run("issues", "watch").stdout == (
        "no cited page has changed (watched pages: 2; read: 1; the last 2026-11-23 07:00 UTC)\n"
    )


def test_old_and_new_words_stand_one_above_the_other_without_markup(
    room: Room, desk: WatchDesk
) -> None:
    desk.store.source_watch.save_notices([NOTICE])
    shown = room.run("issues", "watch", ISSUE).stdout
    assert "  cited: Nine people died.\n  now:   Eleven people died.\n" in shown
    assert "Strike hits [red]port[/red]" in shown
    assert f"digest issues correct {NOTICE.id}" in shown
    (told,) = json.loads(room.run("issues", "watch", "--json").stdout)
    assert (told["notice"], told["cited"], told["now"]) == (
        NOTICE.id,
        NOTICE.cited,
        NOTICE.now,
    )


def test_a_notice_is_corrected_taken_back_and_dismissed(room: Room, desk: WatchDesk) -> None:
    desk.store.source_watch.save_notices([NOTICE])
    corrected = room.run("issues", "correct", NOTICE.id)
    assert corrected.exit_code == 0, corrected.output
    correction = corrected.stdout.split(":")[0]
    assert f"the next issue of {NEWSLETTER} carries it" in corrected.stdout
    assert NOTICE.id not in room.run("issues", "watch").stdout
    assert f"(corrected: {correction})" in room.run("issues", "watch", "--all").stdout
    assert room.run("issues", "correct", correction).exit_code == 1
    assert room.run("issues", "correct", correction, "--take-back").exit_code == 0
    dismissed = room.run("issues", "dismiss", NOTICE.id, "--reason", "the toll rose later")
    assert (dismissed.exit_code, "the toll rose later" in dismissed.stdout) == (0, True)


def test_an_issue_is_corrected_in_the_operators_own_words(room: Room, desk: WatchDesk) -> None:
    assert room.run("issues", "correct", ISSUE).exit_code == 1
    done = room.run("issues", "correct", ISSUE, "--text", "The depot is in Salif.")
    assert (done.exit_code, "The depot is in Salif." in done.stdout) == (0, True)
    assert [one.text for one in desk.store.source_watch.corrections(ISSUE)] == [
        "The depot is in Salif."
    ]


def test_a_round_reads_due_pages_once_and_says_which_it_could_not_read(
    room: Room, desk: WatchDesk
) -> None:
    # the clock of the command is the real one: the sample issue is long over
    now = replace(desk.newsroom.config.settings.source_watch, lasts_s=10.0**9)
    config = replace(room.config, settings=replace(room.config.settings, source_watch=now))
    room = Room(folder=room.folder, config=config)
    desk.outlet.robots = "User-agent: *\nDisallow: /\n"
    first = room.run("issues", "watch", "--once")
    assert (first.exit_code, "robots.txt does not allow it" in first.stderr) == (3, True)
    second = room.run("issues", "watch", "--once", "--pages")
    assert (second.exit_code, desk.outlet.url in second.stdout) == (0, True)
    assert desk.outlet.asked() == 0
