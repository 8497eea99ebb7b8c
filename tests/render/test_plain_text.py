"""The plain-text part: the same stories as the HTML, wrapped by screen columns."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import rendered

from digest.render.plain_text import TEXT_WIDTH, columns, headline, wrap
from digest.render.specimen import specimen

LANGUAGES = ("en", "ar", "he", "fa", "tr", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_wrapped_and_each_link_stands_on_its_own_line(language: str) -> None:
    for line in rendered(specimen(language)).text.splitlines():
        assert columns(line) <= TEXT_WIDTH or line.strip().startswith("https://")
        if "https://" in line:
            assert re.fullmatch(r"\s*https://\S+", line)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_stories_and_their_sentences_stand_in_the_order_of_the_briefing(language: str) -> None:
    briefing = specimen(language)
    # the quote of the day leaves its place in the story
    briefing = replace(briefing, blocks=replace(briefing.blocks, leave_out=("quote",)))
    text = " ".join(rendered(briefing).text.split())
    item = briefing.items[0]
    said = [
        item.headline,
        *item.lead,
        *(p for lines in (item.what_happened, item.why_it_matters) for line in lines for p in line),
    ]
    places = [text.index(passage.text) for passage in said]
    assert places == sorted(places)


def test_each_number_leads_to_its_source() -> None:
    text = rendered(specimen(stories=1)).text
    numbers = set(re.findall(r"\[(\d+)\]", text.partition("In brief".upper())[0]))
    assert len(numbers) > 1
    for number in numbers:
        assert re.search(rf"^\[{number}\] .+\nhttps://", text, re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_a_source_never_stands_alone_on_a_line(language: str) -> None:
    text = rendered(specimen(language, stories=6)).text
    assert not re.search(r"^\[\d+\]\s*$", text, re.MULTILINE)
    assert "\u00a0" not in text


def test_a_space_that_binds_is_no_place_to_break() -> None:
    rows = wrap("word " * 13 + "said it.\u00a0[12]").splitlines()
    assert rows[-1] == "it.\u00a0[12]"


def test_the_way_out_stands_at_the_end() -> None:
    assert rendered().text.rstrip().endswith("https://slot.invalid/unsubscribe")


def test_no_blank_line_stands_twice() -> None:
    assert "\n\n\n" not in rendered(specimen(stories=6)).text


def test_letters_that_take_two_columns_are_counted_as_two_and_break_without_spaces() -> None:
    rows = wrap("海峡の新しい航路" * 12 + "。").splitlines()
    assert len(rows) == 3
    assert all(60 < columns(row) <= TEXT_WIDTH for row in rows[:-1])
    assert not any(row.startswith("。") for row in rows)


@given(st.text(alphabet="ab é. 漢字、\u00a0مَ", max_size=240))
def test_wrapping_loses_no_letter_and_only_one_word_may_stand_out(text: str) -> None:
    wrapped = wrap(text)
    assert "".join(wrapped.split()) == "".join(text.split())
    assert all(
        columns(row) <= TEXT_WIDTH or not re.search(r"[^\S\u00a0]", row.strip())
        for row in wrapped.splitlines()
    )


def test_vowel_marks_take_no_column() -> None:
    assert columns("مَرَّة") == columns("مرة") == 3
    assert len(wrap("مَرَّةً " * 18).splitlines()) == 1


def test_an_address_is_never_broken_and_no_word_is_lost() -> None:
    address = "https://courier.example/" + "a" * 90
    wrapped = wrap(f"Pilots on both shores {address} will work from one map")
    assert address in wrapped.splitlines()
    assert " ".join(wrapped.split()) == f"Pilots on both shores {address} will work from one map"


def test_no_row_begins_with_the_space_behind_a_long_word() -> None:
    assert wrap(f"{'x' * (TEXT_WIDTH + 6)} and more") == f"{'x' * (TEXT_WIDTH + 6)}\nand more"


def test_turkish_titles_keep_their_dotted_letter() -> None:
    briefing = specimen("tr")
    sections = tuple(replace(section, title="Denizde iki gemi") for section in briefing.sections)
    assert "DENİZDE İKİ GEMİ" in rendered(replace(briefing, sections=sections)).text


def test_each_block_of_a_story_stands_apart() -> None:
    text = rendered().text
    for title in ("In figures:", "Tolls differ by source:", "The story so far:", "Know more:"):
        assert text.count(f"\n{title}") >= 1
        assert text.count(f"\n{title}") == text.count(f"\n\n{title}"), title


# ---- laws of columns -----------------------------------------------------------------------------

LETTERS = st.text("ab é漢。\u00a0\u064e\u200d", max_size=60)


@given(LETTERS, LETTERS)
def test_columns_of_two_texts_add_up(one: str, other: str) -> None:
    assert columns(one + other) == columns(one) + columns(other)
    assert 0 <= columns(one) <= 2 * len(one)


@given(st.text("ab ", max_size=300), st.sampled_from(["", "  ", "    - "]))
def test_rows_behind_the_first_are_indented_and_none_is_too_long(text: str, indent: str) -> None:
    first, *others = wrap(text, indent).split("\n")
    assert all(row.startswith(indent) for row in others)
    for row in (first, *others):
        words = row.removeprefix(indent).split()
        assert columns(row) <= TEXT_WIDTH or len(words) == 1


@pytest.mark.parametrize(("letters", "rows"), [(74, 1), (75, 2)])
def test_a_row_has_seventy_four_columns(letters: int, rows: int) -> None:
    text = "a " * 36 + "b" * (letters - 72)
    assert columns(text) == letters
    assert len(wrap(text).splitlines()) == rows


@pytest.mark.parametrize(
    ("text", "line"),
    [("", ""), ("news", "===="), ("新聞", "===="), ("مَرَّة", "===")],
)
def test_a_headline_is_underlined_as_wide_as_it_is(text: str, line: str) -> None:
    assert headline(text, "=") == f"{text}\n{line}"


def test_a_long_headline_is_underlined_as_wide_as_its_widest_row() -> None:
    *rows, line = headline("word " * 30, "-").splitlines()
    assert len(rows) > 1
    assert len(line) == max(map(len, rows))
