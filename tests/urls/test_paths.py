"""A path has one spelling, and loses the marks of another form of the same page."""

from __future__ import annotations

import pytest

from digest.urls.paths import plain_path


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("", "/"),
        ("//a//b/", "/a/b"),
        ("/a/./b/../c", "/a/c"),
        ("/../../a", "/a"),
        ("/a/index.html", "/a"),
        ("/a/DEFAULT.aspx", "/a"),
        ("/a/index.pdf", "/a/index.pdf"),
        ("/a;jsessionid=12AB/b", "/a/b"),
        ("/caf%c3%a9", "/caf%C3%A9"),
        ("/café", "/caf%C3%A9"),
        ("/%7euser", "/~user"),
        ("/a%2Fb", "/a%2Fb"),
        ("/a b", "/a%20b"),
    ],
)
def test_a_path_has_one_spelling(path, plain):
    assert plain_path(path, "example.org", was_amp=False) == plain


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("/world/port-opens-again/amp", "/world/port-opens-again"),
        ("/amp/world/port-opens-again", "/world/port-opens-again"),
        ("/platform/amp/world/port-opens-again", "/world/port-opens-again"),
        ("/world/port-opens-again.amp", "/world/port-opens-again"),
        ("/world/port-opens-again-amp.html", "/world/port-opens-again.html"),
        ("/amp-world/port-opens-again", "/world/port-opens-again"),
        ("/world/12345/amp/1", "/world/12345"),
        ("/world/port-opens-again/lite", "/world/port-opens-again"),
    ],
)
def test_the_amp_form_of_a_story_loses_its_marks(path, plain):
    assert plain_path(path, "example.org", was_amp=False) == plain


@pytest.mark.parametrize(
    "path", ["/products/amp", "/amp", "/news/lite", "/lamp/post", "/camp-david/talks-fail"]
)
def test_a_page_that_only_looks_like_amp_is_left_alone(path):
    assert plain_path(path, "example.org", was_amp=False) == path


def test_an_amp_host_may_put_the_name_of_the_publisher_first():
    path = "/example/world/12345"
    assert plain_path(path, "example.org", was_amp=True) == "/world/12345"
    assert plain_path(path, "example.org", was_amp=False) == path
    assert plain_path("/example", "example.org", was_amp=True) == "/example"
