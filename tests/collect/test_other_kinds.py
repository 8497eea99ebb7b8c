"""News sitemaps and pages that list stories: what counts as a story, and when it was published."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from digest.collect.page_list import LEAST_TITLE_WORDS, parse_page_list
from digest.collect.page_list_options import PageListOptions
from digest.collect.sitemap import parse_sitemap

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def sitemap(*pages: str):
    text = (
        f"<?xml version='1.0'?><urlset>{''.join(f'<url>{page}</url>' for page in pages)}</urlset>"
    )
    return parse_sitemap(text, now=NOW, max_entries=10)


def titled(title: str, more: str = "") -> str:
    return f"<loc>https://paper.example/{len(title)}</loc><news:title>{title}</news:title>{more}"


def test_a_news_sitemap_gives_its_newest_pages_first() -> None:
    old = titled("Old", "<news:publication_date>2026-11-26</news:publication_date>")
    new = titled("Newer", "<news:publication_date>2026-11-27T08:00:00Z</news:publication_date>")
    assert [entry.title for entry in sitemap(old, new).entries] == ["Newer", "Old"]


def test_a_page_of_a_sitemap_has_its_language_keywords_picture_and_edit() -> None:
    (entry,) = sitemap(
        titled(
            "Fire &amp; flood",
            "<lastmod>2026-11-27T10:00:00Z</lastmod>"
            "<news:publication_date>2026-11-27T08:00:00Z</news:publication_date>"
            "<news:language>en</news:language><news:keywords>port, , sea</news:keywords>"
            "<image:image><image:loc>https://paper.example/a.jpg</image:loc>"
            "<image:caption>The port</image:caption></image:image>",
        )
    ).entries
    assert (entry.title, entry.language, entry.categories) == (
        "Fire & flood",
        "en",
        ("port", "sea"),
    )
    assert entry.updated == datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    assert entry.picture is not None
    assert (entry.picture.url, entry.picture.caption) == ("https://paper.example/a.jpg", "The port")


def test_without_a_date_of_publication_the_last_change_dates_a_page() -> None:
    (entry,) = sitemap(titled("A", "<lastmod>2026-11-27</lastmod>")).entries
    assert (entry.published, entry.dated, entry.updated) == (
        datetime(2026, 11, 27, tzinfo=UTC), True, None,
    )  # fmt: skip
    (undated,) = sitemap(titled("A")).entries
    assert (undated.published, undated.dated) == (NOW, False)


def test_a_title_in_a_section_of_text_is_read() -> None:
    (entry,) = sitemap(titled("<![CDATA[Fire & flood]]>")).entries
    assert entry.title == "Fire & flood"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("trafilatura/sitemap.xml", "without titles"),
        ("trafilatura/sitemap-hreflang.xml", "without titles"),
        ("trafilatura/sitemap2.xml", "an index of sitemaps"),
        ("google_news/src/xml/example-feed.xml", "not a sitemap"),
        ("google_news/src/xml/sitemap-gnews.xml", ""),
    ],
)
def test_recorded_sitemaps_are_read_or_refused_with_words(
    shared_data: Path, name: str, problem: str
) -> None:
    text = (shared_data / "sitemap" / name).read_text("utf-8")
    feed = parse_sitemap(text, now=NOW, max_entries=10)
    assert problem in feed.problem
    assert bool(feed.entries) is (problem == "")


# ---- pages of stories -------------------------------------------------------

URL = "https://paper.example/news/"


def stories(html: str, under: str = "") -> list[str]:
    feed = parse_page_list(
        f"<html lang='en-GB'><body>{html}</body></html>",
        url=URL,
        now=NOW,
        max_entries=10,
        options=PageListOptions(under=under),
    )
    return [entry.url for entry in feed.entries]


TITLE = "Port reopens after repairs"


@pytest.mark.parametrize(
    ("href", "text", "is_story"),
    [
        ("/port-reopens-after-long-repairs", TITLE, True),
        ("https://www.paper.example/1234567", TITLE, True),
        ("/1234567", "Port reopens today", False),
        ("/1234567", " ".join(["word"] * LEAST_TITLE_WORDS), True),
        ("/news/", TITLE, False),
        ("/middle-east", TITLE, False),
        ("https://other.example/port-reopens-after-long-repairs", TITLE, False),
        ("javascript:open()", TITLE, False),
        ("", TITLE, False),
    ],
)
def test_a_story_is_a_headline_that_stays_on_the_site(href: str, text: str, is_story: bool) -> None:
    assert bool(stories(f"<a href='{href}'>{text}</a>")) is is_story


def test_a_folder_settles_which_links_are_stories() -> None:
    links = f"<a href='/news/port'>{TITLE}</a><a href='/sport-1234567'>{TITLE}</a>"
    assert stories(links, under="/news/") == ["https://paper.example/news/port"]
    assert stories(f"<a href='/news/'>{TITLE}</a>", under="/news/") == []


def test_a_story_that_is_linked_twice_is_one_story() -> None:
    link = f"<a href='/1234567?utm_source=a'>{TITLE}</a>"
    assert len(stories(link + link)) == 1


@pytest.mark.parametrize(
    ("html", "dated"),
    [
        ("<li><a href='/1234567'>{}</a><time datetime='2026-11-27'>x</time></li>", True),
        ("<li><p><a href='/1234567'>{}</a></p><time>27 November 2026</time></li>", True),
        (
            "<li><a href='/1234567'>{}</a><time>a</time><time datetime='2026-11-27'></time></li>",
            False,
        ),
        ("<li><a href='/1234567'>{}</a></li>", False),
    ],
)
def test_the_only_time_beside_a_link_dates_its_story(html: str, dated: bool) -> None:
    feed = parse_page_list(
        html.format(TITLE), url=URL, now=NOW, max_entries=9, options=PageListOptions()
    )
    assert [entry.dated for entry in feed.entries] == [dated]


@pytest.mark.parametrize("under", ["news", "/a b", "x" * 300])
def test_a_folder_that_is_no_path_is_refused(under: str) -> None:
    with pytest.raises(ValidationError):
        PageListOptions(under=under)
