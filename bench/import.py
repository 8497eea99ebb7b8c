"""Import a million readers in bounded memory, and freeze the audience of a newsletter's segment.

python bench/import.py [--readers 1000000] [--postgresql]

The reference is a plain loop of Python's csv module over the same file in the same run. Each step
is a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from digest.config import Config, ReaderSettings, Settings, segments_of
from digest.config.segment_settings import AttributeTestKeys, SegmentKeys
from digest.models import AttributeKind, Newsletter, Publication, ReaderAttribute
from digest.store import open_store
from digest.usecases.csv_import import import_csv
from digest.usecases.newsroom import Newsroom

PEAK_MB = 300
"""The promised peak of memory; a file of a million lines has 60 MB, and is never held whole."""
AUDIENCE_S = 5.0
"""The promised time to list the readers of a segment among a million."""
SECTORS = ("Banking", "Energy", "Shipping", "Government", "Press")

READERS = ReaderSettings(
    attributes=(
        ReaderAttribute(name="sector", values=SECTORS),
        ReaderAttribute(name="staff", kind=AttributeKind.NUMBER),
    ),
    segments=(
        SegmentKeys(
            id="large-banks",
            languages=("en",),
            attributes=(
                AttributeTestKeys(name="sector", one_of=("Banking",)),
                AttributeTestKeys(name="staff", least="500"),
            ),
        ),
    ),
)


def write_file(path: Path, readers: int) -> None:
    """Write a CSV file as another program exports it: each tenth reader left there."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Email", "Name", "language", "Status", "sector", "staff"])
        for number in range(readers):
            status = "subscribed"
            if number % 10 == 0:
                status = "unsubscribed"
            address = f"reader{number}@mail{number % 50}.example"
            sector = SECTORS[number % len(SECTORS)]
            writer.writerow([address, f"Reader {number}", "en", status, sector, number % 1000])


def newsroom(url: str) -> Newsroom:
    publication = Publication(
        name="Desk", public_url="https://news.example.org", from_address="d@news.example.org"
    )
    daily = Newsletter(id="daily", name="Daily", tagline="", topics=())
    settings = replace(Settings(publication=publication), readers=READERS)
    config = Config(folder=Path(), settings=settings, newsletters=(daily,))
    return Newsroom(config=config, store=open_store(url), clock=lambda: datetime.now(UTC))


# ---- the steps, each a process ---------------------------------------------------------------


def step_plain(path: Path, url: str) -> int:
    del url
    with path.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.DictReader(lines))


def step_import(path: Path, url: str) -> int:
    with path.open("rb") as file:
        return import_csv(newsroom(url), file, newsletters=("daily",)).taken


def step_again(path: Path, url: str) -> int:
    with path.open("rb") as file:
        return sum(import_csv(newsroom(url), file, newsletters=("daily",)).counts.values())


def step_audience(path: Path, url: str) -> int:
    del path
    segment = segments_of(READERS.segments, READERS.attributes)["large-banks"]
    return sum(1 for _ in newsroom(url).store.subscribers.audience("daily", segment=segment))


STEPS: dict[str, Callable[[Path, str], int]] = {
    "plain csv loop": step_plain,
    "import": step_import,
    "the same file again": step_again,
    "audience of a segment": step_audience,
}


def run_step(name: str, path: Path, url: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--step", name, "--file", str(path), "--url", url]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def step(name: str, path: Path, url: str) -> None:
    started = time.process_time()
    count = STEPS[name](path, url)
    # of this process alone: what PostgreSQL takes is not in it
    taken_s = time.process_time() - started
    # kilobytes on Linux
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"count": count, "s": taken_s, "peak_mb": peak_mb}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--readers", type=int, default=1_000_000)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step(options.step, options.file, options.url)
        return
    server = nullcontext("")
    if options.postgresql:
        sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
        from postgres import running_postgres

        server = running_postgres(durable=True)
    with tempfile.TemporaryDirectory() as folder, server as url:
        path = Path(folder) / "readers.csv"
        write_file(path, options.readers)
        sys.exit(measure(path, url or f"sqlite:///{folder}/desk.db", options.readers))


def measure(path: Path, url: str, readers: int) -> int:
    """Print each step; return 1 when a promise is broken."""
    size_mb = path.stat().st_size / 1e6
    print(f"| {readers:,} lines, {size_mb:.0f} MB | lines or readers | CPU-s | peak MB |")
    print("|---|---|---|---|")
    results = {}
    for name in STEPS:
        results[name] = run_step(name, path, url)
        found = results[name]
        print(f"| {name} | {found['count']:,} | {found['s']:.1f} | {found['peak_mb']:.0f} |")
    ratio = results["import"]["s"] / results["plain csv loop"]["s"]
    print(f"\nthe import takes {ratio:.0f} times the plain loop")
    broken = []
    if results["import"]["peak_mb"] > PEAK_MB:
        broken.append(f"peak of the import: promised at most {PEAK_MB} MB")
    if results["audience of a segment"]["s"] > AUDIENCE_S:
        broken.append(f"audience: promised at most {AUDIENCE_S} s")
    for line in broken:
        print(f"BROKEN {line}")
    return int(bool(broken))


if __name__ == "__main__":
    main()
