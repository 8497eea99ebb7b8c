"""MaildirTransport: writes each message into a Maildir instead of sending it."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from digest.errors import RelayError
from digest.models import CheckResult, DeliveryState, Message, Outcome, Reply
from digest.protocols import Handing

if TYPE_CHECKING:
    from digest.config import Relay

_UNSAFE_IN_A_FILE_NAME = re.compile(r"[^A-Za-z0-9.@_-]")


class MaildirOptions(BaseModel):
    """The keys that only a relay of kind `maildir` has."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    folder: Path = Field(description="The Maildir that each message is written into.")


def maildir_transport(relay: Relay) -> MaildirTransport:
    """Build the transport of a relay of kind `maildir`."""
    if not isinstance(relay.options, MaildirOptions):
        raise RelayError(
            "has no folder",
            subject=f"relay {relay.name}",
            hint="name the Maildir under folder:",
        )
    return MaildirTransport(relay.options.folder, relay_name=relay.name)


class MaildirTransport:
    """A Transport that delivers to `folder/new`.

    A message of the same issue and subscriber replaces the earlier one.
    """

    def __init__(self, folder: Path, *, relay_name: str = "maildir") -> None:
        self._folder = folder
        self._relay_name = relay_name
        for subfolder in ("tmp", "new", "cur"):
            (folder / subfolder).mkdir(parents=True, exist_ok=True)

    async def hand_over(
        self, messages: AsyncIterator[Message], *, handing: Handing
    ) -> AsyncIterator[Outcome]:
        """Write each message; see protocols.Transport."""
        async for message in messages:
            await handing([message])()
            yield self._delivered(message)

    def abort(self) -> None:
        """Do nothing: each message is written in one step."""

    async def diagnose(self) -> Sequence[CheckResult]:
        """Say whether the folder can be written."""
        subject = f"relay {self._relay_name}"
        # the folder in which a message must appear
        if os.access(self._folder / "new", os.W_OK):
            finding = f"the Maildir {self._folder} can be written"
            return [CheckResult(subject=subject, ok=True, finding=finding)]
        finding = f"the Maildir {self._folder} cannot be written"
        advice = "give the user that runs the sender the right to write"
        return [CheckResult(subject=subject, ok=False, finding=finding, advice=advice)]

    async def close(self) -> None:
        """Do nothing: no file stays open."""

    def _delivered(self, message: Message) -> Outcome:
        wanted = f"{message.issue_id}.{message.subscriber_id}"
        name = _UNSAFE_IN_A_FILE_NAME.sub("_", wanted) + ".eml"
        # written to tmp and moved: a reader of the Maildir never sees half a message
        draft = self._folder / "tmp" / name
        draft.write_bytes(message.content)
        os.replace(draft, self._folder / "new" / name)
        reply = Reply(code=250, enhanced="2.0.0", text="written to the Maildir", queue_id=name)
        return Outcome(
            issue_id=message.issue_id,
            subscriber_id=message.subscriber_id,
            state=DeliveryState.ACCEPTED,
            reply=reply,
            relay=self._relay_name,
        )
