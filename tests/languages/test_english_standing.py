"""Each kind of bare thing makes a sentence lean, and its name with more about it does not."""

from __future__ import annotations

import re

import pytest

from digest.languages.en_standing import BARE_THINGS, BODIES, NO_SURNAMES, ONE_OF_MANY
from digest.languages.sign import Sign
from digest.write.context_free import leans_on, lone_surname, opens_with_bare_thing, stands_alone

every_kind = pytest.mark.parametrize("sign", BARE_THINGS, ids=lambda sign: sign.name)


@every_kind
def test_a_bare_thing_leans_on_the_sentence_before(sign: Sign) -> None:
    assert re.search(rf"\b(?:{sign.pattern})\b", sign.example)
    assert opens_with_bare_thing(sign.example)
    assert not stands_alone(sign.example)


@every_kind
def test_the_same_thing_of_a_named_place_stands_alone(sign: Sign) -> None:
    match = re.match(rf"The ({sign.pattern})\b", sign.example)
    assert match
    named = sign.example.replace(match[0], f"{match[0]} of Marenia", 1)
    assert not opens_with_bare_thing(named)


def test_no_thing_stands_under_two_kinds() -> None:
    words: list[str] = []
    for sign in BARE_THINGS:
        # a bar inside brackets parts no words
        words += re.split(r"\|(?![^(]*\))", sign.pattern)
    assert len(words) == len(set(words))


@pytest.mark.parametrize("thing", ["minister", "suspect", "village"])
def test_one_of_many_is_not_known_by_the_thing_above(thing: str) -> None:
    assert thing in ONE_OF_MANY
    assert leans_on(f"The {thing} was found.") == ""
    assert leans_on("The truce was found.") == "truce"


@pytest.mark.parametrize("word", ["Police", "Witnesses", "Hamas", "Tehran", "Reuters"])
def test_a_body_that_speaks_is_no_surname(word: str) -> None:
    assert word in NO_SURNAMES | BODIES
    assert lone_surname(f"“Ships wait,” {word} said.") == ""
    assert lone_surname("“Ships wait,” Sample said.") == "Sample"
