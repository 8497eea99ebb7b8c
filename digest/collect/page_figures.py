"""The words beside a picture on its page: what it shows, its caption, and who took it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from digest.collect.plaintext import plain_line
from digest.languages.en_outlets import PICTURE_AGENCIES

MAX_IMAGES = 200
MAX_ADDRESSES_CHARS = 8_000
MAX_CAPTION_CHARS = 500
MAX_CREDIT_CHARS = 200

MAX_WORD_ELEMENTS = 20
"""Elements of one figure whose text is looked at."""

MAX_BOXES = 5
"""Boxes around an image that are looked at for its caption."""


def words_of_picture(tree: Any, address: str) -> tuple[str, str, str]:
    """Return alt text, caption and credit of the <img> that shows the picture at `address`.

    An image shows the picture when it names the same file, in whatever size or cut: the words of
    another picture are never taken. A part that the page lacks is "".
    """
    names, alt = file_names(address), ""
    for image in islice(tree.iter("img"), MAX_IMAGES):
        addresses = " ".join(_addresses(image))
        # another picture's words are worse than no words
        if not names & file_names(addresses):
            continue
        alt = alt or plain_line(image.get("alt") or "")
        frame = _frame(image)
        if frame is None:
            continue
        caption, credit = _caption_and_credit(frame)
        if caption or credit:
            return alt, caption, credit
    return alt, "", ""


# ---- the file of a picture --------------------------------------------------

_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "srcset", "data-srcset")
_PICTURE_END = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\b", re.IGNORECASE)
_SIZE_END = re.compile(r"(?:[-_]?\d{2,4}x\d{2,4}(?:-\d)?|-scaled)$", re.IGNORECASE)
_HEX_NAME = re.compile(r"(?<![0-9a-f])[0-9a-f]{16,64}(?![0-9a-f])", re.IGNORECASE)
_BETWEEN_PARTS = re.compile(r"[/?&=\s,]")
LEAST_NAME_CHARS = 5
MAX_NAME_CHARS = 160
MAX_SIZES = 4
"""Sizes that software appends to a file's name, one after the other."""


def file_names(addresses: str) -> frozenset[str]:
    """Return the names of the files in a list of addresses, without size and ending.

    Long hexadecimal names count, too.

    >>> sorted(file_names("https://a.example/2026/harbour-at-dawn-1200x800.jpg?w=3"))
    ['harbour-at-dawn']
    """
    names = set()
    text = unquote(addresses[:MAX_ADDRESSES_CHARS])
    for part in _BETWEEN_PARTS.split(text):
        ending = _PICTURE_END.search(part)
        if ending is not None:
            name = _without_sizes(part[: ending.start()][-MAX_NAME_CHARS:])
            # "1.jpg" of two pages are two pictures
            if len(name) >= LEAST_NAME_CHARS:
                names.add(name.lower())
    # picture services name files by a hash and put no ending behind it
    for name in _HEX_NAME.findall(text):
        names.add(name.lower())
    return frozenset(names)


def _without_sizes(name: str) -> str:
    for _ in range(MAX_SIZES):
        size = _SIZE_END.search(name)
        if size is None:
            break
        name = name[: size.start()]
    return name


def _addresses(image: Any) -> Iterator[str]:
    """Yield the addresses of an image and of the other sources of its <picture>."""
    for name in _SOURCES:
        value = image.get(name)
        if value:
            yield value
    for box in image.iterancestors():
        # only the boxes that hold versions of this very picture
        if box.tag not in ("source", "picture"):
            return
        for source in islice(box.iter("source"), MAX_WORD_ELEMENTS):
            yield source.get("srcset") or source.get("data-srcset") or ""


# Tags between an image and its box; parsers that know no void <source> nest one in the other.
_INLINE = frozenset({"source", "picture", "a", "span", "button"})

_STORY_BOXES = frozenset({"body", "article", "main"})
_MAX_BOX_IMAGES = 2


def _frame(image: Any) -> Any:
    """Return the figure of an image, or the nearest box of one image with a caption in it."""
    boxes = 0
    for box in image.iterancestors():
        if box.tag in _INLINE:
            continue
        boxes += 1
        if boxes > MAX_BOXES:
            return None
        if box.tag == "figure":
            return box
        # this far out, a caption belongs to another picture
        if box.tag in _STORY_BOXES or len(box.findall(".//img")) > _MAX_BOX_IMAGES:
            return None
        if box.xpath(_CAPTIONS):
            return box
    return None


