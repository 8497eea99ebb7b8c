"""Replies: what an SMTP answer means for the reader, for the sender and for the next try. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from digest.kernel.backoff import backoff_s
from digest.models import DeliveryState, Reply


class Verdict(StrEnum):
    """Whom a reply speaks about."""

    ACCEPTED = "accepted"
    LATER = "later"
    """Try again: greylisting, a full mailbox, a busy server."""
    THROTTLED = "throttled"
    """Try again, and slow down for this provider."""
    BAD_READER = "bad_reader"
    """The address is wrong or gone: the reader's row ends, and counts against the reader."""
    BAD_MESSAGE = "bad_message"
    """This message is refused for good, but the address may be fine: too large, over quota, content."""
    POLICY = "policy"
    """Refused by a policy that names no cause (5.7.0, 5.7.1 …): an alarm, and never the reader's fault."""
    BAD_SENDER = "bad_sender"
    """We are refused: authentication, reputation, DNS. An alarm; the message waits until that is mended."""


class Stage(StrEnum):
    """The command that was answered; DATA stands for its own answer and for that of the final dot."""

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

_NO_SUCH_READER = re.compile(
    r"user (?:is )?unknown|unknown (?:user|recipient|mailbox|address)"
    r"|no such (?:user|recipient|mailbox|address|person)|no mailbox"
    r"|(?:user|recipient|mailbox|account|address)\b.{0,60}\b(?:not? (?:found|exist|known|listed)"
    r"|does(?:n't| not) exist)"
    r"|invalid (?:recipient|mailbox|user|address)|not a (?:known|valid) (?:user|recipient|mailbox)",
    re.IGNORECASE,
)
_ACCUSES_SENDER = re.compile(
    r"\bspf\b|\bdkim\b|\bdmarc\b|authenticat|reputation|block ?list|black ?list|\bdnsbl\b|\brbl\b"
    r"|spamhaus|spamcop|barracuda|reverse dns|\bptr\b|\bip\b.{0,40}\b(?:blocked|banned|listed)"
    r"|sender (?:is )?(?:rejected|denied|blocked|banned)|relay(?:ing)? (?:access )?denied|not permitted to relay",
    re.IGNORECASE,
)
_THROTTLES = re.compile(
    r"too (?:many|much|fast)|rate.?limit|throttl|exceed\w*.{0,30}(?:rate|limit|connections)|slow down|unusual rate",
    re.IGNORECASE,
)
_SENDER_DETAILS = frozenset(range(20, 31)) | {509, 511, 515, 606, 708, 750}
"""X.7.20 to X.7.30 are authentication and reverse DNS (RFC 7372, 8616); the rest are what Microsoft answers."""

MAX_DELAY_S = 4 * 3600.0
JITTER = 0.2
"""The share by which a wait is spread in both directions, so that tries do not come together."""


@dataclass(frozen=True, slots=True)
class _Code:
    cls: int
    subject: int
    detail: int


def classify(reply: Reply, *, stage: Stage = Stage.RCPT) -> Verdict:
    """Read code, enhanced code and, where these leave it open, the words. A reply of no code at all is LATER."""
    if 200 <= reply.code < 300:
        return Verdict.ACCEPTED
    if reply.code < 500:
        return _temporary(reply)
    verdict = _permanent(reply)
    if stage is Stage.MAIL and verdict is not Verdict.BAD_MESSAGE:
        return Verdict.BAD_SENDER  # no reader has been named yet
    return verdict


def state_of(reply: Reply, *, stage: Stage = Stage.RCPT) -> tuple[DeliveryState, str]:
    """The ledger state a reply leads to, and the alarm it raises, if any."""
    verdict = classify(reply, stage=stage)
    return STATES[verdict], _alarm(verdict, reply)


def blames_reader(reply: Reply) -> bool:
    """True when the reply counts against the address (hard bounce), and against nothing else."""
    return classify(reply) is Verdict.BAD_READER


def wants_tls_or_login(reply: Reply) -> bool:
    """True when the relay takes nothing before STARTTLS or a login (RFC 3207, 4; RFC 4954, 6)."""
    return reply.code in (530, 534, 535, 538)


