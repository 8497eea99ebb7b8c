"""The ways by which mail comes back. To add one, write it in a file and add one line here.

A channel is named by an address such as `maildir:PATH`; the word before the colon is its kind.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from pydantic import BaseModel

from digest.deliver.channel_access import ChannelAccess
from digest.errors import DeliverError
from digest.kernel.registry import Kind, Registry
from digest.protocols import ReturnChannel

PIPE = "-"
"""The short address of the kind `pipe`: one mail on standard input."""

OpenChannel = Callable[[ChannelAccess], AbstractContextManager[ReturnChannel]]
"""Opens the channel of an address; raises DeliverError when that fails."""


# each channel is imported when it is opened: every command that reads the configuration asks for
# the names of the kinds
def _open_imap(access: ChannelAccess) -> AbstractContextManager[ReturnChannel]:
    from digest.deliver.imap_channel import open_imap

    return open_imap(access)


def _open_maildir(access: ChannelAccess) -> AbstractContextManager[ReturnChannel]:
    from digest.deliver.folder_channels import open_maildir

    return open_maildir(access)


def _open_mbox(access: ChannelAccess) -> AbstractContextManager[ReturnChannel]:
    from digest.deliver.folder_channels import open_mbox

    return open_mbox(access)


def _open_pipe(access: ChannelAccess) -> AbstractContextManager[ReturnChannel]:
    from digest.deliver.pipe_channel import open_pipe

    return open_pipe(access)


RETURN_CHANNELS: Registry[OpenChannel] = Registry(
    "return channel",
    [
        Kind(name="imaps", make=_open_imap),
        Kind(name="maildir", make=_open_maildir),
        Kind(name="mbox", make=_open_mbox),
        Kind(name="pipe", make=_open_pipe),
    ],
)


def open_return_channel(
    address: str,
    *,
    password: str = "",
    timeout_s: float = 30.0,
    ca_file: str = "",
    options: BaseModel | None = None,
    channels: Registry[OpenChannel] = RETURN_CHANNELS,
) -> AbstractContextManager[ReturnChannel]:
    """Open `imaps://user@host[:port]/FOLDER`, `maildir:PATH`, `mbox:PATH` or `-` (a pipe).

    Raises DeliverError when the kind is unknown, and, on entering, when it cannot be opened.
    """
    kind = address.partition(":")[0]
    if address == PIPE:
        kind = "pipe"
    # the error names addresses, which operators write, and no kinds
    if kind not in channels:
        raise DeliverError(
            "no such kind of mailbox", subject=address, hint="use maildir:, mbox:, imaps:// or -"
        )
    access = ChannelAccess(
        address=address, password=password, timeout_s=timeout_s, ca_file=ca_file, options=options
    )
    return channels[kind].make(access)
