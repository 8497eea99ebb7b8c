"""public_app: the readers' pages as an ASGI app, with strict headers, a cap on bodies and plain error pages."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.config import Config
from digest.errors import StoreError
from digest.logs import get_logger
from digest.protocols import Clock, Store
from digest.web.public import PublicPages

MAX_BODY_BYTES = 8192

log = get_logger("web")

PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""No script, no picture, no frame: what the small pages need and nothing more."""

HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-site",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""On every answer, unless the page says otherwise. `no-referrer` also keeps tokens out of other sites' logs."""


def public_app(
    store: Store, config: Config, *, key: str | Sequence[str], clock: Clock
) -> Starlette:
    """The pages that readers need: unsubscribe, preferences, issues in the browser, their archive
    and pictures, and `/healthz`.

    The first of several keys signs new links, all of them open old ones. Put a TLS proxy in front.
    """
    pages = PublicPages(store=store, config=config, key=key, clock=clock)

    def shown(request: Request, error: Exception) -> Response:
        return _error_page(pages, request, error)

    return Starlette(
        routes=[
            Route("/", pages.home),
            Route("/healthz", pages.healthz),
            Route("/robots.txt", pages.robots),
            Route("/help/unsubscribe", pages.how_to_leave),
            Route("/u/{token}", pages.ask_to_leave),
            Route("/u/{token}", pages.leave, methods=["POST"]),
            Route("/p/{name}.jpg", pages.hosted_picture),
            Route("/p/{token}", pages.preferences),
            Route("/p/{token}", pages.change_preferences, methods=["POST"]),
            Route("/v/{token}", pages.personal_view),
            Route("/archive/{newsletter_id}", pages.archive),
            Route("/archive/{newsletter_id}/thread/{thread_id}", pages.thread),
            Route("/i/{issue_id}", pages.issue),
            Route("/i/{issue_id}/{cid}", pages.picture),
        ],
        middleware=[Middleware(_StrictHeaders), Middleware(_BodyLimit)],
        exception_handlers={HTTPException: shown, StoreError: shown, Exception: shown},
    )


def _error_page(pages: PublicPages, request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return pages.trouble(request, error.status_code, headers=error.headers)
    if isinstance(error, StoreError):
        log.error("store_unavailable", error=str(error), hint=error.hint)
        return pages.trouble(request, 503, headers={"retry-after": "30"})
    log.error(
        "page_failed", error=repr(error)
    )  # the server logs the traceback, and no path: it may hold a token
    return pages.trouble(
        request, 500, headers=HEADERS
    )  # answered outside the middleware, so it brings its headers


class _StrictHeaders:
    """Adds the headers to each answer; HSTS only when the reader really came by https."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope.get("scheme") == "https":
                    headers.setdefault("strict-transport-security", "max-age=31536000")
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class _BodyLimit:
    """Refuses a body that is larger than any of our forms, whether it is announced or merely keeps coming."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received_bytes = 0

        async def receive_within_limit() -> Message:
            nonlocal received_bytes
            message = await receive()
            received_bytes += len(message.get("body", b""))
            if received_bytes > MAX_BODY_BYTES:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_within_limit if scope["type"] == "http" else receive, send)
