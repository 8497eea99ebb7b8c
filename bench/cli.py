"""CPU time of ten commands and of completion, beside an empty interpreter.

python bench/cli.py [--runs 5]

Each command runs in a process of its own on the shipped newsroom with an empty database and a cache
of its own. The first run fills the cache; the best of the later runs counts, because noise of other
processes only adds to a time. `import sqlalchemy` shows how fast the machine is at the moment. The
exit status is 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HELP_LIMIT_S = 0.4
COMMAND_LIMIT_S = 0.6
COMPLETION_LIMIT_S = 0.2
CHECK_LIMIT_S = 1.5
"""`check` renders a mail of every newsletter and tries the tests of all topics."""

COMMANDS = {
    "--help": HELP_LIMIT_S,
    "--version": HELP_LIMIT_S,
    "subscribers list --help": HELP_LIMIT_S,
    "subscribers list": COMMAND_LIMIT_S,
    "subscribers why nobody@example.org": COMMAND_LIMIT_S,
    "issues list": COMMAND_LIMIT_S,
    "sources": COMMAND_LIMIT_S,
    "topics list": COMMAND_LIMIT_S,
    "next": COMMAND_LIMIT_S,
    "check": CHECK_LIMIT_S,
}
"""Each command and the seconds of CPU that it may take."""

COMPLETIONS = {"newsletter": "draft se", "source": "collect --source ", "issue": "issues show "}


def cpu_s(words: list[str], folder: Path, env: dict[str, str]) -> float:
    """The CPU time of one process, its own and the kernel's on its behalf."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=folder, capture_output=True, env={**os.environ, **env})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def best_s(words: list[str], folder: Path, env: dict[str, str], runs: int) -> float:
    """The least time of several runs."""
    return min(cpu_s(words, folder, env) for _ in range(runs))


def completion_env(folder: Path, typed: str) -> dict[str, str]:
    """The environment by which a shell asks for the words that may follow."""
    words = f"digest -c {folder / 'newsroom'} {typed}"
    return {
        "_DIGEST_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }


def main() -> int:
    """Print the table; the exit status is 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    python = [sys.executable]
    digest = [*python, "-m", "digest"]
    broken = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = {"XDG_CACHE_HOME": str(folder / "cache")}
        subprocess.run([*digest, "init", "newsroom"], cwd=folder, check=True, capture_output=True)
        # the first command makes the database and fills the cache
        first_s = cpu_s([*digest, "-c", "newsroom", "sources"], folder, cache)
        print("| command | CPU s | limit s |\n|---|---|---|")
        for what, words in (("an empty interpreter", "pass"), ("import sqlalchemy",) * 2):
            print(f"| {what} | {best_s([*python, '-c', words], folder, cache, runs):.2f} | |")
        print(f"| sources, the first run | {first_s:.2f} | |")
        rows = []
        for noun, typed in COMPLETIONS.items():
            env = {**cache, **completion_env(folder, typed)}
            rows.append((f"completion of a {noun}", digest, env, COMPLETION_LIMIT_S))
        for command, limit_s in COMMANDS.items():
            rows.append((command, [*digest, "-c", "newsroom", *command.split()], cache, limit_s))
        for what, words, env, limit_s in rows:
            took_s = best_s(words, folder, env, runs)
            print(f"| {what} | {took_s:.2f} | {limit_s} |", flush=True)
            if took_s > limit_s:
                broken.append(f"{what}: {took_s:.2f} s of CPU, promised are {limit_s} s")
    for sentence in broken:
        print(f"BROKEN {sentence}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
