"""The small public pages: home, health, robots.txt and errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from digest.usecases.kept_data import KEPT
from digest.web.health import DatabaseHealth
from digest.web.page_head import PageHead
from digest.web.site import ARCHIVE_HEADERS, Site

STATUSES_WITH_WORDS = (400, 404, 405, 413, 429, 500, 503)
"""The errors that the labels describe. The page of any other error is that of 500."""

PRIVATE_PATHS = ("/u/", "/p/", "/v/", "/c/", "/o/", "/s/", "/me")
"""The beginnings of paths that belong to single readers."""

ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in PRIVATE_PATHS)
"""Readers' own links are for no index; issues and the archive are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallPages:
    """Pages that need no token and no issue."""

    site: Site
    health: DatabaseHealth = field(init=False)

    def __post_init__(self) -> None:
        # the way around a frozen class; one object, so that all requests share the last answer
        object.__setattr__(self, "health", DatabaseHealth(self.site.store))

    def home(self, request: Request) -> Response:
        """List the newsletters."""
        words = self.site.asked_words(request)
        publication = self.site.config.settings.publication
        head = PageHead(
            title=publication.name,
            address=self.site.address_of("/"),
            site=publication.name,
            language=words.language,
            description=f"{publication.name}{words.say('colon')} {words.say('all_newsletters')}",
        )
        return self.site.page(
            "home.html.j2", words, head=head, newsletters=self.site.config.newsletters
        )

    async def healthz(self, _request: Request) -> Response:
        """Answer 200 when the database answers, and 503 when it does not."""
        trouble = await self.health.trouble()
        if trouble:
            return JSONResponse({"status": "down", "database": trouble}, status_code=503)
        return JSONResponse({"status": "ok"})

    def privacy(self, request: Request) -> Response:
        """List what is kept of readers, and for how long."""
        return self.site.page(
            "privacy.html.j2",
            self.site.asked_words(request),
            headers=ARCHIVE_HEADERS,
            kept=KEPT,
            days=self.site.config.settings.readers.keep_unconfirmed_days,
        )

    def robots(self, _request: Request) -> Response:
        """Keep readers' own links out of search engines."""
        return PlainTextResponse(f"{ROBOTS}Sitemap: {self.site.address_of('/sitemap.xml')}\n")

    def trouble(
        self, request: Request, status: int, *, headers: Mapping[str, str] | None = None
    ) -> Response:
        """Explain an error to a reader."""
        described = status
        # any other error is explained as trouble of ours
        if status not in STATUSES_WITH_WORDS:
            described = 500
        return self.site.page(
            "trouble.html.j2",
            self.site.asked_words(request),
            status=status,
            headers=headers,
            described=described,
        )
