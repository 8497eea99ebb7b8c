"""Values that are found outside of the YAML files: secrets, files and folders."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ValidationInfo,
    WithJsonSchema,
)

from digest.config.secrets import MissingSecret, read_secret
from digest.config.value_types import Line, mistake, pattern_value, shown

SHORTEST_KEY = 32
"""Characters of the key that signs readers' links: 32 of base64 are 192 bits."""


def _read_secret(name: str, info: ValidationInfo) -> str:
    """Replace the name of an environment variable by the secret that it holds."""
    if info.context is None:
        return name
    try:
        return read_secret(name, info.context.env)
    except MissingSecret as error:
        raise mistake(error.what, error.advice) from None


def _read_key(name: str, info: ValidationInfo) -> str:
    key = _read_secret(name, info)
    if info.context is not None and len(key) < SHORTEST_KEY:
        raise mistake(
            f"{name} holds {len(key)} characters; a key needs {SHORTEST_KEY} or more",
            "make one: openssl rand -base64 32",
        )
    return key


def _find_file(name: str, info: ValidationInfo) -> str:
    if info.context is None or not name:
        return name
    path = info.context.folder / Path(name).expanduser()
    if not path.is_file():
        raise mistake(f"there is no file {path}", "paths are relative to the folder of digest.yaml")
    # resolved: the file that was checked is read later, wherever the process stands
    return str(path.resolve())


def _find_folder(name: object, info: ValidationInfo) -> object:
    if info.context is None:
        return name
    if not isinstance(name, str) or not name:
        raise mistake(f"{shown(name)} is not the name of a folder", "write its path")
    # relative to the newsroom, so that a command finds it from everywhere
    path = info.context.folder / Path(name).expanduser()
    if not path.is_dir():
        raise mistake(
            f"there is no folder {path}", "make it, or delete the key to use the shipped parts"
        )
    return path


_VARIABLE = pattern_value(
    r"[A-Z][A-Z0-9_]*",
    wants="the name of an environment variable",
    advice="write the variable's name, like SMTP_PASSWORD, never the secret itself",
)

Secret = Annotated[str, *_VARIABLE, AfterValidator(_read_secret)]
"""A secret. The file names the environment variable that holds it.

A field of this type has `repr=False`, so that it never prints.
"""

TokenKey = Annotated[str, *_VARIABLE, AfterValidator(_read_key)]
"""The key that signs readers' links."""

FilePath = Annotated[Line, AfterValidator(_find_file)]
"""The absolute path of a file that exists; the file writes it relative to the newsroom's folder."""

FolderPath = Annotated[
    Path,
    BeforeValidator(_find_folder),
    WithJsonSchema({"type": "string", "description": "A folder, relative to digest.yaml."}),
]
"""The path of a folder that exists."""
