"""Rules of support: what a mail uses of HTML and CSS, and which clients lack it (caniemail)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from digest.models import Severity
from digest.render.preflight.caniemail import FEATURE_PAGES, support
from digest.render.preflight.cascade import style_rules
from digest.render.preflight.html_tree import declarations
from digest.render.preflight.mail import Mail
from digest.render.preflight.preflight_rule import PreflightRule

# The stand-in for a missing feature. Each feature of a mail must be supported or stand here.
FALLBACKS = {
    "css-at-media": "one column that fits a phone stands inline",
    "css-at-media-prefers-color-scheme": "inline light colours, [data-ogsc] where clients invert",
    "css-border-radius": "square corners",
    "css-color-scheme": "the light colours are inline",
    "css-cursor": "the client's own pointer",
    "css-display-none": "the preheader also has no height, and mso-hide for Outlook",
    "css-filter": "a map or a chart keeps its own ground, which can be read by night too",
    "css-height": "pictures carry their height as an attribute",
    "css-important": "only in style sheets, which such clients drop altogether",
    "css-letter-spacing": "the headline's own spacing",
    "css-line-height": "the client's own line height",
    "css-max-height": "display: none hides the preheader",
    "css-max-width": "conditional tables hold the width in Outlook",
    "css-opacity": "display: none hides the preheader; a photograph is a little brighter",
    "css-outline": "no outline is needed",
    "css-overflow": "display: none hides the preheader",
    "css-padding": "cells carry the space that matters; a title stands closer to its rule",
    "css-selector-attribute": "only for the clients that invert colours",
    "css-selector-child": "the light colours are inline",
    "css-selector-class": "what matters is inline",
    "css-selector-descendant": "what matters is inline",
    "css-selector-grouping": "what matters is inline",
    "css-selector-id": "only for Outlook.com's own wrapper",
    "css-selector-type": "what matters is inline",
    "css-text-underline-offset": "the plain underline",
    "css-text-wrap": "a headline breaks where the line is full",
    "css-white-space": "an outlet's name may break over two lines",
    "css-width": "widths stand as attributes too",
    "css-word-break": "long words are rare and links have names",
    "css-word-spacing": "the client's own spacing",
    "html-aria-hidden": "the first letter of a name is read before the name",
    "html-aria-label": "the number and the line of sources say the same",
    "html-bdi": "the Unicode algorithm still orders the letters",
    "html-dir": "text-align and direction stand inline as well",
    "html-doctype": "the layout holds in quirks mode: cells, not boxes",
    "html-body": "the first element of body carries the ground colour",
    "html-lang": "it stands on the first element of body as well",
    "html-meta-color-scheme": "the light colours are inline",
    "html-role": "the tables read in source order",
    "html-style": "what matters is inline",
    "html-target": "links open as the client likes",
}

# Properties whose long forms (margin-top) caniemail counts as the short one.
_PROPERTY_FAMILIES = ("border-radius", "border", "margin")
_TAGS = {
    "h1": "html-h1-h6",
    "h2": "html-h1-h6",
    "h3": "html-h1-h6",
    "ul": "html-lists",
    "ol": "html-lists",
}
_COMBINATORS = {
    ">": "child",
    "~": "general-sibling",
    "+": "adjacent-sibling",
    "[": "attribute",
}
_UNITS = re.compile(r"\b[\d.]+(rem|em|vw|vh|ch|ex|vmin|vmax|pt)\b")
_FUNCTIONS = re.compile(r"\b(min|max|clamp|light-dark)\(")
_GRADIENTS = re.compile(r"\b(linear|radial|conic)-gradient\(")
_IMAGE_TYPES = re.compile(r"\.(gif|png|webp|avif|svg|bmp|tiff|jpg)(?:\?|$)")
_MEDIA_FEATURES = re.compile(r"\((prefers-[\w-]+|hover|orientation)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One feature as a mail uses it.

    `tag` is the element, empty in a style sheet; `value` is empty for an element.
    """

    slug: str
    tag: str = ""
    value: str = ""


def _on(*tags: str) -> Callable[[Use], bool]:
    return lambda use: use.tag in ("", *tags)


def _without(pattern: str) -> Callable[[Use], bool]:
    return lambda use: not re.search(pattern, use.value, re.IGNORECASE)


# Uses that work in every client that supports a feature in part.
WITHIN: dict[str, Callable[[Use], bool]] = {
    "css-background": _without(r"url\(|,|/"),
    "css-border": _without(r"\b(?:9|\d{2,})px"),
    "css-border-radius": _without("/"),
    "css-cursor": _without(r"url\("),
    "css-display": _without("flex|grid|flow|contents|initial|revert|unset"),
    "css-font-size": _without("rem|%|em|larger|smaller"),
    "css-font-weight": _without(r"\b(?!\d00\b)\d+"),
    "css-height": _on("table", "tr", "td", "th", "img"),
    "css-letter-spacing": _without(r"em|-[1-9]"),
    "css-margin": _without(r"-\d"),
    "css-overflow": _without("scroll|auto"),
    "css-padding": _on("td", "th"),
    "css-text-align": _without("start|end"),
    "css-text-decoration": _without(r"overline|\w \w"),
    "css-text-transform": _without("lowercase"),
    "css-width": _on("table", "td", "th"),
    "css-word-spacing": _without("rem|ch"),
    "html-align": lambda use: use.tag == "td" or use.value == "center",
    "html-dir": lambda use: use.tag != "a",
    "html-height": _without("%"),
    "html-lang": lambda use: use.tag != "td",
    "html-width": lambda use: use.tag != "img" or "%" not in use.value,
    "image-gif": lambda _use: True,
}


