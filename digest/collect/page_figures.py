"""The words beside a picture on its page: what it shows, its caption, and who took it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, takewhile
from typing import Any
from urllib.parse import unquote

from digest.collect.plaintext import plain_line

MAX_IMAGES = 200
ADDRESSES_CHARS, CAPTION_CHARS, CREDIT_CHARS = 8_000, 500, 200
MAX_WORDS = 20
"""Elements of one figure whose text is looked at."""


def words_of_picture(tree: Any, address: str) -> tuple[str, str, str]:
    """Return alt text, caption and credit of the <img> that shows the picture at `address`; empty where there is none.

    It shows it when it names the same file, in whatever size or cut: no other picture's words are taken.
    """
    marks, alt = _marks(address), ""
    for _, image in zip(range(MAX_IMAGES), tree.iter("img"), strict=False):
        if not marks & _marks(" ".join(_addresses(image))[:ADDRESSES_CHARS]):
            continue
        alt = alt or plain_line(image.get("alt") or "")
        frame = _frame(image)
        if frame is not None and any(words := _caption(frame)):
            return alt, *words
    return alt, "", ""


_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "srcset", "data-srcset")
_FILE = re.compile(
    r"([^/?&=\s,]{5,160}?)(?:[-_]?\d{2,4}x\d{2,4}(?:-\d)?|-scaled)*\.(?:jpe?g|png|webp|gif|avif)\b|([0-9a-f]{16,})",
    re.IGNORECASE,
)


def _addresses(image: Any) -> Iterable[str]:
    yield from (value for name in _SOURCES if (value := image.get(name)))
    for around in takewhile(lambda one: one.tag in ("source", "picture"), image.iterancestors()):
        yield from (
            source.get("srcset") or source.get("data-srcset") or ""
            for source in around.iter("source")
        )


def _marks(addresses: str) -> frozenset[str]:
    """The names of the files in a list of addresses, without size and ending; long hexadecimal names too."""
    return frozenset((file or name).lower() for file, name in _FILE.findall(unquote(addresses)))


def _frame(image: Any) -> Any:
    """What holds an image and its words: its figure, or the nearest box of one image with a caption in it."""
    around = (box for box in image.iterancestors() if box.tag not in _INLINE)
    for box in islice(around, 5):
        if box.tag == "figure":
            return box
        if box.tag in ("body", "article", "main") or len(box.findall(".//img")) > 2:
            return None
        if box.xpath(_CAPTIONS):
            return box
    return None


_INLINE = frozenset({"source", "picture", "a", "span", "button"})
"""Tags between an image and its box; parsers that know no void <source> nest one in the other."""


# ---- caption and credit --------------------------------------------------------------------------------------------

_CAPTIONS = ".//figcaption | .//*[contains(translate(@class, 'C', 'c'), 'caption')]"
_CREDIT = "contains(translate(concat(@class, ' ', @itemprop), 'CSP', 'csp'), '{}')"
_CREDITS = (
    ".//*["
    + " or ".join(
        _CREDIT.format(word) for word in ("credit", "copyright", "source", "photographer")
    )
    + "]"
)
_TAIL = re.compile(
    r"\s*(?:[(\[](?P<in>[^()\[\]]{3,120})[)\]]|(?:Photo(?:graph)?|Image|Picture|Foto|Credit|Source|©)\s*(?:by|credit)?"
    r"[:\s]\s*(?P<after>[^.:]{3,120}))\.?\s*$"
)
_AGENCY = re.compile(
    r"/|\b(?:AP|AFP|EPA|Reuters|Getty|Anadolu|Photo|File|Courtesy|Images?|Handout|Screengrab)\b"
)
_END = re.compile(
    r"(?:[\s|–—·-]|[(\[](?=\W*$)|\b(?:Photo|Image|Copyright|Credit|Source)s?:?(?=\W*$))+$"
)
_LABEL = re.compile(
    r"^(?:(?:photo(?:graph)?|image|picture|foto)?\s*(?:credits?|source|copyright|by|from)?\s*[:/]\s*|"
    r"(?:photo(?:graph)?|image|picture)s?\s+(?:by|from|courtesy of)\s+|(?:credits?|source|copyright)\b\s*|©\s*)+",
    re.IGNORECASE,
)


def _caption(figure: Any) -> tuple[str, str]:
    """Caption and credit: the credit in an element of its own, or at the caption's end as agencies sign."""
    text = max(
        (plain_line(one.text_content()) for one in figure.xpath(_CAPTIONS)[:MAX_WORDS]),
        key=len,
        default="",
    )
    text = text[: 4 * CAPTION_CHARS]
    signed = [
        plain_line(one.text_content())
        for one in figure.xpath(_CREDITS)[:MAX_WORDS]
        if one.tag not in ("img", "source")
    ]
    credit = min(
        (one for one in signed if _LABEL.sub("", one) and len(one) <= CREDIT_CHARS),
        key=len,
        default="",
    )
    if credit and credit in text:
        text = text.replace(credit, " ")
    elif (
        not credit
        and (tail := _TAIL.search(text))
        and (tail["after"] or _AGENCY.search(tail["in"]))
    ):
        credit, text = tail["after"] or tail["in"], text[: tail.start()]
    return _END.sub("", " ".join(text.split()))[:CAPTION_CHARS], _LABEL.sub("", credit).strip(
        " .()[]"
    )
