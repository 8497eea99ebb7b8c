"""Each entry comes once, and only the keys that tell it from its neighbours stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.collect.entry_identity import (
    MAX_GUID_CHARS,
    MAX_TITLE_CHARS,
    identified,
    stable_guid,
)
from digest.collect.feed_entries import FeedEntry

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def entry(
    title: str = "Port reopens",
    url: str = "",
    guid: str = "",
    hours_ago: float = 1.0,
    **more: object,
) -> FeedEntry:
    published = NOW - timedelta(hours=hours_ago)
    return FeedEntry(url=url, title=title, guid=guid, published=published, **more)  # type: ignore[arg-type]


def story(number: int) -> str:
    return f"https://paper.example/news/port-story-number-{number}"


def test_entries_without_title_address_and_id_are_dropped() -> None:
    assert identified([entry(title="")]) == ()
    assert len(identified([entry(title="", guid="7")])) == 1
    assert len(identified([entry(title="", url=story(1))])) == 1


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_versions_of_a_page_the_newer_stays_whatever_the_order(order: int) -> None:
    older = entry("Strike kills nine", story(1), hours_ago=5)
    newer = entry("Strike kills eleven", story(1), hours_ago=1)
    (kept,) = identified([older, newer][::order])
    assert kept.title == "Strike kills eleven"


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_versions_of_one_time_the_later_update_stays(order: int) -> None:
    first = entry("Strike kills nine", story(1))
    edited = entry("Strike kills eleven", story(1), updated=NOW)
    (kept,) = identified([first, edited][::order])
    assert kept.title == "Strike kills eleven"


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("title", ["CORRECTED: Strike kills seven", "UPDATE 2-Strike kills ten"])
def test_at_one_time_the_mark_of_a_title_tells_the_later_version(title: str, order: int) -> None:
    plain, marked = entry("UPDATE 1-Strike kills nine", story(1)), entry(title, story(1))
    (kept,) = identified([plain, marked][::order])
    assert kept.title == title


@pytest.mark.parametrize("order", [1, -1])
def test_two_entries_of_one_guid_are_one_entry(order: int) -> None:
    older = entry("Strike kills nine", guid="id-7#0", hours_ago=5)
    newer = entry("Strike kills eleven", guid="id-7#1", hours_ago=1)
    (kept,) = identified([older, newer][::order])
    assert kept.title == "Strike kills eleven"


def test_a_guid_that_entries_of_several_pages_share_is_cleared() -> None:
    kept = identified([entry(f"Story {n}", story(n), guid="same") for n in (1, 2, 3)])
    assert [one.stable_guid for one in kept] == ["", "", ""]
    assert len({one.canonical_url for one in kept}) == 3


def test_a_page_that_lists_stories_is_no_key_of_theirs() -> None:
    home = "https://paper.example/news"
    kept = identified([entry(f"Story {n}", home, guid=f"id-{n}") for n in (1, 2)])
    assert [one.canonical_url for one in kept] == ["", ""]
    assert [one.url for one in kept] == [home, home]


def test_a_story_that_is_told_again_after_each_edit_is_one_story() -> None:
    versions = [
        entry(f"Toll rises to {n}", story(1), guid=f"id-{n}", hours_ago=9 - n) for n in (1, 2, 3)
    ]
    (kept,) = identified(versions)
    assert kept.title == "Toll rises to 3"


def test_a_feed_whose_entries_mostly_lead_to_one_page_keeps_them_apart() -> None:
    same = [entry(f"Story {n}", story(1), guid=f"id-{n}") for n in (1, 2, 3, 4)]
    assert len(identified(same)) == 4
    assert len(identified(same[:3])) == 1
    others = [entry(f"Other {n}", story(n), guid=f"other-{n}") for n in range(10, 14)]
    assert len(identified([*same, *others])) == 5


def test_entries_without_address_and_id_are_told_apart_by_their_titles() -> None:
    kept = identified([entry("A port"), entry("A port"), entry("A ferry")])
    assert [one.title for one in kept] == ["A port", "A ferry"]


@pytest.mark.parametrize(
    ("guid", "stable"),
    [
        ("https://paper.example/1#0", "paper.example/1"),
        ("https://paper.example/1#123", "paper.example/1"),
        ("https://paper.example/1#1234", "paper.example/1#1234"),
        ("http://www.paper.example/1", "paper.example/1"),
        ("HTTPS://paper.example/1", "paper.example/1"),
        (" tag:paper.example,2026:1 ", "tag:paper.example,2026:1"),
        ("#7", ""),
        ("x" * 600, "x" * MAX_GUID_CHARS),
    ],
)
def test_a_guid_is_kept_without_what_an_edit_changes(guid: str, stable: str) -> None:
    assert stable_guid(guid) == stable


def test_a_title_longer_than_any_headline_is_cut_at_a_word() -> None:
    words = "harbour " * 60
    (kept,) = identified([entry(words.strip(), story(1))])
    assert len(kept.title) <= MAX_TITLE_CHARS
    assert kept.title.endswith("harbour…")
    (whole,) = identified([entry("x" * MAX_TITLE_CHARS, story(1))])
    assert whole.title == "x" * MAX_TITLE_CHARS
    (cut,) = identified([entry("x" * (MAX_TITLE_CHARS + 1), story(1))])
    assert cut.title == "x" * (MAX_TITLE_CHARS - 1) + "…"


def test_characters_that_no_database_takes_are_refused_in_every_field() -> None:
    dirty = entry(
        "a\x00b", story(1), guid="g\ud800", lead="l\x00", body="b\ud800", authors=("A\x00",),
        categories=("C\ud800",),
    )  # fmt: skip
    (kept,) = identified([dirty])
    assert (kept.title, kept.guid, kept.lead, kept.body) == ("ab", "g", "l", "b")
    assert (kept.authors, kept.categories) == (("A",), ("C",))


def test_a_list_of_names_is_bounded() -> None:
    many = tuple(f"Name {number}" for number in range(100))
    (kept,) = identified([entry("A", story(1), authors=many, categories=many)])
    assert len(kept.authors) == len(kept.categories) == 40
