"""The sample outlets, served as feeds and pages on a loopback address."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from digest.demo.pages import article_page, feed_of
from digest.demo.pictures import draw_picture
from digest.demo.sample import SampleArticle, SampleOutlet, load_articles, load_outlets

LOOPBACK = "127.0.0.1"
"""The demonstration leaves this machine alone."""

SLOW_S = 0.5
"""Seconds by which the slow outlet's answer is late."""

POLL_INTERVAL_S = 0.05
"""The server looks this often whether it should stop."""

ETAG_LETTERS = 16
"""Hexadecimal digits of the hash that names a version of a page."""

ROBOTS = "User-agent: *\nDisallow: /private/\n"


@dataclass(frozen=True, slots=True)
class _SamplePage:
    content_type: str
    body: bytes
    modified: datetime


class SampleNewsroom:
    """The pages of all outlets up to the moment `shown_until`: yesterday or today."""

    def __init__(self, now: datetime, base_url: str) -> None:
        self.base_url = base_url
        self.shown_until = now
        self.outlets = {outlet.id: outlet for outlet in load_outlets()}
        self.articles = load_articles(now)

    def feed_url(self, outlet: SampleOutlet) -> str:
        """Return the address of the outlet's feed."""
        return f"{self.base_url}/{outlet.id}/feed"

    def published(self, outlet: SampleOutlet) -> tuple[SampleArticle, ...]:
        """Return the outlet's articles so far, newest first."""
        shown = []
        for article in self.articles:
            if article.outlet == outlet.id and article.published <= self.shown_until:
                shown.append(article)
        return tuple(sorted(shown, key=lambda article: article.published, reverse=True))

    def answer(self, path: str) -> _SamplePage | HTTPStatus:
        """Return the page at a path, or the status to refuse with."""
        # the order matters: "feed" would be a slug, too
        match path.strip("/").split("/"):
            case ["robots.txt"]:
                return _SamplePage("text/plain; charset=utf-8", ROBOTS.encode(), self.shown_until)
            case ["pictures", name]:
                return _SamplePage(
                    "image/jpeg",
                    draw_picture(name.removesuffix(".jpg")),
                    self.articles[0].published,
                )
            case [outlet_id, "feed"] if outlet_id in self.outlets:
                return self._feed(self.outlets[outlet_id])
            case [outlet_id, slug] if outlet_id in self.outlets:
                return self._article(self.outlets[outlet_id], slug)
        return HTTPStatus.NOT_FOUND

    def _feed(self, outlet: SampleOutlet) -> _SamplePage | HTTPStatus:
        # one outlet fails and one is late, as on any morning
        if outlet.manner == "broken":
            return HTTPStatus.INTERNAL_SERVER_ERROR
        if outlet.manner == "slow":
            time.sleep(SLOW_S)
        articles = self.published(outlet)
        newest = self.shown_until
        if articles:
            newest = articles[0].published
        content_type, text = feed_of(outlet, articles, self.base_url)
        return _SamplePage(content_type, text.encode(), newest)

    def _article(self, outlet: SampleOutlet, slug: str) -> _SamplePage | HTTPStatus:
        # a page of tomorrow's news is not there yet
        for article in self.published(outlet):
            if article.slug == slug:
                page = article_page(outlet, article, self.base_url).encode()
                return _SamplePage("text/html; charset=utf-8", page, article.published)
        return HTTPStatus.NOT_FOUND


@contextmanager
def sample_newsroom(now: datetime) -> Iterator[SampleNewsroom]:
    """Serve the sample outlets on a free loopback port until the block ends.

    The news is dated relative to `now`.
    """
    # port 0: the machine gives a free one, so that two demos can run
    server = _Server((LOOPBACK, 0), _Handler)
    newsroom = server.newsroom = SampleNewsroom(
        now, f"http://{LOOPBACK}:{server.server_address[1]}"
    )
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": POLL_INTERVAL_S}, daemon=True
    )
    thread.start()
    try:
        yield newsroom
    finally:
        # in this order: the thread ends its loop before the socket is closed
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    newsroom: SampleNewsroom


class _Handler(BaseHTTPRequestHandler):
    """Answers with ETag and Last-Modified, and with 304 when the client has that version."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        # the outlets ignore queries, so that a tracker in a link changes no page
        page = self.server.newsroom.answer(self.path.split("?")[0])
        if isinstance(page, HTTPStatus):
            self._send(page, {"Content-Type": "text/plain; charset=utf-8"}, page.phrase.encode())
            return
        etag = f'"{sha256(page.body).hexdigest()[:ETAG_LETTERS]}"'
        headers = {"ETag": etag, "Last-Modified": format_datetime(page.modified, usegmt=True)}
        # a second collection costs no body, as with a real outlet
        if self.headers.get("If-None-Match") == etag:
            self._send(HTTPStatus.NOT_MODIFIED, headers, b"")
            return
        self._send(HTTPStatus.OK, {**headers, "Content-Type": page.content_type}, page.body)

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet; the collector reports what it asked."""
