"""Rules of support: what a mail uses of HTML and CSS, and which clients lack it, wholly or in part (caniemail)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from digest.models import Severity
from digest.render.preflight.caniemail import FEATURE_PAGES, support
from digest.render.preflight.cascade import style_rules, style_sheet
from digest.render.preflight.mail import Mail
from digest.render.preflight.rule import Rule

FALLBACKS = {
    "css-at-media": "one column that fits a phone stands inline",
    "css-at-media-prefers-color-scheme": "the light colours are inline; [data-ogsc] serves the clients that invert",
    "css-border-radius": "square corners",
    "css-color-scheme": "the light colours are inline",
    "css-cursor": "the client's own pointer",
    "css-direction": "dir stands on the elements as well",
    "css-display-none": "the preheader also has no height, and mso-hide for Outlook",
    "css-height": "pictures carry their height as an attribute",
    "css-important": "only in style sheets, which such clients drop altogether",
    "css-letter-spacing": "the headline's own spacing",
    "css-line-height": "the client's own line height",
    "css-max-height": "display: none hides the preheader",
    "css-max-width": "conditional tables hold the width in Outlook",
    "css-opacity": "display: none hides the preheader",
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
    "css-pseudo-class-root": "the light colours are inline",
    "css-text-underline-offset": "the plain underline",
    "css-text-wrap": "a headline breaks where the line is full",
    "css-white-space": "an outlet's name may break over two lines",
    "css-width": "widths stand as attributes too",
    "css-word-break": "long words are rare and links have names",
    "css-word-spacing": "the client's own spacing",
    "html-aria-label": "the title says the same",
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
"""What a reader gets where a feature is missing. A feature the mail uses must be supported or stand here."""

_PROPERTIES = (
    ("border-radius", "css-border-radius"),
    ("border", "css-border"),
    ("margin", "css-margin"),
)
_TAGS = {
    "h1": "html-h1-h6",
    "h2": "html-h1-h6",
    "h3": "html-h1-h6",
    "ul": "html-lists",
    "ol": "html-lists",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One feature as a mail uses it. `tag` is the element, empty in a style sheet; `value` is empty for an element."""

    slug: str
    tag: str = ""
    value: str = ""


def _on(*tags: str) -> Callable[[Use], bool]:
    return lambda use: use.tag in ("", *tags)


def _without(pattern: str) -> Callable[[Use], bool]:
    return lambda use: not re.search(pattern, use.value, re.IGNORECASE)


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
"""Uses that every client which supports a feature partly supports all the same; the reader sees no difference."""


def unsupported(mail: Mail) -> Iterator[tuple[str, str]]:
    for slug in sorted({use.slug for use in uses(mail)}):
        if (clients := support().without(slug)) and slug not in FALLBACKS:
            yield (
                f"{slug} has no support in {', '.join(clients)}, and nothing stands in for it",
                _page(slug),
            )


def partly_supported(mail: Mail) -> Iterator[tuple[str, str]]:
    for slug in sorted({use.slug for use in uses(mail) if not _within(use)}):
        if slug in FALLBACKS or support().without(slug):
            continue
        for note, clients in support().limits(slug):
            yield f"{slug} in {', '.join(clients)}: {note}", _page(slug)


def uses(mail: Mail) -> set[Use]:
    """What the HTML and CSS of a mail use of the features that the table knows."""
    found: set[Use] = set()
    for element in mail.tree.walk():
        found.add(Use(slug=_TAGS.get(element.tag, f"html-{element.tag}")))
        found |= {
            Use(slug=f"html-{name}", tag=element.tag, value=value)
            for name, value in element.attributes.items()
            if name
            != "style"  # the attribute's declarations count below; html-style is the element
        }
        found |= set(_declared(element.style, element.tag))
        found |= {Use(slug=slug) for slug in _pictured(element.attributes.get("src", ""))}
    css = style_sheet(mail)
    for rule in style_rules(css):
        found |= {
            *_declared(rule.rules),
            *(Use(slug=slug) for slug in (*_selected(rule.selector), *_asked(rule.media))),
        }
    found |= {
        Use(slug=f"css-at-{name}")
        for name in re.findall(r"@(font-face|import|keyframes|supports)\b", css)
    }
    return {use for use in found if use.slug in support().features}


def _page(slug: str) -> str:
    return f"{FEATURE_PAGES}{slug}/"


def _within(use: Use) -> bool:
    return use.slug in WITHIN and WITHIN[use.slug](use)


def _pictured(src: str) -> Iterator[str]:
    if extension := re.search(r"\.(gif|png|webp|avif|svg|bmp|tiff|jpg)(?:\?|$)", src):
        yield f"image-{extension.group(1)}"
    if src.startswith("data:"):
        yield "image-base64"


def _asked(media: str) -> Iterator[str]:
    if media:
        yield "css-at-media"
        yield from (
            f"css-at-media-{name}"
            for name in re.findall(r"\((prefers-[\w-]+|hover|orientation)", media)
        )


def _declared(rules: dict[str, str], tag: str = "") -> Iterator[Use]:
    for name, value in rules.items():
        yield from (Use(slug=slug, tag=tag, value=value) for slug in _slugs(name, value))


def _slugs(name: str, value: str) -> Iterator[str]:
    yield f"css-{name}"
    yield from (slug for prefix, slug in _PROPERTIES if name.startswith(prefix))
    if name == "display":
        yield f"css-display-{value.split()[0].removeprefix('inline-')}"
    if "!important" in value:
        yield "css-important"
    yield from (
        f"css-function-{call}" for call in re.findall(r"\b(min|max|clamp|light-dark)\(", value)
    )
    yield from ("css-unit-calc" for _ in re.findall(r"\bcalc\(", value))
    yield from ("css-variables" for _ in re.findall(r"\bvar\(", value))
    yield from (
        f"css-{call}-gradient" for call in re.findall(r"\b(linear|radial|conic)-gradient\(", value)
    )
    yield from (
        f"css-unit-{unit}"
        for unit in re.findall(r"\b[\d.]+(rem|em|vw|vh|ch|ex|vmin|vmax|pt)\b", value)
    )


def _selected(selector: str) -> Iterator[str]:
    for mark, slug in (
        (">", "child"),
        ("~", "general-sibling"),
        ("+", "adjacent-sibling"),
        ("[", "attribute"),
    ):
        if mark in selector:
            yield f"css-selector-{slug}"
    if re.search(r"[\w\]*] +[\w.#\[*]", selector):
        yield "css-selector-descendant"
    if "." in selector:
        yield "css-selector-class"
    yield from (f"css-pseudo-class-{name}" for name in re.findall(r"(?<!:):([\w-]+)", selector))
    yield from (f"css-pseudo-element-{name}" for name in re.findall(r"::([\w-]+)", selector))


RULES = (
    Rule(
        id="look.support",
        severity=Severity.ERROR,
        reason="What a client lacks must have something that stands in for it.",
        source="https://www.caniemail.com/",
        check=unsupported,
    ),
    Rule(
        id="look.partly",
        severity=Severity.WARNING,
        reason="A feature that works in part looks right in one client and broken in the next.",
        source="https://www.caniemail.com/",
        check=partly_supported,
    ),
)
