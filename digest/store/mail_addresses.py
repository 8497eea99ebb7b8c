"""The keyed hash by which the store knows a mail address again."""

from __future__ import annotations

import hashlib
import hmac

from digest.errors import UseError
from digest.kernel.mail_addresses import normal_address

HASH_CHARS = 40
"""160 bits of HMAC-SHA256: two addresses never share a hash by chance."""


def address_hash(email: str, *, key: bytes) -> str:
    """Return the keyed hash of an address: equal for all its spellings, worthless without the key.

    >>> address_hash("Ann@mail.example", key=b"k") == address_hash("ann@MAIL.example", key=b"k")
    True
    """
    try:
        known_as = normal_address(email).casefold()
    except UseError:
        # an address that an older version stored must still be found, to be suppressed
        known_as = email.strip().casefold()
    return hmac.new(key, known_as.encode(), hashlib.sha256).hexdigest()[:HASH_CHARS]
