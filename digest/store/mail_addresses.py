"""Mail addresses: one written form to send to, and one key by which an address is known again."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

import idna

from digest.errors import UseError

MAX_ADDRESS = 254
"""RFC 5321 section 4.5.3.1.3, less the angle brackets."""


def normal_address(email: str) -> str:
    """The address as it is stored: NFC, without outer space, the domain lower case and ASCII (IDNA).

    The local part keeps its case, which only its own server may judge. Raises UseError for what is no address.
    """
    local, at, domain = unicodedata.normalize("NFC", email).strip().rpartition("@")
    if not at or not local or not domain:
        raise UseError(
            "not a mail address", subject=email.strip(), hint="it needs a name, an @ and a domain"
        )
    if any(ord(character) <= 32 or character in '<>()[],;:\\"\x7f' for character in local):
        raise UseError(
            "not a mail address",
            subject=email.strip(),
            hint="there is a character that does not belong",
        )
    address = f"{local}@{_ascii_domain(domain, email)}"
    if len(address) > MAX_ADDRESS or len(local.encode()) > 64:
        raise UseError("this mail address is too long", subject=address)
    return address


def address_hash(email: str, *, key: bytes) -> str:
    """The keyed hash of an address: equal for all its spellings, and worth nothing without the key."""
    try:
        known_as = normal_address(email).casefold()
    except UseError:
        known_as = email.strip().casefold()
    return hmac.new(key, known_as.encode(), hashlib.sha256).hexdigest()[:40]


def _ascii_domain(domain: str, email: str) -> str:
    domain = domain.rstrip(".").lower()
    if not domain.isascii():
        try:
            domain = idna.encode(domain, uts46=True).decode("ascii").rstrip(".")
        except idna.IDNAError as error:
            raise UseError(
                "not a mail address", subject=email.strip(), hint=f"the domain: {error}"
            ) from error
    labels = domain.split(".")
    if (len(labels) > 1 or domain == "localhost") and all(_is_label(label) for label in labels):
        return domain
    raise UseError(
        "not a mail address", subject=email.strip(), hint="the part after the @ is not a domain"
    )


def _is_label(label: str) -> bool:
    plain = label.replace("-", "").replace("_", "")
    return (
        0 < len(label) <= 63
        and plain.isalnum()
        and not label.startswith("-")
        and not label.endswith("-")
    )
