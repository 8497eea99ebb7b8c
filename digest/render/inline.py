"""Write style rules into style attributes with premailer, losing nothing that clients need."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree

from digest.errors import RenderError
from digest.render.style_rules import write_styles

# Writes the rules of a style sheet, its second argument, into a document.
Inliner = Callable[[str, str], str]
# Texts that clients or delivery rely on: inlining styles must take away no copy of these.
MUST_SURVIVE = (
    "<!--[if",
    "<![endif]",
    "<v:",
    "<o:",
    "@media",
    "[data-ogsc]",
    "!important",
    "slot.invalid",
)
# Texts of style attributes that are kept in their short form; a mail has about three hundred.
STYLES_KEPT = 4096
# Stands in for a style sheet while rules are inlined.
PLACEHOLDER = '<meta name="kept" content="{number}">'

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLE_SHEET = re.compile(r"<style\b[^>]*>.*?</style>|<link\b[^>]*>", re.DOTALL | re.IGNORECASE)
_PLACEHOLDERS = re.compile(r'<meta name="kept" content="(\d+)"\s*/?>')
_DOCTYPE = "<!DOCTYPE html>"
# zero is as long in every unit
_ZERO = re.compile(r"(?<=[: ])0px\b")


def inline_css(html: str, css: str, *, inliner: Inliner | None = None) -> str:
    """Inline `css` into a document fresh from the MJML compiler, and make it small.

    Each style sheet of the document stands aside as a numbered placeholder meanwhile, so that
    the inliner, by default `write_rules`, can spoil none. Raises RenderError when anything that
    clients rely on is lost.
    """
    inliner = inliner or write_rules
    # lxml keeps the doctype only when it is written in this way
    html = re.sub(r"^\s*<!doctype html>", _DOCTYPE, html, flags=re.IGNORECASE)
    hidden, style_sheets = _hide_style_sheets(html)
    inlined = inliner(hidden, css)
    restored = _restore_style_sheets(inlined, style_sheets)
    _must_have_survived(html, restored)
    return minify(restored)


def minify(html: str) -> str:
    """Drop white space that no client shows; conditional comments stay as they are.

    >>> minify('<p  style="color: red; margin: 0;">a</p>')
    '<p style="color:red;margin:0">a</p>'
    """
    pieces: list[str] = []
    end_of_last = 0
    # comments are for Outlook: their blanks and line ends stay as they are
    for comment in _COMMENT.finditer(html):
        pieces.append(_shrink(html[end_of_last : comment.start()]))
        pieces.append(comment.group())
        end_of_last = comment.end()
    pieces.append(_shrink(html[end_of_last:]))
    return "".join(pieces)


def _hide_style_sheets(html: str) -> tuple[str, list[str]]:
    """Swap every style sheet outside comments for a placeholder; return both."""
    style_sheets: list[str] = []

    def swap(match: re.Match[str]) -> str:
        style_sheets.append(match.group())
        return PLACEHOLDER.format(number=len(style_sheets) - 1)

    pieces: list[str] = []
    end_of_last = 0
    # style sheets in comments are for Outlook, and stay where they are
    for comment in _COMMENT.finditer(html):
        pieces.append(_STYLE_SHEET.sub(swap, html[end_of_last : comment.start()]))
        pieces.append(comment.group())
        end_of_last = comment.end()
    pieces.append(_STYLE_SHEET.sub(swap, html[end_of_last:]))
    return "".join(pieces), style_sheets


def write_rules(html: str, css: str) -> str:
    """Write the rules of `css` into style attributes; no file and no address is opened."""
    document = etree.fromstring(html.strip(), etree.HTMLParser()).getroottree()
    write_styles(document, css)
    return str(etree.tostring(document, method="html", encoding="unicode"))


def _restore_style_sheets(html: str, style_sheets: list[str]) -> str:
    # the numbers tell whether a sheet was lost, doubled or moved
    numbers = [int(number) for number in _PLACEHOLDERS.findall(html)]
    # each once and in order: a library that moves one would change the cascade
    if numbers != list(range(len(style_sheets))):
        raise RenderError(
            "style sheets were lost on the way",
            subject=f"{len(numbers)} of {len(style_sheets)} came through",
        )
    return _PLACEHOLDERS.sub(lambda match: style_sheets[int(match.group(1))], html)


def _must_have_survived(before: str, after: str) -> None:
    if not after.startswith(_DOCTYPE):
        raise RenderError(
            "the doctype was lost: clients would fall into quirks mode", subject="inlining"
        )
    lost = []
    for mark in MUST_SURVIVE:
        # inlining may add a mark to a style attribute, but may lose none
        if after.count(mark) < before.count(mark):
            lost.append(mark)
    if lost:
        raise RenderError("inlining lost what clients rely on", subject=", ".join(lost))


def _shrink(html: str) -> str:
    # one line end stays: a line of mail must not grow beyond what relays take
    html = re.sub(r">\s*\n\s*<", ">\n<", html)
    html = re.sub(r'style="([^"]*)"', lambda match: f'style="{_short(match[1])}"', html)
    return re.sub(r"[ \t]{2,}", " ", html)


@lru_cache(maxsize=STYLES_KEPT)
def _short(style: str) -> str:
    packed = re.sub(r"\s*([;:,])\s*", r"\1", style).strip().rstrip(";")
    return _ZERO.sub("0", packed)
