"""The report for operators: the week's figures, charts inside the mail, and no word of a reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sample_morning import ISSUE, NOW, Desk

from digest.errors import UseError
from digest.models import DeliveryState, MailKind
from digest.usecases import send_approved
from digest.usecases.operator_report import mail_report, report_mail

OPERATOR = "desk@mail.example"


def sent(desk: Desk) -> Desk:
    """Send the issue, let one reader leave with a reason, and look at it a day later."""
    desk.approved()
    send_approved(desk.newsroom, ISSUE)
    later = NOW + timedelta(hours=3)
    choices, readers = desk.store.choices, desk.store.subscribers
    readers.leave("reader-1", newsletter_id="security-briefing", now=later, how="page")
    choices.give_reason("reader-1", newsletter_id="security-briefing", reason="too_many")
    return replace(desk, newsroom=desk.at(NOW + timedelta(days=1)))


def test_the_report_tells_the_week_in_words_and_charts(desk: Desk) -> None:
    mail = report_mail(sent(desk).newsroom)
    assert (mail.kind, mail.subject) == (MailKind.REPORT, "The week to 14 August 2026")
    assert "1 issue. 0 messages bounced" in mail.text
    assert "3 joined and 1 left" in mail.text
    assert "Reasons given on leaving: 1 too many." in mail.text
    assert [image.content_type for image in mail.images] == ["image/png", "image/png"]
    for alt in (
        "Readers who got each issue: 13 Aug: 3",
        "Readers won or lost after each issue: 13 Aug: 2",
    ):
        assert f'alt="{alt}"' in mail.html
        assert alt in " ".join(mail.text.split())


def test_the_report_names_no_reader_and_offers_no_way_out_of_a_list(desk: Desk) -> None:
    mail = report_mail(sent(desk).newsroom)
    for words in ("reader-1", "reader1@", "unsubscribe", "preferences"):
        assert words not in mail.html + mail.text


def test_each_operator_gets_one_copy_beside_the_ledger(desk: Desk) -> None:
    after = sent(desk)
    before = len(desk.mailbox.mails)
    copies = mail_report(after.newsroom, [OPERATOR, "second@mail.example"])
    assert [(copy.address, copy.arrived) for copy in copies] == [
        (OPERATOR, True),
        ("second@mail.example", True),
    ]
    new = desk.mailbox.mails[before:]
    assert [mail.recipient for mail in new] == [OPERATOR, "second@mail.example"]
    assert new[0].message["List-Unsubscribe"] is None
    pictures = [part for part in new[0].message.walk() if part.get_content_type() == "image/png"]
    assert len(pictures) == 2
    assert desk.store.ledger.audit(ISSUE).by_state == {DeliveryState.ACCEPTED: 3}


def test_a_week_without_an_issue_has_no_report(desk: Desk) -> None:
    with pytest.raises(UseError, match="no issue went out"):
        mail_report(desk.newsroom, [OPERATOR])
    late = replace(sent(desk), newsroom=desk.at(NOW + timedelta(days=8)))
    with pytest.raises(UseError, match="no issue went out"):
        mail_report(late.newsroom, [OPERATOR])


def test_an_address_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(UseError):
        mail_report(sent(desk).newsroom, ["no address"])
