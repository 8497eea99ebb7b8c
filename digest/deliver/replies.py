"""Replies: the party that an SMTP answer or a bounce notice accuses, and the next step. Pure.

One order of judgement serves both: plain words about the sender come first, then words and codes
about the subscriber's address, then words about the message. So a block listing that is worded
"user rejected" is never held against the subscriber.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from digest.deliver import reply_words as words
from digest.deliver.unknown_addresses import calls_one_unknown
from digest.kernel.backoff import backoff_s
from digest.models import DeliveryState, Reply, ReturnKind


class Verdict(StrEnum):
    """The party that a reply speaks about."""

    ACCEPTED = "accepted"
    LATER = "later"
    """Try again: greylisting, a busy server."""
    THROTTLED = "throttled"
    """Try again, and slow down for this provider."""
    BAD_READER = "bad_reader"
    """The address is wrong or gone: the row ends, and the reply counts against the address."""
    BAD_MESSAGE = "bad_message"
    """This message is refused for good, but the address may be fine: size, quota, content."""
    POLICY = "policy"
    """Refused by a policy without a cause (5.7.0, 5.7.1 …): an alarm, not the reader's fault."""
    BAD_SENDER = "bad_sender"
    """We are refused: authentication, reputation, DNS. An alarm; the message waits."""


class Stage(StrEnum):
    """The command that was answered; DATA stands for its answer and for that of the final dot."""

    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"


STATES = {
    Verdict.ACCEPTED: DeliveryState.ACCEPTED,
    Verdict.LATER: DeliveryState.DEFERRED,
    Verdict.THROTTLED: DeliveryState.DEFERRED,
    Verdict.BAD_READER: DeliveryState.REFUSED,
    Verdict.BAD_MESSAGE: DeliveryState.REFUSED,
    Verdict.POLICY: DeliveryState.REFUSED,
    Verdict.BAD_SENDER: DeliveryState.DEFERRED,
}
"""The ledger state that follows from each verdict."""

TLS_OR_LOGIN_WANTED = (530, 534, 535, 538)
"""Codes of a relay that takes no message before STARTTLS or a login (RFC 3207, RFC 4954)."""

SUCCESS = range(200, 300)
TEMPORARY = range(500)
"""Codes below 500 that are no success; 0 stands for no code at all."""

MESSAGE_TAKEN = 250
CLOSING = 421
USER_NOT_LOCAL = 551
MAILBOX_NAME_INVALID = 553

ENHANCED_PARTS = 3
TEMPORARY_KIND = 4
"""The first number of the enhanced code of a temporary failure (RFC 3463)."""

ADDRESS_SUBJECT, MAILBOX_SUBJECT, NETWORK_SUBJECT, SECURITY_SUBJECT = 1, 2, 4, 7
"""Second numbers of enhanced codes (RFC 3463)."""

OTHER_SUBJECTS = (0, 5)
"""Subjects so general that the words decide: other, and protocol."""

SENDER_ADDRESS_DETAILS = (7, 8, 90)
"""X.1.7 and X.1.8 are about the sender's own address, X.1.90 about Microsoft's limit for it."""

MAILBOX_DISABLED = (MAILBOX_SUBJECT, 1)
"""X.2.1: the mailbox is gone, unless the words say that it sleeps."""

NOT_IN_DIRECTORY = (NETWORK_SUBJECT, 1)
"""X.4.1 of Microsoft: the directory of the recipient's domain has no such address."""

UNROUTABLE = (NETWORK_SUBJECT, 4)
CONGESTED = (NETWORK_SUBJECT, 5)

SENDER_SECURITY_DETAILS = frozenset(range(20, 31)) | {
    *(501, 502, 503, 509, 511, 515, 606, 705, 708, 750)
}
"""X.7.20 to X.7.30 are authentication and reverse DNS (RFC 7372, 8616), and 28 is Google's limit of
unauthenticated mail; the rest are answers of Microsoft."""

