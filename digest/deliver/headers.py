"""Header fields as bytes: RFC 2047 words, phrases, addresses and folding. Pure.

No text can smuggle a line or a field into a header.
"""

from __future__ import annotations

import base64
import re
import unicodedata

from digest.errors import DeliverError, UseError
from digest.kernel.mail_addresses import normal_address

FOLD_AT = 76
"""A line is folded at this many characters when it can be; 998 is the limit of RFC 5322."""

WORD_BYTES = 42
"""UTF-8 bytes of one encoded word: 56 base64 characters and 12 of frame make 68, where RFC 2047
allows 75."""

# A longer word of a display name is encoded, so that the line can be folded inside it.
_LONGEST_ATOM = FOLD_AT - 10

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
# Control characters, lone surrogates, and separators of lines and paragraphs.
_CONTROL_CATEGORIES = ("Cc", "Cs", "Zl", "Zp")


class UnusableAddress(DeliverError):
    """The address of one subscriber cannot stand in a message. Never carries the address."""


def header(name: str, value: str) -> bytes:
    """Return one field with its CRLF, folded at spaces; `value` is already encoded text.

    >>> header("Subject", "Good morning")
    b'Subject: Good morning\\r\\n'
    """
    if len(name) + len(value) + 2 <= FOLD_AT:
        return f"{name}: {value}\r\n".encode()
    lines: list[str] = []
    line = f"{name}:"
    for word in value.split(" "):
        # folded at blanks only: a word that is longer than a line stays whole
        is_full = len(line) + 1 + len(word) > FOLD_AT
        if is_full and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += " " + word
    lines.append(line)
    return "\r\n".join(lines).encode() + b"\r\n"


def unstructured(text: str) -> str:
    """Return text for Subject and the like: plain ASCII as it is, other text in RFC 2047 words.

    >>> unstructured("Ölpreis")
    '=?utf-8?b?w5ZscHJlaXM=?='
    """
    line = one_line(text)
    if _is_plain(line, longest_word=FOLD_AT - 1):
        return line
    return _encoded_words(line)


def phrase(name: str) -> str:
    """Return a display name: atoms as they are, other ASCII quoted, other text in RFC 2047 words.

    >>> phrase('Noor "N." Haddad')
    '"Noor \\\\"N.\\\\" Haddad"'
    """
    line = one_line(name)
    if not _is_plain(line, longest_word=_LONGEST_ATOM - 1):
        return _encoded_words(line)
    if _ATOMS.fullmatch(line):
        return line
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def mailbox(address: str, name: str = "") -> str:
    """Return `Name <address>`, or the bare address. The address is a `usable_address`."""
    shown = phrase(name)
    if not shown:
        return address
    return f"{shown} <{address}>"


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
    """Return text without line breaks, control characters and lone surrogates.

    White space is folded.

    >>> one_line("one\\r\\nBcc: two")
    'one Bcc: two'
    """
    characters: list[str] = []
    for character in text:
        if unicodedata.category(character) in _CONTROL_CATEGORIES:
            character = " "
        characters.append(character)
    return " ".join("".join(characters).split())


def _is_plain(line: str, *, longest_word: int) -> bool:
    if not line.isascii() or "=?" in line:
        return False
    longest = max(line.split(" "), key=len)
    return len(longest) <= longest_word


def _encoded_words(text: str) -> str:
    """Encode in words of whole characters, so that each word can be decoded alone."""
    words: list[str] = []
    chunk = b""
    for character in text:
        # by characters: a word that ends inside one cannot be read (RFC 2047)
        octets = character.encode()
        if len(chunk) + len(octets) > WORD_BYTES:
            words.append(_encoded_word(chunk))
            chunk = b""
        chunk += octets
    words.append(_encoded_word(chunk))
    return " ".join(words)


def _encoded_word(octets: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(octets).decode()}?="
