"""The shipped templates and the default newsroom: their folders, and a copy of the newsroom."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from digest.errors import UseError


def shipped_folder(name: str) -> Path:
    """Return the shipped `templates` or `config` folder.

    A wheel carries them inside the package, a checkout beside it.
    """
    package = Path(str(files("digest")))
    inside = package / "_shipped" / name
    if inside.is_dir():
        return inside
    return package.parent / name


def shipped_templates() -> Path:
    """Return the folder of the shipped email parts and web pages."""
    return shipped_folder("templates")


def shipped_config() -> Path:
    """Return the folder of the default newsroom."""
    return shipped_folder("config")


def init_newsroom(target: Path) -> tuple[Path, ...]:
    """Copy the default newsroom into a new or empty folder; return its files.

    Raises UseError when the folder holds anything: no file is ever overwritten.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UseError(
            "there is something here already",
            subject=str(target),
            hint="name a new folder; nothing was changed",
        )
    try:
        shutil.copytree(
            shipped_config(),
            target,
            dirs_exist_ok=True,
            # hidden files of an editor or of Git are no part of a newsroom
            ignore=shutil.ignore_patterns(".*", "__pycache__"),
        )
    except OSError as error:
        raise UseError(
            f"cannot write here: {error.strerror or error}", subject=str(target)
        ) from error
    return tuple(sorted(path for path in target.rglob("*") if path.is_file()))
