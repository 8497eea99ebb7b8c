"""A report names the recipient, the server's own words and a verdict, in whatever form it comes."""

from __future__ import annotations

import base64

import pytest

from digest.deliver.delivery_reports import (
    MAX_GROUPS,
    MAX_REPLY_CHARS,
    feedback_reports,
    judge_notice,
    read_reply_codes,
    status_reports,
)
from digest.deliver.mail_text import parse_mail
from digest.deliver.replies import Verdict
from digest.models import Reply

REPORT = """\
From: MAILER-DAEMON@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

{notice}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

{groups}
--b--
"""
ONE = """\
Final-Recipient: rfc822; ann@mail.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}
"""


def report(*groups: str, notice: str = "It failed.") -> list:  # type: ignore[type-arg]
    text = REPORT.format(notice=notice, groups="\n".join(groups))
    return status_reports(parse_mail(text.encode()))


def group(
    diagnostic: str = "550 5.1.1 no such user", *, action: str = "failed", status: str = "5.1.1"
) -> str:
    return ONE.format(action=action, status=status, diagnostic=diagnostic)


def test_a_failed_recipient_is_named_with_the_servers_words() -> None:
    (told,) = report(group())
    assert told.recipient == "ann@mail.example"
    assert told.reply == Reply(code=550, enhanced="5.1.1", text="550 5.1.1 no such user")
    assert told.verdict is Verdict.BAD_READER


@pytest.mark.parametrize("action", ["delivered", "Relayed", "expanded (to a list)"])
def test_a_recipient_that_was_reached_is_not_reported(action: str) -> None:
    assert report(group(action=action)) == []


@pytest.mark.parametrize("action", ["delayed", "DELAYED"])
def test_a_delay_is_no_verdict_on_the_address_whatever_its_words_say(action: str) -> None:
    (told,) = report(group(action=action))
    assert told.verdict is Verdict.LATER


def test_the_original_recipient_wins_over_a_forwarded_one() -> None:
    text = "Original-Recipient: rfc822; first@mail.example\n" + group()
    (told,) = report(text)
    assert told.recipient == "first@mail.example"


def test_each_recipient_of_a_report_has_a_line_of_its_own() -> None:
    second = group("452 4.2.2 mailbox full", status="4.2.2").replace("ann@", "bob@")
    first, other = report(group(), second)
    assert (first.recipient, other.recipient) == ("ann@mail.example", "bob@mail.example")
    assert (first.verdict, other.verdict) == (Verdict.BAD_READER, Verdict.LATER)


@pytest.mark.parametrize(
    ("count", "read"), [(MAX_GROUPS, MAX_GROUPS), (MAX_GROUPS + 1, MAX_GROUPS)]
)
def test_a_report_on_very_many_recipients_is_read_up_to_its_limit(count: int, read: int) -> None:
    assert len(report(*[group()] * count)) == read


def test_the_servers_own_code_wins_over_the_status_of_a_gateway() -> None:
    (told,) = report(group("550 5.7.1 blocked by policy", status="5.1.1"))
    assert told.reply.enhanced == "5.7.1"
    (told,) = report(group("no such user", status="5.1.1"))
    assert (told.reply.code, told.reply.enhanced) == (0, "5.1.1")


def test_words_that_a_gateway_quotes_are_those_of_the_server_behind_it() -> None:
    (told,) = report(group("5.1.0 - Unknown address error 550-'5.7.1 listed at spam.example'"))
    assert told.reply.text == "550 5.7.1 listed at spam.example"
    assert told.verdict is not Verdict.BAD_READER


def test_a_short_diagnostic_of_a_single_recipient_is_read_with_its_notice() -> None:
    notice = "The address ann@mail.example was not found: no such user here."
    (told,) = report(group("failed", status="5.0.0"), notice=notice)
    assert told.verdict is Verdict.BAD_READER


def test_the_notice_says_nothing_about_one_of_several_recipients() -> None:
    notice = "The address bob@mail.example was not found: no such user here."
    other = group("failed", status="5.0.0").replace("ann@", "bob@")
    for told in report(group("failed", status="5.0.0"), other, notice=notice):
        assert told.verdict is not Verdict.BAD_READER


