"""Pages that list stories → entries: for outlets that have no feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from digest.collect.day_month_order import date_context
from digest.collect.feed_entries import FeedEntry, ParsedFeed
from digest.collect.language_tags import language_tag
from digest.collect.page_list_options import PageListOptions
from digest.collect.plaintext import plain_line
from digest.collect.repair_xml import MAX_PAGE_CHARS, MAX_PAGE_TAGS, cap_tags
from digest.kernel.links import reader_link
from digest.urls import canonical_url, names_a_story

MAX_LINKS = 3_000
"""Links of one page that are looked at."""

LEAST_TITLE_WORDS = 4
"""A link of fewer words is a section, a button or a name."""

MAX_BOX_LEVELS = 4
"""Boxes around a link in which the date of its story may stand."""


def parse_page_list(
    text: str,
    *,
    url: str,
    now: datetime,
    max_entries: int,
    options: PageListOptions,
    country: str = "",
    language: str = "",
) -> ParsedFeed:
    """Return the stories that a page links to, in its order. Their dates stand in <time> elements.

    A link is a story when it stays on the site, has as many words as a headline, and has an address
    that reads like one story. With `options.under` the address must begin with that instead.
    """
    text = cap_tags(text[:MAX_PAGE_CHARS], MAX_PAGE_TAGS)
    if "<" not in text:
        return ParsedFeed(problem="sent something that is not a web page")
    # loaded here: most sources are feeds
    from lxml import etree, html

    try:
        tree = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return ParsedFeed(problem="sent a page that cannot be read")
    own_language = language_tag(tree.get("lang") or "")
    stories = _stories(tree, url, max_entries, options)
    if not stories:
        return ParsedFeed(problem="sent a page that links to no story")
    dates = date_context(
        [story.date for story in stories],
        now=now,
        country=country,
        language=language,
        own_tag=tree.get("lang") or "",
    )
    entries = []
    for story in stories:
        # most lists show no date: such an entry is dated by the first visit that finds it
        published = dates.read(story.date)
        entry = FeedEntry(
            url=story.address,
            title=story.title,
            published=published or now,
            dated=published is not None,
            language=own_language,
        )
        entries.append(entry)
    return ParsedFeed(entries=tuple(entries), language=own_language, doubtful_date=dates.doubtful)


class _Story(NamedTuple):
    """A link to a story, with the date beside it."""

    address: str
    title: str
    date: str


def _stories(tree: Any, url: str, max_entries: int, options: PageListOptions) -> Sequence[_Story]:
    """Return the stories that a page links to, each once, in its order."""
    stories: dict[str, _Story] = {}
    for link, address in _story_links(tree, url, options):
        title = plain_line(link.text_content() or "") or plain_line(link.get("title") or "")
        if len(title.split()) < LEAST_TITLE_WORDS:
            continue
        key = canonical_url(address)
        if key not in stories:
            stories[key] = _Story(address=address, title=title, date=_date_beside(link))
        if len(stories) >= max_entries:
            break
    return tuple(stories.values())


def _story_links(tree: Any, url: str, options: PageListOptions) -> Iterator[tuple[Any, str]]:
    """Yield the links that lead to a story of the same site, with their addresses."""
    own_host = _host(url)
    for position, link in enumerate(tree.iter("a")):
        if position >= MAX_LINKS:
            return
        address = reader_link(link.get("href") or "", url)
        # links to other sites are advertisements or partners
        if not address or _host(address) != own_host:
            continue
        path = urlsplit(address).path
        if options.under:
            is_story = path.startswith(options.under) and path != options.under
        else:
            is_story = names_a_story(address)
        if is_story:
            yield link, address


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _date_beside(link: Any) -> str:
    """Return the date in the nearest box around a link that holds one <time> element."""
    box = link
    for _ in range(MAX_BOX_LEVELS):
        times = box.findall(".//time")
        # several dates in a box belong to several stories
        if len(times) == 1:
            return times[0].get("datetime") or times[0].text_content() or ""
        if times or box.getparent() is None:
            return ""
        box = box.getparent()
    return ""
