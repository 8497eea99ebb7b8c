"""Header fields as bytes: RFC 2047 words, phrases, addresses and folding, with no way to smuggle a line in. Pure."""

from __future__ import annotations

import base64
import re
import unicodedata

from digest.errors import DeliverError, UseError
from digest.kernel.mail_addresses import normal_address

FOLD_AT = 76
"""Where a line is folded when it can be; 998 is the limit of RFC 5322."""

WORD_BYTES = 42
"""UTF-8 bytes of one encoded word: 56 base64 characters and 12 of frame stay below the 75 of RFC 2047."""

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")


class UnusableAddress(DeliverError):
    """The address of one reader cannot be written into a message; no message is made. Never carries the address."""


def header(name: str, value: str) -> bytes:
    """One field with its CRLF, folded at spaces; `value` is already encoded text."""
    if len(name) + len(value) + 2 <= FOLD_AT:
        return f"{name}: {value}\r\n".encode()
    lines, line = [], f"{name}:"
    for word in value.split(" "):
        if len(line) + 1 + len(word) > FOLD_AT and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += " " + word
    lines.append(line)
    return "\r\n".join(lines).encode() + b"\r\n"


def unstructured(text: str) -> str:
    """Text for Subject and the like: as it is when plain ASCII, else RFC 2047 words."""
    line = one_line(text)
    plain = (
        line.isascii() and "=?" not in line and all(len(word) < FOLD_AT for word in line.split(" "))
    )
    return line if plain else _encoded_words(line)


def phrase(name: str) -> str:
    """A display name: atoms as they are, other ASCII quoted, anything else RFC 2047 words."""
    line = one_line(name)
    if (
        not line.isascii()
        or "=?" in line
        or any(len(word) >= FOLD_AT - 10 for word in line.split(" "))
    ):
        return _encoded_words(line)
    if _ATOMS.fullmatch(line):
        return line
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def mailbox(address: str, name: str = "") -> str:
    """`Name <address>`, or the bare address, which is a `usable_address`."""
    shown = phrase(name)
    return f"{shown} <{address}>" if shown else address


def usable_address(address: str) -> str:
    """Return the address as SMTP takes it, its domain in A-labels. Raise UnusableAddress."""
    try:
        return normal_address(address)
    except UseError:
        # the cause names the address, which no message of ours may carry
        raise UnusableAddress(
            "not a usable mail address", hint="correct or remove the subscriber"
        ) from None


def one_line(text: str) -> str:
    """Text without line breaks, control characters and lone surrogates; white space folded."""
    return " ".join("".join(" " if _is_control(ch) else ch for ch in text).split())


def _is_control(ch: str) -> bool:
    return unicodedata.category(ch) in ("Cc", "Cs", "Zl", "Zp")


def _encoded_words(text: str) -> str:
    words, chunk = [], b""
    for ch in text:
        piece = ch.encode()
        if len(chunk) + len(piece) > WORD_BYTES:
            words.append(chunk)
            chunk = b""
        chunk += piece
    words.append(chunk)
    return " ".join(f"=?utf-8?b?{base64.b64encode(word).decode()}?=" for word in words)
