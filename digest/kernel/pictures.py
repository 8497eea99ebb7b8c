"""Pictures: does a picture show the news, judged by its address and its size alone."""

from __future__ import annotations

import re

from digest.kernel.links import link_fault
from digest.models import Picture

MIN_WIDTH_PX = 300
MIN_HEIGHT_PX = 150
"""A smaller picture cannot fill half of a mail's column: it is a thumbnail or a tracker."""

MIN_SHAPE = 0.5
MAX_SHAPE = 3.0
"""Width by height: portraits are tall, banners are flat."""

# Words between marks in the name of a file: `site-logo-2.jpg`, but not `iconic-dam.jpg`.
_SITE_FILE = re.compile(
    r"(?:^|[_.\-=])(?:logos?|icon|favicon|sprite|avatar|gravatar|placeholder|default|blank|spacer|"
    r"pixel|beacon|tracker|tracking|1x1|badge|scorecard|emoji)(?:[_.\-?&=\d]|$)|^share[-_]",
    re.IGNORECASE,
)

_SITE_FOLDER = re.compile(
    r"/(?:logos?|icons?|avatars?|sprites?|track(?:ers?|ing)?|pixels?|beacons?|gravatar|emoji|ads?)/"
    r"|/b\?|facebook\.com/tr\b",
    re.IGNORECASE,
)

_TRACKER_HOST = re.compile(
    r"^https?://[^/?#]*(?:doubleclick|feedsportal|feedburner|feedblitz|gravatar|scorecard|pinterest|"
    r"pixel|(?<![a-z])(?:stats?|counter|count|beacon)\.)",
    re.IGNORECASE,
)

_SIZE_IN_ADDRESS = re.compile(r"(?<![\dA-Za-z])(\d{2,4})x(\d{2,4})(?![\dA-Za-z])")


def picture_fault(picture: Picture) -> str:
    """Return why a picture is not one of the news, in words; "" when its address and size allow it.

    A size that is not known is no fault: the file itself tells it later.

    >>> picture_fault(Picture(url="https://example.org/site-logo.png"))
    'its address names a logo, icon or tracker'
    >>> picture_fault(Picture(url="https://example.org/harbour.jpg", width=1200, height=800))
    ''
    """
    # one order for all callers: link, address, size
    if link_fault(picture.url) is not None:
        return "its address is not one to send readers to"
    if is_site_furniture(picture.url):
        return "its address names a logo, icon or tracker"
    width, height = picture.width, picture.height
    # software writes the size of a cut into its name
    if width is None and height is None:
        width, height = _size_in_address(picture.url)
    return size_fault(width, height)


def size_fault(width: int | None, height: int | None) -> str:
    """Return why a picture of this size is not one of the news; "" for a fit or unknown size."""
    too_narrow = width is not None and width < MIN_WIDTH_PX
    too_low = height is not None and height < MIN_HEIGHT_PX
    if too_narrow or too_low:
        return f"too small: {width or '?'}×{height or '?'}"
    if width and height and not MIN_SHAPE <= width / height <= MAX_SHAPE:
        return f"the shape of a banner: {width}×{height}"
    return ""


def is_site_furniture(address: str) -> bool:
    """Tell whether an address names a logo, an icon, a drawing or a tracker of a site."""
    path = address.partition("#")[0].partition("?")[0]
    file_name = path.rpartition("/")[2]
    # a drawing, and one that mail programs do not show
    if file_name.lower().endswith(".svg"):
        return True
    if _SITE_FILE.search(file_name):
        return True
    return bool(_SITE_FOLDER.search(address) or _TRACKER_HOST.search(address))


def _size_in_address(address: str) -> tuple[int | None, int | None]:
    size = _SIZE_IN_ADDRESS.search(address)
    if size is None:
        return None, None
    return int(size[1]), int(size[2])
