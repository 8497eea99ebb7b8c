"""Shell completion of ids, read from the files themselves: checking them would take too long."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import typer

from digest.cli.newsroom_folder import newsroom_folder

MOST_ISSUES = 50
"""So many of the newest issues are offered."""

BUSY_S = 0.05
"""A database that another process holds longer offers no issue."""

_ID = re.compile(r"""^\s*(?:-\s+)?id:\s*["']?([\w.-]+)""", re.MULTILINE)
_SQLITE_FILE = re.compile(r"""^\s*url:\s*["']?sqlite:///([^"'\s#]+)""", re.MULTILINE)


def complete_newsletter(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of newsletters."""
    return _beginning(incomplete, _ids_in(_folder(ctx) / "newsletters"))


def complete_source(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of sources."""
    return _beginning(incomplete, _ID.findall(_text(_folder(ctx) / "sources.yaml")))


def complete_topic(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of topics."""
    return _beginning(incomplete, _ids_in(_folder(ctx) / "topics"))


def complete_issue(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of the newest issues; of an SQLite database alone."""
    return _beginning(incomplete, _issue_ids(_folder(ctx)))


def _folder(ctx: typer.Context) -> Path:
    # the option stands before the command, so the root context holds it
    given = ctx.find_root().params.get("folder")
    named = given or os.environ.get("DIGEST_CONFIG")
    return newsroom_folder(Path(named) if named else None)


def _ids_in(folder: Path) -> list[str]:
    """Read the ids that a folder of YAML files declares."""
    ids = []
    for file in sorted(folder.glob("*.yaml")):
        # the first id is the file's own; later ones belong to its sections
        ids += _ID.findall(_text(file))[:1] or [file.stem]
    return ids


def _issue_ids(folder: Path) -> list[str]:
    match = _SQLITE_FILE.search(_text(folder / "digest.yaml"))
    if match is None:
        return []
    query = "SELECT id FROM issues ORDER BY slot DESC, created DESC LIMIT ?"
    # a relative path counts from the newsroom
    file = folder / match[1]
    if not file.is_file():
        return []
    # read only: completion must never make a database or wait for a writer
    address = f"{file.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_S)) as database:
            return [row[0] for row in database.execute(query, (MOST_ISSUES,))]
    # an error here would be printed into the line that a person types
    except sqlite3.Error:
        return []


def _beginning(incomplete: str, ids: list[str]) -> list[str]:
    # each once: a source may stand in two files
    return list(dict.fromkeys([name for name in ids if name.startswith(incomplete)]))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
