"""Times of day, weekdays and cron schedules as values of the files."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_value import mistake_in, read_value
from pydantic import TypeAdapter

from digest.config.time_types import ClockTime, Cron, Weekdays, ZoneName


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_a_day_is_a_time(hour: int, minute: int):
    assert read_value(ClockTime, f"{hour}:{minute:02}") == time(hour, minute)
    assert read_value(ClockTime, f" {hour:02}:{minute:02} ") == time(hour, minute)


@given(st.integers(0, 99), st.integers(0, 99))
def test_no_other_pair_of_numbers_is_a_time(hour: int, minute: int):
    is_time = hour <= 23 and minute <= 59
    assert (mistake_in(ClockTime, f"{hour}:{minute:02}") == "") is is_time


@pytest.mark.parametrize("value", [630, 6.5, True, None, ["06:30"]])
def test_a_time_is_written_as_a_text(value: object):
    said = mistake_in(ClockTime, value)
    assert said.endswith(("write it like 06:30 or 18:00", "write one, or delete the key"))


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("sun-thu", ("sun", "mon", "tue", "wed", "thu")),
        (["mon", "tue-wed", "Monday"], ("mon", "tue", "wed")),
        ("fri", ("fri",)),
    ],
)
def test_weekdays_are_listed_once_each_in_their_order(value: object, days: tuple[str, ...]):
    assert read_value(Weekdays, value) == days


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (["mon", "thr"], 'entry 2 "thr" is not a weekday'),
        ([], "this list names no weekday — name one, or delete the key for every day"),
        (["mon", 2], "2 is not a weekday — write mon, tue, wed, thu, fri, sat or sun"),
        (["mon", ""], '"" is not a weekday — write mon, tue'),
        ("mon-", '"mon-" is not a weekday'),
    ],
)
def test_another_word_is_no_weekday(value: object, said: str):
    assert said.removeprefix("entry 2 ") in mistake_in(Weekdays, value)


def test_code_gives_weekdays_one_by_one():
    assert TypeAdapter(Weekdays).validate_python(("mon", "tue")) == ("mon", "tue")


def test_a_schedule_is_kept_as_it_was_written():
    assert read_value(Cron, " 30 6 * * mon-fri ") == "30 6 * * mon-fri"
    said = mistake_in(Cron, "30 6 * * 1")
    assert said.startswith('cron "30 6 * * 1" counts its weekdays — 0 is Sunday to some')


def test_a_zone_has_the_letters_of_its_name():
    assert read_value(ZoneName, "Asia/Beirut") == "Asia/Beirut"
    assert mistake_in(ZoneName, "asia/beirut").endswith('did you mean "Asia/Beirut"?')
    assert TypeAdapter(ZoneName).validate_python("") == ""
