"""The SMTP transport over real sockets: TLS, logins, pipelining, and another server's SMTP."""

from __future__ import annotations

import ipaddress
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import Message as Mail
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from handing_over import hand_over
from smtp_double import ScriptedServer

from digest.config import DeliverSettings, Relay, Tls
from digest.deliver import MaildirTransport, SmtpTransport, check_relay
from digest.errors import DeliverError
from digest.models import DeliveryState, Message, Outcome


def message(name: str, content: bytes = b"Subject: x\r\n\r\nhello\r\n") -> Message:
    return Message(
        issue_id="i@2026-11-23",
        subscriber_id=name,
        message_id=f"<{name}@news.example.org>",
        envelope_from=f"bounce+{name}@news.example.org",
        recipient=f"{name}@example.org",
        content=content,
    )


def sent(relay: Relay, *messages: Message, **options: object) -> list[Outcome]:
    return hand_over(SmtpTransport(relay, **options), messages)


def relay_at(port: int, **changes: object) -> Relay:
    return Relay(
        **{"name": "main", "host": "127.0.0.1", "port": port, "tls": Tls.NONE, "timeout_s": 3.0}
        | changes
    )


class Certificates:
    """A certificate authority of its own, for `127.0.0.1` or another name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = generate_private_key(SECP256R1())
        self._name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Loopback CA")])
        self.authority = self._issue(self._name, self._key.public_key(), None)
        self.ca_file = folder / "ca.pem"
        self.ca_file.write_bytes(self.authority.public_bytes(serialization.Encoding.PEM))

    def server(
        self, name: x509.GeneralName, *, valid: timedelta = timedelta(hours=1)
    ) -> ssl.SSLContext:
        key = generate_private_key(SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "server")])
        chain = self._folder / "server.pem"
        certificate = self._issue(subject, key.public_key(), name, valid=valid)
        chain.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(chain)
        return context

    def _issue(
        self,
        subject: x509.Name,
        public: object,
        name: x509.GeneralName | None,
        *,
        valid: timedelta = timedelta(hours=1),
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + valid)
            .add_extension(x509.BasicConstraints(ca=name is None, path_length=None), critical=True)
        )
        if name is not None:
            builder = builder.add_extension(x509.SubjectAlternativeName([name]), critical=False)
        return builder.sign(self._key, hashes.SHA256())


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return Certificates(tmp_path)


HERE = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
ELSEWHERE = x509.DNSName("mail.elsewhere.example")


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.TLS])
def test_mail_goes_over_verified_tls(certificates: Certificates, tls: Tls) -> None:
    with ScriptedServer(tls=certificates.server(HERE), tls_at_once=tls is Tls.TLS) as server:
        (outcome,) = sent(
            relay_at(server.port, tls=tls, ca_file=str(certificates.ca_file)), message("a")
        )
    assert outcome.state is DeliveryState.ACCEPTED


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.TLS])
def test_a_certificate_of_another_name_is_refused(certificates: Certificates, tls: Tls) -> None:
    with (
        ScriptedServer(tls=certificates.server(ELSEWHERE), tls_at_once=tls is Tls.TLS) as server,
        pytest.raises(DeliverError, match="certificate refused"),
    ):
        sent(relay_at(server.port, tls=tls, ca_file=str(certificates.ca_file)), message("a"))
    assert server.taken == []


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.TLS])
def test_a_certificate_that_has_expired_is_named_and_a_renewed_one_is_taken(
    certificates: Certificates, tls: Tls
) -> None:
    """The relay is tried again by the same transport, as a sender does after its pause."""
    expired = certificates.server(HERE, valid=timedelta(minutes=-1))
    with ScriptedServer(tls=expired, tls_at_once=tls is Tls.TLS) as server:
        relay = relay_at(server.port, tls=tls, ca_file=str(certificates.ca_file))
        transport = SmtpTransport(relay)
        with pytest.raises(DeliverError, match="certificate has expired") as error:
            hand_over(transport, [message("a")])
        assert "fix the certificate" in error.value.hint
        assert server.taken == []
        server.tls = certificates.server(HERE)
        (outcome,) = hand_over(transport, [message("a")])
    assert outcome.state is DeliveryState.ACCEPTED


@pytest.mark.parametrize("host", ["relay..example", "relay" * 20 + ".example"])
def test_a_name_that_no_relay_can_have_is_an_error_in_words(host: str) -> None:
    with pytest.raises(DeliverError, match="no host can have this name") as error:
        sent(relay_at(25, host=host), message("a"))
    assert host in str(error.value)
    assert error.value.hint == "check host"


def test_an_unknown_authority_is_refused(certificates: Certificates) -> None:
    with (
        ScriptedServer(tls=certificates.server(HERE)) as server,
        pytest.raises(DeliverError, match="certificate refused"),
    ):
        sent(relay_at(server.port, tls=Tls.STARTTLS), message("a"))


def test_starttls_that_is_not_offered_is_an_error_not_clear_text() -> None:
    with ScriptedServer() as server, pytest.raises(DeliverError, match="STARTTLS is not offered"):
        sent(relay_at(server.port, tls=Tls.STARTTLS), message("a"))


@pytest.mark.parametrize("auth", ["plain", "login", "xoauth2"])
def test_logins(auth: str) -> None:
    extensions = ("PIPELINING", "AUTH PLAIN LOGIN XOAUTH2")
    with ScriptedServer(extensions=extensions, login=("desk", "pass word")) as server:
        relay = relay_at(server.port, username="desk", password="pass word", auth=auth)
        (outcome,) = sent(relay, message("a"))
        assert outcome.state is DeliveryState.ACCEPTED
        wrong = relay_at(server.port, username="desk", password="wrong", auth=auth)
        with pytest.raises(DeliverError, match="login refused: 535") as error:
            sent(wrong, message("b"))
    assert "wrong" not in str(error.value).replace("wrong credentials", "")


def test_a_login_the_relay_does_not_offer_is_named() -> None:
    with (
        ScriptedServer() as server,
        pytest.raises(DeliverError, match=r"not offered \(offered: none\)"),
    ):
        sent(relay_at(server.port, username="desk", password="x"), message("a"))


def test_pipelining_saves_round_trips() -> None:
    elapsed = {}
    for pipelining in (True, False):
        with ScriptedServer(round_trip_s=0.03) as server:
            started = time.monotonic()
            outcomes = sent(
                relay_at(server.port), *(message(f"r{n}") for n in range(20)), pipelining=pipelining
            )
            elapsed[pipelining] = time.monotonic() - started
        assert [outcome.subscriber_id for outcome in outcomes] == [f"r{n}" for n in range(20)]
    assert elapsed[True] < 0.7 * elapsed[False]


def test_a_refused_recipient_whose_data_is_taken_gets_no_content() -> None:
    """RFC 2920: DATA may be answered 354 although every RCPT failed."""
    with ScriptedServer(replies={"gone": "550 5.1.1 unknown"}, eager_data=True) as server:
        outcomes = sent(relay_at(server.port), message("gone"), message("b"))
    assert [outcome.state for outcome in outcomes] == [
        DeliveryState.REFUSED,
        DeliveryState.ACCEPTED,
    ]


def test_a_message_that_the_relay_cannot_take_waits_and_is_not_offered() -> None:
    offered: list[str] = []
    with ScriptedServer(extensions=("PIPELINING", "SIZE 1000")) as server:
        outcomes = hand_over(
            SmtpTransport(relay_at(server.port)),
            [message("big", b"x" * 2000), message("ok"), message("نور")],
            handing=lambda some: lambda: offered.extend(one.subscriber_id for one in some),
        )
    states = {outcome.subscriber_id: outcome.state for outcome in outcomes}
    assert states == {
        "big": DeliveryState.DEFERRED,
        "ok": DeliveryState.ACCEPTED,
        "نور": DeliveryState.DEFERRED,
    }
    assert offered == ["ok"]
    alarms = {outcome.subscriber_id: outcome.alarm for outcome in outcomes}
    assert alarms["big"].startswith("relay main: takes 1000 bytes at most, and the message has 2")
    assert "SMTPUTF8" in alarms["نور"]
    assert alarms["ok"] == ""


def test_an_international_local_part_goes_where_smtputf8_is_offered() -> None:
    with ScriptedServer() as server:
        (outcome,) = sent(relay_at(server.port), message("نور"))
    assert outcome.state is DeliveryState.ACCEPTED
    assert server.recipients == ["نور@example.org"]
    assert any("SMTPUTF8" in line for line in server.transcript if line.startswith("MAIL"))


def test_doctor_says_what_is_wrong_with_a_relay() -> None:
    with ScriptedServer() as server:
        (fine,) = check_relay(relay_at(server.port))
        (wrong,) = check_relay(relay_at(server.port, tls=Tls.STARTTLS))
    (down,) = check_relay(relay_at(1))
    assert fine.ok
    assert (wrong.ok, wrong.advice) == (
        False,
        "use tls: tls for an implicit TLS port, or tls: none on a trusted host",
    )
    assert "cannot connect" in down.finding


def test_doctor_finds_a_relay_that_wants_starttls_or_a_login_first(
    certificates: Certificates,
) -> None:
    starttls = {"MAIL": "530 5.7.0 Must issue a STARTTLS command first"}
    with ScriptedServer(tls=certificates.server(HERE), replies=starttls) as server:
        (refused,) = check_relay(relay_at(server.port))
    assert (refused.ok, refused.advice) == (False, "set tls: starttls")
    assert "530 Must issue a STARTTLS command first" in refused.finding
    with ScriptedServer(replies={"MAIL": "530 5.7.1 Authentication required"}) as server:
        (refused,) = check_relay(relay_at(server.port))
    assert (refused.ok, refused.advice) == (
        False,
        "set username and password_env, and look at auth",
    )


def test_doctor_warns_where_starttls_is_offered_and_not_used(certificates: Certificates) -> None:
    with ScriptedServer(tls=certificates.server(HERE)) as server:
        assert len(check_relay(relay_at(server.port))) == 1
        _, warned = check_relay(
            relay_at(server.port, host="127.1")
        )  # loopback in a spelling that is not known as such
    assert (warned.ok, warned.advice) == (None, "set tls: starttls")


def test_a_relay_that_wants_starttls_first_cannot_be_used_and_refuses_no_reader() -> None:
    outcomes: list[Outcome] = []
    with ScriptedServer(
        replies={"MAIL": "530 5.7.0 Must issue a STARTTLS command first"}
    ) as server:
        transport = SmtpTransport(relay_at(server.port))
        with pytest.raises(DeliverError, match="Must issue a STARTTLS command first"):
            hand_over(transport, [message("a"), message("b")], on_outcome=outcomes.append)
    assert {outcome.state for outcome in outcomes} == {DeliveryState.QUEUED}


def test_a_relay_that_calls_our_from_address_unknown_lets_the_reader_wait() -> None:
    content = b"From: Desk <desk@news.example.org>\r\nSubject: x\r\n\r\nhello\r\n"
    answers = {
        "ours": "550 5.1.1 <desk@news.example.org>: user unknown",
        "theirs": "550 5.1.1 <theirs@example.org>: user unknown, from desk@news.example.org",
    }
    with ScriptedServer(replies=answers) as server:
        outcomes = sent(relay_at(server.port), *[message(name, content) for name in answers])
    states = [(outcome.state, bool(outcome.alarm)) for outcome in outcomes]
    assert states == [(DeliveryState.DEFERRED, True), (DeliveryState.REFUSED, False)]


class Keeping:
    """An aiosmtpd handler that keeps what arrives."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, list[str], bytes]] = []

    async def handle_DATA(self, server: object, session: object, envelope: Mail) -> str:
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 2.0.0 Ok: queued as KEPT"


