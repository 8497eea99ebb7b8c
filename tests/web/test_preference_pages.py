"""Preferences, leaving, undoing and erasing by signed links, on both databases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joining_room import Room, stamp_of
from small_issue import NOW

from digest.models import (
    Consent,
    MailKind,
    ReaderClock,
    Subscriber,
    SubscriberState,
    Tier,
    Variant,
    Waves,
    WavesBy,
)
from digest.protocols import Store
from digest.tokens import Purpose

ANN = "ann@mail.example"
FRESH = "daily.access.abc123.1@2026-11-23"
READER = Subscriber(
    id="r1",
    email=ANN,
    newsletters=("daily", "gulf"),
    consent=Consent(at=NOW, source="form", wording="Yes."),
    created=NOW,
)


@pytest.fixture
def room(store: Store) -> Room:
    store.subscribers.add([READER])
    return Room(store=store)


def page_of(room: Room, *, mail: str = "daily@2026-11-23") -> str:
    return room.link(Purpose.PREFERENCES, "r1", mail)


def post(room: Room, link: str, **fields: str) -> Any:
    return room.client().post(link, data=fields)


def reader_of(room: Room) -> Subscriber:
    reader = room.store.subscribers.get("r1")
    assert reader is not None
    return reader


def test_a_newsletter_is_left_taken_back_and_joined_on_one_page(room: Room) -> None:
    link = page_of(room)
    left = post(room, link, leave="daily")
    assert "Undo" in left.text
    assert reader_of(room).newsletters == ("gulf",)
    assert "subscribed again" in post(room, link, undo="daily").text
    assert reader_of(room).newsletters == ("daily", "gulf")
    post(room, link, leave="*")
    assert reader_of(room).state is SubscriberState.LEFT
    post(room, link, undo="*")
    assert reader_of(room).newsletters == ("daily", "gulf")
    assert reader_of(room).state is SubscriberState.ACTIVE
    post(room, link, leave="gulf")
    room.clock.pass_(hours=25)
    assert "More than a day" in post(room, link, undo="gulf").text
    assert reader_of(room).newsletters == ("daily",)
    assert post(room, link, join="gulf").status_code == 200
    assert reader_of(room).newsletters == ("daily", "gulf")


def test_members_newsletters_are_offered_to_members_alone(room: Room) -> None:
    link = page_of(room)
    assert "Oil &amp; Gas" not in room.client().get(link).text
    assert post(room, link, join="oil").status_code == 400
    room.store.choices.set_tier("r1", Tier.MEMBER)
    assert "Oil &amp; Gas" in room.client().get(link).text
    assert post(room, link, join="oil").status_code == 200
    assert [*room.newsroom.audience("oil")] == ["r1"]
    room.store.choices.set_tier("r1", Tier.FREE)
    assert [*room.newsroom.audience("oil")] == []


def test_a_pause_keeps_the_reader_out_of_every_audience_until_its_day(store: Store) -> None:
    # the audience asks the clock of the store, so the pause lies around the real day
    store.subscribers.add([READER])
    room = Room(store=store)
    room.clock.now = datetime.now(UTC)
    link = page_of(room)
    until = (room.clock.now + timedelta(days=30)).date()
    page = post(room, link, pause="1", until=until.isoformat())
    assert "You take a pause" in page.text
    assert [*store.subscribers.audience("daily")] == []
    post(room, link, resume="1")
    assert [*store.subscribers.audience("daily")] == ["r1"]


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-11-23", "2020-01-01", "2036-01-01"])
def test_a_pause_needs_a_day_within_a_year(room: Room, day: str) -> None:
    page = post(room, page_of(room), pause="1", until=day)
    assert page.status_code == 422
    assert "Choose a day" in page.text
    assert reader_of(room).paused_until is None


def test_look_and_language_are_kept_and_the_page_speaks_it(room: Room) -> None:
    link = page_of(room)
    page = post(room, link, look="1", language="ar", text_only="1")
    assert 'lang="ar" dir="rtl"' in page.text
    assert reader_of(room).text_only
    assert 'lang="ar"' in room.client().get(link).text
    post(room, link, look="1", language="en")
    assert not reader_of(room).text_only
    assert post(room, link, look="1", language="xx").status_code == 400


@pytest.mark.parametrize("field", ["move", "data", "ask_erase", "erase"])
def test_a_forwarded_link_opens_no_address_and_no_data(room: Room, field: str) -> None:
    old = page_of(room, mail="daily.access.abc123.1@2026-11-20")
    for link in (page_of(room), old):
        page = post(room, link, **{field: "1", "new_address": "thief@mail.example"})
        assert page.status_code == 403
        assert ANN not in page.text
    assert reader_of(room).email == ANN
    assert room.mails() == []


def test_a_fresh_link_is_mailed_to_the_readers_own_address(room: Room) -> None:
    page = post(room, page_of(room), fresh="1")
    assert "on its way to your address" in page.text
    ((mail, reader),) = room.mails(MailKind.ACCESS)
    assert reader == "r1"
    fresh = room.client().get(page_of(room, mail=mail.id)).text
    assert 'name="new_address"' in fresh
    assert ANN not in fresh


def test_a_reader_gets_the_own_data_as_a_file(room: Room) -> None:
    answer = post(room, page_of(room, mail=FRESH), data="1")
    assert answer.headers["content-type"] == "application/json"
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    kept = json.loads(answer.text)
    assert kept["email"] == ANN
    assert kept["newsletters"] == ["daily", "gulf"]
    assert kept["consent"]["wording"] == "Yes."
    assert "joined daily" in [event["what"] for event in kept["events"]]


def test_a_reader_is_erased_after_a_question(room: Room) -> None:
    link = page_of(room, mail=FRESH)
    asked = post(room, link, ask_erase="1")
    assert "Erase all that we know" in asked.text
    assert reader_of(room).email == ANN
    assert "You are erased" in post(room, link, erase="1").text
    assert room.store.subscribers.get("r1") is None
    (line,) = room.store.subscribers.history(ANN)
    assert (line.what, line.evidence) == ("suppressed", "erased")
    assert room.client().get(link).status_code == 200


def test_an_address_changes_once_the_new_one_is_confirmed(room: Room) -> None:
    link = page_of(room, mail=FRESH)
    assert post(room, link, move="1", new_address="no address").status_code == 422
    assert "mailbox" in post(room, link, move="1", new_address="new@mail.example").text
    assert reader_of(room).email == ANN
    ((mail, _),) = room.mails()
    # neither the mail nor its pages speak of joining
    assert mail.subject == "Please confirm your new address"
    assert "from now on" in mail.text
    confirm = room.confirmation_link()
    assert "Shall these newsletters come to this address?" in room.client().get(confirm).text
    assert reader_of(room).email == ANN
    assert "Your address is changed" in room.client().post(confirm).text
    assert reader_of(room).email == "new@mail.example"
    assert reader_of(room).newsletters == ("daily", "gulf")
    # the link of an old mail still takes the reader off
    room.client().post(room.link(Purpose.UNSUBSCRIBE, "r1", "daily@2026-11-20"))
    assert reader_of(room).newsletters == ("gulf",)


def test_the_page_of_leaving_takes_a_reason_and_takes_leaving_back(room: Room) -> None:
    client, link = room.client(), room.link(Purpose.UNSUBSCRIBE, "r1", "daily@2026-11-23")
    left = client.post(link, data={"by": "hand"})
    assert f'action="{link}/undo"' in left.text
    assert client.get(f"{link}/undo").status_code == 405
    thanks = client.post(f"{link}/reason", data={"reason": "too_many"})
    assert "Thank you" in thanks.text
    day = timedelta(days=1)
    reasons = room.store.choices.left_between("daily", since=NOW - day, until=NOW + day)
    assert reasons == {"too_many": 1}
    assert client.post(f"{link}/reason", data={"reason": "<script>"}).status_code == 400
    assert "subscribed again" in client.post(f"{link}/undo").text
    assert reader_of(room).newsletters == ("daily", "gulf")
    client.post(link)
    room.clock.pass_(days=2)
    assert "More than a day" in client.post(f"{link}/undo").text
    assert reader_of(room).newsletters == ("gulf",)


def test_a_complaint_is_not_taken_back_by_a_link(room: Room) -> None:
    link = page_of(room)
    post(room, link, leave="daily")
    room.store.subscribers.suppress(ANN, reason="complaint", now=room.clock())
    post(room, link, undo="daily")
    assert post(room, link, join="daily").status_code == 400
    assert reader_of(room).state is SubscriberState.SUPPRESSED


def test_a_scanner_that_gets_and_heads_every_link_of_many_mails_changes_no_reader(
    store: Store,
) -> None:
    room = Room(store=store)
    readers = []
    for number in range(20):
        readers.append(
            Subscriber(id=f"s{number}", email=f"s{number}@mail.example", newsletters=("daily",))
        )
    store.subscribers.add(readers)
    room.join(ANN, "daily", "gulf")
    links = [room.confirmation_link()]
    for reader in readers:
        links.append(room.link(Purpose.UNSUBSCRIBE, reader.id, "daily@2026-11-23"))
        links.append(room.link(Purpose.PREFERENCES, reader.id, "daily.access.ab.1@2026-11-23"))
    before = store.subscribers.counts()
    client = room.client()
    for link in links:
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert store.subscribers.counts() == before


def test_the_form_of_the_link_by_mail_has_a_stamp(room: Room) -> None:
    assert stamp_of(room.client().get("/me").text)


def test_hour_and_zone_are_chosen_where_a_newsletter_goes_in_waves(room: Room) -> None:
    link = page_of(room)
    # no newsletter of the room goes in waves, so an hour would make no difference
    assert 'name="hour"' not in room.client().get(link).text
    room.waves = Waves(by=WavesBy.READER)
    assert 'name="hour"' in room.client().get(link).text
    page = post(room, link, clock="1", hour="7", zone="America/New_York")
    assert page.status_code == 200
    assert reader_of(room).clock == ReaderClock(hour=7, timezone="America/New_York")
    assert '<option value="7" selected>07:00</option>' in page.text
    assert '<option value="America/New_York" dir="ltr" selected>' in page.text
    post(room, link, clock="1", hour="", zone="")
    assert reader_of(room).clock == ReaderClock()


@pytest.mark.parametrize(("hour", "zone"), [("24", ""), ("", "Asia/Nowhere"), ("x", "UTC")])
def test_an_hour_or_a_zone_that_the_form_does_not_offer_is_refused(
    room: Room, hour: str, zone: str
) -> None:
    assert post(room, page_of(room), clock="1", hour=hour, zone=zone).status_code == 400
    assert reader_of(room).clock == ReaderClock()


def test_own_data_holds_hour_and_zone(room: Room) -> None:
    room.store.choices.set_clock("r1", ReaderClock(hour=7, timezone="Asia/Beirut"))
    data = post(room, page_of(room, mail=FRESH), data="1").json()
    assert data["clock"] == {"hour": 7, "timezone": "Asia/Beirut"}


SEA = Variant(id="sea", name="At <sea>", topics=("ports",))


def test_a_part_of_a_newsletter_is_chosen_where_it_offers_some(room: Room) -> None:
    link = page_of(room)
    assert 'name="variant"' not in room.client().get(link).text
    offering = replace(room, variants=(SEA,))
    page = offering.client().get(link).text
    assert "At &lt;sea&gt;" in page
    # the members' newsletter is none of the reader's
    assert page.count('name="variant"') == 2
    page = post(offering, link, variant="daily", choice="sea").text
    assert "Your change is saved." in page
    assert 'value="sea" id="v-daily-sea" checked' in page
    assert room.store.variants.chosen(["r1"]) == {"r1": {"daily": "sea"}}
    post(offering, link, variant="daily", choice="")
    assert room.store.variants.chosen(["r1"]) == {}


@pytest.mark.parametrize(("variant", "choice"), [("daily", "oil"), ("nothing", "sea")])
def test_a_part_that_the_form_does_not_offer_is_refused(
    room: Room, variant: str, choice: str
) -> None:
    offering = replace(room, variants=(SEA,))
    assert post(offering, page_of(room), variant=variant, choice=choice).status_code == 400
    assert room.store.variants.chosen(["r1"]) == {}
