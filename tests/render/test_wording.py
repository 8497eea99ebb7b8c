"""Wording: labels, dates, digits and plural forms in each language."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime

import pytest

from digest.languages import Label, language_of
from digest.render.wording import languages, wording

MORNING = datetime(2026, 11, 23, 3, 40, tzinfo=UTC)


def labels(language: str) -> dict[str, Label]:
    return dict(language_of(language).labels)


def test_the_six_languages_are_spoken() -> None:
    assert set(languages()) >= {"ar", "en", "fa", "fr", "he", "tr"}


@pytest.mark.parametrize("language", languages())
def test_each_language_has_every_label_with_the_same_slots(language: str) -> None:
    english, own = labels("en"), labels(language)
    assert own.keys() == english.keys()
    for key, label in english.items():
        if isinstance(label, str):
            assert _slots(str(own[key])) == _slots(label), key


@pytest.mark.parametrize("language", languages())
def test_each_plural_form_the_language_has_is_written(language: str) -> None:
    words = wording(language, "UTC")
    for label in labels(language).values():
        if not isinstance(label, str):
            wanted = {words.locale.plural_form(count) for count in range(200)}
            assert wanted <= label.keys()


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "Monday, November 23, 2026"),
        ("en-GB", "Monday, 23 November 2026"),
        ("fr", "lundi 23 novembre 2026"),
        ("tr", "23 Kasım 2026 Pazartesi"),
        ("ar", "الاثنين، ٢٣ نوفمبر ٢٠٢٦"),
        ("ar-AE", "الاثنين، 23 نوفمبر 2026"),
        ("fa", "دوشنبه ۲۳ نوامبر ۲۰۲۶"),
        ("he", "יום שני, 23 בנובמבר 2026"),
    ],
)
def test_the_date_is_told_as_the_language_tells_it(language: str, day: str) -> None:
    assert wording(language, "UTC").day(date(2026, 11, 23)) == day


def test_a_time_carries_its_zone_and_a_past_day_its_date() -> None:
    words = wording("en", "Asia/Dubai")
    assert words.moment(MORNING, today=date(2026, 11, 23)) == "07:40 UTC+4"
    assert words.moment(MORNING, today=date(2026, 11, 24)) == "November 23, 07:40 UTC+4"
    assert wording("en", "Asia/Tehran").clock(MORNING) == "07:10 UTC+3:30"
    assert wording("en", "Asia/Jerusalem").clock(MORNING) == "05:40 IST"


def test_arabic_counts_in_its_own_forms_and_digits() -> None:
    words = wording("ar", "UTC")
    assert [words.say("reading_time", count=count) for count in (1, 2, 4, 11)] == [
        "دقيقة واحدة للقراءة",
        "دقيقتان للقراءة",
        "٤ دقائق للقراءة",
        "١١ دقيقة للقراءة",
    ]


def test_a_language_without_labels_speaks_english() -> None:
    assert wording("xx", "UTC").say("also_today") == "Also today"


def _slots(label: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(label) if name}
