"""Ids of issues: newsletter, day and edition, there and back."""

from __future__ import annotations

from datetime import date, time

import pytest

from digest.kernel.issue_ids import Edition, is_edition_name, read_issue_id

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("edition", "issue_id"),
    [
        (Edition(newsletter_id="gulf", day=DAY), "gulf@2026-11-23"),
        (Edition(newsletter_id="gulf", day=DAY, at=time(6, 5)), "gulf@2026-11-23T0605"),
        (Edition(newsletter_id="gulf", day=DAY, name="election-2"), "gulf@2026-11-23-election-2"),
    ],
)
def test_an_id_is_read_back(edition: Edition, issue_id: str) -> None:
    assert edition.issue_id == issue_id
    assert read_issue_id(issue_id) == edition


@pytest.mark.parametrize(
    "text",
    ["", "gulf", "@2026-11-23", "gulf@2026-02-30", "gulf@2026-11-23T2460", "gulf@2026-11-23T18",
     "gulf@2026-11-23-Night", "gulf@2026-11-23 ", "welcome.en@x"],
)  # fmt: skip
def test_other_texts_are_no_ids(text: str) -> None:
    assert read_issue_id(text) is None


def test_editions_of_one_newsletter_are_ordered_by_day_and_slot() -> None:
    morning = Edition(newsletter_id="gulf", day=DAY, at=time(6, 30))
    evening = Edition(newsletter_id="gulf", day=DAY, at=time(18, 30))
    extra = Edition(newsletter_id="gulf", day=DAY, name="election")
    next_day = Edition(newsletter_id="gulf", day=date(2026, 11, 24))
    assert evening.is_after(morning)
    assert not morning.is_after(evening)
    assert next_day.is_after(evening)
    assert not extra.is_after(morning)
    assert not morning.is_after(extra)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("election", True),
        ("day-2", True),
        ("", False),
        ("-a", False),
        ("a--b", False),
        ("T0630", False),
        ("../x", False),
        ("a" * 41, False),
    ],
)
def test_the_name_of_an_extra_edition_is_plain(text: str, good: bool) -> None:
    assert is_edition_name(text) is good
