"""The lookup of languages: tags, old codes, the fallback to English, and complete tables."""

from __future__ import annotations

import re

import pytest

from digest.languages import LANGUAGES, Language, Sign, base_code, is_known, language_of, listed
from digest.models import Direction

ALL = tuple(LANGUAGES.values())
RIGHT_TO_LEFT = {"ar", "fa", "he"}


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("", "en"),
        ("EN-us", "en"),
        ("pt_BR", "pt"),
        ("de-AT", "de"),
        ("iw", "he"),
        ("iw-IL", "he"),
        ("zh-Hant-TW", "zh"),
    ],
)
def test_the_code_of_a_tag_is_its_first_subtag_in_lower_case(tag: str, code: str) -> None:
    assert base_code(tag) == code


def test_an_unknown_tag_is_read_as_english_and_is_not_known() -> None:
    assert language_of("xx").code == "en"
    assert not is_known("xx")
    assert is_known("")


def test_a_list_of_words_over_several_lines_has_each_word_once() -> None:
    assert listed("ship port\n  ship\tquay ") == {"ship", "port", "quay"}
    assert listed("") == frozenset()


def test_english_comes_first_because_it_is_the_fallback() -> None:
    assert next(iter(LANGUAGES)) == "en"
    assert set(LANGUAGES) == {"en", "ar", "fr", "de", "he", "fa", "tr"}


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_a_language_runs_in_the_direction_of_its_script(language: Language) -> None:
    right_to_left = language.direction is Direction.RTL
    assert right_to_left is (language.code in RIGHT_TO_LEFT)


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_a_language_has_a_year_of_months_and_a_week_of_days(language: Language) -> None:
    assert len(language.months) >= 12
    assert len(language.weekdays) >= 7
    assert not language.months & language.weekdays


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_the_words_of_a_table_are_in_lower_case(language: Language) -> None:
    words = language.months | language.weekdays | language.stop_words | language.doubts
    for word in words:
        assert word == word.lower()


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_each_language_has_the_labels_of_english(language: Language) -> None:
    assert language.labels.keys() == LANGUAGES["en"].labels.keys()


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_each_attribution_has_a_place_for_the_outlet(language: Language) -> None:
    words = language.attributions
    assert words is not None
    for text in (words.reported, words.according_to, words.colon):
        assert text.count("{outlet}") == 1


def signs(language: Language) -> tuple[Sign, ...]:
    return (
        *language.openings,
        *language.pointing_back,
        *language.weak_background,
        *language.no_background,
        *language.passing_news,
        *language.stakes,
        *language.boilerplate,
        *language.boilerplate_within,
    )


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_each_sign_finds_its_own_example(language: Language) -> None:
    for sign in signs(language):
        assert re.search(sign.pattern, sign.example, re.IGNORECASE), sign.name


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_the_signs_of_a_table_have_names_of_their_own(language: Language) -> None:
    for table in (language.openings, language.pointing_back, language.boilerplate):
        names = [sign.name for sign in table]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("code", "months"),
    [
        ("en", "january march may december"),
        ("fr", "janvier août décembre"),
        ("de", "januar märz dezember"),
        ("tr", "ocak ağustos aralık"),
        ("he", "ינואר אפריל דצמבר"),
        ("ar", "يناير أبريل ديسمبر"),
        ("fa", "ژانویه آذر فروردین"),
    ],
)
def test_the_months_are_those_of_the_calendar(code: str, months: str) -> None:
    assert listed(months) <= LANGUAGES[code].months


def test_only_english_has_the_trained_models_and_only_german_capital_nouns() -> None:
    models, nouns = set(), set()
    for language in ALL:
        if language.role_words:
            models.add(language.code)
        if language.capital_nouns:
            nouns.add(language.code)
    assert models == {"en"}
    assert nouns == {"de"}


@pytest.mark.parametrize(("code", "five"), [("ar", "٥"), ("fa", "۵")])
def test_own_digits_stand_in_their_order(code: str, five: str) -> None:
    assert len(LANGUAGES[code].digits) == 10
    assert LANGUAGES[code].digits[5] == five
