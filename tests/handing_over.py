"""Runs a transport as the sender does, for tests that look at one conversation."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence

from digest.models import Message, Outcome
from digest.protocols import Transport

Announced = Callable[[Sequence[Message]], Callable[[], None]]


def hand_over(
    transport: Transport,
    messages: Iterable[Message],
    *,
    handing: Announced = lambda _: lambda: None,
    on_outcome: Callable[[Outcome], object] = lambda _: None,
) -> list[Outcome]:
    """Hand over, tell `on_outcome` of each as it comes, and close."""

    async def each() -> AsyncIterator[Message]:
        for message in messages:
            yield message

    def announced(going: Sequence[Message]) -> Callable[[], Awaitable[None]]:
        store = handing(going)

        async def stored() -> None:
            store()

        return stored

    async def run() -> list[Outcome]:
        outcomes = []
        async for outcome in transport.hand_over(each(), handing=announced):
            on_outcome(outcome)
            outcomes.append(outcome)
        return outcomes

    async def run_and_close() -> list[Outcome]:
        try:
            return await run()
        finally:
            await transport.close()

    return asyncio.run(run_and_close())
