"""A cache of parsed files on disk, by their content: YAML takes most of the time of a command.

The cache holds what the files hold, never a secret: secrets do not stand in the files.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest import __version__
from digest.config.documents import Document, MarkedList, MarkedMap

FORMAT = 1
"""Changes when the reading of YAML or the form of the cache changes."""

SMALLEST_BYTES = 400
"""Smaller files are parsed as fast as a cache is read."""

RIGHT = b"right "
"""Stands before the content of a whole newsroom that was found right."""

MOST_FILES = 300
"""Files that the cache keeps: several newsrooms with all their topics."""


def cache_folder(env: Mapping[str, str]) -> Path | None:
    """Return the folder of the cache; None where the environment names no place for one.

    >>> str(cache_folder({"XDG_CACHE_HOME": "/var/cache/desk"}))
    '/var/cache/desk/digest-newsroom'
    >>> cache_folder({}) is None
    True
    """
    # the XDG base directory specification: a relative path is to be ignored
    named = Path(env.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named / "digest-newsroom"
    home = Path(env.get("HOME", ""))
    if home.is_absolute():
        return home / ".cache" / "digest-newsroom"
    return None


def cached_document(folder: Path, content: bytes) -> Document | None:
    """Return the document of a content that was parsed before, without a name; else None."""
    if len(content) < SMALLEST_BYTES:
        return None
    try:
        stored = json.loads(_path_of(folder, content).read_bytes())
        if not isinstance(stored, dict):
            return None
        return Document(name="", root=_decoded(stored))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        # a file that is missing, cut or of another form is parsed anew
        return None


def store_document(folder: Path, document: Document, content: bytes) -> None:
    """Keep a document without problems. A folder that cannot be written keeps no cache."""
    if document.problems or document.root is None or len(content) < SMALLEST_BYTES:
        return
    path = _path_of(folder, content)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_text(json.dumps(_encoded(document.root)), encoding="utf-8")
        # another command may read at this moment: the file changes in one step
        os.replace(beside, path)
        _forget_oldest(folder)
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def is_right(folder: Path, content: bytes) -> bool:
    """Say whether a whole newsroom of this content was found right before."""
    return _path_of(folder, RIGHT + content).exists()


def remember_right(folder: Path, content: bytes) -> None:
    """Remember that a newsroom of this content is right, by its hash alone."""
    path = _path_of(folder, RIGHT + content)
    with contextlib.suppress(OSError):
        if not path.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # the name is all that is remembered
            path.touch(mode=0o600)
            _forget_oldest(folder)


def _path_of(folder: Path, content: bytes) -> Path:
    form = f"{FORMAT} {__version__} ".encode()
    digest = hashlib.sha256(form + content).hexdigest()
    return folder / f"{digest}.json"


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for path in files[:-MOST_FILES]:
        path.unlink(missing_ok=True)


def _encoded(node: Any) -> Any:
    """Write mappings and lists with the marks of their parts, and other values as they are."""
    if isinstance(node, MarkedMap):
        entries = []
        for key, value in node.items():
            # four numbers without names: most of the cache is marks
            marks = (*node.key_marks[key], *node.value_marks[key])
            entries.append([key, *marks, _encoded(value)])
        return {"map": entries, "mark": node.mark}
    if isinstance(node, MarkedList):
        items = []
        for mark, value in zip(node.value_marks, node, strict=True):
            items.append([*mark, _encoded(value)])
        return {"list": items, "mark": node.mark}
    return node


def _decoded(stored: Any) -> Any:
    if not isinstance(stored, dict):
        return stored
    line, column = stored["mark"]
    if "map" in stored:
        mapping = MarkedMap((line, column))
        # a short or strange entry raises ValueError here, and the file is parsed anew
        for key, key_line, key_column, value_line, value_column, value in stored["map"]:
            mapping[key] = _decoded(value)
            mapping.key_marks[key] = (key_line, key_column)
            mapping.value_marks[key] = (value_line, value_column)
        return mapping
    sequence = MarkedList((line, column))
    for value_line, value_column, value in stored["list"]:
        sequence.append(_decoded(value))
        sequence.value_marks.append((value_line, value_column))
    return sequence
