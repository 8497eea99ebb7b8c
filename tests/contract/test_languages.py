"""Every registered language owes these: a new one joins LANGUAGES and must pass as it is."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import fields

import pytest
from babel import Locale

from digest.edit.title_words import (
    WORD_OF_A_LAND,
    deed_pattern,
    land_pattern,
    remark_pattern,
    title_pattern,
)
from digest.languages import (
    LANGUAGES,
    ClusterWords,
    GenreWords,
    Language,
    Sign,
    TitleWords,
    TurnWords,
    base_code,
    capabilities,
    language_of,
)
from digest.languages.title_words import TITLE_TABLES
from digest.models import Direction
from digest.text import direction_of, split_sentences, tolls
from digest.text.headlines import headline_span
from digest.write.cleaning import is_boilerplate
from digest.write.context_free import stands_alone

LANGUAGE_LIST = tuple(LANGUAGES.values())
ENGLISH = LANGUAGES["en"]
GENRE_TABLES = [one.genre_words for one in LANGUAGE_LIST if one.genre_words]
CLUSTER_TABLES = [one.cluster_words for one in LANGUAGE_LIST if one.cluster_words]
TURN_TABLES = [one.turn_words for one in LANGUAGE_LIST if one.turn_words]

every_language = pytest.mark.parametrize("language", LANGUAGE_LIST, ids=lambda one: one.code)


def signs(table: str) -> Iterator[tuple[str, Sign]]:
    for language in LANGUAGE_LIST:
        for sign in getattr(language, table):
            yield language.code, sign


def every_sign(table: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("code", "sign"), list(signs(table)), ids=lambda one: getattr(one, "name", one)
    )


@every_language
def test_it_is_registered_under_its_own_code(language: Language) -> None:
    assert LANGUAGES[language.code] is language
    assert language_of(f"{language.code}-XX") is language
    assert re.fullmatch("[a-z]{2,3}", language.code)


@every_language
def test_it_has_each_label_with_the_slots_of_the_english_one(language: Language) -> None:
    assert language.labels.keys() == ENGLISH.labels.keys()
    for key, label in ENGLISH.labels.items():
        if isinstance(label, str):
            assert slots(str(language.labels[key])) == slots(label), key


def slots(label: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(label) if name}


@every_language
def test_its_plural_labels_have_each_form_of_the_language(language: Language) -> None:
    locale = Locale.parse(language.code)
    needed = {locale.plural_form(count) for count in range(200)}
    for label in language.labels.values():
        if not isinstance(label, str):
            assert needed <= label.keys()


@every_language
def test_its_direction_is_that_of_its_tag(language: Language) -> None:
    assert direction_of(language.code) is language.direction
    assert isinstance(language.direction, Direction)


@every_language
def test_its_months_and_weekdays_are_all_there(language: Language) -> None:
    assert len(language.months) >= 12
    assert len(language.weekdays) >= 7


@every_language
def test_its_own_digits_are_ten_or_none(language: Language) -> None:
    assert len(language.digits) in {0, 10}


@every_language
def test_its_numbers_are_whole_and_counted_from_two(language: Language) -> None:
    assert set(language.numbers.values()) <= set(range(2, 13))


@every_language
def test_each_of_its_patterns_compiles(language: Language) -> None:
    for pattern in (language.expectations, language.own_voice, language.speech):
        re.compile(pattern)
    for label in language.headline_labels:
        re.compile(label)


@every_language
def test_the_names_of_its_signs_are_unlike(language: Language) -> None:
    for table in ("openings", "pointing_back", "boilerplate", "boilerplate_within"):
        names = [sign.name for sign in getattr(language, table)]
        assert len(names) == len(set(names))


@every_sign("boilerplate")
def test_a_sign_of_boilerplate_catches_its_example(code: str, sign: Sign) -> None:
    assert re.match(sign.pattern, sign.example, re.IGNORECASE)
    assert is_boilerplate(sign.example, code)


@every_sign("boilerplate_within")
def test_a_sign_of_boilerplate_within_a_line_catches_its_example(code: str, sign: Sign) -> None:
    assert re.search(sign.pattern, sign.example, re.IGNORECASE)
    assert is_boilerplate(sign.example, code)


@every_sign("openings")
def test_an_opening_catches_its_example(code: str, sign: Sign) -> None:
    assert re.match(sign.pattern, sign.example, re.IGNORECASE)
    assert not stands_alone(sign.example, code)


@every_sign("pointing_back")
def test_a_sign_that_points_back_catches_its_example(code: str, sign: Sign) -> None:
    assert re.search(sign.pattern, sign.example)
    assert not stands_alone(sign.example, code)


@every_language
def test_a_toll_stem_right_behind_a_number_is_a_toll_of_its_kind(language: Language) -> None:
    if language.tolls is None:
        assert language.code == "en"
        return
    for kind, stems in language.tolls.stems.items():
        for stem in stems.split():
            assert [toll.kind for toll in tolls(f"12 {stem}", language.code)] == [kind], stem


@every_language
def test_a_day_of_a_month_is_no_toll(language: Language) -> None:
    if language.tolls is None:
        return
    stem = language.tolls.stems["killed"].split()[0]
    for month in language.months:
        assert tolls(f"13 {month} {stem}", language.code) == (), month


@every_language
def test_two_plain_sentences_are_two(language: Language) -> None:
    text = "Solmar 2014 Avel. Marenia 2015 Tarn."
    assert len(split_sentences(text, language=language.code)) == 2


@every_language
def test_no_abbreviation_ends_a_sentence_before_a_name(language: Language) -> None:
    table = language.abbreviations
    if table is None:
        return
    for abbreviation in sorted(table.before_names):
        written = abbreviation.capitalize()
        text = f"Solmar sah {written}. Avel."
        assert split_sentences(text, language=language.code) == (text,), abbreviation


@every_language
def test_its_labels_leave_the_headline(language: Language) -> None:
    for label in language.headline_labels:
        written = re.sub(r"\(\?:.*?\)\?|[?#]", "", label).replace("\\", "")
        title = f"{written}: Marenia closes its port"
        start, end = headline_span(title)
        assert title[start:end] == "Marenia closes its port", label


@every_language
def test_its_attributions_name_the_outlet(language: Language) -> None:
    named = language.attributions
    assert named is not None
    for words in (named.reported, named.according_to, named.colon):
        assert slots(words) == {"outlet"}


@every_language
def test_it_can_do_all_but_choose_stories_and_roles_by_words_of_its_own(language: Language) -> None:
    missing = {one.name for one in capabilities(language.code) if not one.able}
    assert missing <= {"roles", "genres", "clusters"}


@pytest.mark.parametrize("words", GENRE_TABLES)
def test_patterns_of_genres_compile_and_match_no_empty_text(words: GenreWords) -> None:
    for field in fields(words):
        pattern = getattr(words, field.name)
        # an empty pattern is left out; one that matches "" would match every text
        assert not pattern or re.compile(pattern).search("") is None, field.name


@pytest.mark.parametrize("words", TURN_TABLES)
def test_patterns_of_turns_compile_and_match_no_empty_text(words: TurnWords) -> None:
    for pattern in (words.escalation, words.first):
        assert re.compile(pattern).search("") is None


def title_signs() -> Iterator[tuple[str, str, Sign]]:
    for language in LANGUAGE_LIST:
        for table in TITLE_TABLES:
            for sign in getattr(language.title_words or TitleWords(), table):
                yield language.code, table, sign


@pytest.mark.parametrize(
    ("code", "table", "sign"),
    list(title_signs()),
    ids=lambda one: getattr(one, "name", one),
)
def test_a_sign_of_a_title_catches_its_example(code: str, table: str, sign: Sign) -> None:
    if table == "undone":
        # the word undoes the deed that its example would tell
        told = re.sub(rf"\b{sign.pattern} ", "", sign.example, flags=re.IGNORECASE)
        assert deed_pattern(code).search(told)
        assert not deed_pattern(code).search(sign.example)
        return
    if table == "flags":
        shown = re.sub(sign.pattern, "", sign.example, flags=re.IGNORECASE)
        assert land_pattern(code).search(shown)
        assert not land_pattern(code).search(sign.example)
        return
    if table == "remarks":
        assert WORD_OF_A_LAND in sign.pattern
        assert remark_pattern(code).search(sign.example)
        return
    words = language_of(code).title_words
    assert words is not None
    alone = rf"(?<!\w){words.attached}(?:{sign.pattern})(?!\w)"
    assert re.search(alone, sign.example, re.IGNORECASE)
    assert title_pattern(code, table).search(sign.example)


@every_language
def test_the_signs_of_a_table_of_titles_have_unlike_names(language: Language) -> None:
    for table in TITLE_TABLES:
        names = [sign.name for sign in getattr(language.title_words or TitleWords(), table)]
        assert len(names) == len(set(names)), table


@every_language
def test_a_title_without_words_shows_no_sign(language: Language) -> None:
    for table in TITLE_TABLES:
        assert not title_pattern(language.code, table).search(""), table


@pytest.mark.parametrize("words", CLUSTER_TABLES)
def test_words_of_clusters_have_a_whole_week_or_none_in_lower_case(words: ClusterWords) -> None:
    # a language whose days are named by numbers has none: "second" is no Monday
    assert len(words.weekdays) in (0, 7)
    for word in (*words.dull, *words.weekdays, *words.around, *words.round_up_hints):
        assert word == word.lower()


def test_a_language_that_is_not_registered_can_do_nothing() -> None:
    assert {one.name for one in capabilities("sw") if one.able} == set()


def test_a_missing_capability_says_what_happens_without() -> None:
    assert all(one.without for one in capabilities("sw"))


@pytest.mark.parametrize(
    ("tag", "code"),
    [("", "en"), ("EN", "en"), ("de-AT", "de"), ("pt_BR", "pt"), ("iw", "he"), ("x", "x")],
)
def test_a_tag_is_read_down_to_its_first_part(tag: str, code: str) -> None:
    assert base_code(tag) == code


def test_an_unknown_language_is_read_as_english() -> None:
    assert language_of("sw") is ENGLISH
