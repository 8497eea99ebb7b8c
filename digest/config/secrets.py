"""Secrets: from an environment variable, or from the file that `<variable>_FILE` names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MAX_CHARACTERS = 64_000
"""A secret is a line; a file of more is another file, named by mistake."""


class MissingSecret(Exception):
    """The secret cannot be had; `advice` says what to do. Becomes a Problem at its key."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice


def read_secret(name: str, env: Mapping[str, str]) -> str:
    """Return the secret called `name`. Raise MissingSecret.

    >>> read_secret("SMTP_PASSWORD", {"SMTP_PASSWORD": "word"})
    'word'
    """
    path = env.get(f"{name}_FILE", "")
    # two sources of one secret: the older one would be used in silence after a change
    if name in env and path:
        raise MissingSecret(f"both {name} and {name}_FILE are set", "keep one of them")
    if path:
        return _from_file(name, Path(path))
    secret = env.get(name, "")
    if secret:
        return secret
    what = f"the environment variable {name} is not set"
    if name in env:
        what = f"{name} is empty"
    raise MissingSecret(what, f"set {name}, or {name}_FILE to the path of a file that holds it")


def _from_file(name: str, path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            # one line break of two characters, and one character to see that the file is longer
            secret = file.read(MAX_CHARACTERS + 3).rstrip("\r\n")
    except OSError as error:
        raise _unreadable(name, path, error.strerror or "it cannot be opened") from None
    except ValueError:
        raise _unreadable(name, path, "it is not UTF-8 text") from None
    if len(secret) > MAX_CHARACTERS:
        what = f"{name}_FILE is too long for a secret: {path}"
        raise MissingSecret(what, "name the file that holds the secret and no more")
    if not secret:
        what = f"{name}_FILE is an empty file: {path}"
        raise MissingSecret(what, "put the secret into it, on one line")
    return secret


def _unreadable(name: str, path: Path, why: str) -> MissingSecret:
    what = f"{name}_FILE cannot be read: {path}: {why}"
    return MissingSecret(what, "check the path and its permissions")
