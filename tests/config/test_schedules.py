"""Schedules in newsletters: the forms operators write, and advice for wrong ones."""

from __future__ import annotations

from datetime import time

import pytest

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
    ("schedule", "said"),
    [
        ("", "waves by reader need a schedule: they begin at its slot"),
        (
            "schedule: {cron: '0 6,18 * * *'}\n",
            "waves by reader stand together with several slots a day",
        ),
    ],
)
def test_waves_by_reader_count_from_the_one_slot_of_a_day(problems, schedule: str, said: str):
    text = f"{LETTER}{schedule}waves: {{by: reader}}\n"
    (line,) = problems({"newsletters/harbour.yaml": text})
    assert said in line


@pytest.mark.parametrize("schedule", ["{at: 06:30}", "{cron: '30 6 * * mon-fri'}"])
def test_waves_by_reader_stand_beside_one_slot_a_day(load, schedule: str):
    text = f"{LETTER}schedule: {schedule}\nwaves: {{by: reader}}\n"
    assert load({"newsletters/harbour.yaml": text}).newsletters[0].waves.by == "reader"


def test_a_wait_for_sources_is_shorter_than_the_deadline(problems, load):
    text = f"{LETTER}schedule: {{at: 06:30, deadline: 10m, wait_for_sources: %s}}\n"
    (line,) = problems({"newsletters/harbour.yaml": text % "10m"})
    assert "wait_for_sources is as long as the deadline" in line
    kept = load({"newsletters/harbour.yaml": text % "9m"}).newsletters[0].schedule
    assert (kept.wait_for_sources_min, kept.catch_up) == (9.0, "late")


@pytest.mark.parametrize("word", ["skip", "late", "merge"])
def test_a_missed_slot_has_three_ways(load, word: str):
    text = f"{LETTER}schedule: {{at: 06:30, catch_up: {word}}}\n"
    assert load({"newsletters/harbour.yaml": text}).newsletters[0].schedule.catch_up == word
