"""Joining on a page and confirming by mail, on both databases: no address is given away."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from joining_room import KEY, PUBLICATION, Room, sent_issue, stamp_of

from digest.config import FirstMail, ReaderSettings, WelcomeKeys
from digest.models import IssueState, MailKind, Subscriber, SubscriberState
from digest.protocols import Store
from digest.render import languages
from digest.tokens import Purpose
from digest.web.forms import stamp

WAIT = timedelta(seconds=10)
ANN = "ann@mail.example"


@pytest.fixture
def room(store: Store) -> Room:
    return Room(store=store)


def test_the_form_shows_each_newsletter_unchosen_with_tagline_rhythm_and_sample(
    room: Room,
) -> None:
    sent_issue(room.store, "daily@2026-11-20")
    sent_issue(room.store, "oil@2026-11-20")
    page = room.client().get("/join")
    assert page.status_code == 200
    text = page.text
    assert "<strong>The Daily</strong><br>All the news" in text
    assert "Monday – Friday, 16:00 Nicosia time" in text
    assert 'href="/i/daily%402026-11-20"' in text
    # an issue for members is no sample
    assert "/i/oil" not in text
    assert "checked" not in text
    assert text.index("Free newsletters") < text.index("Gulf") < text.index("for members")
    assert text.index("for members") < text.index("Oil &amp; Gas")


def test_a_mail_that_led_to_the_form_puts_its_newsletter_first_and_chooses_none(room: Room) -> None:
    text = room.client().get("/join?newsletter=gulf").text
    assert text.index("Gulf") < text.index("The Daily")
    assert "checked" not in text


@pytest.mark.parametrize("language", languages())
def test_every_page_speaks_the_language_of_the_form(room: Room, language: str) -> None:
    client = room.client(headers={"accept-language": language})
    page = client.get("/join")
    direction = "rtl" if language in ("ar", "fa", "he") else "ltr"
    assert f'lang="{language}" dir="{direction}"' in page.text
    assert "<script" not in page.text
    assert "http" not in page.text.replace("http-equiv", "")
    answer = room.join(ANN, "daily", client=client, language=language)
    assert f'lang="{language}" dir="{direction}"' in answer.text
    ((mail, _reader),) = room.mails()
    assert (mail.language, str(mail.direction)) == (language, direction)
    assert "slot.invalid/confirm" in mail.html
    assert "slot.invalid/confirm" in mail.text
    assert "slot.invalid/unsubscribe" not in mail.html + mail.text
    confirmed = client.post(room.confirmation_link())
    assert f'lang="{language}"' in confirmed.text


def test_one_form_joins_several_newsletters_when_the_mail_confirms_it(room: Room) -> None:
    client = room.client()
    answer = room.join(ANN, "gulf", "daily", client=client)
    assert answer.status_code == 200
    assert "Look into your mailbox" in answer.text
    reader = room.store.subscribers.by_email(ANN)
    assert reader is not None
    assert (reader.state, reader.newsletters) == (SubscriberState.PENDING, ())
    link = room.confirmation_link()
    page = client.get(link)
    assert page.status_code == 200
    assert page.text.index("The Daily") < page.text.index("Gulf")
    assert room.newsletters_of(ANN) == ()
    assert client.post(link).status_code == 200
    assert client.post(link).status_code == 200
    assert room.newsletters_of(ANN) == ("daily", "gulf")
    (wish,) = room.store.joining.wishes(reader.id)
    assert wish.page == "/join"
    assert wish.wording.startswith("I want to get the chosen newsletters of The <Test> Desk")
    assert len(wish.wording_version) == 12
    assert wish.asked <= room.clock.now


def test_a_scanner_that_gets_and_heads_the_link_confirms_no_wish(room: Room) -> None:
    room.join(ANN, "daily")
    client, link = room.client(), room.confirmation_link()
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert room.newsletters_of(ANN) == ()


def test_the_answer_is_the_same_for_every_address(room: Room) -> None:
    subscribers = room.store.subscribers
    subscribers.add([Subscriber(id="r1", email="known@mail.example", newsletters=("daily",))])
    subscribers.suppress("angry@mail.example", reason="complaint", now=room.clock())
    answers = set()
    for address in ("known@mail.example", "angry@mail.example", "stranger@mail.example"):
        page = room.join(address, "daily")
        answers.add((page.status_code, page.text.replace(address, "ADDRESS")))
        page = room.client().post(
            "/me", data={"email": address, "stamp": stamp(KEY, room.clock() - WAIT)}
        )
        answers.add((page.status_code, page.text.replace(address, "ADDRESS")))
    # one answer of joining, one of the link by mail
    assert len(answers) == 2
    assert subscribers.by_email("angry@mail.example") is None
    assert {reader for _mail, reader in room.mails(MailKind.ACCESS)} == {"r1"}


def test_a_form_without_an_address_or_a_choice_says_so_and_keeps_the_rest(room: Room) -> None:
    client = room.client()
    page = room.join("no address", "gulf", client=client)
    assert page.status_code == 422
    assert 'id="wrong-address"' in page.text
    assert 'value="no address"' in page.text
    assert 'id="n-gulf" checked' in page.text
    page = room.join(ANN, client=client)
    assert page.status_code == 422
    assert 'id="no-choice"' in page.text
    page = room.join(ANN, "no-such-newsletter", client=client)
    assert page.status_code == 422
    assert room.mails() == []


def test_a_form_of_another_site_is_shown_once_more_and_sends_no_mail(room: Room) -> None:
    client = room.client()
    form = {"email": ANN, "newsletter": ["gulf"], "from": "our-paper"}
    page = client.post("/join", data=form)
    assert page.status_code == 200
    assert 'id="n-gulf" checked' in page.text
    assert "once more" in page.text
    assert room.mails() == []
    room.clock.pass_(seconds=3)
    again = {**form, "stamp": stamp_of(page.text)}
    assert "mailbox" in client.post("/join", data=again).text
    ((_mail, reader),) = room.mails()
    (wish,) = room.store.joining.wishes(reader)
    assert wish.page == "/join from our-paper"


def test_a_program_that_is_too_quick_or_fills_in_the_hidden_field_sends_no_mail(
    room: Room,
) -> None:
    client = room.client()
    quick = {"email": ANN, "newsletter": "daily", "stamp": stamp_of(client.get("/join").text)}
    assert "once more" in client.post("/join", data=quick).text
    usual = room.join(ANN, "daily", client=client, website="https://spam.example")
    assert "Look into your mailbox" in usual.text
    room.clock.pass_(hours=13)
    assert "once more" in client.post("/join", data=quick).text
    forged = {**quick, "stamp": "forged"}
    assert "once more" in client.post("/join", data=forged).text
    assert room.mails() == []


def test_an_address_gets_at_most_so_many_mails_a_day(room: Room) -> None:
    for _ in range(5):
        assert room.join(ANN, "daily").status_code == 200
    assert len(room.mails()) == 3
    room.join(ANN.upper(), "gulf")
    assert len(room.mails()) == 3
    room.clock.pass_(days=1)
    room.join(ANN, "daily")
    assert len(room.mails()) == 4


def test_a_network_posts_at_most_so_many_forms_an_hour(store: Store) -> None:
    room = Room(store=store, readers=ReaderSettings(forms_an_hour=2))
    for number in range(2):
        assert room.join(f"reader{number}@mail.example", "daily").status_code == 200
    refused = room.join(ANN, "daily")
    assert refused.status_code == 429
    assert "wait a while" in refused.text
    room.host = "192.0.2.8"
    assert room.join(ANN, "daily").status_code == 200
    room.host = "2001:db8::1"
    room.join("a@mail.example", "daily")
    room.host = "2001:db8::ffff:1"
    room.join("b@mail.example", "daily")
    room.host = "2001:db8::2"
    assert room.join("c@mail.example", "daily").status_code == 429


def test_all_forms_together_send_at_most_so_many_mails_an_hour(store: Store) -> None:
    room = Room(store=store, readers=ReaderSettings(mails_an_hour=2))
    for number in range(3):
        room.join(f"reader{number}@mail.example", "daily")
    assert len(room.mails()) == 2


def test_a_link_works_for_a_week_and_a_changed_link_never(room: Room) -> None:
    room.join(ANN, "daily")
    client, link = room.client(), room.confirmation_link()
    assert client.post(f"{link}x").status_code == 404
    # the link of another purpose opens no confirmation
    reader = room.store.subscribers.by_email(ANN)
    assert reader is not None
    view = room.link(Purpose.VIEW, reader.id).replace("/v/", "/c/")
    assert client.post(view).status_code == 404
    room.clock.pass_(days=8)
    late = client.get(link)
    assert late.status_code == 410
    assert "no longer works" in late.text
    assert client.post(link).status_code == 410
    assert room.newsletters_of(ANN) == ()


def test_joining_is_closed_by_a_key_and_under_the_postal_address_of_the_example(
    store: Store,
) -> None:
    closed = Room(store=store, readers=ReaderSettings(join=False))
    assert closed.client().get("/join").status_code == 404
    assert closed.client().post("/join").status_code == 404
    assert closed.client().get("/me").status_code == 404
    example = Room(
        store=store, publication=replace(PUBLICATION, postal_address="EDIT ME: your street")
    )
    assert example.client().get("/join").status_code == 404


def test_the_pages_have_the_strict_headers_and_lead_nowhere_else(room: Room) -> None:
    client = room.client()
    page = client.get("/join?next=https://evil.example")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "evil" not in page.text
    answer = room.join(ANN, "daily", client=client)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.history == []


@pytest.mark.parametrize(
    "address",
    [
        "ann@mail.example\r\nBcc: all@mail.example",
        "ann@mail.example, bob@mail.example",
        '"<script>"@mail.example\0',
        "a" * 300 + "@mail.example",
    ],
)
def test_an_address_can_bring_no_header_and_no_markup(room: Room, address: str) -> None:
    page = room.join(address, "daily")
    assert page.status_code == 422
    assert "<script>" not in page.text
    assert room.mails() == []


def test_the_link_to_the_preferences_goes_to_readers_alone(room: Room) -> None:
    readers = [
        Subscriber(id="r1", email=ANN, newsletters=("gulf",)),
        Subscriber(id="r2", email="bob@mail.example", state=SubscriberState.LEFT),
        Subscriber(id="r3", email="cy@mail.example", state=SubscriberState.PENDING),
    ]
    room.store.subscribers.add(readers)
    client = room.client()
    for address in (ANN, "bob@mail.example", "cy@mail.example", "dee@mail.example"):
        stamped = stamp_of(client.get("/me").text)
        room.clock.pass_(seconds=5)
        page = client.post("/me", data={"email": address, "stamp": stamped})
        assert page.status_code == 200
    mails = room.mails(MailKind.ACCESS)
    assert {reader for _mail, reader in mails} == {"r1", "r2"}
    own = [mail for mail, reader in mails if reader == "r1"]
    assert own[0].newsletter_id == "gulf"
    assert "slot.invalid/preferences" in own[0].html
    assert client.post("/me", data={"email": "no"}).status_code == 422


def test_the_first_mail_is_the_latest_issue_and_goes_once(store: Store) -> None:
    room = Room(store=store, readers=ReaderSettings(first_mail=FirstMail.LATEST))
    sent_issue(store, "daily@2026-11-19", subject="Older")
    sent_issue(store, "daily@2026-11-20", subject="Newer")
    room.join(ANN, "oil", "daily")
    link = room.confirmation_link()
    for _ in range(2):
        room.client().post(link)
    ((mail, reader),) = room.mails(MailKind.WELCOME)
    assert mail.subject == "Newer"
    assert mail.newsletter_id == "daily"
    found = store.subscribers.by_email(ANN)
    assert found is not None
    assert reader == found.id
    assert store.issues.state("daily@2026-11-20") is IssueState.APPROVED


def test_the_first_mail_may_be_a_welcome_of_the_operators_own(store: Store) -> None:
    welcome = WelcomeKeys(subject="Good morning", text="We write at dawn.\n\nAnswer if you like.")
    settings = ReaderSettings(first_mail=FirstMail.WELCOME, welcome=welcome)
    room = Room(store=store, readers=settings)
    room.join(ANN, "daily")
    room.client().post(room.confirmation_link())
    ((mail, _reader),) = room.mails(MailKind.WELCOME)
    assert mail.subject == "Good morning"
    assert "We write at dawn." in mail.text
    assert "slot.invalid/unsubscribe" in mail.html


def welcomed(room: Room, *newsletters: str) -> list[str]:
    """Join and confirm; return the subjects of the welcomes that this brought."""
    known = room.mails(MailKind.WELCOME)
    confirmed = {mail.id for mail, _ in room.mails()}
    room.join(ANN, *newsletters)
    for mail, subscriber_id in room.mails():
        if mail.id not in confirmed:
            room.client().post(room.link(Purpose.CONFIRM, subscriber_id, mail.id, "daily"))
    return [mail.subject for mail, _ in room.mails(MailKind.WELCOME)][len(known) :]


@pytest.mark.parametrize("back", ["", "Good to see you"])
def test_a_reader_is_welcomed_once_and_welcomed_back_in_words_of_their_own(
    store: Store, back: str
) -> None:
    welcome = WelcomeKeys(subject="Good morning", text="We write at dawn.")
    settings = ReaderSettings(
        first_mail=FirstMail.WELCOME,
        welcome=welcome,
        welcome_back=WelcomeKeys(subject=back, text="Here we are again."),
    )
    room = Room(store=store, readers=settings)
    assert welcomed(room, "daily") == ["Good morning"]
    room.clock.pass_(days=2)
    # a reader who adds a newsletter is neither new nor back
    assert welcomed(room, "gulf") == []
    reader = store.subscribers.by_email(ANN)
    assert reader is not None
    store.subscribers.leave(reader.id, newsletter_id=None, now=room.clock(), how="page")
    room.clock.pass_(days=2)
    assert welcomed(room, "daily") == ([back] if back else [])


def test_there_is_no_first_mail_unless_the_operator_asks_for_one(room: Room) -> None:
    sent_issue(room.store, "daily@2026-11-20")
    room.join(ANN, "daily")
    room.client().post(room.confirmation_link())
    assert room.mails(MailKind.WELCOME) == []


def test_search_engines_are_kept_from_the_links_of_readers(room: Room) -> None:
    robots = room.client().get("/robots.txt").text
    kept_out = ["/u/", "/p/", "/v/", "/c/", "/o/", "/s/", "/me"]
    assert re.findall("Disallow: (.*)", robots) == kept_out


def test_an_issue_for_members_and_a_letter_stand_on_no_public_page(room: Room) -> None:
    sent_issue(room.store, "oil@2026-11-20", subject="Oil price rises")
    client = room.client()
    refused = client.get("/i/oil@2026-11-20")
    assert refused.status_code == 403
    assert "harbour" not in refused.text
    archive = client.get("/archive/oil")
    assert "Oil price rises" in archive.text
    assert "/i/oil" not in archive.text
    room.join(ANN, "daily")
    ((mail, _reader),) = room.mails()
    assert client.get(f"/i/{mail.id}").status_code == 404
    # the member's own link shows it
    own = room.link(Purpose.VIEW, "r1", "oil@2026-11-20", "oil")
    assert "harbour" in client.get(own).text
