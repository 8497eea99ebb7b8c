"""Facts of a sentence are found in one form: scales, units, dates, names, denials and bounds."""

from __future__ import annotations

import pytest

from digest.write.factual_terms import attributed, doubts, facts, plain, quotations, words_of


def keys(text: str, kind: str) -> list[str]:
    return [fact.key for fact in facts(text) if fact.kind == kind]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("5 people", "5"),
        ("5 million people", "5e+06"),
        ("5 thousand people", "5000"),
        ("2 hundred ships", "200"),
        ("3 billion dollars", "3e+09$"),
        ("3bn", "3e+09"),
        ("1 trillion", "1e+12"),
        ("4k", "4000"),
        ("7m", "7e+06"),
        ("1,600 ships", "1600"),
        ("twelve ships", "12"),
        ("3.5 percent", "3.5%"),
        ("3.5 per cent", "3.5%"),
        ("12 kilometres", "12km"),
        ("12 kilometers", "12km"),
        ("6 feet", "6foot"),
        ("$20", "20$"),
        ("20 dollars", "20$"),
        ("٢٠ سفينة", "20"),
        ("3 years", "3year"),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(text: str, key: str) -> None:
    assert keys(text, "number") == [key]


def test_five_million_is_not_five() -> None:
    assert keys("5 million", "number") != keys("5", "number")


@pytest.mark.parametrize("text", ["one of the ships", "a second ship"])
def test_one_and_second_alone_are_no_numbers(text: str) -> None:
    assert keys(text, "number") == []


def test_one_with_a_scale_is_a_number() -> None:
    assert keys("one million ships", "number") == ["1e+06"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on Tuesday", ["tue"]),
        ("in May", ["may"]),
        ("they may go", []),
        ("in March", ["mar"]),
        ("they march on", []),
        ("yesterday", ["yes"]),
        ("am Montag im Oktober", ["mon", "okt"]),
        ("mardi en avril", ["mar", "avr"]),
    ],
)
def test_dates_are_found_and_common_words_are_not(text: str, dates: list[str]) -> None:
    assert keys(text, "date") == dates


def test_a_name_inside_a_sentence_is_a_name_and_at_its_start_an_opening() -> None:
    found = [(fact.kind, fact.key) for fact in facts("Orlov met Sample.")]
    assert found == [("opening", "orlov"), ("name", "sample")]


def test_initials_and_small_words_are_no_names() -> None:
    assert keys("They met B and The ship", "name") == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we wait”.", ("we wait",)),
        ('He said "we wait".', ("we wait",)),
        ("Il dit «on attend».", ("on attend",)),
        ("He said ‘we wait’ twice.", ("we wait",)),
        ("He said “we wait", ("we wait",)),
        ("He said “” and left.", ()),
    ],
)
def test_quotations_are_found_without_their_marks(text: str, quoted: tuple[str, ...]) -> None:
    assert quotations(text) == quoted


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("It is not shut", "negation", "not"),
        ("It cannot open", "negation", "not"),
        ("It isn't shut", "negation", "not"),
        ("It allegedly burned", "modality", "allegedly"),
        ("It might burn", "modality", "might"),
        ("at least 12 ships", "modality", "at least"),
        ("Er kam nicht", "negation", "nicht"),
        ("angeblich brannte es", "modality", "angeblich"),
        ("ليس مغلقا", "negation", "ليس"),
        ("أنكر الوزير", "modality", "انكر"),
    ],
)
def test_denials_doubts_and_bounds_are_found(text: str, kind: str, word: str) -> None:
    assert (kind, word) in [(found_kind, found) for found_kind, found, _ in doubts(text)]


def test_a_doubt_comes_with_the_words_that_it_bears_on() -> None:
    assert list(doubts("not the port")) == [("negation", "not", "the port")]


def test_the_word_of_speech_is_found() -> None:
    assert attributed("The port is shut, Orlov said.") == "said"
    assert attributed("The port is shut.") == ""


def test_plain_text_has_one_spelling() -> None:
    assert plain("“Türkiye’s”  ports – 12") == plain('"Turkiye\'s" ports - 12')
    assert words_of("Iran's ports") == ("iran", "ports")
