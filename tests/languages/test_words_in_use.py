"""Each word of each table does its work in a sentence of its own language."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from news_pages import page

sys.path.insert(0, str(Path(__file__).parents[1] / "write"))

from sample_news import article

from digest.edit.genre import why_no_report
from digest.languages import LANGUAGES, Language
from digest.models import Passage, Role
from digest.text import fold, tolls
from digest.text.headlines import headline_span
from digest.text.names import with_clitics
from digest.write.attribution import NEUTRAL
from digest.write.candidates import quotables
from digest.write.cleaning import after_dateline
from digest.write.factual_terms import doubts, facts, plain
from digest.write.quotable import Quotable
from digest.write.signs import expectation
from digest.write.similarity import content_words, stop_words

ALL = tuple(LANGUAGES.values())
every_language = pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)


def kinds_of_doubt(text: str) -> set[str]:
    return {kind for kind, _, _ in doubts(text)}


@every_language
def test_each_denial_is_seen_between_two_names(language: Language) -> None:
    for word in language.negations:
        assert "negation" in kinds_of_doubt(f"Avel {word} Solmar"), word


@every_language
def test_each_word_of_doubt_is_seen_between_two_names(language: Language) -> None:
    for word in language.doubts:
        assert "modality" in kinds_of_doubt(f"Avel {word} Solmar"), word


@every_language
def test_no_word_both_denies_and_doubts(language: Language) -> None:
    assert not set(map(plain, language.negations)) & set(map(plain, language.doubts))


@every_language
def test_a_denial_within_a_longer_word_is_no_denial(language: Language) -> None:
    for word in language.negations:
        assert kinds_of_doubt(f"Avel q{word}q Solmar") == set(), word


@every_language
def test_no_stop_word_is_content_and_each_is_folded(language: Language) -> None:
    stops = stop_words(language.code)
    for word in language.stop_words:
        assert fold(word) in stops, word
        # "p.m" is written with its last stop
        written = f"{word}." if "." in word else word
        assert content_words(f"{written} Solmar", language.code) == {"solmar"}, word


@every_language
def test_english_stop_words_carry_no_meaning_in_any_language(language: Language) -> None:
    assert {"the", "and", "of"} <= stop_words(language.code)


@every_language
def test_each_month_and_weekday_is_a_date(language: Language) -> None:
    # Turkish "ocak" and English "may" are words of other kinds as well
    for word in language.months | language.weekdays:
        kinds = {fact.kind for fact in facts(f"x {word} x")}
        if word in {"may", "march", "mars"}:
            assert "date" not in kinds
        else:
            assert "date" in kinds, word


@every_language
def test_each_number_word_has_one_value(language: Language) -> None:
    values = sorted(language.numbers.values())
    assert values == sorted(set(values))


@every_language
def test_own_digits_count_as_latin_ones_do(language: Language) -> None:
    if not language.digits:
        return
    stem = language.tolls.stems["killed"].split()[0] if language.tolls else ""
    for value in range(1, 10):
        own, latin = language.digits[value], str(value)
        read = [(toll.kind, toll.number) for toll in tolls(f"{own} {stem}", language.code)]
        assert read == [("killed", value)]
        assert facts(f"x {own}")[0].key == facts(f"x {latin}")[0].key


@every_language
def test_about_may_stand_between_a_harm_and_its_number(language: Language) -> None:
    if language.tolls is None:
        return
    stem = language.tolls.stems["wounded"].split()[0]
    for word in language.tolls.about.split():
        read = [(toll.kind, toll.number) for toll in tolls(f"{stem} {word} 12", language.code)]
        assert read == [("wounded", 12)], word


@every_language
def test_another_word_between_a_harm_and_its_number_parts_them(language: Language) -> None:
    if language.tolls is None:
        return
    stem = language.tolls.stems["wounded"].split()[0]
    assert tolls(f"{stem} Solmar 12", language.code) == ()


@every_language
def test_a_harm_is_read_to_its_reach_and_not_one_word_further(language: Language) -> None:
    table = language.tolls
    if table is None:
        return
    stem = table.stems["wounded"].split()[0]
    between = " x" * (table.reach - 1)
    assert [toll.number for toll in tolls(f"12{between} {stem}", language.code)] == [12]
    assert tolls(f"12{between} x {stem}", language.code) == ()


@every_language
def test_a_year_before_a_harm_is_no_toll(language: Language) -> None:
    if language.tolls is None:
        return
    stem = language.tolls.stems["killed"].split()[0]
    assert tolls(f"2024 {stem}", language.code) == ()


@every_language
def test_each_opening_of_background_makes_a_sentence_background(language: Language) -> None:
    for opening in language.background:
        second = f"{opening.strip()} Solmar 14 Avel 15 Tarn."
        assert last_quote(second, language).role is Role.CAUSE_GENERAL, opening


def last_quote(sentence: str, language: Language) -> Quotable:
    """Return the quotable sentence behind a first one: the first tells the event by its place."""
    body = f"Marenia 10 Solmar 11 Avel 12.\n\n{sentence}"
    quote = quotables(article("a", "Title", body=body, language=language.code))[-1]
    assert quote.text == sentence
    return quote


@every_language
def test_each_sign_of_an_expectation_begins_a_word(language: Language) -> None:
    if not language.expectations:
        return
    pattern = expectation(language.code)
    assert pattern.search("Avel Solmar Tarn") is None
    for part in plain_alternatives(language.expectations):
        assert pattern.search(f"Avel {part}"), part
        assert not pattern.search(f"Avelq{part}"), part


def plain_alternatives(pattern: str) -> Iterator[str]:
    """Yield the alternatives of a pattern that are plain words."""
    if "(" in pattern:
        pattern = pattern.partition("(")[0].rpartition("|")[0]
    for part in pattern.split("|"):
        if part and not set(part) & set("()[]?*+\\^$."):
            yield part


@every_language
def test_each_agency_in_brackets_ends_a_dateline(language: Language) -> None:
    for agency in language.agencies:
        line = f"Port Avel ({agency}) - "
        assert after_dateline(f"{line}Ships wait.") == len(line), agency


@every_language
def test_a_label_behind_a_bar_leaves_the_headline(language: Language) -> None:
    for label in language.headline_labels:
        if set(label) & set("()?"):
            continue
        title = f"Marenia closes its port | {label}"
        start, end = headline_span(title)
        assert title[start:end] == "Marenia closes its port", label


@every_language
def test_particles_are_written_onto_words_of_their_own_script_alone(language: Language) -> None:
    first, _ = language.letters
    if not first:
        assert language.prefixes == language.articles == ()
        return
    word = "".join(sorted(language.labels["sources"])[-1:]) * 5
    spelled = set(with_clitics(word))
    for prefix in language.prefixes:
        assert prefix + word in spelled
    for particle in language.articles:
        assert particle + word in spelled
    assert list(with_clitics("solmar")) == ["solmar"]


@every_language
def test_days_named_from_today_are_seen_as_whole_words(language: Language) -> None:
    for day in plain_alternatives(language.day_words):
        assert last_quote(f"Solmar 14 Avel 15 {day}.", language).names_its_own_day, day
        assert not last_quote(f"Solmar 14 Avel 15 q{day}.", language).names_its_own_day, day


def shown(template: str) -> str:
    return template.format(outlet="Coast Wire")


@every_language
def test_each_way_to_name_an_outlet_reads_as_one_sentence(language: Language) -> None:
    words = language.attributions
    assert words is not None
    for template in (words.reported, words.according_to):
        passage = Passage(text="Ships wait.", article_id="a", attribution=f", {shown(template)}")
        assert passage.shown == f"Ships wait, {shown(template)}."
    assert shown(words.colon).startswith("Coast Wire")
    assert words.colon.rstrip().endswith(":")
    assert words.colon.endswith(NEUTRAL.colon[-1])


GENRES = (
    ("opinions", "an opinion"),
    ("shows", "a feature, podcast or gallery"),
    ("sport", "sport"),
)


@every_language
@pytest.mark.parametrize(("table", "kind"), GENRES)
def test_each_word_of_a_genre_is_a_label_and_no_shorter_word_hides_it(
    language: Language, table: str, kind: str
) -> None:
    assert language.genre_words is not None
    for word in plain_alternatives(getattr(language.genre_words, table)):
        labelled = why_no_report(page(f"{word}: Solmar 12", language.code))
        assert labelled == kind, word
        # without its mark the word may be a part of the news
        assert why_no_report(page(f"{word}q: Solmar 12", language.code)) != kind, word


def test_a_columnist_is_no_column() -> None:
    assert why_no_report(page("Columnist: Solmar must open", "en")) == "an opinion"
    assert why_no_report(page("Columnists of smoke over Solmar", "en")) == ""


TABLES: tuple[tuple[str, Callable[[Language], object]], ...] = (
    ("months", lambda language: language.months),
    ("weekdays", lambda language: language.weekdays),
    ("stop words", lambda language: language.stop_words),
    ("negations", lambda language: language.negations),
    ("doubts", lambda language: language.doubts),
    ("agencies", lambda language: language.agencies),
    ("background", lambda language: language.background),
)


@every_language
@pytest.mark.parametrize(("name", "table"), TABLES, ids=lambda value: str(value)[:12])
def test_no_word_of_a_table_has_blanks_at_its_ends(language: Language, name: str, table) -> None:
    for word in table(language):
        # "Depuis " keeps its blank, so that it is a whole word
        assert word == word.strip() or (name == "background" and word == word.strip() + " ")
        assert word.strip()
