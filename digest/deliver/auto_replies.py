"""Automatic replies: out-of-office notes and other answers of machines, in many languages."""

from __future__ import annotations

import re
from email.message import Message as Mail

from digest.deliver.mail_text import header_text, subject_text

# Headers by which autoresponders named themselves before RFC 3834.
_MARKS = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Auto-Response-From",
    "X-Vacation",
)

_MAIL_SYSTEM = re.compile(
    r"mailer-daemon|postmaster|mail delivery|delivery subsystem|maildelivery|mail administrator"
    r"|microsoftexchange[0-9a-f]{8,64}@|^\s*<>"
)

FAILURE_SUBJECT = re.compile(
    r"undeliver|deliver\w* (?:fail|problem|status|notif|error)|fail\w* (?:mail|notice|deliver)"
    r"|returned mail|mail.{0,20}(?:fail|error)|could not (?:be )?(?:deliver|send)"
    r"|non[- ]?deliver|not deliver|rejected|unzustell|mail system error|message status",
    re.IGNORECASE,
)
"""The subject of a notice that a mail did not arrive."""

_AUTOMATIC_REPLY = re.compile(
    "|".join(
        (
            r"auto(?:matic|mated|matische|matisk|matiskt)?[ -]?(?:reply|response|antwort|svar)",
            r"^auto:|automatisch antwoord|autosvar",  # en de nl da nb sv
            r"automaattinen vastaus|automaatvastus",  # fi et
            r"auto(?:matyczn\w{0,4} )?odpowied|odpowied\w{0,3} automatyczn",  # pl
            r"automatick\w{1,3} odpov|automatikus v[áa]lasz",  # cs sk hu
            r"r[ăa]spuns automat|samodejni odgovor|automatski odgovor",  # ro sl hr sr bs
            r"r[ée]ponse automatique|(?:respuesta|risposta|resposta) autom",  # fr es it pt
            r"otomatik (?:yan[ıi]t|cevap)|balasan otomatis|jawapan automatik",  # tr id ms
            r"αυτόματη απάντηση|автоответ|автоматический ответ",  # el ru
            r"автоматична відповідь|автоматичен отговор|аутоматски одговор",  # uk bg sr
            r"automatinis atsakymas|autom[āa]tisk[āa] atbilde",  # lt lv
            r"(?:ال)?رد (?:ال)?تلقائي|پاسخ خودکار|خودکار جواب",  # ar fa ur
            r"תשובה אוטומטית|מענה אוטומטי|स्वचालित (?:उत्तर|जवाब)",  # he hi
            r"自[动動](?:回复|回覆|返信|応答)|자동 ?(?:회신|응답)",  # zh ja ko
            r"trả lời tự động|tự động trả lời|ตอบกลับอัตโนมัติ",  # vi th
        )
    ),
    re.IGNORECASE,
)

_AWAY = re.compile(
    "|".join(
        (
            r"out of (?:the )?office|on vacation|i am away",
            r"(?:\bam|\bi['’]m|\bis|currently) on leave",
            r"abwesen|(?:im|auf) urlaub\b|afwezig|frånvaro|fravær",  # de nl sv da nb
            r"fuori (?:sede|ufficio)|\bin ferie\b|fuera de (?:la )?oficina|de vacaciones",  # it es
            r"absence du bureau|en (?:vacances|cong[ée]s?\b)|em f[ée]rias|fora do escrit",  # fr pt
            r"of[iİ]s dışında|[iİı]ş ?yeri dışında|tatildeyim",  # tr
            r"nieobecno|poza biurem|na urlopie|mimo kancel",  # pl cs sk
            r"خارج المكتب|في إجازة|خارج از دفتر|در مرخصی|מחוץ למשרד|בחופשה",  # ar fa he
            r"не в офисе|в отпуске|поза офісом|у відпустці|εκτός γραφείου",  # ru uk el
            r"外出中|不在にして|부재 ?중|休假中",  # ja ko zh
        )
    ),
    re.IGNORECASE,
)

_AWAY_AT_START = re.compile(
    r"(?:^|[-–—|:(\[]\s*)(?:ooo\b|vacation\b|on leave|away from my|poissa\b|不在)", re.IGNORECASE
)
"""Words that a person may write in a sentence; a machine begins with them."""

_REPLY_MARK = re.compile(
    r"^(?:(?:re|aw|sv|vs|antw|odp|ynt|rif|tr|回复|回覆)\s*:\s*)+", re.IGNORECASE
)
"""Stands before the subject of an answer, in some languages."""


def is_auto_reply(mail: Mail) -> bool:
    """Return True when a machine answered for a person; a notice of a mail system is no answer.

    Headers decide first (RFC 3834), then the subject.
    """
    if _has_name_of_a_mail_system(mail) or mail.get_content_type() == "multipart/report":
        return False
    return _is_marked(mail) or _has_subject_of_auto_reply(mail)


def is_from_a_mail_system(mail: Mail) -> bool:
    """Return True when the sender is a mail server and no person, or a machine without a name."""
    return header_text(mail, "Return-Path") == "<>" or _has_name_of_a_mail_system(mail)


def _has_name_of_a_mail_system(mail: Mail) -> bool:
    return _MAIL_SYSTEM.search(header_text(mail, "From").lower()) is not None


def _is_marked(mail: Mail) -> bool:
    submitted = header_text(mail, "Auto-Submitted").lower().partition(";")[0].strip()
    if submitted not in ("", "no"):
        # a failure notice may be marked as generated; its words are read later
        return FAILURE_SUBJECT.search(subject_text(mail)) is None
    # older habits, from before RFC 3834
    for mark in _MARKS:
        if mail[mark]:
            return True
    return header_text(mail, "Precedence").lower() in ("auto_reply", "auto-reply")


def _has_subject_of_auto_reply(mail: Mail) -> bool:
    subject = _REPLY_MARK.sub("", subject_text(mail).strip())
    for words in (_AUTOMATIC_REPLY, _AWAY, _AWAY_AT_START):
        if words.search(subject):
            return True
    return False
