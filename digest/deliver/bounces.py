"""Bounces: what a returned mail says, about whom, and whether it counts against the reader.

Order of trust: our own token in the address (VERP) and a delivery status (RFC 3464) or feedback report (RFC 5965);
then the patterns of flufl.bounce and the words of the notice. What nothing recognises is UNKNOWN, never thrown away.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.utils import getaddresses
from enum import StrEnum

from flufl.bounce import all_failures

from digest.deliver.bounce_words import Blame, blame_of
from digest.deliver.message_tokens import MessageToken, find_message_tokens
from digest.kernel.decoding import decode_declared
from digest.logs import get_logger
from digest.models import Reply

log = get_logger("deliver")


class BounceKind(StrEnum):
    HARD = "hard"
    """The address is wrong or gone: suppress it."""
    SOFT = "soft"
    """It did not arrive, and the address may be fine: count, decay, suppress past a threshold."""
    COMPLAINT = "complaint"
    """The reader called it spam: suppress at once."""
    LEAVE = "leave"
    """Mail to the unsubscribe address of List-Unsubscribe."""
    AUTO_REPLY = "auto_reply"
    """A machine answered for a person: nothing to do."""
    UNKNOWN = "unknown"
    """None of these: for a person to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """One finding in one mail. `tokens` name issue and reader; `recipient` is the address as the notice gives it."""

    kind: BounceKind
    recipient: str = ""
    reply: Reply | None = None
    tokens: tuple[MessageToken, ...] = ()
    message_id: str = ""


def read_bounces(raw: bytes, *, envelope_to: str = "") -> tuple[Bounce, ...]:
    """All findings of one incoming mail, at least one. `envelope_to` is the address it came to, where known."""
    mail = email.message_from_string(
        raw.decode("latin-1")
    )  # as bytes, odd ones make headers that are no text
    tokens = _tokens(mail, envelope_to)
    found = (
        _left(mail, envelope_to)
        or _complaints(mail)
        or _auto_reply_by_header(mail)
        or _status_report(mail)
        or _auto_reply(mail)
        or _by_pattern(mail)
        or [Bounce(kind=BounceKind.UNKNOWN)]
    )
    return tuple(_named(one, tokens, mail) for one in found)


def read_reply_codes(text: str) -> Reply:
    """The first SMTP code and enhanced code that stand in a text; the text is kept short."""
    line = " ".join(text.split())
    code = _SMTP_CODE.search(line)
    enhanced = _ENHANCED.search(line)
    return Reply(
        code=int(code[1]) if code else 0,
        enhanced=enhanced[1] if enhanced else "",
        text=line[:300],
    )


_SMTP_CODE = re.compile(
    r"(?<![\d.:\[(-])([45]\d\d)(?=[\s-](?:[45]\.\d{1,3}\.\d{1,3}\b|(?!\d*[./:])))"
)
_ENHANCED = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")


# ---- who and what: tokens of our own ----------------------------------------------------------------------------


def _tokens(mail: Mail, envelope_to: str) -> tuple[MessageToken, ...]:
    """Return the tokens of the addresses the mail came to, else of the returned message's headers."""
    addressed = " ".join(
        [envelope_to, *(_text(mail, name) for name in ("Delivered-To", "X-Original-To", "To"))]
    )
    found = find_message_tokens(
        " ".join(re.findall(r"(?:bounce|unsubscribe)\+[^\s@<>]+@", addressed, re.IGNORECASE))
    )
    return found or find_message_tokens(_returned_message_id(mail))


def _named(bounce: Bounce, tokens: tuple[MessageToken, ...], mail: Mail) -> Bounce:
    return Bounce(
        kind=bounce.kind,
        recipient=bounce.recipient,
        reply=bounce.reply,
        tokens=tokens,
        message_id=_returned_message_id(mail),
    )


def _returned_message_id(mail: Mail) -> str:
    """The Message-ID of the message that came back, from its attached copy or headers."""
    for part in list(mail.walk())[1:]:
        if part.get_content_type() in (
            "message/rfc822",
            "text/rfc822-headers",
            "message/rfc822-headers",
        ):
            found = _MESSAGE_ID.search(_payload(part))
            if found:
                return found[1]
    found = _MESSAGE_ID.search(_words(mail)) if not mail.is_multipart() else None
    return found[1] if found else ""


