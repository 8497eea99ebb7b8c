"""What a person reads when something is wrong: two lines on stderr and the right exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import make_newsroom, run_digest
from typer.testing import CliRunner

from digest.cli import app
from digest.cli.commands import COMMANDS


def digest(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "digest", *words], capture_output=True, text=True, cwd=cwd, timeout=60, check=False
    )


def test_a_missing_folder_is_a_configuration_error_with_a_hint(tmp_path: Path) -> None:
    done = digest("-c", "nowhere", "check", cwd=tmp_path)
    assert done.returncode == 2
    assert "error:" in done.stderr
    assert "digest init" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_newsletter_names_the_nearest(tmp_path: Path) -> None:
    assert digest("init", "newsroom", cwd=tmp_path).returncode == 0
    done = digest("-c", "newsroom", "draft", "securty-briefing", cwd=tmp_path)
    assert done.returncode == 1
    assert "did you mean security-briefing?" in done.stderr


def test_a_wrong_time_says_how_to_write_one(tmp_path: Path) -> None:
    digest("init", "newsroom", cwd=tmp_path)
    done = digest("-c", "newsroom", "next", "--at", "tomorrow", cwd=tmp_path)
    assert done.returncode == 1
    assert "2026-08-13T06:00Z" in done.stderr


def test_among_json_lines_there_is_no_other_line(tmp_path: Path) -> None:
    source = {"id": "nobody", "name": "Nobody", "url": "http://127.0.0.1:9/feed"}
    folder = make_newsroom(tmp_path / "newsroom", sources=[source], smtp_port=9)
    done = run_digest(folder, "--log-json", "collect")
    assert done.returncode == 3
    (failed,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert (failed["event"], failed["source"], failed["room"]) == ("source_failed", "nobody", "pipeline")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = CliRunner().invoke(app, [command, "--help"])
    assert done.exit_code == 0
    assert len(done.output) > 200
