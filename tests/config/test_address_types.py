"""Addresses in files: web, mail, hosts and networks at their edges."""

from __future__ import annotations

import pytest

from digest.config.address_types import holds_password

DIGEST = "publication: {{name: N, public_url: {url}, from_address: {mail}}}\n"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example.org", "https://news.example.org"),
        ("https://news.example.org/", "https://news.example.org"),
        ("https://example.org/news/", "https://example.org/news"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_the_public_address_is_kept_without_its_last_slash(load, url: str, kept: str):
    config = load({"digest.yaml": DIGEST.format(url=url, mail="a@news.example.org")})
    assert config.settings.publication.public_url == kept


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("http://news.example.org", "is not https"),
        ("https://news.example.org/?a=1", "ends in a query"),
        ('"https://news.example.org/#top"', "ends in a query"),
        ("news.example.org", "is not a web address"),
        ("https://me:pw@news.example.org", "holds a user name or a password"),
    ],
)
def test_a_public_address_that_readers_could_not_use_is_refused(problems, url: str, what: str):
    (line,) = problems({"digest.yaml": DIGEST.format(url=url, mail="a@news.example.org")})
    assert what in line


@pytest.mark.parametrize(
    "mail",
    ["desk", "desk@", "@example.org", "a b@example.org", "a..b@example.org", "zoë@example.org"],
)
def test_a_from_address_that_servers_refuse_is_refused(problems, mail: str):
    text = DIGEST.format(url="https://n.example.org", mail=f"'{mail}'")
    (line,) = problems({"digest.yaml": text})
    assert "is not a mail address" in line


@pytest.mark.parametrize(
    ("network", "kept"),
    [("10.0.0.0/8", "10.0.0.0/8"), ("127.0.0.1", "127.0.0.1/32"), ("'fd00::/8'", "fd00::/8")],
)
def test_networks_are_ranges_or_single_addresses(load, network: str, kept: str):
    text = f"+collect: {{allow_networks: [{network}]}}\n"
    assert load({"digest.yaml": text}).settings.collect.allow_networks == (kept,)


@pytest.mark.parametrize(
    ("host", "fits"),
    [
        ("smtp.example.org", True),
        ("localhost", True),
        ("'::1'", True),
        ("10.0.0.1", True),
        ("a" * 63 + ".example.org", True),
        ("a" * 64 + ".example.org", False),
        ("-a.example.org", False),
        ("a_b.example.org", False),
    ],
)
def test_hosts_have_labels_of_63_characters_at_most(load, problems, host: str, fits: bool):
    text = f"+deliver: {{relays: [{{name: m, host: {host}}}]}}\n"
    assert (problems({"digest.yaml": text}) == []) is fits


def test_a_password_is_seen_in_addresses_of_any_scheme():
    assert holds_password("postgresql://me:pw@db/news")
    assert not holds_password("postgresql://me@db/news")
    assert not holds_password("maildir:/var/mail")
    assert not holds_password("imaps://[broken")
