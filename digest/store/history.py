"""The history of an address: consent, newsletters, the reply to each issue, and suppression."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from digest.models import HistoryLine
from digest.store.schema import (
    deliveries,
    issues,
    join_requests,
    returns,
    subscribers,
    subscriptions,
    team_seats,
)
from digest.store.suppression import closing_of

HISTORY_ISSUES = 200
"""The ledger is asked about so many of the latest issues."""


def history_of(connection: Connection, address_hash: str) -> tuple[HistoryLine, ...]:
    """List all that is stored of an address, oldest first."""
    lines: list[HistoryLine] = []
    people = select(subscribers).where(subscribers.c.address_hash == address_hash)
    # one person at most, and none once erased
    for person in connection.execute(people).all():
        lines += _person_lines(person)
        own = subscriptions.c.subscriber_id == person.id
        for choice in connection.execute(select(subscriptions).where(own)):
            lines += _choice_lines(choice)
        lines += _team_lines(connection, person.id)
        asked = select(join_requests).where(join_requests.c.subscriber_id == person.id)
        for wish in connection.execute(asked):
            lines += _wish_lines(wish)
        for row in connection.execute(_deliveries_to(person.id)):
            lines.append(_delivery_line(row))
        came_back = select(returns).where(returns.c.subscriber_id == person.id)
        for row in connection.execute(came_back):
            lines.append(_return_line(row))
    # also without a person: a member may have invited a stranger
    lines += _seat_lines(connection, address_hash)
    # also without a person: an erased one leaves only the hash
    for row in connection.execute(closing_of(address_hash)):
        lines.append(HistoryLine(at=row.since, what="suppressed", evidence=row.reason))
    return tuple(sorted(lines, key=lambda line: line.at))


def _deliveries_to(subscriber_id: str) -> Select[Any]:
    """Select the reader's rows of the latest issues, by issue: so the ledger's key finds them."""
    approved = issues.c.approved.is_not(None)
    latest = (
        select(issues.c.id).where(approved).order_by(issues.c.slot.desc(), issues.c.approved.desc())
    )
    # bounded: a reader of ten years has thousands of rows
    recent = latest.limit(HISTORY_ISSUES).subquery()
    return select(deliveries).where(
        and_(
            deliveries.c.issue_id.in_(select(recent.c.id)),
            deliveries.c.subscriber_id == subscriber_id,
        )
    )


def _person_lines(person: Row[Any]) -> Iterator[HistoryLine]:
    yield HistoryLine(at=person.created, what="added", evidence=f"now {person.state}")
    # the wording that the reader saw is the proof (GDPR, article 7)
    if person.consent_at is not None:
        evidence = person.consent_source
        if person.consent_wording:
            evidence = f"{person.consent_source}: “{person.consent_wording}”"
        yield HistoryLine(at=person.consent_at, what="agreed", evidence=evidence)


def _wish_lines(wish: Row[Any]) -> Iterator[HistoryLine]:
    newsletters = ", ".join(wish.newsletters)
    version = f"wording {wish.wording_version}: “{wish.wording}”"
    asked = f"asked for {newsletters}"
    # the member asked, so that the reader is not said to have done it
    if wish.team:
        newsletters, asked = "a seat in a team", "mailed an invitation to a team"
    yield HistoryLine(at=wish.asked, what=asked, evidence=wish.page)
    if wish.confirmed is not None:
        yield HistoryLine(at=wish.confirmed, what=f"confirmed {newsletters}", evidence=version)


def _choice_lines(choice: Row[Any]) -> Iterator[HistoryLine]:
    yield HistoryLine(at=choice.joined, what=f"joined {choice.newsletter_id}")
    if choice.left_at is not None:
        way = f"by {choice.left_how}"
        if choice.left_reason:
            way = f"{way}: {choice.left_reason}"
        yield HistoryLine(at=choice.left_at, what=f"left {choice.newsletter_id}", evidence=way)


def _seat_lines(connection: Connection, address_hash: str) -> Iterator[HistoryLine]:
    """Yield the seats of an address, each with the owner of the team."""
    seats = team_seats.c
    query = (
        select(team_seats, subscribers.c.email.label("owner"))
        .join(subscribers, subscribers.c.id == seats.owner_id)
        .where(seats.address_hash == address_hash)
    )
    for seat in connection.execute(query):
        team = f"the team of {seat.owner}"
        yield HistoryLine(at=seat.invited, what=f"invited to {team}")
        if seat.confirmed is not None:
            yield HistoryLine(at=seat.confirmed, what=f"took a seat in {team}")


def _team_lines(connection: Connection, owner_id: str) -> Iterator[HistoryLine]:
    """Yield the seats that a member gave."""
    query = select(team_seats).where(team_seats.c.owner_id == owner_id)
    for seat in connection.execute(query):
        evidence = "waits for the confirmation"
        if seat.confirmed is not None:
            evidence = f"confirmed on {seat.confirmed:%Y-%m-%d}"
        yield HistoryLine(at=seat.invited, what=f"gave a seat to {seat.email}", evidence=evidence)


def _delivery_line(row: Row[Any]) -> HistoryLine:
    # a row that waits has no code
    reply = row.reply_text
    if row.reply_code:
        reply = f"{row.reply_code} {row.reply_text}".strip()
    return HistoryLine(at=row.updated, what=f"{row.issue_id} is {row.state}", evidence=reply)


def _return_line(row: Row[Any]) -> HistoryLine:
    words = []
    # relays often repeat their codes in the text
    for code in (str(row.reply_code or ""), row.reply_enhanced):
        if code and code not in row.reply_text:
            words.append(code)
    evidence = " ".join([*words, row.reply_text]).strip()
    return HistoryLine(at=row.at, what=f"{row.issue_id} came back: {row.kind}", evidence=evidence)
