"""Feeds in four formats and article pages, as the sample outlets would publish them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from jinja2 import Environment, PackageLoader

from digest.demo.sample import SampleArticle, SampleOutlet

RTL_LANGUAGES = ("ar", "he", "fa")

XML_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
}
"""The media type of each XML format of feed."""


def feed_of(
    outlet: SampleOutlet, articles: Sequence[SampleArticle], base_url: str
) -> tuple[str, str]:
    """Return the outlet's feed: its content type and text."""
    if outlet.format == "json":
        return "application/feed+json", _json_feed(outlet, articles, base_url)
    template = _TEMPLATES.get_template(f"{outlet.format}.xml")
    text = template.render(outlet=outlet, articles=articles, base_url=base_url)
    return XML_TYPES[outlet.format], text


def article_page(outlet: SampleOutlet, article: SampleArticle, base_url: str) -> str:
    """Return the article's own page, with the clutter that real pages have around the text."""
    direction = "ltr"
    if outlet.language in RTL_LANGUAGES:
        direction = "rtl"
    return _TEMPLATES.get_template("article.html").render(
        outlet=outlet, article=article, base_url=base_url, direction=direction
    )


def _json_feed(outlet: SampleOutlet, articles: Sequence[SampleArticle], base_url: str) -> str:
    items = []
    for article in articles:
        item: dict[str, object] = {
            "id": f"{outlet.id}:{article.slug}",
            "url": f"{base_url}/{outlet.id}/{article.slug}",
            "title": article.title,
            "summary": article.lead,
            "content_text": "\n\n".join(article.paragraphs),
            "date_published": article.published.isoformat(),
            "tags": [article.category],
        }
        # JSON Feed 1.1 leaves a key out where a feed has no value for it
        if article.author:
            item["authors"] = [{"name": article.author}]
        items.append(item)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "language": outlet.language,
        "home_page_url": f"{base_url}/{outlet.id}/",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False)


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("digest.demo", "sample/templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # RSS writes its dates as mail does, Atom and RDF as ISO 8601
    environment.filters |= {"rfc822": _rfc822, "iso": _iso}
    return environment


_TEMPLATES = _templates()
