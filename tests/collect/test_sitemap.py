"""News sitemaps by their limits: which pages count, in which order, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.collect.feed_entries import ParsedFeed
from digest.collect.sitemap import parse_sitemap

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def page(number: int, more: str = "", title: str = "Port reopens") -> str:
    return (
        f"<url><loc>https://a.example/{number}</loc>"
        f"<news:title>{title} {number}</news:title>{more}</url>"
    )


def parse(text: str, max_entries: int = 10) -> ParsedFeed:
    return parse_sitemap(text, now=NOW, max_entries=max_entries)


def urls(text: str, max_entries: int = 10) -> list[str]:
    return [entry.url for entry in parse(text, max_entries).entries]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<html><url></url></html>", "something that is not a sitemap"),
        ("", "something that is not a sitemap"),
        ("<sitemapindex><sitemap/></sitemapindex>", "an index of sitemaps"),
        ("<SM:SitemapIndex >", "an index of sitemaps"),
        ("<urlset></urlset>", ""),
    ],
)
def test_a_text_that_is_no_news_sitemap_is_told_in_words(text: str, problem: str):
    assert problem in parse(text).problem
    assert parse(text).entries == ()


def test_a_namespace_of_any_name_is_read():
    text = (
        "<sm:urlset><sm:url><sm:loc>https://a.example/1</sm:loc>"
        "<n:news><n:title lang='en'>Port</n:title></n:news></sm:url></sm:urlset>"
    )
    assert [(one.url, one.title) for one in parse(text).entries] == [
        ("https://a.example/1", "Port")
    ]


def test_pages_without_a_title_or_an_address_are_passed_over():
    untitled = "<url><loc>https://a.example/9</loc></url>"
    nowhere = "<url><loc>javascript:x</loc><news:title>Port</news:title></url>"
    assert urls(f"<urlset>{untitled}{nowhere}{page(1)}</urlset>") == ["https://a.example/1"]


def test_the_newest_pages_are_kept():
    dates = [
        page(number, f"<news:publication_date>2026-11-{day}</news:publication_date>")
        for number, day in [(1, "20"), (2, "26"), (3, "23")]
    ]
    assert urls(f"<urlset>{''.join(dates)}</urlset>", 2) == [
        "https://a.example/2",
        "https://a.example/3",
    ]


def test_a_page_whose_end_is_missing_is_read_as_far_as_it_goes():
    cut = f"<urlset>{page(1)}<url><loc>https://a.example/2</loc><news:title>Qua"
    assert urls(cut)[0] == "https://a.example/1"


@pytest.mark.parametrize(("keywords", "count"), [(40, 40), (41, 40)])
def test_forty_keywords_are_read(keywords: int, count: int):
    words = ",".join(f"k{number}" for number in range(keywords))
    text = f"<urlset>{page(1, f'<news:keywords>{words}</news:keywords>')}</urlset>"
    assert len(parse(text).entries[0].categories) == count


def test_an_edit_is_later_than_the_publication():
    published = "<news:publication_date>2026-11-27T08:00:00Z</news:publication_date>"
    for lastmod, is_edit in [("2026-11-27T09:00:00Z", True), ("2026-11-27T08:00:00Z", False)]:
        text = f"<urlset>{page(1, f'{published}<lastmod>{lastmod}</lastmod>')}</urlset>"
        assert (parse(text).entries[0].updated is not None) is is_edit


@pytest.mark.parametrize(
    ("image", "is_kept"),
    [
        ("<image:image><image:loc>https://a.example/p.jpg</image:loc></image:image>", True),
        ("<image:image><image:loc>data:x</image:loc></image:image>", False),
        ("<image:image></image:image>", False),
        ("", False),
    ],
)
def test_a_picture_has_an_address_of_the_web(image: str, is_kept: bool):
    (entry,) = parse(f"<urlset>{page(1, image)}</urlset>").entries
    assert (entry.picture is not None) is is_kept


def test_entities_and_sections_of_text_are_opened_once():
    text = f"<urlset>{page(1, title='Fish &amp;amp; chips')}</urlset>"
    assert parse(text).entries[0].title == "Fish & chips 1"


def test_an_address_may_be_relative_to_the_sitemap():
    text = "<urlset><url><loc>/news/1</loc><news:title>Port</news:title></url></urlset>"
    parsed = parse_sitemap(text, now=NOW, max_entries=9, url="https://a.example/maps/news.xml")
    assert [entry.url for entry in parsed.entries] == ["https://a.example/news/1"]


@pytest.mark.parametrize("kind", ["image:image", "video:video"])
def test_the_title_of_a_picture_or_a_film_before_the_news_is_no_headline(kind: str):
    prefix = kind.partition(":")[0]
    media = (
        f"<{kind}><{prefix}:loc>https://a.example/port.jpg</{prefix}:loc>"
        f"<{prefix}:title>A crane</{prefix}:title>"
        f"<{prefix}:publication_date>2020-01-01</{prefix}:publication_date></{kind}>"
    )
    news = "<news:title>Port</news:title><news:publication_date>2026-11-27</news:publication_date>"
    text = f"<urlset><url>{media}<loc>https://a.example/1</loc>{news}</url></urlset>"
    (entry,) = parse(text).entries
    assert (entry.url, entry.title) == ("https://a.example/1", "Port")
    assert entry.published == datetime(2026, 11, 27, tzinfo=UTC)
    if prefix == "image":
        assert entry.picture is not None
        assert entry.picture.url == "https://a.example/port.jpg"


def test_a_title_in_a_section_of_characters_keeps_its_words_behind_a_tag():
    title = "<![CDATA[ The <em>port</em> & the sea ]]>"
    text = f"<urlset><url><loc>https://a.example/1</loc><t:title>{title}</t:title></url></urlset>"
    assert parse(text).entries[0].title == "The port & the sea"
