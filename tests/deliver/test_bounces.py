"""Bounces, complaints and automatic answers: what each means, and whose it is."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver import find_message_tokens, make_message_token, read_bounces
from digest.deliver.replies import Verdict, classify_notice
from digest.deliver.return_channels import open_return_channel
from digest.errors import DeliverError
from digest.models import ReturnKind

TOKEN = make_message_token("gulf-briefing@2026-11-23", "r7f3a", key=b"k")


def status_report(
    status: str, diagnostic: str, *, action: str = "failed", notice: str = "It failed."
) -> bytes:
    return f"""\
From: MAILER-DAEMON@mx.mail.example (Mail Delivery System)
To: bounce+{TOKEN}@news.example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

{notice}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mail.example

Final-Recipient: rfc822; reader@mail.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}

--b
Content-Type: message/rfc822

Message-ID: <{TOKEN}@news.example.org>
Subject: Gulf Briefing

hello
--b--
""".replace("\n", "\r\n").encode()


def plain(subject: str, body: str, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = headers.pop("sender", "reader@mail.example")
    mail["To"] = headers.pop("to", "desk@news.example.org")
    mail["Subject"] = subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("status", "diagnostic", "kind"),
    [
        ("5.1.1", "550 5.1.1 no such user", ReturnKind.HARD),
        ("5.1.10", "550 5.1.10 recipient not found", ReturnKind.HARD),
        ("5.2.1", "550 5.2.1 the mailbox was closed", ReturnKind.HARD),
        ("5.2.1", "Mailbox disabled", ReturnKind.HARD),
        ("5.2.1", "550 5.2.1 the account is inactive", ReturnKind.SOFT),
        ("5.2.1", "550 5.2.1 the user receives mail at a rate that prevents more", ReturnKind.SOFT),
        ("5.1.2", "host unknown", ReturnKind.HARD),
        ("5.2.2", "552 5.2.2 mailbox full", ReturnKind.SOFT),
        ("5.0.0", "550 the account is over quota", ReturnKind.SOFT),
        ("5.7.26", "550 5.7.26 unauthenticated mail is refused", ReturnKind.SOFT),
        ("5.7.1", "554 5.7.1 blocked using a list", ReturnKind.SOFT),
        ("4.4.7", "message expired", ReturnKind.SOFT),
    ],
)
def test_delivery_reports_say_what_kind_it_is_and_whose(
    status: str, diagnostic: str, kind: ReturnKind
) -> None:
    (bounce,) = read_bounces(status_report(status, diagnostic))
    assert (bounce.kind, bounce.recipient) == (kind, "reader@mail.example")
    assert bounce.tokens == find_message_tokens(TOKEN)
    assert bounce.message_id == f"<{TOKEN}@news.example.org>"


@pytest.mark.parametrize(
    "words",
    [
        "550 User [reader.one@mail.example] does not exist",
        "550 ** No mail box available for this person **",
        "550 BAD_RECIPIENT - see https://mail.example/help",
        "550-reader@mail.example is not an active address on this host",
        "550 'reader@mail.example' is not a registered gateway user",
        "550 unknown or illegal alias: reader@mail.example",
        "550 This address no longer accepts mail.",
        "550 The address you gave, once yours, could not be found",
        "550 Account closed",
        "550 Account has been disabled or deleted",
        "all relevant MX records point to non-existent hosts",
        "an MX or SRV record indicated no SMTP service",
        "550 Adresse du destinataire invalide",
        "550 Utente sconosciuto",
        "550 Usuário inexistente",
        "550 Нет такого пользователя",
        "550 用户不存在",
    ],
)
def test_an_address_that_is_gone_is_known_by_many_words(words: str) -> None:
    assert classify_notice(words) is Verdict.BAD_READER


@pytest.mark.parametrize(
    "words",
    [
        "552 Das Postfach ist voll",
        "552 El buzón está lleno",
        "552 Почтовый ящик переполнен",
        "552 收件人邮箱已满",
        "550 Verification failed: sender address does not exist",
    ],
)
def test_a_bounce_that_is_no_fault_of_the_address_is_known_by_many_words(words: str) -> None:
    assert classify_notice(words) in (Verdict.BAD_MESSAGE, Verdict.BAD_SENDER)


def test_the_remote_reply_that_a_gateway_quotes_outweighs_the_gateways_opinion() -> None:
    (bounce,) = read_bounces(
        status_report("5.1.0", "5.1.0 - Unknown address error 550-'5.7.1 access denied' (1 try)")
    )
    assert bounce.kind is ReturnKind.SOFT
    assert bounce.reply is not None
    assert (bounce.reply.code, bounce.reply.enhanced) == (550, "5.7.1")


def test_a_report_that_lost_its_parts_is_read_from_its_text() -> None:
    report = (
        status_report("5.2.2", "552 5.2.2 mailbox full")
        .replace(b"--b\r\n", b"")
        .replace(b"--b--\r\n", b"")
    )
    (bounce,) = read_bounces(report)
    assert (bounce.kind, bounce.recipient) == (ReturnKind.SOFT, "reader@mail.example")
    assert bounce.tokens == find_message_tokens(TOKEN)


def test_each_address_of_a_plain_notice_has_its_own_verdict() -> None:
    notice = """\
