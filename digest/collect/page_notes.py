"""Notes on a page: the lines in which an outlet may say that an article was corrected or withdrawn.

They often stand outside of the article's text, so the extraction of that text loses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from digest.collect.page_meta import json_article, json_texts
from digest.collect.page_tree import tidy_tree
from digest.collect.plaintext import strip_controls
from digest.collect.repair_xml import MAX_PAGE_CHARS, MAX_PAGE_TAGS, cap_tags
from digest.kernel.decoding import decode_markup

MAX_NOTES = 40
MAX_NOTE_CHARS = 2_000
"""The notes of a page that are read, and the characters of each."""

SHORT_PAGE_CHARS = 3_000
"""A page with no article, and less text than this, may be a notice that the article is gone."""

MAX_LABEL_CHARS = 30
"""A heading over a note is short."""

_NAME_CHARS = 300
_NOTE_NAME = re.compile(
    r"correct(?:ion|ed)|clarification|erratum|retract|withdraw|editors?-?_?note|korrektur"
    r"|rectificatif|update-?note|amend",
    re.IGNORECASE,
)
"""Ids and classes of the boxes in which outlets put their notes."""


def page_notes(body: bytes, *, content_type: str = "", has_article: bool = True) -> tuple[str, ...]:
    """Return the lines of a page that may be notes of its outlet, each once, as plain text.

    They come from the page's own data (`correction` of schema.org), and from boxes that are named
    for notes. A short page without an article is taken whole.
    """
    text = strip_controls(decode_markup(body, content_type)[:MAX_PAGE_CHARS])
    text = cap_tags(text, MAX_PAGE_TAGS)
    if "<" not in text:
        return _lines(text)
    # a third of a second, for those who read pages
    import trafilatura

    tree = trafilatura.load_html(text)
    if tree is None:
        return ()
    notes = []
    for words in json_texts(json_article(tree).get("correction"), "text", "description"):
        # the data of a page has no label: the name of the field is one
        notes.append(f"Correction: {words}")
    tidy_tree(tree)
    for box in _boxes(tree):
        notes.extend(_note_in(box))
    if not has_article:
        whole = _visible_text(tree)
        if len(whole) <= SHORT_PAGE_CHARS:
            notes.extend(_lines(whole))
    return tuple(dict.fromkeys(note[:MAX_NOTE_CHARS] for note in notes))[:MAX_NOTES]


def _boxes(tree: Any) -> Iterator[Any]:
    """Yield the elements whose names speak of a note."""
    count = 0
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("html", "body", "script", "style"):
            continue
        names = " ".join((element.get("id") or "", element.get("class") or ""))[:_NAME_CHARS]
        if _NOTE_NAME.search(names):
            yield element
            count += 1
        if count >= MAX_NOTES:
            return


def _note_in(box: Any) -> tuple[str, ...]:
    """Return the text of a box as one note; a box that holds more than a note, in its pieces."""
    pieces = []
    size = 0
    for text in box.itertext():
        piece = " ".join(str(text).split())
        if piece:
            pieces.append(piece)
            size += len(piece)
        if size > MAX_NOTES * MAX_NOTE_CHARS:
            break
    if size > MAX_NOTE_CHARS or not pieces:
        return tuple(pieces[:MAX_NOTES])
    # a heading of the box is its label: "Correction" over the text of the note
    is_label = len(pieces[0]) <= MAX_LABEL_CHARS and pieces[0][-1].isalnum() and len(pieces) > 1
    if is_label:
        pieces[0] = f"{pieces[0]}:"
    return (" ".join(pieces),)


def _visible_text(tree: Any) -> str:
    body = tree.find(".//body")
    pieces = []
    size = 0
    for element in (tree if body is None else body).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript"):
            continue
        pieces.append((element.text or "").strip())
        pieces.append((element.tail or "").strip())
        size += len(pieces[-1]) + len(pieces[-2])
        # longer than a notice: the caller does not read it
        if size > SHORT_PAGE_CHARS:
            break
    return "\n".join(piece for piece in pieces if piece)


def _lines(text: str) -> tuple[str, ...]:
    lines = []
    for line in text[: MAX_NOTES * MAX_NOTE_CHARS].splitlines():
        plain = " ".join(line.split())
        if plain:
            lines.append(plain[:MAX_NOTE_CHARS])
    return tuple(lines[:MAX_NOTES])
