"""Foreign text in a CSV file is text to a terminal."""

from __future__ import annotations

import pytest

from digest.kernel.csv_cells import without_commands


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\x07", "\x00", "\x7f", "\x08"])
def test_reply_of_a_relay_moves_no_terminal(sign: str) -> None:
    assert (
        without_commands(f"no such user {sign}[31m") == "no such user \N{REPLACEMENT CHARACTER}[31m"
    )


@pytest.mark.parametrize("cell", ["", "Beirut", "بيروت", "two\nlines", "a\tb", "'quoted'"])
def test_plain_text_stays(cell: str) -> None:
    assert without_commands(cell) == cell
