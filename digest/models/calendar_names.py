"""Calendar names: weekdays and months in English, one list for all that read or write them.

Schedules, mail headers, dates of feeds and the tables of English take the names from here. The
calendar of Python's library follows the locale of the process, so it does not serve.
"""

from __future__ import annotations

SHORT_NAME_CHARS = 3
"""Cron programs and mail headers (RFC 5322) cut the names to so many letters."""

WEEKDAY_NAMES = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

SHORT_WEEKDAY_NAMES = tuple([name[:SHORT_NAME_CHARS] for name in WEEKDAY_NAMES])
SHORT_MONTH_NAMES = tuple([name[:SHORT_NAME_CHARS] for name in MONTH_NAMES])

WEEKDAYS_IN_LOWER_CASE = tuple(map(str.lower, WEEKDAY_NAMES))
MONTHS_IN_LOWER_CASE = tuple(map(str.lower, MONTH_NAMES))
