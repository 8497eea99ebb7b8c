"""A written date is read whole or not at all: its limits, its two orders, its halves of a day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.date_words import AFTERNOON, FILLERS, MORNING, ORDINALS
from digest.collect.written_dates import MONTH_FIRST_COUNTRIES, written_dates

LAST_S = int(datetime(2069, 12, 31, tzinfo=UTC).timestamp())


def written_date(text: str, country: str, language: str) -> datetime | None:
    """Return the one moment of a text; None for a text that is no date."""
    moments = written_dates(text, country, language)
    assert len(moments) <= 1
    return moments[0] if moments else None


def read(text: str, country: str = "", language: str = "") -> str:
    """Return the moment in UTC as text; "" for a text that is no date."""
    moment = written_date(text, country, language)
    if moment is None:
        return ""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("time", "moment"),
    [
        ("00:00", "2026-10-08 00:00:00"),
        ("23:59:59", "2026-10-08 23:59:59"),
        # a leap second is the last one of its minute
        ("23:59:60", "2026-10-08 23:59:59"),
        ("23:59:61", ""),
        ("23:60", ""),
        ("24:00", "2026-10-09 00:00:00"),
        ("24:00:01", ""),
        ("24:01", ""),
        ("25:00", ""),
        ("7.05", "2026-10-08 07:05:00"),
        ("7h05", "2026-10-08 07:05:00"),
        ("7:05:09.250", "2026-10-08 07:05:09"),
        # an hour alone has a mark behind it
        ("7 pm", "2026-10-08 19:00:00"),
        ("7 Uhr", "2026-10-08 07:00:00"),
        ("7h", "2026-10-08 07:00:00"),
        ("25 Uhr", ""),
        # two times are no date
        ("7:05 8:05", ""),
    ],
)
def test_a_time_ends_with_its_day(time: str, moment: str) -> None:
    assert read(f"8 Oct 2026 {time}") == moment


@pytest.mark.parametrize(
    ("time", "moment"),
    [
        ("12:05 AM", "2026-10-08 00:05:00"),
        ("12:05 PM", "2026-10-08 12:05:00"),
        ("1:05 AM", "2026-10-08 01:05:00"),
        ("1:05 PM", "2026-10-08 13:05:00"),
        ("11:59 p.m.", "2026-10-08 23:59:00"),
        # software that adds the half to a clock of 24 hours means the hour
        ("13:05 PM", "2026-10-08 13:05:00"),
        ("13:05 AM", "2026-10-08 13:05:00"),
    ],
)
def test_the_halves_of_a_day_begin_at_twelve(time: str, moment: str) -> None:
    assert read(f"8 Oct 2026 {time}") == moment


@pytest.mark.parametrize("word", sorted(MORNING | AFTERNOON))
def test_each_word_for_half_a_day_sets_the_hour(word: str) -> None:
    hour = 19 if word in AFTERNOON else 7
    assert read(f"8 Oct 2026 7:05 {word}") == f"2026-10-08 {hour:02}:05:00"


def test_no_word_is_before_and_after_noon() -> None:
    assert not MORNING & AFTERNOON


@pytest.mark.parametrize("word", sorted(FILLERS - {"h"}))
def test_a_word_that_fills_a_date_changes_nothing(word: str) -> None:
    assert read(f"8 Oct 2026 {word} 07:05") == "2026-10-08 07:05:00"


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("first", 1), ("second", 2), ("twelfth", 12), ("nineteenth", 19), ("twentieth", 20),
        ("twenty-first", 21), ("twenty first", 21), ("Twenty-Ninth", 29), ("thirtieth", 30),
        ("thirty-first", 31), ("premier", 1), ("primero", 1),
    ],
)  # fmt: skip
def test_the_day_may_be_a_word(word: str, day: int) -> None:
    assert read(f"{word} October 2026") == f"2026-10-{day:02} 00:00:00"


def test_the_words_of_days_are_those_of_a_month_and_no_more_than_a_month_needs() -> None:
    assert set(range(1, 32)) <= set(ORDINALS.values())
    assert read("thirty-first November 2026") == ""
    assert read("thirty-ninth October 2026") == ""


@pytest.mark.parametrize(
    ("text", "country", "day"),
    [
        ("3/4/2026", "", "2026-04-03"),
        ("3/4/2026", "GB", "2026-04-03"),
        ("3/4/2026", "US", "2026-03-04"),
        # where one order is impossible the other one holds
        ("13/4/2026", "US", "2026-04-13"),
        ("4/13/2026", "GB", "2026-04-13"),
        ("12/12/2026", "US", "2026-12-12"),
        ("13/13/2026", "", ""),
        ("8/0/2026", "GB", ""),
        ("2026-0-8", "", ""),
        ("0/8/2026", "GB", ""),
        ("2026/4/3", "US", "2026-04-03"),
        ("2026-4-31", "", ""),
        ("3.4.26", "", "2026-04-03"),
        ("123/4/2026", "", ""),
        ("3/4/026", "", ""),
        ("2026/4/123", "", ""),
    ],
)
def test_day_and_month_stand_in_the_order_of_the_country(text: str, country: str, day: str) -> None:
    assert read(text, country)[:10] == day


@pytest.mark.parametrize("country", sorted(MONTH_FIRST_COUNTRIES))
def test_five_countries_write_the_month_first(country: str) -> None:
    assert read("11/7/2026", country)[:10] == "2026-11-07"


def test_a_half_of_a_day_tells_the_order_of_a_country_that_is_not_known() -> None:
    assert read("3/4/2026 7:05 PM") == "2026-03-04 19:05:00"
    assert read("12/4/2026 7:05 PM") == "2026-12-04 19:05:00"
    assert read("13/4/2026 7:05 PM") == "2026-04-13 19:05:00"
    assert read("3/4/2026 7:05 PM", "GB") == "2026-04-03 19:05:00"
    # dots are written by countries that write the day first
    assert read("3.4.2026 7:05 PM") == "2026-04-03 19:05:00"


@pytest.mark.parametrize(
    ("year", "full"),
    [
        ("00", 2000), ("26", 2026), ("69", 2069), ("70", 1970), ("99", 1999),
        ("1970", 1970), ("2026", 2026), ("2499", 2499),
        # the Buddhist era
        ("2500", 1957), ("2569", 2026),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_is_of_the_century_of_unix(year: str, full: int) -> None:
    moment = written_date(f"8 Oct {year}", "", "")
    assert moment is not None
    assert moment.year == full


def test_a_persian_year_is_read_by_its_own_calendar() -> None:
    assert read("1405/9/6") == "2026-11-27 00:00:00"
    assert read("6 آذر 1405") == "2026-11-27 00:00:00"
    assert read("1405/12/30") == ""


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("+00:00", 12), ("+03:00", 9), ("+0300", 9), ("+03", 9), ("+300", 9), ("-0430", 16),
        ("\u22123", 15), ("GMT+3", 9), ("UTC +3", 9), ("Z", 12), ("GMT", 12), ("EST", 17),
        ("+14:00", 22), ("GMT +02:00", 10),
    ],
)  # fmt: skip
def test_an_offset_is_taken_off_in_each_spelling(zone: str, hour: int) -> None:
    moment = read(f"8 Oct 2026 12:00 {zone}")
    assert moment[11:13] == f"{hour:02}"


@pytest.mark.parametrize("text", ["07:05, 8 OCT 2026", "07:05 THU 8 OCT 2026", "07:05 OCT 8, 2026"])
def test_a_month_in_capitals_behind_a_time_is_a_month(text: str) -> None:
    assert read(text) == "2026-10-08 07:05:00"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("8 tháng 10 2026", "2026-10-08 00:00:00"),
        ("8 th. 10 2026", "2026-10-08 00:00:00"),
        ("8 tháng 13 2026", ""),
        ("8 tháng 0 2026", ""),
    ],
)
def test_a_month_with_a_number_is_one_of_twelve(text: str, moment: str) -> None:
    assert read(text) == moment


@pytest.mark.parametrize("zone", ["+15:00", "+03:60", "+02:00 +03:00", "-15"])
def test_an_offset_that_no_place_has_is_no_date(zone: str) -> None:
    assert read(f"8 Oct 2026 12:00 {zone}") == ""


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        # the names of a weekday and of a zone may be unknown, and no third word
        ("Domhn 8 Oct 2026", True),
        ("Domhn 8 Oct 2026 12:00 XYZT", True),
        ("Domhn Gwen 8 Oct 2026 12:00 XYZT", False),
        ("8 Oct 2026 ?", False),
        ("8 Oct", False),
        ("Oct 2026", False),
        ("8 9 Oct 2026", False),
        ("8 2026", False),
        ("31 Jun 2026", False),
        ("29 Feb 2026", False),
        ("29 Feb 2028", True),
        ("0 Oct 2026", False),
        ("32 Oct 2026", False),
        ("8 Oct 202", False),
        ("2026-10-08 2026-10-09", False),
        ("0000-00-00 00:00:00", False),
        ("0000-10-08", False),
        ("0001-10-08", True),
        ("", False),
    ],
)
def test_a_text_with_a_part_too_many_or_too_few_is_no_date(text: str, is_date: bool) -> None:
    assert bool(read(text)) is is_date


@pytest.mark.parametrize(
    "text",
    [
        "20261127100000", "202611271000", "20261127 10:00", "27NOV2026 10:00", "Nov-27-2026 10:00",
        "2026-Nov-27 10:00", "27. 11. 2026 10:00", "27.11.26 10:00", "T6, 27 Nov 2026 10:00",
        "Thứ Sáu, 27 Nov 2026 10:00", "sexta-feira, 27 nov 2026 10:00", "27 Nov 2026 1000 GMT",
        "27 tháng 11 2026 10:00",
        "17-06-1448هـ 27-11-2026م 10:00", "27 Nov 2026 10 h 00",
    ],
)  # fmt: skip
def test_forms_without_marks_between_their_parts_are_one_moment(text: str) -> None:
    assert read(text) == "2026-11-27 10:00:00"


@given(
    st.integers(min_value=0, max_value=LAST_S),
    st.sampled_from(
        ["%a, %d %b %Y %H:%M:%S +0000", "%d %B %Y %H:%M:%S", "%B %d, %Y %H:%M:%S GMT",
         "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%Y%m%d%H%M%S", "%I:%M:%S %p, %d %b %Y"]
    ),
)  # fmt: skip
def test_a_moment_that_is_written_and_read_is_the_same_moment(second: int, form: str) -> None:
    moment = datetime.fromtimestamp(second, UTC)
    assert written_date(moment.strftime(form), "", "en") == moment


@given(st.text("0123456789 -/.:,+ZTamp octNOV", max_size=30), st.sampled_from(["", "US", "IR"]))
def test_any_text_is_aware_moments_or_no_date(text: str, country: str) -> None:
    for moment in written_dates(text, country, "en"):
        assert moment.utcoffset() is not None
