"""A publisher's own number of a story is found at the end of a path, and dates are no numbers."""

from __future__ import annotations

import pytest

from digest.urls.story_numbers import story_number


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/world/port-opens-53712345", "53712345"),
        ("/world/53712345", "53712345"),
        ("/1.5678901", "1.5678901"),
        ("/article/idUSKBN1ZX2AB", "iduskbn1zx2ab"),
        ("/news/rcna123456", "rcna123456"),
        ("/news/port-opens_1234567.html", "1234567"),
        ("/a/0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        ("/a/5e31f0b4e4b0028ff9a0a1b2", "5e31f0b4e4b0028ff9a0a1b2"),
        # before the slug, which follows the headline
        ("/2020454-death-toll-rises", "2020454"),
        # pictures have numbers of their own
        ("/video/port-opens-53712345", "video/53712345"),
        ("/photos/port-opens-53712345", "photo/53712345"),
    ],
)
def test_a_number_at_the_end_names_the_story(path, number):
    assert story_number(path) == number


@pytest.mark.parametrize(
    "path",
    [
        "/world",
        "/world/2020/08/05",
        "/world/20200805",
        "/world/202008051230",
        "/world/05082020",
        "/world/1596628800",  # seconds since 1970
        "/world/123456",  # too short
        "/world/2500000",  # a round number
        "/53712345/port-opens",  # not in the last part
        "/20200805-port-opens-again",  # a date before the slug
        "/202045-port-opens-again",  # too short
        "/2020454-port",  # no slug behind it
    ],
)
def test_a_date_a_moment_and_a_short_number_name_no_story(path):
    assert story_number(path) == ""


@pytest.mark.parametrize(("digits", "found"), [("123456", False), ("1234567", True)])
def test_seven_digits_are_the_least(digits, found):
    assert bool(story_number(f"/world/{digits}")) is found
