"""Page cache: public pages are kept for some seconds, since many readers open a page at once.

An answer is kept when its headers let every cache keep it; those of a reader's own page never do.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.web.language import asked_language

MOST_BYTES = 32_000_000
"""Some five hundred issues with their pictures."""

LARGEST_PAGE_BYTES = 1_000_000
"""A larger answer is a picture that few open."""

LONGEST_QUERY_BYTES = 300
"""An answer to a longer query is not kept: no second reader asks the same."""

Key = tuple[str, bytes, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """An answer as it was sent, until a moment of the process's own clock."""

    start: Message
    body: bytes
    until: float


class PageCache:
    """Answers a repeated GET of a public page from memory, with the bytes that were sent before."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        keep_s: float,
        most_bytes: int = MOST_BYTES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.keep_s = keep_s
        self.most_bytes = most_bytes
        self.clock = clock
        self.pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self.size_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        key = _key_of(scope) if self.keep_s > 0 else None
        if key is None:
            await self.app(scope, receive, send)
            return
        page = self.pages.get(key)
        if page is not None and page.until > self.clock():
            # a copy: the guards outside add headers to the message
            await send({**page.start, "headers": [*page.start["headers"]]})
            await send({"type": "http.response.body", "body": page.body})
            return
        await self._pass_on(key, scope, receive, send)

    async def _pass_on(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, and keep the answer if every cache may."""
        start: Message | None = None
        parts: list[bytes] = []

        async def send_and_note(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_public(message):
                start = {**message, "headers": [*message["headers"]]}
            elif message["type"] == "http.response.body" and start is not None:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    self._keep(key, start, b"".join(parts))
            await send(message)

        await self.app(scope, receive, send_and_note)

    def _keep(self, key: Key, start: Message, body: bytes) -> None:
        if len(body) > LARGEST_PAGE_BYTES:
            return
        self._forget(key)
        self.pages[key] = KeptPage(start=start, body=body, until=self.clock() + self.keep_s)
        self.size_bytes += len(body)
        # the oldest first: all are kept for the same time
        while self.size_bytes > self.most_bytes:
            self._forget(next(iter(self.pages)))

    def _forget(self, key: Key) -> None:
        page = self.pages.pop(key, None)
        if page is not None:
            self.size_bytes -= len(page.body)


def _key_of(scope: Scope) -> Key | None:
    """Return the key of a request; None for one that must reach the app."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    query: bytes = scope.get("query_string", b"")
    headers = Headers(scope=scope)
    if len(query) > LONGEST_QUERY_BYTES:
        return None
    # a browser that has the page asks for news of the page; a program brings its token
    if "if-none-match" in headers or "authorization" in headers:
        return None
    return scope["path"], query, asked_language(headers.get("accept-language", ""))


def _is_public(start: Message) -> bool:
    if start["status"] != 200:
        return False
    return Headers(raw=start["headers"]).get("cache-control", "").startswith("public")
