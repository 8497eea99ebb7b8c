"""Write the layout of docs/design.md: each room and file of digest/, with what it is for.

The words are the first line of each file's docstring, so that the page cannot say anything else.

    python docs/make_layout.py            write the section anew
    python docs/make_layout.py --check    exit code 1 when the section is out of date
"""

from __future__ import annotations

import ast
import sys
import textwrap
from functools import cache
from pathlib import Path

DOCS = Path(__file__).parent
PACKAGE = DOCS.parent / "digest"
PAGE = DOCS / "design.md"
START = "<!-- layout: written by docs/make_layout.py -->"
END = "<!-- end of the layout -->"
COLUMNS = 100


@cache
def layout() -> str:
    """Return the section: a list of rooms, each with its files."""
    lines: list[str] = []
    for folder in _rooms():
        lines += ["", _entry(f"**`{_name(folder)}/`**", folder / "__init__.py", indent=0)]
        for file in sorted(folder.glob("*.py")):
            if file.name != "__init__.py":
                lines.append(_entry(f"`{file.name}`", file, indent=2))
    return "\n".join(lines).strip()


def page_with_layout(page: str) -> str:
    """Return the page with its section written anew."""
    before, rest = page.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n\n{layout()}\n\n{END}{after}"


def _rooms() -> list[Path]:
    """Return the package and every folder in it that holds Python files, in alphabetical order."""
    rooms = [PACKAGE]
    for init in sorted(PACKAGE.rglob("__init__.py")):
        if init.parent != PACKAGE:
            rooms.append(init.parent)
    return rooms


def _name(folder: Path) -> str:
    return folder.relative_to(PACKAGE.parent).as_posix()


def _entry(name: str, file: Path, *, indent: int) -> str:
    summary = _summary(file)
    return textwrap.fill(
        f"- {name}: {summary}",
        width=COLUMNS,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _summary(file: Path) -> str:
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    paragraph = text.split("\n\n")[0]
    return " ".join(paragraph.split())


def main() -> None:
    """Write the section, or only compare it."""
    page = PAGE.read_text(encoding="utf-8")
    wanted = page_with_layout(page)
    if "--check" in sys.argv:
        sys.exit(page != wanted)
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
