"""Warnings of `digest check` on languages: the tasks that the newsroom cannot do in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from digest.languages import capabilities, is_known, language_of

_LANGUAGE_KEY = re.compile(r"language\s*:\s*[\"']?(?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)")


def language_warnings(folder: Path) -> Iterator[str]:
    """Yield a line for each `language:` key whose language lacks a capability.

    A line begins with file:line:column of the key's value.
    """
    # the publication has a language, and each newsletter may have another
    files = [folder / "digest.yaml", *sorted((folder / "newsletters").glob("*.y*ml"))]
    for path in files:
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            # by line, not as YAML: a parsed value has lost its place
            key = _LANGUAGE_KEY.match(line)
            if key:
                where = f"{path.relative_to(folder)}:{number}:{key.start('tag') + 1}"
                yield from warnings_of(key["tag"], where)


def warnings_of(tag: str, where: str) -> Iterator[str]:
    """Yield one line for each capability that a language lacks.

    >>> next(warnings_of("de", "newsletters/hafen.yaml:3:11"))[:44]
    'newsletters/hafen.yaml:3:11: German (de) has'
    """
    name = "this language"
    # an unknown tag has no name in the tables
    if is_known(tag):
        name = language_of(tag).name
    for capability in capabilities(tag):
        if not capability.able:
            yield f"{where}: {name} ({tag}) has no {capability.name}: {capability.without}"
