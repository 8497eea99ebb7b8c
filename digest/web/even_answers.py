"""Even answers: a form that names an address is answered after the same time for every address.

The work differs: a mail is made for a reader and none for a stranger. A clock would tell the two
apart by some hundredths of a second.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

EVEN_ANSWER_S = 0.2
"""Seconds from a form to its answer; the work for a known address takes a few hundredths."""


@asynccontextmanager
async def no_sooner_than(seconds: float) -> AsyncIterator[None]:
    """Wait at the end of a block until it has taken so long. A block that raises is not held up."""
    clock = asyncio.get_running_loop().time
    until = clock() + seconds
    yield
    left_s = until - clock()
    if left_s > 0:
        await asyncio.sleep(left_s)
