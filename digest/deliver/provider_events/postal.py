"""Events of Postal: signed with the key of the server, whose public half the operator names."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

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

SIGNATURES: tuple[tuple[str, hashes.HashAlgorithm], ...] = (
    ("x-postal-signature-256", hashes.SHA256()),
    ("x-postal-signature", hashes.SHA1()),  # noqa: S303 (older servers sign in this form alone)
)
"""The headers that hold a signature, the stronger one first."""


def read_postal(post: Post, keys: EventKeys) -> tuple[Bounce, ...]:
    """Prove a post by its signature, and read the bounce or failure in it."""
    _check_signature(post, keys)
    body = read_json(post)
    moment = part(body, "timestamp")
    if isinstance(moment, int | float):
        try:
            signed = datetime.fromtimestamp(moment, UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise WrongProof("no time is signed") from error
        check_age(post, signed)
    payload = part(body, "payload")
    name = text(body, "event")
    if name == "MessageBounced":
        message = part(payload, "original_message")
        # the notice came back as mail, and Postal does not say how grave it is
        return (make_bounce(ReturnKind.SOFT, [text(message, "message_id")]),)
    if name != "MessageDeliveryFailed" or text(payload, "status") != "HardFail":
        return ()
    message = part(payload, "message")
    reply_text = text(payload, "output") or text(payload, "details")
    return (make_bounce(ReturnKind.HARD, [text(message, "message_id")], reply_text=reply_text),)


def _check_signature(post: Post, keys: EventKeys) -> None:
    try:
        key = load_pem_public_key(keys.public_key)
    except ValueError as error:
        raise WrongProof(
            "no public key is configured", hint="public_key: names its file, in PEM"
        ) from error
    for header, algorithm in SIGNATURES:
        written = post.headers.get(header, "")
        if not written or not isinstance(key, rsa.RSAPublicKey):
            continue
        try:
            signature = base64.b64decode(written)
            key.verify(signature, post.body, padding.PKCS1v15(), algorithm)
        except (binascii.Error, ValueError, InvalidSignature) as error:
            raise WrongProof("the signature is wrong") from error
        return
    raise WrongProof("the post has no signature")
