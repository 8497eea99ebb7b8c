"""The head of a public page: one address, a summary, and nothing that breaks out of a tag."""

from __future__ import annotations

from dataclasses import replace

from lxml import html
from small_issue import NOW

from digest.web.page_head import PageHead, SharePicture, feeds_of, head_tags, with_head_tags

HEAD = PageHead(
    title="Ships wait",
    address="https://news.example.org/i/daily@2026-11-20",
    site="The Daily",
    language="en",
    description="At the\n harbour",
)


def tags(head: PageHead) -> dict[str, str]:
    tree = html.fromstring(f"<html><head>{head_tags(head)}</head><body></body></html>")
    found = {}
    for element in tree.iter("meta"):
        found[element.get("name") or element.get("property")] = element.get("content")
    for element in tree.iter("link"):
        found[element.get("type") or element.get("rel")] = element.get("href")
    return found


def test_a_page_has_one_address_a_description_and_a_card() -> None:
    assert tags(HEAD) == {
        "canonical": HEAD.address,
        "description": "At the harbour",
        "og:title": "Ships wait",
        "og:url": HEAD.address,
        "og:site_name": "The Daily",
        "og:locale": "en",
        "og:type": "website",
        "og:description": "At the harbour",
        "twitter:card": "summary",
    }


def test_an_issue_is_an_article_with_its_time_and_its_picture() -> None:
    picture = SharePicture(
        address="https://news.example.org/a.png", width=1200, height=630, alt="Ships wait"
    )
    found = tags(replace(HEAD, published=NOW, picture=picture))
    assert found["og:type"] == "article"
    assert found["article:published_time"] == NOW.isoformat()
    assert found["og:image"] == picture.address
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image:alt"] == "Ships wait"
    assert found["twitter:card"] == "summary_large_image"


def test_feeds_are_named_with_their_type() -> None:
    found = tags(replace(HEAD, feeds=feeds_of("https://news.example.org/archive/daily", "Daily")))
    assert found["application/atom+xml"].endswith("/archive/daily/feed.xml")
    assert found["application/feed+json"].endswith("/archive/daily/feed.json")


def test_a_hostile_title_stays_inside_of_its_tag() -> None:
    hostile = '"><script>alert(1)</script>'
    head = replace(HEAD, title=hostile, description=hostile, site=hostile)
    assert "<script" not in head_tags(head)
    assert tags(head)["og:title"] == hostile


def test_a_long_description_is_cut() -> None:
    assert len(tags(replace(HEAD, description="word " * 500))["description"]) == 300


def test_a_page_without_a_head_stays_as_it_is() -> None:
    assert with_head_tags("<p>News</p>", HEAD) == "<p>News</p>"
    page = with_head_tags("<html><head></head><body></head></body></html>", HEAD)
    assert page.index("canonical") < page.index("</head>")
