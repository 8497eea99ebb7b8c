"""Studio: the operator's preview on loopback. It shows issues and reasons, and changes no data."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from watchfiles import awatch

from digest.config import shipped_templates
from digest.models import Briefing, Finding, Issue, IssueSummary, Selection, Severity
from digest.web.client_views import as_seen, with_sample_links

LOOPBACK = ("127.0.0.1", "localhost")
"""The only host names that the studio answers to.

A page elsewhere that rebinds its own name to 127.0.0.1 is refused.
"""

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The studio's own page: its script, its styles, and the frame with the mail."""

MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""The mail in its frame: no script, and links open a window of their own."""

FILES = {"studio.css": "text/css", "studio.js": "text/javascript"}
"""The files that the page loads, by name."""

PING_S = 15
"""Seconds between two signs of life on the event stream, so that no proxy closes it."""

LOOK_EVERY_MS = 700
"""Milliseconds between two looks at the database and at the page: an edit shows in a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioView:
    """Everything the studio shows of one issue.

    `issue` is None when it was held; `trouble` says why it does not render.
    """

    id: str
    issue: Issue | None
    briefing: Briefing | None = None
    selection: Selection | None = None
    findings: tuple[Finding, ...] = ()
    trouble: str = ""


def studio_app(
    *,
    load: Callable[[str | None], StudioView | None],
    list_issues: Callable[[], Sequence[IssueSummary]],
    watch: Sequence[Path],
    revision: Callable[[], object] = lambda: None,
) -> Starlette:
    """Make the preview app.

    `load(None)` gives the newest issue. Open pages reload when a file under `watch` changes, and
    when `revision()`, which is asked each second, gives another value.
    """
    # watchfiles raises for a folder that is not there
    existing = [path for path in watch if path.exists()]
    return _Studio(load=load, list_issues=list_issues, watch=existing, revision=revision).app()


def _studio_folder() -> Path:
    return shipped_templates() / "web" / "studio"


def _studio_templates() -> Environment:
    loader = FileSystemLoader(_studio_folder())
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Studio:
    """The pages of the studio. All are asked by GET."""

    load: Callable[[str | None], StudioView | None]
    list_issues: Callable[[], Sequence[IssueSummary]]
    watch: Sequence[Path]
    revision: Callable[[], object]
    templates: Environment = field(default_factory=_studio_templates)

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
            # the guard against DNS rebinding
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))],
        )

    def front(self, request: Request) -> Response:
        wanted = request.query_params.get("issue")
        view = self.load(wanted)
        if view is None and wanted:
            return _missing(wanted)
        page = self.templates.get_template("studio.html.j2").render(
            issues=self.list_issues(), view=view, counts=_severities(view), text=_text_of(view)
        )
        return HTMLResponse(page, headers=_headers(PAGE_POLICY))

    def mail(self, request: Request) -> Response:
        issue_id = request.path_params["id"]
        view = self.load(issue_id)
        if view is None or view.issue is None:
            return _missing(issue_id)
        query = request.query_params
        html = as_seen(
            view.issue.html,
            look=query.get("look", "light"),
            styles=query.get("styles") != "off",
            pictures=query.get("pictures") != "off",
        )
        # a browser knows no `cid:` address
        html = with_sample_links(html).replace('src="cid:', f'src="/image/{view.id}/')
        return HTMLResponse(html, headers=_headers(MAIL_POLICY))

    def text(self, request: Request) -> Response:
        issue_id = request.path_params["id"]
        view = self.load(issue_id)
        if view is None or view.issue is None:
            return _missing(issue_id)
        return PlainTextResponse(_text_of(view), headers=_headers(MAIL_POLICY))

    def image(self, request: Request) -> Response:
        view = self.load(request.path_params["id"])
        cid = request.path_params["cid"]
        if view is None or view.issue is None:
            return _missing(cid)
        for image in view.issue.images:
            if image.cid == cid:
                # the sandboxed mail has an origin of its own, so any origin may read its pictures
                headers = _headers(PAGE_POLICY) | {"Cross-Origin-Resource-Policy": "cross-origin"}
                return Response(image.content, media_type=image.content_type, headers=headers)
        return _missing(cid)

    async def events(self, request: Request) -> Response:
        headers = _headers(PAGE_POLICY)
        # server-sent events: one way is enough, and the browser connects again by itself
        return EventSourceResponse(self.changes(request), headers=headers, ping=PING_S)

    async def changes(self, request: Request) -> AsyncIterator[ServerSentEvent]:
        """Yield one event for each change, after a first one that says that the watch is on."""
        stop = asyncio.Event()
        watching = awatch(
            *self.watch, stop_event=stop, rust_timeout=LOOK_EVERY_MS, yield_on_timeout=True
        )
        # the first step registers the folders: a change right after "ready" must not be missed
        step = asyncio.ensure_future(anext(watching))
        await asyncio.sleep(0)
        try:
            revision = await run_in_threadpool(self.revision)
            yield ServerSentEvent(data="watching", event="ready")
            # a closed tab would otherwise keep a watcher for ever
            while not await request.is_disconnected():
                changes = await step
                step = asyncio.ensure_future(anext(watching))
                before, revision = revision, await run_in_threadpool(self.revision)
                if changes or revision != before:
                    yield ServerSentEvent(data="changed", event="changed")
        except StopAsyncIteration:
            # the watch ends with the server
            return
        finally:
            stop.set()
            # `stop` ends the watching thread, `cancel` the wait for it
            step.cancel()

    def file(self, request: Request) -> Response:
        name = request.path_params["file"]
        # a fixed list: no path of a request reaches the file system
        if name not in FILES:
            return _missing(name)
        content = (_studio_folder() / name).read_bytes()
        return Response(content, media_type=FILES[name], headers=_headers(PAGE_POLICY))


def _severities(view: StudioView | None) -> dict[Severity, int]:
    """Count the findings by severity, in the order of the severities."""
    if view is None:
        return {}
    counts = Counter(finding.severity for finding in view.findings)
    return {severity: counts[severity] for severity in Severity}


def _text_of(view: StudioView | None) -> str:
    if view is None or view.issue is None:
        return ""
    return with_sample_links(view.issue.text)


def _missing(name: str) -> Response:
    text = f"There is no {name} here.\n"
    return PlainTextResponse(text, status_code=404, headers=_headers(PAGE_POLICY))


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
