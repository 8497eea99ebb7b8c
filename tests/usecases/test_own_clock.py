"""The own clock: hours and zones as readers and files write them, on the way in and out."""

from __future__ import annotations

import io
from zoneinfo import ZoneInfo

import pytest
from sample_morning import Desk

from digest.errors import UseError
from digest.models import ReaderClock
from digest.usecases.audience import export_csv
from digest.usecases.csv_import import import_csv
from digest.usecases.own_clock import may_choose_clock, read_clock, zones_offered

NEWSLETTER = "security-briefing"


@pytest.mark.parametrize(
    ("hour", "zone", "clock"),
    [
        ("", "", ReaderClock()),
        ("0", "", ReaderClock(hour=0)),
        ("23", "UTC", ReaderClock(hour=23, timezone="UTC")),
        ("07", "America/New_York", ReaderClock(hour=7, timezone="America/New_York")),
    ],
)
def test_empty_words_stand_for_those_of_the_newsletter(
    hour: str, zone: str, clock: ReaderClock
) -> None:
    assert read_clock(hour, zone) == clock


@pytest.mark.parametrize("hour", ["24", "-1", "7.5", "seven", "٧", "7:00"])
def test_an_hour_that_no_clock_shows_is_refused(hour: str) -> None:
    with pytest.raises(UseError, match="no such hour"):
        read_clock(hour, "")


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "EST", "../etc/passwd", "asia/beirut", "Asia/"])
def test_a_zone_that_is_no_city_is_refused(zone: str) -> None:
    with pytest.raises(UseError, match="no such time zone"):
        read_clock("", zone)


def test_every_zone_that_is_offered_is_known_to_this_machine() -> None:
    offered = zones_offered()
    assert {"UTC", "Asia/Beirut", "America/New_York", "Australia/Lord_Howe"} <= set(offered)
    for name in offered:
        assert ZoneInfo(name).key == name


def test_without_waves_an_hour_makes_no_difference(desk: Desk) -> None:
    reader = desk.store.subscribers.get("reader-0")
    assert reader
    assert not may_choose_clock(desk.newsroom, reader)


def _clocks(desk: Desk) -> dict[str, ReaderClock]:
    return {reader.email: reader.clock for reader in desk.store.subscribers.list()}


def test_an_import_sets_the_clocks_of_new_and_of_known_readers(desk: Desk) -> None:
    desk.store.choices.set_clock("reader-1", ReaderClock(hour=5))
    lines = (
        "email,delivery_hour,delivery_zone\n"
        "new@example.org,7,Asia/Beirut\n"
        "reader0@example.org,18,\n"
        "reader1@example.org,,\n"
    )
    report = import_csv(desk.newsroom, lines.encode(), newsletters=[NEWSLETTER])
    assert report.bad_lines == ()
    clocks = _clocks(desk)
    assert clocks["new@example.org"] == ReaderClock(hour=7, timezone="Asia/Beirut")
    assert clocks["reader0@example.org"] == ReaderClock(hour=18)
    assert clocks["reader1@example.org"] == ReaderClock(hour=5)


def test_a_trial_of_an_import_changes_no_clock(desk: Desk) -> None:
    lines = b"email,delivery_hour\nreader0@example.org,18\n"
    import_csv(desk.newsroom, lines, newsletters=[NEWSLETTER], dry_run=True)
    assert _clocks(desk)["reader0@example.org"] == ReaderClock()


def test_a_line_with_a_wrong_hour_is_named_and_not_taken(desk: Desk) -> None:
    lines = b"email,delivery_hour\nnew@example.org,25\n"
    report = import_csv(desk.newsroom, lines, newsletters=[NEWSLETTER])
    assert [str(line) for line in report.bad_lines] == ["line 2: no such hour: 25 (write 0 to 23)"]
    assert "new@example.org" not in _clocks(desk)


def test_an_export_comes_back_by_an_import(desk: Desk) -> None:
    chosen = ReaderClock(hour=0, timezone="Asia/Tokyo")
    desk.store.choices.set_clock("reader-1", chosen)
    out = io.StringIO()
    export_csv(desk.newsroom, out)
    desk.store.choices.set_clock("reader-1", ReaderClock(hour=9))
    import_csv(desk.newsroom, out.getvalue().encode())
    assert _clocks(desk) == {
        "reader0@example.org": ReaderClock(),
        "reader1@example.org": chosen,
        "reader2@example.org": ReaderClock(),
    }
