"""Stray files: files that look like configuration and would be ignored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from digest.config.file_names import FILES, FOLDERS
from digest.config.suggestions import did_you_mean
from digest.errors import Problem


def find_stray_files(folder: Path) -> Iterator[Problem]:
    """Yield a problem for each file that looks like configuration and would be ignored."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".yaml", ".yml") and path.name not in FILES:
            advice = did_you_mean(path.name, FILES)
            yield _problem(path, "no file of this name is read here", advice)
        elif path.is_dir() and path.name not in FOLDERS:
            yield from _misnamed_folder(path)
    for name in FOLDERS:
        yield from _stray_files_in(folder / name)


def _stray_files_in(folder: Path) -> Iterator[Problem]:
    """Yield a problem for each file of a folder that looks like YAML and is not read."""
    for path in sorted(folder.glob("*")):
        # editors keep their own files under a leading dot
        if path.name.startswith(".") or path.suffix == ".yaml":
            continue
        if path.is_file() and re.search(r"\.ya?ml\b", path.name, re.IGNORECASE):
            stem = path.name.partition(".")[0]
            advice = f"rename it to {stem}.yaml"
            # a copy that an editor or a person kept: the name of its original is taken
            original = path.with_name(f"{stem}.yaml")
            if original.exists() and not original.samefile(path):
                advice = f"{stem}.yaml stands beside it: move this copy out of the folder"
            yield _problem(path, "only files that end in .yaml are read", advice)
        elif path.is_dir() and any(path.glob("*.yaml")):
            what = "folders inside this folder are not read"
            yield _problem(path, what, f"move its files to {folder.name}/")


def _misnamed_folder(path: Path) -> Iterator[Problem]:
    """Yield a problem for a folder whose name is nearly that of a folder that is read."""
    advice = did_you_mean(path.name, FOLDERS)
    # a folder without YAML is the operator's own affair, whatever its name
    if advice.startswith("did you mean") and any(path.glob("*.yaml")):
        yield _problem(path, "no folder of this name is read here", advice)


def _problem(path: Path, what: str, advice: str) -> Problem:
    # the whole file is meant, so the place is its beginning
    return Problem(file=str(path), line=1, column=1, what=what, advice=advice)
