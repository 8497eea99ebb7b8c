"""Bounces: the meaning of a mail that came back, and the message that it is about.

Order of trust: our own token in the address (VERP); a delivery status (RFC 3464) or a feedback
report (RFC 5965); then the patterns of flufl.bounce and the words of the notice. A mail that none
of these recognises is UNKNOWN, and is never thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from email.message import Message as Mail
from email.utils import getaddresses

from flufl.bounce import all_failures

from digest.deliver.auto_replies import FAILURE_SUBJECT, is_auto_reply, is_from_a_mail_system
from digest.deliver.delivery_reports import (
    AFTER_DATA,
    feedback_reports,
    judge_notice,
    read_reply_codes,
    status_reports,
)
from digest.deliver.mail_text import (
    find_address,
    header_text,
    notice_text,
    parse_mail,
    returned_from_address,
    returned_message_id,
    subject_text,
    whole_text,
    without_invisible,
)
from digest.deliver.message_tokens import MessageToken, find_message_tokens
from digest.deliver.replies import Verdict, return_kind
from digest.deliver.unknown_addresses import calls_one_unknown, from_addresses
from digest.logs import get_logger
from digest.models import Reply, ReturnKind

log = get_logger("deliver")

_OWN_ADDRESS = re.compile(
    r"(?:bounce|unsubscribe)\+[^\s@<>]{1,64}@[^\s@<>,;]{0,255}", re.IGNORECASE
)
_UNSUBSCRIBE_ADDRESS = re.compile(r"\bunsubscribe\+[^\s@]{1,64}@", re.IGNORECASE)
_BRACKETED_ADDRESS = re.compile(r"<([^<>\s@]{1,64}@[^<>\s]{1,255})>")
_BARE_ADDRESS = re.compile(r"(?<![\w.+-])([\w.+-]{1,64}+@[\w-]{1,63}\.[\w.-]{0,190}\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """The meaning of one mail for one recipient.

    `recipient` is the address as the notice gives it. `tokens` name issue and subscriber.
    `blames_sender` is True when the reply is about us: the bounce is soft to the reader, is
    recorded as POLICY, and never counts.
    """

    kind: ReturnKind
    recipient: str = ""
    reply: Reply | None = None
    tokens: tuple[MessageToken, ...] = ()
    message_id: str = ""
    blames_sender: bool = False

    @property
    def recorded_kind(self) -> ReturnKind:
        """The kind under which the ledger keeps this bounce."""
        if self.blames_sender:
            return ReturnKind.POLICY
        return self.kind


def read_bounces(
    raw: bytes, *, envelope_to: str = "", own_addresses: Collection[str] = ()
) -> tuple[Bounce, ...]:
    """Read one incoming mail; return one Bounce or more. `envelope_to` is where the mail came to.

    A notice that calls one of `own_addresses` unknown, such as that in From, accuses no reader.

    >>> (bounce,) = read_bounces(b"Auto-Submitted: auto-replied\\n\\nI am away until Monday")
    >>> bounce.kind.value
    'auto_reply'
    """
    mail = parse_mail(raw)
    # read first: a detector of flufl.bounce may change the mail
    message_id = returned_message_id(mail)
    tokens = _tokens(mail, envelope_to, message_id)
    bounces: list[Bounce] = []
    for bounce in _meanings(mail, envelope_to, own_addresses):
        bounces.append(replace(bounce, tokens=tokens, message_id=message_id))
    return tuple(bounces)


def _tokens(mail: Mail, envelope_to: str, message_id: str) -> tuple[MessageToken, ...]:
    """Return the tokens of the addresses the mail came to, else of the returned message."""
    addresses = [envelope_to]
    for name in ("Delivered-To", "X-Original-To", "To"):
        addresses.append(header_text(mail, name))
    own = _OWN_ADDRESS.findall(without_invisible(" ".join(addresses)))
    return find_message_tokens(" ".join(own)) or find_message_tokens(message_id)


def _meanings(mail: Mail, envelope_to: str, own_addresses: Collection[str]) -> Sequence[Bounce]:
    """Return the meanings of a mail, by the first source that knows one."""
    came_to = envelope_to or header_text(mail, "To")
    if _UNSUBSCRIBE_ADDRESS.search(without_invisible(came_to)):
        return [Bounce(kind=ReturnKind.LEAVE)]
    # a report decides before the marks of an automatic reply, which Exchange puts on both
    bounces = _complaints(mail) or _status_reports(mail, own_addresses)
    if bounces:
        return bounces
    if is_auto_reply(mail):
        return [Bounce(kind=ReturnKind.AUTO_REPLY)]
    return _by_pattern(mail, own_addresses) or [Bounce(kind=ReturnKind.UNKNOWN)]


def _complaints(mail: Mail) -> list[Bounce]:
    bounces: list[Bounce] = []
    for feedback in feedback_reports(mail):
        # a report that is no complaint still settles its mail
        kind = ReturnKind.UNKNOWN
        if feedback.is_complaint:
            kind = ReturnKind.COMPLAINT
        bounces.append(Bounce(kind=kind, recipient=feedback.recipient))
    return bounces


def _status_reports(mail: Mail, own_addresses: Collection[str]) -> list[Bounce]:
    bounces: list[Bounce] = []
    own_addresses = {*own_addresses, *_own_addresses(mail)}
    for report in status_reports(mail, own_addresses=own_addresses):
        bounces.append(_bounce(report.verdict, report.recipient, report.reply))
    return bounces


def _own_addresses(mail: Mail) -> Collection[str]:
    """Return the addresses of ours that the mail names: where it came to, and From of the copy."""
    addresses = {find_address(header_text(mail, "To")), returned_from_address(mail)}
    return addresses - {""}


def _bounce(verdict: Verdict | None, recipient: str, reply: Reply) -> Bounce:
    kind = return_kind(verdict, reply)
    blames_sender = kind is ReturnKind.POLICY
    if blames_sender:
        kind = ReturnKind.SOFT
    return Bounce(kind=kind, recipient=recipient, reply=reply, blames_sender=blames_sender)


# ---- notices that follow no standard -------------------------------------------------------


def _by_pattern(mail: Mail, own_addresses: Collection[str]) -> list[Bounce]:
    """Read the addresses that flufl.bounce recognises, weighed by the words of the notice."""
    notice = notice_text(mail)
    # a server that tried to call us back: read before a detector may change the mail
    own_addresses = {*own_addresses, *from_addresses(whole_text(mail))}
    is_about_us = calls_one_unknown(notice, own_addresses)
    temporary, permanent = _recognised_failures(mail)
    bounces: list[Bounce] = []
    if is_about_us and (permanent or _is_a_notice(mail)):
        reply = read_reply_codes(notice)
        return [_bounce(Verdict.BAD_SENDER, _recipient_in(notice, own_addresses), reply)]
    # permanent failures first: one report may list both kinds
    for address in permanent:
        bounces.append(_of_failure(address, notice, permanent))
    if bounces:
        return bounces
    reply = read_reply_codes(notice)
    for address in temporary:
        bounces.append(_bounce(Verdict.LATER, address, reply))
    return bounces or _by_words(mail, notice, reply)


def _of_failure(address: str, notice: str, failed: Sequence[str]) -> Bounce:
    """Judge one of the failed addresses by the text below it, else by the whole notice."""
    other_addresses = [other for other in failed if other != address]
    text = _text_about(address, notice, other_addresses)
    reply = read_reply_codes(text)
    after_data = AFTER_DATA.search(text) is not None
    verdict = judge_notice(f"{address} {text}", reply, after_data=after_data)
    if verdict is None:
        # flufl.bounce knows the form of the notice: the failure is permanent
        verdict = Verdict.BAD_READER
    return _bounce(verdict, address, reply)


def _text_about(address: str, notice: str, other_addresses: Sequence[str]) -> str:
    """Return the text from an address to the next one, if a verdict stands there, else all."""
    start = notice.find(address)
    if not other_addresses or start < 0:
        return notice
    end = len(notice)
    # the text about an address runs up to the next address of the notice
    for other in other_addresses:
        place = notice.find(other, start)
        if place > start:
            end = min(end, place)
    text = notice[start:end]
    # a notice may name all addresses first and give the reason once for all
    if judge_notice(text, read_reply_codes(text)) is None:
        return notice
    return text


def _recognised_failures(mail: Mail) -> tuple[list[str], list[str]]:
    """Return flufl.bounce's (temporary, permanent) addresses, sorted.

    One detector that stumbles, as over a mail without a sender, silences all others.
    """
    has_sender = False
    for _, address in getaddresses([header_text(mail, "From")]):
        has_sender = has_sender or bool(address)
    if not has_sender:
        del mail["From"]
        mail["From"] = "MAILER-DAEMON"
    try:
        temporary, permanent = all_failures(mail)
    # one of sixty detectors that fails on a hostile mail must not stop the round
    except Exception as error:
        log.warning("bounce_detector_failed", error=repr(error))
        return [], []
    return sorted(map(_as_text, temporary)), sorted(map(_as_text, permanent))


def _by_words(mail: Mail, notice: str, reply: Reply) -> list[Bounce]:
    """Judge a notice that no pattern knows, when a mail system sent it and its words are plain."""
    if not _is_a_notice(mail):
        return []
    after_data = AFTER_DATA.search(notice) is not None
    verdict = judge_notice(notice, reply, after_data=after_data)
    if verdict is None:
        return []
    return [_bounce(verdict, _recipient_in(notice), reply)]


def _is_a_notice(mail: Mail) -> bool:
    """Tell a notice of a mail system from a person's letter, which may hold the same words."""
    return is_from_a_mail_system(mail) or FAILURE_SUBJECT.search(subject_text(mail)) is not None


def _recipient_in(notice: str, own_addresses: Collection[str] = ()) -> str:
    """Return the first address of a notice that is not ours, one in brackets before bare ones."""
    for pattern in (_BRACKETED_ADDRESS, _BARE_ADDRESS):
        for match in pattern.finditer(notice):
            # a link of HTML turned to text: "reader@mail.example<mailto:reader@mail.example>"
            address = match[1].removeprefix("mailto:")
            if not _OWN_ADDRESS.match(address) and address.lower() not in own_addresses:
                return address
    return ""


def _as_text(address: str | bytes) -> str:
    if isinstance(address, bytes):
        return address.decode("utf-8", "replace")
    return address
