"""Remember where a newsroom's SQLite database stands, so that looking into it reads no YAML.

Reading and checking all files of a newsroom takes a second of CPU, and a list of readers needs one
single line. The address is remembered beside a hash of the files that say it, in the user's own
cache. An address of PostgreSQL is never remembered, because it may hold a password.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from digest import __version__

CACHE_FILE = "storage.json"
MOST_NEWSROOMS = 50
"""So many newsrooms are remembered; then the file begins anew."""

SQLITE = "sqlite:///"


def remembered_url(folder: Path) -> str:
    """Return the address of the database, or "" when it is not known for sure."""
    # a cache is not trusted with more than the place of a local file
    url = _read().get(_key(folder), "")
    if url.startswith(SQLITE):
        return url
    return ""


def remember_url(folder: Path, url: str) -> None:
    """Remember the address of an SQLite database; a cache that cannot be written is no trouble."""
    if not url.startswith(SQLITE):
        return
    key, known = _key(folder), _read()
    if known.get(key) == url:
        return
    # old keys are never asked for again: each change of a file makes a new one
    if len(known) >= MOST_NEWSROOMS:
        known = {}
    known[key] = url
    file = _cache_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # written aside and moved, so that another process never reads half a file
        aside = file.with_suffix(f".{os.getpid()}")
        aside.write_text(json.dumps(known), encoding="utf-8")
        aside.replace(file)
    except OSError:
        return


def _key(folder: Path) -> str:
    """Hash all that the address depends on: the file, its place, and the present folder."""
    try:
        content = (folder / "digest.yaml").read_bytes()
    except OSError:
        return ""
    # a relative address depends on the present folder
    parts = (__version__, str(folder.absolute()), str(Path.cwd()))
    return hashlib.sha256("\0".join(parts).encode() + b"\0" + content).hexdigest()


def _read() -> dict[str, str]:
    try:
        known = json.loads(_cache_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(key): str(url) for key, url in known.items() if key}


def _cache_file() -> Path:
    # XDG Base Directory Specification
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "digest" / CACHE_FILE
