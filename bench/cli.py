"""CPU time of ten commands and of completion, beside an empty interpreter.

python bench/cli.py [--runs 5]

Each command runs in a process of its own on the shipped newsroom with an empty database and a cache
of its own. The first run fills the cache; the best of the later runs counts, because noise of other
processes only adds to a time. `import sqlalchemy` runs before each of them: while it takes longer
than where the limits were set, the machine is slow or busy, and a time is judged by as much less.
A faster machine gets no credit. The exit status is 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

HELP_LIMIT_S = 0.4
COMMAND_LIMIT_S = 0.6
COMPLETION_LIMIT_S = 0.2
CHECK_LIMIT_S = 1.5
"""`check` renders a mail of every newsletter and tries the tests of all topics."""

REFERENCE = ("-c", "import sqlalchemy")
"""Work that no change of ours makes faster or slower."""

REFERENCE_S = 0.23
"""The CPU time of that work where the limits were set: two cores, with no other process."""

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

COMPLETIONS = {
    "a newsletter": "draft se",
    "a source": "collect --source ",
    "an issue": "issues show ",
}


def cpu_s(words: list[str], folder: Path, env: dict[str, str]) -> float:
    """The CPU time of one process, its own and the kernel's on its behalf."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=folder, capture_output=True, env={**os.environ, **env})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


class Timed(NamedTuple):
    """The least time of a command, and of the reference in the same moments."""

    took_s: float
    reference_s: float

    @property
    def judged_s(self) -> float:
        """The time that the command would take where the limits were set."""
        return self.took_s / max(1.0, self.reference_s / REFERENCE_S)


def best_of(words: list[str], folder: Path, env: dict[str, str], runs: int) -> Timed:
    """Run the reference and the command in turn; noise of other processes slows both."""
    took_s, reference_s = [], []
    for _ in range(runs):
        reference_s.append(cpu_s([sys.executable, *REFERENCE], folder, env))
        took_s.append(cpu_s(words, folder, env))
    return Timed(min(took_s), min(reference_s))


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
    digest = [sys.executable, "-m", "digest"]
    broken = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = {"XDG_CACHE_HOME": str(folder / "cache")}
        subprocess.run([*digest, "init", "newsroom"], cwd=folder, check=True, capture_output=True)
        # the first command makes the database and fills the cache
        first_s = cpu_s([*digest, "-c", "newsroom", "sources"], folder, cache)
        empty = best_of([sys.executable, "-c", "pass"], folder, cache, runs)
        print("| command | CPU s | import sqlalchemy | judged s | limit s |\n|---|---|---|---|---|")
        print(f"| an empty interpreter | {empty.took_s:.2f} | {empty.reference_s:.2f} | | |")
        print(f"| sources, the first run | {first_s:.2f} | | | |")
        rows = []
        for noun, typed in COMPLETIONS.items():
            env = {**cache, **completion_env(folder, typed)}
            rows.append((f"completion of {noun}", digest, env, COMPLETION_LIMIT_S))
        for command, limit_s in COMMANDS.items():
            rows.append((command, [*digest, "-c", "newsroom", *command.split()], cache, limit_s))
        for what, words, env, limit_s in rows:
            timed = best_of(words, folder, env, runs)
            times = f"{timed.took_s:.2f} | {timed.reference_s:.2f} | {timed.judged_s:.2f}"
            print(f"| {what} | {times} | {limit_s} |", flush=True)
            if timed.judged_s > limit_s:
                broken.append(f"{what}: {timed.judged_s:.2f} s of CPU, promised are {limit_s} s")
    for sentence in broken:
        print(f"BROKEN {sentence}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
