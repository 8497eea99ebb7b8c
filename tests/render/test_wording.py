"""Wording: labels, dates, digits and plural forms in each language."""

from __future__ import annotations

import string
from dataclasses import replace
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


def test_a_time_of_a_past_day_carries_its_date() -> None:
    words = wording("en", "Asia/Dubai")
    assert words.moment(MORNING, today=date(2026, 11, 23)) == "07:40"
    assert words.moment(MORNING, today=date(2026, 11, 24)) == "November 23, 07:40"


def test_arabic_counts_in_its_own_forms_and_digits() -> None:
    words = wording("ar", "UTC")
    assert [words.say("reading_time", count=count) for count in (1, 2, 4, 11)] == [
        "دقيقة واحدة للقراءة",
        "دقيقتان للقراءة",
        "٤ دقائق للقراءة",
        "١١ دقيقة للقراءة",
    ]


def test_a_language_without_labels_speaks_english() -> None:
    assert wording("xx", "UTC").say("also_today") == "In brief"


def _slots(label: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(label) if name}


@pytest.mark.parametrize(
    ("language", "number"),
    [
        ("ar", "٤٢"),
        ("ar-EG", "٤٢"),
        ("ar-AE", "42"),
        ("ar-DZ", "42"),
        ("ar-LY", "42"),
        ("ar-MA", "42"),
        ("ar-TN", "42"),
        ("fa", "۴۲"),
        ("he", "42"),
        ("en", "42"),
    ],
)
def test_numbers_are_in_the_digits_of_the_language_and_country(language: str, number: str) -> None:
    assert wording(language, "UTC").number(42) == number


@pytest.mark.parametrize(
    ("language", "zone", "name"),
    [
        ("en", "UTC", "UTC"),
        ("en", "Etc/GMT-4", "GMT-4"),
        ("en", "Asia/Beirut", "Beirut time"),
        ("en", "America/Sao_Paulo", "Sao Paulo time"),
        ("ar", "Asia/Beirut", "بتوقيت بيروت"),
        ("tr", "Asia/Beirut", "Beyrut saatiyle"),
    ],
)
def test_a_zone_is_named_as_people_say_it(language: str, zone: str, name: str) -> None:
    assert wording(language, zone).zone_name == name


def test_a_mail_has_digits_of_one_kind() -> None:
    words = replace(wording("ar", "UTC"), latin_digits=True)
    assert words.number(42) == "42"
    assert words.clock(MORNING) == "03:40"


def test_a_label_that_is_missing_is_named_with_the_nearest() -> None:
    with pytest.raises(LookupError, match="no label 'unsubscrib', did you mean 'unsubscribe'"):
        wording("en", "UTC").say("unsubscrib")
    with pytest.raises(LookupError, match=r"no label 'zzzzzz'$"):
        wording("en", "UTC").say("zzzzzz")


def test_a_moment_of_another_local_day_carries_its_day_even_within_24_hours() -> None:
    words = wording("en", "Pacific/Auckland")
    assert words.moment(MORNING, today=date(2026, 11, 23)) == "16:40"
    evening = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert words.moment(evening, today=date(2026, 11, 23)) == "November 24, 01:00"


@pytest.mark.parametrize(
    ("tag", "language"), [("fr-CA", "fr-CA"), ("FR_ca", "FR_ca"), ("xx-YY", "en"), ("", "en")]
)
def test_a_tag_is_kept_where_its_language_has_labels(tag: str, language: str) -> None:
    assert wording(tag, "UTC").language == language


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Mon, Nov\u00a023"),
        ("en-GB", "Mon 23\u00a0Nov"),
        ("de", "Mo., 23.\u00a0Nov."),
        ("ar", "الاثنين، ٢٣\u00a0نوفمبر"),
        ("fa", "دوشنبه ۲۳\u00a0نوامبر"),
    ],
)
def test_a_short_day_keeps_its_month_on_the_same_line(language: str, told: str) -> None:
    assert wording(language, "UTC").brief_day(date(2026, 11, 23)) == told
