"""The time to read and check a newsroom: 100 sources, 300 aliases, 20 topics, 10 newsletters.

The reference is ruamel.yaml's own safe load of the same bytes; the promise is one second of CPU.
Run: python bench/load_config.py [--json]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ruamel.yaml import YAML

from digest.config import load_config
from digest.config.read_yaml import document_of

PROMISE_S = 1.0
ROUNDS = 3


def write_newsroom(folder: Path) -> None:
    """A newsroom of the promised size, made of words that mean nothing."""
    for name in ("topics", "newsletters"):
        (folder / name).mkdir()
    (folder / "digest.yaml").write_text(
        "publication:\n  name: Bench\n  public_url: https://news.example.org\n  from_address: "
        "a@news.example.org\n"
    )
    (folder / "sources.yaml").write_text(
        "sources:\n"
        + "".join(
            f"  - id: outlet-{n}\n    name: Outlet {n}\n    url: https://outlet{n}.example/feed\n"
            f"    publisher: Outlet {n}\n"
            f"    family: Owner {n % 40}\n    country: LB\n    language: en\n    section: "
            f"regional\n    weight: 1.1\n"
            for n in range(100)
        )
    )
    (folder / "aliases.yaml").write_text(
        "aliases:\n"
        + "".join(
            (
                f"  - {{id: thing-{n}, name: Thing {n}, kind: place, names: [Ding {n}, Chose {n}, "
                f"شيء {n}, דבר {n}]}}\n"
            )
            for n in range(300)
        )
    )
    for n in range(20):
        leaves = "".join(f'  - "@thing-{n * 15 + leaf}"\n' for leaf in range(15))
        others = "".join(
            f"  - {{phrase: word {leaf}, in: [title, lead], weight: 2}}\n" for leaf in range(15)
        )
        (folder / "topics" / f"topic-{n}.yaml").write_text(
            f"name: Topic {n}\nany:\n{leaves}{others}none: [sport]\n"
        )
    for n in range(10):
        (folder / "newsletters" / f"letter-{n}.yaml").write_text(
            f"name: Letter {n}\ntagline: Words\ntopics: {{topic-{n}: 1, topic-{n + 10}: "
            f"2}}\nschedule: {{at: 06:30}}\n"
        )


def cpu_s(work: Callable[[], object]) -> float:
    """The best CPU time of a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        document_of.cache_clear()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def cached_cpu_s(folder: Path) -> float:
    """The CPU time of a later command, which finds the parsed files on disk."""
    env = {"XDG_CACHE_HOME": str(folder / "cache")}
    load_config(folder, env=env)
    return cpu_s(lambda: load_config(folder, env=env))


def main() -> int:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_newsroom(folder)
        paths = sorted(folder.rglob("*.yaml"))
        ours = cpu_s(lambda: load_config(folder, env={}))
        reference = cpu_s(lambda: [YAML(typ="safe", pure=True).load(path) for path in paths])
        load_config(folder, env={})
        start = time.process_time()
        load_config(folder, env={})
        again = time.process_time() - start
        size = sum(path.stat().st_size for path in paths)
        cached = cached_cpu_s(folder)
    figures = {
        "bytes": size,
        "load_and_check_cpu_s": round(ours, 3),
        "ruamel_safe_load_cpu_s": round(reference, 3),
        "ratio": round(ours / reference, 2),
        "unchanged_again_cpu_s": round(again, 3),
        "next_command_cpu_s": round(cached, 3),
        "promise_cpu_s": PROMISE_S,
        "kept": ours < PROMISE_S,
    }
    if "--json" in sys.argv[1:]:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")
    return 0 if figures["kept"] else 1


if __name__ == "__main__":
    sys.exit(main())
