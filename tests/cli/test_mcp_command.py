"""`digest mcp` as a program starts it: the protocol over stdin and stdout of a process."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from command_room import NOW
from mcp import Client, StdioServerParameters
from small_issue import a_briefing, an_issue
from typer.testing import CliRunner

from digest.cli import app
from digest.config import load_config
from digest.models import Selection
from digest.store import open_store

ISSUE = "security-briefing@2026-11-23"

WITHOUT_THE_EXTRA = """
import sys
sys.modules["mcp"] = None
from digest.__main__ import main
main()
"""


def newsroom_in(folder: Path) -> None:
    done = CliRunner().invoke(app, ["init", str(folder)])
    assert done.exit_code == 0, done.output


def test_a_program_reads_an_issue_over_stdin_and_stdout(tmp_path: Path) -> None:
    folder = tmp_path / "newsroom"
    newsroom_in(folder)
    store = open_store(load_config(folder, env=dict(os.environ)).settings.storage.url)
    store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))
    store.issues.approve(ISSUE, subscriber_ids=[], now=NOW)
    store.close()
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "digest", "-c", str(folder), "mcp"]
    )

    async def ask() -> tuple[Any, Any]:
        async with Client(started, read_timeout_seconds=60) as client:
            found = await client.call_tool("search_issues", {"words": "harbour"})
            read = await client.call_tool("read_issue", {"issue": ISSUE})
            return found.structured_content, read.structured_content

    found, read = asyncio.run(ask())
    assert found == {"items": [], "left_out": 0}
    assert (read["id"], read["subject"]) == (ISSUE, "Harbour reopens")


def test_without_the_extra_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_EXTRA, "mcp"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "pip install 'digest-newsroom[mcp]'" in done.stderr