def retry_delay_s(
    attempts: int, *, first_s: float, max_attempts: int, give_up_after_s: float, seed: str
) -> float | None:
    """Seconds until the next try after `attempts` tries, doubling from `first_s` up to four hours, jittered by ±20 %.

    None when it is time to give up. The jitter is a function of `seed` and `attempts`: spread over readers, but the
    same when asked again.
    """
    if attempts >= max_attempts:
        return None
    waited_s = 0.0
    for number in range(1, attempts + 1):
        waited_s += backoff_s(number, first_s=first_s, longest_s=MAX_DELAY_S)
    if waited_s > give_up_after_s:
        return None
    return backoff_s(attempts, first_s=first_s, longest_s=MAX_DELAY_S, jitter=JITTER, seed=seed)


_ENHANCED = re.compile(r"(\d\.\d{1,3}\.\d{1,3})(?:\s|$)")


@lru_cache(maxsize=64)  # a relay says the same to most commands
def parse_reply(*lines: str) -> Reply:
    """A Reply from the lines of an SMTP answer, without their CRLF; raises ValueError when it is none."""
    code = int(lines[0][:3])
    enhanced, words = "", []
    for line in lines:
        text = line[4:]
        found = _ENHANCED.match(text)
        if found and found[1][0] == lines[0][0]:
            enhanced, text = enhanced or found[1], text[found.end() :]
        words.append(text.strip())
    text = " ".join(word for word in words if word)
    return Reply(
        code=code, enhanced=enhanced, text=text, queue_id=_queue_id(text) if code == 250 else ""
    )


def _temporary(reply: Reply) -> Verdict:
    code = _enhanced(reply)
    if code and code.subject == 7 and (code.detail == 28 or code.detail in _SENDER_DETAILS):
        return Verdict.BAD_SENDER
    if (
        _THROTTLES.search(reply.text)
        or reply.code == 421
        or (code and (code.subject, code.detail) == (4, 5))
    ):
        return Verdict.THROTTLED
    if code and code.subject == 7 and _ACCUSES_SENDER.search(reply.text):
        return Verdict.BAD_SENDER
    return Verdict.LATER


def _permanent(reply: Reply) -> Verdict:
    code = _enhanced(reply)
    if wants_tls_or_login(reply):
        return Verdict.BAD_SENDER
    if code is None:
        return _permanent_by_words(reply)
    if code.subject == 1:
        # 5.1.7 and 5.1.8 are about the sender's own address
        return Verdict.BAD_SENDER if code.detail in (7, 8) else Verdict.BAD_READER
    if code.subject == 2:
        return Verdict.BAD_READER if code.detail in (0, 1) else Verdict.BAD_MESSAGE
    if code.subject == 7:
        return _security(code, reply)
    if _NO_SUCH_READER.search(reply.text):
        return Verdict.BAD_READER
    return Verdict.BAD_MESSAGE if code.subject else _permanent_by_words(reply)


def _security(code: _Code, reply: Reply) -> Verdict:
    if code.detail in _SENDER_DETAILS or _ACCUSES_SENDER.search(reply.text):
        return Verdict.BAD_SENDER
    if _NO_SUCH_READER.search(reply.text):
        return Verdict.BAD_READER
    return Verdict.POLICY


def _permanent_by_words(reply: Reply) -> Verdict:
    if _ACCUSES_SENDER.search(reply.text):
        return Verdict.BAD_SENDER
    if _NO_SUCH_READER.search(reply.text) or reply.code in (551, 553):
        return Verdict.BAD_READER
    return Verdict.BAD_MESSAGE


def _enhanced(reply: Reply) -> _Code | None:
    parts = reply.enhanced.split(".")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    return _Code(*(int(part) for part in parts))


def _alarm(verdict: Verdict, reply: Reply) -> str:
    if verdict not in (Verdict.POLICY, Verdict.BAD_SENDER):
        return ""
    return " ".join(str(part) for part in (reply.code, reply.enhanced, reply.text) if part)


_QUEUE_ID = re.compile(
    r"(?:queued as|queued mail for delivery as|\bid[= ]|accepted (?:as|for delivery) )\s*<?([A-Za-z0-9][\w.-]{3,})",
    re.I,
)


def _queue_id(text: str) -> str:
    found = _QUEUE_ID.search(text)
    if found:
        return found[1].rstrip(".")
    # sendmail says "<id> Message accepted for delivery"
    first = re.match(r"([A-Za-z0-9]{6,}) Message accepted", text)
    return first[1] if first else ""
