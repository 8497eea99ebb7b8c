"""The demo's mail server keeps each message as it came."""

from __future__ import annotations

import mailbox
import smtplib
import socket
from pathlib import Path

import pytest

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


def test_a_reply_names_the_file_of_its_message_and_missing_folders_are_made(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "out" / "mail"
    with sample_relay(folder) as relay, smtplib.SMTP(relay.host, relay.port) as client:
        client.ehlo()
        client.mail("a@example.org")
        client.rcpt("b@example.org")
        code, words = client.data(b"Subject: one\r\n\r\nText\r\n")
    assert (code, relay.maildir) == (250, folder)
    queue_id = words.decode().rpartition("queued as ")[2]
    (message,) = (folder / "new").iterdir()
    assert queue_id
    assert queue_id in message.name


def test_the_relay_listens_no_longer_when_the_block_ends(tmp_path: Path) -> None:
    with sample_relay(tmp_path / "mail") as relay:
        assert relay.host == "127.0.0.1"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((relay.host, relay.port)).close()
