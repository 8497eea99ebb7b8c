"""Names of feeds: elements that feedparser would miss or mistake, renamed before it reads."""

from __future__ import annotations

import re

_RSS_1_0, _RSS_1_1 = "http://purl.org/rss/1.0/", "http://purl.org/net/rss1.1#"
_RSS_1_1_CHANNEL = re.compile(r"(</?(?:[A-Za-z0-9]{1,40}:)?)Channel\b")
_MEDIA_TEXT = re.compile(r"(</?media:)(description|title)\b([^<>]{0,2000})>")
_MEDIA_NAMES = {"description": "caption", "title": "heading"}
MAX_IMAGE_CHARS = 4_000
"""A longer image holds entries of the feed, and stays as it is."""
# possessive, and never over the start of another image: the time grows with the text alone
_IMAGE = re.compile(
    r"<image(?:\s[^<>]{0,400}+)?>"
    rf"((?:[^<]|<(?!/?image[\s>])){{0,{MAX_IMAGE_CHARS}}}+)</image\s{{0,20}}+>"
)
_IMAGE_URL = re.compile(r"<url(?:\s[^<>]{0,400})?>(.{0,2000}?)</url\s{0,20}>", re.DOTALL)
_BARE_ADDRESS = re.compile(r"\s{0,200}(?:https?:)?//[^\s<>]{1,2000}\s{0,200}")
# The part of a document in which its root begins.
_HEAD_CHARS = 20_000


def known_names(document: str) -> str:
    """Return the document in names that feedparser knows: RSS 1.1 as 1.0, media texts apart, and of
    an image its address alone."""
    if _RSS_1_1 in document[:_HEAD_CHARS]:
        document = _RSS_1_1_CHANNEL.sub(r"\1channel", document.replace(_RSS_1_1, _RSS_1_0))
    # with an end, so that a document of images that never end is not searched again and again
    if "</image" in document:
        document = _IMAGE.sub(_image_without_texts, document)
    if "<media:" not in document:
        return document
    return _MEDIA_TEXT.sub(_media_name, document)


def _image_without_texts(image: re.Match[str]) -> str:
    """Leave an image its address: its title, link and description are not those of the entry."""
    url = _IMAGE_URL.search(image[1])
    if url:
        return f"<image>{url[0]}</image>"
    if _BARE_ADDRESS.fullmatch(image[1]):
        return f"<image><url>{image[1].strip()}</url></image>"
    return image[0] if "<" not in image[1] else ""


def _media_name(tag: re.Match[str]) -> str:
    """Rename a media text: feedparser would take it for the entry's own title or summary."""
    end = "/>" if tag[3].endswith("/") else ">"
    return f"{tag[1]}{_MEDIA_NAMES[tag[2]]}{end}"
