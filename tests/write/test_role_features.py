"""Features of a sentence for the role model: each measure at its edge, by the place in its row."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.write.role_features import ROLES, UNIT, Signs, look_around, see

# the places of the measures in a row, as the trained weights count them
INDEX_SHARE, NEAR_TOP, LOG_PLACE, LOG_COUNT, NEAR_END = 1, 2, 3, 4, 5
LENGTH, SHORT, TITLE_SHARE, OWN_TITLE_SHARE, FIRST_SHARE = 6, 7, 8, 9, 10
OPENING, INSIDE_QUOTE, SPEAKS, PERFECT, AGED, BRACKET = 12, 13, 14, 15, 16, 17
NO_STOP, HAS, IS, AHEAD, WE, YOU, LONG_AGO = 18, 19, 20, 21, 22, 23, 24
MARKED, OPENS_MARK, ENDS_MARK, ASKS, SPEAKER, DIGIT = 25, 26, 27, 28, 29, 30
HAS_YEAR, YEARS_AGO, THIS_YEAR, MONTH, WEEKDAY = 31, 32, 33, 34, 35
ROW = 36
NOW = datetime(2026, 3, 4, tzinfo=UTC)
FILLER = "The harbor of the old town was closed after the blast on the quay."


def row(text: str, *before: str, title: str = "", published: datetime | None = NOW) -> list[int]:
    return see([*before, text], title=title, published=published)[-1].values


def measure(place: int, text: str, *before: str, **more: object) -> int:
    return row(text, *before, **more)[place]  # type: ignore[arg-type]


def test_every_row_has_all_measures_and_begins_with_one() -> None:
    for signs in see([FILLER, "", "12"], title="T", published=None):
        assert len(signs.values) == ROW
        assert signs.values[0] == UNIT


def test_the_place_in_the_text_is_measured_from_both_ends() -> None:
    rows = [signs.values for signs in see([FILLER] * 4, title="")]
    assert [one[INDEX_SHARE] for one in rows] == [0, 16, 32, 48]
    assert [one[NEAR_TOP] for one in rows] == [64, 32, 21, 16]
    assert [one[NEAR_END] for one in rows] == [16, 21, 32, 64]
    assert [one[LOG_PLACE] for one in rows] == [0, 15, 23, 29]
    assert {one[LOG_COUNT] for one in rows} == {29}


def test_logarithms_end_at_two_units() -> None:
    rows = see(["x"] * 600, title="")
    assert rows[-1].values[LOG_PLACE] == rows[-1].values[LOG_COUNT] == 128


@pytest.mark.parametrize(
    ("words", "length", "is_short"),
    [(0, 0, 64), (5, 10, 64), (6, 12, 0), (30, 64, 0), (60, 128, 0), (61, 128, 0), (95, 128, 0)],
)
def test_the_length_is_measured_up_to_sixty_words(words: int, length: int, is_short: int) -> None:
    values = row(" ".join(["port"] * words))
    assert (values[LENGTH], values[SHORT]) == (length, is_short)


def test_likeness_to_the_title_counts_six_letters_of_words_of_four() -> None:
    title = "Harbor explosion kills 12"
    assert measure(TITLE_SHARE, "Harborside explosions.", title=title) == 2 * UNIT // 3
    assert measure(OWN_TITLE_SHARE, "Harborside explosions.", title=title) == UNIT
    assert measure(TITLE_SHARE, "Nothing alike.", title=title) == 0
    # words of three letters say too little
    assert measure(TITLE_SHARE, "The sea is far.", title="The sea") == 0


def test_the_opening_is_the_first_line_of_more_than_eight_words() -> None:
    heading = "One two three four five six seven eight"
    assert [signs.values[OPENING] for signs in see([heading, FILLER, FILLER], title="")] == [
        0,
        UNIT,
        0,
    ]
    nine = f"{heading} nine"
    assert see([nine, FILLER], title="")[0].values[OPENING] == UNIT
    assert see([heading, heading], title="")[0].values[OPENING] == UNIT
    # each line is compared with the opening
    assert measure(FIRST_SHARE, FILLER, FILLER) == UNIT


def test_a_quotation_that_stays_open_covers_the_next_sentences() -> None:
    lines = ["He said: “We wait.", "The gates stay shut.", "No one leaves.”", "Ships waited."]
    assert [signs.values[INSIDE_QUOTE] for signs in see(lines, title="")] == [0, UNIT, UNIT, 0]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (SPEAKS, "The minister said so."),
        (PERFECT, "The gates had been shut."),
        (PERFECT, "The port had closed."),
        (AGED, "Dana Orlov, 54, left."),
        (BRACKET, "The union (HU) left."),
        (NO_STOP, "The gates stay shut"),
        (HAS, "The port has shut."),
        (HAS, "They have left."),
        (IS, "The port is shut."),
        (IS, "The gates are shut."),
        (AHEAD, "The port will open."),
        (WE, "We wait."),
        (YOU, "You wait."),
        (MARKED, "They wait for “help” now."),
        (OPENS_MARK, "“Help,” they wrote."),
        (ENDS_MARK, "They wrote “help”"),
        (ASKS, "Who waits?"),
        (DIGIT, "The 3 ships left."),
        (HAS_YEAR, "In 2019 it closed."),
        (THIS_YEAR, "In 2026 it opened."),
        (THIS_YEAR, "In 2027 it opens."),
        (MONTH, "It closed in June."),
        (WEEKDAY, "It closed on Tuesday."),
    ],
)
def test_a_sign_is_one_where_it_stands_and_none_where_it_does_not(place: int, text: str) -> None:
    assert measure(place, text) == UNIT
    assert measure(place, "Ships wait off the mole.") == 0


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (PERFECT, "He had a boat."),
        (AGED, "The fee of 54 stays."),
        (MONTH, "Ships may leave."),
        (HAS_YEAR, "Some 1,700 left in 1799."),
        (THIS_YEAR, "In 2025 it closed."),
    ],
)
def test_words_that_only_look_like_a_sign_are_none(place: int, text: str) -> None:
    assert measure(place, text) == 0


@pytest.mark.parametrize(
    ("year", "ago"), [(2026, 0), (2027, 0), (2025, 12), (2021, 64), (2016, 128), (1950, 128)]
)
def test_the_age_of_a_year_is_counted_up_to_ten(year: int, ago: int) -> None:
    assert measure(YEARS_AGO, f"In {year} it closed.") == ago


@pytest.mark.parametrize("ending", ["", ",", "."])
def test_a_year_is_seen_before_a_comma_and_a_stop(ending: str) -> None:
    text = f"A smaller fire burnt there in 2021{ending} the ministry said"
    assert measure(HAS_YEAR, text) == UNIT
    assert measure(YEARS_AGO, text) == UNIT


def test_a_number_of_four_digits_may_be_no_year() -> None:
    assert measure(HAS_YEAR, "It shipped 1,789 crates and 2100 barrels, 17.5 a day.") == 0


def test_without_a_date_the_last_year_of_the_text_is_now() -> None:
    assert measure(YEARS_AGO, "In 2015 it closed.", "It is 2020 now.", published=None) == 64
    assert measure(YEARS_AGO, "It closed.", published=None) == 0


def test_a_number_is_known_by_its_length_alone() -> None:
    one, other, longer = see(["Ships 12", "Ships 99", "Ships 123"], title="")
    assert one.words == other.words
    assert one.words != longer.words


@pytest.mark.parametrize(
    "text", ["“We wait,” he said.", '"We wait," he said.', "``We wait,'' he said."]
)
def test_marks_of_every_archive_are_one(text: str) -> None:
    assert see([text], title="")[0] == see(['"We wait," he said.'], title="")[0]


# ---- features of the second layer ------------------------------------------------------------


def around(count: int) -> list[list[int]]:
    signs = [Signs(set(), [UNIT])] * count
    scores = [[0.0] * len(ROLES) for _ in range(count)]
    for number in range(count):
        scores[number][number % len(ROLES)] = 50.0
    return look_around(scores, signs)


def test_the_first_and_the_last_sentences_are_marked() -> None:
    edges = [row[1:5] for row in around(4)]
    assert edges == [[64, 64, 0, 0], [0, 64, 0, 0], [0, 0, 0, 64], [0, 0, 64, 64]]


def test_each_sentence_sees_its_own_chances_and_those_of_two_neighbours_on_each_side() -> None:
    size = len(ROLES)
    rows = around(5)
    middle = rows[2][5:]
    for block, number in enumerate((2, 0, 1, 3, 4)):
        chances = middle[block * size : (block + 1) * size]
        assert chances.index(max(chances)) == number
        assert max(chances) == UNIT
    # beyond the ends there is nothing
    assert rows[0][5 + size : 5 + 3 * size] == [0] * (2 * size)
    assert rows[4][5 + 3 * size : 5 + 5 * size] == [0] * (2 * size)


def test_the_mean_and_the_best_of_the_article_are_the_same_for_each_sentence() -> None:
    size = len(ROLES)
    rows = around(2)
    whole = rows[0][5 + 5 * size : 5 + 6 * size]
    best = rows[0][5 + 6 * size : 5 + 7 * size]
    assert whole[:3] == [64, 64, 0]
    assert best[:3] == [64, 64, 0]
    assert rows[1][5 + 5 * size : 5 + 7 * size] == whole + best


def test_the_mean_of_what_came_before_grows_along_the_text() -> None:
    size = len(ROLES)
    before = [row[5 + 7 * size : 5 + 8 * size] for row in around(3)]
    assert before[0] == [0] * size
    assert before[1][:2] == [64, 0]
    assert before[2][:2] == [32, 32]


@settings(max_examples=80)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6), st.text(max_size=20))
def test_every_measure_of_any_text_stays_between_none_and_two_units(texts, title: str) -> None:
    for signs in see(texts, title=title, published=NOW):
        assert all(0 <= value <= 2 * UNIT for value in signs.values)
        assert all(0 <= word < 2**32 for word in signs.words)
