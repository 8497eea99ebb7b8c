"""Events of KumoMTA: log records that its own hook posts, with a password that proves them."""

from __future__ import annotations

import json
from typing import Any

from digest.deliver.bounces import Bounce
from digest.deliver.provider_events.post import (
    MOST_EVENTS,
    EventKeys,
    Post,
    UnreadablePost,
    check_password,
    make_bounce,
    part,
    text,
)
from digest.models import ReturnKind

KINDS = {
    "Bounce": ReturnKind.HARD,
    "Expiration": ReturnKind.SOFT,
    "OOB": ReturnKind.SOFT,
    "Feedback": ReturnKind.COMPLAINT,
}
"""A transient failure is tried again by KumoMTA, and an AdminBounce is the operator's own."""


def read_kumomta(post: Post, keys: EventKeys) -> tuple[Bounce, ...]:
    """Prove a post by its password, and read its log records: one, a list, or one a line."""
    check_password(post, keys)
    bounces = []
    for record in _records(post.body):
        kind = KINDS.get(text(record, "type"))
        if kind is None:
            continue
        # a report of the other end names our envelope sender in its own recipient
        places = [text(record, "sender"), text(record, "recipient")]
        for name in ("Message-ID", "message-id", "Message-Id"):
            places.append(text(record, "headers", name))
        original = part(record, "feedback_report", "original_mail_from")
        if isinstance(original, str):
            places.append(original)
        bounces.append(
            make_bounce(
                kind, places, code=_code(record), reply_text=text(record, "response", "content")
            )
        )
    return tuple(bounces)


def _records(body: bytes) -> list[Any]:
    try:
        try:
            read = json.loads(body)
        except ValueError:
            read = [json.loads(line) for line in body.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise UnreadablePost("the body is no JSON") from error
    records = read if isinstance(read, list) else [read]
    if len(records) > MOST_EVENTS:
        raise UnreadablePost("too many records")
    return records


def _code(record: Any) -> str:
    enhanced = part(record, "response", "enhanced_code")
    numbers = [text(enhanced, name) for name in ("class", "subject", "detail")]
    code = text(record, "response", "code")
    if all(numbers):
        return f"{code} {'.'.join(numbers)}"
    return code
