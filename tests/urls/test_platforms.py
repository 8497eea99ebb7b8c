"""A video, a post and a feed entry have one form of address each."""

from __future__ import annotations

import pytest

from digest.urls import canonical_url


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=abcdefghijk&t=30",
        "https://youtu.be/abcdefghijk",
        "https://www.youtube.com/embed/abcdefghijk",
        "https://www.youtube.com/shorts/abcdefghijk",
        "https://www.youtube-nocookie.com/embed/abcdefghijk",
        "https://m.youtube.com/live/abcdefghijk",
    ],
)
def test_a_video_has_one_address(url):
    assert canonical_url(url) == "https://youtube.com/watch?v=abcdefghijk"


def test_a_page_of_a_platform_that_is_no_video_keeps_its_path():
    assert canonical_url("https://www.youtube.com/c/News") == "https://youtube.com/c/News"
    assert canonical_url("https://www.youtube.com/embed/short") == "https://youtube.com/embed/short"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/example/status/12345?s=20",
        "https://mobile.twitter.com/other/status/12345/photo/1",
    ],
)
def test_a_post_is_known_by_its_number_whoever_shows_it(url):
    assert canonical_url(url) == "https://twitter.com/i/status/12345"


def test_a_profile_is_no_post():
    assert canonical_url("https://twitter.com/example") == "https://twitter.com/example"


def test_a_feed_entry_is_known_without_its_last_part():
    url = "http://feedproxy.google.com/~r/example/~3/abc123/port-opens"
    assert canonical_url(url) == "https://feedproxy.google.com/~r/example/~3/abc123"
