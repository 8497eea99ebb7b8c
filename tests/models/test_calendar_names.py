"""The English names of weekdays and months stand in one list, in the forms that readers need."""

from __future__ import annotations

import calendar

from digest.models.calendar_names import (
    MONTH_NAMES,
    MONTHS_IN_LOWER_CASE,
    SHORT_MONTH_NAMES,
    SHORT_WEEKDAY_NAMES,
    WEEKDAY_NAMES,
    WEEKDAYS_IN_LOWER_CASE,
)


def test_the_names_run_as_in_the_calendar_of_the_library():
    # without a locale the library speaks English, and a week begins on Monday
    assert tuple(calendar.day_name) == WEEKDAY_NAMES
    assert tuple(calendar.month_name)[1:] == MONTH_NAMES


def test_short_names_are_those_of_mail_headers():
    assert SHORT_WEEKDAY_NAMES == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    assert SHORT_MONTH_NAMES[8] == "Sep"


def test_each_name_has_its_spelling_in_lower_case():
    assert WEEKDAYS_IN_LOWER_CASE[6] == "sunday"
    assert MONTHS_IN_LOWER_CASE[0] == "january"
