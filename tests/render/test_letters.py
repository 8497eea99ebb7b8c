"""Letters: mails beside the issues are rendered, checked, sent and ledgered like issues."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import html5lib
import pytest
from samples import NEWSLETTER, SampleLinks
from smtp_double import ScriptedServer

from digest.config import DeliverSettings, Relay, Tls
from digest.deliver import compile_message, send_issue
from digest.errors import RenderError
from digest.models import Delivery, DeliveryState, Issue, MailKind, Message, Severity, Subscriber
from digest.protocols import Store
from digest.render import Letter, LetterBlock, letter_briefing, preflight, render_letter
from digest.render.specimen import AT, PUBLICATION
from digest.store import open_store

LINK = "https://news.example/confirm/abc123"
LETTER = Letter(
    kind=MailKind.CONFIRMATION,
    newsletter_id="sample-briefing",
    newsletter_name="Sample Briefing",
    day=date(2026, 11, 23),
    subject="Please confirm that you want the Sample Briefing",
    preheader="One press of the button, and the next issue comes to you at seven.",
    blocks=(
        LetterBlock(
            text="You, or a person with your address, asked for the Sample Briefing.\n\n"
            "Press the button if that was you. If it was not, do nothing.",
            button="Confirm",
            url=LINK,
        ),
        LetterBlock(heading="What you will get", text="One page of sourced news each weekday."),
    ),
    personal="r1",
)
ANNA = Subscriber(id="r1", email="anna@mailbox.example", newsletters=("sample-briefing",))


def rendered(letter: Letter = LETTER) -> Issue:
    return render_letter(letter, publication=PUBLICATION, created=AT)


def message_to(subscriber: Subscriber, mail: Issue) -> Message:
    return compile_message(mail, PUBLICATION, NEWSLETTER).fill(subscriber, SampleLinks(), date=AT)


def test_a_letter_has_an_id_like_an_issue_and_one_of_its_own_when_it_is_personal() -> None:
    assert rendered().id == "sample-briefing.confirmation.r1@2026-11-23"
    assert replace(LETTER, personal="").id == "sample-briefing.confirmation@2026-11-23"
    assert rendered().kind is MailKind.CONFIRMATION
    assert rendered().newsletter_id == "sample-briefing"


def test_headings_texts_and_buttons_stand_in_both_parts_in_their_order() -> None:
    mail = rendered()
    words = ["Please confirm", "asked for", "If it was not", LINK, "What you will", "One page"]
    for part in (mail.html.partition("<h1")[2], mail.text):
        places = [part.index(word) for word in words]
        assert places == sorted(places)


def test_a_paragraph_is_a_paragraph_and_a_button_is_a_link() -> None:
    html = rendered().html
    assert len(re.findall("<p[^>]*>You, or a person", html)) == 1
    assert len(re.findall("<p[^>]*>Press the button", html)) == 1
    assert f'href="{LINK}"' in html


def test_a_letter_leaves_out_what_it_does_not_have() -> None:
    plain = rendered(replace(LETTER, blocks=(LetterBlock(text="One line."),)))
    assert "<h2" not in plain.html
    assert "Confirm" not in plain.html.partition("One line.")[2]


@pytest.mark.parametrize("language", ["en", "ar", "he", "tr"])
def test_preflight_finds_no_error_in_a_letter(language: str) -> None:
    mail = rendered(replace(LETTER, language=language))
    content = message_to(ANNA, mail).content
    findings = preflight(content, issue=mail, publication=PUBLICATION)
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    parser = html5lib.HTMLParser()
    parser.parse(mail.html)
    assert parser.errors == []


def test_a_letter_in_arabic_runs_from_right_to_left() -> None:
    mail = rendered(replace(LETTER, language="ar"))
    assert mail.direction.value == "rtl"
    assert '<html lang="ar" dir="rtl"' in mail.html


def test_hostile_text_in_a_letter_stays_text() -> None:
    hostile = '<script>alert(1)</script> {{ 7 * 7 }} " onclick="x https://slot.invalid/view'
    block = LetterBlock(heading=hostile, text=hostile, button=hostile, url=LINK)
    mail = rendered(replace(LETTER, subject=hostile, blocks=(block,)))
    assert "<script" not in mail.html
    assert "49" not in mail.text
    assert "slot.invalid/view" not in mail.html + mail.text


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "https://slot.invalid/nowhere", "reader@slot.invalid"]
)
def test_a_button_that_leads_nowhere_is_refused(url: str) -> None:
    with pytest.raises(RenderError, match="a button leads nowhere"):
        rendered(replace(LETTER, blocks=(LetterBlock(button="Confirm", url=url),)))


def test_an_issue_is_no_letter() -> None:
    with pytest.raises(RenderError, match="an issue is no letter"):
        rendered(replace(LETTER, kind=MailKind.ISSUE))


def test_the_same_letter_is_the_same_mail_and_another_word_another_hash() -> None:
    assert rendered() == rendered()
    changed = replace(LETTER, preheader="Another preheader.")
    assert rendered(changed).content_hash != rendered().content_hash


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def test_a_confirmation_is_sent_to_one_address_and_ledgered_like_an_issue(store: Store) -> None:
    mail = rendered()
    store.subscribers.add([ANNA])
    store.issues.save_mail(mail, briefing=letter_briefing(LETTER, AT))
    assert store.issues.add_reader(mail.id, ANNA.id, now=AT)
    compiled = compile_message(mail, PUBLICATION, NEWSLETTER)

    def messages(rows: Sequence[Delivery]) -> Iterator[Message]:
        for _ in rows:
            yield compiled.fill(ANNA, SampleLinks(), date=AT)

    with ScriptedServer() as server:
        relay = Relay(name="main", host="127.0.0.1", port=server.port, tls=Tls.NONE)
        report = send_issue(
            mail.id,
            ledger=store.ledger,
            message_for=messages,
            settings=DeliverSettings(relays=(relay,)),
            clock=lambda: datetime.now(UTC),
        )
        taken = list(server.taken)
    assert report.finished
    assert [recipient for _, recipient, _, _ in taken] == [ANNA.email]
    received = email.message_from_bytes(taken[0][2], policy=email.policy.default)
    assert received["Subject"] == LETTER.subject
    assert LINK in received.get_body(("plain",)).get_content()
    audit = store.ledger.audit(mail.id)
    assert dict(audit.by_state) == {DeliveryState.ACCEPTED: 1}
    assert audit.balances
    assert not store.issues.add_reader(mail.id, ANNA.id, now=AT)
