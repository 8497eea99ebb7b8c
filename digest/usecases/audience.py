"""The audience's use cases: add, leave, remove and list readers; import and export them as CSV."""

from __future__ import annotations

import csv
import io
import re
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TextIO

from digest.errors import UseError
from digest.kernel.decoding import decode_strictly
from digest.kernel.mail_addresses import normal_address
from digest.models import Consent, Enrolment, HistoryLine, Subscriber, SubscriberState
from digest.usecases.newsroom import Newsroom

CHUNK = 1000

COLUMNS = (
    "email", "name", "newsletters", "state", "language", "consent_at", "consent_source", "consent_wording", "created",
)  # fmt: skip

OTHER_NAMES = {
    "e-mail": "email", "mail": "email", "address": "email", "email address": "email", "e-mail address": "email",
    "full name": "name", "newsletter": "newsletters", "lists": "newsletters", "status": "state", "lang": "language",
}  # fmt: skip
"""How other programs head the same columns."""

TAKEN_STATES = frozenset({"", "active", "subscribed", "confirmed", "enabled"})
"""What a state column may say of a reader to be taken; everybody else left, bounced or was blocked somewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line of an import that was not taken, and why. Lines count from 1."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or under `dry_run` would do."""

    counts: Mapping[Enrolment, int]
    bad_lines: tuple[BadLine, ...] = ()
    dry_run: bool = False

    @property
    def taken(self) -> int:
        return self.counts.get(Enrolment.NEW, 0) + self.counts.get(Enrolment.JOINED, 0)


def add_reader(
    newsroom: Newsroom,
    email: str,
    *,
    newsletters: Sequence[str],
    name: str = "",
    wording: str = "",
    source: str = "operator",
    again: bool = False,
) -> Enrolment:
    """Add one reader by an operator's word. Who left or is suppressed is taken back only with `again`."""
    for newsletter_id in newsletters:
        newsroom.newsletter(newsletter_id)
    now = newsroom.clock()
    reader = Subscriber(
        id=new_reader_id(),
        email=normal_address(email),
        name=" ".join(name.split()),
        newsletters=tuple(newsletters),
        consent=Consent(at=now, source=source, wording=wording),
        created=now,
    )
    return newsroom.store.subscribers.enrol([reader], again=again)[0]


def leave(newsroom: Newsroom, email: str, *, newsletter_id: str | None = None) -> bool:
    """Take a reader off one newsletter, or off all of them. True when something changed."""
    reader = reader_of(newsroom, email)
    if (
        newsletter_id is not None and newsletter_id not in reader.newsletters
    ):  # one given up may still be left
        newsroom.newsletter(newsletter_id)
    return newsroom.store.subscribers.leave(
        reader.id, newsletter_id=newsletter_id, now=newsroom.clock(), how="operator"
    )


def remove_reader(newsroom: Newsroom, email: str) -> None:
    """Erase a person. The address stays suppressed, as a keyed hash, so that no import brings it back."""
    newsroom.store.subscribers.remove(reader_of(newsroom, email).id)


def reader_of(newsroom: Newsroom, email: str) -> Subscriber:
    """The reader of that address; a UseError when there is none."""
    reader = newsroom.store.subscribers.by_email(email)
    if reader is None:
        raise UseError(
            "no reader has this address",
            subject=email,
            hint="digest subscribers list shows them all",
        )
    return reader


def why(newsroom: Newsroom, email: str) -> tuple[HistoryLine, ...]:
    """Everything known of an address, oldest first, also when the person is erased; a UseError when nothing is."""
    lines = newsroom.store.subscribers.history(email)
    if not lines:
        raise UseError("nothing is known of this address", subject=email)
    return lines


def new_reader_id() -> str:
    """A random id: it says nothing of the reader and is safe in logs and links."""
    return secrets.token_urlsafe(9).replace("-", "x")


def import_csv(
    newsroom: Newsroom,
    content: bytes,
    *,
    newsletters: Sequence[str] = (),
    source: str = "import",
    wording: str = "",
    dry_run: bool = False,
) -> ImportReport:
    """Take every good line and name every bad one. Nobody who left, was erased or is suppressed comes back.

    `newsletters` are for lines that name none. Lines are stored a thousand at a time, so an interrupt keeps what is
    done and the same file may be imported again.
    """
    reading = _Reading(newsroom, tuple(newsletters), source, wording, now=newsroom.clock())
    counts: Counter[Enrolment] = Counter()
    readers = reading.readers(decode_strictly(content))
    while chunk := list(islice(readers, CHUNK)):
        counts.update(newsroom.store.subscribers.enrol(chunk, dry_run=dry_run))
    counts.update(reading.passed_over)
    return ImportReport(counts=counts, bad_lines=tuple(reading.bad_lines), dry_run=dry_run)


