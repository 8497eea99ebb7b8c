"""Studio watch: tells an open page of each change of the operator's files and of the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from watchfiles import awatch

LOOK_EVERY_MS = 200
"""Milliseconds between two looks at the database and at the page: an edit shows in a second."""

BURST_MS = 100
"""Files that are written within so many milliseconds are one change; no later file prolongs it."""

DATABASE_JOURNALS = ("-wal", "-shm", "-journal")
"""Ends of the names of the files that SQLite keeps beside its database."""


async def changes(
    folders: Sequence[Path],
    revision: Callable[[], object],
    is_gone: Callable[[], Awaitable[bool]],
) -> AsyncIterator[bool]:
    """Yield False when the watch is on, then True for each change, until the page is gone.

    A change is one of a file under `folders`, or another value of `revision()`. The files of the
    database are none: of its many writes, only those that `revision` knows concern the page.
    """
    stop = asyncio.Event()
    watching = awatch(
        *folders,
        stop_event=stop,
        debounce=BURST_MS,
        rust_timeout=LOOK_EVERY_MS,
        yield_on_timeout=True,
    )
    # the first step registers the folders: a change right after the start must not be missed
    step = asyncio.ensure_future(anext(watching))
    await asyncio.sleep(0)
    try:
        known = await run_in_threadpool(revision)
        yield False
        # a closed tab would otherwise keep a watcher for ever
        while not await is_gone():
            changed_files = await step
            step = asyncio.ensure_future(anext(watching))
            before, known = known, await run_in_threadpool(revision)
            if known != before or _has_own_file(path for _, path in changed_files):
                yield True
    except StopAsyncIteration:
        # the watch ends with the server
        return
    finally:
        stop.set()
        # `stop` ends the watching thread, `cancel` the wait for it
        step.cancel()


def _has_own_file(paths: Iterable[str]) -> bool:
    """Tell if one of these files is the operator's, and no part of a database."""
    for path in paths:
        is_journal = path.endswith(DATABASE_JOURNALS)
        # while it is open, a database has its journal beside it
        is_database = any(Path(path + end).exists() for end in DATABASE_JOURNALS)
        if not (is_journal or is_database):
            return True
    return False
