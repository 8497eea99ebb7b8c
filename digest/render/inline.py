"""Write style rules into style attributes with premailer, losing nothing that clients need."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from typing import Any, ClassVar

# Texts of CSS that premailer keeps parsed. A mail has about two hundred, and with premailer's own
# 128 each would be parsed anew for each mail, which takes most of the time. Read at its import.
os.environ.setdefault("PREMAILER_CACHE_MAXSIZE", "4096")

from premailer import Premailer

from digest.errors import RenderError

# Writes the rules of a style sheet, its second argument, into a document.
Inliner = Callable[[str, str], str]
# Texts that clients or delivery rely on; none may become rarer while styles are inlined.
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
# Style sheets whose rules are kept: a look in one direction has one.
SHEETS_KEPT = 64
# Stands in for a style sheet while premailer works.
PLACEHOLDER = '<meta name="kept" content="{number}">'

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLE_SHEET = re.compile(r"<style\b[^>]*>.*?</style>|<link\b[^>]*>", re.DOTALL | re.IGNORECASE)
_PLACEHOLDERS = re.compile(r'<meta name="kept" content="(\d+)"\s*/?>')
_DOCTYPE = "<!DOCTYPE html>"


def inline_css(html: str, css: str, *, inliner: Inliner | None = None) -> str:
    """Inline `css` into a document fresh from the MJML compiler, and make it small.

    Each style sheet of the document stands aside as a numbered placeholder meanwhile, so that
    the inliner, by default premailer, can spoil none. Raises RenderError when anything that clients
    rely on is lost.
    """
    inliner = inliner or run_premailer
    # premailer keeps the doctype only when it is written in this way
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


def run_premailer(html: str, css: str) -> str:
    """Write the rules of `css` into style attributes; no file and no address is opened."""
    premailer = _Inliner(
        html,
        css_text=css,
        method="html",
        allow_network=False,
        allow_loading_external_files=False,
        strip_important=False,
        disable_leftover_css=True,
        # attributes of these names are written by the templates, where Outlook needs them
        disable_basic_attributes=["width", "height", "align", "bgcolor", "valign"],
        align_floating_images=False,
        remove_unset_properties=False,
        disable_link_rewrites=True,
        disable_validation=True,
        keep_style_tags=True,
        remove_classes=False,
        cssutils_logging_level=logging.CRITICAL,
    )
    return str(premailer.transform(pretty_print=False))


class _Inliner(Premailer):  # type: ignore[misc]
    """premailer that keeps the rules of a style sheet: one sheet serves all mails of a look."""

    kept: ClassVar[dict[tuple[str, int], tuple[list[Any], list[Any]]]] = {}

    def _parse_style_rules(self, css_body: str, ruleset_index: int) -> tuple[list[Any], list[Any]]:
        key = (css_body, ruleset_index)
        if key not in self.kept:
            # a house has few looks; a stream of new ones must not fill the memory
            if len(self.kept) >= SHEETS_KEPT:
                self.kept.clear()
            self.kept[key] = super()._parse_style_rules(css_body, ruleset_index)
        rules, leftover = self.kept[key]
        # premailer sorts and lengthens its lists
        return list(rules), list(leftover)


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
            "the doctype was lost: clients would fall into quirks mode", subject="premailer"
        )
    lost = []
    for mark in MUST_SURVIVE:
        # premailer may add a mark to a style attribute, but may lose none
        if after.count(mark) < before.count(mark):
            lost.append(mark)
    if lost:
        raise RenderError("inlining lost what clients rely on", subject=", ".join(lost))


def _shrink(html: str) -> str:
    # one line end stays: a line of mail must not grow beyond what relays take
    html = re.sub(r">\s*\n\s*<", ">\n<", html)
    html = re.sub(r'style="([^"]*)"', _shrink_style, html)
    return re.sub(r"[ \t]{2,}", " ", html)


def _shrink_style(match: re.Match[str]) -> str:
    rules = re.sub(r"\s*([;:,])\s*", r"\1", match.group(1)).strip().rstrip(";")
    return f'style="{rules}"'
