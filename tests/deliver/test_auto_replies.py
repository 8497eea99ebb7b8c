"""Automatic replies are known by their subjects in many languages; a person's answer is none."""

from __future__ import annotations

from email.header import Header
from email.message import Message

import pytest

from digest.deliver.auto_replies import is_auto_reply, is_from_a_mail_system


def mail(subject: str) -> Message:
    written = Message()
    written["From"] = "Reader <reader@mail.example>"
    written["Subject"] = Header(subject, "utf-8").encode()
    return written


@pytest.mark.parametrize(
    "subject",
    [
        "Autoodpowiedź: Briefing",
        "Jeg er på ferie",
        "Ferie: Briefing",
        "Holder ferie til mandag",
        "Ude af kontoret: Briefing",
        "På barsel",
        "Fratrådt: Briefing",
        "Automatische reactie: Briefing",
        "Contestación automática: Briefing",
        "Mensaje automático: Briefing",
        "Balasan automatik: Briefing",
        "自动答复: Briefing",
        "คำตอบอัตโนมัติ: Briefing",
        "Awtomatikong tugon: Briefing",
        "Majibu ya kiotomatiki: Briefing",
        "Автоматты жауап: Briefing",
        "תגובה אוטומטית: Briefing",
        "Atsakiklis: Briefing",
        "Ausência temporária: Briefing",
        "Estou de férias",
        "Απουσία",
        "Na dopustu",
        "Ej på plats",
        "Нет на месте",
        "休暇中",
        "Congé maternité",
        "Elternzeit: Briefing",
        "Maternity leave: Briefing",
        "Tự động trả lời: Briefing",
        "İşyeri dışında: Briefing",
        "OFİS DIŞINDA",
        "מחוץ למשרד",
        "OOO: Briefing",
        "Re: Briefing - Out of Office",
        "AW: Ich bin im Urlaub",
        "Vacation: back on Monday",
        "Re: Vacation until Monday",
        "I am on maternity leave",
        "Ausente de la oficina",
        "Нет на работе",
        "Estoy de vacaciones",
        "Poza biurem do piątku",
        "I'm away: Briefing",
        "Annual leave notice",
        "Urlaubsvertretung",
        "Assenza dall'ufficio",
        "Niet aanwezig",
        "Met vakantie",
        "Jsem na dovolené",
        "În afara biroului",
        "Нет на рабочем месте",
        "Σε άδεια",
        "휴가 중입니다",
        "Vắng mặt",
        "Sedang cuti",
        "Odsutan",
        "Na godišnjem odmoru",
        "Odsoten",
        "Odsutnost iz ureda",
        "Fora de l'oficina",
        "Ótímabundin fjarvera",
        "في إجازة حتى الأحد",
        "Я в отпуске",
        "Ich bin nicht im Büro",
        "Message d'absence",
        "Ausência do escritório",
        "Frånvarande",
        "Olen lomalla",
        "Házon kívül",
        "În concediu",
        "Извън офиса",
        "İzindeyim",
        "الرد الآلي",
        "Sjálfvirkt svar",
        "ავტომატური პასუხი",
        "On parental leave until May",
        "I no longer work here",
        "Urlaub bis 3. Dezember",
        "Vacaciones",
        "إجازة سنوية",
        "Congés jusqu'au 3",
        "Außerhalb des Büros bis Montag",
        "OOTO: back on Monday",
        "İzinliyim",
        "لست في المكتب",
        "外出のお知らせ",
        "Ej på kontoret",
        "Annual leave Re: Briefing",
        "No longer at the Sample Company",
        "Absence : Briefing",
        "Away message",
    ],
)
def test_a_machine_that_says_its_owner_is_away_is_known(subject: str) -> None:
    assert is_auto_reply(mail(subject))


