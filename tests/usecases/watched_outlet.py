"""An outlet on loopback whose articles an issue cites, and which changes them afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler

from loopback_site import Site, reply
from own_newsroom import own_newsroom
from sample_morning import ISSUE, NOW

from digest.config import Config
from digest.models import Article, Consent, Subscriber
from digest.protocols import Store
from digest.usecases import Newsroom, approve_issue, draft_issue
from digest.usecases.source_watch import WatchReport, watch_sources

NEWSLETTER = "security-briefing"
EVERY = timedelta(hours=3)
TITLE = "Drone strike hits fuel depot in Yemen's Hodeidah, killing nine"
PARAGRAPHS = (
    "A drone strike on a fuel depot in Yemen's port of Hodeidah killed nine people on Thursday, "
    "the health ministry said.",
    "Houthi officials blamed Israel for the strike on the fuel depot, the second in Hodeidah "
    "this month.",
    "The Israeli army said it had struck tanks that fuelled missile launches from Yemen.",
    "Ships were told to stay away from the port of Hodeidah until the fire at the depot is out.",
    "Hodeidah handles most of the food and fuel that reaches northern Yemen, aid groups say.",
)
"""An article of our own making, each sentence a paragraph."""


@dataclass
class Outlet:
    """One article at `/news/strike`, and the robots.txt of its host."""

    site: Site
    paragraphs: list[str] = field(default_factory=lambda: list(PARAGRAPHS))
    title: str = TITLE
    extra: str = ""
    status: int = 200
    robots: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"{self.site.url}/news/strike"

    def html(self) -> str:
        text = "".join(f"<p>{escape(one, quote=False)}</p>" for one in self.paragraphs)
        head = f"<title>{escape(self.title)}</title>"
        return (
            f"<html lang=en><head>{head}</head><body><article><h1>{escape(self.title)}</h1>"
            f"{text}</article>{self.extra}</body></html>"
        )

    def reword(self, old: str, new: str) -> None:
        """Change words of the article."""
        before = list(self.paragraphs)
        self.paragraphs = [one.replace(old, new) for one in before]
        assert self.paragraphs != before

    def asked(self, path: str = "/news/strike") -> int:
        """How often a page was asked for."""
        return self.site.paths().count(path)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = self.html().encode()
        etag = f'"{hash(body)}"'
        if self.status != 200:
            reply(handler, self.status, b"<p>No.</p>", **self.headers)
        elif handler.headers.get("if-none-match") == etag:
            reply(handler, 304, ETag=etag)
        else:
            reply(handler, 200, body, Content_Type="text/html; charset=utf-8", ETag=etag)

    def answer_robots(self, handler: BaseHTTPRequestHandler) -> None:
        reply(handler, 200 if self.robots else 404, self.robots.encode())


@contextmanager
def open_outlet() -> Iterator[Outlet]:
    site = Site()
    try:
        yield outlet_on(site)
    finally:
        site.close()


def outlet_on(site: Site) -> Outlet:
    """Put the outlet on a site, as it was at first; earlier requests are forgotten."""
    outlet = Outlet(site=site)
    site.routes.clear()
    site.routes["/news/strike"] = outlet.answer
    site.routes["/robots.txt"] = outlet.answer_robots
    site.seen.clear()
    return outlet


@dataclass
class WatchDesk:
    """A newsroom whose issue cites the outlet's article; its clock is moved by hand."""

    newsroom: Newsroom
    outlet: Outlet
    now: datetime = NOW

    @property
    def store(self) -> Store:
        return self.newsroom.store

    def read(self, after: timedelta = timedelta(0)) -> WatchReport:
        """Let time pass and make a round of the watch."""
        self.now += after
        return watch_sources(self.at_now())

    def at_now(self) -> Newsroom:
        return replace(self.newsroom, clock=lambda: self.now)

    def cited(self) -> tuple[str, ...]:
        """The sentences of the page that are watched."""
        (page,) = self.store.source_watch.pages()
        return tuple(one.text for one in page.cited)


@cache
def _config() -> Config:
    """The shipped newsroom with one newsletter, which may ask hosts on loopback."""
    shipped = own_newsroom()
    title = next(one for one in shipped.newsletters if one.id == NEWSLETTER)
    collect = replace(
        shipped.settings.collect, allow_networks=("127.0.0.0/8",), host_gap_s=0.0, timeout_s=10.0
    )
    settings = replace(shipped.settings, collect=collect)
    newsletter = replace(title, min_stories=1)
    return replace(shipped, settings=settings, sources=(), newsletters=(newsletter,))


def desk_over(store: Store, outlet: Outlet) -> WatchDesk:
    """Make the newsroom over a store as it is."""
    newsroom = Newsroom(config=_config(), store=store, clock=lambda: NOW)
    return WatchDesk(newsroom=newsroom, outlet=outlet)


def watch_desk(store: Store, outlet: Outlet, *, approved: bool = True) -> WatchDesk:
    """Make the newsroom, draft the issue that cites the outlet, and approve it."""
    article = Article(
        id="strike",
        url=outlet.url,
        canonical_url=outlet.url,
        title=TITLE,
        lead=PARAGRAPHS[0],
        body="\n\n".join(PARAGRAPHS),
        published=NOW - timedelta(hours=2),
        collected=NOW - timedelta(hours=1),
        language="en",
        publisher="Harbour Post",
    )
    store.articles.save([article])
    reader = Subscriber(
        id="r1",
        email="reader@example.org",
        newsletters=(NEWSLETTER,),
        consent=Consent(at=NOW, source="test"),
        created=NOW,
    )
    store.subscribers.add([reader])
    desk = desk_over(store, outlet)
    drafted = draft_issue(desk.newsroom, NEWSLETTER)
    assert drafted.issue, drafted.why_held
    if approved:
        approve_issue(desk.newsroom, ISSUE)
    return desk
