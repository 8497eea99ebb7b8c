"""Pictures of the news: chosen, refused, made small and clean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.models import Briefing, Picture

MIN_WIDTH, MIN_HEIGHT = 300, 150
MIN_SHAPE, MAX_SHAPE = 0.5, 3.0
"""Width by height: portraits are tall, banners are flat."""

_NOT_NEWS = re.compile(
    r"(?:^|[/_.\-=])(?:logo|logos|icon|favicon|sprite|avatar|gravatar|placeholder|default|blank|spacer|pixel|beacon|"
    r"tracker|tracking|1x1|share|badge|banner)(?:[/_.\-?&=\d]|$)|doubleclick\.|/b\?|feedburner|feedsportal",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPicture:
    """A picture ready to show. `src` is what the HTML says (https or cid:); `content` is empty when it is linked."""

    src: str
    width: int
    height: int
    content_type: str = ""
    content: bytes = b""
    cid: str = ""


def declared_pictures(briefing: Briefing) -> dict[str, PreparedPicture]:
    """The pictures a briefing may link as they are: over https, with a size that a picture of the news has."""
    reports = (report.picture for report in briefing.blocks.trend_reports)
    candidates = [*(item.picture for item in briefing.items), *reports]
    return {
        picture.url: PreparedPicture(src=picture.url, width=picture.width or 0, height=picture.height or 0)
        for picture in candidates
        if picture and picture.url.startswith("https://") and refusal(picture) == ""
    }


def refusal(picture: Picture) -> str:
    """Why a picture is not one of the news, judged by its address and size; empty when nothing speaks against it."""
    if picture.width is None or picture.height is None:
        return "its size is not known"
    if picture.width < MIN_WIDTH or picture.height < MIN_HEIGHT:
        return f"too small: {picture.width}×{picture.height}"
    if not MIN_SHAPE <= picture.width / picture.height <= MAX_SHAPE:
        return f"the shape of a banner: {picture.width}×{picture.height}"
    if _NOT_NEWS.search(picture.url):
        return "its address names a logo, icon or tracker"
    return ""
