"""Ids of readers: random, so that they say nothing of a person and are safe in logs and links."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

ID_BYTES = 9
"""72 bits: of ten million readers two share an id with a chance of one in a hundred million."""

NEIGHBOURS = 1000
"""So many ids in turn begin alike: as many as an import stores in one transaction."""


def new_reader_id() -> str:
    """Make an id of twelve letters, digits and underscores.

    >>> len(new_reader_id())
    12
    """
    # no hyphen: an id that begins with one would look like an option on the command line
    return secrets.token_urlsafe(ID_BYTES).replace("-", "x")


def neighbouring_ids() -> Iterator[str]:
    """Make ids without end, a thousand in turn with one random beginning.

    A database keeps its indexes in the order of the ids. Rows of neighbours lie together there, so
    that each transaction of a large import changes few pages.
    """
    while True:
        beginning = new_reader_id()[0]
        for _ in range(NEIGHBOURS):
            yield beginning + new_reader_id()[1:]
