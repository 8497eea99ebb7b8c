"""`digest demo` says what the sample morning did, and where its results stand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from digest.cli import app
from digest.cli.demo import PATH_COLUMN, as_called


@pytest.mark.slow
def test_the_morning_is_counted_and_its_results_are_named_with_the_next_command(
    tmp_path: Path,
) -> None:
    # one test: each run of the demonstration takes seconds
    done = CliRunner().invoke(app, ["demo", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    counts, places = {}, {}
    for line in lines:
        name, _, count = line.strip().rpartition("  ")
        counts[name.strip()] = count
        name, path = line[:PATH_COLUMN].strip(), line[PATH_COLUMN:].strip()
        if path.startswith(str(tmp_path)):
            places[name] = Path(path)
    assert counts["sources asked"] == "11"
    assert counts["in trouble, on purpose"] == "1"
    assert int(counts["articles collected"]) >= 36
    assert int(counts["stories chosen"]) >= 3
    assert counts["messages delivered"] == "5 of 5"
    assert {"issue.html", "issue.txt", "briefing.yaml", "mail"} <= set(places)
    for path in places.values():
        assert path.exists()
    words = lines[-1].split()
    assert (words[:3], words[-1]) == (["look", "at", "it:"], "preview")
    assert (Path(words[words.index("--config") + 1]) / "digest.yaml").is_file()


def test_a_program_under_another_name_is_called_by_the_usual_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # as `python -m digest` and a test runner are
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "__main__.py"), "demo"])
    monkeypatch.setenv("PATH", "/nowhere")
    assert as_called() == "digest"
