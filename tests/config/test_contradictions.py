"""Contradictions between the keys of digest.yaml: each at its place, and each once."""

from __future__ import annotations

import base64

import pytest

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
ENV = {"KEY": SECRET, "PW": "word"}


def lines(problems, text: str) -> list[str]:
    """Return the place and the mistake of each problem, without its advice."""
    found = problems({"digest.yaml": f"+{text}"}, env=ENV)
    return [line.removeprefix("digest.yaml:").split(" — ")[0] for line in found]


def webhook(name: str, url: str = "https://crm.example/hook", more: str = "") -> str:
    return f"  - {{name: {name}, url: '{url}', events: [issue.sent], secret_env: KEY{more}}}\n"


def test_of_three_webhooks_with_one_name_the_later_two_are_named(problems) -> None:
    text = "webhooks:\n" + webhook("crm") * 3
    assert lines(problems, text) == [
        '7:12: two webhooks are called "crm"',
        '8:12: two webhooks are called "crm"',
    ]


@pytest.mark.parametrize(
    ("url", "more", "is_right"),
    [
        ("https://crm.example/hook", "", True),
        ("HTTPS://crm.example/hook", "", True),
        ("http://crm.example/hook", "", False),
        ("http://10.0.0.9/hook", "", False),
        ("http://10.0.0.9/hook", ", allow_networks: [10.0.0.0/8]", True),
        ("https://10.0.0.9/hook", ", allow_networks: [10.0.0.0/8]", True),
    ],
)
def test_facts_about_readers_cross_no_open_network_in_the_clear(
    problems, url: str, more: str, is_right: bool
) -> None:
    found = lines(problems, "webhooks:\n" + webhook("crm", url, more))
    assert found == ([] if is_right else ["6:22: the address of a webhook is not https"])


@pytest.mark.parametrize(
    ("hub", "is_right"),
    [
        ("{hub: 'https://hub.example'}", True),
        ("{hub: 'http://hub.example'}", False),
        ("{hub: 'http://10.0.0.9', allow_networks: [10.0.0.0/8]}", True),
        ("{allow_networks: [10.0.0.0/8]}", True),
    ],
)
def test_a_hub_is_told_by_https_or_in_a_named_network(problems, hub: str, is_right: bool) -> None:
    found = lines(problems, f"websub: {hub}\n")
    assert found == ([] if is_right else ["5:15: the address of the hub is not https"])


def test_two_relays_with_one_name_are_told_at_the_second(problems) -> None:
    relay = "{name: main, host: smtp.example.org}"
    text = f"deliver:\n  relays:\n    - {relay}\n    - {relay}\n"
    assert lines(problems, text) == ['8:14: two relays are called "main"']


def test_relays_of_two_names_may_share_a_host(problems) -> None:
    text = "deliver: {relays: [{name: a, host: s.example}, {name: b, host: s.example}]}\n"
    assert lines(problems, text) == []


def test_the_first_relay_that_leaves_this_machine_is_the_one_to_take_out(problems) -> None:
    publication = (
        "publication: {name: N, public_url: http://localhost, from_address: a@n.example}\n"
    )
    relays = (
        "{name: own, host: 127.0.0.1}, {name: far, host: a.example}, {name: off, host: b.example}"
    )
    (line,) = problems({"digest.yaml": f"{publication}deliver: {{relays: [{relays}]}}\n"})
    assert line.endswith("take out the relay far")


@pytest.mark.parametrize(
    ("relay", "what"),
    [
        ("username: u, password_env: PW", ""),
        ("username: u, password_env: PW, tls: none", "tls: none would send the password"),
        ("host: localhost, username: u, password_env: PW, tls: none", ""),
        ("tls: none", ""),
        ("password_env: PW", "a password without a username"),
        ("username: u", "a username without a password"),
        ("port: 465", "port 465 speaks TLS from its first byte"),
        ("port: 465, tls: tls", ""),
        ("port: 465, tls: none", ""),
        ("port: 466", ""),
        ("port: 464", ""),
    ],
)
def test_a_relay_is_held_against_itself(problems, relay: str, what: str) -> None:
    keys = relay if relay.startswith("host") else f"host: smtp.example.org, {relay}"
    found = lines(problems, f"deliver: {{relays: [{{name: main, {keys}}}]}}\n")
    assert len(found) == bool(what)
    assert what in "".join(found)


def test_a_relay_with_a_mistake_is_not_held_against_itself_as_well(problems) -> None:
    relay = "{name: main, host: smtp.example.org, username: u, password_env: 5, prot: 25}"
    found = lines(problems, f"deliver: {{relays: [{relay}]}}\n")
    assert not [line for line in found if "without a" in line]


def test_two_memberships_with_one_name_are_told_at_the_second(problems) -> None:
    one = "  - {name: shop, secret_env: KEY}\n"
    assert lines(problems, f"memberships:\n{one}{one}") == [
        '7:12: two memberships are called "shop"'
    ]


def test_two_providers_of_one_kind_are_told_at_the_second(problems) -> None:
    one = "    - {kind: ses, topic: 'arn:aws:sns:eu-west-1:1:a'}\n"
    found = problems({"digest.yaml": f"+deliver:\n  events:\n{one}{one}"}, env=ENV)
    assert found == [
        "digest.yaml:8:14: two providers of the kind ses — "
        "both would post to /returns/ses: keep one"
    ]
