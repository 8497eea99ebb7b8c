"""Errors of the YAML scanner in words that an operator can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.config.documents import Mark

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_QUOTES = "put the whole text in quotes"

PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "a second colon on this line",
        'a text with ": " inside needs quotes around it',
    ),
    ("character '\\t'", "this line is indented with a tab", "indent with spaces, never with tabs"),
    ("character '@'", 'a text that starts with "@" has no quotes', 'write "@name"'),
    ("cannot start any token", "this character cannot start a text", _QUOTES),
    ("quoted scalar", "a quotation mark is never closed", "close it at the end of the text"),
    ("undefined alias", 'a text that starts with "*" has no quotes', _QUOTES),
    ("scanning an alias", 'a text that starts with "*" has no quotes', _QUOTES),
    ("scanning an anchor", 'a text that starts with "&" has no quotes', _QUOTES),
    ("scanning a tag", 'a text that starts with "!" has no quotes', _QUOTES),
    ("parsing a tag", 'a text that starts with "!" has no quotes', _QUOTES),
    ("mapping keys are not allowed", 'a text that starts with "?" has no quotes', _QUOTES),
    (
        "block scalar",
        'a text stands on the line of its "|" or ">"',
        "begin the text on the next line, or put it in quotes",
    ),
    ("block node", "a text cannot start with this character", _QUOTES),
    (
        "flow sequence",
        "this list is never closed",
        'put a "]" at its end and commas between its parts',
    ),
    (
        "flow mapping",
        "this mapping is never closed",
        'put a "}" at its end and commas between its parts',
    ),
    (
        "found '<stream end>'",
        "a bracket is never closed",
        'put a "]" behind the last part of a list, or a "}" behind that of a mapping',
    ),
    ("flow node", "a part is missing in these brackets", "write it, or delete the comma"),
    ("could not find expected ':'", "this line has no colon", 'write "key: value"'),
    (
        "block mapping",
        "this line does not fit the lines above it",
        "give keys of one level the same indentation",
    ),
    (
        "block collection",
        "this line does not fit the list above it",
        'start each entry with "- " in the same column',
    ),
    (
        "another document",
        "a second document starts here",
        'one file holds one document: delete the "---"',
    ),
)
"""A part of the scanner's message, its meaning, and the advice. The first part that fits counts."""

_CURLY_OPENING = re.compile(r"(?::|-)\s+[“”„‘]")
_GLUED_COLON = re.compile(r"^\s*(?:- )?([A-Za-z_]{1,40})(?::(?!/)|：)\S")
_OPENED_QUOTE = re.compile(r"""^[^"'#]*?(?::|-)\s+(["'])(?P<rest>.*)$""")


def in_plain_words(error: MarkedYAMLError, text: str) -> tuple[Mark, str, str]:
    """Return the place of a scanner's error, its meaning and the advice."""
    place = error.problem_mark or error.context_mark
    mark = (1, 1)
    if place:
        mark = (place.line + 1, place.column + 1)
    message = f"{error.problem or ''} {error.context or ''}"
    if "quoted scalar" in message and error.context_mark:
        # the text is never closed; its opening is the place to look at
        mark = (error.context_mark.line + 1, error.context_mark.column + 1)
    if "block" in message:
        opened = _open_quote(text, before=mark[0])
        if opened:
            what = "a quotation mark is not closed on this line"
            return opened, what, "close it at the end of the text"
    if "mapping values are not allowed" in message:
        glued = _glued_colon(text, before=mark[0])
        if glued:
            return glued, "no space behind the colon", 'write "key: value"'
    line = (text.splitlines() or [""])[min(mark[0], text.count("\n") + 1) - 1 :][:1]
    if line and _CURLY_OPENING.search(line[0]):
        return mark, "curly quotation marks quote nothing in YAML", 'write straight ones: "…"'
    for sign, what, advice in PLAIN_WORDS:
        if sign in message:
            return mark, what, advice
    what = f"this is not YAML: {error.problem or error.context}"
    return mark, what, "check the indentation and the quotes"


def _glued_colon(text: str, *, before: int) -> Mark | None:
    """Return the place of a key on the line above whose colon YAML takes for a letter."""
    above = text.splitlines()[: before - 1]
    # blank lines and comments between two keys change nothing
    while above and not above[-1].split("#")[0].strip():
        above.pop()
    if not above:
        return None
    glued = _GLUED_COLON.match(above[-1])
    if glued is None:
        return None
    return len(above), glued.start(1) + 1


def _open_quote(text: str, *, before: int) -> Mark | None:
    """Return the place of the last quotation mark that its line opens and does not close."""
    lines = text.splitlines()[: before - 1]
    for number in range(len(lines), 0, -1):
        opened = _OPENED_QUOTE.match(lines[number - 1])
        if opened is None:
            continue
        if opened[1] in opened["rest"]:
            return None
        return number, opened.start(1) + 1
    return None