Hi. This is the qmail-send program at mx.mail.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<full@mail.example>:
192.0.2.1 does not like recipient.
Remote host said: 552 5.2.2 Mailbox full

<gone@mail.example>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 No such user

--- Below this line is a copy of the message.
"""
    found = read_bounces(plain("failure notice", notice, sender="MAILER-DAEMON@mx.mail.example"))
    assert {bounce.recipient: bounce.kind for bounce in found} == {
        "full@mail.example": ReturnKind.SOFT,
        "gone@mail.example": ReturnKind.HARD,
    }


def test_a_delay_is_soft_and_a_success_is_no_bounce() -> None:
    (delay,) = read_bounces(status_report("4.4.1", "timed out", action="delayed"))
    assert delay.kind is ReturnKind.SOFT
    (success,) = read_bounces(status_report("2.0.0", "250 delivered", action="delivered"))
    assert success.kind is ReturnKind.UNKNOWN


def test_an_unknown_user_after_data_is_not_held_against_the_address() -> None:
    notice = ">>> DATA\n<<< 550 user unknown"
    (bounce,) = read_bounces(status_report("5.0.0", "550 user unknown", notice=notice))
    assert bounce.kind is ReturnKind.SOFT


def test_the_envelope_names_the_reader_where_the_report_does_not() -> None:
    raw = plain(
        "failure notice",
        "Sorry, this did not work. Permanent error: no such user here.",
        sender="MAILER-DAEMON@mx.mail.example",
    )
    (bounce,) = read_bounces(raw, envelope_to=f"bounce+{TOKEN}@news.example.org")
    assert bounce.kind is ReturnKind.HARD
    assert bounce.tokens[0].subscriber_id == "r7f3a"


@pytest.mark.parametrize(
    "raw",
    [
        plain("Re: Gulf Briefing", "I am away.", Auto_Submitted="auto-replied"),
        plain("Re: Gulf Briefing", "I am away.", X_Autoreply="yes"),
        plain("Out of office until Monday", "I am away."),
        plain("Automatic reply: Gulf Briefing", "I am away."),
        plain("Réponse automatique : Gulf Briefing", "Je suis absent."),
        plain("رد تلقائي: Gulf Briefing", "Away."),
        plain("自动回复: Gulf Briefing", "Away."),
    ],
)
def test_automatic_answers_are_not_bounces(raw: bytes) -> None:
    assert [bounce.kind for bounce in read_bounces(raw)] == [ReturnKind.AUTO_REPLY]


def test_a_persons_letter_is_left_for_a_person() -> None:
    assert (
        read_bounces(plain("A correction", "The user of the port is unknown."))[0].kind
        is ReturnKind.UNKNOWN
    )


def test_mail_to_the_unsubscribe_address_asks_to_leave() -> None:
    (bounce,) = read_bounces(plain("unsubscribe", "", to=f"unsubscribe+{TOKEN}@news.example.org"))
    assert bounce.kind is ReturnKind.LEAVE
    assert bounce.tokens[0].subscriber_id == "r7f3a"


@pytest.mark.parametrize(
    ("feedback", "kind"), [("abuse", ReturnKind.COMPLAINT), ("auth-failure", ReturnKind.UNKNOWN)]
)
def test_feedback_reports(feedback: str, kind: ReturnKind) -> None:
    raw = f"""\
