"""Addresses of one page have one key; addresses of two pages never do."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.urls import canonical_url, untracked_url

SAME = [
    ("http://www.example.com/a", "https://example.com/a/", "scheme, www and slash"),
    ("https://example.com:443/a", "http://example.com:80/a", "default ports"),
    ("https://example.com/a#comments", "https://example.com/a", "a fragment"),
    ("https://m.example.com/a-b-c", "https://amp.example.com/a-b-c", "mobile and AMP twins"),
    (
        "https://en.m.example.org/wiki/Gaza",
        "https://en.example.org/wiki/Gaza",
        "a mobile label inside the host",
    ),
    (
        "https://example.com/amp/2023/10/story",
        "https://example.com/2023/10/story",
        "a leading AMP segment",
    ),
    (
        "https://example.com/2023/story/amp/",
        "https://example.com/2023/story",
        "a trailing AMP segment",
    ),
    (
        "https://example.com/a-long-story/amp/1",
        "https://example.com/a-long-story",
        "a numbered AMP segment",
    ),
    (
        "https://example.com/a-long-story.amp.html",
        "https://example.com/a-long-story.html",
        "an AMP extension",
    ),
    (
        "https://example.com/a-long-story.amp",
        "https://example.com/a-long-story",
        "a bare AMP extension",
    ),
    (
        "https://example.com/a-story?outputType=amp",
        "https://example.com/a-story?amp=1",
        "AMP queries",
    ),
    (
        "https://example.com/s?utm_source=x&id=7&fbclid=y",
        "https://example.com/s?id=7",
        "tracking parameters",
    ),
    ("https://example.com/s?b=2&a=1", "https://example.com/s?a=1&b=2", "the order of parameters"),
    ("https://example.com/news/index.html", "https://example.com/news/", "an index page"),
    ("https://example.com/%7euser/%c3%a9", "https://example.com/~user/é", "percent encoding"),
    ("https://münchen.example/a", "https://xn--mnchen-3ya.example/a", "an international host"),
    ("https://EXAMPLE.com./a", "https://example.com/a", "case and final dot of the host"),
    ("https://example.com/a/../b//c", "https://example.com/b/c", "dots and doubled slashes"),
    (
        "https://youtu.be/AbC123?t=9",
        "https://m.youtube.com/watch?v=AbC123&feature=share",
        "a video's short address",
    ),
    (
        "https://example.com/old-words-66123456",
        "https://example.com/news/new-words-66123456",
        "the story number",
    ),
    (
        "https://www.google.com/url?rct=j&url=https://example.com/a&ct=ga",
        "https://example.com/a",
        "a search engine's redirect",
    ),
    (
        "https://www.google.com/amp/s/www.example.com/a-b-c/amp/",
        "https://example.com/a-b-c",
        "an AMP viewer",
    ),
    (
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a-b-c",
        "https://example.com/a-b-c",
        "a cache",
    ),
    (
        "https://news.yahoo.com/rss/x/*https://example.com/a",
        "https://example.com/a",
        "a starred redirect",
    ),
    (
        "https://out.reddit.com/t3_1?url=https%3A%2F%2Fexample.com%2Fa&token=x",
        "https://example.com/a",
        "a way out",
    ),
    (
        "https://web.archive.org/web/2023im_/http://example.com/a?id=1",
        "https://example.com/a?id=1",
        "an archive's copy",
    ),
    (
        "https://example.com/a;jsessionid=AB12?PHPSESSID=c0ffee",
        "https://example.com/a",
        "a session in path and query",
    ),
    (
        "https://example.com/a?sid=8f14e45fceea167a5a36dedd",
        "https://example.com/a",
        "a session by another name",
    ),
    (
        "https://example.com/a?id=1&amp;b=2",
        "https://example.com/a?b=2&id=1",
        "an ampersand escaped twice",
    ),
    ("https://example.com/a?page=1", "https://example.com/a", "a first page"),
    (
        "https://straße.example/a",
        "https://xn--strae-oqa.example/a",
        "a letter that older rules fold",
    ),
    (
        "https://www.youtube.com/embed/AbC-123_xyz",
        "https://youtu.be/AbC-123_xyz?si=q",
        "a video shown elsewhere",
    ),
    (
        "https://www.youtube.com/watch?v=AbC-123_xyz&t=9s&list=P",
        "https://youtu.be/AbC-123_xyz",
        "a video in a list",
    ),
    (
        "https://x.com/ada/status/12345?s=20",
        "https://mobile.twitter.com/i/status/12345",
        "a post under two names",
    ),
    (
        "http://feeds.feedburner.com/~r/paper/~3/AbC/a-story.html",
        "http://feedproxy.google.com/~r/paper/~3/AbC/",
        "a FeedBurner entry",
    ),
    (
        "https://news.google.com/read/CBMiAU_yqLAAAAAAAAAAAAAAAA?hl=en",
        "https://news.google.com/rss/articles/CBMiAU_yqLAAAAAAAAAAAAAAAA?oc=5",
        "one sealed name of an aggregator",
    ),
]

DIFFERENT = [
    (
        "https://www.youtube.com/watch?v=AbC123",
        "https://www.youtube.com/watch?v=AbC124",
        "the video is in the query",
    ),
    ("https://example.com/?p=12", "https://example.com/?p=13", "the page is in the query"),
    ("https://example.com/story?id=1", "https://example.com/story?id=2", "so is the story"),
    ("https://example.com/list?from=20", "https://example.com/list?from=40", "a number that pages"),
    ("https://example.com/products/amp", "https://example.com/products", "amplifiers are a page"),
    (
        "https://example.com/day-in-pictures-20231008",
        "https://example.com/live-blog-20231008",
        "a date is no number",
    ),
    ("https://example.com/won-1000000", "https://example.com/lost-1000000", "nor is a round sum"),
    ("https://example.com/a", "https://example.com/A", "paths tell case apart"),
    ("https://example.com/a", "https://example.org/a", "hosts"),
    ("https://example.com:8443/a", "https://example.com/a", "odd ports"),
    ("https://amp.com/a", "https://m.com/a", "a name that looks like a twin"),
    ("https://m.co.uk/a", "https://www.co.uk/a", "a name under a shared suffix"),
    ("https://example.com/#!/a", "https://example.com/#!/b", "pages behind a hash-bang"),
    (
        "https://example.com/photos/1234567",
        "https://example.com/video/1234567",
        "numbers of pictures and of videos",
    ),
    (
        "https://example.com/a?sid=12",
        "https://example.com/a?sid=13",
        "a story by the name of a session",
    ),
    ("https://example.com/a?page=2", "https://example.com/a?page=3", "later pages"),
    ("https://youtu.be/AbC-123_xyz", "https://youtu.be/AbC-123_xyZ", "videos tell case apart"),
    ("https://x.com/ada/status/12345", "https://x.com/ada/status/12346", "posts"),
    (
        "https://feedproxy.google.com/~r/p/~3/AbC/",
        "https://feedproxy.google.com/~r/p/~3/AbD/",
        "sealed entries",
    ),
]


@pytest.mark.parametrize(
    ("one", "other"), [pair[:2] for pair in SAME], ids=[pair[2] for pair in SAME]
)
def test_two_addresses_of_one_page_have_one_key(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(
    ("one", "other"), [pair[:2] for pair in DIFFERENT], ids=[pair[2] for pair in DIFFERENT]
)
def test_two_pages_keep_two_keys(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_a_packed_news_aggregator_address_opens() -> None:
    record = b"\x08\x13\x22\x1bhttps://example.com/a-story\xd2\x01\x00"
    packed = urlsafe_b64encode(record).decode().rstrip("=")
    assert canonical_url(f"https://news.google.com/rss/articles/{packed}?oc=5") == canonical_url(
        "https://example.com/a-story"
    )


@pytest.mark.parametrize(
    "junk", ["", "   ", "mailto:a@b.example", "javascript:alert(1)", "http://[::1", "not a url"]
)
def test_a_text_that_is_no_web_address_stays_itself(junk: str) -> None:
    assert canonical_url(junk) == junk.strip()


PIECES = st.sampled_from([
    "http://", "https://", "//", "www.", "amp.", "m.", "example.com", ":80", ":x", "/amp",
    "/a-b-c", "/12345678", ".amp", ".html", "/..", "%2e", "%", "?", "amp=1", "&id=3", "#", "#!",
    "é", "@", "[", "]", "\\", " ", "/url?q=", "google.com/amp/s/", "index.html", "/lite",
    "/platform", "\u200b", "-20231008", "rcna123456", "cdn.ampproject.org/c/s/",
    "web.archive.org/web/2023/", ";jsessionid=1", "youtube.com", "/embed/AbC-123_xyz",
    "/watch?v=a", "x.com", "/status/1", "/photos/",
    "news.google.com/read/CBMiAU_yqLAAAAAAAAAAAAAAAA",
])  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map("".join)))
def test_the_key_of_a_key_is_itself_and_junk_never_raises(url: str) -> None:
    key = canonical_url(url)
    assert canonical_url(key) == key


@given(
    st.sampled_from([pair[0] for pair in SAME]),
    st.sampled_from(["utm_medium=rss", "fbclid=1a2b", "traffic_source=rss"]),
)
def test_a_tracker_never_changes_the_key(url: str, tracker: str) -> None:
    bare, _, fragment = url.partition("#")
    tracked = f"{bare}{'&' if '?' in bare else '?'}{tracker}" + (f"#{fragment}" if fragment else "")
    if "/url?" not in url and "*" not in url:
        assert canonical_url(tracked) == canonical_url(url)


def test_recorded_pairs_join_and_recorded_pages_stay_apart(shared_data: Path) -> None:
    pairs = [
        json.loads(line)
        for line in (shared_data / "urls" / "same-page.dev.jsonl").read_text().splitlines()
    ]
    joined = sum(canonical_url(pair["canonical"]) == canonical_url(pair["amp"]) for pair in pairs)
    assert joined / len(pairs) >= 0.97

    pages = defaultdict(set)
    for link, title in _recorded_links(shared_data):
        pages[canonical_url(link)].add((_bare(link), title))
    doubtful = [
        found
        for found in pages.values()
        if len({b for b, _ in found}) > 1 and len({t for _, t in found}) > 1
    ]
    assert len(doubtful) <= len(pages) * 0.002, doubtful[:5]


def _recorded_links(shared_data: Path) -> list[tuple[str, str]]:
    found = []
    for path in sorted((shared_data / "feeds").rglob("*")):
        if path.is_file():
            for item in re.findall(
                r"<item[ >].*?</item>", path.read_text("utf-8", "replace"), re.DOTALL
            ):
                link = re.search(r"<link>\s*(?:<!\[CDATA\[)?(\S+?)(?:\]\]>)?\s*</link>", item)
                title = re.search(r"<title>(.*?)</title>", item, re.DOTALL)
                if link:
                    found.append((link[1].replace("&amp;", "&"), title[1].strip() if title else ""))
    return found


def _bare(link: str) -> str:
    return re.sub(r"^https?://(www\.)?|[?#].*$", "", link)


def test_a_readers_link_loses_its_trackers_and_nothing_else() -> None:
    kept = "https://www.youtube.com/watch?v=abc&t=10s"
    assert untracked_url(f"{kept}&utm_source=rss&fbclid=1") == kept
    assert (
        untracked_url("https://example.org/a?utm_medium=feed#part") == "https://example.org/a#part"
    )
    assert untracked_url("https://example.org/a?b=1&a=%20") == "https://example.org/a?b=1&a=%20"
