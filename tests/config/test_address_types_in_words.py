"""Each fault of an address has its own words, and addresses without a fault stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_value import mistake_in, read_value

from digest.config.address_types import (
    LOCAL_HOSTS,
    Domain,
    Email,
    Host,
    HttpsUrl,
    Network,
    PublicUrl,
    Url,
    is_this_machine,
)

LONG = f"https://a.example/{'x' * 2_000}"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://a.example/f?x=1#y", ""),
        ("http://intranet/f", ""),
        ("http://[::1]:8000/", ""),
        ("a.example/f", '"a.example/f" is not a web address — start it with https:// or http://'),
        ("ftp://a.example/", "start it with https:// or http://"),
        (
            "https://me:pw@a.example/",
            "this address holds a user name or a password — secrets never",
        ),
        ("https://me@a.example/", "this address holds a user name or a password — secrets never"),
        ("https:///f", "write it like https://example.org/feed.xml"),
        ("https://a.example/a b", "write it like https://example.org/feed.xml"),
        ("https://a.example:x/", "write it like https://example.org/feed.xml"),
        (LONG, "it is longer than 2,000 characters"),
    ],
)
def test_each_fault_of_a_web_address_has_its_advice(url: str, said: str):
    found = mistake_in(Url, url)
    if said:
        assert said in found
    else:
        assert found == ""
        assert read_value(Url, url) == url


def test_a_picture_is_shown_over_https_alone():
    assert read_value(HttpsUrl, "https://a.example/p.jpg") == "https://a.example/p.jpg"
    assert mistake_in(HttpsUrl, "http://a.example/p.jpg").endswith(
        "mail programs show pictures only over https://"
    )
    assert "holds a user name" in mistake_in(HttpsUrl, "https://me:pw@a.example/")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_only_this_machine_may_have_a_public_address_without_https(host: str):
    assert mistake_in(PublicUrl, f"http://{host}:8000") == ""
    assert "one-click unsubscribe (RFC 8058)" in mistake_in(PublicUrl, f"http://{host}.example")


@pytest.mark.parametrize("ending", ["?a=1", "#top", "/?", "/news?x"])
def test_a_public_address_has_neither_query_nor_mark(ending: str):
    found = mistake_in(PublicUrl, f"https://n.example{ending}")
    is_query = ending != "/?"
    assert ("ends in a query" in found) is is_query


@pytest.mark.parametrize(
    ("mail", "written"),
    [
        ("Desk@News.Example", "Desk@news.example"),
        ("a+b@n.example", "a+b@n.example"),
        ("desk@straße.example", "desk@xn--strae-oqa.example"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_a_mail_address_is_written_in_one_form(mail: str, written: str):
    assert read_value(Email, mail) == written


@pytest.mark.parametrize(
    ("mail", "advice"),
    [
        ("desk", "write it like desk@example.org"),
        ("desk@", "write it like desk@example.org"),
        ("Desk <desk@n.example>", "write it like desk@example.org"),
        ("a@n.example, b@n.example", "write it like desk@example.org"),
        ("zoë@n.example", "write the part before the @ in plain letters"),
    ],
)
def test_a_mail_address_that_a_server_may_refuse_is_told_why(mail: str, advice: str):
    assert mistake_in(Email, mail).endswith(advice)


@pytest.mark.parametrize(
    ("domain", "fits"),
    [
        ("n.example", True),
        ("a.b.n.example", True),
        ("example", False),
        ("n.example.", False),
        ("n.1", False),
        ("-n.example", False),
        (f"{'a' * 63}.example", True),
        (f"{'a' * 64}.example", False),
    ],
)
def test_a_domain_has_two_labels_at_least_and_ends_in_a_word(domain: str, fits: bool):
    assert (mistake_in(Domain, domain) == "") is fits


@pytest.mark.parametrize(
    ("network", "said"),
    [
        ("10.0.0.0/8", ""),
        ("10.0.0.1/8", "did you mean 10.0.0.0/8?"),
        ("fd00::1/8", "did you mean fd00::/8?"),
        ("10.0.0.0/33", "write it like 10.0.0.0/8 or 127.0.0.1"),
        ("localhost", "write it like 10.0.0.0/8 or 127.0.0.1"),
    ],
)
def test_a_network_begins_where_its_range_begins(network: str, said: str):
    found = mistake_in(Network, network)
    assert found.endswith(said)
    assert bool(found) is bool(said)


def test_every_name_of_this_machine_is_a_host():
    for host in LOCAL_HOSTS:
        assert mistake_in(Host, host) == ""
        assert is_this_machine(host)


@pytest.mark.parametrize(
    ("host", "is_here"),
    [
        ("desk.localhost", True),
        ("127.9.9.9", True),
        ("0.0.0.0", True),  # noqa: S104 (a name to judge, no address to bind)
        ("::", True),
        ("localhost.example", False),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_this_machine_is_known_by_name_and_number(host: str, is_here: bool):
    assert is_this_machine(host) is is_here


@given(st.text(max_size=30))
def test_no_text_crashes_an_address(text: str):
    for kind in (Url, HttpsUrl, PublicUrl, Email, Domain, Host, Network):
        assert isinstance(mistake_in(kind, text), str)