@pytest.fixture
def other_server() -> Iterator[tuple[Keeping, int]]:
    handler = Keeping()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.mark.parametrize("pipelining", [True, False])
def test_another_implementation_takes_every_byte(
    other_server: tuple[Keeping, int], pipelining: bool
) -> None:
    handler, port = other_server
    content = b"Subject: dots\r\n\r\n.\r\n..\r\n.x\r\n" + b"y" * 900 + b"\r\n"
    outcomes = sent(
        relay_at(port), *(message(f"r{n}", content) for n in range(5)), pipelining=pipelining
    )
    assert [outcome.state for outcome in outcomes] == [DeliveryState.ACCEPTED] * 5
    assert {mail[2] for mail in handler.mails} == {content}
    assert [mail[1] for mail in handler.mails] == [[f"r{n}@example.org"] for n in range(5)]


def test_a_maildir_takes_one_file_a_reader(tmp_path: Path) -> None:
    transport = MaildirTransport(tmp_path / "mail")
    handed: list[str] = []
    for _ in range(2):
        outcomes = hand_over(
            transport,
            [message("a"), message("b")],
            handing=lambda some: lambda: handed.append(some[0].subscriber_id),
        )
    assert [outcome.state for outcome in outcomes] == [DeliveryState.ACCEPTED] * 2
    assert handed == ["a", "b", "a", "b"]
    assert sorted(path.name for path in (tmp_path / "mail" / "new").iterdir()) == [
        "i@2026-11-23.a.eml",
        "i@2026-11-23.b.eml",
    ]


