"""Import readers from CSV: the good lines of a file become readers, and each bad one is named.

The export of another program carries who left, bounced, complained or never confirmed there. That
standing is taken over, so no import mails a person who left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parseaddr
from itertools import islice

from digest.errors import UseError
from digest.kernel.csv_cells import armed
from digest.kernel.csv_lines import csv_records, guess_delimiter
from digest.kernel.decoding import decode_strictly
from digest.kernel.mail_addresses import normal_address
from digest.kernel.standings import Standing, bare
from digest.kernel.subscriber_exports import StandingReader, question, standing_reader
from digest.models import (
    AttributeValues,
    Consent,
    Enrolment,
    ReaderClock,
    Subscriber,
    SubscriberState,
    Tier,
)
from digest.usecases.newsroom import Newsroom
from digest.usecases.own_clock import read_clock
from digest.usecases.reader_attributes import attribute_cells
from digest.usecases.reader_ids import new_reader_id

CHUNK = 1000
"""So many lines are stored in one transaction."""

COLUMNS = (
    "email", "name", "newsletters", "state", "language", "consent_at", "consent_source",
    "consent_wording", "created",
    "tier", "delivery_hour", "delivery_zone",
)  # fmt: skip
"""The columns of an export of this program."""

_NAMED_OTHERWISE = {
    "email": (
        "e-mail, mail, address, email address, e-mail address, subscriber, subscriber email,"
        "email id, contact email, primary email, work email, member email, e-mail-adresse,"
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

NAME_PARTS = (
    ("first name", "last name"), ("first_name", "last_name"), ("firstname", "lastname"),
    ("vorname", "nachname"),
)  # fmt: skip
"""How other programs head the two halves of a name."""

CLOSED = {
    Standing.LEFT: Enrolment.LEFT,
    Standing.BOUNCED: Enrolment.BOUNCED,
    Standing.COMPLAINED: Enrolment.COMPLAINED,
    Standing.BLOCKED: Enrolment.BLOCKED,
}
"""With such a standing elsewhere the address is closed here: its keyed hash is kept, and no name.
"""

NOT_TAKEN = {Standing.UNCONFIRMED: Enrolment.UNCONFIRMED, Standing.PAUSED: Enrolment.PAUSED}
"""With such a standing elsewhere no reader is made: the person may still ask for it here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line of an import that was not taken, and why. Lines count from 1."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedLine:
    """The result of one good line; `column` is the column that says why, where one does."""

    line: int
    email: str
    outcome: Enrolment
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The result of an import, or under `dry_run` what it would be."""

    counts: Mapping[Enrolment, int]
    bad_lines: tuple[BadLine, ...] = ()
    dry_run: bool = False
    program: str = ""
    """The program whose export the file is; "" where its headings tell of none."""

    @property
    def taken(self) -> int:
        """How many readers are new or joined a newsletter."""
        return self.counts.get(Enrolment.NEW, 0) + self.counts.get(Enrolment.JOINED, 0)


def import_csv(
    newsroom: Newsroom,
    content: bytes,
    *,
    newsletters: Sequence[str] = (),
    source: str = "import",
    wording: str = "",
    dry_run: bool = False,
    ignore_columns: Sequence[str] = (),
    on_line: Callable[[ImportedLine], None] | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Take every good line and name every bad one.

    No reader who left, was erased or is suppressed comes back, here or in the program that the file
    came from. `newsletters` are for lines that name none. `on_line` is told the result of each good
    line, `on_progress` how many lines were done. Lines are stored a thousand at a time, so an
    interrupt keeps the finished ones, and the same file may be imported again.

    Raises UseError, before any line is stored, where a column may say who left and its meaning is
    not known; `ignore_columns` names those that do not.
    """
    # a wrong option is told before a large file is read
    for newsletter_id in newsletters:
        newsroom.newsletter(newsletter_id)
    text = decode_strictly(content)
    attributes = newsroom.config.settings.readers.attributes
    # a declared column is understood: its words say nothing of leaving
    table = _Table.read(text, [*ignore_columns, *(one.name for one in attributes)])
    # before the first line is stored: an import is all or a question
    table.must_be_understood()
    reading = _Reading(newsroom, tuple(newsletters), source, wording, newsroom.clock(), table)
    counts: Counter[Enrolment] = Counter()
    lines = reading.good_lines()
    while True:
        # a transaction a line would take minutes for a large list
        chunk = list(islice(lines, CHUNK))
        if not chunk:
            break
        for outcome in _store(newsroom, chunk, source=source, dry_run=dry_run):
            counts[outcome.outcome] += 1
            if on_line:
                on_line(outcome)
        if on_progress:
            on_progress(len(chunk))
    return ImportReport(
        counts=counts,
        bad_lines=tuple(reading.bad_lines),
        dry_run=dry_run,
        program=table.standings.program,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _GoodLine:
    """One line that can be taken, with the standing that the file gives the reader."""

    line: int
    reader: Subscriber
    standing: Standing
    column: str
    repeated: bool
    tier: Tier | None
    attributes: AttributeValues


def _set_tiers(newsroom: Newsroom, chunk: Sequence[_GoodLine]) -> None:
    """Set the tiers that the file gives known readers; a new reader is enrolled with one."""
    for tier in Tier:
        emails = [entry.reader.email for entry in chunk if entry.tier is tier]
        if emails:
            newsroom.store.choices.set_tiers(emails, tier)


def _set_clocks(newsroom: Newsroom, chunk: Sequence[_GoodLine]) -> None:
    """Set the hours and zones that the file gives known readers; an empty cell changes none."""
    clocks = {}
    for entry in chunk:
        if entry.reader.clock != ReaderClock():
            clocks[entry.reader.email] = entry.reader.clock
    if clocks:
        newsroom.store.choices.set_clocks(clocks)


def _set_attributes(newsroom: Newsroom, entries: Sequence[_GoodLine]) -> None:
    """Set the attributes that the file gives readers, new and known."""
    by_email = {entry.reader.email: entry.attributes for entry in entries if entry.attributes}
    if by_email:
        newsroom.store.choices.set_attributes_of(by_email)


def _store(
    newsroom: Newsroom, chunk: Sequence[_GoodLine], *, source: str, dry_run: bool
) -> Iterator[ImportedLine]:
    """Store some lines; yield the result of each, in order."""
    subscribers = newsroom.store.subscribers
    # closed first: a line that says that a person left counts for every line of that address
    for standing in CLOSED:
        emails = [entry.reader.email for entry in chunk if entry.standing is standing]
        if emails and not dry_run:
            reason = f"{standing} elsewhere ({source})"
            subscribers.suppress_all(emails, reason=reason, now=newsroom.clock())
    # enrolled together, in one transaction for a thousand lines
    active = [entry for entry in chunk if _is_enrolled(entry)]
    if not dry_run:
        _set_tiers(newsroom, chunk)
        _set_clocks(newsroom, chunk)
    outcomes = iter(subscribers.enrol([entry.reader for entry in active], dry_run=dry_run))
    if not dry_run:
        _set_attributes(newsroom, active)
    for entry in chunk:
        if _is_enrolled(entry):
            outcome = next(outcomes)
        elif entry.standing in CLOSED:
            outcome = CLOSED[entry.standing]
        else:
            outcome = NOT_TAKEN.get(entry.standing, Enrolment.ALREADY)
        yield ImportedLine(
            line=entry.line, email=entry.reader.email, outcome=outcome, column=entry.column
        )


def _is_enrolled(entry: _GoodLine) -> bool:
    return entry.standing is Standing.ACTIVE and not entry.repeated


@dataclass(frozen=True, slots=True)
class _Table:
    """The text of a file, its delimiter, and the meaning of its columns."""

    text: str
    delimiter: str
    headings: tuple[str, ...]
    standings: StandingReader
    has_heading: bool
    places: Mapping[str, Sequence[str]]
    """By each of our columns, the headings of the file that mean it."""

    @classmethod
    def read(cls, text: str, ignore_columns: Sequence[str]) -> _Table:
        delimiter = guess_delimiter(text)
        # spreadsheets put a byte order mark before the first heading: it is cleaned away
        first = next(csv_records(text, delimiter=delimiter), None)
        cells = [_clean(cell) for cell in first.cells] if first else [""]
        # no heading: the first line is a reader already
        if "@" in cells[0]:
            # a list of addresses, with names behind them
            headings: tuple[str, ...] = ("email", "name")
            places = _places(headings)
            return cls(text, delimiter, headings, standing_reader(()), False, places)
        headings = tuple(cell.casefold() for cell in cells)
        places = _places(headings)
        if first and not places["email"]:
            hint = f"columns are: {', '.join(COLUMNS)}"
            raise UseError("no column is called email", subject=", ".join(cells), hint=hint)
        standings = standing_reader(headings, ignored=ignore_columns)
        return cls(text, delimiter, headings, standings, True, places)

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
        records = csv_records(self.text, delimiter=self.delimiter)
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


@dataclass(slots=True)
class _Reading:
    """One import while it is read."""

    newsroom: Newsroom
    newsletters: tuple[str, ...]
    source: str
    wording: str
    now: datetime
    table: _Table
    bad_lines: list[BadLine] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def good_lines(self) -> Iterator[_GoodLine]:
        """Yield each line that can be taken; keep each other line with its fault."""
        for line, cells, fault in self.table.rows():
            # a fault of CSV itself, like a quote that never ends
            if fault:
                self.bad_lines.append(BadLine(line=line, what=fault))
                continue
            try:
                entry = self._good_line(line, cells)
            except UseError as error:
                hint = f" ({error.hint})" if error.hint else ""
                self.bad_lines.append(BadLine(line=line, what=f"{error}{hint}"))
            else:
                yield entry

    def _good_line(self, line: int, cells: Mapping[str, str]) -> _GoodLine:
        cell = self.table.cell
        name, email = _name_and_address(cell(cells, "email"))
        judged = self.table.standings.read(cells)
        key = email.casefold()
        repeated = key in self.seen
        newsletters: tuple[str, ...] = ()
        # only a line that enrols needs a newsletter: a closed address may name none
        if judged.standing is Standing.ACTIVE and not repeated:
            newsletters = self._newsletters(cell(cells, "newsletters"))
        tier = _tier(cell(cells, "tier"))
        reader = Subscriber(
            id=new_reader_id(),
            email=email,
            name=_full_name(cell(cells, "name"), cells) or name,
            newsletters=newsletters,
            state=SubscriberState.ACTIVE,
            consent=self._consent(cells),
            created=self._created(cells),
            language=cell(cells, "language"),
            tier=tier or Tier.FREE,
            clock=read_clock(cell(cells, "delivery_hour"), cell(cells, "delivery_zone")),
        )
        # behind the checks: a bad line must not hide a good one below it
        self.seen.add(key)
        return _GoodLine(
            line=line,
            tier=tier,
            reader=reader,
            standing=judged.standing,
            column=judged.column,
            repeated=repeated,
            attributes=attribute_cells(self.newsroom.config.settings.readers.attributes, cells),
        )

    def _newsletters(self, cell: str) -> tuple[str, ...]:
        # people separate ids by commas, semicolons, bars or blanks
        ids = tuple(dict.fromkeys(re.split(r"[\s,;|]+", cell))) if cell else self.newsletters
        if not ids:
            hint = "add a newsletters column, or --newsletter"
            raise UseError("no newsletter is named", hint=hint)
        # raises for an unknown id, which makes a bad line
        for newsletter_id in ids:
            self.newsroom.newsletter(newsletter_id)
        return ids

    def _consent(self, cells: Mapping[str, str]) -> Consent:
        return Consent(
            # the file's own proof goes before that of the command line
            at=_moment(cells, "consent_at") or self.now,
            source=cells.get("consent_source", "") or self.source,
            wording=cells.get("consent_wording", "") or self.wording,
        )

    def _created(self, cells: Mapping[str, str]) -> datetime:
        if cells.get("created"):
            return _moment(cells, "created") or self.now
        # another program writes times in its own way: one that cannot be read is left out
        try:
            return _as_utc(datetime.fromisoformat(self.table.cell(cells, "created")))
        except ValueError:
            return self.now


_PAID_WORDS = dict.fromkeys(("paid", "premium", "comped", "gift", "complimentary"), "member")
"""Tiers of other programs whose readers get what members get here."""


def _tier(text: str) -> Tier | None:
    """Read a tier; None for an empty cell. Raises UseError for another word."""
    if not text:
        return None
    word = text.lower()
    try:
        return Tier(_PAID_WORDS.get(word, word))
    except ValueError as error:
        raise UseError("no such tier", subject=text, hint="write free or member") from error


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


def _full_name(name: str, cells: Mapping[str, str]) -> str:
    # a full name wins: halves are joined only where there is none
    for first, last in NAME_PARTS:
        if not name:
            name = f"{cells.get(first, '')} {cells.get(last, '')}"
    return " ".join(name.split())


def _name_and_address(cell: str) -> tuple[str, str]:
    """Read an address, or a name and an address as mail programs write them.

    >>> _name_and_address('"Lina Sample" <lina@example.com>')
    ('Lina Sample', 'lina@example.com')
    """
    cell = _clean(cell)
    # spreadsheets keep the address of a link
    if cell[: len(_LINK)].casefold() == _LINK:
        cell = cell[len(_LINK) :]
    # RFC 5322 allows a display name before the address
    if cell.endswith(">") and "<" in cell:
        name, address = parseaddr(cell)
        return name, normal_address(address)
    return "", normal_address(cell)


_LINK = "mailto:"


def _clean(cell: str) -> str:
    """Remove characters that a person cannot see, like a zero-width space or a direction mark."""
    visible = []
    for character in cell:
        # category Cf: format characters, which spreadsheets copy along
        if unicodedata.category(character) != "Cf":
            visible.append(character)
    return "".join(visible).strip()


def _moment(cells: Mapping[str, str], column: str) -> datetime | None:
    cell = cells.get(column, "")
    if not cell:
        return None
    try:
        # a time without a zone is taken for UTC, as our own export writes it
        return _as_utc(datetime.fromisoformat(cell))
    except ValueError:
        hint = "write it as 2026-11-23T08:00:00+00:00"
        raise UseError(f"{column} is not a time", subject=cell, hint=hint) from None


def _as_utc(moment: datetime) -> datetime:
    # a time without a zone is taken as UTC, as our own export writes it
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
