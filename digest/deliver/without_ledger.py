"""Hand over some messages outside any ledger, for a test mail or a dry run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence

from digest.models import Message, Outcome
from digest.protocols import Transport


def send_without_ledger(messages: Iterable[Message], transport: Transport) -> list[Outcome]:
    """Hand some messages over at once, close the transport, and return the outcomes."""
    return asyncio.run(_hand_over(messages, transport))


async def _hand_over(messages: Iterable[Message], transport: Transport) -> list[Outcome]:
    outcomes: list[Outcome] = []
    try:
        async for outcome in transport.hand_over(_stream(messages), handing=_handing):
            outcomes.append(outcome)
    finally:
        await transport.close()
    return outcomes


async def _stream(messages: Iterable[Message]) -> AsyncIterator[Message]:
    for message in messages:
        yield message


def _handing(messages: Sequence[Message]) -> Callable[[], Awaitable[None]]:  # noqa: ARG001
    return _stored


async def _stored() -> None:
    """Test mails are not recorded in the ledger, so there is no write to wait for."""
