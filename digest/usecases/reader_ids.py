"""Ids of readers: random, so that they say nothing of a person and are safe in logs and links."""

from __future__ import annotations

import secrets

ID_BYTES = 9
"""72 bits: of ten million readers two share an id with a chance of one in a hundred million."""


def new_reader_id() -> str:
    """Make an id of twelve letters, digits and underscores.

    >>> len(new_reader_id())
    12
    """
    # no hyphen: an id that begins with one would look like an option on the command line
    return secrets.token_urlsafe(ID_BYTES).replace("-", "x")
