"""Events of SparkPost, which signs no post: the password of the webhook proves it."""

from __future__ import annotations

from digest.deliver.bounces import Bounce
from digest.deliver.provider_events.post import (
    MOST_EVENTS,
    EventKeys,
    Post,
    UnreadablePost,
    check_password,
    make_bounce,
    part,
    read_json,
    text,
)
from digest.models import ReturnKind

HARD_CLASSES = ("10", "30", "90")
"""Invalid recipient, no such recipient, and unsubscribed at the other end."""

POLICY_CLASSES = ("25", "50", "51", "52", "53", "54")
"""Refusals by rules of the receiver: about the sender."""

ANSWER_CLASSES = ("60", "80")
"""Answers of machines and wishes to join."""


def read_sparkpost(post: Post, keys: EventKeys) -> tuple[Bounce, ...]:
    """Prove a batch by its password, and read the bounces and complaints in it."""
    check_password(post, keys)
    batch = read_json(post)
    if not isinstance(batch, list) or len(batch) > MOST_EVENTS:
        raise UnreadablePost("no batch of events")
    bounces = []
    for entry in batch:
        event = part(entry, "msys", "message_event")
        kind = _kind(event)
        if kind is None:
            continue
        places = [text(event, "msg_from"), text(event, "rcpt_meta", "message-id")]
        reply_text = text(event, "raw_reason") or text(event, "reason")
        bounces.append(
            make_bounce(kind, places, code=text(event, "error_code"), reply_text=reply_text)
        )
    return tuple(bounces)


def _kind(event: object) -> ReturnKind | None:
    name, bounce_class = text(event, "type"), text(event, "bounce_class")
    if name == "spam_complaint":
        return ReturnKind.COMPLAINT
    if name not in ("bounce", "out_of_band") or bounce_class in ANSWER_CLASSES:
        return None
    if bounce_class in HARD_CLASSES:
        return ReturnKind.HARD
    if bounce_class in POLICY_CLASSES:
        return ReturnKind.POLICY
    return ReturnKind.SOFT
