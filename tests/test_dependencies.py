"""Each declared dependency is imported, and each imported library is declared."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]


def declared() -> set[str]:
    """The distributions that pyproject.toml asks for, extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = list(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        requirements += extra
    names = set()
    for requirement in requirements:
        match = re.match(r"[\w.-]+", requirement)
        assert match is not None
        names.add(normal(match[0]))
    return names


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def imported() -> Mapping[str, str]:
    """Each imported library with a file that imports it."""
    files = {}
    for file in sorted((ROOT / "digest").rglob("*.py")):
        for top in imports_of(file.read_text(encoding="utf-8")):
            if top not in sys.stdlib_module_names and top != "digest":
                files[top] = str(file.relative_to(ROOT))
    return files


def imports_of(text: str) -> Iterator[str]:
    """The first word of each import; a docstring holds no line that begins like one."""
    for match in re.finditer(
        r"^[ \t]*(?:from|import) (\w+)[\w. ]*(?: import |$|,)", text, re.MULTILINE
    ):
        yield match[1]


@cache
def distributions() -> Mapping[str, list[str]]:
    """The distributions of each library, read once: it opens the record of each installed one."""
    return packages_distributions()


def distributions_of(library: str) -> set[str]:
    return {normal(name) for name in distributions().get(library, [])}


def test_each_imported_library_is_declared() -> None:
    known = declared()
    undeclared = []
    for library, file in imported().items():
        if not distributions_of(library) & known:
            undeclared.append(f"{library} in {file}")
    assert undeclared == []


def test_each_declared_dependency_is_imported() -> None:
    used = set()
    for library in imported():
        used |= distributions_of(library)
    assert declared() - used == set()


def test_the_docs_give_a_reason_for_each_dependency_and_for_no_other_library() -> None:
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    table = text.partition("## The dependencies")[2]
    named = set()
    for names in re.findall(r"^- \*\*(.+?)\*\*", table, re.MULTILINE):
        for name in names.split(","):
            # "psycopg (extra)" is the library psycopg
            named.add(normal(name.partition("(")[0].strip()))
    # pdoc builds the API reference and is no part of a running newsroom
    assert named - {"pdoc"} == declared()
