"""The address of one article is told from the address of a section."""

from __future__ import annotations

import pytest

from digest.urls import names_a_story, untracked_url


@pytest.mark.parametrize(
    ("url", "is_story"),
    [
        ("https://example.org/world/port-opens-after-blast", True),
        ("https://example.org/world/port-opens-again", False),
        ("https://example.org/12345", True),
        ("https://example.org/1234", False),
        ("https://example.org/world/12345/?page=2#top", True),
        ("https://example.org/world?id=12345", False),
        ("https://a-long-host-name.example.org/", False),
    ],
)
def test_four_words_or_five_digits_name_one_article(url, is_story):
    assert names_a_story(url) is is_story


@pytest.mark.parametrize(
    ("url", "untracked"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://example.org/a?fbclid=1", "https://example.org/a"),
        ("https://example.org/a?b=2&fbclid=1&a=1#c", "https://example.org/a?b=2&a=1#c"),
        ("https://example.org/a#b?utm_source=c", "https://example.org/a#b?utm_source=c"),
    ],
)
def test_trackers_leave_and_the_rest_keeps_its_order(url, untracked):
    assert untracked_url(url) == untracked
