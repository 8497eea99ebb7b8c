"""Tables: ruled for a person at a terminal, plain in a pipe, JSON for a script.

Ids and addresses are copied out of tables, so no cell is ever cut short.
"""

from __future__ import annotations

import json
import sys
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.cells import cell_len
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

GAP = "  "
"""Stands between two columns of a plain table."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a script.")]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under headings. The first `unbroken` columns are short ids, which go on one line."""

    headings: tuple[str, ...]
    _: KW_ONLY
    unbroken: int = 0
    look: dict[str, Any] = field(default_factory=dict)
    """Arguments of `rich.table.Table` for a terminal."""
    rows: list[tuple[Text, ...]] = field(default_factory=list)

    def add(self, *cells: str | Text) -> None:
        """Add one row; a cell of words is printed as it is, without markup."""
        row = []
        for cell in cells:
            row.append(cell if isinstance(cell, Text) else Text(cell))
        self.rows.append(tuple(row))

    def print_to(self, console: Console, *, as_json: bool = False) -> None:
        """Print the rows as fits the reader: a script, a terminal or a pipe."""
        # JSON first: a script may run at a terminal, too
        if as_json:
            print_json(self.as_objects())
        elif console.is_terminal:
            console.print(self._ruled())
        else:
            for line in self.plain_lines():
                console.print(line, markup=False, highlight=False, soft_wrap=True)

    def as_objects(self) -> list[dict[str, str]]:
        """Write each row as an object; the headings are its keys."""
        objects = []
        for row in self.rows:
            words = [cell.plain for cell in row]
            objects.append(dict(zip(self.headings, words, strict=True)))
        return objects

    def plain_lines(self) -> list[str]:
        """Write the table as lines of padded columns; each row is one line, however wide.

        >>> listing = Listing(("id", "name"))
        >>> listing.add("a1", "Beirut")
        >>> listing.plain_lines()
        ['id  name', 'a1  Beirut']
        """
        lines = [list(self.headings)]
        for row in self.rows:
            # a line end in a cell would break the row of a plain table
            lines.append([" ".join(cell.plain.split()) for cell in row])
        # the heading counts as well, so that it stands over its column
        widths = [0] * len(self.headings)
        for cells in lines:
            for column, cell in enumerate(cells):
                widths[column] = max(widths[column], cell_len(cell))
        return [_padded(cells, widths) for cells in lines]

    def _ruled(self) -> Any:
        # imported here: a pipe needs no ruled table
        from rich.table import Column, Table

        columns = []
        for place, heading in enumerate(self.headings):
            # folded, never cut: ids and addresses are copied out of tables
            columns.append(Column(heading, overflow="fold", no_wrap=place < self.unbroken))
        table = Table(*columns, **self.look)
        for row in self.rows:
            table.add_row(*row)
        return table


def print_json(value: object) -> None:
    """Print one JSON value on stdout, and a line end."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _padded(cells: list[str], widths: list[int]) -> str:
    """Pad by the width on screen: a Chinese letter takes two columns, a combining mark takes none.

    The last cell is not padded.
    """
    padded = []
    for cell, width in zip(cells, widths, strict=True):
        padded.append(cell + " " * (width - cell_len(cell)))
    return GAP.join(padded).rstrip()
