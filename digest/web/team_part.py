"""The part of the preferences on teams: the seats that a member gives, and those that one has."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException

from digest.errors import UseError
from digest.kernel.mail_addresses import MAX_ADDRESS_CHARS
from digest.models import Subscriber
from digest.usecases.newsroom import Newsroom
from digest.usecases.teams import Invited, invite, leave_team, may_have_team, own_seats

NOTICES = {
    Invited.SENT: ("team_invited", 200),
    Invited.OWN: ("team_own", 422),
    Invited.FULL: ("team_full", 422),
    Invited.LIMITED: ("team_limited", 429),
}
"""The label of the notice and the status of the page, by the result of an invitation."""


def invite_by_form(
    newsroom: Newsroom, owner: Subscriber, text: str, *, language: str
) -> tuple[str, int]:
    """Invite an address; return the label of the notice and the status of the page."""
    try:
        # cut before it is judged: the judge need not read a megabyte
        outcome = invite(newsroom, owner, text[:MAX_ADDRESS_CHARS], language=language)
    except UseError:
        return "bad_address", 422
    # the page offers the form to members alone, so the post was made by hand
    if outcome is Invited.NO_TEAM:
        raise HTTPException(403)
    return NOTICES[outcome]


def remove_by_form(newsroom: Newsroom, owner: Subscriber, text: str) -> None:
    """Take a seat of the owner's team away."""
    newsroom.store.teams.remove(owner.id, text[:MAX_ADDRESS_CHARS])


def leave_by_form(newsroom: Newsroom, reader: Subscriber, owner_id: str) -> None:
    """Give up the reader's seat in a team."""
    leave_team(newsroom, reader, owner_id)


def team_values(newsroom: Newsroom, reader: Subscriber) -> dict[str, Any]:
    """Return what the page shows of the reader's own team, and of the teams with a seat."""
    seats = newsroom.store.teams.seats(reader.id)
    most = newsroom.config.settings.readers.team_seats
    invites = may_have_team(newsroom, reader)
    return {
        # seats outlast a tier that ended: their owner may still take them away
        "has_team": invites or bool(seats),
        "team": seats,
        "seats": most,
        "may_invite": invites and len(seats) < most,
        "own_seats": own_seats(newsroom, reader),
    }
