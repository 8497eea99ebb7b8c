"""Plain text as a terminal shows it: wrapped by screen columns, with underlined headlines."""

from __future__ import annotations

import re
import unicodedata

from jinja2 import pass_context
from jinja2.runtime import Context

from digest.render.typography import TURKIC

# Columns of a line: within the 72 to 76 that mail clients show without wrapping again.
TEXT_WIDTH = 74

_WIDE = "\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003fffd"
_CLOSING = "、。，．：；？！）」』】〉》"
# Pieces that stay on one line: a whole word or address, or one letter of a script that is
# written without spaces together with the closing marks after it.
_PIECES = re.compile(rf"[^\S\u00a0\u202f]+|[{_WIDE}][{_CLOSING}]*|(?:[^\s{_WIDE}]|[\u00a0\u202f])+")
# Unicode categories of marks that stand on another letter or have no picture.
_WIDTHLESS = ("Mn", "Me", "Cf")


def wrap(text: str, indent: str = "") -> str:
    """Break a line of plain text at words; rows after the first start with `indent`.

    An address is never broken, nor is a line at a no-break space.
    """
    rows: list[str] = []
    row, width = "", 0
    for piece in _PIECES.findall(text):
        # each white-space character counts as one space
        if piece.isspace():
            row, width = row + " " * len(piece), width + len(piece)
            continue
        # a piece wider than a line stands alone: an address must stay whole
        if width + columns(piece.rstrip()) > TEXT_WIDTH and row.strip():
            rows.append(row.rstrip())
            row, width = indent, columns(indent)
        row, width = row + piece, width + columns(piece)
    rows.append(row.rstrip())
    return "\n".join(rows)


def headline(text: str, line: str) -> str:
    """Underline a headline with `line`, as wide as its widest row.

    >>> print(headline("Two navies agree", "="))
    Two navies agree
    ================
    """
    wrapped = wrap(text)
    width = max(map(columns, wrapped.splitlines()), default=0)
    return f"{wrapped}\n{line * width}"


@pass_context
def banner(context: Context, text: str) -> str:
    """Write a section title in the capitals of the mail's language, under a line of dashes."""
    if context["page"].language.split("-")[0] in TURKIC:
        text = text.replace("i", "İ")
    return f"{'-' * TEXT_WIDTH}\n{wrap(text.upper())}"


def columns(text: str) -> int:
    """Count the screen columns of a text: 2 for a wide letter, 0 for a mark on another letter.

    >>> columns("新聞"), columns("news"), columns("e\\u0301")
    (4, 4, 1)
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _WIDTHLESS:
        return 0
    # wide and full-width letters take two columns on every terminal
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 2
    return 1
