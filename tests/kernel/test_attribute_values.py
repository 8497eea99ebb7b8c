"""Values of attributes: each kind reads its own texts, and refuses others with advice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import UseError
from digest.kernel.attribute_values import LONGEST, read_value
from digest.models import AttributeKind, AttributeValue, ReaderAttribute

SECTOR = ReaderAttribute(name="sector", values=("Banking", "Énergie"))
TITLE = ReaderAttribute(name="job_title")
STAFF = ReaderAttribute(name="staff", kind=AttributeKind.NUMBER)
SINCE = ReaderAttribute(name="since", kind=AttributeKind.DAY)
PARTNER = ReaderAttribute(name="partner", kind=AttributeKind.YES_NO)


def test_a_text_is_one_line_and_compares_without_case() -> None:
    value = read_value(TITLE, "  Head of\tRISK ")
    assert value == AttributeValue(shown="Head of RISK", folded="head of risk")


def test_a_declared_text_is_shown_in_the_operators_spelling() -> None:
    assert read_value(SECTOR, "BANKING") == AttributeValue(shown="Banking", folded="banking")
    assert read_value(SECTOR, "énergie").shown == "Énergie"


def test_a_text_that_is_not_declared_is_refused_with_those_that_are() -> None:
    with pytest.raises(UseError, match="sector has no such value") as caught:
        read_value(SECTOR, "farming")
    assert caught.value.subject == "farming"
    assert caught.value.hint == "write one of Banking, Énergie"


def test_a_text_of_the_greatest_length_is_kept_and_a_longer_one_is_refused() -> None:
    assert read_value(TITLE, "x" * LONGEST).shown == "x" * LONGEST
    with pytest.raises(UseError, match="job_title") as caught:
        read_value(TITLE, "x" * (LONGEST + 1))
    assert str(LONGEST) in caught.value.hint


@pytest.mark.parametrize(
    ("text", "shown", "number"),
    [("250", "250", 250.0), ("+3.50", "3.5", 3.5), ("-0.25", "-0.25", -0.25), ("007", "7", 7.0)],
)
def test_a_number_is_shown_without_idle_signs(text: str, shown: str, number: float) -> None:
    assert read_value(STAFF, text) == AttributeValue(shown=shown, folded=shown, number=number)


@pytest.mark.parametrize(
    "text", ["many", "1e9", "1,000", "nan", "inf", "٢٥", "1" * 13, "1.1234567", ""]
)
def test_other_texts_are_no_number(text: str) -> None:
    with pytest.raises(UseError, match="staff") as caught:
        read_value(STAFF, text)
    assert caught.value.hint == "write a number, like 250 or 3.5"


@given(st.integers(min_value=-(10**12) + 1, max_value=10**12 - 1))
def test_a_whole_number_comes_back_as_written(number: int) -> None:
    assert read_value(STAFF, str(number)).shown == str(number)


def test_days_count_in_the_calendar_and_stand_in_its_order() -> None:
    eve, new_year = read_value(SINCE, "2026-12-31"), read_value(SINCE, "2027-01-01")
    assert eve.shown == "2026-12-31"
    assert eve.number is not None
    assert new_year.number == eve.number + 1


@pytest.mark.parametrize("text", ["31.12.2026", "2026-02-30", "tomorrow", "2026"])
def test_other_texts_are_no_day(text: str) -> None:
    with pytest.raises(UseError, match="since") as caught:
        read_value(SINCE, text)
    assert caught.value.hint == "write a date, like 2026-11-26"


@pytest.mark.parametrize("text", ["yes", "Y", "TRUE", "1", "on"])
def test_words_of_agreement_are_yes(text: str) -> None:
    assert read_value(PARTNER, text).shown == "yes"


@pytest.mark.parametrize("text", ["no", "N", "False", "0", "off"])
def test_words_of_refusal_are_no(text: str) -> None:
    assert read_value(PARTNER, text).folded == "no"


def test_a_word_between_yes_and_no_is_refused() -> None:
    with pytest.raises(UseError, match="partner") as caught:
        read_value(PARTNER, "perhaps")
    assert caught.value.hint == "write yes or no"


@pytest.mark.parametrize(("characters", "is_taken"), [(200, True), (201, False)])
def test_a_text_holds_two_hundred_characters(characters: int, is_taken: bool) -> None:
    if is_taken:
        assert read_value(TITLE, "é" * characters).shown == "é" * characters
        return
    with pytest.raises(UseError) as caught:
        read_value(TITLE, "é" * characters)
    # the message shows the beginning, and no letter of 200 characters more
    assert caught.value.subject == "é" * 200 + "…"
    assert caught.value.hint == "write at most 200 characters"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("0", "0"), ("-0.50", "-0.5"), ("+7", "7"), ("100", "100"), ("1.000001", "1.000001"),
     ("999999999999", "999999999999")],
)  # fmt: skip
def test_a_number_is_shown_without_needless_signs(text: str, shown: str) -> None:
    assert read_value(STAFF, text).shown == shown


@pytest.mark.parametrize(
    "text", ["1" * 13, "1.0000001", "1,5", "1e3", "٣", ".5", "5.", "nan", "inf", "0x10", "--1"]
)
def test_a_number_of_another_form_is_refused_with_advice(text: str) -> None:
    with pytest.raises(UseError) as caught:
        read_value(STAFF, text)
    assert (caught.value.subject, caught.value.hint) == (text, "write a number, like 250 or 3.5")


@given(st.integers(-(10**12) + 1, 10**12 - 1), st.integers(0, 999_999))
def test_a_number_that_is_shown_is_read_again(whole: int, millionths: int) -> None:
    value = read_value(STAFF, f"{whole}.{millionths:06d}")
    assert read_value(STAFF, value.shown) == value


@given(st.dates(), st.dates())
def test_days_compare_as_their_numbers_do(one: object, other: object) -> None:
    first, second = read_value(SINCE, str(one)), read_value(SINCE, str(other))
    assert (first.number < second.number) is (one < other)  # type: ignore[operator]
