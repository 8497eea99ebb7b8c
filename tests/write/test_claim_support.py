"""Support of a claim by a text: rare words, pairs of neighbours, and names that are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.write.claim_support import support, supports

CLAIM = "The port of Aden reopened on Sunday."


def test_a_text_that_is_the_claim_itself_supports_it_most():
    # all words and all pairs: 4 + 1, less the 2.4 that are needed
    assert support(CLAIM, [CLAIM]) == pytest.approx(2.6)


def test_a_text_on_another_matter_gives_no_support():
    assert support("Cranes were painted.", ["A museum was sold."]) == pytest.approx(-2.4)


@pytest.mark.parametrize("claim", ["", "It is what it was.", "…"])
def test_a_claim_without_a_fact_is_not_supported(claim: str):
    assert not supports(claim, ["The port reopened."])


def test_each_missing_name_costs_one():
    claim = "Ships of Norway and Sweden left."
    both = ["Norway and Sweden sent ships that left."]
    assert supports(claim, both)
    without_one = support(claim.replace("Sweden", "Zembla"), both)
    without_two = support("Ships of Ruritania and Zembla left.", both)
    assert without_one - without_two > 1.0


def test_the_first_word_of_a_claim_is_no_name():
    text = ["The port of Aden reopened."]
    lower = support("yesterday Aden reopened", text)
    assert support("Yesterday Aden reopened", text) == lower


def test_a_word_without_a_fact_is_no_missing_name():
    text = ["Aden reopened."]
    assert support("Aden It reopened", text) > support("Aden Mukalla reopened", text)


def test_a_rare_word_weighs_more_than_a_common_one():
    text = ["The port closed.", "The port opened.", "The port burned.", "Divers came to the port."]
    assert support("port", text) == pytest.approx(1.6)
    rare = support("divers museum", text)
    common = support("port museum", text)
    assert rare > common


def test_neighbours_in_the_order_of_the_text_add_support():
    text = ["The envoy met the minister in Aden."]
    assert support("envoy met minister", text) == pytest.approx(support("envoy met minister", text))
    assert support("met the minister", text) > support("minister met the", text)


def test_the_order_of_the_sentences_says_nothing():
    text = ["The port of Aden reopened.", "It took two years.", "A firm painted its cranes."]
    claim = "The port of Aden reopened after two years."
    assert support(claim, text) == pytest.approx(support(claim, list(reversed(text))))


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_support_stays_within_its_bounds(claim: str, text: list[str]):
    assert support(claim, text) <= 2.6 + 1e-9


def test_aliases_are_not_looked_up_and_synonyms_are():
    assert supports("Tehran summoned the envoy.", ["Iran summoned the envoy on Monday."])
    assert supports("12 people died.", ["Twelve people were killed."])
