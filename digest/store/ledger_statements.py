"""Statements of the ledger, and its rows as nouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Text,
    Update,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)

from digest.models import Delivery, DeliveryState, IssueState, Outcome, Reply
from digest.store.database import Database, Texts
from digest.store.schema import deliveries, issues

REPLY_CHARACTERS = 500
"""Longer replies are cut: the beginning says why a message was refused."""

HALTED = (IssueState.PAUSED, IssueState.ENDED, IssueState.CANCELLED)
"""No row of such an issue may be claimed or handed over."""

SETTLED = (DeliveryState.ACCEPTED, DeliveryState.REFUSED, DeliveryState.SUPPRESSED)
"""No outcome changes these; only an operator's retry does, and never an accepted one."""

HELD = (DeliveryState.LEASED, DeliveryState.HANDING)
"""Rows that a sender holds."""

FREE: dict[str, Any] = {"state": DeliveryState.QUEUED, "leased_by": "", "leased_until": None}
"""The columns of a row that may be claimed."""

row = deliveries.c

AFTER_CRASH = case(
    (row.state == DeliveryState.LEASED, DeliveryState.QUEUED), else_=DeliveryState.UNCERTAIN
)
"""The next state of a row whose sender died: it was handed over perhaps, or surely not."""

LINE = tuple(
    row[name]
    for name in (
        "subscriber_id", "state", "due", "relay", "reply_code", "reply_enhanced", "reply_text",
        "queue_id", "leased_by",
    )
)  # fmt: skip
"""The columns of one line that is written into the ledger; the last is the claim of an outcome."""

UNLIKE_LEASE = tuple(
    column
    for column in row
    if column.name not in ("issue_id", "state", "leased_by", "leased_until", "updated", "wave")
)
"""The columns that a lease leaves as they were."""


def update_chosen(issue_id: str, chosen: Select[Any]) -> Update:
    """Update the rows of the chosen readers.

    They stand in a CTE, because PostgreSQL may run a plain subquery with LIMIT and SKIP LOCKED more
    than once, and would then lease more rows than were asked for.
    """
    readers = chosen.cte("chosen")
    return update(deliveries).where(
        row.issue_id == issue_id, row.subscriber_id.in_(select(readers.c.subscriber_id))
    )


def write_lines(database: Database) -> Update:
    """Write lines into their rows: an outcome, or that a message is about to be offered.

    An outcome changes no settled row, and none that another claim holds by now. Only the holder of
    a lease may offer a message, and only while the issue is not halted. Parameters: issue, lines,
    readers, worker, now, until.
    """
    # put into a table first: SQLite would take each line apart again for each of its values
    line = (
        database.table_of(LINE, bindparam("lines", type_=Text()))
        .cte("lines")
        .prefix_with("MATERIALIZED")
        .c
    )
    now = bindparam("now", type_=row.updated.type)
    until = bindparam("until", type_=row.leased_until.type)
    offered = line.state == DeliveryState.HANDING
    statement = update(deliveries).where(
        row.issue_id == bindparam("issue"),
        # this repeats the next line: PostgreSQL does not know how few lines there are, and would
        # read the whole table in place of joining by key
        database.one_of(row.subscriber_id, bindparam("readers", type_=Texts())),
        row.subscriber_id == line.subscriber_id,
        case((offered, _may_be_offered()), else_=_may_be_recorded(line.state, line.leased_by)),
    )
    # a relay that cannot take a message at all is not offered it, and this try counts as well
    put_off = and_(line.state == DeliveryState.DEFERRED, row.state == DeliveryState.LEASED)
    has_reply = line.reply_code.is_not(None)
    return statement.values(
        state=line.state,
        # counted when a message is offered, not when its reply comes
        attempts=row.attempts + case((or_(offered, put_off), 1), else_=0),
        due=case((offered, row.due), else_=func.coalesce(line.due, now)),
        # an outcome without a relay, like a crash, keeps the relay that is known
        relay=func.coalesce(func.nullif(line.relay, ""), row.relay),
        reply_code=case((has_reply, line.reply_code), else_=row.reply_code),
        reply_enhanced=case((has_reply, line.reply_enhanced), else_=row.reply_enhanced),
        reply_text=case((has_reply, line.reply_text), else_=row.reply_text),
        queue_id=case((has_reply, line.queue_id), else_=row.queue_id),
        # the lease ends with the outcome
        leased_by=case((offered, row.leased_by), else_=""),
        leased_until=case((offered, func.coalesce(until, row.leased_until)), else_=None),
        updated=now,
    )


