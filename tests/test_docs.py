"""The documentation names every command; the project speaks of itself alone."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

from digest.cli import app

ROOT = Path(__file__).parents[1]


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from commands(command, (*path, name))
    else:
        yield path


def test_every_command_is_documented() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    flat = re.sub(r" -c \w+", "", text)
    missing = [
        " ".join(path) for path in commands(typer.main.get_command(app)) if f"digest {' '.join(path)}" not in flat
    ]
    assert missing == []


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"


def test_no_download_address_stands_in_the_lock_files() -> None:
    for lock in [*(ROOT / "requirements").glob("*.txt"), *ROOT.glob("tests/browser/package-lock.json")]:
        assert "://" not in re.sub(
            r"https?://(opencollective|github|www\.patreon)[^\"]*", "", lock.read_text("utf-8")
        ), lock


def test_no_file_carries_a_path_of_one_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    machine = re.compile(rf"{re.escape(str(ROOT.parent))}/|{re.escape(str(Path.home()))}/")
    texts = ((name, (ROOT / name)) for name in files)
    carrying = [n for n, p in texts if p.is_file() and machine.search(p.read_text("utf-8", errors="ignore"))]
    assert carrying == []
