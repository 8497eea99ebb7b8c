"""Pages that show issues: in the browser, their pictures, the archive and the line of a story."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from digest.models import (
    Issue,
    IssueCorrection,
    IssueMark,
    IssueState,
    MailKind,
    Newsletter,
    Slot,
    Tier,
)
from digest.render import Wording, as_web_page
from digest.tokens import Purpose, ReaderLinks
from digest.web.correction_note import with_corrections
from digest.web.finished_pages import FinishedPages, finished
from digest.web.page_head import FeedLink, PageHead, feeds_of, with_head_tags
from digest.web.public_copy import with_ways_on, without_opinions, without_reader
from digest.web.share_pictures import SharePictures
from digest.web.site import ARCHIVE_HEADERS, PUBLIC_CACHE, Site
from digest.web.versions import is_known

ISSUE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""An issue shows pictures and its own styles; it runs no script and posts no form."""

PICTURE_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "public, max-age=31536000, immutable",
}
"""A hosted picture never changes under its name, and webmail on other sites shows it."""

ISSUES_A_PAGE = 30
"""About a month of a daily newsletter."""

MAX_PAGE = 10_000
"""The highest page that is looked up: 800 years of a daily newsletter."""

NOTE = (
    '<p role="note" style="margin:0;padding:14px 20px;background:#1d1c1a;color:#ffffff;'
    'font:16px/1.5 Helvetica,Arial,sans-serif;text-align:center">{}</p>'
)
"""The note above a public copy; it has colours of its own by day and by night."""

