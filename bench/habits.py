"""Habits of the code: ours beside three codebases that we like to read, counted in one run.

A file of `digest/` counts when it is Python. The references are the packages as they are installed,
so their tests are not at hand, and the share of tests is ours alone. All figures are counts: the
machine's speed does not matter.

    python bench/habits.py            the table
    python bench/habits.py --rooms    the same for each room of ours, with its share of tests
    python bench/habits.py --json     one object for programs
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import io
import json
import re
import statistics
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFERENCES = ("procrastinate", "httpx", "structlog")
WIDE_COLUMNS = 100
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DOCUMENTED = (*FUNCTIONS, ast.ClassDef)
RIDDLE = re.compile(r"(?:What|Who|Whose|Whom|Whether|Where|Which)\b")
VAGUE = re.compile(r"\b(?:nobody|of it|of them|whom|the one that|what of)\b", re.IGNORECASE)
VAGUE_NAMES = frozenset(("found", "it", "one", "ones", "said", "thing"))
"""Names of variables, parameters and fields that do not say what they hold."""

PROMISES = {  # the most, or the least, that each of our own figures may be
    "comprehensions": ("at most", 1.3),
    "conditional expressions": ("at most", 0.9),
    "walrus": ("at most", 0.04),
    "comment lines": ("at least", 4.7),  # the aim is 4.8, as in the codebases beside ours
    "wide lines, %": ("at most", 0.1),  # addresses and recorded texts that cannot be wrapped
    "public docstrings, %": ("at least", 100.0),
    "riddles": ("at most", 0.0),
    "vague words": ("at most", 0.0),
    "vague names": ("at most", 0.0),
}


@dataclass(slots=True, kw_only=True)
class Counts:
    """The sums over the files of one package or room."""

    lines: int = 0
    comprehensions: int = 0
    conditionals: int = 0
    walruses: int = 0
    comments: int = 0
    wide: int = 0
    public: int = 0
    documented: int = 0
    riddles: int = 0
    vague: int = 0
    vague_names: int = 0
    function_lines: list[int] = field(default_factory=list)

    def add(self, source: str) -> None:
        """Add one file."""
        text_lines = source.splitlines()
        self.lines += sum(1 for line in text_lines if line.strip())
        self.wide += sum(1 for line in text_lines if len(line) > WIDE_COLUMNS)
        tree = ast.parse(source)
        for node in ast.walk(tree):
            self._add_node(node)
        for comment in comments_of(source):
            self.comments += 1
            self.vague += bool(VAGUE.search(comment))
        for text in docstrings_of(tree):
            self.riddles += bool(RIDDLE.match(text))
            self.vague += bool(VAGUE.search(text))
        self._add_public(tree.body)

    def _add_node(self, node: ast.AST) -> None:
        self.comprehensions += isinstance(node, COMPREHENSIONS)
        self.conditionals += isinstance(node, ast.IfExp)
        self.walruses += isinstance(node, ast.NamedExpr)
        self.vague_names += name_given_by(node) in VAGUE_NAMES
        if isinstance(node, FUNCTIONS) and node.end_lineno:
            self.function_lines.append(node.end_lineno - node.lineno + 1)

    def _add_public(self, body: Iterable[ast.stmt]) -> None:
        for node in body:
            if not isinstance(node, DOCUMENTED) or node.name.startswith("_"):
                continue
            self.public += 1
            self.documented += ast.get_docstring(node) is not None
            if isinstance(node, ast.ClassDef):
                self._add_public(node.body)

    def figures(self) -> dict[str, float]:
        """Figures by name; those of the first group are a hundred lines that are not blank."""
        hundreds = max(self.lines, 1) / 100
        lengths = sorted(self.function_lines) or [0]
        return {
            "comprehensions": round(self.comprehensions / hundreds, 2),
            "conditional expressions": round(self.conditionals / hundreds, 2),
            "walrus": round(self.walruses / hundreds, 2),
            "comment lines": round(self.comments / hundreds, 2),
            "wide lines, %": round(self.wide / hundreds, 2),
            "public docstrings, %": round(100 * self.documented / max(self.public, 1), 1),
            "riddles": self.riddles,
            "vague words": self.vague,
            "vague names": self.vague_names,
            "function, median lines": statistics.median(lengths),
            "function, nine in ten below": lengths[int(len(lengths) * 0.9)],
        }


def name_given_by(node: ast.AST) -> str:
    """Return the name that a node gives to a value; "" for a node that gives none."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    if isinstance(node, ast.arg):
        return node.arg
    return ""


