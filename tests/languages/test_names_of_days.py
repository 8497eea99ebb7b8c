"""Names of months and weekdays agree with Unicode's CLDR, in the tables and in coming days."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from babel.dates import format_date, get_day_names, get_month_names

from digest.languages import LANGUAGES, Language
from digest.languages.coming_words import COMING_WORDS, ComingWords
from digest.text import fold

ALL = tuple(LANGUAGES.values())
every_language = pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
every_table = pytest.mark.parametrize(("code", "words"), COMING_WORDS.items())

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=number) for number in range(7)]
YEAR = [date(2026, month, 15) for month in range(1, 13)]


def folded(words: frozenset[str]) -> set[str]:
    return set(map(fold, words))


@every_language
def test_each_month_of_the_calendar_is_in_the_table(language: Language) -> None:
    known = folded(language.months)
    for name in get_month_names("wide", locale=language.code).values():
        for word in name.casefold().split():
            # "ديسمبر" and, in the east, two words of which the second is an ordinal
            if fold(word) in known:
                break
        else:
            pytest.fail(f"{name} is missing")


@every_language
def test_each_weekday_of_the_calendar_is_in_the_table(language: Language) -> None:
    known = folded(language.weekdays)
    for name in get_day_names("wide", locale=language.code).values():
        words = set(map(fold, name.casefold().split()))
        joined = fold(name.casefold().replace("\u200c", ""))
        assert words & known or joined in known, name


@every_language
def test_no_table_of_months_holds_a_weekday_of_the_calendar(language: Language) -> None:
    for name in get_day_names("wide", locale=language.code).values():
        assert name.casefold() not in language.months


@every_table
def test_coming_days_name_seven_weekdays_from_monday(code: str, words: ComingWords) -> None:
    assert len(words.weekdays) == 7
    for day, pattern in zip(WEEK, words.weekdays, strict=True):
        name = format_date(day, "EEEE", locale=code).casefold()
        assert re.search(rf"(?:{pattern})\Z", name), (name, pattern)


@every_table
def test_coming_days_name_twelve_months_or_leave_them_out(code: str, words: ComingWords) -> None:
    if code == "fa":
        # Persian months are those of another calendar
        assert words.months == ()
        return
    assert len(words.months) == 12
    for day, pattern in zip(YEAR, words.months, strict=True):
        name = format_date(day, "LLLL", locale=code).casefold()
        assert re.fullmatch(pattern, name), (name, pattern)


@every_table
def test_no_month_or_weekday_is_read_as_another_one(code: str, words: ComingWords) -> None:
    for table, days, form in ((words.weekdays, WEEK, "EEEE"), (words.months, YEAR, "LLLL")):
        for place, pattern in enumerate(table):
            for other, day in enumerate(days):
                name = format_date(day, form, locale=code).casefold()
                if other != place:
                    assert not re.fullmatch(pattern, name), (name, pattern)


@every_table
def test_each_pattern_of_coming_days_compiles_with_its_names(code: str, words: ComingWords) -> None:
    weekdays, months = "|".join(words.weekdays), "|".join(words.months) or "(?!)"
    for pattern in (words.dated, words.coming, words.unsure, words.times):
        written = pattern.replace("WEEKDAY", f"(?:{weekdays})").replace("MONTH", f"(?:{months})")
        compiled = re.compile(written, re.IGNORECASE)
        assert compiled.search("Marobar Solmar") is None, code
        assert "WEEKDAY" not in written


@every_table
def test_a_question_and_a_quotation_are_never_sure(code: str, words: ComingWords) -> None:
    for mark in ("?", "“", "”", "„", "»", "«", '"', "…", "؟"):
        assert re.search(words.unsure, f"Solmar {mark}"), (code, mark)


def test_each_language_of_the_newsroom_has_words_of_coming_days() -> None:
    assert set(COMING_WORDS) == set(LANGUAGES)


@pytest.mark.parametrize(("code", "zero"), [("ar", "\u0660"), ("fa", "\u06f0")])
def test_digits_are_a_row_of_unicode_that_begins_with_zero(code: str, zero: str) -> None:
    # the two rows differ in the shapes of 4, 5 and 6
    row = "".join(chr(ord(zero) + value) for value in range(10))
    assert LANGUAGES[code].digits == row
