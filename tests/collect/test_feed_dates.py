"""A date is read whole or not at all, in the forms, languages and zones that feeds use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.feed_dates import AHEAD, EARLIEST, MAX_DATE_CHARS, entry_date, read_date
from digest.collect.month_names import LANGUAGES, month_number
from digest.collect.persian_calendar import YEARS, gregorian_day
from digest.collect.zone_names import zone_offset_min

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


WRITTEN = [
    ("Thu, 08 Oct 2026 07:05:09 +0000", utc(2026, 10, 8, 7, 5, 9)),
    ("Thu, 08 Oct 2026 07:05:09", utc(2026, 10, 8, 7, 5, 9)),
    ("Thu,08 Oct 2026 07:05", utc(2026, 10, 8, 7, 5)),
    ("8 Oct 26 07:05 GMT", utc(2026, 10, 8, 7, 5)),
    ("8 Oct 69 07:05 GMT", utc(2069, 10, 8, 7, 5)),
    ("8 Oct 99 07:05 GMT", utc(1999, 10, 8, 7, 5)),
    ("October 8, 2026", utc(2026, 10, 8)),
    ("Oct. 8, 2026, 7:05 p.m. EST", utc(2026, 10, 9, 0, 5)),
    ("Thursday, October 8, 2026 - 07:05", utc(2026, 10, 8, 7, 5)),
    ("Thu Oct  8 07:05:09 2026", utc(2026, 10, 8, 7, 5, 9)),
    ("Thu Oct 08 2026 07:05:09 GMT+0200 (Central European Summer Time)", utc(2026, 10, 8, 5, 5, 9)),
    ("08-Oct-2026 07:05", utc(2026, 10, 8, 7, 5)),
    ("8th October 2026 at 7.05", utc(2026, 10, 8, 7, 5)),
    ("2026-10-08T07:05:09Z", utc(2026, 10, 8, 7, 5, 9)),
    ("2026-10-08T07:05:09.250+03:00", utc(2026, 10, 8, 4, 5, 9, 250_000)),
    ("2026-10-08 07:05:09 UTC", utc(2026, 10, 8, 7, 5, 9)),
    ("2026-10-08 07:05 EST", utc(2026, 10, 8, 12, 5)),
    ("20261008T070509Z", utc(2026, 10, 8, 7, 5, 9)),
    ("20261008", utc(2026, 10, 8)),
    ("2026/10/8 07:05", utc(2026, 10, 8, 7, 5)),
    ("2026.10.08", utc(2026, 10, 8)),
    ("31/10/2026 07:05", utc(2026, 10, 31, 7, 5)),
    ("10/31/2026 07:05", utc(2026, 10, 31, 7, 5)),
    ("8/10/2026 07:05", utc(2026, 10, 8, 7, 5)),
    ("10/8/2026 7:05:00 AM", utc(2026, 10, 8, 7, 5)),
    ("8.10.2026 7:05:00 PM", utc(2026, 10, 8, 19, 5)),
    ("2026年10月8日 07:05", utc(2026, 10, 8, 7, 5)),
    ("2026년 10월 8일", utc(2026, 10, 8)),
    ("٨ أكتوبر ٢٠٢٦ ٠٧:٠٥", utc(2026, 10, 8, 7, 5)),
    ("1791443109", utc(2026, 10, 8, 7, 5, 9)),
    ("1791443109000", utc(2026, 10, 8, 7, 5, 9)),
    ("2026-10-08T24:00:00", utc(2026, 10, 9)),
    ("20261008070509", utc(2026, 10, 8, 7, 5, 9)),
    ("202610080705", utc(2026, 10, 8, 7, 5)),
    ("2026-281", utc(2026, 10, 8)),
    ("/Date(1791443109000)/", utc(2026, 10, 8, 7, 5, 9)),
    ("08OCT2026", utc(2026, 10, 8)),
    ("8 Oct 2026 0705 GMT", utc(2026, 10, 8, 7, 5)),
    ("8 octobre 2026 à 7 h 05", utc(2026, 10, 8, 7, 5)),
    ("October 8th, 2026 7am", utc(2026, 10, 8, 7)),
    ("8 Oct 2026 7 PM", utc(2026, 10, 8, 19)),
    ("8 Oct 2026 7:05 p. m.", utc(2026, 10, 8, 19, 5)),
    ("Published: 8 Oct 2026 07:05", utc(2026, 10, 8, 7, 5)),
    ("8 أكتوبر 2026 7:05 صباحاً", utc(2026, 10, 8, 7, 5)),
    ("8 أكتوبر 2026 7:05 مساءً", utc(2026, 10, 8, 19, 5)),
    ("2026-10-08 오후 7:05", utc(2026, 10, 8, 19, 5)),
    ("2026年10月8日 7时05分", utc(2026, 10, 8, 7, 5)),
    ("8 अक्टूबर 2026", utc(2026, 10, 8)),
    ("Thu, 08 Oct 2026 23:59:60 GMT", utc(2026, 10, 8, 23, 59, 59)),
    ("8 octobre 2026 à 7h", utc(2026, 10, 8, 7)),
    ("08.10.26 07:05", utc(2026, 10, 8, 7, 5)),
    ("Do, 08.10.26, 07:05 Uhr", utc(2026, 10, 8, 7, 5)),
    ("8. 10. 2026 7:05", utc(2026, 10, 8, 7, 5)),
    ("8 / 10 / 2026", utc(2026, 10, 8)),
    ("2026. 10. 8.", utc(2026, 10, 8)),
    ("Oct-08-2026", utc(2026, 10, 8)),
    ("2026-Oct-08", utc(2026, 10, 8)),
    ("2026281", utc(2026, 10, 8)),
    ("2026281T070509Z", utc(2026, 10, 8, 7, 5, 9)),
    ("2026-W41-4", utc(2026, 10, 8)),
    ("the eighth of October 2026", utc(2026, 10, 8)),
    ("October twenty-eighth, 2026", utc(2026, 10, 28)),
    ("premier octobre 2026", utc(2026, 10, 1)),
    ("8 tháng 10, 2026", utc(2026, 10, 8)),
    ("T5, 08 Th10 2026 07:05:09 +0700", utc(2026, 10, 8, 0, 5, 9)),
    ("木, 08 10月 2026 07:05:09 +0900", utc(2026, 10, 7, 22, 5, 9)),
    ("星期四, 08 十月 2026 07:05:09 +0800", utc(2026, 10, 7, 23, 5, 9)),
    ("2026年10月8日（木） 07時05分", utc(2026, 10, 8, 7, 5)),
    ("令和8年10月8日", utc(2026, 10, 8)),
    ("令和元年10月8日", utc(2019, 10, 8)),
    ("民國115年10月8日", utc(2026, 10, 8)),
    ("8 ตุลาคม 2569", utc(2026, 10, 8)),
    ("พฤ., 08 ต.ค. 2026 07:05:09 +0700", utc(2026, 10, 8, 0, 5, 9)),
    ("8 באוק׳ 2026", utc(2026, 10, 8)),
    ("8 تشرین الأول 2026", utc(2026, 10, 8)),
    ("8 Oktoba 2026", utc(2026, 10, 8)),
    ("8. október 2026", utc(2026, 10, 8)),
    ("8 tetor 2026", utc(2026, 10, 8)),
    ("8 қазан 2026", utc(2026, 10, 8)),
    ("8 кастрычніка 2026", utc(2026, 10, 8)),
    ("8 oktabr, 2026-yil", utc(2026, 10, 8)),
    ("8 subat 2026", utc(2026, 2, 8)),
    ("8 fevrier 2026", utc(2026, 2, 8)),
    ("2026-10-08-10:00", utc(2026, 10, 8, 10)),
    ("2026-10-08+03:00", utc(2026, 10, 7, 21)),
    ("2026-10-08 -0500", utc(2026, 10, 8, 5)),
    ("2026-10-08Z", utc(2026, 10, 8)),
    ("2026-10-08T07:05:09-0500Z", utc(2026, 10, 8, 12, 5, 9)),
    ("2026-10-08T07:05:09.5+03:00Z", utc(2026, 10, 8, 4, 5, 9, 500_000)),
    ("October 8, 2026 07:05 (GMT+3)", utc(2026, 10, 8, 4, 5)),
    ("Thu, 08 Oct 2026 07:05:09 MSK (UTC+03:00)", utc(2026, 10, 8, 4, 5, 9)),
    ("8 Mrz 2026", utc(2026, 3, 8)),
    ("8 Agt 2026", utc(2026, 8, 8)),
    ("2026-10-08 07:05:09 +0300 +03 m=+0.01", utc(2026, 10, 8, 4, 5, 9)),
    ("2026-10-08T07:05:09Z[UTC]", utc(2026, 10, 8, 7, 5, 9)),
    ("2026-10-08T07:05:09+03:00[Europe/Istanbul]", utc(2026, 10, 8, 4, 5, 9)),
    ("8ی تشرینی یەکەمی 2026", utc(2026, 10, 8)),
    ("8 ته\u200cموز 2026", utc(2026, 7, 8)),
    ("8 EKİM 2026", utc(2026, 10, 8)),
    ("8 اكتوبر 2026م", utc(2026, 10, 8)),
    ("جمعرات 8 اکتوبر 2026ء 7:05 بجے", utc(2026, 10, 8, 7, 5)),
    ("الخميس 27-04-1448هـ 8-10-2026م", utc(2026, 10, 8)),
    ("quinta-feira, 8 de outubro de 2026", utc(2026, 10, 8)),
    ("آخر تحديث: 8 أكتوبر 2026 - 07:05 بتوقيت غرينتش", utc(2026, 10, 8, 7, 5)),
    ("الخميس 8 أكتوبر 2026 07:05 بتوقيت مكة المكرمة", utc(2026, 10, 8, 4, 5)),
]


@pytest.mark.parametrize(("text", "moment"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_a_date_is_read_in_each_form(text: str, moment: datetime) -> None:
    assert read_date(text) == moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("۱۶ مهر ۱۴۰۵", (2026, 10, 8)),
        ("پنجشنبه ۱۶ مهر ۱۴۰۵", (2026, 10, 8)),
        ("1405/07/16", (2026, 10, 8)),
        ("1405-7-16", (2026, 10, 8)),
        ("1 فروردین 1405", (2026, 3, 21)),
        ("30 اسفند 1403", (2025, 3, 20)),
        ("1370/1/1", (1991, 3, 21)),
    ],
)
def test_a_persian_date_is_the_same_day_in_our_calendar(
    text: str, day: tuple[int, int, int]
) -> None:
    assert read_date(text, language="fa") == utc(*day)


@pytest.mark.parametrize("text", ["30 اسفند 1404", "1405/13/1", "31 مهر 1405"])
def test_a_persian_date_that_does_not_exist_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_the_persian_year_of_each_leap_year_has_a_last_day() -> None:
    leap_years = []
    for year in YEARS:
        if gregorian_day(year, 12, 30) is not None:
            leap_years.append(year)
    # University of Tehran, Calendar Center: leap years of 1370 to 1429
    assert leap_years == [
        *(1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "8 October 2026 / 26 Rabi al-Thani 1448",
        "26 ربيع الآخر 1448 الموافق 8 أكتوبر 2026",
        "16 مهر 1405 برابر با 8 اکتبر 2026",
    ],
)
def test_of_two_calendars_ours_is_read(text: str) -> None:
    assert read_date(text) == utc(2026, 10, 8)


def test_a_lunar_date_alone_is_no_date() -> None:
    assert read_date("1448/04/26 10:00") is None
    assert read_date("26 ربيع الآخر 1448") is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("8 Oct 2026 07:05 ET", 11),
        ("8 Dec 2026 07:05 ET", 12),
        ("Oct 8, 2026 7:05 AM PT", 14),
        ("8 Oct 2026 07:05 Beirut time", 4),
        ("8 Dec 2026 07:05, Beirut local time", 5),
        ("8 Oct 2026 07:05 KSA", 4),
        ("8 Oct 2026 07:05 Gulf Standard Time", 3),
        ("8 Oct 2026 07:05 (CEST)", 5),
        ("8 Oct 2026 07:05 МСК", 4),
    ],
)
def test_a_zone_in_words_counts(text: str, hour: int) -> None:
    moment = read_date(text)
    assert moment is not None
    assert (moment.hour, moment.minute) == (hour, 5)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "now", "Thursday", "yesterday 07:05", "2 hours ago", "8 Oct", "October 2026", "2026",  # noqa: E501
        "2026-10", "2026-13-08", "2026-10-32", "31 Sep 2026", "29 Feb 2027", "8 Oct 2026 25:00",
        "8 Oct 2026 07:61", "8 Oct 2026 24:01", "8 Oct 2026 07:05 08:05", "8 9 Oct 2026",
        "8 Oct 2026 2027", "8 Oct 20266", "1/2/3/4", "8/10", "8 Oct 2026 +9900", "8 Oct 2026 + 2",
        "8 Oct 2026 foo bar baz", "99999999999999999999", "8 Oct 2026 #", "0000-00-00 00:00:00",
         "13/13/2026", "Mon, 01 Jan 0001 00:00:00 GMT", "8 Oct 2026 +0200 +0300", "8 10 2026",
    ],
)  # fmt: skip
def test_a_part_of_a_date_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_a_text_longer_than_any_date_is_no_date() -> None:
    date = "8 Oct 2026"
    assert read_date(date + " " * (MAX_DATE_CHARS - len(date))) is not None
    assert read_date(date + " " * (MAX_DATE_CHARS - len(date) + 1)) is None


@pytest.mark.parametrize(
    ("offset", "hour"),
    [("+03", 7), ("+3", 7), ("+300", 7), ("+0300", 7), ("+03:00", 7), ("GMT+3", 7), ("GMT +0300", 7),  # noqa: E501
     ("UTC+03:00", 7), ("-0530", 15), ("\u22120300", 13), ("Z", 10), ("GMT", 10), ("+0300 MSK", 7)],
)  # fmt: skip
def test_an_offset_is_read_in_each_form(offset: str, hour: int) -> None:
    moment = read_date(f"Thu, 08 Oct 2026 10:00:00 {offset}")
    assert moment is not None
    assert moment.hour == hour


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("12:30 AM", 0), ("1:30 AM", 1), ("11:30 am", 11), ("12:30 PM", 12), ("1:30 pm", 13),
     ("11:30 p.m.", 23), ("13:30 PM", 13), ("0:30", 0), ("23:30", 23)],
)  # fmt: skip
def test_a_clock_of_twelve_hours_is_read(clock: str, hour: int) -> None:
    moment = read_date(f"8 Oct 2026 {clock}")
    assert moment == utc(2026, 10, 8, hour, 30)


@pytest.mark.parametrize(
    ("name", "offset_min"),
    [("cest", 120), ("eet", 120), ("eest", 180), ("msk", 180), ("jst", 540), ("est", -300),
     ("edt", -240), ("pst", -480), ("pdt", -420), ("ist", 330), ("idt", 180), ("gst", 240),
     ("npt", 345), ("irst", 210), ("aest", 600), ("z", 0), ("ut", 0)],
)  # fmt: skip
def test_a_zone_has_its_usual_meaning(name: str, offset_min: int) -> None:
    assert zone_offset_min(name) == offset_min


@pytest.mark.parametrize(
    ("name", "country", "offset_min"),
    [("ist", "IL", 120), ("ist", "IE", 60), ("ist", "IN", 330), ("ast", "SA", 180), ("ast", "CA", -240),  # noqa: E501
     ("ast", "IQ", 180), ("est", "AU", 600), ("cst", "CN", 480), ("cst", "US", -360),
     ("bst", "BD", 360), ("bst", "GB", 60), ("pst", "PH", 480)],
)  # fmt: skip
def test_the_country_of_a_source_settles_a_zone_that_is_used_twice(
    name: str, country: str, offset_min: int
) -> None:
    assert zone_offset_min(name, country) == offset_min
    moment = read_date(f"8 Oct 2026 12:00 {name.upper()}", country=country.lower())
    assert moment == utc(2026, 10, 8, 12) - timedelta(minutes=offset_min)


def test_a_word_that_is_no_zone_has_no_offset() -> None:
    assert zone_offset_min("thursday") is None
    assert zone_offset_min("ist", "XX") == 330


@pytest.mark.parametrize(
    ("text", "month"),
    [("8 ott 2026", 10), ("8 loka 2026", 10), ("8. lokakuuta 2026", 10), ("8 Eki 2026", 10),
     ("8 Ekim 2026 Perşembe", 10), ("8. Oktober 2026", 10), ("8 octubre de 2026", 10),
     ("8 de outubro de 2026", 10), ("8 октября 2026 г.", 10), ("8 жовтня 2026", 10),
     ("8 تشرين الأول 2026", 10), ("8 تشرين الثاني 2026", 11), ("8 كانون الثاني 2026", 1),
     ("8 באוקטובר 2026", 10), ("8 اکتبر 2026", 10), ("8 août 2026", 8), ("8 févr. 2026", 2),
     ("8 Μαΐου 2026", 5), ("8 sierpnia 2026", 8), ("mar, 24 mar 2026", 3), ("mar. 6 oct. 2026", 10)],  # noqa: E501
)  # fmt: skip
def test_months_are_read_in_the_languages_of_the_sources(text: str, month: int) -> None:
    moment = read_date(text)
    assert moment is not None
    assert moment.month == month


def test_the_language_settles_a_month_that_languages_use_differently() -> None:
    assert month_number("listopad") is None
    assert month_number("listopad", "pl") == 11
    assert month_number("listopad", "hr") == 10
    assert read_date("8 listopad 2026") is None
    assert read_date("8 listopad 2026", language="hr") == utc(2026, 10, 8)


@pytest.mark.parametrize(
    ("text", "country", "day"),
    [
        # the languages of the source's country
        ("8 listopad 2026", "HR", utc(2026, 10, 8)),
        ("8. listopada 2026. 10:30", "BA", utc(2026, 10, 8, 10, 30)),
        ("8 listopada 2026", "PL", utc(2026, 11, 8)),
        ("8 lip 2026", "PL", utc(2026, 7, 8)),
        ("8 srp 2026", "CZ", utc(2026, 8, 8)),
        # the weekday beside it: 8 October 2026 is a Thursday, 8 November a Sunday
        ("četvrtak, 8. listopada 2026.", "", utc(2026, 10, 8)),
        ("niedziela, 8 listopada 2026", "", utc(2026, 11, 8)),
        ("Thu, 8 Lis 2026 10:00:00 +0200", "", utc(2026, 10, 8, 8)),
        ("Sun, 8 Lis 2026 10:00:00 +0200", "", utc(2026, 11, 8, 8)),
        # a country without such a month, and a weekday that neither month bears out
        ("8 listopada 2026", "LB", None),
        ("wtorek, 8 listopada 2026", "", None),
    ],
)
def test_the_country_or_the_weekday_settles_a_month_that_languages_use_differently(
    text: str, country: str, day: datetime | None
) -> None:
    assert read_date(text, country=country) == day


def test_an_entry_is_of_the_one_month_that_is_not_to_come() -> None:
    october, december = utc(2026, 10, 20), utc(2026, 12, 1)
    assert entry_date("8 listopada 2026", now=october) == utc(2026, 10, 8)
    assert entry_date("8 lip 2026", now=utc(2026, 6, 30)) == utc(2026, 6, 8)
    # later in the year either month is possible, so the date is not known
    assert entry_date("8 listopada 2026", now=december) is None
    assert entry_date("8 listopada 2026", now=december, language="pl") == utc(2026, 11, 8)


def test_a_beginning_that_two_months_share_is_neither() -> None:
    assert month_number("jui", "fr") is None
    assert month_number("juin", "fr") == 6
    assert month_number("juil", "fr") == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_names_twelve_months(language: str) -> None:
    from babel.dates import get_month_names

    for month, name in get_month_names("wide", locale=language).items():
        assert month_number(name.casefold(), language) == month


def test_the_country_settles_the_order_of_day_and_month() -> None:
    assert read_date("3/4/2026", country="US") == utc(2026, 3, 4)
    assert read_date("3/4/2026", country="GB") == utc(2026, 4, 3)
    assert read_date("3/4/2026") == utc(2026, 4, 3)
    assert read_date("3/4/2026 9:00 AM") == utc(2026, 3, 4, 9)
    assert read_date("3/4/2026 9:00 AM", country="GB") == utc(2026, 4, 3, 9)
    assert read_date("12/12/2026 9:00 AM") == utc(2026, 12, 12, 9)


def test_an_entry_is_never_older_than_feeds_nor_newer_than_now() -> None:
    def dated(moment: datetime) -> datetime | None:
        return entry_date(moment.isoformat(), now=NOW)

    assert dated(EARLIEST) == EARLIEST
    assert dated(EARLIEST - timedelta(seconds=1)) is None
    assert dated(NOW - timedelta(seconds=1)) == NOW - timedelta(seconds=1)
    assert dated(NOW + timedelta(seconds=1)) == NOW
    assert dated(NOW + AHEAD) == NOW
    assert dated(NOW + AHEAD + timedelta(seconds=1)) is None


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    moment = read_date(text)
    assert moment is None or moment.tzinfo is UTC


@given(st.integers(631_152_000, 3_092_601_600))
def test_a_date_that_is_written_is_the_date_that_is_read(epoch_s: int) -> None:
    whole = datetime.fromtimestamp(epoch_s, UTC)
    for form in (
        "%a, %d %b %Y %H:%M:%S +0000",
        "%Y/%m/%d %H:%M:%S",
        "%B %d, %Y %I:%M:%S %p",
        "%d %b %y %H:%M:%S",
    ):
        assert read_date(whole.strftime(form)) == whole


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-27T10:00:00 Europe/Paris", "2026-11-27T09:00:00+00:00"),
        ("2026-07-27T10:00:00 Europe/Paris", "2026-07-27T08:00:00+00:00"),
        ("2026-11-27T10:00:00+01:00[Europe/Paris]", "2026-11-27T09:00:00+00:00"),
        ("27 Nov 2026 10:00 America/Argentina/Salta", "2026-11-27T13:00:00+00:00"),
        ("27 Nov 2026 10:00 Asia/Beirut", "2026-11-27T08:00:00+00:00"),
        ("Fri, 27 Nov 2026 10:00:00 GMT Europe/London", "2026-11-27T10:00:00+00:00"),
    ],
)
def test_a_zone_that_is_named_by_its_place_counts(text: str, utc: str) -> None:
    moment = read_date(text)
    assert moment is not None
    assert moment.isoformat() == utc


def test_a_kurdish_month_is_bound_to_its_year() -> None:
    assert read_date("8ê Cotmehê 2026an", language="ku") == utc(2026, 10, 8)
