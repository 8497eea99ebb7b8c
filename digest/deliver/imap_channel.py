"""A folder of an IMAP account, over TLS."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from digest.deliver.channel_access import ChannelAccess
from digest.errors import DeliverError
from digest.protocols import IncomingMail, ReturnChannel

IMAPS_PORT = 993


@contextmanager
def open_imap(access: ChannelAccess) -> Iterator[ReturnChannel]:
    """Log in to `imaps://user@host[:port]/FOLDER` and select the folder."""
    address = urlsplit(access.address)
    try:
        context = ssl.create_default_context(cafile=access.ca_file or None)
        connection = imaplib.IMAP4_SSL(
            address.hostname or "",
            address.port or IMAPS_PORT,
            ssl_context=context,
            timeout=access.timeout_s,
        )
    except OSError as error:
        raise DeliverError(
            "cannot connect to the mailbox", subject=access.address, hint=str(error)
        ) from error
    try:
        connection.login(unquote(address.username or ""), access.password)
        yield ImapChannel(connection, unquote(address.path.strip("/")) or "INBOX")
    # raised by the login, and by any command inside the block
    except imaplib.IMAP4.error as error:
        raise DeliverError(
            "the mailbox refused", subject=access.address, hint=str(error)
        ) from error
    finally:
        connection.shutdown()


class ImapChannel:
    """A ReturnChannel over one selected folder."""

    def __init__(self, connection: imaplib.IMAP4, folder: str) -> None:
        self._connection = connection
        answer, detail = connection.select(f'"{folder}"')
        if answer != "OK":
            raise DeliverError("no such IMAP folder", subject=folder, hint=_server_text(detail))

    def unread(self) -> Iterator[IncomingMail]:
        """Yield each mail that is neither seen, flagged nor deleted."""
        _, answer = self._connection.uid("SEARCH", "UNSEEN UNFLAGGED UNDELETED")
        for uid in (answer[0] or b"").decode().split():
            # PEEK leaves the mail unseen: settle marks it when its meaning is stored
            _, parts = self._connection.uid("FETCH", uid, "(BODY.PEEK[])")
            for part in parts:
                # a tuple is (description, octets of the mail); the rest is protocol
                if isinstance(part, tuple):
                    yield IncomingMail(key=uid, raw=part[1])
                    break

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        """Mark a mail as seen; one that is not understood is flagged as well."""
        flags = r"(\Seen)" if understood else r"(\Seen \Flagged)"
        self._connection.uid("STORE", mail.key, "+FLAGS.SILENT", flags)


def _server_text(detail: list[bytes | None] | list[object]) -> str:
    texts: list[str] = []
    for part in detail:
        if isinstance(part, bytes):
            texts.append(part.decode("utf-8", "replace"))
    return " ".join(texts)
