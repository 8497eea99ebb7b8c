"""Errors of the YAML scanner in words that an operator can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

Mark = tuple[int, int]
"""Line and column, both counted from 1."""

_QUOTES = "put the whole text in quotes"

PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "a second colon on this line",
        'a text with ": " inside needs quotes around it',
    ),
    ("character '\\t'", "this line is indented with a tab", "indent with spaces, never with tabs"),
    (
        "escape",
        "a backslash inside double quotes begins a sign of its own",
        "put the text in single quotes, or write two backslashes",
    ),
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
        "sequence entries are not allowed",
        'a text that starts with "- " has no quotes',
        "put the whole text in quotes; a list begins on the next line",
    ),
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

_CONFLICT = re.compile(r"(?:<{7}|>{7}|={7})(?: |\Z)")
_GLUED_DASH = re.compile(r"\s*-(?=[{\[A-Za-z])")
_BEHIND_BRACKET = re.compile(r"^[^\"'#\[{]*?(?::|-) +(?P<open>\[[^\[\]]*\]|\{[^{}]*\}) *[^\s#,\]}]")
_COMMENT_IN_BRACKETS = re.compile(r"^[^\"'#]*[\[{][^\"'#\]}]* (?P<cut>#\w)")
_CURLY_OPENING = re.compile(r"(?::|-)\s+[“”„‘]")
_GLUED_COLON = re.compile(r"^\s*(?:- )?([A-Za-z_]{1,40})(?::(?!/)|：)\S")
_KEY = re.compile(r"^(?P<indent> *)[A-Za-z_][\w-]{0,40}:(?: |$)")
_KEY_WITH_VALUE = re.compile(
    r"^(?P<indent> *)(?:[A-Za-z_][\w-]{0,40}: +[^\s|>&#{\[]|- +(?![^#]*:(?: |$))[^\s|>&#{\[])"
)
# "The" Wire: words stand behind the second quotation mark
_WORDS_BEHIND = re.compile(r"^[^\"'#]*?(?::|-) +(?P<open>[\"'])[^\"']*(?P=open) +[^\s#,\]}]")
# 'Editor's Briefing': the text goes on behind the second quotation mark
_APOSTROPHE = re.compile(r"^[^\"'#]*?(?::|-) +(?P<open>')[^']*'\w[^']*'")
_OPENED_QUOTE = re.compile(r"""^[^"'#]*?(?::|-)\s+(["'])(?P<rest>.*)$""")


def in_plain_words(error: MarkedYAMLError, text: str) -> tuple[Mark, str, str]:
    """Return the place of a scanner's error, its meaning and the advice."""
    place = error.problem_mark or error.context_mark
    mark = (1, 1)
    if place:
        mark = (place.line + 1, place.column + 1)
    message = f"{error.problem or ''} {error.context or ''}"
    begins_there = "quoted scalar" in message or "could not find expected ':'" in message
    if begins_there and error.context_mark:
        # the scanner gave up further down: the place to look at is where the text begins
        mark = (error.context_mark.line + 1, error.context_mark.column + 1)
    slip = _slip_of_a_line(text, mark, message)
    if slip:
        return slip
    if "undefined alias" in message and "<<" in _line(text, mark[0]):
        what = "no mapping above is marked with the name that << merges"
        slip = mark, what, "write &name behind its key, above this line"
    elif "block" in message:
        slip = _slip_of_quotes(text, mark) or _slip_of_colons(text, mark)
    elif "mapping values are not allowed" in message:
        slip = _slip_of_colons(text, mark)
    if slip:
        return slip
    if _CURLY_OPENING.search(_line(text, mark[0])):
        return mark, "curly quotation marks quote nothing in YAML", 'write straight ones: "…"'
    for sign, what, advice in PLAIN_WORDS:
        if sign in message:
            return mark, what, advice
    what = f"this is not YAML: {error.problem or error.context}"
    return mark, what, "check the indentation and the quotes"


def _slip_of_a_line(text: str, mark: Mark, message: str) -> tuple[Mark, str, str] | None:
    """Return the place, meaning and advice where the line itself shows the slip."""
    for number, line in enumerate(text.splitlines(), 1):
        # a conflict anywhere explains all that follows
        if _CONFLICT.match(line):
            what = "this line is a mark of a merge conflict"
            return (number, 1), what, "keep one of the two versions, and delete the marks"
    line = _line(text, mark[0])
    if "character '\\t'" in message and not line[: mark[1] - 1].isspace() and mark[1] > 1:
        return mark, "a tab stands on this line", "write a plain space in its place"
    glued = _GLUED_DASH.match(line)
    if glued and ("mapping values" in message or "block collection" in message):
        return (mark[0], glued.end() + 1), "no space behind the dash", 'write "- " before the entry'
    behind = _BEHIND_BRACKET.match(line)
    if behind and "block" in message:
        what = "words stand behind the closing bracket"
        return (mark[0], behind.start("open") + 1), what, _QUOTES
    if "flow" in message:
        return _comment_in_brackets(text, mark)
    return None


def _comment_in_brackets(text: str, mark: Mark) -> tuple[Mark, str, str] | None:
    """Return the place, meaning and advice where a # hides the end of a bracket."""
    # the scanner gives up on the line of the bracket or on the next one
    for number in (mark[0], mark[0] - 1):
        cut = _COMMENT_IN_BRACKETS.match(_line(text, number)) if number else None
        if cut:
            what = "a # behind a space begins a comment, so this bracket is never closed"
            return (number, cut.start("cut") + 1), what, "put the text with the # in quotes"
    return None


def _slip_of_quotes(text: str, mark: Mark) -> tuple[Mark, str, str] | None:
    """Return the place, meaning and advice where quotes make lines that do not fit together."""
    number = mark[0]
    apostrophe = _APOSTROPHE.match(_line(text, number))
    if apostrophe:
        what = "an apostrophe ends a text in single quotes"
        return (number, apostrophe.start("open") + 1), what, 'write "…" around the text'
    behind = _WORDS_BEHIND.match(_line(text, number))
    if behind:
        what = "words stand behind the closing quotation mark"
        advice = "put the whole text in quotes of the other kind"
        return (number, behind.start("open") + 1), what, advice
    opened = _open_quote(text, before=number)
    if opened is None:
        return None
    return opened, "a quotation mark is not closed on this line", "close it at the end of the text"


def _slip_of_colons(text: str, mark: Mark) -> tuple[Mark, str, str] | None:
    """Return the place, meaning and advice where the line above explains a colon too many."""
    number = mark[0]
    glued = _glued_colon(text, before=number)
    if glued:
        return glued, "no space behind the colon", 'write "key: value"'
    return _slip_of_indentation(text, mark)


def _slip_of_indentation(text: str, mark: Mark) -> tuple[Mark, str, str] | None:
    """Return the place, meaning and advice of a line that is indented below a value."""
    number = mark[0]
    if not _is_deeper_than_a_value(text, number):
        return None
    line = _line(text, number)
    start = len(line) - len(line.lstrip()) + 1
    what = "this line is indented further than the line above it, which has a value"
    return (number, start), what, "give keys of one level the same indentation"


def _line(text: str, number: int) -> str:
    """Return the line of that number; "" behind the last."""
    lines = text.splitlines()
    if number > len(lines):
        return ""
    return lines[number - 1]


def _is_deeper_than_a_value(text: str, number: int) -> bool:
    """Tell whether a line is indented below a key that has its value beside it already."""
    line = _line(text, number)
    before = number - 1
    # blank lines and comments between two keys change nothing
    while before and not _line(text, before).split("#")[0].strip():
        before -= 1
    above = _KEY_WITH_VALUE.match(_line(text, before)) if before else None
    here = _KEY.match(line)
    return bool(above and here and len(here["indent"]) > len(above["indent"]))


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
