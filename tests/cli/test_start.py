"""Commands start with what they need alone, and end with the exit code that says how it went."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from digest import __version__
from digest.__main__ import OBJECTS_BEFORE_A_LOOK
from digest.cli import _details, _file_error, app
from digest.cli.commands import COMMANDS
from digest.errors import ConfigError, PreflightError, Problem
from digest.models import Finding, Severity

HEAVY = (
    "sqlalchemy", "trafilatura", "feedparser", "httpx2", "cryptography", "premailer",
    "mjml", "babel", "apscheduler", "uvicorn", "starlette", "prometheus_client", "ruamel", "nh3",
    "digest.models",
)  # fmt: skip
"""Libraries that no help needs."""


def loaded(*words: str) -> set[str]:
    """The heavy libraries that a command has loaded by its end."""
    program = (
        "import sys; from digest.cli import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        f"print('|', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("|")[2].split())


@pytest.mark.parametrize("words", ["--help", "--version", "subscribers list --help", "run --help"])
def test_help_loads_no_heavy_library(words: str) -> None:
    assert loaded(*words.split()) == set()


def test_every_command_of_the_table_stands_where_it_says() -> None:
    for name, command in COMMANDS.items():
        done = CliRunner().invoke(app, [name, "--help"])
        assert done.exit_code == 0, command.place
        first_word = command.help.split()[0]
        assert first_word in done.output or name == "dkim"


def test_a_command_that_is_not_there_is_refused() -> None:
    done = CliRunner().invoke(app, ["sned"])
    assert done.exit_code == 2
    assert "sned" in done.output


def test_the_version_is_printed() -> None:
    assert CliRunner().invoke(app, ["--version"]).output == f"digest {__version__}\n"


def test_an_interrupt_while_the_program_is_loaded_leaves_no_traceback() -> None:
    program = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'digest.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from digest.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "interrupted before any work began\n")


def test_the_end_of_a_command_looks_through_no_object_again() -> None:
    """Python looks for cycles as it ends, which took a fifth of the time of a short command."""
    program = (
        "import atexit, gc, sys\n"
        "atexit.register(lambda: print(gc.get_threshold()[0], len(gc.get_objects()) < 1000))\n"
        "sys.argv = ['digest', '--version']\n"
        "from digest.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split("\n")[1] == f"{OBJECTS_BEFORE_A_LOOK} True"


def test_every_problem_and_finding_is_a_line_above_the_error() -> None:
    problem = Problem(file="digest.yaml", line=3, column=5, what="unknown key", advice="remove it")
    finding = Finding(rule_id="text.long", severity=Severity.ERROR, message="too long")
    assert _details(ConfigError("wrong", problems=[problem])) == [
        "digest.yaml:3:5: unknown key — remove it"
    ]
    assert _details(PreflightError("stop", findings=[finding])) == ["error: text.long: too long"]


def test_only_trouble_with_a_named_file_is_told_without_a_traceback() -> None:
    named = _file_error(PermissionError(13, "Permission denied", "/etc/x"))
    assert named is not None
    assert str(named) == "this file or folder cannot be used (Permission denied): /etc/x"
    assert _file_error(OSError("no space")) is None
