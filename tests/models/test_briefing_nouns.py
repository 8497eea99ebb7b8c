"""Briefings and their sentences: required fields, defaults, and the words that are stored."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import briefings
from digest.models.briefings import (
    DESK,
    AlsoItem,
    Briefing,
    Citation,
    Correction,
    Coverage,
    Earlier,
    Item,
    KnowMore,
    Passage,
    Role,
)
from digest.models.newsletters import Blocks
from digest.models.stories import StoryState
from digest.models.topics import Field

REQUIRED: dict[type, str] = {
    Passage: "text article_id",
    KnowMore: "passage url outlet published",
    Item: "story_id headline",
    AlsoItem: "story_id passage",
    Citation: "article_id url title outlet published",
    Correction: "text",
    Earlier: "headline url published",
    Coverage: "",
    Briefing: (
        "issue_id newsletter_id newsletter_name tagline slot at "
        "timezone language direction subject preheader items"
    ),
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Passage: {
        "field": Field.BODY,
        "start": 0,
        "end": 0,
        "edited": False,
        "overruled": "",
        "attribution": "",
    },
    KnowMore: {"past": False, "analysis": False},
    Item: {
        "section": "",
        "dek": None,
        "picture": None,
        "lead": (),
        "what_happened": (),
        "why_it_matters": (),
        "know_more": (),
        "article_ids": (),
        "publishers": 1,
        "state": StoryState.NEW,
        "new_fact": "",
        "developed_since": None,
        "earlier": (),
        "reasons": (),
    },
    AlsoItem: {"section": ""},
    Citation: {"language": "en", "state_run": False},
    Correction: {"issue_id": "", "url": "", "id": "", "grave": False},
    Earlier: {},
    Coverage: {
        "sources": 0,
        "answered": 0,
        "articles": 0,
        "troubles": (),
    },
    Briefing: {
        "number": 0,
        "intro": (),
        "also": (),
        "sections": (),
        "blocks": Blocks(),
        "citations": (),
        "corrections": (),
        "coverage": Coverage(),
        "subject_reasons": (),
        "own_keys": (),
        "theme": "default",
        "writer": "extractive",
    },
}

STATES: dict[type[Enum], dict[str, str]] = {
    Role: {
        "MAIN": "Main",
        "MAIN_CONSEQUENCE": "Main_Consequence",
        "CAUSE_SPECIFIC": "Cause_Specific",
        "CAUSE_GENERAL": "Cause_General",
        "DISTANT_HISTORICAL": "Distant_Historical",
        "DISTANT_ANECDOTAL": "Distant_Anecdotal",
        "DISTANT_EVALUATION": "Distant_Evaluation",
        "DISTANT_EXPECTATIONS_CONSEQUENCES": "Distant_Expectations_Consequences",
        "NA": "NA",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(briefings) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(briefings) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


class TestPassage:
    @pytest.mark.parametrize(
        ("text", "attribution", "shown"),
        [
            ("Ships wait.", "", "Ships wait."),
            ("Ships wait.", ", Reuters reported", "Ships wait, Reuters reported."),
            ("Ships wait", ", Reuters reported", "Ships wait, Reuters reported"),
            ("Ships wait.", "Reuters:", "Reuters: Ships wait."),
            ("Ships wait.", "Reuters: ", "Reuters:  Ships wait."),
            ("Do ships wait?", ", Reuters asked", "Do ships wait?, Reuters asked"),
            (".", ", Reuters reported", ", Reuters reported."),
        ],
    )
    def test_its_attribution_stands_before_the_stop_or_before_the_sentence(
        self, text: str, attribution: str, shown: str
    ) -> None:
        assert Passage(text=text, article_id="a", attribution=attribution).shown == shown

    @pytest.mark.parametrize(
        ("article_id", "by_desk"), [("desk", True), ("Desk", False), ("", False), ("a1", False)]
    )
    def test_only_the_word_desk_stands_for_the_desk(self, article_id: str, by_desk: bool) -> None:
        assert Passage(text="Ships wait.", article_id=article_id).by_desk is by_desk


def test_the_word_of_the_desk_stays() -> None:
    assert DESK == "desk"
