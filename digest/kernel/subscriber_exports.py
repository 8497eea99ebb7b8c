"""Know the exports of other mailing programs by their headings, and read each line's standing.

A program that a newsroom moves from knows who left, bounced or complained. Each writes that into
columns of its own. A column that is not known here, and whose name or values speak of leaving,
must stop an import: to guess wrong is to mail people who left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.errors import UseError
from digest.kernel.export_columns import (
    COMMON_JUDGES,
    HARMLESS,
    SPEAKS_OF_LEAVING,
)
from digest.kernel.known_exports import EXPORTS, Export
from digest.kernel.numbered_states import is_number_of_a_state, programs_with_numbers
from digest.kernel.standings import Judge, Standing, bare, by_word, speaks_of_leaving


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """The standing of one line, and the column that says so ("" where all columns are silent)."""

    standing: Standing
    column: str = ""


@dataclass(frozen=True, slots=True)
class StandingReader:
    """Reads the standing of lines whose columns are known. `judges` are by heading."""

    program: str
    judges: Mapping[str, Judge]
    unknown: frozenset[str] = frozenset()
    """Headings whose values must not speak of leaving."""

    def read(self, cells: Mapping[str, str]) -> LineStanding:
        """Read the gravest standing that any column gives.

        Raises UseError for a cell that cannot be read, or an unknown column that speaks of leaving.
        """
        gravest = LineStanding(standing=Standing.ACTIVE)
        for column, judge in self.judges.items():
            standing = self._judged(judge, column, cells.get(column, "").strip())
            gravest = graver(gravest, LineStanding(standing=standing, column=column))
        return gravest

    def column_in_question(self, cells: Mapping[str, str]) -> str:
        """Name the unknown column of a line whose value speaks of leaving; "" if there is none."""
        for column in self.unknown:
            if speaks_of_leaving(cells.get(column, "")):
                return column
        return ""

    def _judged(self, judge: Judge, column: str, cell: str) -> Standing:
        try:
            return judge(cell)
        except ValueError as error:
            hint = f"write active or unsubscribed, or add --ignore-column {quoted(column)}"
            if judge is by_word and is_number_of_a_state(cell):
                # programs count in different ways: the name of one says which
                hint = f"head the column {programs_with_numbers()}; else {hint}"
            raise UseError(f"{column}: {error}", subject=cell or "empty", hint=hint) from None


# Of two columns that disagree, the graver standing counts.
_GRAVITY = (
    Standing.COMPLAINED,
    Standing.BLOCKED,
    Standing.LEFT,
    Standing.BOUNCED,
    Standing.UNCONFIRMED,
    Standing.PAUSED,
    Standing.ACTIVE,
)


def graver(first: LineStanding, second: LineStanding) -> LineStanding:
    """Return the graver of two standings of one line; the first where both are equal."""
    if _GRAVITY.index(second.standing) < _GRAVITY.index(first.standing):
        return second
    return first


def standing_reader(headings: Sequence[str], *, ignored: Sequence[str] = ()) -> StandingReader:
    """Choose how to read the standing of a file's lines by its headings, given in lower case.

    Raises UseError for an unknown column whose name speaks of leaving, unless it is ignored.

    >>> standing_reader(["email", "subscribed_to_emails"]).program
    'Ghost'
    """
    export = _export_of(frozenset(bare(heading) for heading in headings))
    known = dict(COMMON_JUDGES)
    skipped = frozenset(name.casefold() for name in ignored)
    harmless = HARMLESS
    program = ""
    # the program's own meaning outweighs the common one
    if export is not None:
        known |= export.judges
        harmless |= export.harmless
        program = export.program
    judges: dict[str, Judge] = {}
    unknown = set()
    for heading in headings:
        name = bare(heading)
        if heading in skipped:
            continue
        # a column that is known to be harmless is never a question
        if name in harmless and not (export and name in export.judges):
            continue
        if name in known:
            judges[heading] = known[name]
        # a question now, and not a guess that mails people who left
        elif SPEAKS_OF_LEAVING.search(heading):
            raise question(heading)
        else:
            unknown.add(heading)
    return StandingReader(program, judges, frozenset(unknown))


def question(column: str) -> UseError:
    """Ask what an unknown column means."""
    return UseError(
        "this column may say who left, and its meaning is not known",
        subject=column,
        hint=f"rename it to state where it does; else add --ignore-column {quoted(column)}",
    )


def quoted(column: str) -> str:
    """Write a heading as a shell takes it.

    >>> quoted("Opt Out"), quoted("optout")
    ('"Opt Out"', 'optout')
    """
    return f'"{column}"' if " " in column else column


def _export_of(headings: frozenset[str]) -> Export | None:
    for export in EXPORTS:
        if export.whole:
            is_known = export.known_by == headings
        else:
            is_known = export.known_by <= headings
        if is_known:
            return export
    return None
