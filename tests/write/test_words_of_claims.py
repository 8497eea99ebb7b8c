"""Each word of each table of claims is found where it is added, dropped or doubled."""

from __future__ import annotations

import pytest

from digest.write.claim_tokens import tokens_of
from digest.write.claim_words import (
    CAUSE_AND_ORDER,
    CONDITIONS,
    CONTRACTIONS,
    DEGREES,
    EQUIVALENT,
    FUNCTION_WORDS,
    HEDGES,
    REPEATED_HEDGES,
    SAME_MEANING,
    SPEECH,
    TO_BE,
)
from digest.write.claims import ClaimFault, check_claim

PLAIN = "The quay of Avel closed"
GROUPS = [group.split() for group in SAME_MEANING.split("|")]


def faults(claim: str, source: str) -> set[ClaimFault]:
    return {finding.fault for finding in check_claim(claim, source)}


def test_a_cause_or_an_order_that_is_added_is_found() -> None:
    for word, link in CAUSE_AND_ORDER.items():
        (finding,) = check_claim(f"{PLAIN} {word}.", f"{PLAIN}.")
        assert (finding.fault, finding.word) == (ClaimFault.CAUSE, word)
        assert link in finding.message
        assert faults(f"{PLAIN} {word}.", f"{PLAIN} {word}.") == set(), word


def test_a_degree_that_is_added_is_found() -> None:
    for word in DEGREES - CAUSE_AND_ORDER.keys():
        assert ClaimFault.DEGREE in faults(f"{PLAIN} {word}.", f"{PLAIN}."), word
        assert faults(f"{PLAIN} {word}.", f"{PLAIN} {word}.") == set(), word


def test_a_condition_that_is_dropped_is_found() -> None:
    for word in CONDITIONS:
        source = f"{PLAIN} {word} Tarn waits."
        found = check_claim(f"{PLAIN}.", source)
        assert (ClaimFault.CONDITION, word) in [(finding.fault, finding.word) for finding in found]
        assert faults(source, source) == set(), word


def test_a_hedge_before_a_word_that_is_kept_is_missed() -> None:
    for word in HEDGES - CONDITIONS:
        found = faults("Avel closed the quay.", f"Avel {word} closed the quay.")
        assert ClaimFault.HEDGE in found, word


def test_one_of_two_hedges_that_is_dropped_is_found() -> None:
    for word in REPEATED_HEDGES:
        source = f"Avel {word} opened and {word} closed the quay."
        assert ClaimFault.HEDGE in faults(f"Avel {word} opened and closed the quay.", source), word
        assert faults(source, source) == set(), word


def test_words_of_one_meaning_stand_for_each_other() -> None:
    for group in GROUPS:
        keys = set()
        for word in group:
            # an initialism keeps its inner stops, and is written with its last one
            (token,) = tokens_of(f"{word}." if "." in word else word, {}, "en")
            keys.add(token.key)
            assert EQUIVALENT[word] == group[0]
        assert len(keys) == 1, group


def test_no_two_meanings_have_one_key() -> None:
    keys = [tokens_of(group[0], {}, "en")[0].key for group in GROUPS]
    assert len(keys) == len(set(keys))


def test_a_word_of_grammar_may_be_added_unless_it_decides() -> None:
    for word in FUNCTION_WORDS - CAUSE_AND_ORDER.keys() - DEGREES:
        assert ClaimFault.NEW_WORD not in faults(f"{PLAIN} {word}.", f"{PLAIN}."), word


@pytest.mark.parametrize(("short", "whole"), CONTRACTIONS.items())
def test_a_contraction_is_its_words(short: str, whole: str) -> None:
    for written in (short, short.replace("'", "’"), short.capitalize()):
        assert [token.lower for token in tokens_of(written, {}, "en")] == whole.split()


def test_the_tables_hold_words_in_lower_case_and_no_phrase() -> None:
    for table in (CAUSE_AND_ORDER, DEGREES, CONDITIONS, HEDGES, FUNCTION_WORDS, TO_BE, EQUIVALENT):
        for word in table:
            assert word == word.lower()
            assert word.split() == [word]


def test_words_of_speech_are_one_word() -> None:
    for word in ("said", "says", "told", "announced", "reported", "according"):
        assert EQUIVALENT[word] == SPEECH


@pytest.mark.parametrize("word", ["is", "are", "was", "were", "be", "been", "being"])
def test_a_passive_that_leaves_both_sides_in_place_is_found(word: str) -> None:
    active, turned = "Rebels attacked soldiers.", f"Rebels {word} attacked by soldiers."
    assert faults(turned, active) == {ClaimFault.SIDES}
    assert faults(active, turned) == {ClaimFault.SIDES}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Soldiers were attacked by rebels.", "Rebels attacked soldiers."),
        ("Rebels attacked soldiers.", "Soldiers were attacked by rebels."),
        ("Soldiers in Avel were attacked by the rebels.", "The rebels attacked soldiers in Avel."),
        # the strike and the blast suffered no deed
        ("The port was closed by a strike.", "The port closed, by word of a strike."),
        ("The ship was sunk by the blast.", "The ship sunk after the blast."),
        ("The port was closed by Monday.", "The port closed on Monday."),
    ],
)
def test_a_passive_that_tells_the_same_is_faithful(claim: str, source: str) -> None:
    assert ClaimFault.SIDES not in faults(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Settlers were attacked by the police in Hebron.",
            "Settlers attacked the police in Hebron.",
        ),
        ("On Monday, Qatar was accused by Egypt.", "On Monday, Qatar accused Egypt."),
    ],
)
def test_an_article_or_an_opening_hides_no_changed_sides(claim: str, source: str) -> None:
    assert faults(claim, source) == {ClaimFault.SIDES}


def test_an_empty_claim_or_source_has_no_cause_for_an_error() -> None:
    assert check_claim("", "") == ()
    assert check_claim("", f"{PLAIN}.") == ()
    assert ClaimFault.NEW_WORD in faults(f"{PLAIN}.", "")
