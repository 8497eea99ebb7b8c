"""Bounces against recorded expectations: hard, soft, complaint or neither.

The promise is an agreement of .95. One of the recorded suites says only "failed for good", be the
address wrong or the mailbox full. A full mailbox is no reason to suppress a reader, so such a row
allows soft as well; `strict` is the agreement when it may only be hard.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.deliver import Bounce, read_bounces  # noqa: E402
from digest.models import ReturnKind  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
PROMISE = 0.95
CLASSES = {
    ReturnKind.HARD: "hard",
    ReturnKind.SOFT: "soft",
    ReturnKind.COMPLAINT: "complaint",
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_argument("--expected", type=Path, default=DATA / "bounces" / "expected_dev.csv")
    options.add_argument("--list", action="store_true", help="list every disagreement")
    wanted = options.parse_args()
    if not wanted.expected.is_file():
        print(
            json.dumps({"skipped": "no recorded bounces"})
            if wanted.json
            else "no recorded bounces here: skipped"
        )
        return 0
    root = wanted.expected.parent.parent
    groups: dict[str, set[str]] = {}
    strict: dict[str, set[str]] = {}
    for row in csv.DictReader(wanted.expected.open(encoding="utf-8")):
        groups.setdefault(row["file"], set()).update(expectation(row))
        strict.setdefault(row["file"], set()).update(expectation(row, strict=True))
    groups = {file: labels for file, labels in groups.items() if labels}
    # the first mail pays for imports; processor time, so that other programs do not count
    read_bounces(b"")
    started = time.process_time()
    answers = {file: answer(read_bounces((root / file).read_bytes())) for file in groups}
    elapsed_s = time.process_time() - started
    wrong = {file: labels for file, labels in groups.items() if answers[file] not in labels}
    pairs = Counter((" or ".join(sorted(labels)), answers[file]) for file, labels in groups.items())
    agreement = 1 - len(wrong) / len(groups)
    strictly = sum(answers[file] in strict[file] for file in groups) / len(groups)
    figures = {
        "mails": len(groups),
        "agreement": round(agreement, 4),
        "strict": round(strictly, 4),
        "promise": PROMISE,
    }
    figures["cpu_ms_per_mail"] = round(elapsed_s / len(groups) * 1000, 2)
    if wanted.json:
        by_pair = {
            f"{expected} -> {got}": count for (expected, got), count in sorted(pairs.items())
        }
        print(json.dumps(figures | {"pairs": by_pair, "wrong": sorted(wrong)}))
    else:
        for (expected, got), count in sorted(pairs.items()):
            print(f"{expected:>20} → {got:<10} {count:5}")
        print(", ".join(f"{name} {value}" for name, value in figures.items()))
        for file in sorted(wrong) if wanted.list else []:
            print(f"  {file}: {' or '.join(sorted(wrong[file]))}, said {answers[file]}")
    return 0 if agreement >= PROMISE else 1


def expectation(row: Mapping[str, str], *, strict: bool = False) -> set[str]:
    """The classes a row allows; none when it says nothing."""
    if row["hard"] == "":
        return set()
    if row["feedback"]:
        return {"neither" if row["feedback"] in ("auth-failure", "dmarc") else "complaint"}
    if row["reason"] in ("vacation", "not-a-bounce"):
        return {"neither"}
    if row["hard"] == "1":
        for_good = row["permanent"] and not row["reason"]
        return {"hard", "soft"} if for_good and not strict else {"hard"}
    return {"soft"} if row["reason"] or row["temporary"] else {"neither"}


def answer(bounces: Iterable[Bounce]) -> str:
    """One class for a whole mail: the gravest finding."""
    kinds = [bounce.kind for bounce in bounces]
    return next((name for kind, name in CLASSES.items() if kind in kinds), "neither")


if __name__ == "__main__":
    sys.exit(main())
