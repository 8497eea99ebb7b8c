"""Public copy: an issue's mail as a page for strangers, who signed up for nothing yet."""

from __future__ import annotations

import html
from urllib.parse import quote

from digest.models import Slot
from digest.render import Wording
from digest.web.open_elements import without_links_to

STYLE = (
    ".ways{max-width:640px;margin:0 auto;padding:8px 20px 40px;text-align:center;"
    'font:16px/1.5 -apple-system,"Segoe UI",Helvetica,Arial,sans-serif}'
    ".ways a{display:inline-block;padding:12px 6px;color:#8a1c1c}"
    "@media (prefers-color-scheme:dark){.ways a{color:#f2a097}}"
)
"""The look of the links below an issue, each large enough for a thumb."""

LONGEST_SENTENCE = 2_000
"""The line that names the reader has some hundred characters, with its marks."""


def without_reader(page: str, newsletter: str, words: Wording) -> str:
    """Say that this is a public copy, where the mail says who signed up for it."""
    at = page.find(Slot.ADDRESS.value)
    if at < 0:
        return page
    start = page.rfind("<p", max(0, at - LONGEST_SENTENCE), at)
    opened = page.find(">", start, at) + 1
    ends = [page.find(sign, at, at + LONGEST_SENTENCE) for sign in ("<a ", "</p>")]
    end = min((place for place in ends if place > 0), default=-1)
    is_own_line = start >= 0 and opened > 0 and end >= 0 and "</p>" not in page[start:at]
    if is_own_line:
        note = html.escape(words.say("public_copy", newsletter=newsletter))
        page = f"{page[:opened]}{note} {page[end:]}"
    # an operator's own template may name the reader elsewhere: then no person is named there
    return page.replace(Slot.ADDRESS.value, html.escape(words.say("neutral_reader")))


def without_opinions(page: str) -> str:
    """Leave out the links that ask the mail's own reader for opinions, and the words around them.

    They are known by their address, so the template of an operator may write them in any markup.
    """
    return without_links_to(page, Slot.OPINION.value)


def with_ways_on(page: str, newsletter_id: str, newsletter: str, words: Wording) -> str:
    """Add links below the issue: to subscribe, to the archive and to its search."""
    at = page.rfind("</body>")
    if at < 0:
        return page
    links = (
        (
            f"/join?newsletter={quote(newsletter_id)}",
            words.say("join_named", newsletter=newsletter),
        ),
        (f"/archive/{quote(newsletter_id)}", words.say("archive")),
        ("/search", words.say("search")),
    )
    written = []
    for address, label in links:
        written.append(f'<a href="{html.escape(address)}">{html.escape(label)}</a>')
    name = html.escape(newsletter)
    bar = f'<nav class="ways" aria-label="{name}">{" · ".join(written)}</nav>'
    return f"{page[:at]}<style>{STYLE}</style>{bar}{page[at:]}"