def test_a_long_diagnostic_is_kept_up_to_its_limit() -> None:
    (told,) = report(group("550 5.1.1 " + "x" * 2 * MAX_REPLY_CHARS))
    assert len(told.reply.text) == MAX_REPLY_CHARS


def test_a_report_whose_parts_were_joined_into_one_text_is_still_read() -> None:
    text = (
        "From: gateway@mx.example\nContent-Type: text/plain\n\nYour mail failed.\n\n"
        "Final-Recipient: rfc822; ann@mail.example\nAction: failed\nStatus: 5.1.1\n"
    )
    (told,) = status_reports(parse_mail(text.encode()))
    assert (told.recipient, told.verdict) == ("ann@mail.example", Verdict.BAD_READER)


FIELDS = "Final-Recipient: rfc822; ann@mail.example\nAction: failed\nStatus: 5.1.1\n"
PACKED = base64.encodebytes(f"Reporting-MTA: dns; mx.example\n\n{FIELDS}".encode()).decode()


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ("message/global-delivery-status", FIELDS),
        (
            "application/octet-stream; name=ATT001.dat",
            f"Reporting-MTA: dns; mx.example\n\n{FIELDS}",
        ),
        ("message/delivery-status\nContent-Transfer-Encoding: base64", PACKED),
        ("application/octet-stream\nContent-Transfer-Encoding: base64", PACKED),
    ],
)
def test_a_report_is_read_in_each_form_into_which_gateways_put_it(
    headers: str, content: str
) -> None:
    text = (
        "From: gateway@mx.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: text/plain\n\nYour mail failed.\n\n--b\n"
        f"Content-Type: {headers}\n\n{content}\n--b--\n"
    )
    (told,) = status_reports(parse_mail(text.encode()))
    assert (told.recipient, told.verdict) == ("ann@mail.example", Verdict.BAD_READER)


@pytest.mark.parametrize(
    "headers",
    ["message/delivery-status\nContent-Transfer-Encoding: base64", "application/octet-stream"],
)
def test_a_file_that_is_no_report_has_none(headers: str) -> None:
    text = (
        f"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: {headers}\n\n=?x\n--b--\n"
    )
    assert status_reports(parse_mail(text.encode())) == []


@pytest.mark.parametrize("text", ["", "Subject: hello\n\nno report at all", "\n\n\n"])
def test_a_mail_without_a_report_has_none(text: str) -> None:
    mail = parse_mail(text.encode())
    assert status_reports(mail) == []
    assert feedback_reports(mail) == []


# ---- codes ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "enhanced"),
    [
        ("550 5.1.1 no such user", 550, "5.1.1"),
        ("host said: 452-4.2.2 full", 452, "4.2.2"),
        ("550 no such user", 550, ""),
        ("5.1.1 no such user", 0, "5.1.1"),
        ("no code at all", 0, ""),
        ("", 0, ""),
        # numbers of an address, a time or a version are no codes
        ("10.0.0.550 said no", 0, ""),
        ("[550] in brackets", 0, ""),
        ("port:550 closed", 0, ""),
        ("250 2.0.0 ok", 0, ""),
        ("mailer 15.1.1.2", 0, ""),
        ("first 421 4.7.0 later 550 5.1.1", 421, "4.7.0"),
    ],
)
def test_the_first_codes_of_a_text_are_read(text: str, code: int, enhanced: str) -> None:
    reply = read_reply_codes(text)
    assert (reply.code, reply.enhanced) == (code, enhanced)


def test_the_lines_of_a_reply_are_joined_and_cut() -> None:
    assert read_reply_codes("550\n  5.1.1\tno  user").text == "550 5.1.1 no user"
    assert len(read_reply_codes("x" * 1000).text) == MAX_REPLY_CHARS


