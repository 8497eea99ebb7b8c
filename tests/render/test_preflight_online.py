"""Preflight online: dead links, a deaf unsubscribe and missing DNS records are seen, on loopback servers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest
from pytest_httpserver import HTTPServer
from samples import message_of, rendered

from digest.collect import HttpFetcher
from digest.config import CollectSettings
from digest.render.preflight import RULES
from digest.render.preflight.mail import Mail
from digest.render.specimen import PUBLICATION

RECORDS = {
    "news.example.": "v=spf1 -all",
    "_dmarc.news.example.": "v=DMARC1; p=none",
    "s1._domainkey.news.example.": "v=DKIM1; k=rsa; p=abc",
}
OUT_OF_ORDER = "SERVFAIL"

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
    html = f'<p><a href="{httpserver.url_for("/gone")}">one</a> <a href="{httpserver.url_for("/shy")}">two</a></p>'
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
    html = f'<p><a href="{public}/v/token">View in browser</a> <a href="{public}/archive/none">Past issues</a></p>'
    publication = replace(PUBLICATION, public_url=public)
    with HttpFetcher(LOOPBACK) as web:
        mail = Mail(raw=_html_message(html), issue=rendered(), publication=publication, online=web)
        assert list(RULES["online.links"].check(mail)) == [
            ("answered 404", f"{public}/archive/none")
        ]


def test_a_sender_with_all_records_has_nothing_to_mend(name_server: dict[str, str]) -> None:
    name_server.update(RECORDS)
    assert found("online.sender", _signed()) == []


@pytest.mark.parametrize(
    ("missing", "what"),
    [
        ("news.example.", "no SPF record"),
        ("_dmarc.news.example.", "no DMARC record"),
        ("s1._domainkey.news.example.", "the DKIM key is not in the DNS"),
    ],
)
def test_each_missing_record_is_named(name_server: dict[str, str], missing: str, what: str) -> None:
    name_server.update({name: text for name, text in RECORDS.items() if name != missing})
    assert found("online.sender", _signed()) == [what]


def test_a_record_of_the_domain_above_holds_for_the_sender(name_server: dict[str, str]) -> None:
    name_server.update(RECORDS | {"mail.news.example.": "v=spf1 -all"})
    message = _signed().replace(b"briefing@news.example", b"briefing@mail.news.example")
    assert found("online.sender", message) == []


def test_a_name_server_that_is_out_of_order_is_not_taken_for_a_missing_record(
    name_server: dict[str, str],
) -> None:
    name_server.update(RECORDS | {"news.example.": OUT_OF_ORDER})
    (what,) = found("online.sender", _signed())
    assert what.startswith("the DNS gave no answer")


def test_an_unsigned_message_is_named(name_server: dict[str, str]) -> None:
    name_server.update(RECORDS)
    assert found("online.sender", message_of(replace(rendered()))) == [
        "the message is not signed with DKIM"
    ]


def _html_message(html: str) -> bytes:
    return f"Content-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()


def _signed() -> bytes:
    return b"DKIM-Signature: v=1; d=news.example; s=s1; b=x\r\n" + message_of(rendered())


@pytest.fixture
def name_server() -> Iterator[dict[str, str]]:
    """A name server on loopback that answers TXT from this mapping; it is the resolver's only one meanwhile."""
    records: dict[str, str] = {}
    door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    door.bind(("127.0.0.1", 0))
    door.settimeout(0.2)
    closing = threading.Event()
    thread = threading.Thread(target=_serve, args=(door, records, closing))
    thread.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], door.getsockname()[1]
    before, dns.resolver.default_resolver = dns.resolver.default_resolver, resolver
    yield records
    dns.resolver.default_resolver = before
    closing.set()
    thread.join()
    door.close()


def _serve(door: socket.socket, records: Mapping[str, str], closing: threading.Event) -> None:
    while not closing.is_set():
        try:
            wire, asker = door.recvfrom(4096)
        except TimeoutError:
            continue
        question = dns.message.from_wire(wire)
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.AA
        name = question.question[0].name
        if records.get(str(name)) == OUT_OF_ORDER:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif text := records.get(str(name)):
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", f'"{text}"'))
        door.sendto(answer.to_wire(), asker)
