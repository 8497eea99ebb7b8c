"""Read the records of a CSV file: a stray quotation mark costs one line and hides no other."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

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


def csv_records(lines: Iterable[str], *, delimiter: str) -> Iterator[CsvRecord]:
    """Read the records of a file's lines. A line whose quotation mark is never closed is a fault.

    The lines behind such a line are records again. A cell may span lines, unless one of these lines
    begins like a record, with an address in it. A hundred lines at most are held at a time.

    >>> [record.cells for record in csv_records(['a,"b', 'c"'], delimiter=",")]
    [('a', 'b\\nc')]
    """
    waiting = _Waiting(iter(lines))
    first = waiting.line(0)
    if first is not None and _DELIMITER_LINE.match(first):
        waiting.drop(1)
    while True:
        line = waiting.line(0)
        if line is None:
            return
        if not line.strip():
            waiting.drop(1)
            continue
        record, taken = _record(waiting, delimiter)
        # a quoted cell may run over several lines
        waiting.drop(taken)
        yield record


@dataclass(slots=True)
class _Waiting:
    """The lines that were read ahead; `done` lines stand before the first."""

    source: Iterator[str]
    done: int = 0
    ahead: deque[str] = field(default_factory=deque)

    def line(self, place: int) -> str | None:
        """Return the waiting line at a place; None behind the end of the file."""
        while len(self.ahead) <= place:
            line = next(self.source, None)
            if line is None:
                return None
            self.ahead.append(line)
        return self.ahead[place]

    def drop(self, count: int) -> None:
        """Go on behind so many lines."""
        for _ in range(count):
            self.ahead.popleft()
        self.done += count


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


def _record(waiting: _Waiting, delimiter: str) -> tuple[CsvRecord, int]:
    """Read the record that begins at the first waiting line; return it with its count of lines."""
    taken: list[str] = []
    closed = True

    def feed() -> Iterator[str]:
        nonlocal closed
        # the reader takes one line after the other, as many as the record has
        while len(taken) < MOST_LINES:
            line = waiting.line(len(taken))
            if line is None:
                break
            taken.append(line)
            yield line + "\n"
        closed = False  # the reader asks for more than there is

    number = waiting.done + 1
    try:
        cells = next(csv.reader(feed(), delimiter=delimiter))
    except csv.Error as error:
        return CsvRecord(number, fault=f"this line cannot be read as CSV: {error}"), 1
    # a stray mark swallows the lines behind it, up to the next mark
    if not closed or _hides_a_record(taken[1:], delimiter):
        return CsvRecord(number, fault="a quotation mark is not closed"), 1
    return CsvRecord(number, tuple(cells)), len(taken)


def _hides_a_record(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether the further lines of a record look like records with an address."""
    for line in lines:
        for cell in line.split(delimiter):
            word = cell.strip().strip('"')
            if "@" in word[1:-1] and " " not in word:
                return True
    return False