@pytest.mark.parametrize("pipelining", [True, False])
def test_no_second_message_of_a_connection_is_taken_before_the_first_outcome_is_stored(
    pipelining: bool,
) -> None:
    """A crash may double one message a connection, to the very last."""
    known, stored = list[str](), list[str]()

    def handing(_: Sequence[Message]) -> Callable[[], None]:
        so_far = known[:]

        def wait() -> None:
            time.sleep(0.02)  # time enough for a dot that does not wait
            stored[:] = so_far

        return wait

    with ScriptedServer() as server:

        def look(outcome: Outcome) -> None:
            assert len(server.taken) - len(stored) == 1
            known.append(outcome.subscriber_id)

        transport = SmtpTransport(relay_at(server.port), pipelining=pipelining)
        hand_over(transport, [message(f"r{n}") for n in range(6)], handing=handing, on_outcome=look)
    assert len(known) == 6


def test_messages_are_made_as_they_can_go() -> None:
    """However long the list, three messages of a connection exist at a time."""
    made, done, most = 0, 0, 0

    def making() -> Iterator[Message]:
        nonlocal made, most
        for number in range(40):
            made += 1
            most = max(most, made - done)
            yield message(f"r{number}")

    def count(_: Outcome) -> None:
        nonlocal done
        done += 1

    with ScriptedServer() as server:
        hand_over(
            SmtpTransport(relay_at(server.port, messages_per_connection=15)),
            making(),
            on_outcome=count,
        )
    assert (done, most) == (40, 3)


