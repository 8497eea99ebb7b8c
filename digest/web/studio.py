"""Studio: the operator's preview on loopback. It shows issues, reasons and changed sources.

The one thing that it changes is a notice about a cited page: a form turns it into a correction, or
dismisses it.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from digest.config import shipped_templates
from digest.errors import DigestError
from digest.models import (
    Briefing,
    Finding,
    Issue,
    IssueSummary,
    IssueVariant,
    Selection,
    Severity,
    SourceNotice,
)
from digest.render import TemplateCode
from digest.usecases.opinions import StoryOpinions
from digest.web.calendar_page import CalendarView, calendar_html
from digest.web.client_views import as_seen, with_sample_links
from digest.web.forms import read_form
from digest.web.guards import BodyLimit
from digest.web.studio_watch import changes

LOOPBACK = ("127.0.0.1", "localhost")
"""The only host names that the studio answers to.

A page elsewhere that rebinds its own name to 127.0.0.1 is refused.
"""

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""The studio's own page: its script, its styles, its forms, and the frame with the mail."""

MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""The mail in its frame: no script, and links open a window of their own."""

FILES = {"studio.css": "text/css", "studio.js": "text/javascript"}
"""The files that the page loads, by name."""

DONE = {
    "correct": "The issue is corrected: its page says so now, and the next issue at its foot.",
    "dismiss": "The notice is dismissed, with your reason.",
}
"""The steps that settle a notice, and the sentence that the next page shows about each."""

MAX_FORM_BYTES = 32_768
"""A correction of 2,000 signs, each of which a browser writes with up to twelve letters."""

PING_S = 15
"""Seconds between two signs of life on the event stream, so that no proxy closes it."""


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
    opinions: tuple[StoryOpinions, ...] = ()
    variants: tuple[IssueVariant, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNotice:
    """A change of a cited page, with the correction that one click makes from the change."""

    notice: SourceNotice
    correction: str


class NoticeDesk(Protocol):
    """The notices about cited pages, and what a person can do with one."""

    def shown(self) -> Sequence[ShownNotice]:
        """List the open notices, newest first."""
        ...

    def correct(self, notice_id: str, text: str) -> None:
        """Correct the issue of a notice. Raises DigestError."""
        ...

    def dismiss(self, notice_id: str, reason: str) -> None:
        """Dismiss a notice. Raises DigestError."""
        ...


def studio_app(
    *,
    load: Callable[[str | None], StudioView | None],
    list_issues: Callable[[], Sequence[IssueSummary]],
    watch: Sequence[Path],
    revision: Callable[[], object] = lambda: None,
    rendered: Callable[[str], StudioView | None] | None = None,
    warm_up: Callable[[], None] = lambda: None,
    notices: NoticeDesk | None = None,
    calendar: Callable[[], CalendarView] | None = None,
) -> Starlette:
    """Make the preview app.

    `load(None)` gives the newest issue. `rendered` gives the mail of one without the checks, which
    the frame of the page shows. Open pages reload when a file under `watch` changes, and when
    `revision()`, which is asked some times a second, gives another value. `warm_up` is called when
    a page begins to wait for changes.
    """
    # watchfiles raises for a folder that is not there
    existing = [path for path in watch if path.exists()]
    return _Studio(
        load=load,
        list_issues=list_issues,
        watch=existing,
        revision=revision,
        rendered=rendered or load,
        warm_up=warm_up,
        notices=notices,
        calendar=calendar,
    ).app()


# One for all studios of a process, so that each page is compiled once.
_CODE = TemplateCode()


def _studio_folder() -> Path:
    return shipped_templates() / "web" / "studio"


def _studio_templates() -> Environment:
    loader = FileSystemLoader(_studio_folder())
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, bytecode_cache=_CODE
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Studio:
    """The pages of the studio. All are asked by GET; the two forms of a notice are posted."""

    load: Callable[[str | None], StudioView | None]
    list_issues: Callable[[], Sequence[IssueSummary]]
    watch: Sequence[Path]
    revision: Callable[[], object]
    rendered: Callable[[str], StudioView | None]
    warm_up: Callable[[], None]
    notices: NoticeDesk | None
    calendar: Callable[[], CalendarView] | None
    # a page elsewhere can post a form to loopback, and cannot read this
    form_key: str = field(default_factory=secrets.token_urlsafe)
    templates: Environment = field(default_factory=_studio_templates)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self.front),
                Route("/mail/{id}", self.mail),
                Route("/text/{id}", self.text),
                Route("/image/{id}/{cid}", self.image),
                Route("/events", self.events),
                # before the files, which have any name
                Route("/calendar", self.slots),
                Route("/notices/{id}/{step}", self.settle, methods=["POST"]),
                Route("/{file}", self.file),
            ],
            middleware=[
                # the guard against DNS rebinding
                Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK)),
                Middleware(BodyLimit, most_bytes=MAX_FORM_BYTES),
            ],
            exception_handlers={413: _too_long},
        )

    def front(self, request: Request) -> Response:
        wanted = request.query_params.get("issue", "")
        view = self._view(self.load, wanted) if wanted else self.load(None)
        # without a wish an empty studio is shown, which says how to draft
        if view is None and wanted:
            return _missing(wanted)
        page = self.templates.get_template("studio.html.j2").render(
            issues=self.list_issues(),
            view=view,
            counts=_severities(view),
            text=_text_of(view),
            notices=self.notices.shown() if self.notices else (),
            form_key=self.form_key,
            has_calendar=self.calendar is not None,
            # a sentence of ours: a link must not put words into this page
            done=DONE.get(request.query_params.get("done", ""), ""),
        )
        return HTMLResponse(page, headers=_headers(PAGE_POLICY))

    def slots(self, _request: Request) -> Response:
        """Show the slots of two weeks."""
        if self.calendar is None:
            return _missing("calendar")
        page = calendar_html(self.templates, self.calendar())
        return HTMLResponse(page, headers=_headers(PAGE_POLICY))

    async def settle(self, request: Request) -> Response:
        """Correct an issue or dismiss a notice, and go back to the front page."""
        fields = await read_form(request)
        words = {name: values[-1] for name, values in fields.items()}
        if not secrets.compare_digest(words.get("key", "").encode(), self.form_key.encode()):
            return _refused("The studio was started again: load its page anew.", 403)
        step, notice_id = request.path_params["step"], request.path_params["id"]
        if self.notices is None or step not in DONE:
            return _missing(step)
        if not notice_id.isprintable():
            return _missing("such notice")
        steps = {"correct": self.notices.correct, "dismiss": self.notices.dismiss}
        try:
            await run_in_threadpool(steps[step], notice_id, words.get("words", ""))
        except DigestError as error:
            return _refused(f"{error}\n{error.hint}", 409)
        query = urlencode({"issue": words.get("issue", ""), "done": step})
        # 303: a reload of the page must not post the form again
        return RedirectResponse(f"/?{query}", status_code=303, headers=_headers(PAGE_POLICY))

    def mail(self, request: Request) -> Response:
        issue_id = request.path_params["id"]
        view = self._view(self.rendered, issue_id)
        if view is None or view.issue is None:
            return _missing(issue_id)
        query = request.query_params
        wanted = query.get("variant", "")
        shown = view.issue.html
        for variant in view.variants:
            if variant.variant_id == wanted:
                shown = variant.html
        html = as_seen(
            shown,
            look=query.get("look", "light"),
            styles=query.get("styles") != "off",
            pictures=query.get("pictures") != "off",
        )
        # a browser knows no `cid:` address
        html = with_sample_links(html).replace('src="cid:', f'src="/image/{view.id}/')
        return HTMLResponse(html, headers=_headers(MAIL_POLICY))

    def text(self, request: Request) -> Response:
        issue_id = request.path_params["id"]
        view = self._view(self.rendered, issue_id)
        if view is None or view.issue is None:
            return _missing(issue_id)
        return PlainTextResponse(_text_of(view), headers=_headers(MAIL_POLICY))

    def image(self, request: Request) -> Response:
        view = self._view(self.rendered, request.path_params["id"])
        cid = request.path_params["cid"]
        if view is None or view.issue is None:
            return _missing(cid)
        for image in view.issue.images:
            if image.cid == cid:
                # the sandboxed mail has an origin of its own, so any origin may read its pictures
                headers = _headers(PAGE_POLICY) | {"Cross-Origin-Resource-Policy": "cross-origin"}
                return Response(image.content, media_type=image.content_type, headers=headers)
        return _missing(cid)

    def _view(self, look: Callable[[str], StudioView | None], issue_id: str) -> StudioView | None:
        """Look at an issue, unless no issue can have that id: PostgreSQL refuses a zero byte."""
        if not issue_id.isprintable():
            return None
        return look(issue_id)

    async def events(self, request: Request) -> Response:
        headers = _headers(PAGE_POLICY)
        # server-sent events: one way is enough, and the browser connects again by itself
        return EventSourceResponse(self.changes(request), headers=headers, ping=PING_S)

    async def changes(self, request: Request) -> AsyncIterator[ServerSentEvent]:
        """Yield one event for each change, after a first one that says that the watch is on."""
        async for is_change in changes(self.watch, self.revision, request.is_disconnected):
            if is_change:
                yield ServerSentEvent(data="changed", event="changed")
                continue
            yield ServerSentEvent(data="watching", event="ready")
            # once the page stands: its first change is then shown as fast as the next ones
            await run_in_threadpool(self.warm_up)

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


def _refused(words: str, status: int) -> Response:
    return PlainTextResponse(
        f"{words.strip()}\n", status_code=status, headers=_headers(PAGE_POLICY)
    )


def _too_long(_request: Request, _error: Exception) -> Response:
    words = f"This form is longer than {MAX_FORM_BYTES:,} bytes: go back, and shorten your words."
    return _refused(words, 413)


def _missing(name: str) -> Response:
    shown = name if name.isprintable() else "such page"
    text = f"There is no {shown} here.\n"
    return PlainTextResponse(text, status_code=404, headers=_headers(PAGE_POLICY))


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        # a draft may change each second, and is no page for a shared cache
        "Cache-Control": "no-store",
    }
