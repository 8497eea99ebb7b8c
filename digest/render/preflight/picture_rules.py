"""Rules of pictures: alternative texts, sizes, weights, and the places they come from."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from digest.models import Severity
from digest.render.preflight.html_rules import SHOWN_CHARACTERS, WCAG
from digest.render.preflight.html_tree import declarations
from digest.render.preflight.mail import Mail
from digest.render.preflight.preflight_rule import PreflightRule

# The largest embedded picture, in bytes.
MAX_IMAGE_BYTES = 200_000


def alts(mail: Mail) -> Iterator[tuple[str, str]]:
    """A picture without alternative text; one with a caption may have an empty one."""
    for image in mail.tree.iter("img"):
        alt = image.get("alt")
        if alt is None:
            yield "a picture has no alt", _src(image)
        # an empty alt is right for decoration, which has no class of ours
        elif not alt.strip() and "picture" in image.classes and not _has_caption(image):
            yield "a picture of the news does not say what is seen", _src(image)


def image_boxes(mail: Mail) -> Iterator[tuple[str, str]]:
    """A picture without its width in pixels, or one that shrinks in width alone.

    Yahoo and AOL turn `height: auto` into a least height, so that only a picture without a height
    keeps its shape on a phone.
    """
    for image in mail.tree.iter("img"):
        if not image.get("width", "").isdigit():
            yield "a picture has no width in pixels", _src(image)
        # on a phone the width follows the column, and a fixed height would squeeze the picture
        shrinks = declarations(image.get("style", "")).get("width") == "100%"
        height = image.get("height")
        if shrinks and height is not None:
            yield "a picture that shrinks on a phone has a fixed height", _src(image)
        elif not shrinks and not (height or "").isdigit():
            yield "a picture has no height in pixels", _src(image)


def image_weights(mail: Mail) -> Iterator[tuple[str, str]]:
    """An embedded picture that is too large."""
    for part in mail.message.walk():
        if part.get_content_maintype() != "image":
            continue
        content = part.get_payload(decode=True)
        # as decoded: base 64 adds a third on the way
        size_bytes = len(content) if isinstance(content, bytes) else 0
        if size_bytes > MAX_IMAGE_BYTES:
            place = str(part.get("Content-ID", "image"))
            yield f"an embedded picture of {size_bytes:,} bytes", place


def image_sources(mail: Mail) -> Iterator[tuple[str, str]]:
    """A picture that does not come over https, or that the message lacks."""
    embedded = set()
    for part in mail.message.walk():
        embedded.add(str(part.get("Content-ID", "")).strip("<> "))
    for image in mail.tree.iter("img"):
        src = image.get("src", "")
        # an embedded picture is named by its Content-ID
        if src.startswith("cid:"):
            if src.removeprefix("cid:") not in embedded:
                yield "an embedded picture is not in the message", src
        elif not src.startswith("https://"):
            yield "a picture does not come over https", _src(image)


def _has_caption(image: HtmlElement) -> bool:
    parent = image.getparent()
    return parent is not None and bool(parent.find_class("caption"))


def _src(image: HtmlElement) -> str:
    return str(image.get("src", ""))[:SHOWN_CHARACTERS]


RULES = (
    PreflightRule(
        id="image.alt",
        severity=Severity.ERROR,
        reason="Half the subscribers see no pictures, some never do.",
        source=f"{WCAG}non-text-content",
        check=alts,
    ),
    PreflightRule(
        id="image.box",
        severity=Severity.ERROR,
        reason="Without a width Outlook shows a picture at full size; a fixed height distorts it.",
        source="https://www.caniemail.com/features/html-width/",
        check=image_boxes,
    ),
    PreflightRule(
        id="image.weight",
        severity=Severity.ERROR,
        reason="A subscriber on a phone pays for every byte.",
        source="https://web.dev/articles/choose-the-right-image-format",
        check=image_weights,
    ),
    PreflightRule(
        id="image.source",
        severity=Severity.ERROR,
        reason="Clients proxy pictures over https only, and an absent one shows as broken.",
        source="https://www.caniemail.com/features/html-img/",
        check=image_sources,
    ),
)
