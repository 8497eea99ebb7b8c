"""Paths: one spelling, without AMP marks, index pages and session numbers."""

from __future__ import annotations

import re
from urllib.parse import quote

AMP_SEGMENTS = ("amp", "amphtml")
"""Parts of a path that only say: this is the AMP form."""

LEAST_SEGMENTS = 3
"""A mark at the end is dropped only behind two other parts: "/news/lite" may be a section."""

_AMP_MARK = re.compile(r"amp|lite$", re.IGNORECASE)
_AMP_TAIL = re.compile(r"[._-]amp(?=(?:\.[a-z]{3,5})?$)", re.IGNORECASE)
_AMP_KIND = re.compile(r"^amp[_-](?=[a-z])", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"^(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)

# A part of a path that may name a story: a number, a slug of three words, or encoded letters.
_STORY_LIKE = re.compile(r"\d|[-_].*[-_]|%[0-9A-F]{2}")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/]*", re.IGNORECASE)

# Characters that a path may hold as they are (RFC 3986 section 3.3).
_PLAIN_PATH = re.compile(r"^[A-Za-z0-9/:@!$&'()*+,;=._~-]*$")
_SAFE = "/%:@!$&'()*+,;=-._~"
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def plain_path(path: str, host: str, *, was_amp: bool) -> str:
    """Return the path in one spelling. `was_amp` says that the host was an AMP twin.

    >>> plain_path("/news/../world/story-1-amp.html", "example.org", was_amp=False)
    '/world/story-1.html'
    """
    if ";" in path:
        path = _SESSION.sub("", path)
    segments = _without_amp(_segments(_escaped_path(path)))
    # some AMP hosts put the publisher's name first: amp.example.org/example/story
    if was_amp and len(segments) > 1 and segments[0].lower() == host.split(".")[0]:
        del segments[0]
    if segments and _INDEX_PAGE.match(segments[-1]):
        del segments[-1]
    return "/" + "/".join(segments)


def _segments(path: str) -> list[str]:
    """Take a path apart and follow its "." and ".." (RFC 3986 section 5.2.4)."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    return kept


def _without_amp(segments: list[str]) -> list[str]:
    """Drop AMP marks from the address of a story. "/products/amp" is a page of its own."""
    if not _AMP_MARK.search("/".join(segments)):
        return segments
    segments = _without_end_marks(segments)
    if [segment.lower() for segment in segments[:2]] == ["platform", "amp"]:
        segments = segments[1:]
    kept = []
    for segment in segments:
        if segment.lower() not in AMP_SEGMENTS:
            kept.append(segment)
    if not _names_a_story(kept):
        return segments
    kept[-1] = _AMP_TAIL.sub("", kept[-1]) or kept[-1]
    for at in range(len(kept) - 1):
        kept[at] = _AMP_KIND.sub("", kept[at])
    return kept


def _without_end_marks(segments: list[str]) -> list[str]:
    """Drop "/amp/1" to "/amp" and "/lite" from the end of a path that is long enough."""
    switched = segments[-1] in ("0", "1")
    if len(segments) >= LEAST_SEGMENTS and segments[-2].lower() == "amp" and switched:
        segments = segments[:-1]
    if len(segments) >= LEAST_SEGMENTS and segments[-1].lower() == "lite":
        segments = segments[:-1]
    return segments


def _names_a_story(segments: list[str]) -> bool:
    for segment in segments:
        if _STORY_LIKE.search(segment):
            return True
    return False


def _escaped_path(path: str) -> str:
    """Escape what must be escaped, in capitals, and nothing else (RFC 3986 section 6.2.2)."""
    if _PLAIN_PATH.match(path):
        return path
    return _ESCAPED.sub(_normal_escape, quote(path, safe=_SAFE))


def _normal_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    if character in _UNRESERVED:
        return character
    return escape[0].upper()