MAX_DELAY_S = 4 * 3600.0
"""The longest wait before the next try of a deferred message."""

JITTER = 0.2
"""The share by which a wait is spread in both directions, so that tries do not come together."""


@dataclass(frozen=True, slots=True)
class _EnhancedCode:
    kind: int
    subject: int
    detail: int


def classify(
    reply: Reply, *, stage: Stage = Stage.RCPT, own_addresses: Collection[str] = ()
) -> Verdict:
    """Judge an SMTP answer; a reply without a code is LATER.

    `own_addresses` are addresses of the sender: a text that names one accuses no subscriber.

    >>> str(classify(Reply(code=550, enhanced="5.1.1", text="no such user")))
    'bad_reader'
    >>> str(classify(Reply(code=550, text="Sender address rejected: Domain not found")))
    'bad_sender'
    """
    if reply.code in SUCCESS:
        return Verdict.ACCEPTED
    verdict = _judge(reply, own_addresses)
    if verdict is None:
        # a permanent answer without any detail: the message ends here, the address may be fine
        verdict = Verdict.BAD_MESSAGE
    is_final = verdict not in (Verdict.LATER, Verdict.THROTTLED)
    if stage is Stage.MAIL and is_final:
        # no subscriber has been named yet, and a message that is too large (RFC 1870) or finds no
        # room (RFC 5321, 552) at this relay may go by another
        return Verdict.BAD_SENDER
    return verdict


def classify_notice(
    text: str,
    *,
    code: int = 0,
    enhanced: str = "",
    after_data: bool = False,
    own_addresses: Collection[str] = (),
) -> Verdict | None:
    """Judge the text of a bounce notice, with the codes found there; None when it says too little.

    `after_data` is True when the answer came behind DATA: the address had been taken by then, so
    only a code still accuses it.

    >>> str(classify_notice("552 5.2.2 mailbox full", code=552, enhanced="5.2.2"))
    'bad_message'
    """
    line = _one_line(text)
    # a notice of a delay often quotes the code of a failure
    if words.STILL_TRYING.search(line):
        return Verdict.LATER
    # a notice is written when a server has given up
    reply = Reply(code=code or 550, enhanced=enhanced, text=line)
    verdict = _judge(reply, own_addresses, after_data=after_data)
    if verdict is None and words.BARE_REFUSAL.search(line):
        return Verdict.BAD_READER
    return verdict


def state_of(
    reply: Reply, *, stage: Stage = Stage.RCPT, own_addresses: Collection[str] = ()
) -> tuple[DeliveryState, str]:
    """Return the ledger state that a reply leads to, and the alarm that it raises ("": none)."""
    verdict = classify(reply, stage=stage, own_addresses=own_addresses)
    return STATES[verdict], _alarm(verdict, reply)


def return_kind(verdict: Verdict | None, reply: Reply) -> ReturnKind:
    """Return the kind under which a bounce or a refusal with this reply is recorded.

    A code of security and policy (x.7.x) is about the sender, whatever the words say.

    >>> reply = Reply(code=550, enhanced="5.7.1", text="user unknown")
    >>> str(return_kind(classify(reply), reply))
    'policy'
    """
    code = _enhanced(reply)
    is_security = code is not None and code.subject == SECURITY_SUBJECT
    if is_security or accuses_sender(verdict):
        return ReturnKind.POLICY
    if verdict is Verdict.BAD_READER:
        return ReturnKind.HARD
    return ReturnKind.SOFT


def blames_reader(reply: Reply, *, own_addresses: Collection[str] = ()) -> bool:
    """Return True when the reply counts against the address (hard bounce).

    A reply that calls one of `own_addresses` unknown blames no reader.

    >>> blames_reader(Reply(code=552, enhanced="5.2.2", text="mailbox full"))
    False
    """
    if calls_one_unknown(reply.text, own_addresses):
        return False
    return return_kind(classify(reply), reply) is ReturnKind.HARD


