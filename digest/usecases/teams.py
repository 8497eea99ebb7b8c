"""Teams: a member invites other addresses, and each reads as a member once it confirms.

The owner's page answers alike for each address, so an owner does not learn who reads here.
"""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Any

from digest.kernel.mail_addresses import normal_address
from digest.models import JoinRequest, RateLimit, Seat, Subscriber, SubscriberState, Tier
from digest.render import wording
from digest.usecases.joining import DAY_S, Wish, ask_to_join
from digest.usecases.newsroom import Newsroom

INVITATIONS_A_SEAT = 2
"""Invitations a day for each seat: removing and inviting by turns mails no crowd of strangers."""

PAGE = "the page of preferences: team"


class Invited(StrEnum):
    """The result of an invitation; it does not tell of the address."""

    SENT = "sent"
    """A seat waits. If the address can get mail, an invitation is on its way."""
    OWN = "own"
    """The address is the owner's own."""
    FULL = "full"
    NO_TEAM = "no team"
    """The asker is no active member, or the newsroom has no teams."""
    LIMITED = "limited"


def may_have_team(newsroom: Newsroom, reader: Subscriber | None) -> bool:
    """Tell whether a reader may invite: an active member by the own tier, not by a seat."""
    if reader is None or not newsroom.config.settings.readers.team_seats:
        return False
    return reader.tier is Tier.MEMBER and reader.state is SubscriberState.ACTIVE


def invite(
    newsroom: Newsroom, owner: Subscriber, email: str, *, language: str = "en", page: str = PAGE
) -> Invited:
    """Keep a seat for an address, and mail it. Raises UseError for a text that is no address."""
    address = normal_address(email)
    if not may_have_team(newsroom, owner):
        return Invited.NO_TEAM
    if address.casefold() == owner.email.casefold():
        return Invited.OWN
    seats = newsroom.config.settings.readers.team_seats
    for seat in newsroom.store.teams.seats(owner.id):
        # a seat that stands asks no second time
        if seat.confirmed and seat.email.casefold() == address.casefold():
            return Invited.SENT
    if not _may_invite(newsroom, owner, seats):
        return Invited.LIMITED
    now = newsroom.clock()
    if not newsroom.store.teams.invite(owner.id, address, most=seats, now=now):
        return Invited.FULL
    settings = newsroom.config.settings
    words = wording(language, settings.timezone, own=settings.publication.labels)
    wish = Wish(newsletters=(), wording=words.say("team_consent"), page=page, language=language)
    # the same answer whether a mail goes out or not: a closed address keeps its secret
    ask_to_join(newsroom, address, wish, team=owner.id)
    return Invited.SENT


def team_of(newsroom: Newsroom, wish: JoinRequest, email: str) -> Subscriber | None:
    """Return the owner of the team that a wish names, while the seat for the address stands."""
    for seat in newsroom.store.teams.seats(wish.team):
        if seat.email.casefold() == email.casefold():
            return newsroom.store.subscribers.get(wish.team)
    return None


def leave_team(newsroom: Newsroom, reader: Subscriber, owner_id: str) -> bool:
    """Give up a seat; tell whether the reader had one."""
    return newsroom.store.teams.remove(owner_id, reader.email)


def own_seats(newsroom: Newsroom, reader: Subscriber) -> list[tuple[Seat, str]]:
    """List the seats of a reader, each with the address of its owner."""
    store = newsroom.store
    seats = store.teams.seats_of(reader.id)
    owners = store.subscribers.by_ids([seat.owner_id for seat in seats])
    return [(seat, owners[seat.owner_id].email) for seat in seats if seat.owner_id in owners]


def team_data(newsroom: Newsroom, reader: Subscriber) -> dict[str, Any]:
    """Return what is kept of a reader's team and seats, for a reader who asks for it."""
    gave = [_without_ids(seat) for seat in newsroom.store.teams.seats(reader.id)]
    has = [{**_without_ids(seat), "owner": owner} for seat, owner in own_seats(newsroom, reader)]
    return {"team": gave, "seats": has}


def _without_ids(seat: Seat) -> dict[str, Any]:
    values = asdict(seat)
    return {name: values[name] for name in ("email", "invited", "confirmed")}


def _may_invite(newsroom: Newsroom, owner: Subscriber, seats: int) -> bool:
    limit = RateLimit(
        key=f"invitations of {owner.id}", most=seats * INVITATIONS_A_SEAT, window_s=DAY_S
    )
    (count,) = newsroom.store.joining.counted([limit], now=newsroom.clock())
    return count <= limit.most
