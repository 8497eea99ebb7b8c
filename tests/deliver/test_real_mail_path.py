"""A real Postfix and Dovecot: every address ends in its state, and the mails arrive signed."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from dkim_by_the_rfc import verify_all
from postfix import PASSWORD, RATE_UNIT_S, MailServer, mail_server, missing
from test_message import ISSUE, NEWSLETTER, NOW, PUBLICATION, RECORDS, SIGNERS, Links
from test_sender import Sending, readers

from digest.config import Relay, Tls
from digest.deliver import compile_message
from digest.models import Delivery, DeliveryState, Message, Subscriber

pytestmark = pytest.mark.system
S = DeliveryState


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    if why := missing():
        pytest.skip(why)
    folder = Path(tempfile.mkdtemp(prefix="mail-path-"))
    try:
        with mail_server(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def relay_to(server: MailServer, **changes: object) -> Relay:
    relay = Relay(
        name="postfix",
        host="localhost",
        port=server.port,
        tls=Tls.STARTTLS,
        ca_file=server.ca_file,
        timeout_s=5.0,
    )
    return replace(relay, **changes)


def test_every_address_ends_in_the_state_it_should(server: MailServer) -> None:
    emails = readers(40, "reject", "full", "policy", domain="mail.example") | {
        "drop": "drop@mail.example"
    }
    desk = Sending(emails, relay_to(server))
    compiled = compile_message(ISSUE, PUBLICATION, NEWSLETTER, signers=SIGNERS)

    def messages(rows: tuple[Delivery, ...]) -> list[Message]:
        made = [
            compiled.fill(
                Subscriber(id=row.subscriber_id, email=emails[row.subscriber_id]), Links(), date=NOW
            )
            for row in rows
        ]
        return [
            replace(message, issue_id=row.issue_id) for message, row in zip(made, rows, strict=True)
        ]

    desk.messages = messages
    report = desk.send()
    states = {reader: desk.state(reader) for reader in ("reject", "full", "policy", "drop")}
    assert states == {
        "reject": S.REFUSED,
        "full": S.DEFERRED,
        "policy": S.REFUSED,
        "drop": S.DEFERRED,
    }
    assert report.accepted == 40
    assert report.alarms == (
        "554 5.7.1 <policy@mail.example>: Recipient address rejected: Refused by policy",
    )
    assert desk.ledger.audit(desk.ledger.rows_by_id["drop"].issue_id).balances
    assert desk.ledger.rows_by_id["reader00000"].reply.queue_id
    (arrived,) = server.delivered("reader00007")
    as_sent = (
        arrived[arrived.index(b"DKIM-Signature") :].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    )
    assert verify_all(as_sent, RECORDS) == [True, True]
    assert b"Return-Path: <bounce+reader00007." in arrived


def test_a_login_over_starttls_is_taken_and_a_wrong_password_refused(server: MailServer) -> None:
    login = {"port": server.login_port, "username": "desk", "password": PASSWORD}
    for auth in ("plain", "login"):
        desk = Sending(readers(2, domain="mail.example"), relay_to(server, auth=auth, **login))
        assert desk.send().accepted == 2
    locked_out = Sending(
        readers(2, domain="mail.example"), relay_to(server, **(login | {"password": "guess"}))
    )
    assert "login refused" in locked_out.send().relay_errors[0].message
    assert locked_out.ledger.audit("x").by_state == {S.QUEUED: 2}


def test_a_relay_that_takes_a_few_messages_at_a_time_gets_them_all(server: MailServer) -> None:
    desk = Sending(
        readers(12, domain="mail.example"),
        relay_to(server, port=server.limited_port),
        first_retry_s=1.0,
    )
    desk.send()
    assert desk.ledger.audit("x").by_state[S.DEFERRED]
    until = time.monotonic() + 60
    while desk.ledger.audit("x").by_state != {S.ACCEPTED: 12} and time.monotonic() < until:
        time.sleep(RATE_UNIT_S)
        desk.now += timedelta(minutes=1)
        desk.send()
    assert desk.ledger.audit("x").by_state == {S.ACCEPTED: 12}


def test_implicit_tls_works_and_a_wrong_certificate_is_refused(server: MailServer) -> None:
    good = Sending(
        readers(2, domain="mail.example"), relay_to(server, port=server.tls_port, tls=Tls.TLS)
    )
    assert good.send().accepted == 2
    bad = Sending(readers(2, domain="mail.example"), relay_to(server, port=server.wrong_port))
    report = bad.send()
    assert report.accepted == 0
    assert "certificate refused" in report.relay_errors[0].message
    assert bad.ledger.audit("x").by_state == {S.QUEUED: 2}
