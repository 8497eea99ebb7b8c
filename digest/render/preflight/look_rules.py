"""Rules of the look: contrast by day and night, text size, and style sheets that clients keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.models import Severity
from digest.render.preflight.caniemail import FEATURE_PAGES
from digest.render.preflight.cascade import shown_texts, style_rules
from digest.render.preflight.mail import Mail
from digest.render.preflight.preflight_rule import PreflightRule
from digest.render.theme import AA_TEXT

# The smallest text, in CSS pixels: phones enlarge what is smaller and break the layout.
MIN_PX = 14.0
# Gmail drops a style sheet of more bytes.
MAX_STYLE_BYTES = 16_000
# Characters of a text that a finding quotes.
QUOTED_CHARACTERS = 60


def faint_by_day(mail: Mail) -> Iterator[tuple[str, str]]:
    """Text with too little contrast in the light look."""
    return _faint(mail, dark=False)


def faint_by_night(mail: Mail) -> Iterator[tuple[str, str]]:
    """Text with too little contrast in the dark look."""
    return _faint(mail, dark=True)


def small_text(mail: Mail) -> Iterator[tuple[str, str]]:
    """Text that phones enlarge by themselves."""
    for shown in shown_texts(mail, dark=False):
        if shown.size_px < MIN_PX:
            mistake = f"text of {shown.size_px:g} px; the least is {MIN_PX:g}"
            yield mistake, shown.text[:QUOTED_CHARACTERS]


def colour_scheme(mail: Mail) -> Iterator[tuple[str, str]]:
    """A mail that does not declare or does not design its dark look."""
    declared = []
    for meta in mail.tree.iter("meta"):
        if meta.get("name") == "color-scheme":
            declared.append(meta.get("content"))
    # two such tags contradict each other
    if declared != ["light dark"]:
        yield "no color-scheme meta declares that both looks are designed", "head"
    queries = [rule.media for rule in style_rules(mail.style_sheet)]
    if "prefers-color-scheme" not in " ".join(queries):
        yield "no dark look is designed", "head"
    if "[data-ogsc]" not in mail.style_sheet:
        yield "no rules for Outlook's dark mode ([data-ogsc])", "head"


def style_blocks(mail: Mail) -> Iterator[tuple[str, str]]:
    """A style sheet that Gmail drops: too large, in the body, or with colours it cannot read."""
    for style in mail.tree.iter("style"):
        css = style.text or ""
        size_bytes = len(css.encode())
        if size_bytes > MAX_STYLE_BYTES:
            limit = f"Gmail drops those over {MAX_STYLE_BYTES:,}"
            yield f"a style sheet of {size_bytes:,} bytes; {limit}", "style"
        if style.getparent().tag != "head":
            mistake = "a style sheet stands in the body; Gmail drops it"
            yield mistake, f"line {style.sourceline}"
        # Gmail drops the whole sheet, not only this rule
        if re.search(r"rgba?\([^),]*\s[^),]*/", css):
            yield "rgb(0 0 0 / 1) makes Gmail drop the whole sheet", "style"


def _faint(mail: Mail, *, dark: bool) -> Iterator[tuple[str, str]]:
    for shown in shown_texts(mail, dark=dark):
        if shown.contrast < AA_TEXT:
            ratio = f"has a contrast of {shown.contrast:.1f}; text needs {AA_TEXT}"
            yield f"{shown.colour} on {shown.ground} {ratio}", shown.text[:QUOTED_CHARACTERS]


RULES = (
    PreflightRule(
        id="look.contrast-light",
        severity=Severity.ERROR,
        reason=f"Text needs {AA_TEXT}:1 to be read in daylight and by tired eyes.",
        source="https://www.w3.org/TR/WCAG22/#contrast-minimum",
        check=faint_by_day,
    ),
    PreflightRule(
        id="look.contrast-dark",
        severity=Severity.ERROR,
        reason="A dark look that was not designed hides text.",
        source="https://www.w3.org/TR/WCAG22/#contrast-minimum",
        check=faint_by_night,
    ),
    PreflightRule(
        id="look.text-size",
        severity=Severity.ERROR,
        reason=f"Phones enlarge text below {MIN_PX:g} px and break the layout.",
        source="https://www.w3.org/TR/WCAG22/#resize-text",
        check=small_text,
    ),
    PreflightRule(
        id="look.colour-scheme",
        severity=Severity.ERROR,
        reason="Without it Apple Mail and Outlook invert colours as they guess.",
        source=f"{FEATURE_PAGES}html-meta-color-scheme/",
        check=colour_scheme,
    ),
    PreflightRule(
        id="look.style-sheet",
        severity=Severity.ERROR,
        reason="Gmail drops a sheet that is too big, misplaced or holds colours it cannot parse.",
        source=f"{FEATURE_PAGES}html-style/",
        check=style_blocks,
    ),
)
