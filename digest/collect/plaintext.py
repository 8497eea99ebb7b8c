"""Markup → plain text, the one place where outside text is cleaned. Blank lines part paragraphs.

Each pattern here is linear: a field of any length and any content costs time by its length, because
a slow pattern would hold the interpreter, and with it the whole process.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

import nh3

from digest.collect.silent_elements import (
    SILENT_TAGS,
    WILD,
    without_embeds,
    without_open_ends,
)
from digest.kernel.mojibake import without_mojibake

MAX_MARKUP_CHARS = 400_000
"""Characters of one field that are read; a page of news has a tenth of that."""

MAX_NAME_CHARS = 120
MAX_NAMES = 20
MAX_BYLINE_CHARS = 2_000


def plain_text(markup: str) -> str:
    """Return the text of an HTML fragment, without markup and control characters.

    >>> plain_text("<p>Port&nbsp;reopens.</p><p>Ships <b>sail</b>.</p>")
    'Port reopens.\\n\\nShips sail.'
    """
    # the cap comes before any pattern
    text = markup[:MAX_MARKUP_CHARS]
    if "<" in text or "&" in text:
        text = _without_markup(text)
    # before blanks are mended: a hard blank is the second half of an "à"
    text = _paragraphs(without_mojibake(text))
    if text.replace("\n", "").isprintable():
        return text
    return _paragraphs(strip_controls(text))


def plain_line(markup: str) -> str:
    """Return the text of an HTML fragment on one line: for titles, names and captions."""
    return " ".join(plain_text(markup).split())


def plain_title(markup: str, *, is_text: bool = False) -> str:
    """Return a title on one line; words in angle brackets that are no markup are kept.

    In a title of text (`is_text`) only the tags that feeds escape by mistake are markup.

    >>> plain_title("Leaked: the &lt;redacted> memo, and why 5 &lt; 7")
    'Leaked: the <redacted> memo, and why 5 < 7'
    >>> plain_title("How <col> came to stand in <colgroup>", is_text=True)
    'How <col> came to stand in <colgroup>'
    """
    text = markup[:MAX_MARKUP_CHARS]
    if "<" not in text and "&" not in text:
        return plain_line(text)
    if "&" in text:
        # one level of escaping is the feed's own: `&lt;redacted>` is a word in brackets
        text = html.unescape(text)
    if is_text:
        text = _escape_words_in_brackets(text, _TITLE_TAGS, lone=_LONE_IN_TEXT)
    else:
        text = _escape_words_in_brackets(text, _HTML_TAGS, lone=_LONE_TAGS)
    return plain_line(text)


# The tags of style that feeds put into titles of plain text by mistake.
_TITLE_TAGS = frozenset(
    [
        "b",
        "i",
        "em",
        "strong",
        "br",
        "span",
        "a",
        "sup",
        "sub",
        "u",
        "p",
        "font",
        "small",
        "big",
        "mark",
        "cite",
        "q",
        "div",
    ]
)

_HTML_TAGS = _TITLE_TAGS | frozenset(
    [
        "abbr",
        "acronym",
        "address",
        "article",
        "aside",
        "audio",
        "bdi",
        "bdo",
        "blockquote",
        "body",
        "button",
        "canvas",
        "caption",
        "center",
        "code",
        "col",
        "colgroup",
        "data",
        "datalist",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "dir",
        "dl",
        "dt",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "menu",
        "meta",
        "meter",
        "nav",
        "nobr",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "output",
        "param",
        "picture",
        "pre",
        "progress",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "script",
        "section",
        "select",
        "source",
        "strike",
        "style",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "track",
        "tt",
        "ul",
        "var",
        "video",
        "wbr",
    ]
)
# Tags that are markup without a second one: a title may be cut behind its first half.
_LONE_TAGS = _TITLE_TAGS | {"img", "hr", "wbr", "input"}
_LONE_IN_TEXT = frozenset({"br", "p"})

# Escaped twice, because `plain_text` opens two levels.
_ESCAPED_BRACKET = "&amp;lt;"

_BRACKET = re.compile(r"<(?!/?([a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])|[!?])")
_OPENING_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])")


def _escape_words_in_brackets(text: str, known: frozenset[str], *, lone: frozenset[str]) -> str:
    """Escape each angle bracket that begins no known tag, or one that has no second half.

    `lone` tags need no second half: "Use <title> well" tells of a tag, "<b>Port</b>" has two.
    """
    text = _BRACKET.sub(_ESCAPED_BRACKET, text)
    halves: dict[bool, set[str]] = {True: set(), False: set()}
    for tag in _OPENING_NAME.finditer(text):
        halves[tag[0][1] == "/"].add(tag[1].lower())
    whole = (halves[True] & halves[False]) | lone

    def escaped(tag: re.Match[str]) -> str:
        if tag[1].lower() in known and tag[1].lower() in whole:
            return tag[0]
        return f"{_ESCAPED_BRACKET}{tag[0][1:]}"

    return _OPENING_NAME.sub(escaped, text)


def split_names(bylines: Iterable[str]) -> tuple[str, ...]:
    """Return the people named in bylines, each once. Addresses are no names.

    >>> split_names(["By Ada Example and Bo Example"])
    ('Ada Example', 'Bo Example')
    """
    names: dict[str, None] = {}
    for byline in bylines:
        line = plain_line(byline[:MAX_BYLINE_CHARS])
        # RSS writes the address first: "desk@paper.example (Ada Example)"
        named = _ADDRESS_AND_NAME.fullmatch(line)
        line = _BY.sub("", named[1] if named else line)
        # names of organisations with an "and" are cut, which is rare in bylines
        for part in _BETWEEN_NAMES.split(line):
            name = part.strip()
            if name and not _ADDRESS.search(name):
                names[name[:MAX_NAME_CHARS]] = None
    return tuple(names)[:MAX_NAMES]


_ADDRESS_AND_NAME = re.compile(r"[^\s()@]{1,64}@[^\s()]{1,255} \(([^()]{1,200})\)")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r";|, and | and |, ")
_ADDRESS = re.compile(r"@|https?:|www\.")


def strip_controls(text: str) -> str:
    """Drop the characters that no reader sees: controls, overrides, zero-width marks, surrogates.

    >>> strip_controls("Por\\x00t\\u200b")
    'Port'
    """
    if not _SUSPECT.search(text):
        return text
    return _LONE_JOINER.sub("", _JUNK.sub("", text))


_JUNK_CLASS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffc\ud800-\udfff\U000e0000-\U000e007f"
)
_JOINERS = "\u200c\u200d"
_SUSPECT = re.compile(f"[{_JUNK_CLASS}{_JOINERS}]")
_JUNK = re.compile(f"[{_JUNK_CLASS}]+")
# Joiners stay inside words of Persian, Arabic and Indic scripts and in emoji.
_LONE_JOINER = re.compile(
    f"(?<![\u0600-\u0dff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[{_JOINERS}]"
)


# ---- tags and entities ------------------------------------------------------

_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|section|article|table|tr|figure|figcaption|header"
    r"|footer|hr|pre|dl|dt|dd|aside|main|nav|fieldset|legend|form|caption|hgroup"
    r"|menu)(?:\s[^<>]*+)?+/?+>",
    re.IGNORECASE,
)
_LINE = re.compile(r"<br(?:\s[^<>]*+)?+/?+>", re.IGNORECASE)
# Elements that part words and no paragraphs.
_APART = re.compile(
    r"</?(?:t[dh]|center|option|optgroup|details|summary)(?:\s[^<>]*+)?+/?+>", re.IGNORECASE
)
_ADDRESS_TAG = re.compile(r"<(/?)address(?:\s[^<>]*+)?+>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z!/?]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# A tag by the book. This expression cuts a text of such tags alone four times as fast as a parser
# of HTML does.
_TAME_TAG = re.compile(r"""</?[a-zA-Z](?:[^<>"']++|"[^"<>]{0,2000}+"|'[^'<>]{0,2000}+')*+>""")

MAX_ESCAPED = 2
"""A text that was escaped twice is opened twice, never more."""


def _without_markup(text: str) -> str:
    """Cut tags and resolve entities."""
    for _ in range(MAX_ESCAPED):
        if _TAG.search(text):
            # in HTML a line break is a blank; those of tags are set below
            text = without_embeds(text.replace("\n", " "))
            text = _LINE.sub("\n", _BLOCK.sub("\n\n", text))
            text = _APART.sub(" ", _ADDRESS_TAG.sub(_around_address, text))
            # comments, scripts and the like need a parser of HTML
            if "<" in text and WILD.search(text):
                text = without_open_ends(text)
            elif "<" in text:
                text = _TAME_TAG.sub("", text)
            if "<" in text:
                text = nh3.clean(
                    text, tags=set(), clean_content_tags=set(SILENT_TAGS), strip_comments=True
                )
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


MAX_BLANKS = 20
"""Blanks between a tag and the words beside it."""


def _around_address(tag: re.Match[str]) -> str:
    """Return a blank for the tag of an address inside a sentence, else a break of paragraphs."""
    text = tag.string
    if tag[1]:
        following = text[tag.end() : tag.end() + MAX_BLANKS].lstrip()[:1]
        goes_on = following.islower() or following.isdecimal() or following in _MARKS_WITHIN
        return " " if following and goes_on else "\n\n"
    before = text[max(0, tag.start() - MAX_BLANKS) : tag.start()].rstrip()[-1:]
    return " " if before.isalnum() or (before and before in _MARKS_WITHIN) else "\n\n"


# Signs that end no sentence.
_MARKS_WITHIN = ",;:)(–—-،؛"


# ---- white space ------------------------------------------------------------


def _paragraphs(text: str) -> str:
    """Fold white space; empty lines are one paragraph break, and a single line break stays."""
    if "\n" not in text:
        return " ".join(text.split())
    # one pass over the lines, whatever their number
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        folded = " ".join(line.split())
        if folded:
            paragraphs[-1].append(folded)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)
