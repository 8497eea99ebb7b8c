"""The terms of a question, and their places in a text of any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.kernel.search_terms import (
    EXCERPT_CHARACTERS,
    MOST_TERMS,
    best_line,
    hits,
    indexed,
    search_terms,
    shortened,
)


def marked(text: str, question: str) -> list[str]:
    return [text[start:end] for start, end in hits(text, search_terms(question))]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Red Sea", [("red",), ("sea",)]),
        ('"Red Sea" ports', [("red", "sea"), ("ports",)]),
        ("«Red Sea", [("red", "sea")]),
        ("U.S.-made", [("u", "s", "made")]),
        ("ports ports PORTS", [("ports",)]),
        ("' \" * ( ) - : ^ NEAR/3", [("near", "3")]),
        ("红海", [("红", "海")]),
        ("", []),
        ("\u0000 _ %", []),
    ],
)
def test_a_question_is_words_and_phrases(question: str, terms: list[tuple[str, ...]]) -> None:
    assert [term.words for term in search_terms(question)] == terms


def test_a_long_question_is_cut() -> None:
    many = " ".join(f"word{number}" for number in range(100))
    assert len(search_terms(many)) == MOST_TERMS


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("Attacks on Iran's ports", "attack iran", ["Attacks", "Iran"]),
        ("L’Été à Ankara", "ete", ["Été"]),
        ("the Red Sea, a red line", '"red sea"', ["Red Sea"]),
        ("the red seas", '"red sea"', []),
        ("في الميناء", "ميناء", ["الميناء"]),
        ("بالإيران", "ايران", ["بالإيران"]),
        ("بندر علی", "علي", ["علی"]),
        ("צה״ל בנמל", "נמל", ["בנמל"]),
        ("שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
        ("船在红海等待", "红海", ["红海"]),
        ("portside report", "port", ["portside"]),
        ("report", "port", []),
        ("a plan of action", "a", ["a"]),
    ],
)
def test_the_places_of_terms_in_every_script(text: str, question: str, found: list[str]) -> None:
    assert marked(text, question) == found


def test_places_that_overlap_are_one() -> None:
    assert marked("Red Sea ports", '"red sea" "sea ports"') == ["Red Sea ports"]


def test_the_line_with_most_terms_is_best() -> None:
    lines = indexed("Ships wait\nPorts and ships\nPorts, ships, oil").split("\n")
    assert best_line(lines, search_terms("ships ports")) == 1
    assert best_line(lines, search_terms("oil")) == 2
    assert best_line(lines, search_terms("gas")) is None
    assert best_line(["reports"], search_terms("port")) is None


def test_a_long_passage_is_cut_around_its_first_hit() -> None:
    text = "word " * 100 + "harbour " + "word " * 100
    cut = shortened(text, search_terms("harbour"))
    assert cut.startswith("… word")
    assert cut.endswith("word …")
    assert "harbour" in cut
    assert len(cut) <= EXCERPT_CHARACTERS + 4
    assert shortened("short", search_terms("harbour")) == "short"


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_and_any_question_are_taken(text: str, question: str) -> None:
    terms = search_terms(question)
    for start, end in hits(text, terms):
        assert 0 <= start < end <= len(text)
    assert len(indexed(text).split("\n")) == text.count("\n") + 1
    best_line(indexed(text).split("\n"), terms)
    shortened(text, terms)
