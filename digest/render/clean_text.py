"""Clean what feeds and editors write: a text becomes one line, an address is safe to open."""

from __future__ import annotations

import re
import unicodedata

from digest.kernel.links import reader_link
from digest.text import without_overrides

# The host name that every `Slot` holds.
SLOT_HOST = "slot.invalid"

_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]")
_LANGUAGE_TAG = re.compile("[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8}){0,4}")
_JOINERS = re.compile("[\u200c\u200d]{2,}")
# Unicode categories that end a line or control a terminal: a space takes their place.
_BREAKS = ("Cc", "Zl", "Zp")
# Unicode categories without a picture in any font: surrogates, unassigned, private use.
_UNPRINTABLE = ("Cs", "Cn", "Co")


def clean(text: str) -> str:
    """Return a text as one line without control, override or invisible characters.

    The single joiners of Arabic and Indic scripts stay. A text that reads like a subscriber's slot
    is broken up, because delivery would fill it with that subscriber's own link.

    >>> clean("Two\\u200b  lines\\nof news")
    'Two lines of news'
    """
    # most texts: Python calls printable what has none of the characters below, joiners included
    if text.isprintable():
        return _without_slot(" ".join(text.split()))
    # one joiner belongs to the script; several in a row only hide something
    visible = _JOINERS.sub("", _INVISIBLE.sub("", without_overrides(text)))
    # split and join folds every kind of white space into one space
    line = " ".join("".join(map(_printable, visible)).split())
    return _without_slot(line)


def web_address(url: str) -> str:
    """Return the address when a subscriber may open it, else ""; the address of a slot is refused.

    >>> web_address("https://courier.example/a b")
    'https://courier.example/a%20b'
    >>> web_address("javascript:alert(1)")
    ''
    """
    if SLOT_HOST in url:
        return ""
    return reader_link(url)


def language_tag(tag: str) -> str:
    """Return a tag as BCP 47 writes it when it has that form, else "": feeds write anything there.

    >>> language_tag(" fr_CA ")
    'fr-CA'
    >>> language_tag('en" onload="x')
    ''
    """
    tag = tag.strip().replace("_", "-")
    if _LANGUAGE_TAG.fullmatch(tag):
        return tag
    return ""


def _without_slot(line: str) -> str:
    return line.replace(SLOT_HOST, SLOT_HOST.replace(".", " "))


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category in _BREAKS:
        return " "
    if category in _UNPRINTABLE:
        return ""
    return character
