"""The hosts under which a publisher serves the same pages have one spelling."""

from __future__ import annotations

import pytest

from digest.urls.hosts import plain_host


@pytest.mark.parametrize(
    ("host", "plain"),
    [
        ("WWW.Example.ORG.", "example.org"),
        ("m.example.org", "example.org"),
        ("www.m.example.org", "example.org"),
        ("arabic.example.org", "arabic.example.org"),
        ("example.org", "example.org"),
        ("www.example.co.uk", "example.co.uk"),
        # a label that is the host's own name stays
        ("m.org", "m.org"),
        ("www.m.co.uk", "m.co.uk"),
        ("touch.com", "touch.com"),
        # another host of the same publisher
        ("www.bbc.co.uk", "bbc.com"),
        ("edition.cnn.com", "cnn.com"),
        # a country whose suffix has more letters registers no domain under "com"
        ("www.com.museum", "com.museum"),
    ],
)
def test_twins_share_one_spelling(host, plain):
    assert plain_host(host)[0] == plain


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.12", "2001:db8::1"])
def test_a_network_address_is_left_alone(host):
    assert plain_host(host) == (host, False)


def test_a_name_in_another_script_is_written_in_ascii():
    assert plain_host("www.straße.example") == ("xn--strae-oqa.example", False)


def test_a_name_without_an_ascii_form_is_left_alone():
    assert plain_host("ex�mple.org") == ("ex�mple.org", False)


def test_only_a_first_label_makes_an_amp_twin():
    assert plain_host("amp.example.org") == ("example.org", True)
    assert plain_host("www.amp.example.org") == ("example.org", True)
    assert plain_host("amp.org") == ("amp.org", False)
