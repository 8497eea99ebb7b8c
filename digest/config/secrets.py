"""Secrets: from an environment variable, or from the file that `<variable>_FILE` names. Never from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MAX_BYTES = 64_000


class MissingSecret(Exception):
    """The secret cannot be had; `advice` says what to do. Becomes a Problem at the key that names it."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice


def read_secret(name: str, env: Mapping[str, str]) -> str:
    """The secret called `name`; raises MissingSecret."""
    path = env.get(f"{name}_FILE", "")
    if name in env and path:
        raise MissingSecret(f"both {name} and {name}_FILE are set", "keep one of them")
    secret = _from_file(name, Path(path)) if path else env.get(name, "")
    if not secret:
        raise MissingSecret(
            f"the environment variable {name} is not set"
            if name not in env
            else f"{name} is empty",
            f"set {name}, or {name}_FILE to the path of a file that holds it",
        )
    return secret


def _from_file(name: str, path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            secret = file.read(MAX_BYTES).rstrip("\r\n")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise MissingSecret(
            f"{name}_FILE cannot be read: {path}: {why}", "check the path and its permissions"
        ) from None
    if not secret:
        raise MissingSecret(
            f"{name}_FILE is an empty file: {path}", "put the secret into it, on one line"
        )
    return secret
