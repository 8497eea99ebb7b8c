"""topics/*.yaml: the least and the most of every key, and the kind of node that was meant."""

from __future__ import annotations

import pytest
from one_value import problems_in, section_of

from digest.config.topic_file import (
    LimitKeys,
    NearKeys,
    PhraseKeys,
    PreferKeys,
    RuleKeys,
    TopicFile,
)

TERMS = ", ".join("abcdefghi")


@pytest.mark.parametrize(
    ("section", "head", "key", "right", "wrong"),
    [
        (PhraseKeys, "phrase: port\n", "weight", ["0.01", "100"], ["0", "100.1", "-1"]),
        (NearKeys, "near: [a, b]\n", "words", ["1", "100"], ["0", "101", "1.5"]),
        (NearKeys, "near: [a, b]\n", "weight", ["0.01", "100"], ["0", "100.1"]),
        (PreferKeys, "country: LB\n", "bonus", ["-100", "0", "100"], ["-100.1", "100.1"]),
        (LimitKeys, "", "max_age", ["1h", "900d"], ["59m"]),
        (LimitKeys, "", "per_publisher", ["1"], ["0"]),
        (LimitKeys, "", "max_articles", ["1"], ["0"]),
        (TopicFile, "name: P\n", "min_score", ["0.1", "10000"], ["0", "-1"]),
    ],
)
def test_a_key_has_a_least_and_a_most(section, head: str, key: str, right, wrong):
    for text in right:
        assert problems_in(section, f"{head}{key}: {text}\n") == []
    for text in wrong:
        (said,) = problems_in(section, f"{head}{key}: {text}\n")
        assert f"{key} must be " in said


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("[a, b]", []),
        (f"[{TERMS[: -len(', i')]}]", []),
        (f"[{TERMS}]", ["1:7: near has 9 entries — it may have at most 8"]),
        ("[a]", ["1:7: near has 1 entry — it needs at least 2"]),
    ],
)
def test_two_to_eight_terms_stand_near_each_other(terms: str, said: list[str]):
    assert problems_in(NearKeys, f"near: {terms}\n") == said


def test_the_parts_of_a_leaf_are_named_or_left_out_but_never_empty():
    assert problems_in(PhraseKeys, "phrase: a\nin: []\n") == [
        "2:5: in has no entries — it needs at least 1"
    ]
    assert section_of(PhraseKeys, "phrase: a\n").in_ is None


def test_only_true_may_stand_behind_sentence():
    assert section_of(NearKeys, "near: [a, b]\nsentence: true\n").sentence is True
    (said,) = problems_in(NearKeys, "near: [a, b]\nsentence: false\n")
    assert said.startswith("2:11: sentence cannot be false")


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        ("port", str),
        ("{phrase: port}", PhraseKeys),
        ("{near: [a, b]}", NearKeys),
        ("{any: [a]}", RuleKeys),
        ("{all: [a]}", RuleKeys),
        ("{none: [a]}", RuleKeys),
        ("{}", RuleKeys),
    ],
)
def test_the_keys_of_a_node_say_which_kind_it_is(node: str, kind: type):
    (read,) = section_of(RuleKeys, f"any: [{node}]\n").any
    assert type(read) is kind


@pytest.mark.parametrize(
    ("node", "said"),
    [
        # only the mistakes of the kind that was meant are reported
        ("{phrase: a, near: [a, b]}", '1:19: unknown key "near"'),
        ("{near: [a, b], any: [c]}", '1:22: unknown key "any"'),
        ("{any: [a], phrase: 5}", "phrase must be a text, not 5"),
        ("{weight: 2}", '"phrase" is missing'),
        ("[a]", "entry 1 of any must be a text, not a list"),
        ("null", "entry 1 of any has no value"),
    ],
)
def test_a_node_of_two_kinds_is_judged_as_one(node: str, said: str):
    found = problems_in(RuleKeys, f"any: [{node}]\n")
    assert any(said in line for line in found)


def test_the_things_to_prefer_come_in_the_order_of_their_keys():
    read = section_of(PreferKeys, "country: LB\npublisher: Cedar\n")
    assert read.given == [("publisher", "Cedar"), ("country", "LB")]
    assert section_of(PreferKeys, "bonus: 2\n").given == []


def test_a_nested_rule_is_read_to_its_leaves():
    text = "any: [{all: [{any: [{none: [{phrase: deep}]}]}]}]\n"
    (outer,) = section_of(RuleKeys, text).any
    assert outer.all[0].any[0].none[0].phrase == "deep"


def test_tests_may_have_several_lines_for_title_and_lead():
    text = 'name: P\ntests: {should_match: ["Title\\nThe lead"]}\n'
    assert section_of(TopicFile, text).tests.should_match == ("Title\nThe lead",)
