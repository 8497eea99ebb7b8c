"""A newsroom with a real Postfix and Dovecot: a login, each kind of address, a late bounce."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import postfix
import pytest
from newsroom import make_newsroom, run_digest
from replay import replaying
from test_serve import sample_feed
from waiting import eventually

from digest.models import DeliveryState, SubscriberState
from digest.store import open_store

pytestmark = [pytest.mark.system, pytest.mark.slow]

NEWSLETTER = "security-briefing"
RELAY = """\
  relays:
    - {{name: desk, host: localhost, port: {port}, tls: starttls, username: desk, password_env: \
DESK_PASSWORD,
       ca_file: {ca_file}}}
  bounces: {{mailbox: "maildir:{folder}/mail/bounce"}}
"""
ENDS = {
    "ann": DeliveryState.ACCEPTED,
    "grey": DeliveryState.ACCEPTED,
    "slow": DeliveryState.ACCEPTED,
    "late": DeliveryState.ACCEPTED,
    "reject": DeliveryState.REFUSED,
    "policy": DeliveryState.REFUSED,
    "full": DeliveryState.DEFERRED,
    "drop": DeliveryState.DEFERRED,
}
PASSWORD = {"DESK_PASSWORD": postfix.PASSWORD}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path that Postfix's users may enter, and its sockets fit into."""
    folder = Path(tempfile.mkdtemp(prefix="path-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def newsroom(folder: Path) -> Iterator[Path]:
    """The readers of ENDS, and a newsroom with that Postfix for relay and bounces."""
    if why := postfix.missing():
        pytest.skip(why)
    with (
        replaying({"sample": [sample_feed(datetime.now(UTC))]}) as replay,
        postfix.mail_server(folder) as server,
    ):
        source = {"id": "sample", "name": "Sample", "url": f"{replay.base_url}/sample"}
        newsroom = make_newsroom(folder / "newsroom", sources=[source], smtp_port=server.login_port)
        settings = newsroom / "digest.yaml"
        relay = RELAY.format(port=server.login_port, ca_file=server.ca_file, folder=folder)
        settings.write_text(
            settings.read_text().partition("  relays:")[0] + relay, encoding="utf-8"
        )
        readers = newsroom / "readers.csv"
        readers.write_text(
            "email\n" + "".join(f"{name}@mail.example\n" for name in ENDS), encoding="utf-8"
        )
        taken = digest(newsroom, "subscribers", "import", str(readers), "--newsletter", NEWSLETTER)
        assert taken.startswith(f"{len(ENDS)} new")
        yield newsroom


def digest(newsroom: Path, *words: str) -> str:
    """Return the output of the command; exit code 3 says that some rows wait."""
    done = run_digest(newsroom, *words, env=PASSWORD)
    assert done.returncode in (0, 3), done.stdout + done.stderr
    return done.stdout


def states(newsroom: Path) -> dict[str, DeliveryState]:
    store = open_store(f"sqlite:///{newsroom}/test.db")
    try:
        (issue,) = store.issues.list()
        assert store.ledger.audit(issue.id).balances
        names = {reader.id: reader.email.partition("@")[0] for reader in store.subscribers.list()}
        return {names[row.subscriber_id]: row.state for row in store.ledger.rows(issue.id)}
    finally:
        store.close()


def reader_state(newsroom: Path, address: str) -> SubscriberState | None:
    store = open_store(f"sqlite:///{newsroom}/test.db")
    try:
        reader = store.subscribers.by_email(address)
        return reader.state if reader else None
    finally:
        store.close()


def test_every_address_ends_where_it_should_and_a_late_bounce_closes_its_address(
    newsroom: Path, folder: Path
) -> None:
    digest(newsroom, "run", NEWSLETTER)
    until = time.monotonic() + 60
    while states(newsroom) != ENDS and time.monotonic() < until:
        digest(newsroom, "send", "--resume")
    assert states(newsroom) == ENDS

    returned = folder / "mail" / "bounce" / "new"
    eventually(lambda: list(returned.glob("*")), "the late bounce", within_s=90)
    assert "addresses closed: 1" in digest(newsroom, "bounces")
    assert reader_state(newsroom, "late@mail.example") is SubscriberState.SUPPRESSED
    assert reader_state(newsroom, "reject@mail.example") is SubscriberState.SUPPRESSED
    assert reader_state(newsroom, "policy@mail.example") is SubscriberState.ACTIVE
    why = digest(newsroom, "subscribers", "why", "late@mail.example")
    assert "hard bounce 5.2.1" in why
    assert "Mailbox disabled" in why
    assert "2 suppressed" in digest(
        newsroom, "subscribers", "import", str(newsroom / "readers.csv"), "-n", NEWSLETTER
    )