def export_csv(newsroom: Newsroom, out: TextIO, *, newsletter_id: str | None = None) -> int:
    """Write all readers (or those of one newsletter) with their consent; return how many."""
    writer, count = csv.writer(out, lineterminator="\n"), 0
    writer.writerow(COLUMNS)
    for reader in list_readers(newsroom, newsletter_id=newsletter_id):
        writer.writerow([_disarmed(cell) for cell in _cells(reader)])
        count += 1
    return count


def _cells(reader: Subscriber) -> tuple[str, ...]:
    consent = reader.consent
    return (
        reader.email,
        reader.name,
        " ".join(reader.newsletters),
        reader.state.value,
        reader.language,
        consent.at.isoformat() if consent else "",
        consent.source if consent else "",
        consent.wording if consent else "",
        reader.created.isoformat() if reader.created else "",
    )


def _disarmed(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front; an import takes it off again."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _armed_again(cell: str) -> str:
    return cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell


@dataclass(slots=True)
class _Reading:
    """One import as it is read: good lines become subscribers, all others are kept with their reason."""

    newsroom: Newsroom
    newsletters: tuple[str, ...]
    source: str
    wording: str
    now: datetime
    bad_lines: list[BadLine] = field(default_factory=list)
    passed_over: Counter[Enrolment] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def readers(self, text: str) -> Iterator[Subscriber]:
        for newsletter_id in self.newsletters:
            self.newsroom.newsletter(newsletter_id)
        for line, cells in _lines(text):
            try:
                reader = self._reader(cells)
            except UseError as error:
                hint = f" ({error.hint})" if error.hint else ""
                self.bad_lines.append(BadLine(line=line, what=f"{error}{hint}"))
                continue
            if reader is not None:
                yield reader

    def _reader(self, cells: Mapping[str, str]) -> Subscriber | None:
        email = normal_address(cells.get("email", ""))
        if cells.get("state", "").casefold() not in TAKEN_STATES:
            self.passed_over[Enrolment.LEFT_BEFORE] += 1
            return None
        if email.casefold() in self.seen:
            self.passed_over[Enrolment.ALREADY] += 1
            return None
        newsletters = self._newsletters(cells.get("newsletters", ""))
        consent = self._consent(cells)
        created = _moment(cells, "created") or self.now
        self.seen.add(email.casefold())
        return Subscriber(
            id=new_reader_id(),
            email=email,
            name=" ".join(cells.get("name", "").split()),
            newsletters=newsletters,
            state=SubscriberState.ACTIVE,
            consent=consent,
            created=created,
            language=cells.get("language", ""),
        )

    def _newsletters(self, cell: str) -> tuple[str, ...]:
        named = (
            tuple(dict.fromkeys(re.split(r"[\s,;|]+", cell.strip())))
            if cell.strip()
            else self.newsletters
        )
        if not named:
            raise UseError(
                "no newsletter is named", hint="add a newsletters column, or --newsletter"
            )
        for newsletter_id in named:
            self.newsroom.newsletter(newsletter_id)
        return named

    def _consent(self, cells: Mapping[str, str]) -> Consent:
        return Consent(
            at=_moment(cells, "consent_at") or self.now,
            source=cells.get("consent_source", "") or self.source,
            wording=cells.get("consent_wording", "") or self.wording,
        )


def _moment(cells: Mapping[str, str], column: str) -> datetime | None:
    cell = cells.get(column, "")
    if not cell:
        return None
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        raise UseError(
            f"{column} is not a time", subject=cell, hint="write it as 2026-11-23T08:00:00+00:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _lines(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each line's number and cells by column. A file without a heading is a list of addresses, and names after them."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    columns: tuple[str, ...] = ()
    line = 1
    try:
        for row in rows:
            at, line = line, rows.line_num + 1
            cells = [_armed_again(cell.strip()) for cell in row]
            if not any(cells):
                continue
            if not columns:
                columns = _columns(cells)
                if "@" not in cells[0]:
                    continue
            yield at, dict(zip(columns, cells, strict=False))
    except csv.Error as error:
        raise UseError(
            f"line {line} cannot be read as CSV: {error}", hint="check its quotation marks"
        ) from error


def _columns(first: Sequence[str]) -> tuple[str, ...]:
    if "@" in first[0]:
        return ("email", "name")
    named = [OTHER_NAMES.get(cell.casefold(), cell.casefold()) for cell in first]
    if "email" not in named:
        raise UseError(
            "no column is called email",
            subject=", ".join(first),
            hint=f"columns are: {', '.join(COLUMNS)}",
        )
    return tuple(named)


def _delimiter(text: str) -> str:
    heading = text.lstrip().partition("\n")[0]
    return max(",;\t", key=heading.count)


def list_readers(newsroom: Newsroom, *, newsletter_id: str | None = None) -> Iterable[Subscriber]:
    """All readers, or those of one newsletter, in the order of their ids."""
    if newsletter_id is not None:
        newsroom.newsletter(newsletter_id)
    return newsroom.store.subscribers.list(newsletter_id=newsletter_id)
