"""Nouns of the source watch: required fields, defaults, and the words that are stored."""

from __future__ import annotations

from datetime import UTC, datetime
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


def test_a_notice_is_given_to_programs_under_fixed_names() -> None:
    notice = SourceNotice(
        id="n-1",
        issue_id="daily@2026-11-23",
        article_id="a1",
        url="https://coast.example/1",
        title="Port closes",
        outlet="Coast Wire",
        kind=ChangeKind.REWORDED,
        cited="Nine ships wait.",
        now="Ten ships wait.",
        raised=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        reason="a person's own words",
    )
    assert notice.as_fields() == {
        "notice": "n-1",
        "issue": "daily@2026-11-23",
        "kind": "reworded",
        "outlet": "Coast Wire",
        "title": "Port closes",
        "url": "https://coast.example/1",
        "cited": "Nine ships wait.",
        "now": "Ten ships wait.",
        "raised": "2026-11-23T09:30:00+00:00",
    }
