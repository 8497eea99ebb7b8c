"""A link of a feed leads to the page that was meant, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.link_mending import MAX_RAW_CHARS, mended_link
from digest.kernel.links import link_fault

BASE = "https://paper.example/feed.xml"


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://paper.example/a", "https://paper.example/a"),
        ("HTTPS://paper.example/a", "https://paper.example/a"),
        ("/a", "https://paper.example/a"),
        ("a.html", "https://paper.example/a.html"),
        ("news/a.html", "https://paper.example/news/a.html"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("http//paper.example/a", "http://paper.example/a"),
        ("https//:paper.example/a", "https://paper.example/a"),
        ("https: //paper.example/a", "https://paper.example/a"),
        ("https.//paper.example/a", "https://paper.example/a"),
        ("https//paper.example/a", "https://paper.example/a"),
        ("https:/paper.example/a", "https://paper.example/a"),
        ("https:///paper.example/a", "https://paper.example/a"),
        ("http;//paper.example/a", "http://paper.example/a"),
        ("ttps://paper.example/a", "https://paper.example/a"),
        ("htp://paper.example/a", "http://paper.example/a"),
        ("hhttps://paper.example/a", "https://paper.example/a"),
        ("htttps://paper.example/a", "https://paper.example/a"),
        ('"https://paper.example/a"', "https://paper.example/a"),
        ("https://paper.example/a\u200b", "https://paper.example/a"),
        ("#", ""),
        ("#story-1", ""),
        ("https://a.example/s?a=1&amp;b=2&#038;c=3", "https://a.example/s?a=1&b=2&c=3"),
        ("http://https://paper.example/a", "https://paper.example/a"),
        ("https:// paper.example/a", "https://paper.example/a"),
        (r"https:\\paper.example\a", "https://paper.example/a"),
        (r"https:\/\/paper.example\/a", "https://paper.example/a"),
        ("https://https//paper.example/a", "https://paper.example/a"),
        ("feed:https://paper.example/a", "https://paper.example/a"),
        ("feed://paper.example/a", "https://paper.example/a"),
        ("view-source:https://paper.example/a", "https://paper.example/a"),
        ("URL: https://paper.example/a", "https://paper.example/a"),
        ('<a href="https://paper.example/a">Story</a>', "https://paper.example/a"),
        ("www.other.example/a", "https://www.other.example/a"),
        ("paper.example/a", "https://paper.example/a"),
        ("live.paper.example/a", "https://live.paper.example/a"),
        ("other.example/a", "https://paper.example/other.example/a"),
        (
            "/files/Annual Report 2026.html",
            "https://paper.example/files/Annual%20Report%202026.html",
        ),
        ("https://paper.example/a\n   /b", "https://paper.example/a/b"),
        ("https://paper.example/a%20b", "https://paper.example/a%20b"),
        ("", ""),
        ("mailto:desk@paper.example", ""),
        ("javascript:alert(1)", ""),
        ("https://localhost/a", ""),
    ],
)
def test_a_link_is_mended(raw: str, address: str) -> None:
    assert mended_link(raw, BASE) == address


def test_a_link_that_is_too_long_leads_nowhere() -> None:
    wrap = "\n" + " " * 1_500
    whole = f"https://paper.example/{wrap}a{wrap}b"
    assert mended_link(whole, BASE) == "https://paper.example/ab"
    assert mended_link("x" * (MAX_RAW_CHARS + 1), BASE) == ""


@pytest.mark.parametrize("base", ["", "http://[x"])
def test_a_link_without_a_sound_base_leads_nowhere_unless_it_is_whole(base: str) -> None:
    assert mended_link("/a", base) == ""
    assert mended_link("paper.example/a", base) == ""
    assert mended_link("https://paper.example/a", base) == "https://paper.example/a"


@given(st.text(max_size=60))
def test_every_mended_link_is_one_a_subscriber_may_open(raw: str) -> None:
    address = mended_link(raw, BASE)
    assert address == "" or link_fault(address) is None
