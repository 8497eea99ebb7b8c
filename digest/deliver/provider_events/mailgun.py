"""Events of Mailgun: a signature over time and token proves that the post is of Mailgun.

The signature covers no body, so it is bound to the body with which it came first: a stranger who
saw one post cannot send another with the same signature.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime

from digest.deliver.bounces import Bounce
from digest.deliver.provider_events.post import (
    EventKeys,
    Post,
    WrongProof,
    check_age,
    make_bounce,
    part,
    read_json,
    text,
)
from digest.models import ReturnKind

LONGEST_NUMBER = 12


def read_mailgun(post: Post, keys: EventKeys) -> tuple[Bounce, ...]:
    """Prove a post by its signature, and read the failure or complaint in it."""
    body = read_json(post)
    _check_signature(post, part(body, "signature"), keys)
    event = part(body, "event-data")
    name = text(event, "event")
    places = [
        text(event, "message", "headers", "message-id"),
        text(event, "envelope", "sender"),
    ]
    if name == "complained":
        return (make_bounce(ReturnKind.COMPLAINT, places),)
    # Mailgun itself tries a temporary failure again
    if name != "failed" or text(event, "severity") != "permanent":
        return ()
    status = part(event, "delivery-status")
    reply_text = text(status, "message") or text(status, "description")
    code = f"{text(status, 'code')} {text(status, 'enhanced-code')}".strip()
    kind = ReturnKind.HARD
    # "old" means that Mailgun gave up after temporary failures
    if text(status, "bounce-type") == "soft" or text(event, "reason") == "old":
        kind = ReturnKind.SOFT
    return (make_bounce(kind, places, code=code, reply_text=reply_text),)


def _check_signature(post: Post, signature: object, keys: EventKeys) -> None:
    timestamp, token = text(signature, "timestamp"), text(signature, "token")
    signed = hmac.new(keys.secret.encode(), f"{timestamp}{token}".encode(), hashlib.sha256)
    given = text(signature, "signature").encode()
    # an empty secret would let everybody in
    if not keys.secret or not hmac.compare_digest(given, signed.hexdigest().encode()):
        raise WrongProof("the signature is wrong", hint="secret_env: holds the webhook signing key")
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > LONGEST_NUMBER:
        raise WrongProof("no time is signed")
    check_age(post, datetime.fromtimestamp(int(timestamp), UTC))
    # last: only a genuine signature may fill the memory
    if not keys.bind(f"mailgun {token}", post.body):
        raise WrongProof("the signature came with another body before")
