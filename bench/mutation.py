"""Mutation score of the pure rooms: the share of small changes to the code that a test notices.

Cosmic Ray's operators make the changes: a comparison moved to its neighbour, `and` for `or`, a
number one higher, a loop that never runs. Each change is made in a copy of the checkout. The test
files that name the module run against that copy until a test fails, and where all pass, the other
tests of the room. Changes in annotations are left out, since they change no behaviour. The sample
is drawn with a fixed seed, so that two runs judge the same changes. Each core judges one room.

    python bench/mutation.py                           12 changes in each pure room
    python bench/mutation.py --room text --sample 40   40 changes in one room
    python bench/mutation.py --room write/checks.py    changes in one file
    python bench/mutation.py --json                    one object for programs

The exit status is 1 where the score over all rooms is below --least.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from cosmic_ray.ast import Visitor, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).parents[1]
COPIED = ("digest", "tests", "templates", "config", "docs", "bench", "pyproject.toml", "README.md")
PURE_ROOMS = (
    "models",
    "kernel",
    "languages",
    "text",
    "edit",
    "write",
    "urls",
    "tokens.py",
    "collect/feed.py",
    "deliver/message.py",
    "deliver/replies.py",
)
EXTRA_TESTS = {  # tests of a room that do not stand in its own folder
    "languages": ("tests/contract/test_languages.py", "tests/text"),
    "models": ("tests/edit", "tests/write/test_document.py"),
    "write": ("tests/contract/test_writer_contract.py",),
    "collect": ("tests/contract/test_source_kinds.py",),
}
DATA_CLASSES = "tests/test_data_classes.py"
"""Its tests ask each room by itself; asking all rooms takes longer than most near tests."""

LEAST = 0.80
"""The share of changes that tests must notice."""

LIMIT_FACTOR = 4
"""A run that takes this many times as long as one without a change is stopped: it was noticed."""

LIMIT_EXTRA_S = 30.0

ROOM_LIMIT_S = 600.0
"""The tests of a whole room take a minute or two; a loop without end is met by the near ones."""

numbers = itertools.count(1)
"""Each change gets a time of its own: byte code is judged by the time and the size of its file."""

OPERATORS = (
    *(
        f"core/ReplaceComparisonOperator_{pair}"
        for pair in ("Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt")
    ),
    *(f"core/ReplaceComparisonOperator_{pair}" for pair in ("Eq_NotEq", "NotEq_Eq")),
    *(f"core/ReplaceComparisonOperator_{pair}" for pair in ("Is_IsNot", "IsNot_Is")),
    *(
        f"core/ReplaceBinaryOperator_{pair}"
        for pair in ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul")
    ),
    "core/AddNot",
    "core/ReplaceTrueWithFalse",
    "core/ReplaceFalseWithTrue",
    "core/ReplaceAndWithOr",
    "core/ReplaceOrWithAnd",
    "core/ReplaceBreakWithContinue",
    "core/ReplaceContinueWithBreak",
    "core/ReplaceUnaryOperator_Delete_Not",
    "core/NumberReplacer",
    "core/ZeroIterationForLoop",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: the operator, which of its places in the file, and the line it is on."""

    file: Path
    operator: str
    occurrence: int
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.operator.removeprefix('core/')}"


class _PlaceVisitor(Visitor):
    """Collects the places of one operator, in the order in which Cosmic Ray numbers them."""

    def __init__(self, operator: object) -> None:
        self.operator = operator
        self.places: list[tuple[int, int]] = []

    def visit(self, node):  # type: ignore[no-untyped-def]
        """Note each place of this node."""
        for start, _ in self.operator.mutation_positions(node):
            self.places.append(start)
        return node


