"""Each word of the tables of clusters does its work: dull words, weekdays, labels, lines around."""

from __future__ import annotations

import pytest
from news_pages import page

from digest.edit.profile import clean_text, clean_title, profile_batch
from digest.edit.word_tables import cluster_tables, title_label, weekday_names
from digest.languages import LANGUAGES, ClusterWords
from digest.text import fold

TABLES = [
    (code, language.cluster_words)
    for code, language in LANGUAGES.items()
    if language.cluster_words is not None
]
every_table = pytest.mark.parametrize(("code", "words"), TABLES, ids=[code for code, _ in TABLES])


@every_table
def test_a_dull_word_is_no_term_of_an_article(code: str, words: ClusterWords) -> None:
    dull = sorted(words.dull)
    profiles = profile_batch([page(f"Solmar {' '.join(dull)}", code)])
    # the names of weekdays stand in every batch, before the terms of its articles
    terms = set(profiles.terms) - set(weekday_names())
    assert not terms & set(map(fold, dull))
    assert "solmar" in terms


@every_table
def test_a_word_that_is_dull_in_no_table_is_a_term(code: str, words: ClusterWords) -> None:
    assert fold("marobar") not in {fold(word) for word in words.dull}
    assert "marobar" in set(profile_batch([page("Marobar burns", code)]).terms)


@every_table
def test_each_weekday_is_the_term_of_that_day_in_every_language(
    code: str, words: ClusterWords
) -> None:
    for number, day in enumerate(words.weekdays, start=1):
        assert cluster_tables(code).days[fold(day)] == number
        profiles = profile_batch([page("Solmar", code, body=f"Solmar {day} Avel.")])
        assert profiles.days == [frozenset({number})], day


@every_table
def test_each_label_before_a_title_is_cut_and_kept_inside_one(
    code: str, words: ClusterWords
) -> None:
    for label in words.labels:
        if set(label) & set("?\\"):
            continue
        assert clean_title(f"{label}: Solmar burns") == "Solmar burns", label
        assert clean_title(f"Solmar {label} burns") == f"Solmar {label} burns", label


@every_table
def test_a_line_that_begins_with_a_mark_of_the_page_is_left_out(
    code: str, words: ClusterWords
) -> None:
    for mark in words.around:
        if set(mark) & set("()[]?*+\\|"):
            continue
        text = clean_text(page("Solmar", code, body=f"Solmar burns.\n{mark} Tarn waits.\nAvel."))
        assert "Tarn" not in text, mark
        assert "Solmar burns." in text
        assert "Avel." in text


@every_table
def test_the_words_of_a_table_are_in_lower_case_and_each_once(
    code: str, words: ClusterWords
) -> None:
    for table in (words.weekdays, words.labels, words.around, words.round_up_hints):
        assert len(table) == len(set(table)), code
        for word in table:
            assert word == word.lower()
            assert word == word.strip()


@every_table
def test_each_hint_of_a_round_up_is_found_by_the_first_look(code: str, words: ClusterWords) -> None:
    for hint in words.round_up_hints:
        assert cluster_tables(code).hints.find_matches_as_indexes(f"xx {hint} xx"), hint


def test_english_weekdays_name_the_terms() -> None:
    assert weekday_names()[0] == "monday"
    assert len(weekday_names()) == 7


@pytest.mark.parametrize("title", ["Solmar: burns", "Liveliness: Solmar", "live Solmar", ""])
def test_a_title_without_a_label_has_none(title: str) -> None:
    assert title_label().match(title) is None
