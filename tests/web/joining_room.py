"""A small newsroom with a form of joining, its clock and its reader with a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from small_issue import NOW, a_briefing, an_issue
from starlette.testclient import TestClient

from digest.config import Config, ReaderSettings, Settings
from digest.models import (
    DeliveryState,
    Issue,
    MailKind,
    Newsletter,
    Publication,
    Schedule,
    Selection,
    Tier,
    Variant,
    Waves,
)
from digest.protocols import Store
from digest.tokens import Purpose, Token, make_token
from digest.usecases.newsroom import Newsroom
from digest.web import public_app

KEY = "a key for tests"
PUBLICATION = Publication(
    name="The <Test> Desk",
    public_url="https://news.example.org",
    from_address="desk@news.example.org",
    postal_address="1 Test Street",
)
WEEKDAYS = Schedule(cron="0 16 * * mon-fri")
NEWSLETTERS = (
    Newsletter(
        id="daily",
        name="The Daily",
        tagline="All the news",
        topics=(),
        schedule=WEEKDAYS,
        timezone="Asia/Nicosia",
    ),
    Newsletter(id="gulf", name="Gulf", tagline="", topics=()),
    Newsletter(id="oil", name="Oil & Gas", tagline="For the trade", topics=(), tier=Tier.MEMBER),
)


@dataclass(slots=True)
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass(slots=True)
class Room:
    store: Store
    readers: ReaderSettings = ReaderSettings()
    publication: Publication = PUBLICATION
    clock: Clock = field(default_factory=Clock)
    host: str = "192.0.2.7"
    waves: Waves = Waves()
    variants: tuple[Variant, ...] = ()

    @property
    def newsroom(self) -> Newsroom:
        settings = Settings(publication=self.publication, readers=self.readers)
        newsletters = tuple(
            replace(one, waves=self.waves, variants=self.variants) for one in NEWSLETTERS
        )
        config = Config(folder=Path(), settings=settings, newsletters=newsletters)
        return Newsroom(config=config, store=self.store, clock=self.clock)

    def client(self, **more: Any) -> TestClient:
        newsroom = self.newsroom
        app = public_app(self.store, newsroom.config, key=KEY, clock=self.clock)
        return TestClient(app, client=(self.host, 50_000), raise_server_exceptions=False, **more)

    def join(
        self, address: str, *newsletters: str, client: TestClient | None = None, **fields: str
    ) -> Any:
        """Open the form, wait as long as a person needs, and post it."""
        browser = client or self.client()
        stamp = stamp_of(browser.get("/join").text)
        self.clock.pass_(seconds=5)
        form = {"email": address, "newsletter": list(newsletters), "stamp": stamp, **fields}
        return browser.post("/join", data=form)

    def mails(self, kind: MailKind = MailKind.CONFIRMATION) -> list[tuple[Issue, str]]:
        """The letters in the ledger, each with its reader, in the order of their ids."""
        found = []
        for summary in self.store.issues.list(kinds=[kind], limit=1000):
            mail = self.store.issues.issue(summary.id)
            assert mail is not None
            for row in self.store.ledger.rows(summary.id, states=[DeliveryState.QUEUED]):
                found.append((mail, row.subscriber_id))
        return sorted(found, key=lambda one: (one[0].id, one[1]))

    def link(self, purpose: Purpose, subscriber_id: str, mail: str = "", of: str = "daily") -> str:
        token = Token(subscriber_id=subscriber_id, newsletter_id=of, issue_id=mail)
        return f"/{purpose}/{make_token(KEY, token, purpose)}"

    def confirmation_link(self) -> str:
        """The link of the one confirmation that waits."""
        ((mail, subscriber_id),) = self.mails()
        return self.link(Purpose.CONFIRM, subscriber_id, mail.id, mail.newsletter_id)

    def newsletters_of(self, address: str) -> tuple[str, ...]:
        reader = self.store.subscribers.by_email(address)
        assert reader is not None
        return reader.newsletters


def stamp_of(page: str) -> str:
    match = re.search(r'name="stamp" value="([^"]+)"', page)
    assert match is not None
    return unescape(match[1])


def sent_issue(store: Store, issue_id: str, **changes: Any) -> Issue:
    """An approved issue without readers, as the archive has it."""
    issue = replace(an_issue(issue_id), **changes)
    store.issues.save_draft(a_briefing(issue_id), Selection(stories=()), issue)
    store.issues.approve(issue_id, subscriber_ids=[], now=NOW)
    return issue
