"""Platforms: hosts that give one video, post or feed entry several forms of address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

PLATFORMS = frozenset(
    {"youtube.com", "youtu.be", "youtube-nocookie.com", "twitter.com", "feedproxy.google.com"}
)

_VIDEO = re.compile(r"^/(?:embed/|shorts/|live/|v/)([\w-]{11})$")
_SHORT_VIDEO = re.compile(r"^/([\w-]{4,})$")
_POST = re.compile(r"^/[^/]+/(status/\d+)")
_FEEDBURNER = re.compile(r"^/(~r/[^/]+/~\d+/[^/]+)")


def on_platform(host: str, path: str, query: str) -> tuple[str, str, str]:
    """Return host, path and query of the one form of a video, post or feed entry."""
    if host == "twitter.com":
        # the number names the post; the name before it may change
        post = _POST.match(path)
        if post:
            return host, f"/i/{post[1]}", ""
        return host, path, query
    if host == "feedproxy.google.com":
        entry = _FEEDBURNER.match(path)
        if entry:
            return host, f"/{entry[1]}", query
        return host, path, query
    # one video has four kinds of address
    name = _video_name(host, path, query)
    if name:
        return "youtube.com", "/watch", urlencode([("v", name)])
    return host, path, query


def _video_name(host: str, path: str, query: str) -> str:
    pattern = _VIDEO
    if host == "youtu.be":
        pattern = _SHORT_VIDEO
    video = pattern.match(path)
    if video:
        return video[1]
    if path == "/watch":
        return dict(parse_qsl(query)).get("v", "")
    return ""
