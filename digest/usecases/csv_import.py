"""Import readers from CSV or JSON: good lines become readers, and each bad one is named.

The export of another program carries who left, bounced, complained or never confirmed there. That
standing is taken over, so no import mails a person who left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from digest.kernel.json_lines import csv_lines_of_json, is_json
from digest.kernel.standings import Standing
from digest.kernel.strict_lines import strict_lines
from digest.models import Enrolment, ReaderClock, Tier
from digest.usecases.csv_readers import BadLine, GoodLine, ReaderLines
from digest.usecases.csv_table import ReaderTable
from digest.usecases.newsroom import Newsroom

CHUNK = 1000
"""So many lines are stored in one transaction."""

CHUNK_BYTES = 65_536
"""So many bytes of the file are read at a time."""

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
    content: bytes | BinaryIO,
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
    interrupt keeps the finished ones, and the same file may be imported again. A file that is open
    is read several times from its beginning, a piece at a time.

    Raises UseError, before any line is stored, where a column may say who left and its meaning is
    not known; `ignore_columns` names those that do not.
    """
    # a wrong option is told before a large file is read
    for newsletter_id in newsletters:
        newsroom.newsletter(newsletter_id)
    lines = _lines_of(content)
    # a wrong encoding is an error before a line is stored, not in the middle of the file
    for _ in lines():
        pass
    if is_json(next(filter(str.strip, lines()), "")):
        lines = csv_lines_of_json(lines)
    attributes = newsroom.config.settings.readers.attributes
    # a declared column is understood: its words say nothing of leaving
    table = ReaderTable.read(
        lines, [*ignore_columns, *(attribute.name for attribute in attributes)]
    )
    # before the first line is stored: an import is all or a question
    table.must_be_understood()
    reading = ReaderLines(
        newsroom=newsroom,
        newsletters=tuple(newsletters),
        source=source,
        wording=wording,
        now=newsroom.clock(),
        table=table,
    )
    counts: Counter[Enrolment] = Counter()
    good_lines = reading.good_lines()
    seats: dict[str, tuple[str, ...]] = {}
    while True:
        # a transaction a line would take minutes for a large list
        chunk = list(islice(good_lines, CHUNK))
        if not chunk:
            break
        # kept to the end: the owner of a team may stand below its seats
        seats |= {entry.reader.email: entry.team_of for entry in chunk if entry.team_of}
        for outcome in _store(newsroom, chunk, source=source, dry_run=dry_run):
            counts[outcome.outcome] += 1
            if on_line:
                on_line(outcome)
        if on_progress:
            on_progress(len(chunk))
    if seats and not dry_run:
        newsroom.store.teams.take(seats, now=newsroom.clock())
    return ImportReport(
        counts=counts,
        bad_lines=tuple(reading.bad_lines),
        dry_run=dry_run,
        program=table.standings.program,
    )


def _lines_of(content: bytes | BinaryIO) -> Callable[[], Iterator[str]]:
    """Return a reader of the lines, from the first on each time that it is called."""
    file = BytesIO(content) if isinstance(content, bytes) else content

    def lines() -> Iterator[str]:
        file.seek(0)
        return strict_lines(iter(partial(file.read, CHUNK_BYTES), b""))

    return lines


def _set_tiers(newsroom: Newsroom, chunk: Sequence[GoodLine]) -> None:
    """Set the tiers that the file gives known readers; a new reader is enrolled with one."""
    for tier in Tier:
        emails = [entry.reader.email for entry in chunk if entry.tier is tier]
        if emails:
            newsroom.store.choices.set_tiers(emails, tier)


def _set_clocks(newsroom: Newsroom, chunk: Sequence[GoodLine]) -> None:
    """Set the hours and zones that the file gives known readers; an empty cell changes none."""
    clocks = {}
    for entry in chunk:
        if entry.reader.clock != ReaderClock():
            clocks[entry.reader.email] = entry.reader.clock
    if clocks:
        newsroom.store.choices.set_clocks(clocks)


def _set_pauses(newsroom: Newsroom, entries: Sequence[GoodLine]) -> None:
    """Keep the pauses and wishes for plain text of known readers; an empty cell changes none."""
    pauses = {}
    for entry in entries:
        if entry.reader.paused_until:
            pauses[entry.reader.email] = entry.reader.paused_until
    if pauses:
        newsroom.store.choices.set_pauses(pauses, now=newsroom.clock())
    plain = [entry.reader.email for entry in entries if entry.reader.text_only]
    if plain:
        newsroom.store.choices.set_text_only(plain)


def _set_attributes(newsroom: Newsroom, entries: Sequence[GoodLine]) -> None:
    """Set the attributes that the file gives readers, new and known."""
    by_email = {entry.reader.email: entry.attributes for entry in entries if entry.attributes}
    if by_email:
        newsroom.store.choices.set_attributes_of(by_email)


def _set_variants(newsroom: Newsroom, entries: Sequence[GoodLine]) -> None:
    """Keep the variants that the file gives readers, new and known."""
    by_email = {entry.reader.email: entry.variants for entry in entries if entry.variants}
    if by_email:
        newsroom.store.variants.choose_of(by_email)


def _store(
    newsroom: Newsroom, chunk: Sequence[GoodLine], *, source: str, dry_run: bool
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
        _set_pauses(newsroom, chunk)
    outcomes = iter(subscribers.enrol([entry.reader for entry in active], dry_run=dry_run))
    if not dry_run:
        _set_attributes(newsroom, active)
        _set_variants(newsroom, active)
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


def _is_enrolled(entry: GoodLine) -> bool:
    return entry.standing is Standing.ACTIVE and not entry.repeated
