"""Leaves that can never matter: doubles, leaves that none shuts out, and equal spellings."""

from __future__ import annotations

import pytest

from digest.config.rule_reach import is_initialism, term_key
from digest.config.suggestions import did_you_mean

HEAD = "name: Ports\n"


def what(lines: list[str]) -> list[str]:
    return [line.split(": ", 1)[1].split(" — ")[0] for line in lines]


@pytest.mark.parametrize(
    "rule",
    [
        "any: [{phrase: port, in: [title]}]\nnone: [{phrase: port, in: [lead]}]\n",
        "any: [port]\nnone: [fishing port]\n",
        "any: [ports]\nnone: [port]\n",
        "any: [port, {all: [port, quay]}]\n",
        "any: [{near: [port, quay]}]\nnone: [{near: [port, crane]}]\n",
        "any: [{phrase: port, in: [title]}, {phrase: port, in: [lead]}]\n",
        "any: [{near: [port, quay], words: 3}, {near: [port, quay]}]\n",
        "any: [US]\nnone: [us]\n",
    ],
)
def test_leaves_that_may_matter_are_accepted(load, rule: str):
    assert load({"topics/ports.yaml": HEAD + rule}).topics[0].name == "Ports"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "any: [{near: [port, quay]}, {near: [quay, port]}]\n",
            "near [quay, port] stands twice under any",
        ),
        (
            "any: [{near: [old port, quay]}, tanker]\nnone: [port]\n",
            'near [old port, quay] can never match: "port" on line 3 is under none',
        ),
        (
            "any: [tanker, {phrase: port, in: [title]}]\nnone: [port]\n",
            '"port" can never match: "port" on line 3 is under none',
        ),
        ("any: [missile strikes, a]\nnone: ['strike*']\n", None),
        ("any: [tanker]\nnone: [port, Port]\n", '"Port" stands twice under none'),
        (
            "any: [tanker, {all: [quay, {any: [port, b]}]}]\nnone: [port]\n",
            '"port" can never match: "port" on line 3 is under none',
        ),
    ],
)
def test_leaves_that_never_matter_are_named(problems, rule: str, said: str | None):
    found = what(problems({"topics/ports.yaml": HEAD + rule}))
    if said is None:
        said = '"missile strikes" can never match: "strike*" on line 3 is under none'
    assert found == [said]


def test_a_bonus_may_lift_an_article_to_the_least_score(load, problems):
    rule = "any: [port]\nmin_score: 5\nprefer: [{language: ar, bonus: %s}]\n"
    assert load({"topics/ports.yaml": HEAD + rule % 1}).topics[0].min_score == 5
    found = problems({"topics/ports.yaml": HEAD + rule % -1})
    assert "min_score 5 can never be reached" in found[0]


def test_a_least_score_at_the_ceiling_is_reached_and_above_it_is_not(load, problems):
    rule = "any: [{phrase: port, weight: 2}, quay]\nmin_score: %s\n"
    assert load({"topics/ports.yaml": HEAD + rule % 12}).topics[0].min_score == 12
    assert problems({"topics/ports.yaml": HEAD + rule % 12.5})[0].endswith(
        "all leaves together give at most 12: lower it, or raise weights"
    )


def test_a_leaf_with_a_mistake_makes_no_least_score_unreachable(problems):
    found = problems({"topics/ports.yaml": HEAD + "any: [port, oi*x, 5]\nmin_score: 9\n"})
    assert not any("can never be reached" in line for line in found)


@pytest.mark.parametrize(
    ("word", "is_one"), [("US", True), ("NATO", True), ("OPCWS", False), ("UNIFIL", False)]
)
def test_initials_have_four_letters_at_most(word: str, is_one: bool):
    assert is_initialism(word) is is_one


def test_initials_are_ascii_capitals():
    assert not is_initialism("Us")
    assert not is_initialism("É")
    assert not is_initialism("U2")


def test_two_spellings_of_a_term_have_one_key():
    assert term_key("Fishing  Port") == term_key("fishing port") == ("fishing", "port")
    assert term_key("US") != term_key("us")
    assert term_key("@Beirut") == ("@Beirut",)
    assert term_key("missile*") == ("missile*",)


def test_twelve_words_are_listed_and_more_are_counted():
    words = [f"word{number:02}" for number in range(13)]
    assert did_you_mean("zzz", words[:12]).endswith("word10 or word11")
    assert did_you_mean("zzz", words).endswith("word11 and 1 more")
    assert did_you_mean("zzz", ["only"]) == "use only"
    assert did_you_mean("zzz", []) == "there is none yet"
    assert did_you_mean("Ceder Daily", ["Cedar Daily"]) == 'did you mean "Cedar Daily"?'
