"""Teams on the pages: invited by a fresh link, confirmed by a button, left and taken away."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from joining_room import Room
from small_issue import NOW

from digest.config import FirstMail, ReaderSettings
from digest.config.reader_settings import WelcomeKeys
from digest.models import Consent, MailKind, Subscriber, SubscriberState, Tier
from digest.protocols import Store
from digest.tokens import Purpose
from digest.usecases.joining import forget_late_wishes
from digest.usecases.own_choices import data_of_address

ANN, BOB, CY = "ann@mail.example", "bob@mail.example", "cy@mail.example"
FRESH = "daily.access.abc123.1@2026-11-23"
OLD = "daily@2026-11-23"
OWNER = Subscriber(
    id="r1",
    email=ANN,
    newsletters=("daily",),
    consent=Consent(at=NOW, source="form", wording="Yes."),
    created=NOW,
    tier=Tier.MEMBER,
)
SETTINGS = ReaderSettings(team_seats=3)


@pytest.fixture
def room(store: Store) -> Room:
    store.subscribers.add([OWNER])
    return Room(store=store, readers=SETTINGS)


def post(room: Room, reader_id: str = "r1", *, mail: str = FRESH, **fields: str) -> Any:
    return room.client().post(room.link(Purpose.PREFERENCES, reader_id, mail), data=fields)


def page(room: Room, reader_id: str = "r1", *, mail: str = FRESH) -> str:
    return str(room.client().get(room.link(Purpose.PREFERENCES, reader_id, mail)).text)


def invited(room: Room, address: str) -> Any:
    return post(room, invite="1", invitee=address)


def seated(room: Room, address: str = BOB) -> str:
    """Invite an address, and press the button of its mail; return the id of its reader."""
    assert invited(room, address).status_code == 200
    link = room.confirmation_link()
    assert room.client().post(link).status_code == 200
    reader = room.store.subscribers.by_email(address)
    assert reader is not None
    return reader.id


def test_an_invited_address_reads_as_a_member_once_it_pressed_the_button(room: Room) -> None:
    answer = invited(room, BOB)
    assert "The seat is kept" in answer.text
    assert "not confirmed yet" in answer.text
    link = room.confirmation_link()
    for _ in range(2):
        question = room.client().get(link)
    assert ANN in question.text
    assert "I take the seat" in question.text
    pending = room.store.subscribers.by_email(BOB)
    assert pending is not None
    assert (pending.state, pending.is_member) == (SubscriberState.PENDING, False)
    for _ in range(2):
        done = room.client().post(link)
        assert "You read as a member now" in done.text
    reader = room.store.subscribers.by_email(BOB)
    assert reader is not None
    assert (reader.state, reader.newsletters) == (SubscriberState.ACTIVE, ())
    assert (reader.tier, reader.is_member) == (Tier.FREE, True)
    assert "not confirmed yet" not in page(room)
    assert "Oil &amp; Gas" in page(room, reader.id, mail=OLD)
    assert post(room, reader.id, mail=OLD, join="oil").status_code == 200
    assert [*room.newsroom.audience("oil")] == [reader.id]
    room.store.choices.set_tier("r1", Tier.FREE)
    assert [*room.newsroom.audience("oil")] == []
    assert "Oil &amp; Gas" not in page(room, reader.id, mail=OLD).partition("Other newsletters")[2]


def test_consent_to_a_seat_is_kept_and_the_mail_names_no_member(room: Room) -> None:
    room.store.subscribers.add([replace(OWNER, newsletters=("gulf",))])
    room.store.subscribers.leave("r1", newsletter_id="daily", now=NOW, how="page")
    reader_id = seated(room)
    (wish,) = room.store.joining.wishes(reader_id)
    assert (wish.team, wish.newsletters) == ("r1", ())
    assert wish.wording.startswith("I take the seat and read as a member.")
    ((mail, _),) = room.mails()
    assert "You are invited to read" in mail.subject
    # in the look of a newsletter that the member reads
    assert mail.newsletter_id == "gulf"
    for text in (mail.html, mail.text, mail.subject):
        assert ANN not in text
        assert BOB not in text


def test_the_answer_is_the_same_for_a_reader_a_stranger_and_a_closed_address(room: Room) -> None:
    room.store.subscribers.add([Subscriber(id="r2", email=BOB, newsletters=("daily",))])
    room.store.subscribers.suppress(CY, reason="bounce", now=NOW)
    answers = []
    for address in (BOB, CY, "new@mail.example"):
        text = invited(room, address).text
        assert room.store.teams.remove("r1", address)
        answers.append(text.replace(address, "ADDRESS"))
    assert answers[0] == answers[1] == answers[2]
    mailed = [subscriber_id for _, subscriber_id in room.mails()]
    assert "r2" in mailed
    assert len(mailed) == 2


def test_a_forwarded_link_shows_no_address_and_changes_no_seat(room: Room) -> None:
    bob = seated(room)
    for reader_id in ("r1", bob):
        text = page(room, reader_id, mail=OLD)
        assert "A fresh link opens this part" in text
        assert (BOB in text, ANN in text) == (False, False)
    assert post(room, mail=OLD, invite="1", invitee=CY).status_code == 403
    assert post(room, mail=OLD, remove_seat=BOB).status_code == 403
    assert post(room, bob, mail=OLD, leave_team="r1").status_code == 403
    assert len(room.store.teams.seats("r1")) == 1


def test_the_owner_takes_a_seat_away_and_a_reader_leaves_the_team(room: Room) -> None:
    bob = seated(room)
    assert "Seats taken: 1 of 3." in page(room)
    post(room, remove_seat=BOB)
    assert "Seats taken: 0 of 3." in page(room)
    reader = room.store.subscribers.get(bob)
    assert reader is not None
    assert not reader.is_member
    room.store.teams.take({BOB: (ANN,)}, now=NOW)
    assert f"a seat in the team of {ANN}" in page(room, bob)
    post(room, bob, leave_team="r1")
    assert room.store.teams.seats("r1") == ()
    # the seat of another team is not touched
    room.store.teams.take({BOB: (ANN,)}, now=NOW)
    post(room, bob, leave_team="r2")
    assert len(room.store.teams.seats("r1")) == 1


def test_an_invitation_that_was_taken_back_or_is_too_old_opens_nothing(room: Room) -> None:
    invited(room, BOB)
    link = room.confirmation_link()
    post(room, remove_seat=BOB)
    assert room.client().get(link).status_code == 410
    assert room.client().post(link).status_code == 410
    invited(room, BOB)
    room.clock.pass_(days=8)
    assert room.client().get(link).status_code == 410
    forget_late_wishes(room.newsroom)
    assert room.store.teams.seats("r1") == ()
    assert room.store.subscribers.by_email(BOB) is None


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [("no address", 422, "not a mail address"), (ANN.upper(), 422, "your own address")],
)
def test_wrong_addresses_come_back_with_the_page(
    room: Room, address: str, status: int, words: str
) -> None:
    answer = invited(room, address)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert room.store.teams.seats("r1") == ()


def test_a_full_team_and_a_day_of_many_invitations_take_no_more(room: Room) -> None:
    for number in range(3):
        assert invited(room, f"seat{number}@mail.example").status_code == 200
    full = invited(room, CY)
    assert (full.status_code, "All seats are taken" in full.text) == (422, True)
    # removing and inviting by turns mails no crowd: six invitations a day for three seats
    for number in range(3):
        post(room, remove_seat=f"seat{number}@mail.example")
        answer = invited(room, f"other{number}@mail.example")
    assert answer.status_code == 429
    assert "many invitations today" in answer.text


def test_an_address_gets_no_more_mails_a_day_than_forms_may_send(room: Room) -> None:
    for _ in range(5):
        invited(room, BOB)
    assert len(room.mails()) == SETTINGS.mails_a_day


@pytest.mark.parametrize("reason", ["no teams", "free", "left", "seat"])
def test_only_an_active_member_by_the_own_tier_has_a_team(store: Store, reason: str) -> None:
    store.subscribers.add([OWNER])
    seats = 0 if reason == "no teams" else 3
    room = Room(store=store, readers=ReaderSettings(team_seats=seats))
    if reason == "free":
        store.choices.set_tier("r1", Tier.FREE)
    elif reason == "left":
        store.subscribers.leave("r1", newsletter_id=None, now=NOW, how="page")
    elif reason == "seat":
        store.choices.set_tier("r1", Tier.FREE)
        store.subscribers.add(
            [Subscriber(id="r2", email=CY, newsletters=("daily",), tier=Tier.MEMBER)]
        )
        store.teams.take({ANN: (CY,)}, now=NOW)
    assert "invitee" not in page(room)
    assert invited(room, BOB).status_code == 403
    assert room.mails() == []


def test_my_data_has_the_team_and_the_seats(room: Room) -> None:
    bob = seated(room)
    own = json.loads(post(room, data="1").text)
    assert [seat["email"] for seat in own["team"]] == [BOB]
    theirs = json.loads(post(room, bob, data="1").text)
    assert [seat["owner"] for seat in theirs["seats"]] == [ANN]
    assert data_of_address(room.newsroom, BOB)["has_seat"]


def test_no_first_mail_goes_to_a_seat(store: Store) -> None:
    store.subscribers.add([OWNER])
    welcome = WelcomeKeys(subject="Welcome", text="We are glad.")
    readers = ReaderSettings(team_seats=3, first_mail=FirstMail.WELCOME, welcome=welcome)
    room = Room(store=store, readers=readers)
    bob = seated(room)
    assert room.mails(MailKind.WELCOME) == []
    # the reader joins a first newsletter on the own page, which mails none either
    post(room, bob, mail=OLD, join="daily")
    assert room.mails(MailKind.WELCOME) == []
