"""Names of time zones become minutes, and a country settles a name that is used twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.collect.feed_dates import read_date
from digest.collect.zone_names import zone_offset_min


@pytest.mark.parametrize(
    ("name", "country", "minutes"),
    [
        ("z", "", 0), ("est", "US", -300), ("est", "AU", 600), ("npt", "", 345),
        ("nst", "", -210), ("cst", "CN", 480), ("cst", "CU", -300), ("cst", "", -360),
        ("pst", "PK", 300), ("pst", "PH", 480), ("pst", "", -480), ("bst", "BD", 360),
        ("bst", "GB", 60), ("ast", "IQ", 180), ("adt", "IQ", 240), ("adt", "", -180),
        ("wst", "AU", 480), ("nzst", "", 720),
    ],
)  # fmt: skip
def test_a_name_is_an_offset(name: str, country: str, minutes: int) -> None:
    assert zone_offset_min(name, country) == minutes


@pytest.mark.parametrize(("name", "country"), [("", ""), ("xyz", "IL"), ("wst", ""), ("EST", "")])
def test_other_names_are_no_zone(name: str, country: str) -> None:
    assert zone_offset_min(name, country) is None


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("UZT", 5), ("AWST", 2), ("COT", 15), ("SBT", 23), ("ECT", 15), ("YAKT", 1), ("BTT", 4),
        ("Etc/GMT-3", 7), ("Etc/GMT+5", 15), ("uzt", 5),
        # a zone that is not known leaves the month alone
        ("OCXT", 10), ("DCT", 10),
    ],
)  # fmt: skip
def test_a_zone_behind_a_time_is_no_month_cut_short(zone: str, hour: int) -> None:
    read = read_date(f"Fri, 27 Nov 2026 10:00:00 {zone}")
    day = 26 if zone == "SBT" else 27
    assert read == datetime(2026, 11, day, hour, tzinfo=UTC)
