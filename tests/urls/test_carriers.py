"""A redirect, a cache or an archive gives the address that it carries."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from urllib.parse import urlsplit

import pytest

from digest.urls.carriers import carried_address, carrier_of


def carried(url: str) -> str:
    """Return the address that a carrier holds."""
    parts = urlsplit(url)
    return carried_address(parts, parts.hostname or "")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("google.com", "google"),
        ("news.google.com", "google"),
        ("www.google.co.uk", "google"),
        ("google.de", "google"),
        ("notgoogle.com", ""),
        ("google.example.org", ""),
        ("eur01.safelinks.protection.outlook.com", "safelinks.protection.outlook.com"),
        ("out.reddit.com", "out.reddit.com"),
        ("www.reddit.com", "reddit.com"),
        ("example.org", ""),
    ],
)
def test_a_carrier_is_known_by_its_host_or_a_parent(host, name):
    assert carrier_of(host) == name


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/url?q=https://example.org/a",
        "https://www.google.com/url?url=https://example.org/a&q=news",
        "https://l.facebook.com/l.php?u=https://example.org/a",
        "https://out.reddit.com/t3_x?url=https://example.org/a",
        "https://web.archive.org/web/20200805120000/https://example.org/a",
        "https://web.archive.org/web/2020id_/https://example.org/a",
        "https://r.search.yahoo.com/_ylt=x/*https://example.org/a",
        "https://www.google.com/amp/s/example.org/a",
        "https://example-org.cdn.ampproject.org/c/s/example.org/a",
    ],
)
def test_the_address_inside_is_given(url):
    assert carried(url) == "https://example.org/a"


def test_a_cached_page_keeps_its_query():
    cached = "https://example-org.cdn.ampproject.org/v/s/example.org/a?id=3"
    assert carried(cached) == "https://example.org/a?id=3"


def test_the_first_parameter_that_holds_an_address_wins():
    url = "https://www.google.com/url?q=https://second.example/b&url=https://first.example/a"
    assert carried(url) == "https://first.example/a"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/search?q=https://example.org/a",  # not a path that carries
        "https://www.google.com/url?q=port",  # no address in the parameter
        "https://l.facebook.com/l.php?u=javascript:alert(1)",
        "https://l.facebook.com/l.php?u=https://",
        "https://web.archive.org/about",
        "https://news.yahoo.com/port-reopens-123.html",
        "https://example.org/url?url=https://other.example/a",  # no carrier
    ],
)
def test_other_addresses_carry_no_address(url):
    assert carried(url) == ""


def packed(record: bytes) -> str:
    """Return the address that Google News gives an article with this record."""
    name = urlsafe_b64encode(record).decode().rstrip("=")
    return f"https://news.google.com/rss/articles/{name}?oc=5"


def test_an_old_record_of_google_news_holds_the_address_in_clear():
    record = b"\x08\x13\x22\x2fhttps://example.org/world/port-reopens-1234567\xd2\x01"
    assert carried(packed(record)) == "https://example.org/world/port-reopens-1234567"


def test_a_new_record_of_google_news_stays_as_it_is_without_its_query():
    record = b"\x08\x13\x22\x2fAU_yqLNxyzxyzxyzxyzxyz\xd2\x01"
    url = packed(record)
    name = url.split("/")[-1].partition("?")[0]
    assert carried(url) == f"https://news.google.com/articles/{name}"