def annotation_spans(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the spans of annotations: a change there changes no behaviour."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        annotations = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for annotation in annotations:
            if isinstance(annotation, ast.expr):
                start = (annotation.lineno, annotation.col_offset)
                spans.append((start, (annotation.end_lineno, annotation.end_col_offset)))
    return spans


def changes_of(file: Path) -> Iterator[Change]:
    """Yield every change that the operators can make in one file."""
    source = (ROOT / file).read_text(encoding="utf-8")
    tree = get_ast(source)
    spans = annotation_spans(source)
    for name in OPERATORS:
        visitor = _PlaceVisitor(get_operator(name)())
        visitor.walk(tree)
        for occurrence, place in enumerate(visitor.places):
            if not any(start <= place < end for start, end in spans):
                yield Change(file=file, operator=name, occurrence=occurrence, line=place[0])


def files_of(room: str) -> list[Path]:
    """Return the files of a room, relative to the checkout."""
    place = ROOT / "digest" / room
    if place.is_file():
        return [place.relative_to(ROOT)]
    return sorted(file.relative_to(ROOT) for file in place.rglob("*.py"))


def tests_near(file: Path) -> list[str]:
    """Return the test files that bear the name of a module or import it: most changes fail here."""
    module = ".".join(file.with_suffix("").parts).removesuffix(".__init__")
    own_folder = ROOT / "tests" / file.parts[1].removesuffix(".py")
    tests = []
    for test in (
        *sorted(own_folder.rglob("test_*.py")),
        *sorted((ROOT / "tests").glob("test_*.py")),
    ):
        # "test_dependencies" bears no name of the module "de"
        bears_its_name = f"{test.stem}_".startswith(f"test_{file.stem}_")
        if bears_its_name or f"from {module} import" in test.read_text(encoding="utf-8"):
            tests.append(str(test.relative_to(ROOT)))
    return [*tests, *data_class_tests(file.parts[1])]


def data_class_tests(room: str) -> list[str]:
    """Return the tests that judge the data classes of one room."""
    if not (ROOT / "digest" / room).is_dir():
        return []
    source = (ROOT / DATA_CLASSES).read_text(encoding="utf-8")
    names = re.findall(r"^def (test_\w+)\(room:", source, re.MULTILINE)
    return [f"{DATA_CLASSES}::{name}[{room}]" for name in names]


def tests_beyond(file: Path) -> list[str]:
    """Return the tests of the room of a file, and those elsewhere that judge the room."""
    room = file.parts[1]
    tests = []
    if (ROOT / "tests" / room).is_dir():
        tests.append(f"tests/{room}")
    for extra in EXTRA_TESTS.get(room, ()):
        if (ROOT / extra).exists():
            tests.append(extra)
    return tests


def copy_checkout(folder: Path) -> Path:
    """Copy what the tests need into the folder, with the recorded data beside it."""
    checkout = folder / "checkout"
    checkout.mkdir(parents=True)
    for name in COPIED:
        place = ROOT / name
        if place.is_dir():
            # with the byte code, which stays good: copies keep the times of their files
            shutil.copytree(place, checkout / name, ignore=shutil.ignore_patterns("node_modules"))
        elif place.exists():
            shutil.copy(place, checkout / name)
    shared = ROOT.parent / "shared"
    if shared.exists():
        (folder / "shared").symlink_to(shared.resolve())
    return checkout


def tests_pass(checkout: Path, tests: Sequence[str], limit_s: float | None) -> bool:
    """Run the tests until one fails. False when one failed or the time was up."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "--no-header"]
    command += ["-p", "no:cacheprovider", "-o", "filterwarnings=", *tests]
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    process = subprocess.Popen(
        command,
        cwd=checkout,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(limit_s) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        # a change may leave servers of the tests behind: end the whole group
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass(frozen=True, slots=True)
class Limits:
    """The time that each run of tests may take, by what it takes without a change."""

    checkout: Path
    known_s: dict[tuple[str, ...], float] = field(default_factory=dict)

    def of(self, tests: Sequence[str]) -> float:
        """Return the limit in seconds. The first call runs the tests, which must pass."""
        key = tuple(tests)
        if key not in self.known_s:
            started = time.monotonic()
            if not tests_pass(self.checkout, tests, None):
                raise SystemExit(f"{' '.join(tests)}: tests fail without a change")
            self.known_s[key] = LIMIT_FACTOR * (time.monotonic() - started) + LIMIT_EXTRA_S
        return self.known_s[key]


def is_noticed(checkout: Path, change: Change, limits: Limits) -> bool:
    """Say whether a test fails by the change: the near ones first, which take seconds."""
    near = tests_near(change.file)
    if near and not pass_with(checkout, change, near, limits.of(near)):
        return True
    beyond = tests_beyond(change.file)
    if not beyond or pass_with(checkout, change, beyond, ROOM_LIMIT_S):
        return False
    # most changes that come so far fail no test: only the others need a run without the change
    limits.of(beyond)
    return True


def pass_with(checkout: Path, change: Change, tests: Sequence[str], limit_s: float) -> bool:
    """Make one change in the copy, run the tests, and put the file back."""
    target = checkout / change.file
    written = target.stat().st_mtime
    source = target.read_text(encoding="utf-8")
    operator = get_operator(change.operator)()
    changed = MutationVisitor.mutate_code(source, operator, change.occurrence)
    if changed is None or changed == source:
        raise LookupError(f"{change}: there is no such place")
    target.write_text(changed, encoding="utf-8")
    os.utime(target, (next(numbers),) * 2)
    try:
        return tests_pass(checkout, tests, limit_s)
    finally:
        target.write_text(source, encoding="utf-8")
        os.utime(target, (written, written))


def judge_room(checkout: Path, room: str, sample: int, seed: int) -> dict[str, object]:
    """Judge a sample of the changes of one room and print each change that no test notices."""
    changes = [change for file in files_of(room) for change in changes_of(file)]
    chosen = random.Random(f"{seed} {room}").sample(changes, min(sample, len(changes)))  # noqa: S311
    limits = Limits(checkout)
    survivors = []
    for number, change in enumerate(chosen, start=1):
        if is_noticed(checkout, change, limits):
            mark = "noticed "
        else:
            mark = "SURVIVED"
            survivors.append(str(change))
        print(f"  {room} {number}/{len(chosen)} {mark} {change}", file=sys.stderr, flush=True)
    noticed = len(chosen) - len(survivors)
    return {
        "room": room,
        "changes": len(changes),
        "tried": len(chosen),
        "noticed": noticed,
        "survivors": survivors,
    }


def judge_rooms(rooms: Sequence[str], sample: int, seed: int) -> list[dict[str, object]]:
    """Judge several rooms at once, each core in a copy of its own."""
    workers = min(os.cpu_count() or 1, len(rooms))
    copies: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        for number in range(workers):
            copies.put(copy_checkout(Path(name) / str(number)))

        def judge(room: str) -> dict[str, object]:
            checkout = copies.get()
            try:
                return judge_room(checkout, room, sample, seed)
            finally:
                copies.put(checkout)

        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(judge, rooms))


def main() -> int:
    """Judge the rooms and print one line for each of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--room", action="append", help="a room or file of digest/; may be repeated"
    )
    parser.add_argument("--sample", type=int, default=12, help="changes for each room (12)")
    parser.add_argument("--seed", type=int, default=1, help="which sample is drawn (1)")
    parser.add_argument("--least", type=float, default=LEAST, help=f"the promise ({LEAST})")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()

    rooms = options.room or PURE_ROOMS
    for room in rooms:
        if not files_of(room):
            raise SystemExit(f"there is no room digest/{room}")
    rows = judge_rooms(rooms, options.sample, options.seed)
    tried = sum(row["tried"] for row in rows)
    noticed = sum(row["noticed"] for row in rows)
    score = noticed / max(tried, 1)
    if options.json:
        print(json.dumps({"score": round(score, 3), "tried": tried, "rooms": rows}))
    else:
        print("| room | possible changes | tried | noticed |\n|---|---|---|---|")
        for row in rows:
            print(f"| {row['room']} | {row['changes']} | {row['tried']} | {row['noticed']} |")
        print(f"\nMutation score: {score:.2f} of {tried} changes, seed {options.seed}")
        for row in rows:
            for survivor in row["survivors"]:
                print(f"no test notices {survivor}")
    return 0 if score >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
