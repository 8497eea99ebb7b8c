"""Nouns of the source watch: required fields, defaults, and the words that are stored."""

from __future__ import annotations

from typing import Any

import pytest
from noun_parts import defaults, nouns_of, required

from digest.models import source_watch
from digest.models.source_watch import (
    ChangeKind,
    CitedSentence,
    IssueCorrection,
    NoticeState,
    SourceNotice,
    WatchedPage,
)

REQUIRED: dict[type, str] = {
    CitedSentence: "issue_id text",
    WatchedPage: "article_id url title outlet language issues next_read",
    SourceNotice: "id issue_id article_id url title outlet kind cited now raised",
    IssueCorrection: "id issue_id newsletter_id text made",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    CitedSentence: {"in_body": True},
    WatchedPage: {
        "cited": (),
        "seen": (),
        "notes": (),
        "longest_chars": 0,
        "etag": "",
        "last_modified": "",
        "body_hash": "",
        "last_read": None,
        "failures": 0,
        "missing": 0,
        "trouble": "",
    },
    SourceNotice: {"state": NoticeState.OPEN, "settled": None, "reason": "", "told": None},
    IssueCorrection: {"notice_id": "", "carried_by": ""},
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(source_watch) == set(REQUIRED) == set(DEFAULTS)


@pytest.mark.parametrize("noun", REQUIRED, ids=lambda noun: noun.__name__)
def test_a_noun_asks_for_these_fields_and_has_these_defaults(noun: type) -> None:
    assert required(noun) == REQUIRED[noun]
    assert defaults(noun) == DEFAULTS[noun]


def test_the_stored_words_stay() -> None:
    assert [kind.value for kind in ChangeKind] == ["reworded", "gone", "corrected", "withdrawn"]
    assert [state.value for state in NoticeState] == [
        "open",
        "restored",
        "dismissed",
        "corrected",
    ]
