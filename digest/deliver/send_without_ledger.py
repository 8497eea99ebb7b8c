"""Some messages handed over outside any ledger: a test mail, a dry run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

from digest.models import Message, Outcome
from digest.protocols import Transport


def send_outright(messages: Iterable[Message], transport: Transport) -> list[Outcome]:
    """Hand some messages over at once, and close the transport."""

    async def each() -> AsyncIterator[Message]:
        for message in messages:
            yield message

    async def stored() -> None:
        """Nothing is kept of them."""

    async def run() -> list[Outcome]:
        try:
            return [
                outcome async for outcome in transport.hand_over(each(), handing=lambda _: stored)
            ]
        finally:
            await transport.close()

    return asyncio.run(run())
