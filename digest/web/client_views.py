"""Client views: a mail as different kinds of mail client show it."""

from __future__ import annotations

import re

from digest.models import Slot

INVERSION = "html, img { filter: invert(1) hue-rotate(180deg); } html { background: #ffffff; }"
"""The recolouring of a client that inverts everything but the pictures: twice is not at all."""

_DARK_QUERY = re.compile(r"@media \(prefers-color-scheme:\s*dark\)")
_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL)
_PICTURE_ADDRESS = re.compile(r'(<img\b[^>]*\bsrc=")[^"]*')


def as_seen(html: str, *, look: str = "light", styles: bool = True, pictures: bool = True) -> str:
    """Return an issue's HTML as one kind of client shows it.

    `look` is light, dark or inverted, whatever the operator's own browser prefers. Without
    `styles` the style sheets are dropped, without `pictures` the pictures are blocked.
    """
    # the query is made true or false for good, so the operator's own setting has no say
    if look == "dark":
        html = _DARK_QUERY.sub("@media all", html)
    else:
        html = _DARK_QUERY.sub("@media not all", html)
    if not styles:
        # some webmail drops the head: the inline styles must carry the mail
        html = _STYLE.sub("", html)
    if not pictures:
        html = _PICTURE_ADDRESS.sub(r"\g<1>", html)
    # last, because it adds a style sheet that must not be dropped
    if look == "inverted":
        html = html.replace("</head>", f"<style>{INVERSION}</style></head>")
    return html


def with_sample_links(content: str) -> str:
    """Fill the slots of a mail with addresses that say what they stand for and lead nowhere.

    >>> with_sample_links(f"Leave: {Slot.UNSUBSCRIBE}")
    'Leave: https://example.org/unsubscribe'
    """
    # in a preview no link may lead anywhere: a click must change no data
    for slot in Slot:
        sample = f"https://example.org/{slot.name.lower()}"
        if slot is Slot.ADDRESS:
            sample = "reader@example.org"
        content = content.replace(slot.value, sample)
    return content