def comments_of(source: str) -> Iterator[str]:
    """Yield each comment that stands on a line of its own or behind code."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def docstrings_of(tree: ast.Module) -> Iterator[str]:
    """Yield the docstrings of a module, its classes and its functions, and those of constants."""
    for node in ast.walk(tree):
        # a text that stands as a statement of its own is read by people alone
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            text = node.value.value
            if isinstance(text, str):
                yield text.strip()


def count(files: Iterable[Path]) -> Counts:
    """Count the habits of these files together."""
    counts = Counts()
    for file in files:
        counts.add(file.read_text(encoding="utf-8"))
    return counts


def own_files(room: str = "") -> list[Path]:
    """Return the files of a room of `digest/`, or of all rooms, without the migrations."""
    place = ROOT / "digest" / room
    if place.is_file():
        return [place]
    return sorted(file for file in place.rglob("*.py") if "versions" not in file.parts)


def reference_files(package: str) -> list[Path]:
    """Return the files of an installed package, or an empty list where it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return []
    return sorted(Path(spec.submodule_search_locations[0]).rglob("*.py"))


def lines_in(files: Iterable[Path]) -> int:
    """Count the lines of these files that are not blank."""
    total = 0
    for file in files:
        total += sum(1 for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return total


def rooms() -> list[str]:
    """Return the rooms of `digest/` and its modules that stand alone."""
    places = sorted((ROOT / "digest").iterdir())
    return [
        place.name
        for place in places
        if (place.is_dir() and place.name != "__pycache__") or place.suffix == ".py"
    ]


def test_share(room: str) -> float:
    """Return lines of tests for each line of code of a room; its contract tests are not counted."""
    tests = ROOT / "tests" / room
    if room.endswith(".py"):
        files = [ROOT / "tests" / f"test_{room}"]
        files = [file for file in files if file.exists()]
    else:
        files = sorted(tests.rglob("*.py"))
    return round(lines_in(files) / max(lines_in(own_files(room)), 1), 2)


def print_table(columns: dict[str, dict[str, float]]) -> None:
    """Print figures as a table of Markdown, one column a package."""
    names = list(next(iter(columns.values())))
    print("| habit | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for name in names:
        values = [f"{figures[name]:g}" for figures in columns.values()]
        print(f"| {name} | " + " | ".join(values) + " |")


def broken_promises(figures: dict[str, float]) -> list[str]:
    """Return a sentence for each of our figures that is past its limit."""
    broken = []
    for name, (kind, limit) in PROMISES.items():
        value = figures[name]
        if (kind == "at most" and value > limit) or (kind == "at least" and value < limit):
            broken.append(f"{name}: {value:g}, promised is {kind} {limit:g}")
    return broken


def main() -> int:
    """Print the tables; the exit status is 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rooms", action="store_true", help="a row for each room of digest/")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()

    ours = count(own_files())
    columns = {"digest": ours.figures()}
    for package in REFERENCES:
        files = reference_files(package)
        if files:
            columns[package] = count(files).figures()
        else:
            print(f"{package} is not installed and has no column", file=sys.stderr)
    tests = lines_in(sorted((ROOT / "tests").rglob("*.py"))) / ours.lines
    if options.json:
        print(json.dumps({"habits": columns, "counts": asdict(ours), "tests": round(tests, 2)}))
    else:
        print("A hundred lines that are not blank, as counted now:\n")
        print_table(columns)
        print(f"\nLines of tests for each line of code: {tests:.2f}")
    if options.rooms:
        print()
        print_table(
            {
                room: count(own_files(room)).figures() | {"tests to code": test_share(room)}
                for room in rooms()
            }
        )
    broken = broken_promises(columns["digest"])
    for sentence in broken:
        print(f"BROKEN {sentence}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
