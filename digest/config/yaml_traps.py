"""Traps of YAML: texts that are read without an error and mean another thing than they seem."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.config.documents import Document, KeyPath, Mark, MarkedList, MarkedMap
from digest.errors import Problem

TEXT_KEYS = (
    "name",
    "tagline",
    "title",
    "text",
    "button",
    "caption",
    "reason",
    "publisher",
    "family",
    "from_name",
)
"""Keys whose values people read: a word behind # or a curly quotation mark is meant there."""

ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
"""Spaces that look like the plain one and are letters to YAML."""

_ODD_SPACE = re.compile(
    rf"^[ ]*(?P<indent>[{ODD_SPACES}])|^[ ]*(?:- +)?[\w-]+:[ ]*(?P<behind>[{ODD_SPACES}])"
    rf"|^[ ]*(?:- +)?[A-Za-z][\w-]*(?P<key>[{ODD_SPACES}])[\w-]*[{ODD_SPACES}]?:(?:[ ]|$)"
    rf"|^[ ]*(?:- +)?[\w-]+:[ ]+[\w.:-]+(?P<end>[{ODD_SPACES}])$",
    re.MULTILINE,
)
# a comment has a space behind its #; "Desk #1" has none
_CUT_TEXT = re.compile(r"(?P<value>[^\s\"'#\[{|>][^\"'#]*?)(?P<cut>\s+#\w[^#]*)$")
_CURLY_QUOTES = re.compile("[“”„‘][^“”„‘’]*[”“’]")


def odd_space(text: str) -> tuple[Mark, str, str] | None:
    """Return the first space that YAML takes for a letter: its place, its name and the advice.

    >>> odd_space("name:\\u00a0Cedar")[1]
    'this space is U+00A0, which YAML takes for a letter'
    """
    odd = _ODD_SPACE.search(text)
    if odd is None:
        return None
    start = odd.start(str(odd.lastgroup))
    line_start = text.rfind("\n", 0, start) + 1
    mark = (text.count("\n", 0, start) + 1, start - line_start + 1)
    what = f"this space is U+{ord(text[start]):04X}, which YAML takes for a letter"
    return mark, what, "replace it by a plain space"


def find_traps(document: Document, text: str) -> Iterator[Problem]:
    """Yield a problem for each value that was cut at a #, or that has curly quotation marks."""
    lines = text.splitlines()
    for path, value in _texts(document.root, ()):
        line, column = document.mark(path)
        key = path[-1]
        written = lines[line - 1][column - 1 :] if line <= len(lines) else ""
        if key in TEXT_KEYS and written.startswith(value):
            cut = _CUT_TEXT.match(written)
            if cut and cut["value"].strip() == value:
                rest = cut["cut"].strip()
                what = f'this text ends before "{rest}": a # behind a space begins a comment'
                yield document.problem(path, what, "put the whole text in quotes")
        if isinstance(key, str) and _CURLY_QUOTES.fullmatch(value):
            what = "curly quotation marks are part of the text"
            yield document.problem(path, what, 'write straight ones: "…"')


def _texts(node: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text of a document with its path."""
    if isinstance(node, MarkedMap):
        for key, value in node.items():
            yield from _texts(value, (*path, key))
    elif isinstance(node, MarkedList):
        for number, value in enumerate(node):
            yield from _texts(value, (*path, number))
    elif isinstance(node, str) and path:
        yield path, node
