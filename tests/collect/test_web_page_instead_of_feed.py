"""A web page that a server sends in place of a feed is told by its first characters."""

from __future__ import annotations

import pytest

from digest.collect.feed import web_page_problem

PLAIN = "sent a web page instead of a feed"


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>Sign in</body></html>",
        "<!DOCTYPE html><html></html>",
        "<HTML>",
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>',
    ],
)
def test_a_page_is_named(text):
    assert web_page_problem(text) == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel></channel></rss>",
        "<feed></feed>",
        "{}",
        "",
        # some outlets put a feed behind the declaration of a page
        "<!DOCTYPE html><rss><channel></channel></rss>",
    ],
)
def test_a_feed_is_no_page(text):
    assert web_page_problem(text) == ""


def test_the_title_of_a_page_is_quoted_up_to_eighty_characters():
    page = f"<html><title>{'a' * 81}</title></html>"
    assert web_page_problem(page) == f'sent a web page titled "{"a" * 80}" instead of a feed'


def test_a_title_beyond_the_head_of_a_page_is_not_looked_for():
    far = "<html>" + " " * 20_000 + "<title>Sign in</title>"
    assert web_page_problem(far) == PLAIN


def test_a_feed_root_beyond_two_thousand_characters_makes_no_feed_of_a_page():
    assert web_page_problem("<html>" + " " * 2_000 + "<rss>") == PLAIN
    assert web_page_problem("<html>" + " " * 1_000 + "<rss>") == ""
