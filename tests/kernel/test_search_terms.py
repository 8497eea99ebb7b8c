"""The terms of a question, and their places in a text of any script."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
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


# ---- limits --------------------------------------------------------------------------------------


def test_a_question_is_read_up_to_two_hundred_characters() -> None:
    assert [term.words for term in search_terms(f"{' ' * 196}port")] == [("port",)]
    assert [term.words for term in search_terms(f"{' ' * 197}port")] == [("por",)]


@pytest.mark.parametrize(("words", "kept"), [(7, 7), (8, 8), (9, 8)])
def test_eight_terms_are_kept_and_the_first_ones_win(words: int, kept: int) -> None:
    names = [f"port{number}" for number in range(words)]
    terms = search_terms(" ".join(names))
    assert [term.words[0] for term in terms] == names[:kept]


@pytest.mark.parametrize(
    ("question", "text", "is_there"),
    [
        ("p", "port", False),
        ("p", "p", True),
        ("po", "port", True),
        # each word of a phrase without quotation marks but the last stands whole
        ("U.S.-ma", "the U.S. made it", True),
        ("U.S.-ma", "the USS made it", False),
        ('"po"', "port", False),
    ],
)
def test_a_word_of_two_letters_finds_words_that_go_on(
    question: str, text: str, is_there: bool
) -> None:
    terms = search_terms(question)
    assert bool(hits(text, terms)) is is_there
    assert (best_line([indexed(text)], terms) == 0) is is_there


def test_a_word_and_the_same_word_quoted_are_two_terms() -> None:
    assert len(search_terms('port "port" PORT')) == 2


def test_text_behind_an_odd_quotation_mark_is_a_phrase_to_its_end() -> None:
    assert [term.words for term in search_terms('oil "red sea ports')] == [
        ("oil",),
        ("red", "sea", "ports"),
    ]


# ---- places --------------------------------------------------------------------------------------


def test_a_term_that_begins_inside_another_and_goes_on_makes_one_place() -> None:
    assert marked("a b c d", '"a b c" "b c d"') == ["a b c d"]
    # one that ends inside adds nothing
    assert marked("a b c d", '"a b c" "b c"') == ["a b c"]
    # one that begins where the other ended is a place of its own
    assert marked("a b c d", '"a b" "c d"') == ["a b", "c d"]


def test_a_phrase_that_the_end_of_the_text_cuts_off_is_none() -> None:
    assert marked("on the Red", '"red sea"') == []
    assert marked("Red Sea", '"red sea"') == ["Red Sea"]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["port", "sea", "oil", "red"]), min_size=1, max_size=12))
def test_a_line_that_holds_a_term_is_one_in_which_it_has_a_place(line: list[str]) -> None:
    text = " ".join(line)
    for question in ("port", '"red sea"', "oil"):
        terms = search_terms(question)
        assert (best_line([indexed(text)], terms) is not None) is bool(hits(text, terms))


def test_of_lines_with_equally_many_terms_the_first_is_best() -> None:
    assert best_line(["port", "oil", "port"], search_terms("port oil")) == 0
    assert best_line(["gas", "port oil", "oil port"], search_terms("port oil")) == 1
    assert best_line([], search_terms("port")) is None


# ---- excerpts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("characters", "is_cut"), [(240, False), (241, True)])
def test_a_passage_of_three_lines_of_a_phone_stays_whole(characters: int, is_cut: bool) -> None:
    text = ("port " * 60)[:characters]
    assert (shortened(text, ()) != text) is is_cut


def test_a_first_hit_in_the_first_lines_leaves_the_beginning() -> None:
    text = "harbour " + "word " * 100
    cut = shortened(text, search_terms("harbour"))
    assert cut.startswith("harbour word")
    assert cut.endswith("word …")


def test_up_to_eighty_characters_stand_before_a_later_hit() -> None:
    text = "word " * 100 + "harbour " + "word " * 100
    cut = shortened(text, search_terms("harbour"))
    before = cut.removeprefix("… ").partition("harbour")[0]
    assert 70 <= len(before) <= 80


def test_a_hit_in_the_last_word_of_a_passage_stays_and_has_no_mark_behind_it() -> None:
    text = "word " * 60 + "harbour"
    cut = shortened(text, search_terms("harbour"))
    assert cut.startswith("… word")
    assert cut.endswith("word harbour")


@pytest.mark.parametrize("ending", ["", " 。", " ports and harbours"])
def test_a_hit_deep_in_a_script_without_spaces_stands_in_the_excerpt(ending: str) -> None:
    text = "港" * 300 + "红海" + "港" * 30 + ending
    cut = shortened(text, search_terms("红海"))
    assert cut.startswith("… " + "港" * 80 + "红海")


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(["word", "harbour", "a", "x" * 30]), min_size=40, max_size=70),
    st.sampled_from(["harbour", "nowhere", "word"]),
)
def test_a_cut_is_whole_words_of_the_text_and_holds_the_first_hit(
    words_of_text: list[str], question: str
) -> None:
    text = " ".join(words_of_text)
    terms = search_terms(question)
    cut = shortened(text, terms)
    inner = cut.removeprefix("… ").removesuffix(" …")
    assert inner in text
    assert len(inner) <= EXCERPT_CHARACTERS or cut == text
    assert set(inner.split()) <= set(words_of_text)
    assert bool(hits(text, terms)) is bool(hits(cut, terms))


def test_a_text_without_spaces_is_cut_between_its_signs() -> None:
    text = "港" * 400
    assert shortened(text, ()) == "港" * 240 + " …"


@pytest.mark.parametrize("before", [230, 234, 238, 239])
def test_an_excerpt_is_not_cut_inside_of_its_hit(before: int) -> None:
    # the only space after the beginning stands inside of the phrase
    text = "x" * (before - 5) + " 港 海" + "x" * 300
    cut = shortened(text, search_terms('"港海"'))
    assert hits(cut, search_terms('"港海"'))


@settings(max_examples=50)
@given(
    st.lists(
        st.sampled_from(["port", "港", "海", " ", "a", "-", ".", "x" * 50]),
        min_size=30,
        max_size=120,
    ).map("".join),
    st.sampled_from(["port", "港", "海 port", '"港海"']),
)
def test_an_excerpt_of_any_script_shows_a_hit_where_there_is_one(text: str, question: str) -> None:
    terms = search_terms(question)
    assert bool(hits(shortened(text, terms), terms)) is bool(hits(text, terms))
