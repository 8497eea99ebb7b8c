"""The readers' pages of the shipped newsroom on loopback, and a reader's browser at phone width."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from own_newsroom import own_newsroom
from waiting import eventually

from digest.config import Config
from digest.models import DeliveryState, MailKind
from digest.protocols import Store
from digest.store import open_store
from digest.tokens import reader_links
from digest.web import public_app
from digest.web.server import pages_server

KEY = "a key for tests"
ADDRESS = "ann@mail.example"
PHONE = {"width": 375, "height": 800}


@dataclass(slots=True)
class Site:
    store: Store
    config: Config
    address: str = ""
    ahead: timedelta = timedelta()

    def clock(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def links(self, mail_id: str, subscriber_id: str, newsletter_id: str) -> Any:
        return reader_links(
            self.config.settings.publication,
            KEY,
            subscriber_id=subscriber_id,
            newsletter_id=newsletter_id,
            issue_id=mail_id,
            confirms=True,
        )

    def path_of(self, link: str) -> str:
        return self.address + urlsplit(link).path

    def waiting(self, kind: MailKind) -> tuple[str, str, str]:
        """(mail, reader, newsletter) of the newest letter of a kind."""
        for summary in self.store.issues.list(kinds=[kind]):
            for row in self.store.ledger.rows(summary.id, states=[DeliveryState.QUEUED]):
                return summary.id, row.subscriber_id, summary.newsletter_id
        raise AssertionError(f"no {kind} waits")

    def newsletters(self) -> tuple[str, ...]:
        reader = self.store.subscribers.by_email(ADDRESS)
        return reader.newsletters if reader else ()


def with_teams() -> Config:
    """The shipped newsroom, where a member may give three seats."""
    newsroom = own_newsroom()
    readers = replace(newsroom.settings.readers, team_seats=3)
    return replace(newsroom, settings=replace(newsroom.settings, readers=readers))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    store = open_store(f"sqlite:///{tmp_path}/pages.db")
    site = Site(store=store, config=with_teams())
    server = pages_server(public_app(store, site.config, key=KEY, clock=site.clock))
    door = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([door],))
    thread.start()
    eventually(lambda: server.started, "the server")
    site.address = f"http://127.0.0.1:{door.getsockname()[1]}"
    yield site
    server.should_exit = True
    thread.join(20)
    door.close()
    store.close()


def opened(browser: Any, *, language: str = "en", scripts: bool = False) -> Any:
    context = browser.new_context(
        viewport=PHONE, java_script_enabled=scripts, locale=language, color_scheme="light"
    )
    return context.new_page()
