"""The demo's mail server keeps each message as it came."""

from __future__ import annotations

import mailbox
import smtplib
from pathlib import Path

from digest.demo.mailserver import sample_relay


def test_each_message_lands_in_the_maildir_byte_for_byte(tmp_path: Path) -> None:
    message = (
        b"From: a@example.org\r\nTo: b@example.org\r\nSubject: one\r\n\r\n"
        b".a line that opens with a dot\r\n"
    )
    with sample_relay(tmp_path / "mail") as relay, smtplib.SMTP(relay.host, relay.port) as client:
        client.sendmail("a@example.org", ["b@example.org"], message)
        client.sendmail("a@example.org", ["c@example.org"], message.replace(b"one", b"two"))
    kept = [box.as_bytes() for box in mailbox.Maildir(tmp_path / "mail")]
    assert len(kept) == 2
    assert message.replace(b"\r\n", b"\n") in kept
