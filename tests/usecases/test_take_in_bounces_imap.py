"""An IMAP mailbox of returned mail over real TLS: a mail that was read is flagged, and kept."""

from __future__ import annotations

import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from digest.config import BounceSettings, Config, DeliverSettings, Settings
from digest.errors import DeliverError
from digest.models import Publication, ReturnKind
from digest.store import open_store
from digest.usecases.newsroom import Newsroom
from digest.usecases.take_in_bounces import read_mailbox

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
PASSWORD = "hunter2"
AWAY = (
    b"From: a@mail.example\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n\r\nI am away.\r\n"
)
LETTER = b"From: b@mail.example\r\nSubject: Hello\r\n\r\nA letter to the editor.\r\n"


@dataclass(slots=True)
class Account:
    """One folder as an IMAP server keeps it. `commands` are all the client gave."""

    mails: dict[int, bytes]
    flags: dict[int, set[str]] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    port: int = 0
    has_folder: bool = True

    def answer(self, command: str) -> tuple[list[bytes], str]:
        """Return the untagged lines and the verdict for one command (a part of RFC 3501)."""
        self.commands.append(command)
        word = command.upper()
        if word.startswith("CAPABILITY"):
            return [b"* CAPABILITY IMAP4rev1"], "OK"
        if word.startswith("LOGIN"):
            return [], "OK" if command.endswith(f'"{PASSWORD}"') else "NO"
        if word.startswith("SELECT") and not self.has_folder:
            return [], "NO [NONEXISTENT]"
        if word.startswith("SELECT"):
            return [b"* %d EXISTS" % len(self.mails)], "OK"
        if word.startswith("UID SEARCH"):
            unread = [uid for uid in self.mails if not self.flags.get(uid)]
            return [b"* SEARCH " + " ".join(map(str, unread)).encode()], "OK"
        if found := re.match(r"UID FETCH (\d+)", word):
            raw = self.mails[int(found[1])]
            return [
                b"* 1 FETCH (UID %s BODY[] {%d}\r\n%s)" % (found[1].encode(), len(raw), raw)
            ], "OK"
        if found := re.match(r"UID STORE (\d+) \+FLAGS\.SILENT \((.*)\)", command):
            self.flags.setdefault(int(found[1]), set()).update(found[2].split())
            return [], "OK"
        return [], "BAD"


@contextmanager
def imap_server(account: Account, certificate: Path) -> Iterator[None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            for line in self.rfile:
                tag, _, command = line.decode().strip().partition(" ")
                told, verdict = account.answer(command)
                self.wfile.write(
                    b"".join(part + b"\r\n" for part in told) + f"{tag} {verdict} done\r\n".encode()
                )

    class Server(socketserver.ThreadingTCPServer):
        def get_request(self) -> tuple[socket.socket, object]:
            connection, address = super().get_request()
            return context.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            ), address

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that refuses the certificate, or hangs up, is part of these tests."""

    with Server(("127.0.0.1", 0), Conversation) as server:
        account.port = server.server_address[1]
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield
        finally:
            server.shutdown()
            serving.join()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and its self-signed certificate for 127.0.0.1, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def account(certificate: Path) -> Iterator[Account]:
    account = Account({1: AWAY, 2: LETTER})
    with imap_server(account, certificate):
        yield account


@contextmanager
def newsroom(
    folder: Path, account: Account, *, ca_file: Path | None, password: str = PASSWORD
) -> Iterator[Newsroom]:
    bounces = BounceSettings(
        mailbox=f"imaps://desk@127.0.0.1:{account.port}/INBOX",
        password=password,
        ca_file=str(ca_file or ""),
    )
    publication = Publication(
        name="Desk", public_url="https://news.example.org", from_address="d@news.example.org"
    )
    settings = Settings(publication=publication, deliver=DeliverSettings(bounces=bounces))
    store = open_store(f"sqlite:///{folder}/desk.db")
    try:
        yield Newsroom(
            config=Config(folder=folder, settings=settings), store=store, clock=lambda: NOW
        )
    finally:
        store.close()


def test_a_mail_that_is_understood_is_seen_another_is_flagged_and_no_mail_is_deleted(
    tmp_path: Path, account: Account, certificate: Path
) -> None:
    with newsroom(tmp_path, account, ca_file=certificate) as room:
        taken = read_mailbox(room)
        assert taken.counts == {ReturnKind.AUTO_REPLY: 1, ReturnKind.UNKNOWN: 1}
        assert read_mailbox(room).mails == 0
    assert account.flags == {1: {r"\Seen"}, 2: {r"\Seen", r"\Flagged"}}
    assert not [
        command
        for command in account.commands
        if re.search(r"\\Deleted|EXPUNGE|CLOSE|MOVE", command)
    ]


def test_a_wrong_certificate_is_refused_before_the_password_is_told(
    tmp_path: Path, account: Account
) -> None:
    with (
        newsroom(tmp_path, account, ca_file=None) as room,
        pytest.raises(DeliverError, match="cannot connect"),
    ):
        read_mailbox(room)
    assert account.commands == []


def test_a_wrong_password_is_said_plainly_and_not_shown(
    tmp_path: Path, account: Account, certificate: Path
) -> None:
    with (
        newsroom(tmp_path, account, ca_file=certificate, password="letmein") as room,
        pytest.raises(DeliverError, match="the mailbox refused") as caught,
    ):
        read_mailbox(room)
    assert "letmein" not in f"{caught.value} {caught.value.hint} {caught.value.subject}"


def test_a_folder_that_is_not_there_is_named_with_the_words_of_the_server(
    tmp_path: Path, account: Account, certificate: Path
) -> None:
    account.has_folder = False
    with (
        newsroom(tmp_path, account, ca_file=certificate) as room,
        pytest.raises(DeliverError, match="no such IMAP folder") as caught,
    ):
        read_mailbox(room)
    assert caught.value.subject == "INBOX"
    assert caught.value.hint == "[NONEXISTENT] done"
    assert not [command for command in account.commands if command.startswith("UID")]
