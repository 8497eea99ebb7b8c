"""Say in plain words why a database cannot be used, and what an operator can do about it."""

from __future__ import annotations

import re

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from digest.errors import StoreError

LATER = "the program tries it again with the next step"
DISK_FULL = ("the disk is full", "free some space; the database holds no half-written step")
WENT_AWAY = ("the database went away", LATER)
UNREACHABLE = ("the database cannot be reached", "is PostgreSQL running at that address?")
UNKNOWN_HOST = ("the database's host is unknown", "check storage.url")

# the first pattern that matches the driver's words decides: a narrow one stands above a wide one
_TROUBLES = (
    (
        "database is locked",
        ("the database is busy", "another process holds it; try again, or stop that process"),
    ),
    ("disk is full", DISK_FULL),
    ("no space left", DISK_FULL),
    (
        "disk i/o error",
        (
            "the disk cannot be read or written",
            "look at the disk; the database holds no half-written step",
        ),
    ),
    (
        "unable to open database file",
        ("the database file cannot be opened", "check the path and its permissions"),
    ),
    (
        "readonly database",
        (
            "the database file may not be written",
            "check the owner and permissions of file and folder",
        ),
    ),
    (
        "file is not a database",
        ("this file is not a database", "point storage.url at another file"),
    ),
    (
        "database disk image is malformed",
        ("the database file is damaged", "restore it from a backup"),
    ),
    (
        "password authentication failed",
        ("the database refused the password", "check storage.url"),
    ),
    (
        r"(database|role) \".*\" does not exist",
        ("there is no such database or user", "create it, or check storage.url"),
    ),
    ("connection refused", UNREACHABLE),
    ("could not translate host name", UNKNOWN_HOST),
    ("failed to resolve host", UNKNOWN_HOST),
    ("connection failed", UNREACHABLE),
    ("terminating connection", WENT_AWAY),
    ("server closed the connection", WENT_AWAY),
)


def in_plain_words(error: DBAPIError, url: URL) -> StoreError:
    """Turn an error of the driver into a StoreError that shows no password."""
    words = str(error.orig).strip()
    for pattern, (message, hint) in _TROUBLES:
        if re.search(pattern, words.lower()):
            return StoreError(message, subject=shown(url), hint=hint)
    # behind the known words: a server that shuts down says so itself
    if error.connection_invalidated:
        return StoreError(WENT_AWAY[0], subject=shown(url), hint=LATER)
    # the lines below hold the statement, and so the addresses of readers
    first_line = words.splitlines()[0] if words else type(error.orig).__name__
    return StoreError(f"the database said: {first_line}", subject=shown(url))


def shown(url: URL) -> str:
    """Write the address of a database without its password.

    >>> from sqlalchemy import make_url
    >>> shown(make_url("postgresql://digest:secret@db.example/news"))
    'postgresql://digest:***@db.example/news'
    """
    return url.render_as_string(hide_password=True)
