"""Take bytes off a mail that no client shows: joined sections, repeated comments, blanks. Pure.

Gmail cuts a mail at 102 KB: each byte of scaffolding takes the place of a byte of news.
"""

from __future__ import annotations

import re

# Letters of MJML that joined sections may have together. Outlook on Windows lays a mail out in
# pages of 22 inches and leaves a gap in a table that is longer, so that only short parts are
# joined: masthead, note and contents have about 5,000 letters.
MOST_JOINED = 8000

# a section ends whose look is kept, and another begins whose column has no look of its own
_JOINT = re.compile(r"</mj-column>\s*</mj-section>\s*<mj-section([^>]*)>\s*<mj-column>")
_PARTED = "</mj-column></mj-section><mj-section{look}><mj-column>"
# a line above the first text stays where it is; other attributes would reach the texts joined
_PLAIN = re.compile(r'<mj-section([^>]*)>\s*<mj-column(?: border-top="[^"]*"| css-class="[^"]*")*>')
# the space of a section would be lost between two that are joined
_SPACE = "padding"
# a comment for Outlook ends and another with the same condition begins
_COMMENTS = re.compile(r"<!\[endif\]-->\s*<!--\[if mso \| IE\]>\s*")
# the compiler writes a background twice, and each client reads the longer form
_GROUND = re.compile(r"background:(#[0-9a-fA-F]{3,6});(background-color:\1)")
# HTML opens and closes this element by itself
_BODY_OF_TABLE = re.compile(r"</?tbody>\s*")
# the default of HTML, in each table of a mail
_NO_BORDER = re.compile(r'(<table\b[^>]*?) border="0"')
# rules for Outlook 2003, which its maker gave up in 2014, and the class that they name
_OUTLOOK_2003 = re.compile(r"<!--\[if lte mso 11\]>.*?<!\[endif\]-->\s*", re.DOTALL)
_CLASS_OF_2003 = re.compile(r'( class="[^"]*?)mj-outlook-group-fix ')
# the compiler's own names of tables for Outlook; no rule has them
_OUTLOOK_CLASS = re.compile(r' class="[\w-]*-outlook"')
# the direction of the page, which an element around the whole mail gives already
_SAID_DIRECTION = re.compile(r'<div\b[^>]* dir="ltr"')
_LEFT_TO_RIGHT = re.compile(r'( style="[^"]*?)direction:ltr;')
# the semicolon behind the last declaration of a style attribute
_LAST_STOP = re.compile(r'( style="[^"]*);"')
_SHEET = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)", re.DOTALL)
_AROUND_SIGNS = re.compile(r"\s*([{};,])\s*")
_AFTER_COLON = re.compile(r"(?<=[\w-]):\s+")


def join_sections(mjml: str) -> str:
    """Join neighbouring sections of one look, as long as they stay short together.

    >>> join_sections(
    ...     "<mj-section><mj-column>a</mj-column></mj-section>"
    ...     "<mj-section><mj-column>b</mj-column></mj-section>"
    ... )
    '<mj-section><mj-column>ab</mj-column></mj-section>'
    """
    first, *further = _JOINT.split(mjml)
    pieces = [first]
    look, length = _open_section(first)
    # the pattern yields the look of a section, and then all up to the next joint
    for next_look, piece in zip(further[::2], further[1::2], strict=True):
        added = len(piece.partition("</mj-section>")[0])
        if look == next_look and _SPACE not in next_look and length + added <= MOST_JOINED:
            length += added
        else:
            pieces.append(_PARTED.format(look=next_look))
            look, length = next_look, added
        # sections of other looks stand in this piece: joining begins anew behind them
        if "<mj-section" in piece:
            look, length = _open_section(piece)
        pieces.append(piece)
    return "".join(pieces)


def _open_section(mjml: str) -> tuple[str | None, int]:
    """Return the look of the last section and its length; None where it may take no others in."""
    section = mjml[mjml.rfind("<mj-section") :]
    plain = _PLAIN.match(section)
    return plain.group(1) if plain else None, len(section)


def slim_html(html: str) -> str:
    """Remove repeats and defaults of HTML from a compiled mail and from its style sheets."""
    html = _CLASS_OF_2003.sub(r"\1", _OUTLOOK_2003.sub("", html))
    html = _COMMENTS.sub("", html)
    html = _OUTLOOK_CLASS.sub("", html)
    html = _GROUND.sub(r"\2", html)
    html = _BODY_OF_TABLE.sub("", html)
    html = _NO_BORDER.sub(r"\1", html)
    html = _LAST_STOP.sub(r'\1"', html)
    if _SAID_DIRECTION.search(html):
        html = _LEFT_TO_RIGHT.sub(r"\1", html)
    return _SHEET.sub(_slim_sheet, html)


def _slim_sheet(sheet: re.Match[str]) -> str:
    opening, rules, closing = sheet.groups()
    rules = _AROUND_SIGNS.sub(r"\1", rules.strip())
    rules = _AFTER_COLON.sub(":", rules)
    rules = rules.replace(";}", "}").replace(" !important", "!important")
    return f"{opening}{rules}{closing}"
