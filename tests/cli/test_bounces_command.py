"""`digest bounces` takes in a mailbox or a piped mail, and `why` explains it afterwards."""

from __future__ import annotations

import mailbox
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mailbox_server import Mail, mail_server
from newsroom import make_newsroom, run_digest
from replay import replaying
from test_serve import sample_feed

pytestmark = pytest.mark.slow

READERS = ("reader1@example.org", "reader2@example.org")
STRANGE = (
    b"From: someone@mail.example\nTo: bounce@news.example.org\n"
    b"Subject: Hello\n\nA letter to the editor.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A newsroom with a mailbox for what comes back."""
    made = make_newsroom(
        tmp_path / "newsroom",
        sources=[{"id": "sample", "name": "Sample", "url": "https://sample.example/"}],
        smtp_port=25,
    )
    return with_mailbox(made)


def with_mailbox(folder: Path) -> Path:
    mailbox.Maildir(folder / "returned")
    with (folder / "digest.yaml").open("a", encoding="utf-8") as file:
        file.write("  bounces: {mailbox: 'maildir:returned'}\n")
    return folder


def pipe(folder: Path, raw: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "digest", "-c", str(folder), "bounces", "-", *words]
    return subprocess.run(
        command, input=raw, capture_output=True, timeout=60, check=False, env=os.environ
    )


def test_a_mail_that_no_judge_understands_waits_for_a_person_and_the_exit_code_says_so(
    folder: Path,
) -> None:
    mailbox.Maildir(folder / "returned").add(STRANGE)
    done = run_digest(folder, "bounces")
    assert done.returncode == 3
    assert "mails read: 1; addresses closed: 0; waiting for a person: 1" in done.stdout
    assert len(mailbox.Maildir(folder / "returned")) == 1
    again = run_digest(folder, "bounces")
    assert (again.returncode, again.stdout[:13]) == (0, "mails read: 0")


def test_a_piped_mail_that_no_judge_understands_is_kept_and_the_mail_server_is_content(
    folder: Path,
) -> None:
    kept = folder / "var" / "kept"
    done = pipe(folder, STRANGE, "--keep", str(kept))
    assert done.returncode == 0, done.stderr
    (mail,) = mailbox.Maildir(kept)
    assert mail["Subject"] == "Hello"


def test_a_piped_mail_is_handed_back_when_it_cannot_be_stored(folder: Path) -> None:
    (folder / "test.db").write_bytes(b"this is no database, " * 100)
    done = pipe(folder, STRANGE)
    assert done.returncode == 75
    assert b"error:" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_mailbox_that_is_not_there_is_an_error_with_a_hint(folder: Path) -> None:
    done = run_digest(folder, "bounces", "mbox:/nowhere/at/all")
    assert done.returncode == 1
    assert "error: no such mailbox" in done.stderr
    assert "hint:" in done.stderr


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[tuple[Path, dict[str, Mail]]]:
    """A newsroom that has sent an issue, and its mails by recipient."""
    with replaying({"sample": [sample_feed(datetime.now(UTC))]}) as replay, mail_server() as server:
        source = {"id": "sample", "name": "Sample", "url": f"{replay.base_url}/sample"}
        folder = with_mailbox(
            make_newsroom(tmp_path / "newsroom", sources=[source], smtp_port=server.port)
        )
        title = folder / "newsletters" / "security-briefing.yaml"
        text = re.sub(
            r"^approval: .*$",
            "approval: auto",
            title.read_text(encoding="utf-8"),
            flags=re.MULTILINE,
        )
        title.write_text(text, encoding="utf-8")
        for reader in READERS:
            run_digest(folder, "subscribers", "add", reader, "--newsletter", "security-briefing")
        done = run_digest(folder, "run", "security-briefing")
        assert done.returncode == 0, done.stdout + done.stderr
        yield folder, {mail.recipient: mail for mail in server.mails}


def test_a_bounce_closes_the_address_and_why_shows_the_evidence(
    sent: tuple[Path, dict[str, Mail]],
) -> None:
    folder, mails = sent
    mail = mails[READERS[0]]
    notice = (
        f"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\nTo: {mail.sender}\n"
        "Subject: Undelivered Mail\n"
        "MIME-Version: 1.0\nContent-Type: multipart/report; "
        'report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt failed.\n\n"
        "--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {mail.recipient}\nAction: failed\n"
        "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 [/mx] No such user here\n\n--b--\n"
    )
    mailbox.Maildir(folder / "returned").add(notice)
    done = run_digest(folder, "bounces")
    assert done.returncode == 0, done.stderr
    assert re.search(r"hard\s+1", done.stdout)
    assert "addresses closed: 1" in done.stdout
    why = run_digest(folder, "subscribers", "why", READERS[0]).stdout
    assert "550 5.1.1 [/mx] No such user here" in why
    assert "hard bounce 5.1.1 to security-briefing@" in why
    listed = run_digest(folder, "subscribers", "list").stdout
    assert re.search(rf"{READERS[0]}.*suppressed", listed)
    assert re.search(rf"{READERS[1]}.*active", listed)
