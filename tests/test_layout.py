"""The map of the house is true: its layout names every file, and its picture every room."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
DIGEST = ROOT / "digest"

sys.path.insert(0, str(DOCS))

from make_layout import PAGE, layout, page_with_layout  # noqa: E402

MAX_COLUMNS = 100
NOT_A_ROOM = {"__init__", "__main__", "former_names", "process_names"}


def test_the_layout_is_the_tree() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == page_with_layout(page), "run: python docs/make_layout.py"


def test_every_file_says_what_it_is_for() -> None:
    without = re.findall(r"^ *- .*: ?$", layout(), flags=re.MULTILINE)
    assert without == []


def test_the_picture_shows_every_room() -> None:
    picture = PAGE.read_text(encoding="utf-8").split("## The picture")[1].split("```")[1]
    rooms = {path.stem for path in DIGEST.iterdir() if path.suffix == ".py" or _is_room(path)}
    missing = {room for room in rooms - NOT_A_ROOM if not re.search(rf"\b{room}\b", picture)}
    assert missing == set()


def test_every_decision_stands_in_the_list_with_its_title_and_date() -> None:
    folder = DOCS / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for record in sorted(folder.glob("0*.md")):
        title, _, date = record.read_text(encoding="utf-8").splitlines()[:3]
        number, name = re.fullmatch(r"# (\d{4})\. (.+)", title).groups()  # type: ignore[union-attr]
        day = re.fullmatch(r"(\d{4}-\d{2}-\d{2}) · \w+", date).group(1)  # type: ignore[union-attr]
        assert f"| [{number}]({record.name}) | {name} | {day} |" in index


def test_every_python_file_that_a_page_names_exists() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/**/*.py")}
    for page in [*DOCS.glob("*.md"), *DOCS.glob("decisions/*.md"), ROOT / "CONTRIBUTING.md"]:
        for name in re.findall(r"`([\w/]+/[\w]+\.py)`", page.read_text(encoding="utf-8")):
            known = name in files or f"digest/{name}" in files
            assert known, f"{page.name} names {name}"


def test_prose_is_at_most_a_hundred_columns_wide() -> None:
    """Rows of tables, code and pictures cannot be broken; sentences can."""
    wide = []
    for page in [*DOCS.glob("*.md"), *DOCS.glob("decisions/*.md"), *ROOT.glob("*.md")]:
        in_code = False
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
            if line.lstrip().startswith("```"):
                in_code = not in_code
            unbreakable = in_code or line.startswith(("|", "![", "<"))
            if len(line) > MAX_COLUMNS and not unbreakable:
                wide.append(f"{page.name}:{number}")
    assert wide == []


def _is_room(path: Path) -> bool:
    return (path / "__init__.py").exists()


def test_each_front_door_of_the_map_opens() -> None:
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    table = text.partition("## Front doors")[2].partition("\n## ")[0]
    shut = []
    for rooms, doors in re.findall(r"^\| (`.+?) \| [^|]+ \| (.+?) \|$", table, re.MULTILINE):
        # two or three rooms may share a line, and their doors stand in one list
        modules = []
        for room in re.findall(r"`([\w/.]+?)/?`", rooms):
            modules.append(f"digest.{room.removesuffix('.py').replace('/', '.')}")
        for door in re.findall(r"`([A-Za-z_.]+)", doors):
            if not any(opens(module, door) for module in modules):
                shut.append(f"{rooms}: {door}")
    assert shut == []


def opens(module: str, door: str) -> bool:
    """Tell whether a name stands in a package, or in the file of that package that it names."""
    file, _, name = door.rpartition(".")
    place = f"{module}.{file}" if file else module
    if importlib.util.find_spec(place) is None:
        return False
    return hasattr(importlib.import_module(place), name)