_MESSAGE_ID = re.compile(r"^[ \t>]*Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)


# ---- kinds, in order of trust ------------------------------------------------------------------------------------


def _left(mail: Mail, envelope_to: str) -> list[Bounce]:
    to = envelope_to or _text(mail, "To")
    return (
        [Bounce(kind=BounceKind.LEAVE)]
        if re.search(r"\bunsubscribe\+[^\s@]+@", to, re.IGNORECASE)
        else []
    )


def _complaints(mail: Mail) -> list[Bounce]:
    """Feedback reports (RFC 5965). A report about authentication or "not spam" is no complaint."""
    found = []
    for part in mail.walk():
        if part.get_content_type() != "message/feedback-report":
            continue
        report = email.message_from_string(_payload(part))
        kind = _text(report, "Feedback-Type").lower()
        complaint = kind not in ("auth-failure", "not-spam", "dmarc")
        recipient = _address(
            _text(report, "Original-Rcpt-To") or _text(report, "Removal-Recipient")
        )
        found.append(
            Bounce(
                kind=BounceKind.COMPLAINT if complaint else BounceKind.UNKNOWN, recipient=recipient
            )
        )
    return found or _complaints_of_outlook(mail) or _complaints_in_json(mail)


def _complaints_of_outlook(mail: Mail) -> list[Bounce]:
    """Outlook.com (JMRP) returns the message with the reader's address in a header of its own."""
    copies = [part for part in list(mail.walk())[1:] if part["X-HmXmrOriginalRecipient"]]
    return [
        Bounce(
            kind=BounceKind.COMPLAINT, recipient=_address(_text(copy, "X-HmXmrOriginalRecipient"))
        )
        for copy in copies
    ]


def _complaints_in_json(mail: Mail) -> list[Bounce]:
    """Amazon SES sends its notifications as JSON when they come by mail."""
    text = _payload(mail).replace('\\"', '"') if mail.get_content_type() == "text/plain" else ""
    if not re.search(r'"notificationType"\s*:\s*"Complaint"', text):
        return []
    return [
        Bounce(
            kind=BounceKind.COMPLAINT, recipient=_address(text.partition("complainedRecipients")[2])
        )
    ]


def _status_report(mail: Mail) -> list[Bounce]:
    """Delivery status notifications (RFC 3464), also ones that stand as plain text."""
    notice = _words(mail)
    fields = [group for part in mail.walk() for group in _status_groups(part)] or _status_groups_in(
        notice
    )
    return [
        bounce
        for group in fields
        if (bounce := _of_group(group, notice, alone=len(fields) == 1)) is not None
    ]


def _status_groups(part: Mail) -> Iterable[Mail]:
    if part.get_content_type() != "message/delivery-status":
        return []
    payload = part.get_payload()
    groups = (
        payload
        if isinstance(payload, list)
        else [email.message_from_string(g) for g in str(payload).split("\n\n")]
    )
    return [
        group
        for group in groups
        if isinstance(group, email.message.Message)
        and (group["Action"] or group["Status"] or group["Final-Recipient"])
    ]


def _status_groups_in(notice: str) -> list[Mail]:
    """The fields of a report whose parts were lost on the way: they stand in the text."""
    groups = [email.message_from_string(block) for block in re.split(r"\n\s*\n", notice)]
    return [
        group
        for group in groups
        if group["Final-Recipient"] and (group["Action"] or group["Status"])
    ]


def _of_group(group: Mail, notice: str, *, alone: bool) -> Bounce | None:
    action = _text(group, "Action").lower()
    recipient = _address(_text(group, "Original-Recipient") or _text(group, "Final-Recipient"))
    if action.startswith(("delivered", "relayed", "expanded")):
        return None
    diagnostic = _diagnostic(group)
    said = read_reply_codes(f"{diagnostic} ")
    status = _ENHANCED.search(_text(group, "Status"))
    specific = said.enhanced or (status[1] if status else "")
    reply = Reply(code=said.code, enhanced=specific, text=diagnostic[:300])
    if action.startswith("delayed"):
        return Bounce(kind=BounceKind.SOFT, recipient=recipient, reply=reply)
    after_data = bool(_AFTER_DATA.search(notice))
    blame = blame_of(
        f"{diagnostic} {_text(group, 'Status')}",
        enhanced=specific,
        code=said.code,
        after_data=after_data,
    )
    thin = not diagnostic or len(re.sub(r"[\W\d]+", "", diagnostic)) < 12
    if alone and thin and blame is not Blame.ADDRESS and not specific.startswith("4."):
        blame = blame_of(notice, enhanced=specific, after_data=after_data)
    return Bounce(kind=_kind(blame), recipient=recipient, reply=reply)


def _diagnostic(group: Mail) -> str:
    """What the remote server said; a gateway may quote it after an opinion of its own (`5.1.0 - … 550-'5.7.1 …'`)."""
    said = re.sub(r"^[\w-]+\s*;", "", _text(group, "Diagnostic-Code"))
    quoted = re.search(r"\b([45]\d\d)-'(.+)'", said)
    return f"{quoted[1]} {quoted[2]}" if quoted else said


def _auto_reply_by_header(mail: Mail) -> list[Bounce]:
    """Headers by which autoresponders say what they are (RFC 3834 and older habits), unless a report is attached."""
    if mail.get_content_type() == "multipart/report" or _from_a_mail_system(mail):
        return []
    said = _text(mail, "Auto-Submitted").lower()
    marks = (
        "X-Autoreply",
        "X-Autorespond",
        "X-Autoresponder",
        "X-Auto-Response-From",
        "X-Vacation",
    )
    answered = said.startswith("auto-replied") or any(mail[mark] for mark in marks)
    answered = answered or _text(mail, "Precedence").lower() in ("auto_reply", "auto-reply")
    return [Bounce(kind=BounceKind.AUTO_REPLY)] if answered else []


def _auto_reply(mail: Mail) -> list[Bounce]:
    """Out-of-office notes and challenges, by their subject."""
    if _from_a_mail_system(mail) or not _AUTO_SUBJECT.search(_subject(mail)):
        return []
    return [Bounce(kind=BounceKind.AUTO_REPLY)]


def _by_pattern(mail: Mail) -> list[Bounce]:
    """What flufl.bounce recognises, weighed by the words of the notice."""
    temporary, permanent = _guessed_failures(mail)
    notice = _words(mail)
    reply = read_reply_codes(notice)
    if permanent:
        failed = sorted(map(_decoded, permanent))
        return [_of_failure(address, notice, failed) for address in failed]
    if temporary:
        return [
            Bounce(kind=BounceKind.SOFT, recipient=_decoded(address), reply=reply)
            for address in sorted(temporary)
        ]
    return _by_words(mail, notice, reply)


def _of_failure(address: str, notice: str, failed: Sequence[str]) -> Bounce:
    """One of the failed addresses, by what the notice says below it; else by all it says."""
    said = _said_of(address, notice, [other for other in failed if other != address])
    reply = read_reply_codes(said)
    after_data = bool(_AFTER_DATA.search(said))
    blame = blame_of(
        f"{address} {said}", enhanced=reply.enhanced, code=reply.code, after_data=after_data
    )
    kind = BounceKind.SOFT if blame is Blame.CIRCUMSTANCE else BounceKind.HARD
    return Bounce(kind=kind, recipient=address, reply=reply)


def _said_of(address: str, notice: str, others: Sequence[str]) -> str:
    """From an address to the next one, if a verdict stands there, else the whole notice."""
    start = notice.find(address)
    if not others or start < 0:
        return notice
    ends = [end for other in others if (end := notice.find(other, start)) > start]
    said = notice[start : min(ends, default=None)]
    reply = read_reply_codes(said)
    return (
        notice
        if blame_of(said, enhanced=reply.enhanced, code=reply.code) is Blame.NOTHING
        else said
    )


def _guessed_failures(mail: Mail) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """flufl.bounce's (temporary, permanent) addresses. One detector that stumbles, as over a mail without a sender,
    silences all others."""
    if not any(address for _, address in getaddresses([_text(mail, "From")])):
        del mail["From"]
        mail["From"] = "MAILER-DAEMON"
    try:
        temporary, permanent = all_failures(mail)
    except (
        Exception
    ) as error:  # some sixty detectors of others' making, on hostile mail: none may stop the rest
        log.warning("bounce_detector_failed", error=repr(error))
        return frozenset(), frozenset()
    return temporary, permanent


def _by_words(mail: Mail, notice: str, reply: Reply) -> list[Bounce]:
    """A notice that no pattern knows, when a mail system sent it and its words are plain."""
    if not (_from_a_mail_system(mail) or _FAILURE_SUBJECT.search(_subject(mail))):
        return []
    blame = blame_of(notice, enhanced=reply.enhanced, code=reply.code)
    if blame is Blame.NOTHING:
        return []
    recipient = re.search(r"<([^<>\s@]+@[^<>\s]+)>", notice) or re.search(
        r"\b([\w.+-]+@[\w-]+\.[\w.-]+\w)", notice
    )
    return [Bounce(kind=_kind(blame), recipient=recipient[1] if recipient else "", reply=reply)]


_AFTER_DATA = re.compile(
    r">>> DATA\s*<<< 5\d\d|in reply to (?:end of )?DATA|after end of data", re.IGNORECASE
)
_AUTO_SUBJECT = re.compile(
    r"out of (?:the )?office|auto(?:matic|mated|matische)?[ -]?(?:reply|response|antwort)|vacation|away from my"
    r"|on leave|^auto:|abwesen|afwezig|automatisch antwoord|autosvar|automatyczna|r[ée]ponse automatique"
    r"|(?:respuesta|risposta|resposta) autom|автоответ|автоматический ответ|رد تلقائي|תשובה אוטומטית|מענה אוטומטי"
    r"|自[动動](?:回复|返信|応答)",
    re.IGNORECASE,
)
_FAILURE_SUBJECT = re.compile(
    r"undeliver|deliver\w* (?:fail|problem|status|notif|error)|fail\w* (?:mail|notice|deliver)"
    r"|returned mail|mail.{0,20}(?:fail|error)|could not (?:be )?(?:deliver|send)|non[- ]?deliver"
    r"|not deliver|rejected|unzustell"
    r"|mail system error|message status",
    re.IGNORECASE,
)


def _from_a_mail_system(mail: Mail) -> bool:
    sender = _text(mail, "From").lower()
    return _text(mail, "Return-Path") == "<>" or bool(
        re.search(
            r"mailer-daemon|postmaster|mail delivery|delivery subsystem|maildelivery|mail administrator|^\s*<>",
            sender,
        )
    )


def _kind(blame: Blame) -> BounceKind:
    return BounceKind.HARD if blame is Blame.ADDRESS else BounceKind.SOFT


# ---- text out of mail that follows no rule -----------------------------------------------------------------------

_COPY_BELOW = re.compile(
    r"^.{0,10}(?:-{2,}.{0,10}(?:below this line|original message|unsent message|this is a copy|returned message"
    r"|forwarded)"
    r"|original message follows|message headers? follow|the header(?: of| and)|received: (?:from|by)|message header:"
    r"|(?:your )?(?:original )?message (?:follows|reads))",
    re.IGNORECASE | re.MULTILINE,
)


def _words(mail: Mail) -> str:
    """The notice itself: its text parts, without the copy of the message that came back."""
    texts = []
    for part in mail.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            break
        lost_parts = part.get_content_maintype() == "multipart" and not part.is_multipart()
        if part.get_content_maintype() == "text" or lost_parts:
            texts.append(_payload(part))
        if len(texts) == 2:
            break
    text = re.sub(r"<[a-zA-Z/!][^<>@]{0,200}>", " ", "\n".join(texts))
    below = _COPY_BELOW.search(text, 1)
    return text[: below.start()] if below else text[:4000]


def _payload(part: Mail) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        inner = part.get_payload()
        return "\n".join(_flat(one) for one in inner) if isinstance(inner, list) else str(inner)
    return decode_declared(payload, part.get_content_charset("utf-8"))


def _flat(mail: Mail | str) -> str:
    """Headers and text as they came: what `str()` would give, if it did not stumble over odd charsets."""
    if isinstance(mail, str):
        return mail
    return "\n".join([*(f"{name}: {value}" for name, value in mail.items()), "", _payload(mail)])


def _text(mail: Mail, name: str) -> str:
    """A header as plain text, "" when it is missing; whatever bytes stand in it."""
    text = " ".join(str(mail.get(name, "")).split())
    try:
        return text.encode(
            "latin-1"
        ).decode()  # as it stood in the bytes: raw UTF-8, or else Latin-1
    except UnicodeError:
        return text


def _subject(mail: Mail) -> str:
    """The subject, its RFC 2047 words decoded."""
    subject = _text(mail, "Subject")
    try:
        return str(make_header(decode_header(subject)))
    except (HeaderParseError, LookupError, ValueError):
        return subject


def _address(field: str) -> str:
    """The address of `rfc822; <a@x.example>` and the like."""
    found = re.search(r"[^\s<>;,\"()]+@[^\s<>;,\"()]+", field)
    return found[0] if found else ""


def _decoded(address: str | bytes) -> str:
    return address.decode("utf-8", "replace") if isinstance(address, bytes) else address
