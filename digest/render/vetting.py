"""Vet what feeds and editors write: text becomes one clean line, an address one that a reader may be sent to."""

from __future__ import annotations

import re
import unicodedata

from digest.kernel.links import reader_link
from digest.text import without_overrides

SLOT_HOST = "slot.invalid"
"""What every `Slot` holds."""
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]")
_LANGUAGE_TAG = re.compile("[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8}){0,4}")
_JOINERS = re.compile("[\u200c\u200d]{2,}")


def clean(text: str) -> str:
    """Text as one line: no control, override or invisible characters; joiners of Arabic and Indic scripts stay.

    What reads like a reader's slot is broken up, or delivery would fill it with that reader's own link.
    """
    kept = _JOINERS.sub("", _INVISIBLE.sub("", without_overrides(text)))
    line = " ".join("".join(_visible(character) for character in kept).split())
    return line.replace(SLOT_HOST, SLOT_HOST.replace(".", " "))


def web_address(url: str) -> str:
    """Return the address when a reader may open it, else "". The address of a slot is refused."""
    if SLOT_HOST in url:
        return ""
    return reader_link(url)


def language_tag(tag: str) -> str:
    """The tag as BCP 47 writes it when it has that form (`fr-CA`), else an empty string: feeds say anything there."""
    tag = tag.strip().replace("_", "-")
    return tag if _LANGUAGE_TAG.fullmatch(tag) else ""


def _visible(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if kind in ("Cs", "Cn", "Co") else character
