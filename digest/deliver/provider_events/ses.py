"""Events of Amazon SES, which come through SNS: signed by a certificate of the topic's region."""

from __future__ import annotations

import base64
import binascii
import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from digest.deliver.bounces import Bounce
from digest.deliver.provider_events.post import (
    EventKeys,
    Post,
    UnreadablePost,
    WrongProof,
    check_age,
    make_bounce,
    part,
    read_json,
    text,
)
from digest.logs import get_logger
from digest.models import ReturnKind

log = get_logger("bounces")

_TOPIC = re.compile(r"arn:aws(?:-cn|-us-gov)?:sns:([a-z0-9-]{1,40}):\d{12}:[\w.-]{1,256}", re.ASCII)
_CERTIFICATE_PATH = re.compile(r"/SimpleNotificationService-[0-9A-Za-z]{1,80}\.pem", re.ASCII)

_OF_SUBSCRIPTION = (
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
)

SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": _OF_SUBSCRIPTION,
    "UnsubscribeConfirmation": _OF_SUBSCRIPTION,
}
"""The signed fields of each type, in the order in which they are signed."""

HASHES: dict[str, hashes.HashAlgorithm] = {
    "1": hashes.SHA1(),  # noqa: S303 (the older of the two forms that SNS signs in)
    "2": hashes.SHA256(),
}

KINDS = {"Permanent": ReturnKind.HARD}
"""Every other bounce is soft: SES tried again by itself."""


def read_ses(post: Post, keys: EventKeys) -> tuple[Bounce, ...]:
    """Prove a post of SNS by its signature, and read the event of SES in it.

    The first post to a new address asks to confirm the subscription: that is done here. The end
    of a subscription is logged, because no bounce comes in behind it.
    """
    envelope = read_json(post)
    kind = text(envelope, "Type")
    if kind not in SIGNED:
        raise UnreadablePost("no message of SNS", subject=kind[:40])
    host = _host_of(keys.topic)
    # a stranger's topic is signed by the same certificates
    if text(envelope, "TopicArn") != keys.topic:
        raise WrongProof("another topic", hint="topic: names the one topic of this newsroom")
    _check_signature(envelope, keys, host)
    check_age(post, _moment(text(envelope, "Timestamp")))
    if kind == "SubscriptionConfirmation":
        _confirm(text(envelope, "SubscribeURL"), keys, host)
        return ()
    if kind == "UnsubscribeConfirmation":
        log.error("sns_subscription_ended", topic=keys.topic)
        return ()
    return _events(text(envelope, "Message"))


def _host_of(topic: str) -> str:
    match = _TOPIC.fullmatch(topic)
    if match is None:
        raise WrongProof("no topic is configured", hint="topic: arn:aws:sns:REGION:ACCOUNT:NAME")
    ending = "amazonaws.com.cn" if topic.startswith("arn:aws-cn:") else "amazonaws.com"
    return f"sns.{match[1]}.{ending}"


def _check_address(url: str, host: str) -> str:
    """Return the path of an address of SNS itself. No other address is ever fetched."""
    try:
        parts = urlsplit(url)
        is_own = parts.scheme == "https" and parts.netloc == host
    except ValueError:
        is_own = False
    if not is_own:
        raise WrongProof("an address outside of SNS", hint=f"only https://{host}/ is fetched")
    return parts.path


def _check_signature(envelope: Any, keys: EventKeys, host: str) -> None:
    url = text(envelope, "SigningCertURL")
    if not _CERTIFICATE_PATH.fullmatch(_check_address(url, host)) or "?" in url:
        raise WrongProof("no certificate of SNS")
    algorithm = HASHES.get(text(envelope, "SignatureVersion"))
    try:
        signature = base64.b64decode(text(envelope, "Signature"), validate=True)
        key = x509.load_pem_x509_certificate(keys.fetch(url)).public_key()
    except (binascii.Error, ValueError) as error:
        raise WrongProof("the signature or its certificate is unreadable") from error
    if algorithm is None or not isinstance(key, rsa.RSAPublicKey):
        raise WrongProof("an unknown form of signature")
    try:
        key.verify(signature, _signed_text(envelope).encode(), padding.PKCS1v15(), algorithm)
    except InvalidSignature as error:
        raise WrongProof("the signature is wrong") from error


def _signed_text(envelope: Any) -> str:
    lines = []
    for name in SIGNED[text(envelope, "Type")]:
        # a message without a subject is signed without one
        if part(envelope, name) is not None:
            lines += [name, text(envelope, name)]
    return "\n".join(lines) + "\n"


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise UnreadablePost("no time", subject=written[:40]) from error
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment


def _confirm(url: str, keys: EventKeys, host: str) -> None:
    _check_address(url, host)
    keys.fetch(url)
    log.info("sns_subscription_confirmed", topic=keys.topic)


def _events(message: str) -> tuple[Bounce, ...]:
    try:
        event = json.loads(message)
    except (ValueError, RecursionError):
        # SNS sends words of its own, such as the end of a subscription
        return ()
    name = text(event, "notificationType") or text(event, "eventType")
    places = [text(event, "mail", "source")]
    headers = part(event, "mail", "headers")
    # SES writes a Message-ID of its own; ours is among the original headers
    for header in headers if isinstance(headers, list) else ():
        if text(header, "name").lower() == "message-id":
            places.append(text(header, "value"))
    if name == "Complaint":
        return (make_bounce(ReturnKind.COMPLAINT, places),)
    if name != "Bounce":
        return ()
    kind = KINDS.get(text(event, "bounce", "bounceType"), ReturnKind.SOFT)
    recipients = part(event, "bounce", "bouncedRecipients")
    recipient: Any = {}
    if isinstance(recipients, list) and recipients:
        recipient = recipients[0]
    return (
        make_bounce(
            kind,
            places,
            code=text(recipient, "status"),
            reply_text=text(recipient, "diagnosticCode"),
        ),
    )
