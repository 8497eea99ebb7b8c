"""Cells of a CSV file that no spreadsheet runs as a formula and no terminal as a command."""

from __future__ import annotations

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV Injection)."""

ARMOUR = "'"
"""In front of a cell, it makes a spreadsheet show the cell as text."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_KEPT = frozenset("\t\n\r")
_CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0)))) - _KEPT
# a terminal makes colours, titles and commands of these
_SHOWN = str.maketrans(dict.fromkeys(_CONTROLS, _REPLACEMENT))


def disarmed(cell: str) -> str:
    """Write a cell so that a spreadsheet shows it as text; `armed` takes that back.

    >>> disarmed("=2+5"), disarmed("Beirut")
    ("'=2+5", 'Beirut')
    """
    return ARMOUR + cell if cell.startswith(FORMULA_SIGNS) else cell


def without_commands(cell: str) -> str:
    """Write foreign text so that a terminal shows it as text; tabs and line ends stay."""
    return cell.translate(_SHOWN)


def armed(cell: str) -> str:
    """Read a cell that `disarmed` wrote.

    >>> armed("'=2+5"), armed("'Beirut'")
    ('=2+5', "'Beirut'")
    """
    if cell.startswith(ARMOUR) and cell[1:].startswith(FORMULA_SIGNS):
        return cell[1:]
    return cell
