"""Tables of a person's terminal: ids and addresses are copied out of them, so nothing in one is cut short."""

from __future__ import annotations

from typing import Any

from rich.table import Column, Table


def table(*headings: str, unbroken: int = 0, **look: Any) -> Table:
    """A table that folds what does not fit; its first `unbroken` columns, of short ids, go on one line."""
    columns = (
        Column(heading, overflow="fold", no_wrap=at < unbroken)
        for at, heading in enumerate(headings)
    )
    return Table(*columns, **look)
