"""MaildirTransport: writes each message into a Maildir instead of sending it, for dry runs and the demo."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

from digest.models import DeliveryState, Message, Outcome, Reply
from digest.protocols import Handing


class MaildirTransport:
    """A Transport that delivers to `folder/new`. A message of the same issue and reader replaces the earlier one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for part in ("tmp", "new", "cur"):
            (folder / part).mkdir(parents=True, exist_ok=True)

    async def hand_over(
        self, messages: AsyncIterator[Message], *, handing: Handing
    ) -> AsyncIterator[Outcome]:
        """See protocols.Transport."""
        async for message in messages:
            await handing([message])()
            name = (
                re.sub(r"[^A-Za-z0-9.@_-]", "_", f"{message.issue_id}.{message.subscriber_id}")
                + ".eml"
            )
            draft = self._folder / "tmp" / name
            draft.write_bytes(message.content)
            os.replace(draft, self._folder / "new" / name)
            yield Outcome(
                issue_id=message.issue_id,
                subscriber_id=message.subscriber_id,
                state=DeliveryState.ACCEPTED,
                reply=Reply(
                    code=250, enhanced="2.0.0", text="written to the Maildir", queue_id=name
                ),
                relay="maildir",
            )

    async def close(self) -> None:
        """Nothing to close."""
