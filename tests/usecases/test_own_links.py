"""Links to this machine stop an issue for real readers, and a trial on one machine goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_morning import ISSUE, Desk

from digest.errors import PreflightError
from digest.kernel.mail_addresses import is_sample_address
from digest.models import Finding, Severity
from digest.usecases import approve_issue, audience, draft_issue, preflight_issue, send_approved
from digest.usecases.newsroom import Newsroom
from digest.usecases.own_links import links_to_this_machine

NEWSLETTER = "security-briefing"


def at(desk: Desk, public_url: str) -> Newsroom:
    settings = desk.newsroom.config.settings
    publication = replace(settings.publication, public_url=public_url)
    config = replace(desk.newsroom.config, settings=replace(settings, publication=publication))
    return replace(desk.newsroom, config=config)


def on_links(newsroom: Newsroom) -> list[Finding]:
    return list(links_to_this_machine(newsroom, NEWSLETTER))


def add(newsroom: Newsroom, email: str) -> None:
    audience.add_reader(newsroom, email, newsletters=[NEWSLETTER])


@pytest.mark.parametrize(
    "public_url", ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:80", "http://0.0.0.0"]
)
def test_a_public_address_on_this_machine_is_an_error_for_a_real_reader(
    desk: Desk, public_url: str
) -> None:
    newsroom = at(desk, public_url)
    assert on_links(newsroom) == []
    add(newsroom, "lina@mailbox.org")
    (finding,) = on_links(newsroom)
    assert (finding.severity, finding.where) == (Severity.ERROR, "publication: public_url")
    assert public_url in finding.message
    assert "public_url in digest.yaml" in finding.message


def test_a_public_address_elsewhere_is_no_finding(desk: Desk) -> None:
    add(desk.newsroom, "lina@mailbox.org")
    for public_url in ("https://news.example", "http://10.0.0.5", "https://localhost.example.org"):
        assert on_links(at(desk, public_url)) == []


def test_a_newsletter_without_readers_gets_a_warning(desk: Desk) -> None:
    newsroom = at(desk, "http://localhost:8000")
    for reader in list(newsroom.store.subscribers.list()):
        newsroom.store.subscribers.remove(reader.id)
    (finding,) = on_links(newsroom)
    assert finding.severity is Severity.WARNING


def test_the_gate_stops_approval_and_sending(desk: Desk) -> None:
    newsroom = at(desk, "https://127.0.0.1:8000")
    draft_issue(newsroom, NEWSLETTER)
    rules = {finding.rule_id for finding in preflight_issue(newsroom, ISSUE)}
    assert "links.this-machine" not in rules
    approve_issue(newsroom, ISSUE)
    add(newsroom, "lina@mailbox.org")
    with pytest.raises(PreflightError) as caught:
        send_approved(newsroom, ISSUE)
    assert [finding.rule_id for finding in caught.value.findings] == ["links.this-machine"]
    assert desk.mailbox.mails == []


@pytest.mark.parametrize(
    ("email", "is_sample"),
    [
        ("a@example.org", True),
        ("a@mail.example.com", True),
        ("a@desk.test", True),
        ("a@localhost", True),
        ("a@host.local", True),
        ("A@EXAMPLE.NET", True),
        ("a@notexample.org", False),
        ("a@example.org.uk", False),
        ("a@test.de", False),
    ],
)
def test_sample_addresses_are_those_of_free_names(email: str, is_sample: bool) -> None:
    assert is_sample_address(email) is is_sample
