"""Mailboxes that bounces come to: IMAP, Maildir, mbox or a pipe. Nothing is ever deleted: what was understood is marked
seen, what was not is marked seen and flagged, for a person to read."""

from __future__ import annotations

import imaplib
import mailbox
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

from digest.errors import DeliverError


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMail:
    """One unread mail. `key` is what its mailbox knows it by."""

    key: str
    raw: bytes


class Inbox(Protocol):
    """A mailbox with unread mail."""

    def unread(self) -> Iterator[IncomingMail]: ...

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        """Mark it, so that it is not read again. Settle after what it says is stored: a crash reads it twice."""
        ...


@contextmanager
def open_inbox(
    where: str, *, password: str = "", timeout_s: float = 30.0, ca_file: str = ""
) -> Iterator[Inbox]:
    """Open `maildir:PATH`, `mbox:PATH`, `imaps://user@host[:port]/FOLDER` or `-` for one mail on standard input.

    Raises DeliverError when it cannot be opened.
    """
    scheme, _, rest = where.partition(":")
    if where == "-":
        yield PipeInbox(sys.stdin.buffer)
    elif scheme == "maildir":
        yield FolderInbox(mailbox.Maildir(_existing(rest), create=False))
    elif scheme == "mbox":
        folder = mailbox.mbox(_existing(rest), create=False)
        folder.lock()
        try:
            yield FolderInbox(folder)
        finally:
            folder.close()
    elif scheme == "imaps":
        yield from _imap(where, password, timeout_s, ca_file)
    else:
        raise DeliverError(
            "no such kind of mailbox", subject=where, hint="use maildir:, mbox:, imaps:// or -"
        )


class PipeInbox:
    """The one mail that a mail server pipes in. What is not understood makes the caller exit non-zero."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def unread(self) -> Iterator[IncomingMail]:
        raw = self._stream.read()
        if raw:
            yield IncomingMail(key="stdin", raw=raw)

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        """The mail server keeps what was piped."""


class FolderInbox:
    """A Maildir or mbox."""

    def __init__(self, folder: mailbox.Maildir | mailbox.mbox) -> None:
        self._folder = folder

    def unread(self) -> Iterator[IncomingMail]:
        for key in list(self._folder.keys()):
            message = self._folder.get_message(key)
            flags = message.get_flags()
            if not set("SRF") & set(flags):
                yield IncomingMail(key=str(key), raw=self._folder.get_bytes(key))

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        flags = ("" if understood else "F") + (
            "S" if isinstance(self._folder, mailbox.Maildir) else "R"
        )
        key = mail.key if isinstance(self._folder, mailbox.Maildir) else int(mail.key)
        message = self._folder.get_message(key)  # type: ignore[arg-type]
        for flag in flags:
            message.add_flag(flag)
        if isinstance(message, mailbox.MaildirMessage):
            message.set_subdir("cur")
        self._folder[key] = message  # type: ignore[index]
        self._folder.flush()


class ImapInbox:
    """A folder of an IMAP account."""

    def __init__(self, connection: imaplib.IMAP4, folder: str) -> None:
        self._connection = connection
        answer, detail = connection.select(f'"{folder}"')
        if answer != "OK":
            raise DeliverError("no such IMAP folder", subject=folder, hint=_said(detail))

    def unread(self) -> Iterator[IncomingMail]:
        _, found = self._connection.uid("SEARCH", "UNSEEN UNFLAGGED UNDELETED")
        for uid in (found[0] or b"").decode().split():
            _, answer = self._connection.uid("FETCH", uid, "(BODY.PEEK[])")
            raw = next((part[1] for part in answer if isinstance(part, tuple)), None)
            if raw is not None:
                yield IncomingMail(key=uid, raw=raw)

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        flags = r"(\Seen)" if understood else r"(\Seen \Flagged)"
        self._connection.uid("STORE", mail.key, "+FLAGS.SILENT", flags)


def _imap(where: str, password: str, timeout_s: float, ca_file: str) -> Iterator[ImapInbox]:
    address = urlsplit(where)
    try:
        context = ssl.create_default_context(cafile=ca_file or None)
        connection = imaplib.IMAP4_SSL(
            address.hostname or "", address.port or 993, ssl_context=context, timeout=timeout_s
        )
    except OSError as error:
        raise DeliverError(
            "cannot connect to the mailbox", subject=where, hint=str(error)
        ) from error
    try:
        connection.login(unquote(address.username or ""), password)
        yield ImapInbox(connection, unquote(address.path.strip("/")) or "INBOX")
    except imaplib.IMAP4.error as error:
        raise DeliverError("the mailbox refused", subject=where, hint=str(error)) from error
    finally:
        connection.shutdown()


def _existing(path: str) -> Path:
    if not Path(path).exists():
        raise DeliverError(
            "no such mailbox", subject=path, hint="give the path of a Maildir or mbox that exists"
        )
    return Path(path)


def _said(detail: list[bytes | None] | list[object]) -> str:
    return " ".join(part.decode("utf-8", "replace") for part in detail if isinstance(part, bytes))
