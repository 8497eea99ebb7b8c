"""Seats on both databases: invited, confirmed, counted as membership, moved and taken away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from small_issue import NOW
from store_nouns import a_reader

from digest.models import JoinRequest, LeftBy, Segment, Subscriber, Tier
from digest.protocols import Store

DAY = timedelta(days=1)
SINCE = NOW - 7 * DAY
MEMBERS = Segment(id="members", tier=Tier.MEMBER)
OTHERS = Segment(id="others", tier=Tier.FREE)
BOB = "bob@mail.example"


@pytest.fixture
def owner(store: Store) -> Subscriber:
    """A member who reads the daily; the team has no seat yet."""
    owner = a_reader(1, tier=Tier.MEMBER)
    store.subscribers.add([owner])
    return owner


def wish_of(owner_id: str, number: int = 1) -> JoinRequest:
    return JoinRequest(
        mail_id=f"daily.confirmation.team.{number}@2026-11-23",
        newsletters=(),
        asked=NOW,
        wording="I take the seat.",
        wording_version="abc123",
        page="team",
        language="en",
        team=owner_id,
    )


def confirmed(store: Store, owner_id: str, email: str = BOB, *, reader_id: str = "bob") -> str:
    """Invite an address, and let it confirm; return the id of its reader."""
    assert store.teams.invite(owner_id, email, most=5, now=NOW)
    wish = wish_of(owner_id)
    asked = store.joining.ask(Subscriber(id=reader_id, email=email), wish)
    assert asked is not None
    assert store.joining.confirm(asked, wish.mail_id, now=NOW, since=SINCE) is not None
    return asked


def test_a_seat_counts_once_it_is_confirmed_and_as_long_as_its_owner_is_a_member(
    store: Store, owner: Subscriber
) -> None:
    assert store.teams.invite(owner.id, BOB, most=5, now=NOW)
    (waiting,) = store.teams.seats(owner.id)
    assert (waiting.email, waiting.reader_id, waiting.confirmed) == (BOB, "", None)
    bob = confirmed(store, owner.id)
    (seat,) = store.teams.seats(owner.id)
    assert (seat.reader_id, seat.confirmed) == (bob, NOW)
    reader = store.subscribers.get(bob)
    assert reader is not None
    assert (reader.tier, reader.has_seat, reader.is_member) == (Tier.FREE, True, True)
    store.choices.set_tier(owner.id, Tier.FREE)
    assert not store.subscribers.by_ids([bob])[bob].is_member
    store.choices.set_tier(owner.id, Tier.MEMBER)
    assert store.subscribers.by_ids([bob])[bob].is_member


def test_audience_segments_and_hand_over_agree_on_members(store: Store, owner: Subscriber) -> None:
    store.subscribers.add([a_reader(2), a_reader(3)])
    reader = store.subscribers.get("r000002")
    assert reader is not None
    seated = confirmed(store, owner.id, reader.email, reader_id="other")
    assert seated == "r000002"

    def members() -> list[str]:
        listed = [*store.subscribers.audience("daily", segment=MEMBERS)]
        free = [*store.subscribers.audience("daily", segment=OTHERS)]
        assert sorted([*listed, *free]) == [*store.subscribers.audience("daily")]
        ids = ["r000001", "r000002", "r000003"]
        handed = store.subscribers.for_hand_over(ids, newsletter_id="daily")
        assert [one for one in ids if handed[one].is_member] == listed
        return listed

    assert members() == ["r000001", "r000002"]
    # each of these takes the seat away, and the reader keeps the own tier
    store.subscribers.leave(owner.id, newsletter_id=None, now=NOW, how=LeftBy.PAGE)
    assert not store.subscribers.by_ids([seated])[seated].is_member
    store.subscribers.enrol([owner], again=True)
    assert members() == ["r000001", "r000002"]
    assert store.teams.remove(owner.id, reader.email.upper())
    assert members() == ["r000001"]
    assert not store.teams.remove(owner.id, reader.email)


def test_an_own_tier_outlasts_the_seat(store: Store, owner: Subscriber) -> None:
    bob = confirmed(store, owner.id)
    store.choices.set_tier(bob, Tier.MEMBER)
    store.subscribers.remove(owner.id)
    reader = store.subscribers.get(bob)
    assert reader is not None
    assert (reader.has_seat, reader.is_member) == (False, True)
    assert store.teams.seats_of(bob) == ()


def test_a_full_team_takes_no_more_and_an_address_once(store: Store, owner: Subscriber) -> None:
    assert store.teams.invite(owner.id, BOB, most=2, now=NOW)
    assert store.teams.invite(owner.id, "Bob@MAIL.example", most=2, now=NOW + DAY)
    assert store.teams.invite(owner.id, "cy@mail.example", most=2, now=NOW)
    assert not store.teams.invite(owner.id, "dee@mail.example", most=2, now=NOW)
    seats = store.teams.seats(owner.id)
    assert [(seat.email, seat.invited) for seat in seats] == [(BOB, NOW), ("cy@mail.example", NOW)]


def test_an_invitation_that_was_taken_back_confirms_no_seat(
    store: Store, owner: Subscriber
) -> None:
    store.teams.invite(owner.id, BOB, most=5, now=NOW)
    wish = wish_of(owner.id)
    asked = store.joining.ask(Subscriber(id="bob", email=BOB), wish)
    assert asked is not None
    store.teams.remove(owner.id, BOB)
    assert store.joining.confirm(asked, wish.mail_id, now=NOW, since=SINCE) is None
    assert store.teams.seats_of(asked) == ()


def test_invitations_that_are_not_confirmed_in_time_are_forgotten(
    store: Store, owner: Subscriber
) -> None:
    confirmed(store, owner.id)
    store.teams.invite(owner.id, "late@mail.example", most=5, now=NOW)
    assert store.teams.forget_invitations(before=NOW) == 0
    assert store.teams.forget_invitations(before=NOW + DAY) == 1
    assert [seat.email for seat in store.teams.seats(owner.id)] == [BOB]


def test_erasing_a_reader_deletes_the_seats_and_the_team(store: Store, owner: Subscriber) -> None:
    bob = confirmed(store, owner.id)
    other = a_reader(7, tier=Tier.MEMBER)
    store.subscribers.add([other])
    # a second team invited the address, and the reader has not confirmed it
    store.teams.invite(other.id, BOB, most=5, now=NOW)
    store.subscribers.remove(bob)
    assert store.teams.seats(owner.id) == store.teams.seats(other.id) == ()
    store.teams.invite(owner.id, "cy@mail.example", most=5, now=NOW)
    store.subscribers.remove(owner.id)
    assert store.subscribers.history("cy@mail.example") == ()


def moved(store: Store, reader_id: str, address: str) -> None:
    """Let a reader change to another address, which confirms it."""
    wish = JoinRequest(
        mail_id="daily.confirmation.move.1@2026-11-23",
        newsletters=("daily",),
        asked=NOW,
        wording="",
        wording_version="abc123",
        page="move",
        language="en",
        moves=reader_id,
    )
    asked = store.joining.ask(Subscriber(id="stand-in", email=address), wish)
    assert asked is not None
    assert store.joining.confirm(asked, wish.mail_id, now=NOW, since=SINCE) is not None


def test_a_seat_follows_its_reader_to_a_new_address(store: Store, owner: Subscriber) -> None:
    bob = confirmed(store, owner.id)
    store.teams.invite(owner.id, "bob@new.example", most=5, now=NOW)
    moved(store, bob, "bob@new.example")
    (seat,) = store.teams.seats(owner.id)
    assert (seat.email, seat.reader_id, seat.confirmed) == ("bob@new.example", bob, NOW)
    assert store.teams.remove(owner.id, "bob@new.example")


def test_tier_team_and_seats_follow_to_the_reader_who_takes_over(
    store: Store, owner: Subscriber
) -> None:
    bob = confirmed(store, owner.id)
    store.subscribers.add([a_reader(2), a_reader(3, tier=Tier.MEMBER)])
    heir = store.subscribers.by_ids(["r000002"])["r000002"]
    confirmed(store, "r000003", owner.email, reader_id="unused")
    moved(store, owner.id, heir.email)
    readers = store.subscribers.by_ids([owner.id, heir.id, bob])
    assert (readers[owner.id].tier, readers[heir.id].tier) == (Tier.FREE, Tier.MEMBER)
    assert readers[bob].has_seat
    assert [seat.email for seat in store.teams.seats(heir.id)] == [BOB]
    assert store.teams.seats(owner.id) == ()
    assert [seat.email for seat in store.teams.seats("r000003")] == [heir.email]


def test_the_history_names_the_team_to_both(store: Store, owner: Subscriber) -> None:
    confirmed(store, owner.id)
    lines = [line.what for line in store.subscribers.history(BOB)]
    assert f"invited to the team of {owner.email}" in lines
    assert f"took a seat in the team of {owner.email}" in lines
    assert "mailed an invitation to a team" in lines
    assert "confirmed a seat in a team" in lines
    assert f"gave a seat to {BOB}" in [line.what for line in store.subscribers.history(owner.email)]
    # a stranger who was invited, and an erased one's address, may ask as well
    store.teams.invite(owner.id, "stranger@mail.example", most=5, now=NOW)
    (line,) = store.subscribers.history("stranger@mail.example")
    assert line.what == f"invited to the team of {owner.email}"


def test_an_import_confirms_the_seats_that_an_export_named(store: Store, owner: Subscriber) -> None:
    store.subscribers.add([a_reader(2), a_reader(3)])
    reader = store.subscribers.by_ids(["r000002"])["r000002"]
    wanted = {
        reader.email: (owner.email.upper(), "unknown@mail.example", reader.email),
        "unknown@mail.example": (owner.email,),
    }
    assert store.teams.take(wanted, now=NOW) == 1
    assert store.teams.owners(["r000002", "r000003"]) == {"r000002": [owner.email]}
    assert store.teams.take(wanted, now=NOW + DAY) == 0
    (seat,) = store.teams.seats_of("r000002")
    assert seat.confirmed == NOW
