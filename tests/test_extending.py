"""docs/extending.md is the page that the toys follow: its code is theirs, its paths exist."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [code for name, code in BLOCK.findall(PAGE) if name == language]


def files_of_ours() -> dict[str, str]:
    texts = {}
    for folder in ("tests", "digest"):
        for file in (ROOT / folder).rglob("*.py"):
            texts[file.relative_to(ROOT).as_posix()] = file.read_text(encoding="utf-8")
    return texts


@pytest.mark.parametrize("code", blocks("python"))
def test_each_block_of_code_is_the_code_of_a_toy(code: str) -> None:
    lines = textwrap.dedent(code).strip()
    holding = [name for name, text in files_of_ours().items() if lines in textwrap.dedent(text)]
    assert holding, f"no file holds:\n{lines}"


@pytest.mark.parametrize("code", blocks("yaml"))
def test_each_block_of_yaml_is_read(code: str) -> None:
    assert YAML(typ="safe").load(code)


def test_each_file_that_the_page_names_exists() -> None:
    for name in re.findall(r"`((?:digest|tests|docs|bench)/[^`]+\.\w+)`", PAGE):
        assert (ROOT / name).exists() or "<" in name or "NAME" in name, name


def test_each_name_of_a_toy_stands_in_the_file_that_the_page_gives() -> None:
    for name, file in re.findall(r"`(\w+)` in `(tests/[^`]+\.py)`", PAGE):
        assert re.search(rf"\b{name}\b", (ROOT / file).read_text(encoding="utf-8")), name


def test_each_registry_has_a_section() -> None:
    registries = []
    for name, text in files_of_ours().items():
        if name.startswith("digest/") and re.search(
            r"^[A-Z_]+\b.*= Registry\(", text, re.MULTILINE
        ):
            registries.append(name)
    assert [name for name in registries if f"`{name}`" not in PAGE] == []
