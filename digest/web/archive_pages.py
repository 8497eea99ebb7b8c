"""The archive for readers and programs: index, search, feeds, sitemap, and how it is made.

Issues for members are named there, and stand on no public page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from urllib.parse import quote

from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from digest.kernel.search_terms import MOST_CHARACTERS, SearchTerm, hits, search_terms
from digest.models import Newsletter, PastIssue, Source, Tier
from digest.render import Wording
from digest.web.page_head import PageHead
from digest.web.site import ARCHIVE_HEADERS, PUBLIC_CACHE, Site
from digest.web.topic_feeds import topics_of

FEED_ISSUES = 30
"""About a month of a daily newsletter: no feed reader stays away longer."""

SITEMAP_ISSUES = 2000
"""Addresses of one newsletter in the sitemap. The format allows 50,000 in one file."""

SEARCH_RESULTS = 20
"""More words find less: a reader adds one sooner than to read on."""
LATEST_CORRECTIONS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """An outlet as the page of the making shows it."""

    name: str
    owner: str
    country: str
    state_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedIssue:
    """An issue of the index or of a search, with its newsletter and, if found, its passage."""

    issue: PastIssue
    newsletter: Newsletter
    excerpt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePages:
    """Lists of what went out."""

    site: Site

    def index(self, request: Request) -> Response:
        """List all newsletters with their latest issue, and offer a search."""
        words = self.site.asked_words(request)
        latest = []
        for newsletter in self.site.config.newsletters:
            for issue in self.site.store.issues.archive(newsletter.id, limit=1):
                latest.append(ListedIssue(issue=issue, newsletter=newsletter))
        return self.site.page(
            "archive_index.html.j2",
            words,
            headers=ARCHIVE_HEADERS,
            newsletters=self.site.config.newsletters,
            head=self._head(words, "/archive", words.say("all_newsletters")),
            topics=topics_of(self.site),
            latest={archived.newsletter.id: archived for archived in latest},
        )

    def search(self, request: Request) -> Response:
        """List the issues that hold all words and phrases of the question, with their hits."""
        question = request.query_params.get("q", "")[:MOST_CHARACTERS]
        titles = {newsletter.id: newsletter for newsletter in self.site.config.newsletters}
        today = self.site.clock().date()
        shown = []
        for hit in self.site.store.issues.search(
            question, [*titles], today=today, limit=SEARCH_RESULTS
        ):
            newsletter = titles[hit.issue.newsletter_id]
            # the passages of an issue for members stand on no public page
            excerpt = "" if newsletter.tier is Tier.MEMBER else hit.excerpt
            shown.append(ListedIssue(issue=hit.issue, newsletter=newsletter, excerpt=excerpt))
        return self.site.page(
            "search.html.j2",
            self.site.asked_words(request),
            # results are for no search engine
            headers={"cache-control": PUBLIC_CACHE},
            query=" ".join(question.split()),
            found=shown,
            marked=partial(with_marks, terms=search_terms(question)),
        )

    def atom(self, request: Request) -> Response:
        """Send the latest issues as Atom (RFC 4287)."""
        newsletter, issues = self._feed(request)
        text = self.site.templates.get_template("feed.xml.j2").render(
            newsletter=newsletter,
            entries=[(issue, self._issue_address(issue), moment_of(issue)) for issue in issues],
            publication=self.site.config.settings.publication,
            home=self.site.address_of(f"/archive/{newsletter.id}"),
            own=self.site.address_of(f"/archive/{newsletter.id}/feed.xml"),
            updated=_updated(issues, self.site.clock()),
            hub=self.site.hub,
        )
        headers = self.site.feed_headers(self.site.address_of(f"/archive/{newsletter.id}/feed.xml"))
        return Response(text, media_type="application/atom+xml", headers=headers)

    def json_feed(self, request: Request) -> Response:
        """Send the latest issues as JSON Feed 1.1."""
        newsletter, issues = self._feed(request)
        items = []
        for issue in issues:
            address = self._issue_address(issue)
            items.append(
                {
                    "id": address,
                    "url": address,
                    "title": issue.subject,
                    "summary": issue.preheader,
                    "content_text": issue.preheader,
                    "date_published": moment_of(issue).isoformat(),
                }
            )
        feed: dict[str, object] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": newsletter.name,
            "description": newsletter.tagline,
            "home_page_url": self.site.address_of(f"/archive/{newsletter.id}"),
            "feed_url": self.site.address_of(f"/archive/{newsletter.id}/feed.json"),
            "language": newsletter.language,
            "items": items,
        }
        if self.site.hub:
            feed["hubs"] = [{"type": "WebSub", "url": self.site.hub}]
        headers = self.site.feed_headers(
            self.site.address_of(f"/archive/{newsletter.id}/feed.json")
        )
        headers["content-type"] = "application/feed+json"
        return JSONResponse(feed, headers=headers)

    def sitemap(self, _request: Request) -> Response:
        """List the public pages for search engines."""
        addresses = [
            self.site.address_of(path) for path in ("/", "/join", "/archive", "/how", "/privacy")
        ]
        for topic in topics_of(self.site):
            addresses.append(self.site.address_of(f"/topics/{topic.id}"))
        for newsletter in self.site.config.newsletters:
            addresses.append(self.site.address_of(f"/archive/{newsletter.id}"))
            if newsletter.tier is Tier.MEMBER:
                continue
            for issue in self.site.store.issues.archive(newsletter.id, limit=SITEMAP_ISSUES):
                addresses.append(self._issue_address(issue))
        text = self.site.templates.get_template("sitemap.xml.j2").render(addresses=addresses)
        headers = {"cache-control": PUBLIC_CACHE}
        return Response(text, media_type="application/xml", headers=headers)

    def how(self, request: Request) -> Response:
        """Say how the newsletters are made, from which sources, and what was corrected."""
        words = self.site.asked_words(request)
        return self.site.page(
            "how.html.j2",
            words,
            headers=ARCHIVE_HEADERS,
            head=self._head(words, "/how", words.say("how_made")),
            outlets=outlets(self.site.config.sources, words),
            corrections=self.site.store.source_watch.latest_corrections(limit=LATEST_CORRECTIONS),
        )

    def _feed(self, request: Request) -> tuple[Newsletter, tuple[PastIssue, ...]]:
        newsletter = self.site.newsletter(request.path_params["newsletter_id"])
        # a feed would carry the issues of members to everybody
        if newsletter.tier is Tier.MEMBER:
            raise HTTPException(404)
        return newsletter, self.site.store.issues.archive(newsletter.id, limit=FEED_ISSUES)

    def _head(self, words: Wording, path: str, title: str) -> PageHead:
        name = self.site.config.settings.publication.name
        return PageHead(
            title=title,
            address=self.site.address_of(path),
            site=name,
            language=words.language,
            description=f"{name}{words.say('colon')} {title}",
        )

    def _issue_address(self, issue: PastIssue) -> str:
        return self.site.address_of(f"/i/{quote(issue.id, safe='@')}")


def with_marks(text: str, terms: Sequence[SearchTerm]) -> Markup:
    """Escape a text, and mark the words in it that a reader looked for."""
    parts, done = [], 0
    for start, end in hits(text, terms):
        # the text of a hit is an outlet's as well: each piece is escaped on its own
        parts.append(escape(text[done:start]) + Markup("<mark>{}</mark>").format(text[start:end]))
        done = end
    return Markup("").join([*parts, escape(text[done:])])


def outlets(sources: tuple[Source, ...], words: Wording) -> list[OutletLine]:
    """List the outlets of the sources in use, each once, by name.

    `family` is the owner whose papers count as one voice.
    """
    lines: dict[str, OutletLine] = {}
    for source in sources:
        name = source.publisher or source.name
        # the first source of an outlet speaks for it: later ones are its other feeds
        if not source.enabled or name in lines:
            continue
        country = words.locale.territories.get(source.country, source.country)
        lines[name] = OutletLine(
            name=name, owner=source.family, country=country, state_run=source.state_run
        )
    # without regard to capitals: "al-Monitor" stands among the A's
    return [lines[name] for name in sorted(lines, key=str.casefold)]


def moment_of(issue: PastIssue) -> datetime:
    """Return when an issue was published; its day, where that is not known."""
    return issue.published or datetime.combine(issue.slot, time(), UTC)


def _updated(issues: tuple[PastIssue, ...], now: datetime) -> datetime:
    if issues:
        return moment_of(issues[0])
    return now
