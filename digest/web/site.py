"""Site: what every page of the readers shares, and the frame around each page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from digest.config import Config, shipped_templates
from digest.models import Newsletter, Subscriber
from digest.protocols import Clock, Store
from digest.render import TemplateCode, Wording, languages, say_html, wording
from digest.text import direction_of
from digest.tokens import Purpose, Token, read_token
from digest.web.language import asked_language
from digest.web.page_head import PageHead, head_tags

PUBLIC_CACHE = "public, max-age=300"
"""Five minutes: an issue that was cancelled leaves the caches soon."""

ARCHIVE_HEADERS = {"cache-control": PUBLIC_CACHE, "x-robots-tag": "all"}
"""The headers of pages that search engines may list: the archive, its lists and feeds."""

ANY_ZONE = "UTC"
"""Time zone of a page without a date."""


# One for all sites of a process: `serve` makes a new site when the configuration changes.
_CODE = TemplateCode()


def _public_templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(shipped_templates() / "web" / "public"),
        autoescape=True,
        # a misspelled name in a template fails in a test, not as an empty page
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_CODE,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The store, the configuration, and the keys of the links."""

    store: Store
    config: Config
    key: str | Sequence[str]
    clock: Clock
    even_answer_s: float = 0
    """Seconds from a form that names an address to its answer, at least."""
    templates: Environment = field(default_factory=_public_templates)

    def address_of(self, path: str) -> str:
        """Return the public address of a path, which begins with a slash."""
        return self.config.settings.publication.base_url + path

    def page(
        self,
        template: str,
        words: Wording,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        head: PageHead | None = None,
        **values: Any,
    ) -> Response:
        """Render a template in the language of `words`. `headers` replace the usual ones.

        A page with a `head` is for search engines and for sharing.
        """
        direction = direction_of(words.language)
        # the frame of every page reads these
        values |= {
            "publication": self.config.settings.publication,
            "language": words.language,
            "direction": direction,
            "wording": words,
            "say": words.say,
            "say_html": say_html(words, direction),
            "head_tags": head_tags(head) if head else "",
        }
        text = self.templates.get_template(template).render(values)
        # readers' pages are for readers: only the archive asks for an index
        usual = {
            "x-robots-tag": "noindex",
            "vary": "accept-language",
            "content-language": words.language,
        }
        return HTMLResponse(text, status_code=status, headers={**usual, **(headers or {})})

    @property
    def hub(self) -> str:
        """The hub that tells readers of feeds of news; "" for none."""
        return self.config.settings.websub.hub

    def feed_headers(self, own: str) -> dict[str, str]:
        """Return the headers of the feed at an address; they name the hub, as WebSub asks."""
        headers = {"cache-control": PUBLIC_CACHE}
        if self.hub:
            headers["link"] = f'<{self.hub}>; rel="hub", <{own}>; rel="self"'
        return headers

    def token(self, request: Request, purpose: Purpose) -> Token:
        """Read the token in the path. Raises 404 when no key of ours sealed it for `purpose`."""
        token = read_token(self.key, request.path_params["token"], purpose)
        # 404, not 403: a stranger must not learn which tokens once were good
        if token is None:
            raise HTTPException(404)
        return token

    def newsletter(self, newsletter_id: str) -> Newsletter:
        """Return a newsletter that is published; raises 404 for another."""
        newsletter = self.published(newsletter_id)
        if newsletter is None:
            raise HTTPException(404)
        return newsletter

    def name(self, newsletter_id: str) -> str:
        """Return the newsletter's name, or its id when it is no longer published."""
        newsletter = self.published(newsletter_id)
        if newsletter is None:
            return newsletter_id
        return newsletter.name

    def words_for(self, token: Token, request: Request) -> Wording:
        """Return the labels in the language of the mail whose link was followed."""
        newsletter = self.published(token.newsletter_id)
        if newsletter is None:
            return self.asked_words(request)
        # the language of the mail goes before that of the browser
        return self.words_of(newsletter)

    def own_words(self, token: Token, reader: Subscriber | None, request: Request) -> Wording:
        """Return the labels in the reader's own language, else in that of the mail."""
        usual = self.words_for(token, request)
        # the own choice goes before the language of the mail
        if reader and reader.language in languages():
            return self.words_in(reader.language).in_zone(usual.zone)
        return usual

    def words_of(self, newsletter: Newsletter) -> Wording:
        """Return the labels in a newsletter's language, with dates in its time zone."""
        own = self.config.settings.publication.labels
        return wording(newsletter.language, newsletter.timezone, own=own)

    def words_in(self, language: str) -> Wording:
        """Return the labels of a language, where no day or hour is told."""
        return wording(language, ANY_ZONE, own=self.config.settings.publication.labels)

    def asked_words(self, request: Request) -> Wording:
        """Return the labels in the language that the reader's browser asks for."""
        language = asked_language(request.headers.get("accept-language", ""))
        return self.words_in(language)

    def published(self, newsletter_id: str) -> Newsletter | None:
        """Return a newsletter that is published; None for another."""
        for newsletter in self.config.newsletters:
            if newsletter.id == newsletter_id:
                return newsletter
        return None
