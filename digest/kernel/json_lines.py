"""Read objects of a JSON file as the lines of a CSV file. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from digest.errors import UseError

MOST_LINES = 200
"""An object that spans more lines than this is no reader."""

_BETWEEN = re.compile(r"[\s\[\],]*")
"""The signs between two objects of an array, or of a file with one object in each line."""

_BEGINS = re.compile(r"\s*(?:\[\s*(?:\{|\]|$)|\{)")

WORDS = {None: "", True: "yes", False: "no"}
"""Values of JSON that are no text and no number, as cells of a table."""


def is_json(first_line: str) -> bool:
    """Tell whether a file that begins with this line holds objects of JSON.

    >>> is_json('[{"email": "a@m.example"}]'), is_json("email,name")
    (True, False)
    """
    return bool(_BEGINS.match(first_line))


def csv_lines_of_json(lines: Callable[[], Iterator[str]]) -> Callable[[], Iterator[str]]:
    """Return a reader of CSV lines: the names as heading, and a line for each object.

    `lines` reads the lines of the file from the first on, and is called several times. A CSV line
    has the number of the line in which its object begins. Raises UseError, which names the line,
    for a text that is no JSON.
    """
    headings: dict[str, None] = {}
    for _, row in json_objects(lines()):
        headings |= dict.fromkeys(row)

    def csv_lines() -> Iterator[str]:
        yield _csv_line(list(headings))
        written = 1
        for line, row in json_objects(lines()):
            # an empty line is no record
            while written < line - 1:
                yield ""
                written += 1
            yield _csv_line([_cell(row.get(name)) for name in headings])
            written += 1

    return csv_lines


def json_objects(lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield (line, object) for each object of an array or of lines; one at a time is held.

    >>> list(json_objects(['[', '{"email": "a@m.example"},', '{"email": "b@m.example"}]']))
    [(2, {'email': 'a@m.example'}), (3, {'email': 'b@m.example'})]
    """
    held, first = "", 1
    for number, line in enumerate(lines, 1):
        # an object that goes on keeps the number of its first line
        if not held:
            first = number
        text = held + line + "\n"
        place = _begin(text, 0)
        row, place = _next_object(text, place)
        while row is not None:
            yield first, row
            first = number
            row, place = _next_object(text, place)
        held = text[place:]
        if held and number - first >= MOST_LINES:
            break
    if held:
        hint = "write an array of objects, one reader each"
        raise UseError(f"line {first} begins no object of JSON", hint=hint)


def _begin(text: str, place: int) -> int:
    """Return the place at which the next object begins."""
    between = _BETWEEN.match(text, place)
    return between.end() if between else place


def _next_object(text: str, place: int) -> tuple[Mapping[str, Any] | None, int]:
    """Read a whole object and the place of the next; None where it is not whole, or none begins."""
    if not text.startswith("{", place):
        return None, place
    # by place, not by what is left: a long line has thousands of objects
    try:
        row, end = json.JSONDecoder().raw_decode(text, place)
    except (ValueError, RecursionError):
        return None, place
    return row, _begin(text, end)


def _csv_line(cells: Iterable[str]) -> str:
    quoted = [cell.replace('"', '""') for cell in cells]
    return ",".join(f'"{cell}"' for cell in quoted)


def _cell(value: Any) -> str:
    """Write a value as one cell; a list as words, an object as pairs."""
    if isinstance(value, list):
        return " ".join(_cell(part) for part in value)
    if isinstance(value, dict):
        return " ".join(f"{name}={_cell(part)}" for name, part in value.items())
    if value is None or isinstance(value, bool):
        return WORDS[value]
    # a line end in a cell would begin another line
    return " ".join(str(value).splitlines())
