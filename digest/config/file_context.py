"""FileContext: the surroundings of one file while it is read, and the problems found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from digest.config.documents import Document, KeyPath, MarkedMap
from digest.config.kinds import Kinds
from digest.config.section import YamlSection, key_owners
from digest.config.suggestions import did_you_mean
from digest.errors import Problem

SECRET_WORDS = re.compile(r".*(password|passwd|secret|api_?key|credential).*")
"""A key of such a name would hold a secret."""
SECRET_EXAMPLES = {"password_env": "SMTP_PASSWORD", "key_env": "DIGEST_TOKEN_KEY"}


@dataclass(slots=True, kw_only=True)
class FileContext:
    """The context of a validation: where secrets and paths are found, and which kinds there are.

    `meant` lists the missing keys that an unknown key of the same mapping probably means. `shape`
    is the section of the whole file.
    """

    document: Document
    folder: Path = Path()
    env: Mapping[str, str] = field(default_factory=dict)
    kinds: Kinds = field(default_factory=Kinds)
    problems: list[Problem] = field(default_factory=list)
    meant: set[tuple[int, str]] = field(default_factory=set)
    shape: type[YamlSection] | None = None

    def complain(self, path: KeyPath, what: str, advice: str = "", *, key: bool = False) -> None:
        """Add a problem at the value that `path` leads to, or at its key."""
        self.problems.append(self.document.problem(path, what, advice, key=key))

    def complain_of_key(self, mapping: dict[str, Any], key: str, what: str, advice: str) -> None:
        """Add a problem at a key of a mapping whose path is not known."""
        line, column = 1, 1
        if isinstance(mapping, MarkedMap):
            line, column = mapping.key_marks[key]
        self.problems.append(
            Problem(file=self.document.name, line=line, column=column, what=what, advice=advice)
        )

    def misplaced(self, key: str) -> str:
        """Return advice for a key of another section of the file; "" when there is none.

        A line that lost its indentation is a known key at a wrong place.
        """
        if self.shape is None:
            return ""
        owner = key_owners(self.shape).get(key)
        if owner is None:
            return ""
        return f"it is a key of {owner}: move it below {owner}:, two spaces further in"

    def unknown_key(self, mapping: dict[str, Any], key: str, *, known: tuple[str, ...]) -> None:
        """Add a problem about a key that its mapping does not have."""
        if isinstance(mapping, MarkedMap):
            # a key that the mapping lacks is perhaps the key that this one means
            mapping.whole = False
        advice = _secret_advice(key, known)
        if advice:
            self.complain_of_key(mapping, key, f'"{key}" must not stand in YAML', advice)
            return
        advice = self.misplaced(key) or _key_advice(key, known, mapping)
        self.complain_of_key(mapping, key, f'unknown key "{key}"', advice)
        near = re.search(r'^did you mean "(.+)"', advice)
        if near:
            self.meant.add((id(mapping), near[1]))


def _secret_advice(key: str, known: tuple[str, ...]) -> str:
    """Return what to write instead of a secret; "" when the key is not one."""
    for name in known:
        stem = name.removesuffix("_env")
        # the commonest slip: the secret itself, or a file, under the bare name
        if name.endswith("_env") and key in (stem, f"{stem}_file"):
            example = SECRET_EXAMPLES.get(name, stem.upper())
            return f"name an environment variable: {name}: {example}"
    if SECRET_WORDS.fullmatch(key.lower()):
        return "secrets come from the environment: see docs/config.md"
    return ""


def _key_advice(key: str, known: tuple[str, ...], mapping: dict[str, Any]) -> str:
    absent = [name for name in known if name not in mapping]
    near = did_you_mean(key, absent, none="")
    if near.startswith("did"):
        return near
    return f"the keys here are {', '.join(known)}"