def accuses_sender(verdict: Verdict | None) -> bool:
    """Return True for a verdict that is about us and never about the subscriber."""
    return verdict in (Verdict.BAD_SENDER, Verdict.POLICY)


def wants_tls_or_login(reply: Reply) -> bool:
    """Return True when the relay takes nothing before STARTTLS or a login."""
    return reply.code in TLS_OR_LOGIN_WANTED


def retry_delay_s(
    attempts: int, *, first_s: float, max_attempts: int, give_up_after_s: float, seed: str
) -> float | None:
    """Return the seconds until the next try after `attempts` tries; None to give up.

    The wait doubles from `first_s` up to four hours, spread by ±20 % as a function of `seed` and
    `attempts`: different for each subscriber, and the same when asked again.

    >>> retry_delay_s(8, first_s=300, max_attempts=8, give_up_after_s=86400, seed="")
    """
    if attempts >= max_attempts:
        return None
    waited_s = 0.0
    for number in range(1, attempts + 1):
        waited_s += backoff_s(number, first_s=first_s, longest_s=MAX_DELAY_S)
    # the message is older than the operator wants to deliver it
    if waited_s > give_up_after_s:
        return None
    return backoff_s(attempts, first_s=first_s, longest_s=MAX_DELAY_S, jitter=JITTER, seed=seed)


# some write #5.1.0 or (5.1.0)
_ENHANCED = re.compile(r"[#(]?(\d\.\d{1,3}\.\d{1,3})\)?:?(?:\s|$)")


@lru_cache(maxsize=64)  # a relay gives the same answer to most commands
def parse_reply(*lines: str) -> Reply:
    """Build a Reply from the lines of an SMTP answer without CRLF; raise ValueError for others.

    >>> parse_reply("250 2.0.0 Ok: queued as 4bXy12ZZ").queue_id
    '4bXy12ZZ'
    """
    code = int(lines[0][:3])
    enhanced = ""
    texts: list[str] = []
    for line in lines:
        text = line[4:]
        match = _ENHANCED.match(text)
        # an enhanced code of another class than the reply is part of its words
        if match and match[1][0] == lines[0][0]:
            enhanced = enhanced or match[1]
            text = text[match.end() :]
        if text.strip():
            texts.append(text.strip())
    joined = " ".join(texts)
    queue_id = ""
    if code == MESSAGE_TAKEN:
        queue_id = _queue_id(joined)
    return Reply(code=code, enhanced=enhanced, text=joined, queue_id=queue_id)


# ---- the order of judgement ----------------------------------------------------------------


def _judge(
    reply: Reply, own_addresses: Collection[str], *, after_data: bool = False
) -> Verdict | None:
    """Judge a reply that is no success; None for a permanent one that says too little."""
    line = words.TRACE_OF_QQ.sub("", _one_line(reply.text))
    code = _enhanced(reply)
    # first of all: words about the sender outweigh any code about the address
    if wants_tls_or_login(reply) or _is_about_us(line, code, own_addresses):
        return Verdict.BAD_SENDER
    if words.LATER_IN_SPITE_OF_ITS_CODE.search(line):
        return Verdict.LATER
    is_temporary = reply.code in TEMPORARY or (code is not None and code.kind == TEMPORARY_KIND)
    if is_temporary:
        return _temporary(reply, line, code)
    # before the words for a full mailbox, which has a quota, too
    if words.OUR_LIMIT.search(line):
        return Verdict.BAD_SENDER
    if words.MAILBOX_FULL.search(line) or words.THROTTLES.search(line):
        return Verdict.BAD_MESSAGE
    refuses_content = words.REFUSES_CONTENT.search(line) is not None
    is_security = code is not None and code.subject == SECURITY_SUBJECT
    # x.7.x with words about a policy is an alarm, since it may be about the sender
    if refuses_content and is_security:
        return Verdict.POLICY
    if refuses_content:
        return Verdict.BAD_MESSAGE
    if _is_about_the_address(line, code, after_data=after_data):
        return Verdict.BAD_READER
    if is_security:
        return Verdict.POLICY
    if reply.code in (USER_NOT_LOCAL, MAILBOX_NAME_INVALID) and not reply.enhanced:
        return Verdict.BAD_READER
    is_specific = code is not None and code.subject not in OTHER_SUBJECTS
    if is_specific or words.ABOUT_THE_MAIL.search(line) or words.UNKNOWN_USER.search(line):
        return Verdict.BAD_MESSAGE
    return None


