"""A recorded real morning, from feeds over HTTP through a real Postfix into mailboxes."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import postfix
import pytest
from newsroom import make_newsroom, run_digest
from replay import captures_of, replaying

READERS = ("reader1", "reader2", "reader3")
MORNING = "2026-08-13T06:10Z"

pytestmark = [pytest.mark.system, pytest.mark.slow]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path that Postfix's users may enter, and its sockets fit into."""
    folder = Path(tempfile.mkdtemp(prefix="morning-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.skipif(bool(postfix.missing()), reason=postfix.missing() or "never")
def test_a_recorded_morning_lands_in_every_mailbox_of_a_real_postfix(
    shared_data: Path, folder: Path
) -> None:
    captures = captures_of(shared_data / "feeds" / "havannaa", shared_data / "feeds" / "wl")
    with replaying(captures) as replay, postfix.mail_server(folder) as server:
        sources = [
            {
                "id": re.sub(r"[^a-z0-9]+", "-", name),
                "name": name,
                "url": f"{replay.base_url}/{name}",
            }
            for name in captures
        ]
        newsroom = make_newsroom(folder / "newsroom", sources=sources, smtp_port=server.port)
        for reader in READERS:
            added = run_digest(
                newsroom,
                "subscribers",
                "add",
                f"{reader}@mail.example",
                "--newsletter",
                "security-briefing",
            )
            assert added.returncode == 0, added.stderr
        replay.turn = 3
        done = run_digest(newsroom, "run", "security-briefing", "--at", MORNING)
        assert done.returncode == 0, done.stdout + done.stderr
        again = run_digest(newsroom, "run", "security-briefing", "--at", MORNING)
        assert again.returncode == 0, again.stderr
        for reader in READERS:
            (mail,) = server.delivered(reader)
            message = email.message_from_bytes(mail, policy=email.policy.default)
            assert message.defects == []
            assert message["To"].addresses[0].addr_spec == f"{reader}@mail.example"
            assert "reader" in message["Delivered-To"]
