"""The readers' pages. A GET changes nothing, ever: mail scanners follow every link they see."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from digest.config import Config, shipped_templates
from digest.errors import StoreError
from digest.models import Issue, Newsletter, Slot
from digest.protocols import Clock, Store
from digest.render import Wording, say_html, wording
from digest.text import direction_of
from digest.tokens import Purpose, ReaderLinks, Token, make_token, read_token, reader_links
from digest.web.language import asked_language

ISSUE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""An issue shows pictures and its own styles; it runs nothing and posts nothing."""

PICTURE_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "public, max-age=31536000, immutable",
}
"""A hosted picture never changes under its name, and webmail on other sites shows it."""

PUBLIC_CACHE = "public, max-age=300"
ISSUES_A_PAGE = 30
MAX_PAGE = 10_000

TOLD_TROUBLES = (400, 404, 405, 413, 500, 503)
"""The errors that the labels have words for; any other is told as 500 is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPages:
    """Every page with what it needs: the store, who publishes, and the keys of the links."""

    store: Store
    config: Config
    key: str | Sequence[str]
    clock: Clock
    templates: Environment = field(default_factory=lambda: _templates())

    def home(self, request: Request) -> Response:
        return self._page("home.html.j2", self._asked(request), newsletters=self.config.newsletters)

    def healthz(self, _request: Request) -> Response:
        try:
            self.store.ledger.next_due("")
        except StoreError as error:
            return JSONResponse({"status": "down", "database": str(error.message)}, status_code=503)
        return JSONResponse({"status": "ok"})

    def robots(self, _request: Request) -> Response:
        return PlainTextResponse("User-agent: *\nDisallow: /u/\nDisallow: /p/\nDisallow: /v/\n")

    def how_to_leave(self, request: Request) -> Response:
        return self._page("how_to_leave.html.j2", self._asked(request))

    # ---- leaving -----------------------------------------------------------------------------------------------

    def ask_to_leave(self, request: Request) -> Response:
        """A question and one button. Nothing is changed, and nothing is said of whether the reader is still on it."""
        token = self._token(request, Purpose.UNSUBSCRIBE)
        return self._page(
            "leave.html.j2", self._words(token, request), newsletter=self._name(token.newsletter_id)
        )

    async def leave(self, request: Request) -> Response:
        """RFC 8058: any POST to the link unsubscribes at once, with no cookie or login, and may be repeated."""
        token = self._token(request, Purpose.UNSUBSCRIBE)
        how = "page" if "by" in await _form(request) else "one-click"
        await run_in_threadpool(self._leave, token, token.newsletter_id, how)
        link = make_token(self.key, token, Purpose.PREFERENCES)
        return self._page(
            "left.html.j2",
            self._words(token, request),
            newsletter=self._name(token.newsletter_id),
            preferences=f"/p/{link}",
        )

    def preferences(self, request: Request) -> Response:
        token = self._token(request, Purpose.PREFERENCES)
        return self._preferences(token, self._words(token, request), changed=False)

    async def change_preferences(self, request: Request) -> Response:
        token = self._token(request, Purpose.PREFERENCES)
        chosen = (await _form(request)).get("leave", "")
        if not chosen:
            raise HTTPException(400)
        await run_in_threadpool(
            self._leave, token, None if chosen == "*" else chosen, "preferences"
        )
        return await run_in_threadpool(
            self._preferences, token, self._words(token, request), changed=True
        )

    def _leave(self, token: Token, newsletter_id: str | None, how: str) -> None:
        self.store.subscribers.leave(
            token.subscriber_id, newsletter_id=newsletter_id, now=self.clock(), how=how
        )

    def _preferences(self, token: Token, words: Wording, *, changed: bool) -> Response:
        reader = self.store.subscribers.get(token.subscriber_id)
        ids = reader.newsletters if reader else ()
        chosen = [(newsletter_id, self._name(newsletter_id)) for newsletter_id in ids]
        return self._page("preferences.html.j2", words, chosen=chosen, changed=changed)

    # ---- issues ------------------------------------------------------------------------------------------------

    def issue(self, request: Request) -> Response:
        """The frozen issue for anybody: the very HTML that was mailed, with nobody's links in it."""
        issue = self._frozen(request.path_params["issue_id"])
        etag = f'"{issue.content_hash[:32]}"'
        headers = {
            "cache-control": PUBLIC_CACHE,
            "etag": etag,
            "content-security-policy": ISSUE_POLICY,
        }
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        base = self.config.settings.publication.public_url.rstrip("/")
        to_leave = f"{base}/help/unsubscribe"
        own = f"{base}/i/{quote(issue.id, safe='@')}"
        links = ReaderLinks(
            unsubscribe=to_leave, one_click=to_leave, preferences=to_leave, web_view=own
        )
        return HTMLResponse(_filled(issue, links), headers=headers)

    def personal_view(self, request: Request) -> Response:
        """The frozen issue with the reader's own links; the address itself is never shown."""
        token = self._token(request, Purpose.VIEW)
        issue = self._frozen(token.issue_id)
        links = reader_links(
            self.config.settings.publication,
            self.key,
            subscriber_id=token.subscriber_id,
            newsletter_id=token.newsletter_id,
            issue_id=token.issue_id,
        )
        headers = {"content-security-policy": ISSUE_POLICY, "x-robots-tag": "noindex"}
        return HTMLResponse(_filled(issue, links), headers=headers)

    def picture(self, request: Request) -> Response:
        issue = self._frozen(request.path_params["issue_id"])
        for image in issue.images:
            if image.cid == request.path_params["cid"] and image.content_type.startswith("image/"):
                return Response(
                    image.content,
                    media_type=image.content_type,
                    headers={"cache-control": PUBLIC_CACHE},
                )
        raise HTTPException(404)

    def hosted_picture(self, request: Request) -> Response:
        """A picture that a mail links. Its name tells its content, so it is kept for good wherever it was shown."""
        picture = self.store.issues.picture(f"{request.path_params['name']}.jpg")
        if picture is None or not picture.content_type.startswith("image/"):
            raise HTTPException(404)
        return Response(picture.content, media_type=picture.content_type, headers=PICTURE_HEADERS)

    def archive(self, request: Request) -> Response:
        """What a newsletter sent, newest first, in its own language; one page at a time."""
        newsletter = self._newsletter(request.path_params["newsletter_id"])
        page = _page_number(request.query_params.get("page", "1"))
        found = self.store.issues.archive(
            newsletter.id, limit=ISSUES_A_PAGE + 1, skip=(page - 1) * ISSUES_A_PAGE
        )
        if page > 1 and not found:
            raise HTTPException(404)
        return self._page(
            "archive.html.j2",
            _words_of(newsletter),
            headers={"cache-control": PUBLIC_CACHE, "x-robots-tag": "all"},
            newsletter=newsletter,
            issues=found[:ISSUES_A_PAGE],
            newer=page - 1,
            older=page + 1 if len(found) > ISSUES_A_PAGE else 0,
        )

    def thread(self, request: Request) -> Response:
        """How a newsletter's issues told one story, newest first."""
        newsletter = self._newsletter(request.path_params["newsletter_id"])
        stories = self.store.issues.thread(newsletter.id, request.path_params["thread_id"])
        if not stories:
            raise HTTPException(404)
        return self._page(
            "thread.html.j2",
            _words_of(newsletter),
            headers={"cache-control": PUBLIC_CACHE, "x-robots-tag": "all"},
            newsletter=newsletter,
            stories=stories,
        )

    def trouble(
        self, request: Request, status: int, *, headers: Mapping[str, str] | None = None
    ) -> Response:
        told = status if status in TOLD_TROUBLES else 500
        return self._page(
            "trouble.html.j2", self._asked(request), status=status, headers=headers, told=told
        )

    def _frozen(self, issue_id: str) -> Issue:
        issue = self.store.issues.issue(issue_id)
        if issue is None or issue.approved is None:
            raise HTTPException(404)
        return issue

    # ---- common ------------------------------------------------------------------------------------------------

    def _token(self, request: Request, purpose: Purpose) -> Token:
        token = read_token(self.key, request.path_params["token"], purpose)
        if token is None:
            raise HTTPException(404)
        return token

    def _newsletter(self, newsletter_id: str) -> Newsletter:
        for newsletter in self.config.newsletters:
            if newsletter.id == newsletter_id:
                return newsletter
        raise HTTPException(404)

    def _words(self, token: Token, request: Request) -> Wording:
        """A link out of a mail leads to a page in that mail's language."""
        ours = (
            newsletter
            for newsletter in self.config.newsletters
            if newsletter.id == token.newsletter_id
        )
        newsletter = next(ours, None)
        return _words_of(newsletter) if newsletter else self._asked(request)

    def _asked(self, request: Request) -> Wording:
        return wording(asked_language(request.headers.get("accept-language", "")), "UTC")

    def _name(self, newsletter_id: str) -> str:
        """The newsletter's name; its id when it is no longer published."""
        names = {newsletter.id: newsletter.name for newsletter in self.config.newsletters}
        return names.get(newsletter_id, newsletter_id)

    def _page(
        self,
        name: str,
        words: Wording,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **values: Any,
    ) -> Response:
        direction = direction_of(words.language)
        values |= {
            "publication": self.config.settings.publication,
            "language": words.language,
            "direction": direction,
            "wording": words,
            "say": words.say,
            "say_html": say_html(words, direction),
        }
        text = self.templates.get_template(name).render(values)
        own = {
            "x-robots-tag": "noindex",
            "vary": "accept-language",
            "content-language": words.language,
        }
        return HTMLResponse(text, status_code=status, headers={**own, **(headers or {})})


def _words_of(newsletter: Newsletter) -> Wording:
    return wording(newsletter.language, newsletter.timezone)


def _page_number(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= 5 and 1 <= int(said) <= MAX_PAGE):
        raise HTTPException(404)
    return int(said)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a short form. Unreadable ones are none: a reader who wants to leave must not fail on a body."""
    body = await request.body()
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _filled(issue: Issue, links: ReaderLinks) -> str:
    page = issue.html
    values = {
        Slot.UNSUBSCRIBE: links.unsubscribe,
        Slot.PREFERENCES: links.preferences,
        Slot.WEB_VIEW: links.web_view,
        Slot.ADDRESS: wording(issue.language, "UTC").say("neutral_reader"),
    }
    for slot, value in values.items():
        page = page.replace(slot.value, html.escape(value))
    for image in issue.images:
        page = page.replace(
            f"cid:{image.cid}", f"/i/{quote(issue.id, safe='@')}/{quote(image.cid)}"
        )
    return page


def _templates() -> Environment:
    loader = FileSystemLoader(shipped_templates() / "web" / "public")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
