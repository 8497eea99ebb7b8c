"""Preflight online: dead links, a deaf unsubscribe and missing DNS records, on loopback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from pytest_httpserver import HTTPServer
from samples import message_of, rendered

from digest.collect import HttpFetcher
from digest.config import CollectSettings
from digest.render.preflight import RULES
from digest.render.preflight.mail import Mail
from digest.render.specimen import PUBLICATION

RECORDS = {
    "news.example": "v=spf1 -all",
    "_dmarc.news.example": "v=DMARC1; p=none",
    "s1._domainkey.news.example": "v=DKIM1; k=rsa; p=abc",
}
NO_ANSWER = "no answer"

LOOPBACK = CollectSettings(
    user_agent="digest-test/1",
    timeout_s=2.0,
    connect_timeout_s=2.0,
    host_gap_s=0.0,
    allow_networks=("127.0.0.1/32",),
)


def found(rule_id: str, message: bytes, settings: CollectSettings = LOOPBACK) -> list[str]:
    with HttpFetcher(settings) as web:
        return [what for what, _ in RULES[rule_id].check(Mail(raw=message, online=web))]


def test_a_dead_link_is_named_and_a_shy_outlet_is_not(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/gone").respond_with_data("", status=404)
    httpserver.expect_request("/shy").respond_with_data("", status=403)
    gone, shy = httpserver.url_for("/gone"), httpserver.url_for("/shy")
    html = f'<p><a href="{gone}">one</a> <a href="{shy}">two</a></p>'
    assert found("online.links", _html_message(html)) == ["answered 404"]


@pytest.mark.parametrize(("status", "troubles"), [(200, 0), (302, 1), (405, 1), (500, 1)])
def test_unsubscribe_must_answer_the_one_click_post_at_once(
    httpserver: HTTPServer, status: int, troubles: int
) -> None:
    httpserver.expect_oneshot_request(
        "/u/token", method="POST", data="List-Unsubscribe=One-Click"
    ).respond_with_data("", status=status, headers={"location": "/elsewhere"})
    message = f"List-Unsubscribe: <{httpserver.url_for('/u/token')}>\r\n\r\n".encode()
    assert len(found("online.unsubscribe", message)) == troubles


def test_addresses_inside_the_operators_network_are_never_asked(httpserver: HTTPServer) -> None:
    inside = replace(LOOPBACK, allow_networks=())
    link = _html_message(f'<p><a href="{httpserver.url_for("/admin")}">one</a></p>')
    form = f"List-Unsubscribe: <{httpserver.url_for('/u/token')}>\r\n\r\n".encode()
    for rule_id, message in (("online.links", link), ("online.unsubscribe", form)):
        (what,) = found(rule_id, message, inside)
        assert "never asked" in what
    assert httpserver.log == []


def test_the_page_of_a_draft_is_not_missed_before_its_approval(httpserver: HTTPServer) -> None:
    for path in ("/v/token", "/archive/none"):
        httpserver.expect_request(path).respond_with_data("", status=404)
    public = httpserver.url_for("").rstrip("/")
    view = f'<a href="{public}/v/token">View in browser</a>'
    html = f'<p>{view} <a href="{public}/archive/none">Past issues</a></p>'
    publication = replace(PUBLICATION, public_url=public)
    with HttpFetcher(LOOPBACK) as web:
        mail = Mail(raw=_html_message(html), issue=rendered(), publication=publication, online=web)
        assert list(RULES["online.links"].check(mail)) == [
            ("answered 404", f"{public}/archive/none")
        ]


def sender_troubles(message: bytes, records: Mapping[str, str]) -> list[str]:
    """Return the findings about the sender, where DNS holds these TXT records."""

    def txt_lookup(name: str) -> tuple[str, ...]:
        text = records.get(name)
        if text is None:
            return ()
        if text == NO_ANSWER:
            raise OSError(f"DNS did not answer for {name}")
        return (text,)

    mail = Mail(raw=message, txt_lookup=txt_lookup)
    return [finding for finding, _ in RULES["online.sender"].check(mail)]


def test_a_sender_with_all_records_has_nothing_to_mend() -> None:
    assert sender_troubles(_signed(), RECORDS) == []


@pytest.mark.parametrize(
    ("missing", "finding"),
    [
        ("news.example", "no SPF record"),
        ("_dmarc.news.example", "no DMARC record"),
        ("s1._domainkey.news.example", "the public key is not published"),
    ],
)
def test_each_missing_record_is_named(missing: str, finding: str) -> None:
    records = {name: text for name, text in RECORDS.items() if name != missing}
    assert sender_troubles(_signed(), records) == [finding]


def test_a_record_of_the_domain_above_holds_for_the_sender() -> None:
    records = RECORDS | {"mail.news.example": "v=spf1 -all"}
    message = _signed().replace(b"briefing@news.example", b"briefing@mail.news.example")
    assert sender_troubles(message, records) == []


def test_spf_is_asked_for_at_the_bounce_domain_of_the_publication() -> None:
    asked: list[str] = []

    def txt_lookup(name: str) -> tuple[str, ...]:
        asked.append(name)
        return ()

    publication = replace(PUBLICATION, bounce_domain="Bounces.News.Example")
    mail = Mail(raw=_signed(), publication=publication, txt_lookup=txt_lookup)
    assert len(list(RULES["online.sender"].check(mail))) == 3
    assert asked[0] == "_dmarc.news.example"
    assert "bounces.news.example" in asked
    assert "news.example" not in asked


def test_a_name_server_that_does_not_answer_is_not_taken_for_a_missing_record() -> None:
    (finding,) = sender_troubles(_signed(), RECORDS | {"news.example": NO_ANSWER})
    assert finding.startswith("the DNS gave no answer")


def test_an_unsigned_message_is_named() -> None:
    assert sender_troubles(message_of(replace(rendered())), RECORDS) == [
        "the message is not signed with DKIM"
    ]


def test_without_a_lookup_the_records_are_not_judged() -> None:
    assert list(RULES["online.sender"].check(Mail(raw=_signed()))) == []


def _html_message(html: str) -> bytes:
    return f"Content-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()


def _signed() -> bytes:
    return b"DKIM-Signature: v=1; d=news.example; s=s1; b=x\r\n" + message_of(rendered())
