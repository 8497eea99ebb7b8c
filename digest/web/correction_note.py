"""Correction note: the corrections of an issue, set above the issue on its page."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from digest.models import Issue, IssueCorrection
from digest.render import Wording

STYLE = (
    ".corrected{box-sizing:border-box;max-width:640px;margin:0 auto;padding:16px 20px;"
    "background:#fff6e5;color:#1d1c1a;border:2px solid #8a1c1c;text-align:start;"
    'font:16px/1.5 -apple-system,"Segoe UI",Helvetica,Arial,sans-serif;overflow-wrap:anywhere}'
    ".corrected h2{margin:0 0 8px;font-size:18px;color:#8a1c1c}.corrected p{margin:0 0 8px}"
    "@media (prefers-color-scheme:dark){.corrected{background:#2b2418;color:#ece9e3;"
    "border-color:#f2a097}.corrected h2{color:#f2a097}}"
)
"""The look of the note by day and by night: it must stand out from the issue as it was mailed."""

_MAIN = re.compile(r'<[a-z]+\b[^<>]{0,2000}\brole="main"[^<>]{0,2000}>')
_BODY = re.compile(r"<body\b[^<>]{0,2000}>")


def with_corrections(
    page: str, issue: Issue, corrections: Sequence[IssueCorrection], words: Wording
) -> str:
    """Return the page of an issue with its corrections above the text; the text stays as it is."""
    if not corrections:
        return page
    # the main landmark: a reader who jumps there must not miss the note
    place = _MAIN.search(page) or _BODY.search(page)
    at = place.end() if place else 0
    return f"{page[:at]}{_note(issue, corrections, words)}{page[at:]}"


def _note(issue: Issue, corrections: Sequence[IssueCorrection], words: Wording) -> str:
    lines = []
    for correction in corrections:
        day = html.escape(words.short_day(correction.made))
        # texts of the outlet stand in it: escaped, and in a direction of their own
        text = f"<bdi>{html.escape(correction.text)}</bdi>"
        lines.append(f'<p><time datetime="{correction.made.date()}">{day}</time>: {text}</p>')
    title = html.escape(words.say("corrections"))
    return (
        f"<style>{STYLE}</style>"
        f'<section class="corrected" aria-labelledby="corrections"'
        f' lang="{html.escape(words.language)}" dir="{issue.direction.value}">'
        f'<h2 id="corrections">{title}</h2>{"".join(lines)}</section>'
    )
