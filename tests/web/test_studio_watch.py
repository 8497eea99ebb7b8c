"""The watch of the studio: files of the operator are changes, files of the database are none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.web.studio_watch import changes


async def stays() -> bool:
    return False


def first_change_of(
    folder: Path, revision: Callable[[], object], *, begin: Callable[[], object]
) -> None:
    """Wait for the first change after `begin`, which runs once the watch is on."""

    async def wait() -> None:
        watch = changes([folder], revision, stays)
        assert await anext(watch) is False
        begin()
        assert await anext(watch) is True
        await watch.aclose()

    asyncio.run(asyncio.wait_for(wait(), timeout=20))


@pytest.mark.parametrize("name", ["newsletters/briefing.yaml", "parts/lead.mjml.j2", "sun.png"])
def test_a_file_of_the_operator_is_a_change(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    first_change_of(tmp_path, lambda: 1, begin=lambda: file.write_text("a: 1\n", "utf-8"))


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_a_write_of_the_database_is_no_change_by_itself(tmp_path: Path, end: str) -> None:
    for name in ("desk.sqlite", "desk.sqlite-wal"):
        (tmp_path / name).write_bytes(b"")
    looks, edits = list[int](), list[int]()

    def revision() -> int:
        looks.append(1)
        # some looks behind the write, a person edits the issue
        if len(looks) == 5:
            edits.append(1)
        return len(edits)

    first_change_of(
        tmp_path, revision, begin=lambda: (tmp_path / f"desk.sqlite{end}").write_bytes(b"row")
    )
    # the change that came is the edit
    assert edits == [1]


def test_the_watch_ends_when_the_page_is_gone(tmp_path: Path) -> None:
    async def is_gone() -> bool:
        return True

    async def seen() -> list[bool]:
        return [change async for change in changes([tmp_path], lambda: 1, is_gone)]

    assert asyncio.run(asyncio.wait_for(seen(), timeout=20)) == [False]
