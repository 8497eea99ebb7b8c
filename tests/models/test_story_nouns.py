"""Stories and the evidence for each: required fields, defaults and stored words."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import filled, noun_tests, nouns_of, states_of

from digest.models import stories
from digest.models.stories import (
    Cluster,
    Copy,
    CopyKind,
    Merge,
    PastStory,
    Pins,
    Selection,
    Story,
    StoryState,
    ToldThread,
)

REQUIRED: dict[type, str] = {
    Merge: "left right score",
    Cluster: "articles",
    Pins: "",
    Copy: "kept folded kind",
    PastStory: "thread_id issue_id story_id published headline url",
    ToldThread: "id headline issues first last",
    Story: "id articles",
    Selection: "stories",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Merge: {"reasons": ()},
    Cluster: {"merges": ()},
    Pins: {
        "together": (),
        "apart": (),
        "lead": (),
        "drop": (),
        "card": (),
    },
    Copy: {"detail": ""},
    ToldThread: {},
    PastStory: {
        "article_ids": (),
        "article_urls": (),
        "facts": (),
        "terms": {},
    },
    Story: {
        "copies": (),
        "merges": (),
        "matches": (),
        "publishers": 1,
        "section": "",
        "score": 0.0,
        "reasons": (),
        "state": StoryState.NEW,
        "new_fact": "",
        "past": None,
        "thread_id": "",
        "facts": (),
        "terms": {},
        "comments": (),
    },
    Selection: {
        "also": (),
        "missed": (),
        "held": "",
    },
}

STATES: dict[type[Enum], dict[str, str]] = {
    CopyKind: {
        "SAME_URL": "same_url",
        "SAME_TEXT": "same_text",
        "WIRE": "wire",
        "FAMILY": "family",
    },
    StoryState: {
        "NEW": "new",
        "DEVELOPED": "developed",
        "UNCHANGED": "unchanged",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(stories) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(stories) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


@pytest.mark.parametrize("articles", [("a",), ("b", "a"), ("a", "b", "c")])
def test_the_first_article_leads_a_story(articles: tuple[str, ...]) -> None:
    assert filled(Story, articles=articles).lead == articles[0]


def test_a_story_without_articles_has_no_lead() -> None:
    with pytest.raises(IndexError):
        _ = filled(Story, articles=()).lead


def test_two_stories_share_no_terms() -> None:
    assert filled(Story).terms is not filled(Story).terms
    assert filled(PastStory).terms is not filled(PastStory).terms
