"""Plain text as a terminal shows it: wrapped by the columns its letters take, underlined headlines, banners."""

from __future__ import annotations

import re
import unicodedata

from jinja2 import pass_context
from jinja2.runtime import Context

TEXT_WIDTH = 74
"""Within the 72 to 76 columns that mail readers show without wrapping."""

_WIDE = "\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003fffd"
_CLOSING = "、。，．：；？！）」』】〉》"
_PIECES = re.compile(rf"[^\S\u00a0\u202f]+|[{_WIDE}][{_CLOSING}]*|(?:[^\s{_WIDE}]|[\u00a0\u202f])+")
"""What stays on one line: a word or an address whole, and each letter of a script that is written without spaces."""


def wrap(text: str, indent: str = "") -> str:
    """Break a line of plain text at words; an address is never broken, nor is a line at a space that binds.

    Rows after the first start with `indent`.
    """
    rows, row = [], ""
    for piece in _PIECES.findall(text):
        if row.strip() and columns(row + piece.rstrip()) > TEXT_WIDTH:
            rows.append(row.rstrip())
            row = indent
        row += " " * len(piece) if piece.isspace() else piece
    return "\n".join((*rows, row.rstrip()))


def headline(text: str, line: str) -> str:
    """A headline of the plain text, underlined as wide as its widest row."""
    rows = wrap(text)
    return f"{rows}\n{line * max(map(columns, rows.splitlines() or ['']))}"


@pass_context
def banner(context: Context, text: str) -> str:
    """The title of a section of the plain text, in the capitals of the newsletter's language."""
    turkic = context["page"].language.split("-")[0] in ("tr", "az")
    return f"{'-' * TEXT_WIDTH}\n{wrap((text.replace('i', 'İ') if turkic else text).upper())}"


def columns(text: str) -> int:
    """The columns a text takes on a screen: two for a wide letter, none for a mark that stands on another."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
