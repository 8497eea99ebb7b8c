"""CPU time of ten commands, beside an empty interpreter and the bare import of the command line.

python bench/cli.py [--runs 5]

Each command runs in a process of its own on the shipped newsroom with an empty database. The best
of the runs is shown: noise of other processes only adds to a time.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

COMMANDS = (
    "--help",
    "--version",
    "subscribers list --help",
    "subscribers list",
    "subscribers why nobody@example.org",
    "issues list",
    "sources",
    "topics list",
    "next",
    "check",
)
HELP_LIMIT_S = 0.4
COMMAND_LIMIT_S = 0.6


def cpu_s(words: list[str], folder: Path, env: dict[str, str] | None = None) -> float:
    """The CPU time of one process, its own and the kernel's on its behalf."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=folder, capture_output=True, env={**os.environ, **(env or {})})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def best_s(words: list[str], folder: Path, runs: int, env: dict[str, str] | None = None) -> float:
    return min(cpu_s(words, folder, env) for _ in range(runs))


def completion_env(folder: Path) -> dict[str, str]:
    words = f"digest -c {folder / 'newsroom'} draft se"
    return {"_DIGEST_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "4"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    python = [sys.executable]
    digest = [*python, "-m", "digest"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([*digest, "init", "newsroom"], cwd=folder, check=True, capture_output=True)
        # the first command makes the database
        subprocess.run([*digest, "-c", "newsroom", "issues", "list"], cwd=folder, check=True)
        print("| command | CPU s | limit s |")
        print("|---|---|---|")
        print(f"| an empty interpreter | {best_s([*python, '-c', 'pass'], folder, runs):.2f} | |")
        bare = best_s([*python, "-c", "import digest.cli"], folder, runs)
        print(f"| import of the command line | {bare:.2f} | |")
        completed = best_s(digest, folder, runs, completion_env(folder))
        print(f"| completion of a newsletter | {completed:.2f} | 0.2 |")
        for command in COMMANDS:
            limit_s = HELP_LIMIT_S if "--" in command else COMMAND_LIMIT_S
            words = [*digest, "-c", "newsroom", *command.split()]
            print(f"| {command} | {best_s(words, folder, runs):.2f} | {limit_s} |")


if __name__ == "__main__":
    main()
