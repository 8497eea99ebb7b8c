"""Guards of the readers' pages: strict headers, and refusals of requests that no page can want."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.web.api.problems import problem

MAX_BODY_BYTES = 8192
"""The largest form has two short fields; a mail provider's one-click post has one."""

MAX_EVENTS_BYTES = 4_000_000
"""A batch of a mail provider: a thousand events, each with a returned message."""

EVENTS_PATH = "/returns/"
API_PATH = "/api/"

PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""No script, no picture, no frame: all that the small pages need is their own styles and forms."""

HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    # this also keeps the tokens in our addresses out of other sites' logs
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-site",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""The headers of every answer, unless the page sets its own."""

HTTPS_FOR_GOOD = "max-age=31536000"
"""A year of https only, for a reader who came by https."""


class StrictHeaders:
    """Adds the headers to each answer; HSTS only when the reader came by https."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or one lifespan, which has no headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    # a page that set its own header, such as a cache time, keeps it
                    headers.setdefault(name, value)
                if scope.get("scheme") == "https":
                    # RFC 6797 forbids this header over plain HTTP
                    headers.setdefault("strict-transport-security", HTTPS_FOR_GOOD)
            await send(message)

        if scope["type"] == "http":
            await self.app(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send)


class BodyLimit:
    """Refuses a body larger than any form of ours or batch of events, announced or not."""

    def __init__(self, app: ASGIApp, most_bytes: int = MAX_BODY_BYTES) -> None:
        self.app = app
        self.most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. A body past the limit ends in status 413."""
        received_bytes = 0
        most_bytes = self.most_bytes
        if scope["type"] == "http" and scope["path"].startswith(EVENTS_PATH):
            most_bytes = MAX_EVENTS_BYTES

        async def receive_within_limit() -> Message:
            nonlocal received_bytes
            message = await receive()
            # counted as it comes: a chunked body announces no length
            received_bytes += len(message.get("body", b""))
            if received_bytes > most_bytes:
                raise HTTPException(413)
            return message

        if scope["type"] == "http":
            await self.app(scope, receive_within_limit, send)
        else:
            await self.app(scope, receive, send)


class PlainPaths:
    """Answers 404 to a path with a control character, which no database need be asked for.

    A path with a slash at its end leads to the one without it, on the site that was asked: the
    `Host` header of a request is a stranger's word.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        # PostgreSQL refuses a zero byte, which would end as status 500
        if scope["type"] == "http" and not scope["path"].isprintable():
            answer: Response = PlainTextResponse("There is nothing here.\n", 404)
            # a program reads every error of the API in one form
            if scope["path"].startswith(API_PATH):
                answer = problem(404)
            await answer(scope, receive, send)
        elif scope["type"] == "http" and _has_slash_at_its_end(scope):
            # one slash in front, so that no host is named
            plain = "/" + quote(scope["path"].strip("/"), safe="/@:")
            query = scope["query_string"].decode("latin-1")
            target = f"{plain}?{query}" if query else plain
            await Response(status_code=308, headers={"Location": target})(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _has_slash_at_its_end(scope: Scope) -> bool:
    path = scope["path"]
    is_read = scope["method"] in ("GET", "HEAD")
    return is_read and path != "/" and path.endswith("/") and not path.startswith(API_PATH)
