"""A newsroom's folder → Config: each file is checked, then the files against each other.

All problems are raised at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from digest.config.document_cache import cache_folder, is_right, remember_right
from digest.config.file_names import FOLDERS
from digest.config.folder_reading import BUILT_IN, FolderReading
from digest.config.kinds import Kinds
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.config.settings import Config
    from digest.models import Alias, Topic


def load_config(folder: Path, *, env: Mapping[str, str], kinds: Kinds = BUILT_IN) -> Config:
    """Read and check every file of a newsroom.

    `env` holds the secrets, and names the place of the cache of parsed files (`HOME`). `kinds`
    lists the kinds of sources, writers, relays, parts and return channels that the files may name.

    Raises ConfigError with every problem of all files, ordered by file, line and column.
    """
    # imported here: one part is read without these (load_part)
    from digest.config.settings import Config
    from digest.config.stray_files import find_stray_files

    if folder.is_file():
        raise ConfigError(
            "this is a file",
            subject=str(folder),
            hint=f"name the newsroom's folder: {folder.parent}",
        )
    if not folder.is_dir():
        raise ConfigError(
            "there is no such folder",
            subject=str(folder),
            hint="go into your newsroom's folder, or name it: digest -c FOLDER …; "
            f"digest init {folder} makes a new one",
        )
    # read before the checks: a file that changes meanwhile must not be remembered as right
    content = _content_of(folder, kinds)
    reading = FolderReading(folder=folder, env=env, kinds=kinds)
    # the order matters: newsletters refer to topics, topics to aliases and sources
    reading.problems += find_stray_files(folder)
    settings = reading.settings()
    sources = reading.sources()
    aliases = reading.aliases()
    topics = reading.topics()
    newsletters = reading.newsletters(settings)
    pins = reading.pins()
    reading.raise_problems(f"the configuration in {folder} needs mending")
    cache = cache_folder(env)
    if cache is not None:
        remember_right(cache, content)
    return Config(
        folder=folder,
        settings=settings,
        sources=sources,
        aliases=aliases,
        topics=topics,
        newsletters=newsletters,
        pins=pins,
    )


def load_part(
    folder: Path, part: str, *, env: Mapping[str, str], kinds: Kinds = BUILT_IN
) -> object | None:
    """Return one field of Config from files that were found right before; else None.

    A command that only shows the sources needs no topics. Files are compared by content with those
    of the last whole check; after any change the whole newsroom is to be loaded.
    """
    cache = cache_folder(env)
    if cache is None or not folder.is_dir() or not is_right(cache, _content_of(folder, kinds)):
        return None
    reading = FolderReading(folder=folder, env=env, kinds=kinds, found_right=True)
    value: object
    if part == "newsletters":
        value = reading.newsletters(reading.settings())
    else:
        value = getattr(reading, part)()
    # a secret that is missing today is reported with all that it breaks
    if reading.problems:
        return None
    return value


def _content_of(folder: Path, kinds: Kinds) -> bytes:
    """Return all that decides whether a newsroom is right, but for the environment."""
    # the names of kinds: an extension may have gone
    pieces = [repr(kinds).encode()]
    for path in sorted(folder.glob("*")):
        pieces.append(path.name.encode())
        inner = [path]
        if path.is_dir() and path.name in (*FOLDERS, "parts"):
            inner = sorted(path.glob("*"))
        for file in inner:
            pieces.append(file.name.encode())
            if file.suffix in (".yaml", ".yml", ".j2") and file.is_file():
                # a file that cannot be read is reported where it is read
                with contextlib.suppress(OSError):
                    pieces.append(file.read_bytes())
    # a zero byte stands in no YAML file, so two newsrooms cannot join to one content
    return b"\0".join(pieces)


def load_topics(path: Path, *, aliases: Iterable[Alias] | None = None) -> tuple[Topic, ...]:
    """Read one topic file, or every topic file of a folder; raise ConfigError.

    Without `aliases`, the names of aliases are not checked.
    """
    if not path.exists():
        raise ConfigError(
            "there is no such file or folder",
            subject=str(path),
            hint="name a topic file or a folder",
        )
    # without an environment: a file of topics holds no secret
    reading = FolderReading(folder=path.parent, env={})
    if aliases is not None:
        reading.alias_ids = {alias.id for alias in aliases}
    files = [path]
    if path.is_dir():
        files = sorted(path.glob("*.yaml"))
    topics = reading.topics_of([reading.read(file) for file in files])
    reading.raise_problems(f"the topics in {path} need mending")
    return topics
