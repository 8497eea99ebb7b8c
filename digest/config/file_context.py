"""Desk: where one file is settled, with its folder, the environment, and the problems found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digest.config.kinds import Kinds
from digest.config.secrets import MissingSecret, read_secret
from digest.config.yaml_marks import Document
from digest.config.yaml_marks import Path as Keys
from digest.errors import Problem


@dataclass(slots=True)
class Desk:
    """Where a file is settled."""

    folder: Path
    document: Document
    env: Mapping[str, str]
    kinds: Kinds
    problems: list[Problem] = field(default_factory=list)

    def complain(self, path: Keys, what: str, advice: str = "", *, key: bool = False) -> None:
        self.problems.append(self.document.problem(path, what, advice, key=key))

    def secret(self, path: Keys, name: str | None) -> str:
        """The secret of that name, "" when none is named or it cannot be had."""
        if name is None:
            return ""
        try:
            return read_secret(name, self.env)
        except MissingSecret as error:
            self.complain(path, error.what, error.advice)
            return ""

    def either(self, path: Keys, key: str, value: str | None, name: str | None) -> str:
        """A value that may stand in the file or come from the environment, not both."""
        if value is not None and name is not None:
            self.complain(
                (*path, f"{key}_env"),
                f"{key} and {key}_env stand together",
                "keep one of them",
                key=True,
            )
        return value or self.secret((*path, f"{key}_env"), name)

    def file(self, path: Keys, name: str | None) -> str:
        """The absolute path of a file named in YAML, relative to the folder."""
        if not name:
            return ""
        found = self.folder / Path(name).expanduser()
        if not found.is_file():
            self.complain(
                path, f"there is no file {found}", "paths are relative to the folder of digest.yaml"
            )
        return str(found.resolve())
