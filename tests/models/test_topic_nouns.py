"""Topics, rules and matches: required fields, defaults, and the words that are stored."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import topics
from digest.models.topics import (
    TEXT_FIELDS,
    Alias,
    AliasKind,
    Field,
    Hit,
    Match,
    Near,
    Phrase,
    Prefer,
    Rule,
    Topic,
    TopicLimits,
    TopicTest,
)

REQUIRED: dict[type, str] = {
    Phrase: "text",
    Near: "terms",
    Rule: "",
    Alias: "id name kind",
    Prefer: "field value",
    TopicTest: "text should_match",
    TopicLimits: "",
    Topic: "id name rule",
    Hit: "leaf field start end text weight",
    Match: "article_id topic_id score hits",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Phrase: {
        "fields": (
            Field.TITLE,
            Field.LEAD,
            Field.BODY,
        ),
        "weight": 1.0,
        "mark": "",
    },
    Near: {
        "words": None,
        "fields": (
            Field.TITLE,
            Field.LEAD,
            Field.BODY,
        ),
        "weight": 1.0,
        "mark": "",
    },
    Rule: {
        "any": (),
        "all": (),
        "none": (),
        "mark": "",
    },
    Alias: {"names": (), "within": "", "not_in": (), "lat": None, "lon": None},
    Prefer: {"bonus": 1.0},
    TopicTest: {"mark": ""},
    TopicLimits: {
        "max_age_h": None,
        "per_publisher": None,
        "max_articles": None,
    },
    Topic: {
        "min_score": 1.0,
        "prefer": (),
        "limits": TopicLimits(),
        "tests": (),
        "languages": (),
        "mark": "",
    },
    Hit: {"mark": ""},
    Match: {},
}

STATES: dict[type[Enum], dict[str, str]] = {
    Field: {
        "TITLE": "title",
        "LEAD": "lead",
        "BODY": "body",
        "URL": "url",
        "AUTHOR": "author",
        "CATEGORY": "category",
        "SOURCE": "source",
        "CAPTION": "caption",
    },
    AliasKind: {
        "PERSON": "person",
        "GROUP": "group",
        "PLACE": "place",
        "SHIP": "ship",
        "WEAPON": "weapon",
        "BODY": "body",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(topics) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(topics) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


def test_a_leaf_looks_at_the_text_unless_told() -> None:
    assert TEXT_FIELDS == (Field.TITLE, Field.LEAD, Field.BODY)


def test_rules_nest() -> None:
    inner = Rule(all=(Phrase(text="oil"), Near(terms=("red", "sea"), words=3)))
    outer = Rule(any=(inner,), none=(Phrase(text="recipe"),))
    assert outer.any[0] == inner
    assert hash(outer) == hash(Rule(any=(inner,), none=(Phrase(text="recipe"),)))
