"""The window of an issue goes by the time an article was first seen, with a cap on its age."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digest.edit import open_window
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def article(*, published_h: float, collected_h: float | None = None) -> Article:
    collected = None if collected_h is None else NOON - timedelta(hours=collected_h)
    return Article(
        id="a",
        url="https://a.example/",
        title="Port opens",
        published=NOON - timedelta(hours=published_h),
        collected=collected,
    )


def is_in(candidate: Article, look_back_h: float = 24) -> bool:
    return bool(open_window([candidate], look_back_h=look_back_h, now=NOON))


def test_an_article_that_its_feed_showed_late_is_in_the_next_issue() -> None:
    assert is_in(article(published_h=30, collected_h=2))


def test_an_article_that_an_earlier_issue_could_choose_is_out() -> None:
    assert not is_in(article(published_h=30, collected_h=29))


def test_an_article_of_the_day_before_the_window_is_the_oldest_that_counts() -> None:
    assert is_in(article(published_h=48, collected_h=1))
    assert not is_in(article(published_h=48.1, collected_h=1))


def test_the_moment_of_opening_belongs_to_the_issue_before() -> None:
    assert is_in(article(published_h=23.9))
    assert not is_in(article(published_h=24))
    assert is_in(article(published_h=0))


def test_an_article_that_was_not_seen_yet_or_is_dated_ahead_is_out() -> None:
    assert not is_in(article(published_h=3, collected_h=-1))
    assert not is_in(article(published_h=-1, collected_h=3))


def test_a_page_whose_text_was_changed_in_the_window_counts_once_more() -> None:
    known = article(published_h=30, collected_h=29)
    assert is_in(replace(known, updated=NOON - timedelta(hours=2)))
    assert not is_in(replace(known, updated=NOON - timedelta(hours=25)))
    # An old page with a new comma is no news.
    aged = article(published_h=60, collected_h=59)
    assert not is_in(replace(aged, updated=NOON - timedelta(hours=2)))
