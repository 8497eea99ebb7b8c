"""Elements of a page: those around the links to one address, found without a whole parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_QUESTION = 400
"""A paragraph with more characters of text tells a story beside its links."""

_TAG_OR_COMMENT = re.compile(
    r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>)"
)
_HREF = re.compile(r"""\shref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_BLOCKS = frozenset({"p", "li", "div", "td", "th", "dd", "blockquote", "section", "center"})
_BLOCKS |= {f"h{level}" for level in range(1, 7)}
_CELLS = frozenset({"td", "th"})
"""A table keeps its cells, which lose their content alone."""
_VOID = frozenset({"img", "br", "hr", "meta", "link", "input", "col", "area", "base", "wbr"})
_TAG = re.compile(r"<[^<>]*>")
_EMPTY_BOX = re.compile(r"<(div|ul|ol|section)\b[^<>]*>\s*</\1>", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class _Element:
    """An open element: where it begins, and the links inside."""

    name: str
    start: int
    inside: int
    wanted: list[tuple[int, int]] = field(default_factory=list)
    other_links: int = 0
    blocks: int = 0


def without_links_to(page: str, address: str) -> str:
    """Leave out the links whose address begins so, with the short paragraphs around them.

    A paragraph that also tells a story or has other links loses the links alone. The rest of the
    page stays byte for byte.

    >>> without_links_to('<p>News</p><p>Like it? <a href="x:y/1">Yes</a></p>', "x:y")
    '<p>News</p>'
    """
    if address not in page:
        return page
    kept, at = [], 0
    for start, end in sorted(_cuts(page, address)):
        # cuts of nested elements overlap: the outer one comes first
        if start >= at:
            kept.append(page[at:start])
        at = max(at, end)
    kept.append(page[at:])
    return _EMPTY_BOX.sub("", "".join(kept))


def _cuts(page: str, address: str) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    opened: list[_Element] = [_Element(name="", start=0, inside=0)]
    for piece in _tags(page):
        name = piece["name"].lower()
        if name in _VOID or piece["rest"].endswith("/"):
            continue
        if not piece["end"]:
            opened.append(_Element(name=name, start=piece.start(), inside=piece.end()))
            href = _HREF.search(piece["rest"]) if name == "a" else None
            if href and href[1].startswith(address):
                opened[-1].wanted.append((piece.start(), piece.end()))
            elif href:
                opened[-1].other_links += 1
            continue
        # an end without its beginning is passed over
        if name in [element.name for element in opened[1:]]:
            while opened[-1].name != name:
                _close(opened, page, piece.start(), piece.start(), cuts)
            _close(opened, page, piece.start(), piece.end(), cuts)
    while len(opened) > 1:
        _close(opened, page, len(page), len(page), cuts)
    return cuts + opened[0].wanted


def _tags(page: str) -> Iterator[re.Match[str]]:
    """Yield the tags outside of comments, which hold the tables that one mail program needs."""
    at = 0
    while at >= 0:
        piece = _TAG_OR_COMMENT.search(page, at)
        if piece is None:
            return
        if piece["comment"]:
            # one that never ends hides the rest of the page
            at = page.find("-->", piece.end())
            continue
        yield piece
        at = piece.end()


def _close(
    opened: list[_Element], page: str, inside_end: int, end: int, cuts: list[tuple[int, int]]
) -> None:
    """Take the innermost element off, and add the parts of the element that are cut."""
    element = opened.pop()
    around = opened[-1]
    wanted = element.wanted
    if element.name == "a" and wanted:
        wanted = [(element.start, end)]
    around.other_links += element.other_links
    if element.name not in _BLOCKS:
        around.wanted += wanted
        around.blocks += element.blocks
        return
    around.blocks += 1
    if not wanted:
        return
    text = _TAG.sub(" ", page[element.inside : inside_end])
    asks_alone = element.other_links == 0 and element.blocks == 0
    if asks_alone and len(" ".join(text.split())) <= LONGEST_QUESTION:
        is_cell = element.name in _CELLS
        cuts.append((element.inside, inside_end) if is_cell else (element.start, end))
    else:
        cuts.extend(wanted)
