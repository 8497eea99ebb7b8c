"""Rules of the look: contrast by day and night, text size, and style sheets that clients keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.models import Severity
from digest.render.preflight.caniemail import FEATURE_PAGES
from digest.render.preflight.cascade import ShownText, shown_texts, style_rules, style_sheet
from digest.render.preflight.mail import Mail
from digest.render.preflight.rule import Rule
from digest.render.theme import AA_TEXT

MIN_PX = 14.0
MAX_STYLE_BYTES = 16_000


def faint_by_day(mail: Mail) -> Iterator[tuple[str, str]]:
    return _faint(shown_texts(mail, dark=False))


def faint_by_night(mail: Mail) -> Iterator[tuple[str, str]]:
    return _faint(shown_texts(mail, dark=True))


def small_text(mail: Mail) -> Iterator[tuple[str, str]]:
    for shown in shown_texts(mail, dark=False):
        if shown.size_px < MIN_PX:
            yield f"text of {shown.size_px:g} px; the least is {MIN_PX:g}", shown.text[:60]


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
            yield (
                f"a style sheet of {len(css.encode()):,} bytes; Gmail drops those over {MAX_STYLE_BYTES:,}",
                "style",
            )
        if any(above.tag == "body" for above in style.ancestors):
            yield "a style sheet stands in the body; Gmail drops it", f"line {style.line}"
        if re.search(r"rgba?\([^),]*\s[^),]*/", css):
            yield "rgb(0 0 0 / 1) makes Gmail drop the whole sheet", "style"


def _faint(texts: Iterator[ShownText]) -> Iterator[tuple[str, str]]:
    for shown in texts:
        if shown.contrast < AA_TEXT:
            yield (
                f"{shown.colour} on {shown.ground} has a contrast of {shown.contrast:.1f}; text needs {AA_TEXT}",
                shown.text[:60],
            )


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
        source=f"{FEATURE_PAGES}html-meta-color-scheme/",
        check=colour_scheme,
    ),
    Rule(
        id="look.style-sheet",
        severity=Severity.ERROR,
        reason="Gmail drops a sheet that is too big, misplaced or holds colours it cannot parse.",
        source=f"{FEATURE_PAGES}html-style/",
        check=style_blocks,
    ),
)
