"""The sample relay: an SMTP server on loopback that keeps every message in a Maildir."""

from __future__ import annotations

import mailbox
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRelay:
    """The address of the server, on a free port, and the folder with its messages."""

    host: str
    port: int
    maildir: Path


@contextmanager
def sample_relay(maildir: Path) -> Iterator[SampleRelay]:
    """Serve SMTP without TLS on a free loopback port until the block ends.

    `maildir` is made when it is missing.
    """
    port = _free_port()
    controller = Controller(_IntoMaildir(maildir), hostname=LOOPBACK, port=port)
    controller.start()
    try:
        yield SampleRelay(host=LOOPBACK, port=port, maildir=maildir)
    finally:
        controller.stop()


def _free_port() -> int:
    # the server reports no port that the system chose, so one is chosen before it starts
    with socket.create_server((LOOPBACK, 0)) as probe:
        return int(probe.getsockname()[1])


class _IntoMaildir:
    def __init__(self, maildir: Path) -> None:
        maildir.parent.mkdir(parents=True, exist_ok=True)
        self.box = mailbox.Maildir(maildir, create=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep the message as it came, byte for byte."""
        # the name of the file is the queue id, so that a reply leads to its message
        key = self.box.add(envelope.content or b"")
        return f"250 2.0.0 Ok: queued as {key.partition('.')[2]}"
