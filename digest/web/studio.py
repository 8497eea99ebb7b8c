"""Studio: the operator's preview on loopback. It shows what would be sent and why; it changes nothing."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from watchfiles import awatch

from digest.config import shipped_templates
from digest.models import Briefing, Finding, Issue, Selection, Severity, Slot

LOOPBACK = ("127.0.0.1", "localhost")
"""The only names the studio answers to: a page elsewhere that rebinds its own name to 127.0.0.1 gets nothing."""
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
INVERSION = "html, img { filter: invert(1) hue-rotate(180deg); } html { background: #ffffff; }"
FILES = {"studio.css": "text/css", "studio.js": "text/javascript"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioView:
    """All the studio shows of one issue. `issue` is None when it was held; `trouble` says why it does not render."""

    id: str
    issue: Issue | None
    briefing: Briefing | None = None
    selection: Selection | None = None
    findings: tuple[Finding, ...] = ()
    trouble: str = ""


def studio_app(
    *,
    load: Callable[[str | None], StudioView | None],
    list_issues: Callable[[], Sequence[Issue]],
    watch: Sequence[Path],
) -> Starlette:
    """The preview app. `load(None)` gives the newest issue; when anything under `watch` changes, open pages reload."""
    return _Studio(load, list_issues, watch).app()


def as_seen(html: str, *, look: str = "light", styles: bool = True, pictures: bool = True) -> str:
    """An issue's HTML as one kind of client shows it: its look forced, style sheets dropped, or pictures blocked.

    `inverted` is what a client makes of the light look that recolours all but pictures.
    """
    query = "@media (prefers-color-scheme: dark)"
    html = html.replace(query, "@media all" if look == "dark" else "@media not all")
    if not styles:
        html = re.sub(r"<style\b.*?</style>", "", html, flags=re.DOTALL)
    if not pictures:
        html = re.sub(r'(<img\b[^>]*\bsrc=")[^"]*', r"\g<1>", html)
    return (
        html.replace("</head>", f"<style>{INVERSION}</style></head>")
        if look == "inverted"
        else html
    )


class _Studio:
    def __init__(
        self,
        load: Callable[[str | None], StudioView | None],
        list_issues: Callable[[], Sequence[Issue]],
        watch: Sequence[Path],
    ) -> None:
        self.load = load
        self.list_issues = list_issues
        self.watch = [path for path in watch if path.exists()]
        self.folder = shipped_templates() / "web" / "studio"
        self.pages = Environment(
            loader=FileSystemLoader(self.folder), autoescape=True, undefined=StrictUndefined
        )

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self.front),
                Route("/mail/{id}", self.mail),
                Route("/text/{id}", self.text),
                Route("/image/{id}/{cid}", self.image),
                Route("/events", self.events),
                Route("/{file}", self.file),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))],
        )

    def front(self, request: Request) -> Response:
        issues = self.list_issues()
        wanted = request.query_params.get("issue")
        view = self.load(wanted)
        if view is None and wanted:
            return self.missing(wanted)
        counts = (
            {severity: sum(f.severity is severity for f in view.findings) for severity in Severity}
            if view
            else {}
        )
        text = _with_sample_links(view.issue.text) if view and view.issue else ""
        page = self.pages.get_template("studio.html.j2").render(
            issues=issues, view=view, counts=counts, text=text
        )
        return HTMLResponse(page, headers=_headers(PAGE_POLICY))

    def mail(self, request: Request) -> Response:
        view = self.load(request.path_params["id"])
        if view is None or view.issue is None:
            return self.missing(request.path_params["id"])
        asked = request.query_params
        html = as_seen(
            view.issue.html,
            look=asked.get("look", "light"),
            styles=asked.get("styles") != "off",
            pictures=asked.get("pictures") != "off",
        )
        html = _with_sample_links(html).replace('src="cid:', f'src="/image/{view.id}/')
        return HTMLResponse(html, headers=_headers(MAIL_POLICY))

    def text(self, request: Request) -> Response:
        view = self.load(request.path_params["id"])
        if view is None or view.issue is None:
            return self.missing(request.path_params["id"])
        return PlainTextResponse(_with_sample_links(view.issue.text), headers=_headers(MAIL_POLICY))

    def image(self, request: Request) -> Response:
        view = self.load(request.path_params["id"])
        for image in view.issue.images if view and view.issue else ():
            if image.cid == request.path_params["cid"]:
                # the sandboxed mail has an origin of its own, so its pictures may be read from any
                headers = _headers(PAGE_POLICY) | {"Cross-Origin-Resource-Policy": "cross-origin"}
                return Response(image.content, media_type=image.content_type, headers=headers)
        return self.missing(request.path_params["cid"])

    async def events(self, request: Request) -> Response:
        return EventSourceResponse(self.changes(request), headers=_headers(PAGE_POLICY), ping=15)

    async def changes(self, request: Request) -> AsyncIterator[ServerSentEvent]:
        """One event a change; a first one at once, so that a page knows it is heard."""
        yield ServerSentEvent(data="watching", event="ready")
        stop = asyncio.Event()
        try:
            async for changes in awatch(
                *self.watch, stop_event=stop, rust_timeout=1000, yield_on_timeout=True
            ):
                if await request.is_disconnected():
                    return
                if changes:
                    yield ServerSentEvent(data="changed", event="changed")
        finally:
            stop.set()

    def file(self, request: Request) -> Response:
        name = request.path_params["file"]
        if name not in FILES:
            return self.missing(name)
        return Response(
            (self.folder / name).read_bytes(), media_type=FILES[name], headers=_headers(PAGE_POLICY)
        )

    def missing(self, what: str) -> Response:
        return PlainTextResponse(
            f"There is no {what} here.\n", status_code=404, headers=_headers(PAGE_POLICY)
        )


def _with_sample_links(content: str) -> str:
    """What stands in for a reader's own links leads nowhere, and says what it is."""
    for slot in Slot:
        sample = (
            "reader@example.org"
            if slot is Slot.ADDRESS
            else f"https://example.org/{slot.name.lower()}"
        )
        content = content.replace(slot.value, sample)
    return content


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
