"""Advice for an unknown time zone: offsets, countries, abbreviations and the nearest names."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_value import mistake_in

from digest.config.time_types import ZoneName
from digest.config.zone_advice import (
    ABBREVIATIONS,
    FURTHEST_HOURS,
    PLACES,
    USUAL_ZONES,
    zone_of_offset,
    zone_of_place,
)

WINTER = datetime(2026, 1, 15)  # noqa: DTZ001 (a wall-clock time, asked of each zone)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("GMT+3", "for 3 hours east of Greenwich write Asia/Riyadh, or Etc/GMT-3"),
        ("UTC-5", "for 5 hours west of Greenwich write America/New_York, or Etc/GMT+5"),
        ("+03:30", "for 3:30 hours east of Greenwich write Asia/Tehran"),
        ("utc+2", "for 2 hours east of Greenwich write Asia/Beirut, or Etc/GMT-2"),
        ("+0530", "for 5:30 hours east of Greenwich write Asia/Kolkata"),
        ("GMT+0", "write UTC"),
        ("-00:00", "write UTC"),
    ],
)
def test_an_offset_is_answered_with_the_zone_of_that_direction(text: str, advice: str):
    assert zone_of_offset(text).startswith(advice)


@pytest.mark.parametrize("text", ["GMT+15", "Beirut", "3", "UTC", "+", "GMT+3:75"])
def test_a_text_that_is_no_offset_gets_no_advice_about_offsets(text: str):
    assert zone_of_offset(text) == ""


def test_an_offset_without_a_usual_zone_asks_for_a_city():
    assert zone_of_offset("+00:45") == "write the city whose clock you mean, like Asia/Beirut"


def test_countries_and_abbreviations_lead_to_cities():
    assert zone_of_place("Saudi  Arabia") == 'did you mean "Asia/Riyadh"?'
    assert zone_of_place("tel_aviv") == 'did you mean "Asia/Jerusalem"?'
    assert "Asia/Kolkata in India" in zone_of_place("IST")
    assert zone_of_place("Z") == 'did you mean "UTC"?'
    assert zone_of_place("Arabia") == 'did you mean "Asia/Riyadh"?'
    assert "Australia/Sydney" in zone_of_place("AEST")
    assert zone_of_place("Atlantis") == ""


@pytest.mark.parametrize("zone", ["EST", "CET", "EET", "MST", "EST5EDT"])
def test_an_abbreviation_that_is_a_zone_is_refused_for_a_city(zone: str) -> None:
    message = mistake_in(ZoneName, zone)
    assert "is no place" in message
    assert "write a city" in message


@pytest.mark.parametrize(
    ("zone", "advice"),
    [
        ("GMT+3", "for 3 hours east of Greenwich write Asia/Riyadh, or Etc/GMT-3"),
        ("Lebanon", 'did you mean "Asia/Beirut"?'),
        ("new york", 'did you mean "America/New_York"?'),
        ("Asia/Bierut", 'did you mean "Asia/Beirut"?'),
        ("Middle-earth", "use an IANA name like Asia/Beirut or UTC"),
    ],
)
def test_a_zone_that_does_not_exist_is_answered_with_one_that_does(problems, zone, advice):
    (line,) = problems({"digest.yaml": f"+timezone: {zone}\n"})
    assert line.split(" — ")[1].startswith(advice)


def test_every_zone_that_is_suggested_exists():
    zones = available_timezones()
    assert set(USUAL_ZONES) <= zones
    assert set(PLACES.values()) <= zones
    for text in ABBREVIATIONS.values():
        for choice in text.split(", "):
            assert choice.split(" in ")[0].split(" on ")[0] in zones


@given(st.integers(0, FURTHEST_HOURS), st.sampled_from("+-"), st.sampled_from(["GMT", "UTC ", ""]))
def test_the_zone_that_is_suggested_has_the_offset_that_was_asked_for(hours, sign, word):
    advice = zone_of_offset(f"{word}{sign}{hours}")
    offset = timedelta(hours=hours)
    if sign == "-":
        offset = -offset
    name = advice.partition("write ")[2].split(", or ")[0].split(" (")[0]
    if not name.startswith("the city"):
        assert ZoneInfo(name).utcoffset(WINTER) == offset


def test_a_fixed_zone_exists_for_twelve_hours_west_and_fourteen_hours_east():
    assert "Etc/GMT+12" in zone_of_offset("-12")
    assert "Etc/" not in zone_of_offset("-13")
    assert "Etc/GMT-14" in zone_of_offset("+14")


@pytest.mark.parametrize("hours", [1, 13, 14])
def test_a_fixed_zone_has_the_reverse_sign(hours: int):
    zone = f"Etc/GMT-{hours}"
    assert zone in zone_of_offset(f"+{hours}")
    assert ZoneInfo(zone).utcoffset(WINTER) == timedelta(hours=hours)


@pytest.mark.parametrize(("text", "is_offset"), [("+14", True), ("+15", False), ("-14:59", True)])
def test_no_clock_is_further_than_fourteen_hours(text: str, is_offset: bool):
    assert bool(zone_of_offset(text)) is is_offset


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("beirut", 'did you mean "Asia/Beirut"?'),
        ("New York", 'did you mean "America/New_York"?'),
        ("asia/beirut", 'did you mean "Asia/Beirut"?'),
        ("utc+03:30", "for 3:30 hours east of Greenwich write Asia/Tehran"),
        ("UAE", 'did you mean "Asia/Dubai"?'),
        ("Middle East Standard Time", 'did you mean "Asia/Beirut"?'),
        ("localtime", 'did you mean "UTC"?'),
        ("MSK", "this abbreviation has no one meaning; write a city: Europe/Moscow"),
        ("EDT", "this abbreviation has no one meaning; write a city: America/New_York"),
    ],
)
def test_the_first_advice_that_fits_is_given(text: str, advice: str):
    said = mistake_in(ZoneName, text)
    assert said == f'there is no time zone "{text}" — {advice}'
