"""Markup → plain text, the one place where the newsroom's text is cleaned. Paragraphs are kept as blank lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

import nh3

MAX_MARKUP = 400_000
"""Characters of one field that are read; a page of news is a tenth of that."""


def plain_text(markup: str) -> str:
    """Return the text of an HTML fragment with a blank line between paragraphs and no other markup or control."""
    text = markup[:MAX_MARKUP]
    if "<" in text or "&" in text:
        text = _without_markup(text)
    text = _paragraphs(text)
    return text if text.replace("\n", "").isprintable() else _paragraphs(strip_controls(text))


def plain_line(markup: str) -> str:
    """Like `plain_text`, on one line: titles, names, captions."""
    return " ".join(plain_text(markup).split())


def split_names(bylines: Iterable[str]) -> tuple[str, ...]:
    """People named in bylines: `By Ada Example and Bo Example` are two. Addresses are no names."""
    lines = (_BY.sub("", plain_line(line)) for line in bylines)
    names = (name.strip() for line in lines for name in _BETWEEN_NAMES.split(line))
    return tuple(dict.fromkeys(name[:120] for name in names if name and not _ADDRESS.search(name)))[
        :20
    ]


_BY = re.compile(r"^by\s+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*(?:;|, and | and |, )\s*")
_ADDRESS = re.compile(r"@|https?:|www\.")


def strip_controls(text: str) -> str:
    """Drop what no reader sees: C0/C1 controls, direction overrides, zero-width junk, lone surrogates."""
    return _ALONE.sub("", _JUNK.sub("", text)) if _SUSPECT.search(text) else text


_JUNK_CLASS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffc"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_JOINERS = "\u200c\u200d"
_SUSPECT = re.compile(f"[{_JUNK_CLASS}{_JOINERS}]")
_JUNK = re.compile(f"[{_JUNK_CLASS}]+")
_ALONE = re.compile(f"(?<![\u0600-\u0dff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[{_JOINERS}]")
"""Joiners stay inside words of Persian, Arabic and Indic scripts and in emoji; elsewhere they are junk."""

_BLOCK = re.compile(
    r"<(?:/?(?:p|div|h[1-6]|li|ul|ol|blockquote|section|article|table|tr|figure|figcaption|header|footer|hr|pre|dl|dt|dd)"
    r"(?:\s[^<>]*)?/?|br\s*/?\s*>\s*<br\s*/?)>",
    re.IGNORECASE,
)
_LINE = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z!/?]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SILENT = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "title",
    "svg",
    "math",
    "select",
}
_WILD = re.compile(rf"<(?:[!?]|(?:{'|'.join(sorted(_SILENT))})\b)", re.IGNORECASE)
_TAME_TAG = re.compile(r"""</?[a-zA-Z](?:[^<>"']++|"[^"]{0,2000}+"|'[^']{0,2000}+')*+>""")
"""A tag by the book. A text of such tags alone is cut by one expression, four times as fast as by a parser of HTML."""


def _without_markup(text: str) -> str:
    """Cut tags and resolve entities; text that was escaped twice is opened twice, never more."""
    for _ in range(2):
        if _TAG.search(text):
            text = _LINE.sub("\n", _BLOCK.sub("\n\n", text.replace("\n", " ")))
            if "<" in text and not _WILD.search(text):
                text = _TAME_TAG.sub("", text)
            if "<" in text:
                text = nh3.clean(text, tags=set(), clean_content_tags=_SILENT, strip_comments=True)
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def _paragraphs(text: str) -> str:
    """White space folded; any run of empty lines is one paragraph break, a single line break stays."""
    if "\n" not in text:
        return " ".join(text.split())
    return "\n\n".join(filter(None, map(_lines, _EMPTY_LINES.split(text))))


def _lines(paragraph: str) -> str:
    if "\n" not in paragraph:
        return " ".join(paragraph.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in paragraph.split("\n"))))


_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")
