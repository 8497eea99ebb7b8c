"""One judge says which addresses a reader may open, and one list which parameters follow a
reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.kernel.links import LinkFault, feed_key, link_fault, reader_link, tracking_parameters
from digest.render import web_address
from digest.urls import MAX_ADDRESS, untracked_url

BASE = "https://desk.example/news/"


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("https://desk.example/1", "https://desk.example/1"),
        ("HTTP://desk.example/1", "HTTP://desk.example/1"),
        ("  1 ", "https://desk.example/news/1"),
        ("/1?page=2", "https://desk.example/1?page=2"),
        ("//cdn.example/1", "https://cdn.example/1"),
        ("/a b", "https://desk.example/a%20b"),
        ("/it's<1>", "https://desk.example/it%27s%3C1%3E"),
        ("", ""),
        ("   ", ""),
        ("javascript:alert(1)", ""),
        ("data:image/gif;base64,AA", ""),
        ("mailto:desk@desk.example", ""),
        ("http://[::1", ""),
        ("http://desk.example:x/", ""),
        ("http://", ""),
        ("https://user@desk.example/", ""),
        ("https://user:secret@desk.example/", ""),
        ("https://localhost/1", ""),
        ("//[x/1", ""),
        ("http://x]/1", ""),
        ("https://desk.example:99999/1", ""),
        ("http:///1", ""),
        ("https://desk.example/\u200b1", ""),
        ("https://desk.example/\u202e1", ""),
        ("https://desk.example/" + "a" * MAX_ADDRESS, ""),
    ],
)
def test_a_link_leads_to_an_address_a_reader_may_open_or_nowhere(link: str, leads_to: str) -> None:
    assert reader_link(link, BASE) == leads_to


@pytest.mark.parametrize("base", ["", "http://[x"])
def test_a_relative_link_without_a_sound_base_leads_nowhere(base: str) -> None:
    assert reader_link("/1", base) == ""


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://desk.example/", None),
        ("https://127.0.0.1:8000/", None),
        ("https://[2001:db8::1]/", None),
        ("https://desk.example:99999/", LinkFault.UNREADABLE),
        ("ftp://desk.example/", LinkFault.NOT_HTTP),
        ("desk.example/1", LinkFault.NOT_HTTP),
        ("https:///1", LinkFault.NO_HOST),
        ("https://:secret@desk.example/", LinkFault.SECRET),
        ("https://desk.example/a b", LinkFault.BAD_CHARACTER),
        ("https://intranet/1", LinkFault.ONE_LABEL_HOST),
        ("https://desk.example/" + "a" * 1_979, None),
        ("https://desk.example/" + "a" * 1_980, LinkFault.TOO_LONG),
    ],
)
def test_the_fault_of_an_address_is_named(address: str, fault: LinkFault | None) -> None:
    assert link_fault(address) is fault


@given(st.text(max_size=40))
def test_a_link_that_a_feed_may_give_is_one_that_a_mail_may_show(link: str) -> None:
    address = reader_link(link, BASE)
    if address:
        assert link_fault(address) is None
        assert web_address(address) == address


@pytest.mark.parametrize("name", ["utm_source", "fbclid", "mc_eid", "_hsenc", "vero_id", "xtor"])
def test_a_parameter_that_preflight_reports_is_one_that_collecting_removes(name: str) -> None:
    address = f"https://desk.example/a?id=3&{name}=x"
    assert tracking_parameters(address) == (name,)
    assert untracked_url(address) == "https://desk.example/a?id=3"
    assert tracking_parameters(untracked_url(address)) == ()


@pytest.mark.parametrize(
    ("first", "second", "is_one_feed"),
    [
        ("https://a.example/feed", "http://a.example/feed", True),
        ("https://a.example/feed", "https://www.a.example/feed/", True),
        ("https://a.example/feed", "https://a.example:443/feed", True),
        ("https://a.example/feed", "https://a.example:8443/feed", False),
        ("https://a.example/feed", "https://a.example/Feed", False),
        ("https://a.example/feed", "https://b.example/feed", False),
        ("https://a.example/rss?source=a", "https://a.example/rss?source=b", False),
        ("https://a.example/rss?feed=rss2", "https://a.example/rss", False),
        ("https://a.example/rss?a=1&b=2", "https://a.example/rss?b=2&a=1", True),
        ("https://a.example/rss?a=1&utm_source=x", "https://a.example/rss?a=1", True),
        ("http://[x", "http://[x ", True),
    ],
)
def test_feeds_are_told_apart_by_their_whole_query(
    first: str, second: str, is_one_feed: bool
) -> None:
    assert (feed_key(first) == feed_key(second)) is is_one_feed


def test_a_parameter_that_names_the_page_is_no_tracker() -> None:
    assert tracking_parameters("https://desk.example/a?id=3&page=2#utm_source=x") == ()


@pytest.mark.parametrize("port", [80, 443])
def test_the_usual_ports_of_the_web_tell_no_feeds_apart(port: int) -> None:
    assert feed_key(f"https://a.example:{port}/feed") == feed_key("https://a.example/feed")
    assert feed_key(f"https://a.example:{port + 1}/feed") == f"//a.example:{port + 1}/feed"


@pytest.mark.parametrize("mark", sorted("\"'<>\\`{|}^ "))
def test_a_mark_that_breaks_a_link_is_encoded_for_readers_and_a_fault_elsewhere(mark: str) -> None:
    address = f"https://desk.example/a{mark}b"
    assert link_fault(address) is LinkFault.BAD_CHARACTER
    assert reader_link(address) == f"https://desk.example/a%{ord(mark):02X}b"
