"""The documentation names every command; the project speaks of itself alone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from digest.cli import app
from digest.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]


def commands(
    command: TyperCommand | TyperGroup, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    if isinstance(command, TyperGroup):
        for name, one in command.commands.items():
            assert isinstance(one, (TyperCommand, TyperGroup))
            yield from commands(one, (*path, name))
    else:
        yield path


def test_every_command_is_documented() -> None:
    text = "\n".join(
        page.read_text(encoding="utf-8")
        for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    )
    flat = re.sub(r" -c \w+", "", text)
    missing = [
        " ".join(path)
        for path in commands(typer.main.get_command(app))
        if f"digest {' '.join(path)}" not in flat
    ]
    assert missing == []


def test_the_table_of_commands_says_what_the_commands_say() -> None:
    table = typer.main.get_command(app)
    assert isinstance(table, TyperGroup)
    for name, (_panel, _place, said) in COMMANDS.items():
        assert (table.commands[name].help or "").startswith(said), name


def test_help_waits_for_no_command() -> None:
    """Imports are counted, not timed: help imports no part that makes a command slow."""
    heavy = {
        "sqlalchemy",
        "feedparser",
        "trafilatura",
        "pydantic",
        "jinja2",
        "babel",
        "PIL",
        "structlog",
        "dns",
    }
    code = (
        "import sys; from digest.cli import app; app(['--help'], standalone_mode=False); "
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "Every day" in shown
    assert shown.splitlines()[-1] == "[]"


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"


def test_no_download_address_stands_in_the_lock_files() -> None:
    for lock in [
        *(ROOT / "requirements").glob("*.txt"),
        *ROOT.glob("tests/browser/package-lock.json"),
    ]:
        assert "://" not in re.sub(
            r"https?://(opencollective|github|www\.patreon)[^\"]*", "", lock.read_text("utf-8")
        ), lock


def test_no_file_carries_a_path_of_one_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    machine = re.compile(rf"{re.escape(str(ROOT.parent))}/|{re.escape(str(Path.home()))}/")
    texts = ((name, (ROOT / name)) for name in files)
    carrying = [
        n for n, p in texts if p.is_file() and machine.search(p.read_text("utf-8", errors="ignore"))
    ]
    assert carrying == []
