"""Schedules and time zones in newsletters: the forms operators write, and advice for wrong ones."""

from __future__ import annotations

from datetime import time

import pytest

from digest.config.zone_advice import zone_of_offset, zone_of_place

LETTER = "name: Harbour Briefing\ntagline: What moves\ntopics: [ports]\n"


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon-fri", ("mon", "tue", "wed", "thu", "fri")),
        ("[sun-tue, thu]", ("sun", "mon", "tue", "thu")),
        ("[mon, Monday, mon-tue]", ("mon", "tue")),
        ("sun", ("sun",)),
        ('"mon, wed"', ("mon", "wed")),
    ],
)
def test_days_may_be_ranges_and_stand_without_brackets(load, written: str, days: tuple[str, ...]):
    text = f"{LETTER}schedule: {{days: {written}, at: 06:30}}\n"
    assert load({"newsletters/harbour.yaml": text}).newsletters[0].schedule.days == days


@pytest.mark.parametrize(
    ("written", "at"), [("0:00", time(0)), ("23:59", time(23, 59)), ("6:05", time(6, 5))]
)
def test_the_time_of_day_runs_from_midnight_to_a_minute_before_the_next(load, written, at):
    text = f"{LETTER}schedule: {{at: {written}}}\n"
    assert load({"newsletters/harbour.yaml": text}).newsletters[0].schedule.at == at


@pytest.mark.parametrize("written", ["24:00", "12:60", "6.30", "6:5", "noon", "006:30"])
def test_a_time_that_no_clock_shows_is_refused(problems, written: str):
    (line,) = problems({"newsletters/harbour.yaml": f"{LETTER}schedule: {{at: '{written}'}}\n"})
    advice = "write it like 06:30 or 18:00"
    assert line == f'newsletters/harbour.yaml:4:16: "{written}" is not a time of day — {advice}'


def test_a_range_with_a_wrong_weekday_is_refused_at_its_place(problems):
    text = f"{LETTER}schedule: {{days: [mon, tue-xyz], at: 06:30}}\n"
    (line,) = problems({"newsletters/harbour.yaml": text})
    assert line.startswith('newsletters/harbour.yaml:4:24: "tue-xyz" is not a weekday — ')


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("GMT+3", "for 3 hours east of Greenwich write Asia/Riyadh, or Etc/GMT-3"),
        ("UTC-5", "for 5 hours west of Greenwich write America/New_York, or Etc/GMT+5"),
        ("+03:30", "for 3:30 hours east of Greenwich write Asia/Tehran"),
        ("utc+2", "for 2 hours east of Greenwich write Asia/Beirut, or Etc/GMT-2"),
        ("+0530", "for 5:30 hours east of Greenwich write Asia/Kolkata"),
        ("GMT+0", "for 0 hours east of Greenwich write Europe/London"),
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
    assert zone_of_place("Atlantis") == ""


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
