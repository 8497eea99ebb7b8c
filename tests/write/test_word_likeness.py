"""Content words: stems without stop words, one name for one thing, in each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.similarity import ANY_NEWS, content_words, in_conflict, overlap, stop_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cease-fire", "truce"),
        ("U.S.", "Americans"),
        ("U.K.", "Britain"),
        ("tankers", "ship"),
        ("elections", "ballot"),
        ("Gazans", "Gaza"),
        ("PORTS", "port"),
        ("insurgents", "gunmen"),
    ],
)
def test_two_words_for_one_thing_are_one_word(one: str, other: str) -> None:
    assert content_words(one) == content_words(other) != frozenset()


@pytest.mark.parametrize("text", ["", "the and of", "…", "is was were"])
def test_words_without_meaning_are_left_out(text: str) -> None:
    assert content_words(text) == frozenset()


def test_numbers_carry_meaning() -> None:
    assert content_words("12 dead") != content_words("13 dead")


def test_english_stop_words_count_in_every_language() -> None:
    assert stop_words("en") <= stop_words("fr")
    assert content_words("the and", "fr") == frozenset()
    assert content_words("le port", "fr") == content_words("port", "fr")


def test_a_region_has_the_words_of_its_language() -> None:
    assert content_words("le port de la ville", "fr-CA") == content_words("port ville", "fr")


def test_words_of_any_news_are_stems_as_texts_have_them() -> None:
    assert content_words("military attacks") <= ANY_NEWS
    assert content_words("harbor") & ANY_NEWS == frozenset()


SETS = st.frozensets(st.sampled_from("abcdef"))


@given(SETS, SETS)
def test_the_share_of_two_sets_is_the_same_from_both_sides(left, right) -> None:
    share = overlap(left, right)
    assert share == overlap(right, left)
    assert 0 <= share <= 1
    assert (share == 0) is not (left & right)
    if left and left <= right:
        assert share == 1


TOLLS = st.frozensets(st.tuples(st.sampled_from(["killed", "wounded"]), st.integers(1, 3)))


@given(TOLLS, TOLLS)
def test_two_tolls_conflict_from_both_sides_or_from_none(ours, theirs) -> None:
    assert in_conflict(ours, theirs) is in_conflict(theirs, ours)
    assert not in_conflict(ours, ours)


def test_one_kind_in_conflict_is_enough() -> None:
    ours = frozenset({("killed", 1), ("wounded", 2)})
    assert in_conflict(ours, frozenset({("killed", 1), ("wounded", 3)}))
    assert not in_conflict(ours, frozenset())
