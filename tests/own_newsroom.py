"""The shipped newsroom as it is, and with the postal address that each newsroom needs to send."""

from __future__ import annotations

import fcntl
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

from digest.config import Config, load_config, shipped_config


@cache  # its nouns are frozen, and reading the files takes a second
def shipped_newsroom() -> Config:
    # the cache of the run, where it is known already: its processes share what one has parsed
    folder = os.environ.get("XDG_CACHE_HOME", "")
    env = {"XDG_CACHE_HOME": folder}
    if not Path(folder).is_dir():
        return load_config(shipped_config(), env=env)
    with Path(folder, "shipped.lock").open("w") as lock:
        # two workers that begin at once would both parse: the second waits for the cache instead
        fcntl.flock(lock, fcntl.LOCK_EX)
        return load_config(shipped_config(), env=env)


@cache
def own_newsroom() -> Config:
    shipped = shipped_newsroom()
    publication = replace(shipped.settings.publication, postal_address="1 Test Street, Nicosia")
    return replace(shipped, settings=replace(shipped.settings, publication=publication))
