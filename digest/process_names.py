"""Name this process so that no other process shares the name, and tell when a named one ended.

A host name and a process number are not enough: two containers of one host name both run a process
number 1, and a machine that starts again uses the same numbers again.
"""

from __future__ import annotations

import os
import secrets
import socket
import sys
from functools import cache
from pathlib import Path

PARTS = 4
"""Machine, process number, time of start and a random token stand in a name, with `/` between."""

TOKEN_BYTES = 6
"""Randomness of a name: two processes that are alike in all else still differ."""

# Place of the start time in /proc/PID/stat, counted from the word behind the command (proc(5)).
_START_FIELD = 19


def this_process() -> str:
    """Name this process: the same at each call, and of no other process.

    >>> this_process() == this_process()
    True
    """
    return _name_of(os.getpid())


def has_ended(name: str) -> bool:
    """Tell whether the named process ran on this machine and has ended.

    False where that cannot be known from here: the process ran on another machine or in another
    container, or the system is Windows, where asking after a process would end it.

    >>> has_ended(this_process())
    False
    """
    parts = name.split("/")
    if len(parts) < PARTS or sys.platform == "win32":
        return False
    machine, number, start = parts[:3]
    if machine != _machine() or not number.isdecimal():
        return False
    if not _runs(int(number)):
        return True
    return start != _start_of(int(number))


@cache
def _name_of(number: int) -> str:
    """A process that was forked has another number, and so another name than its parent."""
    token = secrets.token_hex(TOKEN_BYTES)
    return "/".join((_machine(), str(number), _start_of(number), token))


@cache
def _machine() -> str:
    """This start of this machine, and under Linux the container: each has its own numbers."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        namespace = os.stat("/proc/self/ns/pid").st_ino
    except OSError:
        return socket.gethostname().replace("/", "-")
    return f"{boot}-{namespace}"


def _start_of(number: int) -> str:
    """The time at which a process started, in clock ticks since the machine did; "" if unknown."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # the command stands in parentheses and may itself contain blanks and parentheses
    words = stat.rpartition(")")[2].split()
    if words[0] == "Z":  # it ended, and its parent has not asked after it yet
        return ""
    return words[_START_FIELD]


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, and belongs to another user
        return True
    return True
