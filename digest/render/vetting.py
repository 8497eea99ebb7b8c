"""Vet what feeds and editors write: text becomes one clean line, an address one that a reader may be sent to."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from digest.text import without_overrides

MAX_URL = 2000
SLOT_HOST = "slot.invalid"
"""What every `Slot` holds."""
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]")
_ENCODED = {ord(mark): f"%{ord(mark):02X}" for mark in " \"'<>\\`{|}^"}
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
    """The address when it is a plain http(s) one a reader may be sent to, else an empty string."""
    url = url.strip().translate(_ENCODED)
    if len(url) > MAX_URL or not url.isprintable() or SLOT_HOST in url:
        return ""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 (raises on a bad port)
    except ValueError:
        return ""
    plain = (
        parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not parts.username
    )
    return url if plain else ""


def language_tag(tag: str) -> str:
    """The tag as BCP 47 writes it when it has that form (`fr-CA`), else an empty string: feeds say anything there."""
    tag = tag.strip().replace("_", "-")
    return tag if _LANGUAGE_TAG.fullmatch(tag) else ""


def _visible(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if kind in ("Cs", "Cn", "Co") else character
