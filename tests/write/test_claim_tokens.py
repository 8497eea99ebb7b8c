"""Tokens of a claim: contractions, possessives, numbers and forms of one word have one key."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models import Alias, AliasKind
from digest.write.claim_tokens import WordToken, alias_words, is_known, tokens_of
from digest.write.claim_words import BOUNDS, EQUIVALENT, SAME_MEANING


def tokens(text: str, aliases: dict[str, str] | None = None) -> list[WordToken]:
    return tokens_of(text, aliases or {}, "en")


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("didn't", ["did", "not"]),
        ("didn’t", ["did", "not"]),
        ("won't", ["will", "not"]),
        ("can't", ["can", "not"]),
        ("cannot", ["can", "not"]),
        ("shan't", ["shall", "not"]),
        ("Israel's", ["Israel"]),
        ("ships'", ["ships"]),
        ("cease-fire", ["cease", "fire"]),
        ("U.S. envoy", ["U.S.", "envoy"]),
        ("$1,200.50", ["1,200.50"]),
        ("12%", ["12", "%"]),
        ("3.", ["3"]),
        ("— … !", []),
        ("المرفأ مغلق", ["المرفأ", "مغلق"]),
    ],
)
def test_a_text_is_cut_into_words_and_numbers(text: str, written: list[str]):
    assert [token.written for token in tokens(text)] == written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "deaths"),
        ("three", "3"),
        ("1,200", "1200"),
        ("U.S.", "American"),
        ("Tehran", "Iranians"),
        ("%", "percent"),
        ("sept", "September"),
        ("vessels", "ship"),
        ("ports", "port"),
        ("DIED", "died"),
    ],
)
def test_two_ways_to_say_one_thing_have_one_key(one: str, other: str):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(("one", "other"), [("12", "13"), ("Iran", "Iraq"), ("port", "porter")])
def test_two_things_have_two_keys(one: str, other: str):
    assert keys(one) != keys(other)


def test_no_word_stands_in_two_groups_of_one_meaning():
    # the later group would win in silence
    words = Counter(word for group in SAME_MEANING.split("|") for word in group.split())
    assert [word for word, times in words.items() if times > 1] == []
    assert set(EQUIVALENT) == set(words)


@pytest.mark.parametrize(
    ("text", "carries"),
    [
        ("the", False),
        ("It's", False),
        ("has", False),
        ("port", True),
        ("12", True),
        ("harbor", True),
    ],
)
def test_a_word_without_a_fact_is_told_apart(text: str, carries: bool):
    assert tokens(text)[0].carries_fact is carries


def test_an_alias_stands_for_its_bearer():
    (token,) = tokens("Huthi", {"huthi": "houthis"})
    assert (token.written, token.lower, token.key) == ("Huthi", "huthi", keys("houthis")[0])


# ---- forms of one word -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "source", "known"),
    [
        ("protesters", "protested", True),
        ("Israeli", "Israel", True),
        ("Lebanese", "Lebanon", True),
        # five letters in common are needed, and all but one of the shorter word
        ("ported", "porter", True),
        ("portal", "porter", False),
        ("port", "ports", True),
        ("communist", "communal", False),
        # the longer word may have four letters more and no fifth
        ("harbor", "harborious", True),
        ("harbor", "harboriouse", False),
        ("india", "indianapolis", False),
    ],
)
def test_words_with_a_long_common_beginning_are_forms_of_one(word, source, known: bool):
    assert is_known(tokens(word)[0], tokens(source)) is known


def test_a_word_is_known_where_any_word_of_the_source_fits():
    assert is_known(tokens("port")[0], tokens("The old port"))
    assert not is_known(tokens("port")[0], [])


@given(st.text(max_size=40))
def test_each_text_knows_its_own_words(text: str):
    own = tokens(text)
    assert all(is_known(token, own) for token in own)
    assert all(token.key and token.written for token in own)


# ---- aliases ---------------------------------------------------------------------------------


def alias(own_id: str, *names: str) -> Alias:
    return Alias(id=own_id, name=names[0], kind=AliasKind.GROUP, names=names[1:])


def test_names_of_several_words_are_left_out():
    assert alias_words((alias("houthis", "Ansar Allah", "Houthis"),)) == {"houthis": "houthis"}


def test_a_name_that_one_alias_has_twice_is_kept():
    assert alias_words((alias("a", "Hamas", "HAMAS", "hamas"),)) == {"hamas": "a"}


def test_a_name_that_two_aliases_have_in_any_case_is_left_out():
    assert alias_words(
        (
            alias("a", "Sudan"),
            alias("b", "SUDAN", "Juba"),
        )
    ) == {"juba": "b"}


# ---- bounds ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 12 died", "at least"),
        ("At Most two ships", "At Most"),
        ("more than a dozen ships", "more than"),
        ("over $5 million", "over"),
        ("about €3 million", "about"),
        ("nearly half of them", "nearly"),
        ("up to twenty ships", "up to"),
        ("some eighty ships", "some"),
        ("roughly a hundred", "roughly"),
        ("an estimated 300", "an estimated"),
    ],
)
def test_a_bound_stands_before_a_number(text: str, bound: str):
    found = BOUNDS.search(text)
    assert found is not None
    assert found.group() == bound


@pytest.mark.parametrize(
    "text", ["at least they left", "over the port", "some ships", "about them", "under fire"]
)
def test_before_another_word_it_is_no_bound(text: str):
    assert BOUNDS.search(text) is None
