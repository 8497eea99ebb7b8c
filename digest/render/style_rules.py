"""The rules of a style sheet, written into style attributes by premailer.

premailer searches the document once a selector, which takes most of the time of a mail. Rules of a
tag and a class treat all elements of one kind alike, so premailer gets one element of each kind.
"""

from __future__ import annotations

import logging
import os
import re
from functools import lru_cache
from typing import Any

import tinycss2

# Texts of CSS that premailer keeps parsed. A mail has about two hundred, and with premailer's own
# 128 each would be parsed anew for each mail, which takes most of the time. Read at its import.
os.environ.setdefault("PREMAILER_CACHE_MAXSIZE", "4096")

from lxml import etree
from premailer import Premailer

# Style sheets of which the answer about their selectors is kept: a look in one direction has one.
SHEETS_KEPT = 64
# Sets of kinds whose styles are kept: mails of one look mostly have the same, and premailer needs
# a tenth of the time of a mail.
SETS_OF_KINDS_KEPT = 64

# `p`, `.name` or `p.name`: such a selector looks at one element and not at its place
_TAG_AND_CLASS = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?\.-?[a-z_][\w-]*", re.I | re.A)

# The tag, the class attribute and the style attribute of an element.
Kind = tuple[str, str, str]


def write_styles(document: Any, css: str) -> None:
    """Write the rules of `css` into the style attributes of a parsed document, in place.

    A style attribute wins over a rule that is not `!important`. No file and no address is opened.
    """
    if not chooses_by_kind(css):
        _run_premailer(document.getroot(), css)
        return
    elements = list(document.iter("*"))
    styles = _styles_of_kinds(frozenset(map(_kind, elements)), css)
    for element in elements:
        style = styles[_kind(element)]
        if style:
            element.set("style", style)


@lru_cache(maxsize=SHEETS_KEPT)
def chooses_by_kind(css: str) -> bool:
    """Tell whether each selector of a sheet chooses by tag and class alone.

    >>> chooses_by_kind("p, .lead, h1.lead { margin: 0 }"), chooses_by_kind("td p { margin: 0 }")
    (True, False)
    """
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if node.type != "qualified-rule":
            continue
        for selector in tinycss2.serialize(node.prelude).split(","):
            if not _TAG_AND_CLASS.fullmatch(selector.strip()):
                return False
    return True


@lru_cache(maxsize=SETS_OF_KINDS_KEPT)
def _styles_of_kinds(kinds: frozenset[Kind], css: str) -> dict[Kind, str]:
    """Return the style attribute of each kind after premailer wrote the rules into a sample."""
    samples: dict[Kind, Any] = {}
    page = etree.Element("samples")
    for kind in kinds:
        tag, names, style = kind
        samples[kind] = etree.SubElement(page, tag, {"class": names, "style": style})
    _run_premailer(page, css)
    return {kind: sample.get("style") for kind, sample in samples.items()}


def _kind(element: Any) -> Kind:
    return element.tag, element.get("class", ""), element.get("style", "")


def _run_premailer(page: Any, css: str) -> None:
    premailer = Premailer(
        page,
        css_text=css,
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
    premailer.transform()