From: feedback@mail.example
To: fbl@news.example.org
Subject: abuse report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is a report.
--b
Content-Type: message/feedback-report

Feedback-Type: {feedback}
User-Agent: x/1
Version: 1
Original-Rcpt-To: reader@mail.example

--b
Content-Type: message/rfc822

Message-ID: <{TOKEN}@news.example.org>

hello
--b--
""".encode()
    (bounce,) = read_bounces(raw)
    assert (bounce.kind, bounce.recipient) == (kind, "reader@mail.example")
    assert bounce.tokens[0].subscriber_id == "r7f3a"


@pytest.mark.parametrize("charset", ["iso-2022-jp", "utf-7", "no-such-charset", "utf-8"])
def test_a_copy_in_a_charset_it_does_not_keep_to_is_read(charset: str) -> None:
    copy = f"Subject: Gulf Briefing\r\nContent-Type: text/plain; charset={charset}\r\n".encode()
    raw = status_report("5.1.1", "550 5.1.1 no such user").replace(
        b"Subject: Gulf Briefing\r\n", copy
    )
    (bounce,) = read_bounces(raw.replace(b"hello", b"\xa4\xbf\xff"))
    assert (bounce.kind, bounce.message_id) == (ReturnKind.HARD, f"<{TOKEN}@news.example.org>")


def test_a_reply_in_raw_utf_8_is_read() -> None:
    (bounce,) = read_bounces(status_report("5.0.0", "550 Адрес не существует"))
    assert bounce.kind is ReturnKind.HARD
    assert bounce.reply is not None
    assert "не существует" in bounce.reply.text


def test_a_notice_without_a_sender_is_recognised() -> None:
    notice = (
        "This is the Postfix program at host mx.mail.example.\n\n<gone@mail.example>: unknown user"
    )
    raw = plain("Returned mail", notice, sender="nobody@mail.example").replace(
        b"From: nobody@mail.example\n", b""
    )
    (bounce,) = read_bounces(raw)
    assert (bounce.kind, bounce.recipient) == (ReturnKind.HARD, "gone@mail.example")


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_failing(raw: bytes) -> None:
    assert read_bounces(raw)


@given(st.text(max_size=300))
def test_any_words_are_weighed(text: str) -> None:
    assert classify_notice(text) in (None, *Verdict)


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_mail_is_read_once_and_what_was_not_understood_is_kept_and_flagged(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / kind
    folder = mailbox.Maildir(path) if kind == "maildir" else mailbox.mbox(path)
    for raw in (status_report("5.1.1", "550 5.1.1 no such user"), plain("A letter", "hello")):
        folder.add(raw)
    folder.flush()
    folder.close()
    with open_return_channel(f"{kind}:{path}") as inbox:
        for mail in inbox.unread():
            inbox.settle(mail, understood=read_bounces(mail.raw)[0].kind is ReturnKind.HARD)
    with open_return_channel(f"{kind}:{path}") as inbox:
        assert list(inbox.unread()) == []
    folder = mailbox.Maildir(path) if kind == "maildir" else mailbox.mbox(path)
    assert sorted("F" in message.get_flags() for message in folder) == [False, True]
    folder.close()


def test_a_mailbox_that_is_not_there_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(DeliverError, match="no such mailbox"),
        open_return_channel(f"maildir:{tmp_path}/none"),
    ):
        pass
    with pytest.raises(DeliverError, match="no such kind"), open_return_channel("pop3://x"):
        pass


@pytest.mark.parametrize(
    "diagnostic",
    [
        "554 mx.example ESMTP not available. IP address is block listed.",
        "550 5.7.1 [SDNF] Sender domain not found: see https://help.example",
        "550 5.7.1 <mail.news.example>: Helo command rejected: Host not found",
        "550-Callout verification failed: 550 5.1.1 User unknown (bounce+x@news.example.org)",
        f"550 5.1.1 user unknown: bounce+{TOKEN}@news.example.org",
        "550 Verification of the sender failed: unknown user",
        "550 5.1.1 mail from your network is refused, unknown recipient or not",
    ],
)
def test_a_report_of_the_senders_fault_is_soft_and_recorded_as_a_policy(diagnostic: str) -> None:
    (bounce,) = read_bounces(status_report("5.0.0", diagnostic))
    assert (bounce.kind, bounce.blames_sender) == (ReturnKind.SOFT, True)
    assert bounce.recorded_kind is ReturnKind.POLICY


def test_a_report_that_names_the_from_address_of_the_copy_closes_no_address() -> None:
    raw = status_report("5.1.1", "550 5.1.1 user unknown: desk@news.example.org").replace(
        b"Subject: Gulf Briefing\r\n", b"Subject: Gulf Briefing\r\nFrom: desk@news.example.org\r\n"
    )
    (bounce,) = read_bounces(raw)
    assert (bounce.kind, bounce.blames_sender) == (ReturnKind.SOFT, True)


def test_a_plain_notice_that_names_our_address_as_the_sender_still_closes_a_dead_address() -> None:
    notice = (
        "This message was created automatically by mail delivery software.\n"
        f"A message from <bounce+{TOKEN}@news.example.org> could not be delivered to\n\n"
        "  gone@mail.example\n    Unknown user\n"
    )
    raw = plain("Mail delivery failed", notice, sender="MAILER-DAEMON@mx.mail.example")
    (bounce,) = read_bounces(raw)
    assert (bounce.kind, bounce.recipient) == (ReturnKind.HARD, "gone@mail.example")


def test_the_address_of_a_link_that_was_turned_to_text_is_the_recipient() -> None:
    notice = (
        "Delivery has failed to these recipients:\n\n"
        "reader@mail.example<mailto:reader@mail.example>\nThe address was not found.\n"
        "Remote Server returned '550 5.1.10 Recipient not found by SMTP address lookup'\n"
    )
    raw = plain("Undeliverable: Gulf Briefing", notice, sender="postmaster@mail.example")
    (bounce,) = read_bounces(raw)
    assert (bounce.kind, bounce.recipient) == (ReturnKind.HARD, "reader@mail.example")


@pytest.mark.parametrize(
    "value", ["auto-generated", "auto-replied", "Auto-Replied (vacation)", "auto-notified"]
)
def test_the_header_of_rfc_3834_marks_an_automatic_answer_in_any_language(value: str) -> None:
    raw = plain("Yok: Gulf Briefing", "Pazartesi dönerim.", Auto_Submitted=value)
    assert [bounce.kind for bounce in read_bounces(raw)] == [ReturnKind.AUTO_REPLY]


def test_a_mail_marked_as_written_by_a_person_is_left_for_a_person() -> None:
    raw = plain("A question", "Where is the archive?", Auto_Submitted="no")
    assert [bounce.kind for bounce in read_bounces(raw)] == [ReturnKind.UNKNOWN]


@pytest.mark.parametrize(
    "subject",
    [
        "Automatische Antwort: Gulf Briefing",
        "Automatisch antwoord: Gulf Briefing",
        "Autosvar: Gulf Briefing",
        "Automatisk svar: Gulf Briefing",
        "Automatiskt svar: Gulf Briefing",
        "Automaattinen vastaus: Gulf Briefing",
        "Odpowiedź automatyczna: Gulf Briefing",
        "Automatická odpověď: Gulf Briefing",
        "Automatikus válasz: Gulf Briefing",
        "Răspuns automat: Gulf Briefing",
        "Respuesta automática: Gulf Briefing",
        "Risposta automatica: Gulf Briefing",
        "Resposta automática: Gulf Briefing",
        "Otomatik yanıt: Gulf Briefing",
        "Αυτόματη απάντηση: Gulf Briefing",
        "Автоматический ответ: Gulf Briefing",
        "Автоматична відповідь: Gulf Briefing",
        "Automatski odgovor: Gulf Briefing",
        "الرد التلقائي: Gulf Briefing",
        "پاسخ خودکار: Gulf Briefing",
        "מענה אוטומטי: Gulf Briefing",
        "自動返信: Gulf Briefing",
        "자동 회신: Gulf Briefing",
        "Balasan otomatis: Gulf Briefing",
        "Abwesend bis Montag",
        "Fuera de la oficina",
        "Fuori ufficio",
    ],
)
def test_an_automatic_answer_is_known_by_its_subject_in_many_languages(subject: str) -> None:
    assert [bounce.kind for bounce in read_bounces(plain(subject, "…"))] == [ReturnKind.AUTO_REPLY]


@pytest.mark.parametrize("content_type", ["multipart/mixed", "multipart/report"])
def test_a_report_in_a_mail_that_is_marked_as_an_automatic_answer_is_read(
    content_type: str,
) -> None:
    raw = status_report("5.1.10", "550 5.1.10 Recipient not found").replace(
        b"multipart/report; report-type=delivery-status", content_type.encode()
    )
    raw = raw.replace(b"MAILER-DAEMON@mx.mail.example", b"MicrosoftExchange329e71ec@mail.example")
    (bounce,) = read_bounces(raw)
    assert (bounce.kind, bounce.recipient) == (ReturnKind.HARD, "reader@mail.example")


def test_a_failure_notice_that_is_marked_as_generated_is_no_automatic_answer() -> None:
    raw = plain(
        "Undeliverable: Gulf Briefing",
        "Delivery to gone@mail.example failed: no such user.",
        sender="mail-gateway@mail.example",
        Auto_Submitted="auto-generated",
    )
    assert [bounce.kind for bounce in read_bounces(raw)] == [ReturnKind.HARD]


def test_addresses_are_free_of_marks_that_cannot_be_seen() -> None:
    raw = status_report("5.1.1", "550 5.1.1 no such user").replace(
        b"rfc822; reader@mail.example", "rfc822; \u200ereader\u200b@mail.example\u202c".encode()
    )
    (bounce,) = read_bounces(raw)
    assert bounce.recipient == "reader@mail.example"
    token = f"bounce+{TOKEN[:3]}\u200b{TOKEN[3:]}@news.example.org"
    (bounce,) = read_bounces(plain("hello", "hello"), envelope_to=token)
    assert bounce.tokens == find_message_tokens(TOKEN)


def test_a_huge_diagnostic_is_cut_and_its_beginning_decides() -> None:
    (bounce,) = read_bounces(status_report("5.1.1", "550 5.1.1 no such user " + "x" * 60_000))
    assert bounce.kind is ReturnKind.HARD
    assert bounce.reply is not None
    assert len(bounce.reply.text) <= 300


def test_outlook_and_amazon_complaints_are_read() -> None:
    outlook = (
        "From: staff@hotmail.example\nTo: fbl@news.example\nSubject: complaint\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'
        "Content-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: reader@mail.example\n"
        "Subject: Gulf Briefing\n\nhello\n--b--\n"
    )
    amazon = plain(
        "Complaint",
        '{"notificationType" : "Complaint", "complaint": {"complainedRecipients":'
        ' [{"emailAddress":"reader@mail.example"}]}}',
    )
    other = plain("Delivery", '{"notificationType": "Delivery", "mail": "Complaint"}')
    for raw in (outlook.encode(), amazon):
        (bounce,) = read_bounces(raw)
        assert (bounce.kind, bounce.recipient) == (ReturnKind.COMPLAINT, "reader@mail.example")
    assert read_bounces(other)[0].kind is ReturnKind.UNKNOWN


def test_a_notice_that_addresses_were_unknown_is_about_the_address() -> None:
    notice = (
        b"From: postmaster@mail.example\nTo: bounce+abc@news.example\n"
        b"Subject: Mail System Error - Returned Mail\n\n"
        b"The following destination addresses were unknown:\n\nSMTP <reader@example.org>\n"
    )
    (bounce,) = read_bounces(notice)
    assert (bounce.kind, bounce.recipient) == (ReturnKind.HARD, "reader@example.org")


@pytest.mark.parametrize(
    ("answer_to", "kind"),
    [("in reply to end of DATA command", ReturnKind.SOFT), ("", ReturnKind.HARD)],
)
def test_a_plain_notice_that_the_message_was_refused_is_not_held_against_the_address(
    answer_to: str, kind: ReturnKind
) -> None:
    raw = plain(
        "Undelivered Mail Returned to Sender",
        "This is the mail system at host mx.mail.example.\n\n"
        "<reader@mail.example>: host mx.mail.example said: 550 user unknown\n"
        f"    ({answer_to})\n",
        sender="MAILER-DAEMON@mx.mail.example (Mail Delivery System)",
    )
    (bounce,) = read_bounces(raw)
    assert (bounce.recipient, bounce.kind) == ("reader@mail.example", kind)
