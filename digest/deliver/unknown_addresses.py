"""The address that a text calls unknown where it names several: ours or the reader's. Pure.

A server that tries to call the sender back and fails writes a notice that reads like one about the
reader.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from digest.deliver.reply_words import ADDRESS, UNKNOWN_USER

MOST_LINES = 200
"""Lines of a notice that are looked at: its verdict stands early."""

LINES_BEFORE = 3
"""An address may stand so many lines before the words about it."""

# The fields of a message that is quoted, and no verdict on the address in them.
_FIELD = re.compile(
    r"\s*(?:>\s?)*(?:from|to|cc|sender|reply-to|return-path|date|subject)\s*:", re.I
)
_FROM = re.compile(r"^[ \t>]{0,8}From:[^\n]{0,400}", re.IGNORECASE | re.MULTILINE)


def from_addresses(text: str) -> tuple[str, ...]:
    """Return the addresses in the From fields of a text: a notice quotes the message below it.

    >>> from_addresses("It came back.\\n\\nFrom: Desk <desk@news.example>\\nTo: a@mail.example")
    ('desk@news.example',)
    """
    addresses: list[str] = []
    for field in _FROM.finditer(text):
        addresses += [address[0].lower() for address in ADDRESS.finditer(field[0])]
    return tuple(addresses)


def calls_one_unknown(text: str, addresses: Collection[str]) -> bool:
    """Tell whether a text calls one of these addresses unknown, and no other address.

    >>> calls_one_unknown("550 <desk@news.example>: user unknown", ["desk@news.example"])
    True
    >>> calls_one_unknown("<a@m.example>: user unknown, from b@n.example", ["b@n.example"])
    False
    """
    own = {address.lower() for address in addresses if address}
    lowered = text.lower()
    # most texts name no address of ours, and the words for an unknown user are many
    if not any(address in lowered for address in own):
        return False
    called = set(_called_unknown(text))
    return bool(called) and called <= own


def _called_unknown(text: str) -> Iterator[str]:
    """Yield each address that stands nearest to words for an unknown user."""
    # a wrapped line goes on behind the blanks at its beginning
    lines = text.splitlines()[:MOST_LINES]
    before: list[str] = []
    for line in lines:
        if not line.strip():
            continue
        is_field = _FIELD.match(line) is not None
        words = None if is_field else UNKNOWN_USER.search(_without_addresses(line))
        if words:
            address = _nearest(line, words.start(), words.end())
            for earlier in reversed(before[-LINES_BEFORE:]):
                address = address or _last_address(earlier)
            if address:
                yield address
        before.append("" if is_field else line)


def _without_addresses(line: str) -> str:
    """Blank the addresses out, so that a name such as `unknown@mail.example` is no verdict."""
    return ADDRESS.sub(lambda address: "_" * len(address[0]), line)


def _nearest(line: str, start: int, end: int) -> str:
    """Return the address inside or nearest to a part of a line; one before it wins a tie."""
    nearest, least = "", len(line) + 1
    for address in ADDRESS.finditer(line):
        distance = max(start - address.end(), address.start() - end, 0)
        if distance < least:
            nearest, least = address[0].lower(), distance
    return nearest


def _last_address(line: str) -> str:
    addresses = [address[0].lower() for address in ADDRESS.finditer(line)]
    return addresses[-1] if addresses else ""