def test_a_relay_is_greeted_by_the_name_that_is_configured() -> None:
    with ScriptedServer() as server:
        settings = DeliverSettings(
            relays=(
                relay_at(server.port, name="one"),
                relay_at(server.port, name="two", helo_name="two.example"),
            ),
            helo_name="mail.news.example",
        )
        for relay in settings.relays:
            check_relay(relay)
    greetings = [line for line in server.transcript if line.startswith("EHLO")]
    assert greetings == ["EHLO mail.news.example", "EHLO two.example"]


@contextmanager
def old_relay(helo_answer: bytes) -> Iterator[tuple[int, list[str]]]:
    """A relay that knows no EHLO. Yields its port and the list of the commands it hears."""
    heard: list[str] = []

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 old relay\r\n")
            for line in self.rfile:
                verb = line.split()[0].decode()
                heard.append(verb)
                answers = {"EHLO": b"502 not known", "HELO": helo_answer, "DATA": b"354 go on"}
                self.wfile.write(answers.get(verb, b"250 ok") + b"\r\n")
                if verb == "DATA":
                    # the content has no command of its own: its end is a dot
                    while self.rfile.readline() != b".\r\n":
                        pass
                    self.wfile.write(b"250 taken\r\n")
                if verb == "QUIT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield server.server_address[1], heard
        finally:
            server.shutdown()
            serving.join()


def test_a_relay_that_knows_no_ehlo_is_greeted_by_helo_and_gets_the_mail_in_steps() -> None:
    with old_relay(b"250 old relay") as (port, heard):
        (outcome,) = sent(relay_at(port), message("ann"))
    assert outcome.state is DeliveryState.ACCEPTED
    assert heard[:5] == ["EHLO", "HELO", "MAIL", "RCPT", "DATA"]


@pytest.mark.parametrize("answer", ["550 go away", "251 not quite", "249 not quite"])
def test_a_relay_that_refuses_both_greetings_gets_no_mail(answer: str) -> None:
    with (
        old_relay(answer.encode()) as (port, heard),
        pytest.raises(DeliverError, match=f"EHLO refused: {answer}"),
    ):
        sent(relay_at(port), message("ann"))
    assert "MAIL" not in heard
