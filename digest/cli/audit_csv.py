"""Write the ledger rows of an issue as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from digest.kernel.csv_cells import disarmed, without_commands
from digest.models import Delivery, DeliveryState, Reply

if TYPE_CHECKING:
    from datetime import datetime

    from digest.models import Issue
    from digest.usecases import Newsroom

COLUMNS = (
    "subscriber", "state", "attempts", "code", "enhanced", "reply", "queue_id", "relay", "updated",
    "retry_at", "wave", "variant", "message_id",
)  # fmt: skip

ROWS_A_LOOK = 1000
"""Addresses are looked up for so many rows at once."""


def write_rows(
    newsroom: Newsroom,
    issue: Issue,
    out: TextIO,
    *,
    states: Sequence[DeliveryState] = (),
    addresses: bool = False,
) -> None:
    """Write one line per reader; with `addresses` the address stands in the last column.

    An erased reader has no address. The reply of a relay is foreign text: no spreadsheet runs it as
    a formula, and no terminal as a command.
    """
    from digest.usecases import compiled_message

    # compiled once: the Message-ID of each reader is derived from it
    writer, compiled = csv.writer(out), compiled_message(newsroom, issue)
    columns = list(COLUMNS)
    if addresses:
        columns.append("address")
    writer.writerow(columns)
    rows = newsroom.store.ledger.rows(issue.id, states=states)
    for chunk in _chunks(rows):
        address_of: Mapping[str, str] = {}
        # addresses are personal: read only when asked for
        if addresses:
            address_of = _addresses(newsroom, chunk)
        for row in chunk:
            cells = [*_cells(row), compiled.message_id(row.subscriber_id)]
            if addresses:
                cells.append(address_of.get(row.subscriber_id, ""))
            writer.writerow([disarmed(without_commands(cell)) for cell in cells])


def _chunks(rows: Iterator[Delivery]) -> Iterator[list[Delivery]]:
    while True:
        chunk = list(islice(rows, ROWS_A_LOOK))
        # a million rows pass through in chunks, never as one list
        if not chunk:
            return
        yield chunk


def _addresses(newsroom: Newsroom, rows: Sequence[Delivery]) -> Mapping[str, str]:
    readers = newsroom.store.subscribers.by_ids(row.subscriber_id for row in rows)
    return {reader.id: reader.email for reader in readers.values()}


def _cells(row: Delivery) -> list[str]:
    # a row that waits has no reply yet
    reply = row.reply or Reply(code=0)
    code = ""
    # an empty cell: no relay has answered yet
    if row.reply:
        code = str(reply.code)
    return [
        row.subscriber_id,
        row.state,
        str(row.attempts),
        code,
        reply.enhanced,
        reply.text,
        reply.queue_id,
        row.relay,
        _moment(row.updated),
        _moment(row.retry_at),
        _moment(row.wave),
        row.variant,
    ]


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return moment.isoformat()
