"""Mailboxes that are files of this machine: Maildir and mbox."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.deliver.channel_access import ChannelAccess
from digest.errors import DeliverError
from digest.protocols import IncomingMail, ReturnChannel

# Seen, replied (answered) and flagged: a mail that bears one of these was read before.
_SETTLED_FLAGS = frozenset("SRF")

_FLAGGED = "F"


@contextmanager
def open_maildir(access: ChannelAccess) -> Iterator[ReturnChannel]:
    """Open `maildir:PATH`; a mail that was read is marked as seen."""
    yield FolderChannel(mailbox.Maildir(_existing(access.path), create=False), read_flag="S")


@contextmanager
def open_mbox(access: ChannelAccess) -> Iterator[ReturnChannel]:
    """Open and lock `mbox:PATH`; a mail that was read is marked as answered."""
    folder = mailbox.mbox(_existing(access.path), create=False)
    folder.lock()
    try:
        # every mail of an mbox that another program opened is "seen", so that flag tells little
        yield FolderChannel(folder, read_flag="R")
    finally:
        folder.close()


class FolderChannel:
    """A ReturnChannel over a folder of Python's `mailbox` module."""

    def __init__(self, folder: mailbox.Maildir | mailbox.mbox, *, read_flag: str) -> None:
        self._folder = folder
        self._read_flag = read_flag
        self._keys: dict[str, int | str] = {}

    def unread(self) -> Iterator[IncomingMail]:
        """Yield each mail that bears no flag of a settled one."""
        for key in list(self._folder.keys()):
            flags = self._folder.get_message(key).get_flags()
            if _SETTLED_FLAGS.isdisjoint(flags):
                self._keys[str(key)] = key
                yield IncomingMail(key=str(key), raw=self._folder.get_bytes(key))

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        """Set the flags of a mail that was read; one that is not understood is flagged as well."""
        key = self._keys[mail.key]
        message = self._folder.get_message(key)  # type: ignore[arg-type]
        message.add_flag(self._read_flag)
        if not understood:
            message.add_flag(_FLAGGED)
        if isinstance(message, mailbox.MaildirMessage):
            message.set_subdir("cur")
        self._folder[key] = message  # type: ignore[index]
        self._folder.flush()


def _existing(path: str) -> Path:
    if not Path(path).exists():
        raise DeliverError(
            "no such mailbox", subject=path, hint="give the path of a Maildir or mbox that exists"
        )
    return Path(path)