@pytest.mark.parametrize(
    "subject",
    [
        "Re: your vacation story",
        "Vacation homes in the capital: a tip for the desk",
        "Your story on the out of office minister",
        "Question about vacation coverage",
        "Soldiers on leave: a correction",
        "Please take me off",
        "Vacaciones en Beirut: una pregunta",
        "Your link no longer works",
        "Website nicht erreichbar",
        "Question on vacation rentals",
        "Your automatic reply never came",
        "On leave-taking: a poem",
        "Two ministers no longer in office: a correction",
        "Your issue has left me puzzled",
        "Thank you for the briefing",
        "Absence of facts in your lead",
        "Re: Briefing",
        "Re: Out of office: Security Briefing",
        "RE: Automatic reply: Security Briefing",
        "AW: Automatische Antwort: Briefing vom Montag",
        "SV: Autosvar: Briefing",
        "Re: Re: Out of the office: your question",
        "RE: Réponse automatique : Briefing",
        "Fwd: Out of office: Security Briefing",
        "WG: Abwesenheitsnotiz: Briefing",
        "Re: Prime minister out of office after the vote",
        "AW: Das ganze Kabinett im Urlaub: der Tag in Kürze",
    ],
)
def test_a_person_who_writes_of_a_vacation_is_no_machine(subject: str) -> None:
    assert not is_auto_reply(mail(subject))


@pytest.mark.parametrize(
    "subject",
    [
        "We received your message",
        "Thank you for contacting the ministry",
        "[Ticket #4711] Briefing",
        "Eingangsbestätigung",
        "Accusé de réception",
        "Thank you for your email",
        "Automatic acknowledgement",
        "Ticket received: Briefing",
    ],
)
def test_a_help_desk_that_acknowledges_every_mail_is_a_machine(subject: str) -> None:
    assert is_auto_reply(mail(subject))


@pytest.mark.parametrize("mark", ["X-Auto-Reply", "X-AutoReply-From", "X-Out-Of-Office"])
def test_a_machine_that_names_itself_in_a_header_of_its_own_is_known(mark: str) -> None:
    written = mail("Hello")
    written[mark] = "yes"
    assert is_auto_reply(written)


def test_a_class_of_message_tells_an_autoresponder() -> None:
    written = mail("Hello")
    written["X-POST-MessageClass"] = "9; Autoresponder"
    assert is_auto_reply(written)


@pytest.mark.parametrize(
    ("submitted", "subject", "is_answer"),
    [
        ("auto-replied", "Gulf Briefing", True),
        ("auto-generated; type=x", "Gulf Briefing", True),
        (" NO ", "Gulf Briefing", False),
        ("", "Gulf Briefing", False),
        # a notice that a mail did not arrive may bear the mark, too
        ("auto-replied", "Undeliverable: Gulf Briefing", False),
        ("auto-generated", "Delivery Status Notification (Failure)", False),
    ],
)
def test_the_mark_of_rfc_3834_tells_an_answer_unless_the_subject_tells_a_failure(
    submitted: str, subject: str, is_answer: bool
) -> None:
    written = mail(subject)
    written["Auto-Submitted"] = submitted
    assert is_auto_reply(written) is is_answer


@pytest.mark.parametrize(
    "sender",
    ["MAILER-DAEMON@mx.mail.example", "Postmaster@mail.example", "Mail Delivery System <>", "<>"],
)
def test_a_mail_system_never_answers_for_a_person(sender: str) -> None:
    written = mail("Out of office")
    written.replace_header("From", sender)
    assert is_from_a_mail_system(written)
    assert not is_auto_reply(written)


def test_a_mail_without_a_sender_in_its_envelope_is_of_a_machine() -> None:
    written = mail("Gulf Briefing")
    written["Return-Path"] = "<>"
    assert is_from_a_mail_system(written)
    written.replace_header("Return-Path", "<reader@mail.example>")
    assert not is_from_a_mail_system(written)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-MS-Exchange-Generated-Message-Source", "Mailbox Rules Agent"),
        ("X-Mailer", "vacation 1.2.7"),
    ],
)
def test_a_program_that_answers_is_known_by_its_header(header: str, value: str) -> None:
    written = mail("Re: Briefing")
    written[header] = value
    assert is_auto_reply(written)


@pytest.mark.parametrize(
    "subject", ["Ferie in Denmark: a question", "Holiday traffic", "Barsels law", "Orlov resigns"]
)
def test_a_word_of_absence_inside_a_persons_subject_is_no_answer_of_a_machine(
    subject: str,
) -> None:
    assert not is_auto_reply(mail(subject))
