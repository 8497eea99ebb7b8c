"""Events of Postmark, which signs no post: the password in the address of the webhook proves it.

Postmark writes a Message-ID of its own, so our seal is looked for in the returned message as well.
"""

from __future__ import annotations

from digest.deliver.bounces import Bounce
from digest.deliver.provider_events.post import (
    EventKeys,
    Post,
    check_password,
    make_bounce,
    part,
    read_json,
    text,
)
from digest.models import ReturnKind

KINDS = {
    "HardBounce": ReturnKind.HARD,
    "BadEmailAddress": ReturnKind.HARD,
    "SoftBounce": ReturnKind.SOFT,
    "Transient": ReturnKind.SOFT,
    "DnsError": ReturnKind.SOFT,
    "Blocked": ReturnKind.POLICY,
    "DMARCPolicy": ReturnKind.POLICY,
    "SpamNotification": ReturnKind.POLICY,
    "SpamComplaint": ReturnKind.COMPLAINT,
}
"""Other types are answers of machines, or of Postmark about itself."""


def read_postmark(post: Post, keys: EventKeys) -> tuple[Bounce, ...]:
    """Prove a post by its password, and read the bounce or complaint in it."""
    check_password(post, keys)
    event = read_json(post)
    kind = KINDS.get(text(event, "Type"))
    if text(event, "RecordType") not in ("Bounce", "SpamComplaint") or kind is None:
        return ()
    places = [text(event, "MessageID"), text(event, "Content")]
    metadata = part(event, "Metadata")
    if isinstance(metadata, dict):
        for name in metadata:
            places.append(text(metadata, name))
    return (make_bounce(kind, places, reply_text=text(event, "Details")),)
