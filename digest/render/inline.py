"""Write style rules into style attributes without losing what clients need: the safe order around premailer."""

from __future__ import annotations

import logging
import re
from collections import Counter

from premailer import Premailer

from digest.errors import RenderError

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_KEPT = re.compile(r"<style\b[^>]*>.*?</style>|<link\b[^>]*>", re.DOTALL | re.IGNORECASE)
_DOCTYPE = "<!DOCTYPE html>"
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


def inline_css(html: str, css: str) -> str:
    """Inline `css` into a document fresh from the MJML compiler, and make it small.

    premailer sees no style sheet, so it can spoil none: each stands as a counted placeholder meanwhile. Raises
    RenderError when anything that clients rely on did not come through.
    """
    html = re.sub(r"^\s*<!doctype html>", _DOCTYPE, html, flags=re.IGNORECASE)
    hidden, kept = _hide(html)
    inlined = _premail(hidden, css)
    restored = _restore(inlined, kept)
    _assert_same(html, restored)
    return minify(restored)


def minify(html: str) -> str:
    """Drop white space that no client shows, outside and inside style attributes; conditional comments stay whole."""
    pieces: list[str] = []
    place = 0
    for match in _COMMENT.finditer(html):
        pieces += [_shrink(html[place : match.start()]), match.group()]
        place = match.end()
    pieces.append(_shrink(html[place:]))
    return "".join(pieces)


def _hide(html: str) -> tuple[str, list[str]]:
    """Swap every style sheet outside comments for a placeholder."""
    kept: list[str] = []

    def swap(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f'<meta name="kept" content="{len(kept) - 1}">'

    pieces: list[str] = []
    place = 0
    for comment in _COMMENT.finditer(html):
        pieces += [_KEPT.sub(swap, html[place : comment.start()]), comment.group()]
        place = comment.end()
    pieces.append(_KEPT.sub(swap, html[place:]))
    return "".join(pieces), kept


def _premail(html: str, css: str) -> str:
    return str(
        Premailer(
            html,
            css_text=css,
            method="html",
            allow_network=False,
            allow_loading_external_files=False,
            strip_important=False,
            disable_leftover_css=True,
            disable_basic_attributes=["width", "height", "align", "bgcolor", "valign"],
            align_floating_images=False,
            remove_unset_properties=False,
            disable_link_rewrites=True,
            disable_validation=True,
            keep_style_tags=True,
            remove_classes=False,
            cssutils_logging_level=logging.CRITICAL,
        ).transform(pretty_print=False)
    )


def _restore(html: str, kept: list[str]) -> str:
    found = re.findall(r'<meta name="kept" content="(\d+)"\s*/?>', html)
    if [int(number) for number in found] != list(range(len(kept))):
        raise RenderError(
            "style sheets were lost on the way", subject=f"{len(found)} of {len(kept)} came through"
        )
    return re.sub(
        r'<meta name="kept" content="(\d+)"\s*/?>', lambda match: kept[int(match.group(1))], html
    )


def _assert_same(before: str, after: str) -> None:
    if not after.startswith(_DOCTYPE):
        raise RenderError(
            "the doctype was lost: clients would fall into quirks mode", subject="premailer"
        )
    had = Counter({mark: before.count(mark) for mark in MUST_SURVIVE})
    has = Counter({mark: after.count(mark) for mark in MUST_SURVIVE})
    lost = [mark for mark in MUST_SURVIVE if has[mark] < had[mark]]
    if lost:
        raise RenderError("inlining lost what clients rely on", subject=", ".join(lost))


def _shrink(html: str) -> str:
    html = re.sub(r">\s*\n\s*<", ">\n<", html)
    html = re.sub(
        r'style="([^"]*)"', lambda match: f'style="{_shrink_rules(match.group(1))}"', html
    )
    return re.sub(r"[ \t]{2,}", " ", html)


def _shrink_rules(rules: str) -> str:
    return re.sub(r"\s*([;:,])\s*", r"\1", rules).strip().rstrip(";")
