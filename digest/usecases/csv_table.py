"""Table of a CSV import: its delimiter, its headings in any spelling, and their meaning."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.errors import UseError
from digest.kernel.csv_cells import armed
from digest.kernel.csv_lines import csv_records, guess_delimiter
from digest.kernel.standings import bare
from digest.kernel.subscriber_exports import StandingReader, question, standing_reader

COLUMNS = (
    "email", "name", "newsletters", "state", "language", "consent_at", "consent_source",
    "consent_wording", "created",
    "tier", "delivery_hour", "delivery_zone", "paused_until", "text_only", "variants", "team_of",
)  # fmt: skip
"""The columns of an export of this program."""

_NAMED_OTHERWISE = {
    "email": (
        "e-mail, mail, address, email address, e-mail address, subscriber, subscriber email,"
        "email id, e-mail 1 - value, contact email, primary email, work email, member email,"
        "e-mail-adresse,"
        "email-adresse, adresse e-mail, adresse email, courriel, correo, correo electrónico,"
        "endereço de e-mail, indirizzo email, indirizzo e-mail, e-posta, e-posta adresi,"
        "электронная почта, البريد الإلكتروني, الإيميل, ایمیل, דואר אלקטרוני, אימייל"
    ),
    "name": (
        "full name, display name, subscriber name, contact name, nom complet, nombre, الاسم, שם"
    ),
    "newsletters": "newsletter, lists",
    "language": "lang",
    "created": "created at, creation date, entered, optin time",
}

OTHER_NAMES = {
    bare(heading): column
    for column, headings in _NAMED_OTHERWISE.items()
    for heading in headings.split(",")
}
"""How other programs head the same columns, in letters and digits alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderTable:
    """The lines of a file, its delimiter, and the meaning of its columns."""

    lines: Callable[[], Iterator[str]]
    """Reads the lines from the first on; a file of a million lines is never held whole."""
    delimiter: str
    headings: tuple[str, ...]
    standings: StandingReader
    has_heading: bool
    places: Mapping[str, Sequence[str]]
    """By each of our columns, the headings of the file that mean it."""

    @classmethod
    def read(cls, lines: Callable[[], Iterator[str]], ignore_columns: Sequence[str]) -> ReaderTable:
        """Read the headings of a file. Raises UseError where no column holds addresses."""
        delimiter = guess_delimiter(next(filter(str.strip, lines()), ""))
        # spreadsheets put a byte order mark before the first heading: it is cleaned away
        first = next(csv_records(lines(), delimiter=delimiter), None)
        cells = [visible(cell) for cell in first.cells] if first else [""]
        # no heading: the first line is a reader already
        if cells and "@" in cells[0]:
            # a list of addresses, with names behind them
            headings: tuple[str, ...] = ("email", "name")
            places = _places(headings)
            return cls(
                lines=lines,
                delimiter=delimiter,
                headings=headings,
                standings=standing_reader(()),
                has_heading=False,
                places=places,
            )
        headings = tuple(cell.casefold() for cell in cells)
        places = _places(headings)
        if first and not places["email"]:
            hint = f"columns are: {', '.join(COLUMNS)}"
            raise UseError("no column is called email", subject=", ".join(cells), hint=hint)
        standings = standing_reader(headings, ignored=ignore_columns)
        return cls(
            lines=lines,
            delimiter=delimiter,
            headings=headings,
            standings=standings,
            has_heading=True,
            places=places,
        )

    def cell(self, cells: Mapping[str, str], column: str) -> str:
        """Read a column under its own name or under that of another program."""
        for heading in self.places[column]:
            if cells.get(heading, "").strip():
                return cells[heading].strip()
        return ""

    def must_be_understood(self) -> None:
        """Raise UseError where an unknown column holds words that speak of leaving."""
        if not self.standings.unknown:
            return
        for _, cells, _ in self.rows():
            column = self.standings.column_in_question(cells)
            if column:
                raise question(column)

    def rows(self) -> Iterator[tuple[int, Mapping[str, str], str]]:
        """Yield (line, cells by heading, fault) of each record."""
        records = csv_records(self.lines(), delimiter=self.delimiter)
        # the heading was read already
        if self.has_heading:
            next(records, None)
        for record in records:
            # a cell that begins with = or + would run as a formula in a later export
            cells = [armed(cell.strip()) for cell in record.cells]
            if record.fault or any(cells):
                # the first of two columns with one heading counts
                pairs = list(zip(self.headings, cells, strict=False))
                yield record.line, dict(reversed(pairs)), record.fault


def _places(headings: Sequence[str]) -> dict[str, list[str]]:
    """List by each of our columns the headings that mean it; our own name stands first."""
    places: dict[str, list[str]] = {}
    for column in COLUMNS:
        # our own heading wins over that of another program
        places[column] = [column] if column in headings else []
    for heading in headings:
        column = OTHER_NAMES.get(bare(heading), "")
        if column and heading != column:
            places[column].append(heading)
    return places


BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters of Korean and of Braille that are blank to the eye."""


def visible(cell: str) -> str:
    """Remove characters that a person cannot see, like a zero-width space or a direction mark."""
    # most cells are plain letters, among which no character is unseen
    if cell.isascii():
        return cell.strip()
    visible = []
    for character in cell:
        # category Cf: format characters, which spreadsheets copy along
        if unicodedata.category(character) != "Cf" and character not in BLANK_LETTERS:
            visible.append(character)
    return "".join(visible).strip()
