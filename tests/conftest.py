"""Fixtures every room shares."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import (
    emptier,
    empty_url,
    migrated_database,
    migrated_file,
    migrated_template,
    open_connections,
    postgres_server,
    sqlite_url,
    store,
    store_url,
)
from hypothesis import settings

__all__ = [
    "emptier",
    "empty_url",
    "migrated_database",
    "migrated_file",
    "migrated_template",
    "open_connections",
    "postgres_server",
    "sqlite_url",
    "store",
    "store_url",
]

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
"""Every run tries the same examples, so that a red run means a change; `explore` finds new ones."""


@pytest.fixture(scope="session", autouse=True)
def cache_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the caches of commands: tests never touch those of the user."""
    folder = tmp_path_factory.getbasetemp()
    # the workers of one run share the folder above theirs, so that one parses for all
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder /= "cache"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of recorded feeds and labelled sets that stands beside the project, or a skip."""
    if not SHARED_DATA.is_dir():
        pytest.skip(
            f"recorded data is not here ({SHARED_DATA.name}/ beside the project is missing)"
        )
    return SHARED_DATA


MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 (pytest makes a private folder there)
MEMORY_BYTES = 2 << 30
"""Free memory that the files of one run fit in, with room to spare."""


def pytest_configure() -> None:
    """Spare each process of the suite what another has done: compiling, and waits for the disk."""
    keep_byte_code()
    keep_folders_in_memory()
    # importing and collecting make objects that stay: the collector would walk them in vain
    gc.disable()


def keep_byte_code() -> None:
    """Write byte code, also in an image that forbids it: else each worker and each command that a
    test starts compiles the product and rewrites the assertions again."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def keep_folders_in_memory() -> None:
    """Keep the folders of tests in memory: each commit of a test would wait for the disk."""
    if "PYTEST_DEBUG_TEMPROOT" in os.environ or not MEMORY_FOLDER.is_dir():
        return
    # the folder of a container is often of 64 MB, and the disk then serves
    if shutil.disk_usage(MEMORY_FOLDER).free >= MEMORY_BYTES:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY_FOLDER)


OBJECTS_A_TURN = 20_000
"""The garbage collector takes a turn after so many new objects, and not after 700."""


def pytest_collection_finish() -> None:
    """Put the items out of the garbage collector's sight, and let it take its turn less often.

    It would walk thousands of items at each turn, while the tests make and drop many objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_A_TURN)
    gc.enable()


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: a test that waits for a server leaves its core to another."""
    return (os.cpu_count() or 1) + 1
