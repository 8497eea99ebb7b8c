"""The texts of an entry: its lead, its body, and a title where it has none."""

from __future__ import annotations

import re

LONG_TEXT_CHARS = 1_000
"""A summary this long, in paragraphs, is the text itself."""

TAIL_CHARS = 450
"""The end of a text, in which feed software adds its own lines."""

TITLE_WORDS = 16
"""Words of the text that stand for a missing title."""

SAME_TITLE_CHARS = 20
"""A lead that only repeats the title is at most so much longer, in marks and spaces."""


def lead_and_body(summary: str, content: str) -> tuple[str, str]:
    """Return lead and body, wherever the feed put them.

    >>> lead_and_body("The port reopens.", "The port reopens.")
    ('The port reopens.', '')
    """
    summary, content = _without_software_lines(summary), _without_software_lines(content)
    if not content and len(summary) > LONG_TEXT_CHARS and "\n\n" in summary:
        summary, content = "", summary
    # the first paragraph stands for a missing lead
    if content and summary in ("", content):
        summary = content.partition("\n\n")[0]
    if content == summary:
        return summary, ""
    return summary, content


_TAIL_WORDS = ("The post ", "ontinue reading", "ead more", "ead full", "ead the full")
_SOFTWARE_LINE = re.compile(
    r"\s*+(?:The post .{1,300} (?:appeared first|first appeared) on .{1,120}\.?"
    r"|Continue reading\s*+(?:\.\.\.|…|→|».*)?"
    r"|\[?(?:Read more|Read full article|Read the full story)\]?\s*+(?:\.\.\.|…|→|»)?)\s*$",
    re.IGNORECASE,
)


def _without_software_lines(text: str) -> str:
    """Drop the lines that feed software adds after the last sentence."""
    tail = text[-TAIL_CHARS:]
    # a plain search spares most texts the pattern
    for words in _TAIL_WORDS:
        if words in tail:
            return text[: len(text) - len(tail)] + _SOFTWARE_LINE.sub("", tail)
    return text


def repeats_title(lead: str, title: str) -> bool:
    """Tell whether a lead only repeats the title, in whatever marks and capitals."""
    if len(lead) > len(title) + SAME_TITLE_CHARS:
        return False
    return letters_and_digits(lead) == letters_and_digits(title)


def letters_and_digits(text: str) -> str:
    """Return a text in small letters without spaces and marks, to compare it with another."""
    return "".join(filter(str.isalnum, text.lower()))


def shortened(text: str) -> str:
    """Return the first words of a text, for an entry that has no title."""
    words = text.split(maxsplit=TITLE_WORDS)
    if len(words) <= TITLE_WORDS:
        return " ".join(words)
    return " ".join(words[:TITLE_WORDS]) + "…"
