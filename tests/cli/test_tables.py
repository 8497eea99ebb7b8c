"""Tables are ruled at a terminal, plain in a pipe, JSON for a script, and never cut short."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console
from rich.text import Text

from digest.cli.tables import Listing


def printed(listing: Listing, *, terminal: bool, width: int = 40) -> list[str]:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=width, color_system=None)
    listing.print_to(console)
    return out.getvalue().splitlines()


def readers(*rows: tuple[str, ...]) -> Listing:
    listing = Listing(("address", "name"))
    for row in rows:
        listing.add(*row)
    return listing


def test_a_plain_table_pads_every_column_but_the_last() -> None:
    listing = readers(("a@m.example", "Ann"), ("longer@m.example", "Bob"))
    assert printed(listing, terminal=False) == [
        "address           name",
        "a@m.example       Ann",
        "longer@m.example  Bob",
    ]


def test_a_row_of_a_plain_table_is_one_line_however_narrow_the_screen() -> None:
    address = "x" * 60 + "@m.example"
    assert printed(readers((address, "Ann\nLee")), terminal=False, width=20)[1] == (
        f"{address}  Ann Lee"
    )


def test_columns_are_padded_by_their_width_on_screen() -> None:
    lines = printed(
        readers(("新聞", "wide"), ("e\u0301a", "combined"), ("abcd", "x")), terminal=False
    )
    assert lines[1:] == ["新聞     wide", "e\u0301a       combined", "abcd     x"]


def test_markup_in_a_cell_is_text() -> None:
    assert printed(readers(("[b]x[/b]", "[red]")), terminal=False)[1] == "[b]x[/b]  [red]"
    assert "[b]x[/b]" in "\n".join(printed(readers(("[b]x[/b]", "n")), terminal=True))


def test_a_terminal_gets_a_ruled_table_that_folds_and_cuts_no_word() -> None:
    address = "a" * 30 + "@mail.example"
    lines = printed(readers((address, "Ann")), terminal=True, width=30)
    cells = [line.split("│")[1].strip() for line in lines if line.startswith("│")]
    assert "".join(cells) == address


def test_an_unbroken_column_stays_on_one_line_at_a_terminal() -> None:
    listing = Listing(("id", "words"), unbroken=1)
    listing.add("daily@2026-11-23", "one two three four five six seven")
    lines = printed(listing, terminal=True, width=34)
    assert any("daily@2026-11-23" in line for line in lines)


def test_json_has_an_object_for_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    listing = readers(("a@m.example", "Żaneta"))
    listing.add(Text("b@m.example", style="red"), "")
    listing.print_to(Console(file=io.StringIO()), as_json=True)
    assert json.loads(capsys.readouterr().out) == [
        {"address": "a@m.example", "name": "Żaneta"},
        {"address": "b@m.example", "name": ""},
    ]


def test_an_empty_table_still_has_its_headings() -> None:
    assert printed(readers(), terminal=False) == ["address  name"]
