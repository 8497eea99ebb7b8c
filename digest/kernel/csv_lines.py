"""Read the records of a CSV file: a stray quotation mark costs one line and hides no other."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_LINES = 100
"""A cell that spans more lines than this was never closed."""

DELIMITERS = ",;\t|"

# Excel writes the delimiter into a line of its own above the heading.
_DELIMITER_LINE = re.compile(r'\ufeff?\s{0,9}"?sep=(.)"?\s{0,9}\Z', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One record: its first line, counted from 1, and its cells; or the fault of that line."""

    line: int
    cells: tuple[str, ...] = ()
    fault: str = ""


def csv_records(text: str, *, delimiter: str) -> Iterator[CsvRecord]:
    """Read the records of a file. A line whose quotation mark is never closed is a fault.

    The lines behind such a line are records again. A cell may span lines, unless one of these lines
    begins like a record, with an address in it. NUL is left out: PostgreSQL takes none.

    >>> [record.cells for record in csv_records('a,"b\\nc"\\n', delimiter=",")]
    [('a', 'b\\nc')]
    """
    # three systems end their lines in three ways, and a file may mix them
    lines = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = 1 if _DELIMITER_LINE.match(lines[0]) else 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        record, taken = _record(lines, at, delimiter)
        yield record
        # a quoted cell may run over several lines
        at += taken


def guess_delimiter(text: str) -> str:
    """Guess the delimiter by the heading.

    >>> guess_delimiter("email;name")
    ';'
    """
    heading = text.lstrip().partition("\n")[0]
    named = _DELIMITER_LINE.match(heading.rstrip())
    if named and named[1] in DELIMITERS:
        return named[1]
    return max(DELIMITERS, key=heading.count)


def _record(lines: Sequence[str], at: int, delimiter: str) -> tuple[CsvRecord, int]:
    """Read the record that begins at a line; return it with the number of its lines."""
    taken = 0
    closed = True

    def feed() -> Iterator[str]:
        nonlocal taken, closed
        # the reader takes one line after the other, as many as the record has
        for line in lines[at : at + MOST_LINES]:
            taken += 1
            yield line + "\n"
        closed = False  # the reader asks for more than there is

    try:
        cells = next(csv.reader(feed(), delimiter=delimiter))
    except csv.Error as error:
        return CsvRecord(at + 1, fault=f"this line cannot be read as CSV: {error}"), 1
    # a stray mark swallows the lines behind it, up to the next mark
    if not closed or _hides_a_record(lines[at + 1 : at + taken], delimiter):
        return CsvRecord(at + 1, fault="a quotation mark is not closed"), 1
    return CsvRecord(at + 1, tuple(cells)), taken


def _hides_a_record(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether the further lines of a record look like records with an address."""
    for line in lines:
        for cell in line.split(delimiter):
            word = cell.strip().strip('"')
            if "@" in word[1:-1] and " " not in word:
                return True
    return False