def unsupported(mail: Mail) -> Iterator[tuple[str, str]]:
    """A feature that some client lacks, with nothing that stands in for it."""
    # sorted, so that two runs name findings in one order
    for slug in sorted({use.slug for use in uses(mail)}):
        clients = support().without(slug)
        if clients and slug not in FALLBACKS:
            lacking = ", ".join(clients)
            yield f"{slug} has no support in {lacking}, and nothing stands in for it", _page(slug)


def partly_supported(mail: Mail) -> Iterator[tuple[str, str]]:
    """A feature that some client supports in part, used beyond that part."""
    beyond = set()
    for use in uses(mail):
        if not _works_everywhere(use):
            beyond.add(use.slug)
    for slug in sorted(beyond):
        # the other rule speaks of a feature that a client lacks altogether
        if slug in FALLBACKS or support().without(slug):
            continue
        for note, clients in support().limits(slug):
            yield f"{slug} in {', '.join(clients)}: {note}", _page(slug)


def uses(mail: Mail) -> set[Use]:
    """Return what the HTML and CSS of a mail use of the features that the table knows."""
    return mail.once("uses", lambda: _known_uses(mail))


def _known_uses(mail: Mail) -> set[Use]:
    known = support().features
    return {use for use in (*_uses_in_html(mail), *_uses_in_css(mail)) if use.slug in known}


def _uses_in_html(mail: Mail) -> Iterator[Use]:
    tags: set[str] = set()
    # a mail repeats few attributes many times: each is looked at once
    attributes: set[tuple[str, str, str]] = set()
    for element in mail.tree.iter("*"):
        tag = str(element.tag)
        tags.add(tag)
        for name, value in element.items():
            attributes.add((tag, name, value))
    for tag in tags:
        yield Use(slug=_TAGS.get(tag, f"html-{tag}"))
    for tag, name, value in attributes:
        yield from _uses_of_attribute(tag, name, value)


def _uses_of_attribute(tag: str, name: str, value: str) -> Iterator[Use]:
    if name == "style":
        # html-style is the element: of the attribute the declarations count
        yield from _uses_of_style(value, tag)
        return
    yield Use(slug=f"html-{name}", tag=tag, value=value)
    if name == "src":
        yield from _uses_of_picture(value)


@lru_cache(maxsize=4096)
def _uses_of_style(style: str, tag: str) -> tuple[Use, ...]:
    """Return the uses of one style attribute. The mails of a theme share most of theirs."""
    return tuple(_uses_in_rules(declarations(style), tag))


def _uses_in_css(mail: Mail) -> Iterator[Use]:
    for rule in style_rules(mail.style_sheet):
        yield from _uses_in_rules(rule.rules)
        yield from _uses_in_selector(rule.selector)
        if rule.media:
            yield Use(slug="css-at-media")
        for name in _MEDIA_FEATURES.findall(rule.media):
            yield Use(slug=f"css-at-media-{name}")
    # these at-rules hold no rules for elements, so they are counted by name
    for name in re.findall(r"@(font-face|import|keyframes|supports)\b", mail.style_sheet):
        yield Use(slug=f"css-at-{name}")


def _uses_of_picture(src: str) -> Iterator[Use]:
    extension = _IMAGE_TYPES.search(src)
    if extension:
        yield Use(slug=f"image-{extension.group(1)}")
    if src.startswith("data:"):
        yield Use(slug="image-base64")


def _uses_in_rules(rules: dict[str, str], tag: str = "") -> Iterator[Use]:
    for name, value in rules.items():
        for slug in _slugs(name, value):
            yield Use(slug=slug, tag=tag, value=value)


def _slugs(name: str, value: str) -> Iterator[str]:
    # the table names features by these slugs; one it does not know is skipped later
    yield f"css-{name}"
    for family in _PROPERTY_FAMILIES:
        if name.startswith(family):
            yield f"css-{family}"
    if name == "display":
        yield f"css-display-{value.split()[0].removeprefix('inline-')}"
    if "!important" in value:
        yield "css-important"
    if "calc(" in value:
        yield "css-unit-calc"
    if "var(" in value:
        yield "css-variables"
    for function in _FUNCTIONS.findall(value):
        yield f"css-function-{function}"
    for shape in _GRADIENTS.findall(value):
        yield f"css-{shape}-gradient"
    for unit in _UNITS.findall(value):
        yield f"css-unit-{unit}"


def _uses_in_selector(selector: str) -> Iterator[Use]:
    for mark, name in _COMBINATORS.items():
        if mark in selector:
            yield Use(slug=f"css-selector-{name}")
    if re.search(r"[\w\]*] +[\w.#\[*]", selector):
        yield Use(slug="css-selector-descendant")
    if "." in selector:
        yield Use(slug="css-selector-class")
    for name in re.findall(r"(?<!:):([\w-]+)", selector):
        yield Use(slug=f"css-pseudo-class-{name}")
    for name in re.findall(r"::([\w-]+)", selector):
        yield Use(slug=f"css-pseudo-element-{name}")


def _works_everywhere(use: Use) -> bool:
    return use.slug in WITHIN and WITHIN[use.slug](use)


def _page(slug: str) -> str:
    return f"{FEATURE_PAGES}{slug}/"


RULES = (
    PreflightRule(
        id="look.support",
        severity=Severity.ERROR,
        reason="What a client lacks must have something that stands in for it.",
        source="https://www.caniemail.com/",
        check=unsupported,
    ),
    PreflightRule(
        id="look.partly",
        severity=Severity.WARNING,
        reason="A feature that works in part looks right in one client and broken in the next.",
        source="https://www.caniemail.com/",
        check=partly_supported,
    ),
)
