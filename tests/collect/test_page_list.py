"""A page that lists stories: its limits, its own site, the boxes of its dates, hostile markup."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.feed_entries import ParsedFeed
from digest.collect.page_list import (
    LEAST_TITLE_WORDS,
    MAX_BOX_LEVELS,
    MAX_LINKS,
    parse_page_list,
)
from digest.collect.page_list_options import PageListOptions

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
URL = "https://paper.example/news/"
TITLE = "Port reopens after repairs"


def listed(html: str, *, url: str = URL, under: str = "", most: int = 10) -> ParsedFeed:
    options = PageListOptions(under=under)
    return parse_page_list(html, url=url, now=NOW, max_entries=most, options=options)


def link(number: int | str, title: str = TITLE) -> str:
    return f"<a href='/port-reopens-{number}-after-long-repairs'>{title}</a>"


def test_stories_come_in_the_order_of_the_page() -> None:
    numbers = [3, 1, 2]
    entries = listed("".join(map(link, numbers))).entries
    assert [entry.url.split("-")[2] for entry in entries] == ["3", "1", "2"]


@pytest.mark.parametrize(("most", "count"), [(1, 1), (2, 2), (3, 3), (4, 3)])
def test_no_more_stories_are_read_than_were_asked_for(most: int, count: int) -> None:
    assert len(listed("".join(map(link, range(3))), most=most).entries) == count


def test_links_behind_the_greatest_number_are_not_read() -> None:
    filler = "<a href='/x'>x</a>"
    assert listed(filler * (MAX_LINKS - 1) + link(1)).entries
    assert listed(filler * MAX_LINKS + link(1)).problem == "sent a page that links to no story"


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("https://paper.example", True),
        ("https://www.paper.example", True),
        ("http://paper.example", True),
        ("//paper.example", True),
        ("https://PAPER.example", True),
        ("https://sport.paper.example", False),
        ("https://paper.example.evil.example", False),
        ("https://notpaper.example", False),
        ("https://paper.example@evil.example", False),
    ],
)
def test_a_story_stays_on_the_host_of_its_list(host: str, is_own: bool) -> None:
    page = f"<a href='{host}/port-reopens-1-after-long-repairs'>{TITLE}</a>"
    assert bool(listed(page).entries) is is_own


@pytest.mark.parametrize("url", ["https://www.paper.example/news/", "https://paper.example/a/b"])
def test_the_address_of_the_list_may_have_a_www_and_a_path(url: str) -> None:
    assert len(listed(link(1), url=url).entries) == 1


@pytest.mark.parametrize(
    ("title", "is_story"),
    [
        ("word " * (LEAST_TITLE_WORDS - 1), False),
        ("word " * LEAST_TITLE_WORDS, True),
        ("", False),
        ("<b>Port</b> <i>reopens</i> after repairs", True),
        ("<img alt='Port reopens after repairs'>", False),
    ],
)
def test_a_title_has_the_words_of_a_headline(title: str, is_story: bool) -> None:
    assert bool(listed(link(1, title)).entries) is is_story


def test_the_title_of_a_link_without_words_is_that_of_its_attribute() -> None:
    page = f"<a title='{TITLE}' href='/port-reopens-1-after-long-repairs'><img></a>"
    assert [entry.title for entry in listed(page).entries] == [TITLE]


def test_markup_and_controls_are_no_part_of_a_title() -> None:
    (entry,) = listed(link(1, "Port\u200b  <b>reopens</b>\n after &amp; before")).entries
    assert entry.title == "Port reopens after & before"


@pytest.mark.parametrize(
    ("under", "path", "is_story"),
    [
        ("/news/", "/news/port", True),
        ("/news/", "/news/", False),
        ("/news/", "/news", False),
        ("/news/", "/sport/port", False),
        ("/news", "/newsroom/port", True),
        ("", "/news/port", False),
        ("/", "/port", True),
    ],
)
def test_a_folder_decides_in_place_of_the_look_of_an_address(
    under: str, path: str, is_story: bool
) -> None:
    assert bool(listed(f"<a href='{path}'>{TITLE}</a>", under=under).entries) is is_story


@pytest.mark.parametrize(("levels", "dated"), [(MAX_BOX_LEVELS - 1, True), (MAX_BOX_LEVELS, False)])
def test_a_date_counts_so_many_boxes_around_its_link(levels: int, dated: bool) -> None:
    # the link itself is the first box, and the box with the date the last
    inner = "<div>" * (levels - 1) + link(1) + "</div>" * (levels - 1)
    page = f"<div>{inner}<time datetime='2026-11-27T08:00Z'></time></div>"
    (entry,) = listed(page).entries
    assert entry.dated is dated
    assert entry.published == (datetime(2026, 11, 27, 8, 0, tzinfo=UTC) if dated else NOW)


def test_a_date_that_cannot_be_read_and_one_of_the_future_date_no_story() -> None:
    for date in ("soon", "2027-11-27", ""):
        (entry,) = listed(f"<li>{link(1)}<time datetime='{date}'>{date}</time></li>").entries
        assert (entry.dated, entry.published) == (False, NOW)


def test_the_language_of_a_page_is_that_of_its_stories() -> None:
    feed = listed(f"<html lang='fr-CA'>{link(1)}</html>")
    assert (feed.language, feed.entries[0].language) == ("fr", "fr")


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("", "sent something that is not a web page"),
        ("just words", "sent something that is not a web page"),
        ("<html></html>", "sent a page that links to no story"),
        ("<a href='/x'>x</a>", "sent a page that links to no story"),
        ("<a href='http://[::1/x'>Port reopens after repairs</a>", "links to no story"),
        ("<p><!-- " + link(1) + " --></p>", "links to no story"),
        ("<script>" + link(1) + "</script>", "links to no story"),
    ],
)
def test_a_page_without_a_story_says_so_in_words(page: str, problem: str) -> None:
    feed = listed(page)
    assert feed.entries == ()
    assert problem in feed.problem


PIECES = (
    "<a href='/1234567'>", "</a>", "<div", ">", "<time>", "&#0;", "\x00", "<p>", "</li>", "\ud800",
    "Port reopens after repairs",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_markup_is_stories_or_a_problem(pieces: list[str]) -> None:
    feed = listed("".join(pieces))
    assert bool(feed.entries) is not bool(feed.problem)
    for entry in feed.entries:
        assert entry.url.startswith("https://paper.example/")
        assert entry.published <= NOW
