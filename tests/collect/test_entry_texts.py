"""The texts of an entry: which is lead and which is body, and lines that software adds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.entry_texts import (
    lead_and_body,
    letters_and_digits,
    repeats_title,
    shortened,
)


def long_text(chars: int) -> str:
    first = "The port of Avel reopened.\n\n"
    return first + "x" * (chars - len(first))


@pytest.mark.parametrize(
    ("summary", "content", "lead", "body"),
    [
        ("", "", "", ""),
        ("Lead.", "", "Lead.", ""),
        ("", "Text.", "Text.", ""),
        ("Text.", "Text.", "Text.", ""),
        ("Lead.", "First.\n\nSecond.", "Lead.", "First.\n\nSecond."),
        ("", "First.\n\nSecond.", "First.", "First.\n\nSecond."),
        ("First.\n\nSecond.", "First.\n\nSecond.", "First.", "First.\n\nSecond."),
    ],
)
def test_lead_and_body_are_found_wherever_the_feed_put_them(summary, content, lead, body):
    assert lead_and_body(summary, content) == (lead, body)


@pytest.mark.parametrize(("chars", "is_text"), [(1_000, False), (1_001, True)])
def test_a_long_summary_in_paragraphs_is_the_text_itself(chars: int, is_text: bool):
    text = long_text(chars)
    lead, body = lead_and_body(text, "")
    assert (body == text) is is_text
    if is_text:
        assert lead == "The port of Avel reopened."


def test_a_long_summary_without_paragraphs_is_a_lead():
    text = "x" * 2_000
    assert lead_and_body(text, "") == (text, "")


@pytest.mark.parametrize(
    "line",
    [
        "The post Port reopens appeared first on Cedar Daily.",
        "The post Port reopens first appeared on Cedar Daily",
        "Continue reading",
        "Continue reading...",
        "Continue reading » Port reopens",
        "Read more",
        "[Read more]…",
        "Read full article »",
        "[Read the full story]",
    ],
)
def test_a_line_of_feed_software_is_dropped_at_the_end(line: str):
    assert lead_and_body(f"Ships sail.\n\n{line}", "") == ("Ships sail.", "")


@pytest.mark.parametrize(
    "text",
    [
        "Read more books, the minister said.",
        "The post office of Avel appeared empty.",
        "Read more\n\nShips sail.",
        "Continue reading the law, she said.",
    ],
)
def test_the_same_words_in_a_sentence_stay(text: str):
    assert lead_and_body(text, "")[0] == text


def test_a_line_is_looked_for_at_the_end_alone():
    text = f"Read more\n\n{'x' * 460}"
    assert lead_and_body(text, "")[0] == text


# ---- titles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "title", "repeats"),
    [
        ("Port reopens", "Port reopens", True),
        ("“PORT: reopens!”", "Port reopens", True),
        ("Port reopens" + "." * 20, "Port reopens", True),
        ("Port reopens" + "." * 21, "Port reopens", False),
        ("Port reopens today", "Port reopens", False),
        ("", "Port", False),
        ("", "…", True),
    ],
)
def test_a_lead_repeats_its_title_in_whatever_marks(lead: str, title: str, repeats: bool):
    assert repeats_title(lead, title) is repeats


def test_letters_and_digits_of_any_script_are_compared():
    assert letters_and_digits("Port-Avel, 12!") == "portavel12"
    assert letters_and_digits("مرفأ (١٢)") == "مرفأ١٢"


@pytest.mark.parametrize(("words", "is_cut"), [(16, False), (17, True)])
def test_sixteen_words_stand_for_a_missing_title(words: int, is_cut: bool):
    text = " ".join(f"w{number}" for number in range(words))
    assert shortened(text).endswith("…") is is_cut
    assert len(shortened(text).split()) == 16


@given(st.text(max_size=200))
def test_a_title_made_of_a_text_is_its_beginning_on_one_line(text: str):
    made = shortened(text)
    assert made.rstrip("…") == " ".join(text.split()[:16]).rstrip("…")