# ---- caption and credit -----------------------------------------------------

_CAPTIONS = ".//figcaption | .//*[contains(translate(@class, 'C', 'c'), 'caption')]"
_CREDIT = "contains(translate(concat(@class, ' ', @itemprop), 'CSP', 'csp'), '{}')"
_CREDIT_WORDS = ("credit", "copyright", "source", "photographer")
_CREDITS = f".//*[{' or '.join(_CREDIT.format(word) for word in _CREDIT_WORDS)}]"
_SIGNATURE = re.compile(
    r"(?:[(\[](?P<inside>[^()\[\]]{3,120})[)\]]"
    r"|(?:Photo(?:graph)?|Image|Picture|Foto|Credit|Source|©)\s{0,3}(?:by|credit)?[:\s]\s{0,3}"
    r"(?P<after>[^.:]{3,120}))\.?\s{0,3}$"
)
_AGENCY = re.compile(
    rf"/|\b(?:{'|'.join(PICTURE_AGENCIES)}|Photo|File|Courtesy|Images?|Handout|Screengrab)\b"
)
_LOOSE_END = re.compile(
    r"(?:[|–—·-]|[(\[]\W{0,9}$|\b(?:Photo|Image|Copyright|Credit|Source)s?:?\W{0,9})$"
)
_LABEL = re.compile(
    r"^(?:(?:photo(?:graph)?|image|picture|foto)? ?(?:credits?|source|copyright|by|from)? ?[:/] ?"
    r"|(?:photo(?:graph)?|image|picture)s? (?:by|from|courtesy of) "
    r"|(?:credits?|source|copyright)\b ?"
    r"|© ?)",
    re.IGNORECASE,
)
# Labels before a credit, or loose ends behind a caption, that are taken away one by one.
_MAX_PEELED = 6


def _caption_and_credit(figure: Any) -> tuple[str, str]:
    """Return caption and credit: the credit in its own element, or at the end, as agencies sign."""
    text = _longest_text(figure.xpath(_CAPTIONS))[: 4 * MAX_CAPTION_CHARS]
    credit = _shortest_credit(figure.xpath(_CREDITS))
    if credit and credit in text:
        text = text.replace(credit, " ")
    # agencies sign at the end of the caption
    elif not credit:
        signature = _SIGNATURE.search(text)
        if signature and (signature["after"] or _AGENCY.search(signature["inside"])):
            credit = signature["after"] or signature["inside"]
            text = text[: signature.start()]
    return _without_loose_ends(" ".join(text.split()))[:MAX_CAPTION_CHARS], _without_label(credit)


def _longest_text(elements: list[Any]) -> str:
    longest = ""
    for element in elements[:MAX_WORD_ELEMENTS]:
        text = plain_line(element.text_content())
        if len(text) > len(longest):
            longest = text
    return longest


def _shortest_credit(elements: list[Any]) -> str:
    """Return the shortest text that names somebody; a longer one repeats the caption, too."""
    shortest = ""
    for element in elements[:MAX_WORD_ELEMENTS]:
        if element.tag in ("img", "source"):
            continue
        text = plain_line(element.text_content())
        if not _without_label(text) or len(text) > MAX_CREDIT_CHARS:
            continue
        # the longer one repeats the caption around the name
        if not shortest or len(text) < len(shortest):
            shortest = text
    return shortest


def _without_label(credit: str) -> str:
    for _ in range(_MAX_PEELED):
        label = _LABEL.match(credit)
        if label is None or not label[0]:
            break
        credit = credit[label.end() :]
    return _without_lone_brackets(credit.strip(" ."))


def _without_lone_brackets(credit: str) -> str:
    """Take away brackets around a credit, and one without its partner: "(A. Name (agency))"."""
    for opening, closing in ("()", "[]"):
        if credit.startswith(opening) and credit.endswith(closing):
            credit = credit[1:-1]
        if credit.count(opening) != credit.count(closing):
            credit = credit.strip(opening + closing)
    return credit.strip(" .")


def _without_loose_ends(caption: str) -> str:
    """Take away the marks and words that announced a credit, now that it is gone."""
    for _ in range(_MAX_PEELED):
        caption = caption.rstrip()
        loose = _LOOSE_END.search(caption)
        if loose is None:
            break
        caption = caption[: loose.start()]
    return caption.rstrip()