def outcome_line(outcome: Outcome) -> tuple[object, ...]:
    """Write an outcome in the order of `LINE`."""
    reply = outcome.reply or Reply(code=0)
    return (
        outcome.subscriber_id,
        outcome.state,
        outcome.retry_at,
        outcome.relay,
        None if outcome.reply is None else reply.code,
        reply.enhanced,
        # PostgreSQL stores no NUL, and a relay may send one
        reply.text.replace("\0", "")[:REPLY_CHARACTERS],
        reply.queue_id,
        outcome.claim,
    )


def leased_delivery(stored: Row[Any], issue_id: str, lease: Mapping[str, Any]) -> Delivery:
    """Read a row of which only `UNLIKE_LEASE` was fetched."""
    return Delivery(
        issue_id=issue_id,
        subscriber_id=stored.subscriber_id,
        attempts=stored.attempts,
        domain=stored.domain,
        relay=stored.relay,
        reply=_reply(stored),
        variant=stored.variant,
        **lease,
    )


def stored_delivery(stored: Row[Any]) -> Delivery:
    """Read a whole row."""
    retry_at = None
    # the column holds the time of any next step; only a deferral shows it
    if stored.state is DeliveryState.DEFERRED:
        retry_at = stored.due
    return Delivery(
        issue_id=stored.issue_id,
        subscriber_id=stored.subscriber_id,
        state=stored.state,
        attempts=stored.attempts,
        domain=stored.domain,
        relay=stored.relay,
        reply=_reply(stored),
        retry_at=retry_at,
        leased_by=stored.leased_by,
        leased_until=stored.leased_until,
        updated=stored.updated,
        wave=stored.wave,
        variant=stored.variant,
    )


def _may_be_offered() -> ColumnElement[bool]:
    halted = exists().where(issues.c.id == bindparam("issue"), _is_one(issues.c.state, HALTED))
    held_by_worker = and_(row.state == DeliveryState.LEASED, row.leased_by == bindparam("worker"))
    return and_(held_by_worker, ~halted)


def _may_be_recorded(state: ColumnElement[Any], claim: ColumnElement[Any]) -> ColumnElement[bool]:
    # the report that another sender crashed comes too late when its row has moved on
    still_held = or_(state != DeliveryState.UNCERTAIN, _is_one(row.state, HELD))
    # a sender that lost its lease and then says "not taken" must not free the row of its successor,
    # whose message may be on its way; that a copy was accepted is true whoever says it
    own = or_(
        func.coalesce(claim, "") == "",
        row.leased_by == "",
        row.leased_by == claim,
        state == DeliveryState.ACCEPTED,
    )
    return and_(~_is_one(row.state, SETTLED), still_held, own)


def _is_one(column: ColumnElement[Any], states: Iterable[StrEnum]) -> ColumnElement[bool]:
    """Write `column IN (states)` in words that need no work each time a statement runs."""
    return or_(*(column == state for state in states))


def _reply(stored: Row[Any]) -> Reply | None:
    # zero is a reply without a code; None is no reply
    if stored.reply_code is None:
        return None
    return Reply(
        code=stored.reply_code,
        enhanced=stored.reply_enhanced,
        text=stored.reply_text,
        queue_id=stored.queue_id,
    )
