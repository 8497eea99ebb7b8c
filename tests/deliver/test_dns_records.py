"""DNS records: TXT and MX records are read from a name server on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset
import pytest

from digest.deliver.dns_records import mx_hosts, txt_records

OUT_OF_ORDER = "SERVFAIL"
Records = dict[tuple[str, str], list[str]]


def test_the_strings_of_a_txt_record_are_joined(name_server: Records) -> None:
    name_server["news.example.", "TXT"] = ['"v=spf1 " "-all"', '"other=1"']
    assert sorted(txt_records("news.example")) == ["other=1", "v=spf1 -all"]


def test_a_name_without_records_has_none(name_server: Records) -> None:
    assert txt_records("none.example") == ()
    assert mx_hosts("none.example") == ()
    assert txt_records("a..example") == ()


def test_mail_hosts_come_in_the_order_of_their_preference(name_server: Records) -> None:
    name_server["news.example.", "MX"] = ["20 second.example.", "5 first.example."]
    assert mx_hosts("news.example") == ("first.example.", "second.example.")


def test_a_name_server_that_is_out_of_order_is_an_error_that_names_the_domain(
    name_server: Records,
) -> None:
    name_server["news.example.", "TXT"] = [OUT_OF_ORDER]
    with pytest.raises(OSError, match=r"DNS did not answer for news\.example"):
        txt_records("news.example", timeout_s=0.5)


@pytest.fixture
def name_server() -> Iterator[Records]:
    """Answer from this mapping of (name, type) to records, as the only resolver meanwhile."""
    records: Records = {}
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.bind(("127.0.0.1", 0))
    listener.settimeout(0.2)
    closing = threading.Event()
    thread = threading.Thread(target=_serve, args=(listener, records, closing))
    thread.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], listener.getsockname()[1]
    before, dns.resolver.default_resolver = dns.resolver.default_resolver, resolver
    yield records
    dns.resolver.default_resolver = before
    closing.set()
    thread.join()
    listener.close()


def _serve(
    listener: socket.socket,
    records: Mapping[tuple[str, str], list[str]],
    closing: threading.Event,
) -> None:
    while not closing.is_set():
        try:
            wire, asker = listener.recvfrom(4096)
        except TimeoutError:
            continue
        question = dns.message.from_wire(wire)
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.AA
        name = question.question[0].name
        record_type = dns.rdatatype.to_text(question.question[0].rdtype)
        texts = records.get((str(name), record_type), [])
        if texts == [OUT_OF_ORDER]:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif texts:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", record_type, *texts))
        listener.sendto(answer.to_wire(), asker)