def _is_about_us(line: str, code: _EnhancedCode | None, own_addresses: Collection[str]) -> bool:
    # codes come before words: they mean one thing in every language
    if code is not None:
        if code.subject == SECURITY_SUBJECT and code.detail in SENDER_SECURITY_DETAILS:
            return True
        if code.subject == ADDRESS_SUBJECT and code.detail in SENDER_ADDRESS_DETAILS:
            return True
    if words.OUR_ADDRESS.search(line):
        return True
    lowered = line.lower()
    for address in own_addresses:
        if address and address.lower() in lowered:
            return True
    if words.ACCUSES_SENDER.search(line):
        return True
    # a dot ends a sentence, but not inside an address: "HELO mail.news.example does not resolve"
    without_dots = _INNER_DOT.sub("_", line)
    if without_dots == line:
        return False
    return words.ACCUSES_SENDER.search(without_dots) is not None


_INNER_DOT = re.compile(r"(?<=\w)\.(?=\w)")


def _temporary(reply: Reply, line: str, code: _EnhancedCode | None) -> Verdict:
    if reply.code == CLOSING or words.THROTTLES.search(line):
        return Verdict.THROTTLED
    if code is not None and (code.subject, code.detail) == CONGESTED:
        return Verdict.THROTTLED
    return Verdict.LATER


def _is_about_the_address(line: str, code: _EnhancedCode | None, *, after_data: bool) -> bool:
    if code is not None:
        if code.subject == ADDRESS_SUBJECT or (code.subject, code.detail) == UNROUTABLE:
            return True
        if (code.subject, code.detail) == MAILBOX_DISABLED:
            return words.ASLEEP.search(line) is None
        # a Microsoft directory without the address; with other codes it is a rule of access
        if (code.subject, code.detail) == NOT_IN_DIRECTORY and words.NO_ACCESS.search(line):
            return True
    # an address may itself contain a word such as "unknown"
    without_addresses = words.ADDRESS.sub("", line)
    is_unknown = words.UNKNOWN_USER.search(without_addresses) is not None
    # behind DATA the words are about the message, as the address was taken before
    if is_unknown or words.UNAVAILABLE_AND_NO_MORE.fullmatch(line):
        return not after_data
    return words.UNKNOWN_HOST.search(line) is not None


def _one_line(text: str) -> str:
    return " ".join(text[: words.MAX_TEXT_CHARS].split())


def _enhanced(reply: Reply) -> _EnhancedCode | None:
    parts = reply.enhanced.split(".")
    if len(parts) != ENHANCED_PARTS or not all(part.isdecimal() for part in parts):
        return None
    return _EnhancedCode(*(int(part) for part in parts))


def _alarm(verdict: Verdict, reply: Reply) -> str:
    if not accuses_sender(verdict):
        return ""
    return " ".join(str(part) for part in (reply.code, reply.enhanced, reply.text) if part)


_QUEUE_ID = re.compile(
    r"(?:queued as|queued mail for delivery as|\bid[= ]|accepted (?:as|for delivery) )"
    r"\s*<?([A-Za-z0-9][\w.-]{3,})",
    re.IGNORECASE,
)

_QUEUE_ID_OF_SENDMAIL = re.compile(r"([A-Za-z0-9]{6,}) Message accepted")


def _queue_id(text: str) -> str:
    match = _QUEUE_ID.search(text)
    if match:
        return match[1].rstrip(".")
    # sendmail says "<id> Message accepted for delivery"
    first = _QUEUE_ID_OF_SENDMAIL.match(text)
    if first:
        return first[1]
    return ""