def test_a_line_that_names_an_address_of_ours_is_judged_by_its_other_words() -> None:
    named = "a message from <bounce+abc.def@news.example> did not arrive"
    assert judge_notice(named, Reply(code=550)) == judge_notice(
        "a message did not arrive", Reply(code=550)
    )
    refused = "550 <bounce+abc.def@news.example> sender rejected"
    assert judge_notice(refused, Reply(code=550)) is Verdict.BAD_SENDER


def test_an_address_of_ours_that_is_called_unknown_accuses_the_sender() -> None:
    unknown = "bounce+abc.def@news.example: user unknown"
    # the address that is unknown is our own: the reader is not to blame
    assert judge_notice(unknown, Reply(code=550)) is Verdict.BAD_SENDER


# ---- complaints -------------------------------------------------------------

ARF = """\
From: feedback@provider.example
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is a complaint.

--b
Content-Type: message/feedback-report

Feedback-Type: {kind}
{recipient}
--b--
"""


@pytest.mark.parametrize(
    ("kind", "is_complaint"),
    [
        ("abuse", True),
        ("fraud", True),
        ("other", True),
        ("auth-failure", False),
        ("Not-Spam", False),
        ("dmarc", False),
        ("", True),
    ],
)
def test_a_feedback_report_is_a_complaint_unless_its_kind_says_otherwise(
    kind: str, is_complaint: bool
) -> None:
    text = ARF.format(kind=kind, recipient="Original-Rcpt-To: ann@mail.example")
    (feedback,) = feedback_reports(parse_mail(text.encode()))
    assert (feedback.recipient, feedback.is_complaint) == ("ann@mail.example", is_complaint)


@pytest.mark.parametrize(
    ("line", "recipient"),
    [
        ("Original-Rcpt-To: <ann@mail.example>", "ann@mail.example"),
        ("Removal-Recipient: ann@mail.example", "ann@mail.example"),
        ("Original-Rcpt-To: \nRemoval-Recipient: bob@mail.example", "bob@mail.example"),
        ("X-Other: ann@mail.example", ""),
    ],
)
def test_the_recipient_of_a_complaint_may_stand_in_either_field(line: str, recipient: str) -> None:
    text = ARF.format(kind="abuse", recipient=line)
    (feedback,) = feedback_reports(parse_mail(text.encode()))
    assert feedback.recipient == recipient


def test_outlook_names_the_recipient_in_a_header_of_the_returned_message() -> None:
    text = (
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: message/rfc822\n\n'
        "X-HmXmrOriginalRecipient: ann@outlook.example\nSubject: News\n\nText\n--b--\n"
    )
    (feedback,) = feedback_reports(parse_mail(text.encode()))
    assert (feedback.recipient, feedback.is_complaint) == ("ann@outlook.example", True)


@pytest.mark.parametrize("escape", ["", "\\"])
def test_a_complaint_of_amazon_is_read_out_of_its_json(escape: str) -> None:
    quote = f'{escape}"'
    body = (
        f"{{{quote}notificationType{quote}: {quote}Complaint{quote}, {quote}complaint{quote}: "
        f"{{{quote}complainedRecipients{quote}: "
        f"[{{{quote}emailAddress{quote}: {quote}ann@mail.example{quote}}}]}}}}"
    )
    mail = parse_mail(f"Content-Type: text/plain\n\n{body}\n".encode())
    (feedback,) = feedback_reports(mail)
    assert (feedback.recipient, feedback.is_complaint) == ("ann@mail.example", True)


@pytest.mark.parametrize("kind", ["Bounce", "Delivery"])
def test_another_notification_of_amazon_is_no_complaint(kind: str) -> None:
    body = f'{{"notificationType": "{kind}", "complainedRecipients": ["a@b.example"]}}'
    assert feedback_reports(parse_mail(f"Content-Type: text/plain\n\n{body}".encode())) == []


@pytest.mark.parametrize("characters", [299, 300, 301])
def test_three_hundred_characters_of_a_reply_are_kept(characters: int) -> None:
    kept = min(characters, 300)
    assert read_reply_codes("x" * characters).text == "x" * kept
