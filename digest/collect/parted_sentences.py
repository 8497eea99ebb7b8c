"""Parted sentences: a box inside a paragraph ends it, and the rest of its sentence stands outside.

HTML lets no address, form or box stand in a paragraph: a parser closes the paragraph before it.
Here the two halves of the sentence come together again.
"""

from __future__ import annotations

import re
from typing import Any

_PART_OF_SENTENCE = frozenset({"address", "center"})
"""Boxes whose words belong to the sentence around."""

_BOXES = _PART_OF_SENTENCE | frozenset(
    {"aside", "dir", "div", "fieldset", "figure", "form", "menu", "nav", "section", "table", "ul"}
)
_PHRASES = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "small"}) | {
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
}

_STOPS_MID_SENTENCE = re.compile(r"[\w,;–—-]\s*\Z")
_MARKS_WITHIN = ",;.:)–—-،؛"
"""Signs with which no sentence begins."""


def join_parted_sentence(box: Any) -> None:
    """Put the rest of a sentence behind a box back into the paragraph before the box.

    An address goes into the sentence; another box stays, behind the paragraph.
    """
    paragraph = box.getprevious()
    if box.tag not in _BOXES or paragraph is None or paragraph.tag != "p":
        return
    rest = box.tail or ""
    # a paragraph that ended by itself has words behind it that begin anew
    if not rest.strip() or (paragraph.tail or "").strip() or not _goes_on(rest, box.tag):
        return
    if not _STOPS_MID_SENTENCE.search("".join(paragraph.itertext())):
        return
    following = box.getnext()
    box.tail = None
    if box.tag in _PART_OF_SENTENCE:
        _in_one_line(box)
        box.tag = "span"
        paragraph.append(box)
        _append_text(paragraph, f" {rest.lstrip()}" if rest[:1].isspace() else rest)
    else:
        _append_text(paragraph, f" {rest.lstrip()}")
    # the rest may go on in a link or in bold
    while following is not None and following.tag in _PHRASES:
        phrase, following = following, following.getnext()
        paragraph.append(phrase)


def _goes_on(rest: str, tag: str) -> bool:
    """Tell whether words go on with the sentence before a box: they begin with no capital."""
    first = rest.lstrip()[0]
    if first.islower() or first.isdecimal() or first in _MARKS_WITHIN:
        return True
    # a script without capitals tells nothing, and most boxes stand between paragraphs
    return tag in _PART_OF_SENTENCE and first.isalpha() and not first.isupper()


def _append_text(paragraph: Any, text: str) -> None:
    children = list(paragraph)
    if children:
        children[-1].tail = (children[-1].tail or "") + text
    else:
        paragraph.text = (paragraph.text or "") + text


def _in_one_line(address: Any) -> None:
    """Put a comma in the place of each line break of an address."""
    for line_break in address.findall(".//br"):
        before = line_break.getprevious()
        text = (line_break.getparent().text if before is None else before.tail) or ""
        mark = " " if text.rstrip().endswith((",", ";")) or not text.strip() else ", "
        line_break.tag = "span"
        line_break.tail = mark + (line_break.tail or "").lstrip()
