"""Newsletters and the publication: required fields, defaults, and the words that are stored."""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import Any

import pytest
from noun_parts import filled, noun_tests, nouns_of, states_of

from digest.models import newsletters
from digest.models.common import Direction, Tier
from digest.models.newsletters import (
    AddedBlock,
    Approval,
    Blocks,
    BlockValue,
    Call,
    CatchUp,
    ComingDay,
    HeaderPolicy,
    LoweredRule,
    Newsletter,
    PicturePolicy,
    Publication,
    Schedule,
    Section,
    SisterNewsletter,
    TopicWeight,
    TrendReport,
    Writing,
)
from digest.models.waves import Waves

REQUIRED: dict[type, str] = {
    Publication: "name public_url from_address",
    HeaderPolicy: "",
    Schedule: "",
    TopicWeight: "topic_id",
    Section: "id title topics",
    TrendReport: "title url",
    Call: "title text button url",
    SisterNewsletter: "name tagline url",
    ComingDay: "day text",
    BlockValue: "key text",
    AddedBlock: "part",
    Writing: "",
    Blocks: "",
    LoweredRule: "rule_id severity reason",
    Newsletter: "id name tagline topics",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Publication: {
        "from_name": "",
        "reply_to": "",
        "postal_address": "",
        "bounce_domain": "",
        "list_domain": "",
        "help_url": "",
        "labels": {},
    },
    HeaderPolicy: {
        "list_unsubscribe": True,
        "unsubscribe_by_mail": True,
        "list_id": True,
        "list_help": True,
        "list_archive": True,
        "archived_at": True,
        "list_post_no": True,
        "feedback_id": True,
        "auto_submitted": True,
        "precedence": "",
        "cfbl_address": "",
    },
    Schedule: {
        "cron": "",
        "days": (),
        "at": None,
        "deadline_min": 120,
        "catch_up": CatchUp.LATE,
        "wait_for_sources_min": 0.0,
    },
    TopicWeight: {"weight": 1.0},
    Section: {"max_stories": 3},
    TrendReport: {"caption": "", "picture": None},
    Call: {},
    SisterNewsletter: {},
    ComingDay: {"url": ""},
    BlockValue: {},
    AddedBlock: {"values": ()},
    Writing: {"kind": "extractive", "options": None},
    Blocks: {
        "trend_reports": (),
        "membership": None,
        "sisters": (),
        "added": (),
        "sponsored": None,
        "week_ahead": (),
        "more_or_less": False,
        "poll": None,
        "leave_out": (),
    },
    LoweredRule: {"mark": ""},
    Newsletter: {
        "tier": Tier.FREE,
        "sections": (),
        "schedule": Schedule(),
        "timezone": "UTC",
        "look_back_h": 24.0,
        "min_stories": 1,
        "max_stories": 5,
        "max_also": 6,
        "language": "en",
        "direction": Direction.LTR,
        "writing": Writing(),
        "approval": Approval.AUTO,
        "pictures": PicturePolicy.LINK,
        "theme": "default",
        "hue": None,
        "from_name": "",
        "blocks": Blocks(),
        "lowered": (),
        "waves": Waves(),
        "segment": "",
        "variants": (),
    },
}

STATES: dict[type[Enum], dict[str, str]] = {
    Approval: {
        "AUTO": "auto",
        "MANUAL": "manual",
    },
    CatchUp: {
        "SKIP": "skip",
        "LATE": "late",
        "MERGE": "merge",
    },
    PicturePolicy: {
        "NONE": "none",
        "LINK": "link",
        "HOST": "host",
        "EMBED": "embed",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(newsletters) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(newsletters) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


def test_every_proof_of_good_manners_is_on_from_the_start() -> None:
    policy = HeaderPolicy()
    for field in dataclasses.fields(policy):
        if field.type == "bool":
            assert getattr(policy, field.name) is True, field.name


def test_a_newsletter_may_be_a_key() -> None:
    assert len({filled(Newsletter), filled(Newsletter), filled(Newsletter, theme="dark")}) == 2


@pytest.mark.parametrize("public_url", ["https://news.example", "https://news.example/"])
def test_the_path_of_a_page_goes_behind_the_base_address(public_url: str) -> None:
    publication = Publication(name="House", public_url=public_url, from_address="a@news.example")
    assert f"{publication.base_url}/archive" == "https://news.example/archive"
