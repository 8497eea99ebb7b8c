"""Post: one request of a mail provider, the proofs that it is genuine, and its parts as bounces."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from digest.deliver.bounces import Bounce
from digest.deliver.message_tokens import MessageToken, find_message_tokens
from digest.deliver.replies import classify, return_kind
from digest.errors import DeliverError
from digest.models import Reply, ReturnKind

LONGEST_AGE = timedelta(days=3)
"""Providers try again for a day at most; an older post is a recording that is played again."""

CLOCKS_APART = timedelta(minutes=10)

MOST_EVENTS = 10_000
"""The largest batch of a provider has about a thousand events."""

LONGEST_SEARCH = 65_536
"""Characters of a returned message in which its Message-ID is looked for."""

MOST_TOKENS = 10
"""An event is about one message: more seals repeat the first."""

LONGEST_REPLY = 500

_CODE = re.compile(r"(?<![\d.])([245]\d\d)(?![\d.])")
_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")


class WrongProof(DeliverError):
    """A post that may be of a stranger."""


class UnreadablePost(DeliverError):
    """A post in another form than the provider documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One request: the names of its headers are in lower case."""

    headers: Mapping[str, str]
    body: bytes
    now: datetime


def _fetch_nothing(url: str) -> bytes:
    raise WrongProof("no certificate may be fetched", subject=url)


def _bind_nothing(_proof: str, _body: bytes) -> bool:
    # without a memory no proof is good for a second body, and none for a first
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKeys:
    """The keys with which a post is proved; each provider decides which keys it needs."""

    secret: str = ""
    public_key: bytes = b""
    topic: str = ""
    fetch: Callable[[str], bytes] = _fetch_nothing
    bind: Callable[[str, bytes], bool] = _bind_nothing
    """Binds a proof that covers no body to the body of its first post; False for another body."""


def read_json(post: Post) -> Any:
    """Read the body as JSON. Raises UnreadablePost."""
    try:
        return json.loads(post.body)
    except (ValueError, RecursionError) as error:
        raise UnreadablePost("the body is no JSON") from error


def part(value: Any, *path: str) -> Any:
    """Return an inner value; None where the way to it ends.

    >>> part({"a": {"b": 1}}, "a", "b"), part({"a": 2}, "a", "b")
    (1, None)
    """
    for step in path:
        if not isinstance(value, dict):
            return None
        value = value.get(step)
    return value


def text(value: Any, *path: str) -> str:
    """Return an inner text; "" where there is none."""
    inner = part(value, *path)
    if isinstance(inner, str):
        return inner
    if isinstance(inner, int):
        return str(inner)
    return ""


def check_password(post: Post, keys: EventKeys) -> None:
    """Prove a post by the password of its Basic authorization. Raises WrongProof."""
    scheme, _, credentials = post.headers.get("authorization", "").partition(" ")
    password = b""
    if scheme.lower() == "basic":
        try:
            password = base64.b64decode(credentials, validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            password = b""
    # an empty secret would let everybody in
    if not keys.secret or not hmac.compare_digest(password, keys.secret.encode()):
        raise WrongProof("the password is wrong", hint="put it into the address of the webhook")


def check_age(post: Post, moment: datetime) -> None:
    """Refuse a post that was signed long ago, or in the future. Raises WrongProof."""
    if not -CLOCKS_APART <= post.now - moment <= LONGEST_AGE:
        raise WrongProof("the post was signed at another time")


def make_bounce(
    kind: ReturnKind, places: Sequence[str], *, reply_text: str = "", code: str = ""
) -> Bounce:
    """Make a bounce. Our seal is looked for in `places`: envelope sender, Message-ID, the message.

    `code` and `reply_text` are the provider's words for the reply of the reader's server.
    """
    tokens: list[MessageToken] = []
    for place in places:
        tokens.extend(find_message_tokens(place[:LONGEST_SEARCH]))
    whole_reply = f"{code} {reply_text}".strip()
    reply = None
    if whole_reply:
        code_match, enhanced_match = _CODE.search(whole_reply), _ENHANCED.search(whole_reply)
        reply = Reply(
            code=int(code_match[1]) if code_match else 0,
            enhanced=enhanced_match[1] if enhanced_match else "",
            text=reply_text[:LONGEST_REPLY],
        )
        kind = _judged(kind, reply)
    return Bounce(kind=kind, tokens=tuple(dict.fromkeys(tokens))[:MOST_TOKENS], reply=reply)


def _judged(kind: ReturnKind, reply: Reply) -> ReturnKind:
    """Return the kind by our own judge where the reply says more than the provider's word."""
    # a complaint is the reader's own word, whatever code comes with it
    if kind not in (ReturnKind.HARD, ReturnKind.SOFT):
        return kind
    judged = return_kind(classify(reply), reply)
    if judged is ReturnKind.POLICY:
        return judged
    # providers call a full mailbox a permanent failure, too; without a code their word stands
    if kind is ReturnKind.HARD and reply.code:
        return judged
    return kind
