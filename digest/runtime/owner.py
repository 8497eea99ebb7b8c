"""The name under which this process claims slots."""

from __future__ import annotations

import os
import secrets
import socket

_TOKEN = secrets.token_hex(4)
"""Two containers may share a host name and a process number: this word tells them apart."""


def owner_name() -> str:
    """Return a name that no other process has.

    >>> owner_name() == owner_name()
    True
    """
    return f"{socket.gethostname()}:{os.getpid()}:{_TOKEN}"
