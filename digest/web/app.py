"""public_app: the readers' pages as an ASGI app, with their guards and plain error pages."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from digest.config import Config
from digest.errors import StoreError
from digest.logs import get_logger
from digest.protocols import Clock, Store
from digest.usecases.newsroom import Newsroom
from digest.usecases.provider_certificates import CertificateShelf
from digest.web.api import api_app
from digest.web.api.problems import COME_BACK_AFTER_S
from digest.web.archive_pages import ArchivePages
from digest.web.guards import HEADERS, BodyLimit, PlainPaths, StrictHeaders
from digest.web.issue_pages import IssuePages
from digest.web.joining_pages import JoiningPages
from digest.web.leaving_pages import LeavingPages
from digest.web.membership_posts import MembershipPosts
from digest.web.opinion_pages import OpinionPages
from digest.web.page_cache import PageCache
from digest.web.preference_pages import PreferencePages
from digest.web.provider_posts import ProviderPosts
from digest.web.repeated_lines import LineCounter
from digest.web.share_pictures import SharePictures
from digest.web.site import Site
from digest.web.small_pages import SmallPages
from digest.web.thread_pages import ThreadPages
from digest.web.topic_feeds import TopicFeeds

log = get_logger("web")

lines = LineCounter()
"""A scanner can meet the same error a thousand times a minute: its lines are counted."""


def public_app(
    store: Store,
    config: Config,
    *,
    key: str | Sequence[str],
    clock: Clock,
    shelf: CertificateShelf | None = None,
    keep_pages_s: float = 0,
    even_answer_s: float = 0,
) -> Starlette:
    """Make the pages that readers need, from unsubscribing to the archive, and `/healthz`.

    The first of several keys signs new links; every key opens old ones. Public pages are kept in
    memory for `keep_pages_s`. A form that names an address is answered `even_answer_s` after it
    came, so that no clock tells a reader from a stranger. The app speaks plain HTTP: put a TLS
    proxy in front.
    """
    site = Site(store=store, config=config, key=key, clock=clock, even_answer_s=even_answer_s)
    newsroom = Newsroom(config=config, store=store, clock=clock)
    cards = SharePictures(site=site)
    joining = JoiningPages(site=site, newsroom=newsroom)
    archive, threads = ArchivePages(site=site), ThreadPages(site=site, cards=cards)
    topics = TopicFeeds(site=site)
    small, issues = SmallPages(site=site), IssuePages(site=site, cards=cards)
    leaving = LeavingPages(site=site, newsroom=newsroom)
    preferences = PreferencePages(site=site, newsroom=newsroom)
    opinions = OpinionPages(site=site, newsroom=newsroom)

    def error_page(request: Request, error: Exception) -> Response:
        return _error_page(small, request, error)

    app = Starlette(
        routes=[
            Route("/", small.home),
            Route("/healthz", small.healthz),
            Route("/robots.txt", small.robots),
            Route("/privacy", small.privacy),
            Route("/help/unsubscribe", leaving.how_to_leave),
            Route("/join", joining.form),
            Route("/join", joining.join, methods=["POST"]),
            Route("/c/{token}", joining.ask),
            Route("/c/{token}", joining.confirm, methods=["POST"]),
            Route("/me", joining.access_form),
            Route("/me", joining.access, methods=["POST"]),
            Route("/u/{token}", leaving.ask_to_leave),
            Route("/u/{token}", leaving.leave, methods=["POST"]),
            Route("/u/{token}/undo", leaving.undo, methods=["POST"]),
            Route("/u/{token}/reason", leaving.give_reason, methods=["POST"]),
            # before `/p/{token}`, which would take the name of a picture as a token
            Route("/p/{name}.jpg", issues.hosted_picture),
            Route("/p/{token}", preferences.show),
            Route("/p/{token}", preferences.change, methods=["POST"]),
            Route("/v/{token}", issues.personal_view),
            Route("/s/{token}", threads.while_away),
            Route("/o/{token}/{name}", opinions.ask),
            Route("/o/{token}/{name}", opinions.answer, methods=["POST"]),
            Route("/archive", archive.index),
            Route("/search", archive.search),
            Route("/topics/{topic_id}", topics.page),
            Route("/topics/{topic_id}/feed.xml", topics.atom),
            Route("/topics/{topic_id}/feed.json", topics.json_feed),
            Route("/how", archive.how),
            Route("/sitemap.xml", archive.sitemap),
            Route("/archive/{newsletter_id}", issues.archive),
            Route("/archive/{newsletter_id}/feed.xml", archive.atom),
            Route("/archive/{newsletter_id}/feed.json", archive.json_feed),
            Route("/archive/{newsletter_id}/thread/{thread_id}", threads.thread),
            Route("/archive/{newsletter_id}/thread/{thread_id}/share.png", threads.card),
            Route("/archive/{newsletter_id}/since", threads.since),
            Route("/i/{issue_id}", issues.issue),
            # before the pictures that a mail carries, which have any name
            Route("/i/{issue_id}/share.png", issues.card),
            Route("/i/{issue_id}/{cid}", issues.picture),
            *_ways_for_programs(newsroom, shelf or CertificateShelf()),
        ],
        # the first is the outermost: refusals of the others get the headers as well
        middleware=[
            Middleware(StrictHeaders),
            Middleware(PlainPaths),
            Middleware(BodyLimit),
            Middleware(PageCache, keep_s=keep_pages_s),
        ],
        exception_handlers={
            # starlette looks for the nearest class, and for `Exception` outside of all middleware
            HTTPException: error_page,
            StoreError: error_page,
            Exception: error_page,
        },
    )
    # `PlainPaths` does this without the word of a stranger
    app.router.redirect_slashes = False
    return app


def _ways_for_programs(newsroom: Newsroom, shelf: CertificateShelf) -> list[BaseRoute]:
    """Return the API and the posts of mail providers, where the operator switched them on."""
    settings = newsroom.config.settings
    ways: list[BaseRoute] = []
    if settings.deliver.events:
        posts = ProviderPosts(newsroom=newsroom, shelf=shelf)
        ways.append(Route("/returns/{kind}", posts.take, methods=["POST"]))
    if settings.memberships:
        members = MembershipPosts(newsroom=newsroom)
        ways.append(Route("/members/{name}", members.take, methods=["POST"]))
    if settings.api.enabled:
        ways.append(Mount("/api", api_app(newsroom)))
    return ways


def _error_page(pages: SmallPages, request: Request, error: Exception) -> Response:
    # an ordinary refusal, such as an unknown page: no log line
    if isinstance(error, HTTPException):
        return pages.trouble(request, error.status_code, headers=error.headers)
    if isinstance(error, StoreError):
        # one kind for every page: the database is away for each
        left_out = lines.count("store_unavailable")
        if left_out is not None:
            log.error("store_unavailable", error=str(error), hint=error.hint, left_out=left_out)
        return pages.trouble(request, 503, headers={"retry-after": str(COME_BACK_AFTER_S)})
    # the server logs the traceback; the path is left out, because it may hold a token
    left_out = lines.count(f"page_failed {type(error)}")
    if left_out is not None:
        log.error("page_failed", error=repr(error), left_out=left_out)
    # this answer leaves outside of the guards, so it brings the headers along
    return pages.trouble(request, 500, headers=HEADERS)
