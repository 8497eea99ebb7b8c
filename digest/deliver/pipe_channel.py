"""The one mail that a mail server pipes in, on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from digest.deliver.channel_access import ChannelAccess
from digest.protocols import IncomingMail, ReturnChannel


@contextmanager
def open_pipe(access: ChannelAccess) -> Iterator[ReturnChannel]:  # noqa: ARG001 - one shape for all
    """Read the mail from standard input."""
    yield PipeChannel(sys.stdin.buffer)


class PipeChannel:
    """A ReturnChannel that holds the one mail of a stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def unread(self) -> Iterator[IncomingMail]:
        """Yield the mail, if the stream is not empty."""
        raw = self._stream.read()
        if raw:
            yield IncomingMail(key="stdin", raw=raw)

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        """Do nothing: a pipe keeps no mail."""
