"""Share pictures: the card of each public issue and story, for programs that show shared links."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from digest.errors import ConfigError
from digest.models import Newsletter
from digest.render import (
    SHARE_HEIGHT,
    SHARE_WIDTH,
    ShareCard,
    Theme,
    Wording,
    draw_share_card,
    sign_of,
)
from digest.text import direction_of
from digest.usecases.looks import look_of
from digest.web.page_head import SharePicture
from digest.web.site import PUBLIC_CACHE, Site
from digest.web.versions import etag_of, is_known

FILE = "share.png"
"""The last part of the address of a card, behind that of its page."""

CARD_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    # the card is made for other sites
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": PUBLIC_CACHE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePictures:
    """The cards of one site, each in the look of its newsletter."""

    site: Site
    # reading YAML takes longer than to draw; a changed theme comes with a new site
    themes: dict[str, Theme] = field(default_factory=dict)

    def tag(self, page: str, newsletter: str, headline: str, words: Wording) -> SharePicture:
        """Return what the head of a page says of its card."""
        return SharePicture(
            address=f"{page}/{FILE}",
            width=SHARE_WIDTH,
            height=SHARE_HEIGHT,
            alt=f"{newsletter}{words.say('colon')} {headline}",
        )

    def answer(
        self, request: Request, newsletter_id: str, headline: str, day: date, words: Wording
    ) -> Response:
        """Draw the card of a headline and its day, in the look of a newsletter."""
        png = draw_share_card(self._card(newsletter_id, headline, words.day(day), words.language))
        etag = etag_of(png)
        headers = {**CARD_HEADERS, "etag": etag}
        if is_known(request, etag):
            return Response(status_code=304, headers=headers)
        return Response(png, media_type="image/png", headers=headers)

    def _card(self, newsletter_id: str, headline: str, day: str, language: str) -> ShareCard:
        newsletter = self.site.published(newsletter_id)
        # a newsletter that ended leaves its issues, and no look of its own
        theme = self._theme(newsletter) if newsletter else Theme()
        name = self.site.name(newsletter_id)
        return ShareCard(
            name=name,
            headline=headline,
            day=day,
            house=self.site.config.settings.publication.name,
            sign=sign_of(theme, name),
            direction=direction_of(language),
            accent=theme.accent,
            ink=theme.ink,
            quiet=theme.quiet,
            paper=theme.paper,
        )

    def _theme(self, newsletter: Newsletter) -> Theme:
        """Return a look, or that of the house where its file was spoilt since it was checked."""
        if newsletter.id not in self.themes:
            try:
                look = look_of(self.site.config, newsletter.id, newsletter.theme)
            except ConfigError:
                look = Theme()
            self.themes[newsletter.id] = look
        return self.themes[newsletter.id]