_BODY = re.compile(r"<body\b[^>]*>")
_MAIN = re.compile(r"<div\b[^>]*\brole=\"main\"[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePages:
    """Approved issues as they were frozen."""

    site: Site
    cards: SharePictures
    kept: FinishedPages = field(default_factory=FinishedPages)

    def issue(self, request: Request) -> Response:
        """Show the HTML that was mailed, with links that belong to no reader."""
        issue_id = request.path_params["issue_id"]
        mark = self._public_mark(issue_id)
        newsletter = self.site.published(mark.newsletter_id)
        if newsletter and newsletter.tier is Tier.MEMBER:
            words = self.site.words_of(newsletter)
            return self.site.page("members_only.html.j2", words, status=403, newsletter=newsletter)
        corrections = self.site.store.source_watch.corrections(issue_id)
        # labels and the frame change with the site, which is made anew then
        page = self.kept.page(
            (issue_id, mark.content_hash, mark.approved, corrections),
            lambda: finished(self._page_of(self._frozen(issue_id), corrections)),
        )
        headers = {
            "cache-control": PUBLIC_CACHE,
            "etag": page.etag,
            "content-security-policy": ISSUE_POLICY,
        }
        if is_known(request, page.etag):
            return Response(status_code=304, headers=headers)
        return HTMLResponse(page.body, headers=headers)

    def personal_view(self, request: Request) -> Response:
        """Show the public copy under the address of one reader, with a note that it is public.

        A mail is forwarded with its links: here they must not take its owner off a newsletter.
        """
        token = self.site.token(request, Purpose.VIEW)
        issue = self._frozen(token.issue_id)
        # the token is in the address: no search engine may list it
        headers = {"content-security-policy": ISSUE_POLICY, "x-robots-tag": "noindex"}
        corrections = self.site.store.source_watch.corrections(issue.id)
        page = self._page_of(issue, corrections)
        return HTMLResponse(_with_note(page, self.site.words_in(issue.language)), headers=headers)

    def card(self, request: Request) -> Response:
        """Send the card of an issue, where strangers may read the issue."""
        self._public_mark(request.path_params["issue_id"])
        issue = self._frozen(request.path_params["issue_id"])
        newsletter = self.site.published(issue.newsletter_id)
        if newsletter and newsletter.tier is Tier.MEMBER:
            raise HTTPException(404)
        words = self.site.words_in(issue.language)
        return self.cards.answer(request, issue.newsletter_id, issue.subject, issue.slot, words)

    def picture(self, request: Request) -> Response:
        """Send a picture that the mail carries inside."""
        issue = self._frozen(request.path_params["issue_id"])
        for image in issue.images:
            if image.cid == request.path_params["cid"]:
                headers = {"cache-control": PUBLIC_CACHE}
                return _picture(image.content, image.content_type, headers)
        raise HTTPException(404)

    def hosted_picture(self, request: Request) -> Response:
        """Send a picture that a mail links.

        The name is a hash of the content, so the picture is kept wherever it was shown.
        """
        picture = self.site.store.issues.picture(f"{request.path_params['name']}.jpg")
        if picture is None:
            raise HTTPException(404)
        return _picture(picture.content, picture.content_type, PICTURE_HEADERS)

    def archive(self, request: Request) -> Response:
        """List the issues that a newsletter sent, newest first, one page at a time."""
        newsletter = self.site.newsletter(request.path_params["newsletter_id"])
        page = _page_number(request.query_params.get("page", "1"))
        # one issue more than a page holds says that there is another page
        issues = self.site.store.issues.archive(
            newsletter.id, limit=ISSUES_A_PAGE + 1, skip=(page - 1) * ISSUES_A_PAGE
        )
        if page > 1 and not issues:
            raise HTTPException(404)
        older = 0
        if len(issues) > ISSUES_A_PAGE:
            older = page + 1
        return self.site.page(
            "archive.html.j2",
            self.site.words_of(newsletter),
            headers=ARCHIVE_HEADERS,
            head=self._head(newsletter, f"/archive/{newsletter.id}", newsletter.name),
            newsletter=newsletter,
            issues=issues[:ISSUES_A_PAGE],
            newer=page - 1,
            older=older,
        )

    def _head(self, newsletter: Newsletter, path: str, title: str) -> PageHead:
        """Make the head of a list; a newsletter for members has no feeds."""
        own = f"{self._base}/archive/{newsletter.id}"
        feeds: tuple[FeedLink, ...] = ()
        if newsletter.tier is not Tier.MEMBER:
            feeds = feeds_of(own, newsletter.name)
        return PageHead(
            title=title,
            address=f"{self._base}{path}",
            site=self.site.config.settings.publication.name,
            language=newsletter.language,
            description=newsletter.tagline,
            feeds=feeds,
        )

    def _page_of(self, issue: Issue, corrections: Sequence[IssueCorrection]) -> str:
        words = self.site.words_in(issue.language)
        name = self.site.name(issue.newsletter_id)
        page = without_opinions(without_reader(issue.html, name, words))
        page = _with_links(page, issue, self._public_links(issue), words)
        page = with_corrections(page, issue, corrections, words)
        page = with_ways_on(page, issue.newsletter_id, name, words)
        return with_head_tags(page, self._head_of(issue, name, words))

    def _head_of(self, issue: Issue, name: str, words: Wording) -> PageHead:
        address = f"{self._base}{_issue_path(issue)}"
        return PageHead(
            title=issue.subject,
            address=address,
            site=name,
            language=issue.language,
            description=issue.preheader,
            published=issue.approved,
            picture=self.cards.tag(address, name, issue.subject, words),
        )

    def _public_links(self, issue: Issue) -> ReaderLinks:
        """Return links that belong to no reader: a public copy must not take a reader off."""
        base = self.site.config.settings.publication.base_url
        how_to_leave = f"{base}/help/unsubscribe"
        return ReaderLinks(
            unsubscribe=how_to_leave,
            one_click=how_to_leave,
            preferences=how_to_leave,
            web_view=f"{base}{_issue_path(issue)}",
        )

    @property
    def _base(self) -> str:
        return self.site.config.settings.publication.base_url

    def _public_mark(self, issue_id: str) -> IssueMark:
        """Return the mark of an issue that strangers may know. Raises 404 for another."""
        mark = self.site.store.issues.mark(issue_id)
        # a letter to single readers belongs into their mailboxes alone
        if mark is None or mark.kind is not MailKind.ISSUE:
            raise HTTPException(404)
        self._must_be_frozen(issue_id, mark.approved, mark.state)
        return mark

    def _frozen(self, issue_id: str) -> Issue:
        issue = self.site.store.issues.issue(issue_id)
        if issue is None:
            raise HTTPException(404)
        self._must_be_frozen(issue_id, issue.approved, issue.state)
        return issue

    def _must_be_frozen(self, issue_id: str, approved: datetime | None, state: IssueState) -> None:
        # a draft looks like a page that does not exist
        if approved is None:
            raise HTTPException(404)
        # an issue that was given up before any reader had it appears nowhere
        if state is IssueState.CANCELLED and not self.site.store.issues.may_be_known(issue_id):
            raise HTTPException(404)


def _page_number(text: str) -> int:
    """Read the number of a page, from 1 to MAX_PAGE. Raises 404 for any other text."""
    # `isdigit` alone takes digits of other scripts, and `int` a text of any length
    if not text.isascii() or not text.isdigit() or len(text) > len(str(MAX_PAGE)):
        raise HTTPException(404)
    number = int(text)
    if not 1 <= number <= MAX_PAGE:
        raise HTTPException(404)
    return number


def _picture(content: bytes, content_type: str, headers: dict[str, str]) -> Response:
    """Send a picture. Any other type is refused: it could run in the reader's browser."""
    if not content_type.startswith("image/"):
        raise HTTPException(404)
    return Response(content, media_type=content_type, headers=headers)


def _with_links(page: str, issue: Issue, links: ReaderLinks, words: Wording) -> str:
    """Fill the slots of an issue's HTML, and let its pictures come from this site."""
    # the article of a mail becomes the main landmark of a page
    page = as_web_page(page)
    values = {
        Slot.UNSUBSCRIBE: links.unsubscribe,
        Slot.PREFERENCES: links.preferences,
        Slot.WEB_VIEW: links.web_view,
        Slot.ADDRESS: words.say("neutral_reader"),
        # a copy in the browser confirms no wish: only the mail itself proves the address
        Slot.CONFIRM: links.web_view,
    }
    for slot, value in values.items():
        # the values stand in attributes, so they are escaped
        page = page.replace(slot.value, html.escape(value))
    for image in issue.images:
        page = page.replace(f"cid:{image.cid}", f"{_issue_path(issue)}/{quote(image.cid)}")
    return page


def _with_note(page: str, words: Wording) -> str:
    """Say at the top of a page that it is a public copy, in the words of the issue's language."""
    note = words.say("how_to_leave_note")
    # inside the main landmark, where a screen reader begins; a template of an operator may lack it
    opening = _MAIN.search(page) or _BODY.search(page)
    if opening is None:
        return page
    return page[: opening.end()] + NOTE.format(html.escape(note)) + page[opening.end() :]


def _issue_path(issue: Issue) -> str:
    # "@" is allowed in a path (RFC 3986) and keeps the address readable
    return f"/i/{quote(issue.id, safe='@')}"
