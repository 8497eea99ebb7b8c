"""Lines of a CSV import: each good line becomes a reader, and each bad one is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from digest.errors import UseError
from digest.kernel.mail_addresses import normal_address
from digest.kernel.standings import EPOCH_SECONDS, NO, YES, Standing
from digest.kernel.subscriber_exports import LineStanding, graver
from digest.models import AttributeValues, Consent, Subscriber, SubscriberState, Tier
from digest.usecases.csv_table import ReaderTable, visible
from digest.usecases.newsroom import Newsroom
from digest.usecases.own_clock import read_clock
from digest.usecases.reader_attributes import attribute_cells
from digest.usecases.reader_ids import neighbouring_ids
from digest.usecases.variant_choices import read_cell

NAME_PARTS = (
    ("first name", "last name"), ("first_name", "last_name"), ("firstname", "lastname"),
    ("vorname", "nachname"), ("customer first name", "customer last name"),
)  # fmt: skip
"""How other programs head the two halves of a name."""


NOT_ASKED_FOR = LineStanding(standing=Standing.UNCONFIRMED, column="newsletter")
"""The standing of a customer of a shop who did not tick its newsletter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line of an import that was not taken, and why. Lines count from 1."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodLine:
    """One line that can be taken, with the standing that the file gives the reader."""

    line: int
    reader: Subscriber
    standing: Standing
    column: str
    repeated: bool
    tier: Tier | None
    attributes: AttributeValues
    variants: Mapping[str, str]
    team_of: tuple[str, ...]
    """The addresses of the members in whose teams the reader has a seat."""


@dataclass(slots=True, kw_only=True)
class ReaderLines:
    """One import while it is read."""

    newsroom: Newsroom
    newsletters: tuple[str, ...]
    source: str
    wording: str
    now: datetime
    table: ReaderTable
    bad_lines: list[BadLine] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    ids: Iterator[str] = field(default_factory=neighbouring_ids)

    def good_lines(self) -> Iterator[GoodLine]:
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

    def _good_line(self, line: int, cells: Mapping[str, str]) -> GoodLine:
        cell = self.table.cell
        name, email = _name_and_address(cell(cells, "email"))
        judged = self.table.standings.read(cells)
        named = cell(cells, "newsletters")
        if named.casefold() in NO:
            judged = graver(judged, NOT_ASKED_FOR)
        key = email.casefold()
        repeated = key in self.seen
        newsletters: tuple[str, ...] = ()
        team_of = _owners(cell(cells, "team_of"))
        # only a line that enrols needs a newsletter: a closed address may name none
        if judged.standing is Standing.ACTIVE and not repeated:
            newsletters = self._newsletters(named, has_seat=bool(team_of))
        tier = _tier(cell(cells, "tier"))
        reader = Subscriber(
            id=next(self.ids),
            email=email,
            name=_full_name(cell(cells, "name"), cells) or name,
            newsletters=newsletters,
            state=SubscriberState.ACTIVE,
            consent=self._consent(cells),
            created=self._created(cells),
            language=cell(cells, "language"),
            tier=tier or Tier.FREE,
            clock=read_clock(cell(cells, "delivery_hour"), cell(cells, "delivery_zone")),
            paused_until=self._paused_until(cells),
            text_only=_is_yes(cell(cells, "text_only"), "text_only"),
        )
        # behind the checks: a bad line must not hide a good one below it
        self.seen.add(key)
        return GoodLine(
            line=line,
            tier=tier,
            reader=reader,
            standing=judged.standing,
            column=judged.column,
            repeated=repeated,
            attributes=attribute_cells(self.newsroom.config.settings.readers.attributes, cells),
            variants=read_cell(self.newsroom, cell(cells, "variants")),
            team_of=team_of,
        )

    def _newsletters(self, cell: str, *, has_seat: bool) -> tuple[str, ...]:
        # a shop writes yes or no under `newsletter`
        if cell.casefold() in YES:
            cell = ""
        # people separate ids by commas, semicolons, bars or blanks
        ids = tuple(dict.fromkeys(re.split(r"[\s,;|]+", cell))) if cell else self.newsletters
        # a reader with a seat may choose newsletters later
        if not ids and not has_seat:
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

    def _paused_until(self, cells: Mapping[str, str]) -> datetime | None:
        """Read the end of a pause; one that has ended by now is none."""
        until = _moment(cells, "paused_until")
        if until is None or until <= self.now:
            return None
        return until

    def _created(self, cells: Mapping[str, str]) -> datetime:
        # a file of this program: a time that cannot be read was written by hand
        if "consent_at" in cells and cells.get("created"):
            return _moment(cells, "created") or self.now
        # another program writes times in its own way: one that cannot be read is left out
        cell = self.table.cell(cells, "created")
        try:
            if EPOCH_SECONDS.fullmatch(cell):
                return datetime.fromtimestamp(int(cell), tz=UTC)
            return _as_utc(datetime.fromisoformat(cell))
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


_YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def _is_yes(text: str, column: str) -> bool:
    """Read yes or no; an empty cell is no. Raises UseError for another word."""
    if not text:
        return False
    try:
        return _YES_OR_NO[text.lower()]
    except KeyError:
        raise UseError(f"{column} is neither yes nor no", subject=text) from None


def _owners(cell: str) -> tuple[str, ...]:
    """Read the addresses of the owners of teams. Raises UseError for a text that is none."""
    return tuple([normal_address(owner) for owner in re.split(r"[\s,;|]+", cell) if owner])


def _full_name(name: str, cells: Mapping[str, str]) -> str:
    # a full name wins: halves are joined only where there is none
    for first, last in NAME_PARTS:
        if not name:
            name = f"{cells.get(first, '')} {cells.get(last, '')}".strip()
    # a shop writes dashes for a guest: marks alone are no name
    if not any(character.isalnum() for character in name):
        return ""
    return " ".join(name.split())


def _name_and_address(cell: str) -> tuple[str, str]:
    """Read an address, or a name and an address as mail programs write them.

    >>> _name_and_address('"Lina Sample" <lina@example.com>')
    ('Lina Sample', 'lina@example.com')
    """
    cell = visible(cell)
    # spreadsheets keep the address of a link
    if cell[: len(_LINK)].casefold() == _LINK:
        cell = cell[len(_LINK) :]
    # RFC 5322 allows a display name before the address
    if cell.endswith(">") and "<" in cell:
        # the table took the quotes off, so a comma in a name is no sign of a second address
        name, _, address = cell[:-1].rpartition("<")
        return name.strip().strip('"').strip(), normal_address(address)
    return "", normal_address(cell)


_LINK = "mailto:"


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
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
