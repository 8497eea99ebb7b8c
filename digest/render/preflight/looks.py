"""Rules of the look: contrast by day and night, text size, and what the clients support."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.models import Severity
from digest.render.preflight.caniemail import support
from digest.render.preflight.cascade import ShownText, shown_texts, style_rules, style_sheet
from digest.render.preflight.mail import Mail
from digest.render.preflight.rule import Rule
from digest.render.theme import AA_TEXT

MIN_PX = 14.0
MAX_STYLE_BYTES = 16_000
CANIEMAIL = "https://www.caniemail.com/features/"

FALLBACKS = {
    "css-at-media": "one column that fits a phone stands inline",
    "css-at-media-prefers-color-scheme": "the light colours are inline; [data-ogsc] serves the clients that invert",
    "css-border-radius": "square corners",
    "css-color-scheme": "the light colours are inline",
    "css-cursor": "the client's own pointer",
    "css-direction": "dir stands on the elements as well",
    "css-display": "Outlook's conditional tables hold the columns",
    "css-display-none": "the preheader also has no height, and mso-hide for Outlook",
    "css-height": "pictures carry their height as an attribute",
    "css-important": "only in style sheets, which such clients drop altogether",
    "css-letter-spacing": "the headline's own spacing",
    "css-line-height": "the client's own line height",
    "css-margin": "paragraphs keep the client's own space",
    "css-max-height": "display: none hides the preheader",
    "css-max-width": "conditional tables hold the width in Outlook",
    "css-opacity": "display: none hides the preheader",
    "css-outline": "no outline is needed",
    "css-overflow": "display: none hides the preheader",
    "css-padding": "cells carry the space",
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

_PROPERTIES = (("border-radius", "css-border-radius"), ("border", "css-border"), ("margin", "css-margin"))
_TAGS = {"h1": "html-h1-h6", "h2": "html-h1-h6", "h3": "html-h1-h6", "ul": "html-lists", "ol": "html-lists"}


def faint_by_day(mail: Mail) -> Iterator[tuple[str, str]]:
    return _faint(shown_texts(mail, dark=False))


def faint_by_night(mail: Mail) -> Iterator[tuple[str, str]]:
    return _faint(shown_texts(mail, dark=True))


def small_text(mail: Mail) -> Iterator[tuple[str, str]]:
    for shown in shown_texts(mail, dark=False):
        if shown.size_px < MIN_PX:
            yield f"text of {shown.size_px:g} px", shown.text[:60]


def colour_scheme(mail: Mail) -> Iterator[tuple[str, str]]:
    declared = [
        meta.attributes.get("content", "")
        for meta in mail.tree.all("meta")
        if meta.attributes.get("name") == "color-scheme"
    ]
    if declared != ["light dark"]:
        yield "no color-scheme meta says that both looks are designed", "head"
    if not any("prefers-color-scheme" in rule.media for rule in style_rules(style_sheet(mail))):
        yield "no dark look is designed", "head"
    if "[data-ogsc]" not in style_sheet(mail):
        yield "no rules for Outlook's dark mode ([data-ogsc])", "head"


def style_blocks(mail: Mail) -> Iterator[tuple[str, str]]:
    for style in mail.tree.all("style"):
        css = "".join(child for child in style.children if isinstance(child, str))
        if len(css.encode()) > MAX_STYLE_BYTES:
            yield f"a style sheet of {len(css.encode()):,} bytes; Gmail drops those over {MAX_STYLE_BYTES:,}", "style"
        if any(above.tag == "body" for above in style.ancestors):
            yield "a style sheet stands in the body; Gmail drops it", f"line {style.line}"
        if re.search(r"rgba?\([^),]*\s[^),]*/", css):
            yield "rgb(0 0 0 / 1) makes Gmail drop the whole sheet", "style"


def unsupported(mail: Mail) -> Iterator[tuple[str, str]]:
    table = support()
    for slug in sorted(features(mail)):
        clients = table.without(slug)
        if clients and not FALLBACKS.get(slug):
            yield f"not supported by {', '.join(clients)}, and nothing stands in for it", f"{CANIEMAIL}{slug}/"


def features(mail: Mail) -> set[str]:
    """The caniemail slugs of what the HTML and CSS of a mail use; what the table does not know is left out."""
    known = support().features
    found: set[str] = set()
    for element in mail.tree.walk():
        found.add(_TAGS.get(element.tag, f"html-{element.tag}"))
        found |= {f"html-{name}" for name in element.attributes}
        found |= set(_declared(element.style))
        src = element.attributes.get("src", "")
        if extension := re.search(r"\.(gif|png|webp|avif|svg|bmp|tiff|jpg)(?:\?|$)", src):
            found.add(f"image-{extension.group(1)}")
        if src.startswith("data:"):
            found.add("image-base64")
    css = style_sheet(mail)
    for rule in style_rules(css):
        found |= set(_declared(rule.rules)) | set(_selected(rule.selector))
        if rule.media:
            found.add("css-at-media")
            found |= {
                f"css-at-media-{name}" for name in re.findall(r"\((prefers-[\w-]+|hover|orientation)", rule.media)
            }
    found |= {f"css-at-{name}" for name in re.findall(r"@(font-face|import|keyframes|supports)\b", css)}
    return {slug for slug in found if slug in known}


def _declared(rules: dict[str, str]) -> Iterator[str]:
    for name, value in rules.items():
        yield f"css-{name}"
        yield from (slug for prefix, slug in _PROPERTIES if name.startswith(prefix))
        if name == "display":
            yield f"css-display-{value.split()[0].removeprefix('inline-')}"
        if "!important" in value:
            yield "css-important"
        yield from (f"css-function-{call}" for call in re.findall(r"\b(min|max|clamp|light-dark)\(", value))
        yield from ("css-unit-calc" for _ in re.findall(r"\bcalc\(", value))
        yield from ("css-variables" for _ in re.findall(r"\bvar\(", value))
        yield from (f"css-{call}-gradient" for call in re.findall(r"\b(linear|radial|conic)-gradient\(", value))
        yield from (f"css-unit-{unit}" for unit in re.findall(r"\b[\d.]+(rem|em|vw|vh|ch|ex|vmin|vmax|pt)\b", value))


def _selected(selector: str) -> Iterator[str]:
    for mark, slug in ((">", "child"), ("~", "general-sibling"), ("+", "adjacent-sibling"), ("[", "attribute")):
        if mark in selector:
            yield f"css-selector-{slug}"
    if re.search(r"[\w\]*] +[\w.#\[*]", selector):
        yield "css-selector-descendant"
    if "." in selector:
        yield "css-selector-class"
    yield from (f"css-pseudo-class-{name}" for name in re.findall(r"(?<!:):([\w-]+)", selector))
    yield from (f"css-pseudo-element-{name}" for name in re.findall(r"::([\w-]+)", selector))


def _faint(texts: Iterator[ShownText]) -> Iterator[tuple[str, str]]:
    for shown in texts:
        if shown.contrast < AA_TEXT:
            yield f"{shown.colour} on {shown.ground} has a contrast of {shown.contrast:.1f}", shown.text[:60]


RULES = (
    Rule(
        id="look.contrast-light",
        severity=Severity.ERROR,
        reason=f"Text needs {AA_TEXT}:1 to be read in daylight and by tired eyes.",
        source="https://www.w3.org/TR/WCAG22/#contrast-minimum",
        check=faint_by_day,
    ),
    Rule(
        id="look.contrast-dark",
        severity=Severity.ERROR,
        reason="A dark look that was not designed hides text.",
        source="https://www.w3.org/TR/WCAG22/#contrast-minimum",
        check=faint_by_night,
    ),
    Rule(
        id="look.text-size",
        severity=Severity.ERROR,
        reason=f"Phones enlarge text below {MIN_PX:g} px and break the layout.",
        source="https://www.w3.org/TR/WCAG22/#resize-text",
        check=small_text,
    ),
    Rule(
        id="look.colour-scheme",
        severity=Severity.ERROR,
        reason="Without it Apple Mail and Outlook invert colours as they guess.",
        source=f"{CANIEMAIL}html-meta-color-scheme/",
        check=colour_scheme,
    ),
    Rule(
        id="look.style-sheet",
        severity=Severity.ERROR,
        reason="Gmail drops a sheet that is too big, misplaced or holds colours it cannot parse.",
        source=f"{CANIEMAIL}html-style/",
        check=style_blocks,
    ),
    Rule(
        id="look.support",
        severity=Severity.ERROR,
        reason="What a client lacks must have something that stands in for it.",
        source="https://www.caniemail.com/",
        check=unsupported,
    ),
)
