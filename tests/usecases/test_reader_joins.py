"""Joining over a loopback relay: the confirmation arrives, its link confirms, and issues follow."""

from __future__ import annotations

import re
from dataclasses import replace

from sample_morning import ISSUE, Desk

from digest.models import MailKind, SubscriberState
from digest.tokens import Purpose, read_token
from digest.usecases import issue_of, send_approved, token_key
from digest.usecases.joining import Asked, Wish, ask_for_access, ask_to_join, confirm_wish
from digest.usecases.send import LETTERS, resume_sending

ANN = "ann@mail.example"
WISH = Wish(newsletters=("security-briefing",), wording="I want it.", page="/join", language="en")


def letters_sent(desk: Desk) -> None:
    for summary in resume_sending(desk.newsroom, kinds=LETTERS):
        assert summary.is_complete


def test_a_confirmation_arrives_and_its_link_makes_a_reader(desk: Desk) -> None:
    assert ask_to_join(desk.newsroom, ANN, WISH) is Asked.SENT
    letters_sent(desk)
    (mail,) = desk.mailbox.mails
    message = mail.message
    assert mail.recipient == ANN
    assert message["Subject"] == "Please confirm your subscription"
    assert message["List-Unsubscribe"] is None
    assert message["List-Id"] is None
    assert message["Auto-Submitted"] == "auto-generated"
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    page = message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    (link,) = set(re.findall(r"https://\S+/c/([\w-]+)", text))
    assert f"/c/{link}" in page
    assert "slot.invalid" not in text + page
    assert "Security Briefing" in text
    token = read_token(token_key(desk.newsroom), link, Purpose.CONFIRM)
    assert token is not None
    assert confirm_wish(desk.newsroom, token.subscriber_id, token.issue_id) is not None
    reader = desk.store.subscribers.by_email(ANN)
    assert reader is not None
    assert reader.state is SubscriberState.ACTIVE
    issue = desk.approved()
    send_approved(desk.newsroom, issue.id)
    assert desk.mailbox.mails[-1].message["Subject"]
    assert ANN in [one.recipient for one in desk.mailbox.mails[1:]]


def test_a_confirmation_goes_to_an_erased_person_who_asks_anew_and_to_no_complainer(
    desk: Desk,
) -> None:
    desk.store.subscribers.remove("reader-1")
    desk.store.subscribers.suppress(
        "reader2@example.org", reason="complaint", now=desk.newsroom.clock()
    )
    assert ask_to_join(desk.newsroom, "reader1@example.org", WISH) is Asked.SENT
    assert ask_to_join(desk.newsroom, "reader2@example.org", WISH) is Asked.CLOSED
    letters_sent(desk)
    assert [mail.recipient for mail in desk.mailbox.mails] == ["reader1@example.org"]


def test_a_reader_who_complains_between_the_form_and_the_relay_gets_no_mail(desk: Desk) -> None:
    ask_to_join(desk.newsroom, "reader1@example.org", WISH)
    desk.store.subscribers.suppress(
        "reader1@example.org", reason="complaint", now=desk.newsroom.clock()
    )
    letters_sent(desk)
    assert desk.mailbox.mails == []


def test_the_mailed_link_leads_to_the_readers_own_preferences(desk: Desk) -> None:
    assert ask_for_access(desk.newsroom, "reader0@example.org", language="en") is Asked.SENT
    assert ask_for_access(desk.newsroom, "stranger@mail.example", language="en") is Asked.CLOSED
    letters_sent(desk)
    (mail,) = desk.mailbox.mails
    text = mail.message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    (link,) = set(re.findall(r"https://\S+/p/([\w-]+)", text))
    token = read_token(token_key(desk.newsroom), link, Purpose.PREFERENCES)
    assert token is not None
    assert token.subscriber_id == "reader-0"


def test_letters_are_ledgered_and_an_issue_is_resumed_beside_a_thousand_letters(
    desk: Desk,
) -> None:
    issue = desk.approved()
    limits = replace(desk.newsroom.config.settings.readers, mails_a_day=20)
    settings = replace(desk.newsroom.config.settings, readers=limits)
    newsroom = replace(desk.newsroom, config=replace(desk.newsroom.config, settings=settings))
    for number in range(3):
        ask_to_join(newsroom, f"new{number}@mail.example", WISH)
    # one letter for all who ask for the same
    (letter,) = desk.store.issues.list(kinds=[MailKind.CONFIRMATION])
    assert desk.store.ledger.audit(letter.id).selected == 3
    (summary,) = resume_sending(newsroom, kinds=[MailKind.ISSUE])
    assert summary.issue_id == issue.id == ISSUE
    letters_sent(desk)
    assert desk.store.ledger.audit(letter.id).balances
    assert issue_of(newsroom, letter.id).kind is MailKind.CONFIRMATION


def test_a_reader_who_wants_text_alone_gets_the_plain_text_and_the_same_links(desk: Desk) -> None:
    desk.store.choices.set_look("reader-1", language="en", text_only=True)
    send_approved(desk.newsroom, desk.approved().id)
    by_reader = {mail.recipient: mail.message for mail in desk.mailbox.mails}
    plain, whole = by_reader["reader1@example.org"], by_reader["reader2@example.org"]
    assert plain.get_content_type() == "text/plain"
    assert whole.get_content_type() == "multipart/alternative"
    text = plain.get_content()
    assert "<table" not in text
    assert "/u/" in text
    assert "slot.invalid" not in text
    assert plain["List-Unsubscribe"]
    twin = whole.get_body(("plain",))
    assert twin is not None
    # the links differ by their reader, the words do not
    assert text.split("http")[0].split() == twin.get_content().split("http")[0].split()
