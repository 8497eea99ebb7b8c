"""Messages: an issue is compiled once into MIME bytes with slots, then filled for each subscriber.

Filling encodes only the values of the slots. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.deliver.dkim import DkimSigner, canonical_body
from digest.deliver.headers import mailbox, usable_address
from digest.deliver.message_fields import (
    HeaderField,
    bracketed,
    make_field,
    rfc5322_date,
    shared_fields,
)
from digest.deliver.message_tokens import make_message_token
from digest.deliver.mime_body import Piece, SlotPiece, has_dot_line, mime_body, text_body
from digest.models import HeaderPolicy, Issue, Message, Newsletter, Publication, Slot, Subscriber

USUAL_HEADERS = HeaderPolicy()


class Links(Protocol):
    """The personal addresses of one subscriber.

    `one_click` takes the POST of RFC 8058, `unsubscribe` shows a page.
    """

    @property
    def unsubscribe(self) -> str:
        """The page that asks whether to leave."""
        ...

    @property
    def one_click(self) -> str:
        """The address that takes the one-click POST."""
        ...

    @property
    def preferences(self) -> str:
        """The page of the subscriber's choices."""
        ...

    @property
    def web_view(self) -> str:
        """The issue in the browser."""
        ...

    @property
    def confirm(self) -> str:
        """The page that confirms a wish to join; "" in all mails but the confirmation."""
        ...

    @property
    def opinion(self) -> str:
        """The pages of opinions, before the id of a story; "" where none is asked for."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledMessage:
    """One issue, ready to be filled for each subscriber.

    Holds the MIME body once, however many subscribers there are. `dot_lines` is True when a line
    that all subscribers get begins with a dot.
    """

    issue_id: str
    own_domain: str
    bounce_domain: str
    shared_fields: tuple[HeaderField, ...]
    body: tuple[Piece, ...]
    canonical: tuple[bytes, ...]
    """The body's shared pieces in the form that DKIM signs; b"" in place of a slot."""
    dot_lines: bool
    signers: tuple[DkimSigner, ...]
    policy: HeaderPolicy
    token_key: bytes

    def fill(self, subscriber: Subscriber, links: Links, *, date: datetime) -> Message:
        """Return the message of one subscriber.

        Raises UnusableAddress when the address cannot stand in a header.
        """
        recipient = usable_address(subscriber.email)
        token = self._token(subscriber.id)
        slots = self._filled_slots(recipient, links)
        own_fields = self._own_fields(subscriber, recipient, token, links, date)
        fields = [*own_fields, *self.shared_fields]
        # signatures stand above the fields that they sign
        octets = self._signatures(fields, slots, date)
        for field in fields:
            octets.append(field.octets)
        octets.append(b"\r\n")
        octets += self._body_with(slots)
        return Message(
            issue_id=self.issue_id,
            subscriber_id=subscriber.id,
            message_id=self._message_id(token),
            envelope_from=f"bounce+{token}@{self.bounce_domain}",
            recipient=recipient,
            content=b"".join(octets),
            dot_lines=self.dot_lines or any(map(has_dot_line, slots)),
        )

    def message_id(self, subscriber_id: str) -> str:
        """Return the Message-ID of one copy, the same in every run: a relay's log shows it."""
        return self._message_id(self._token(subscriber_id))

    def _message_id(self, token: str) -> str:
        return f"<{token}@{self.own_domain}>"

    def _token(self, subscriber_id: str) -> str:
        return make_message_token(self.issue_id, subscriber_id, key=self.token_key)

    def _filled_slots(self, recipient: str, links: Links) -> list[bytes]:
        """Return the encoded value of each slot of the body, in order."""
        values = {
            Slot.UNSUBSCRIBE: links.unsubscribe,
            Slot.PREFERENCES: links.preferences,
            Slot.WEB_VIEW: links.web_view,
            Slot.ADDRESS: recipient,
            Slot.CONFIRM: links.confirm,
            Slot.OPINION: links.opinion,
        }
        slots: list[bytes] = []
        # in the order of the body, because the pieces are joined as they come
        for piece in self.body:
            if isinstance(piece, SlotPiece):
                slots.append(piece.filled(values[piece.slot]))
        return slots

    def _body_with(self, slots: Sequence[bytes]) -> list[bytes]:
        following = iter(slots)
        pieces: list[bytes] = []
        for piece in self.body:
            if isinstance(piece, SlotPiece):
                # the slots were filled in the order of the body
                pieces.append(next(following))
            else:
                pieces.append(piece)
        return pieces

    def _own_fields(
        self,
        subscriber: Subscriber,
        recipient: str,
        token: str,
        links: Links,
        date: datetime,
    ) -> list[HeaderField]:
        fields = [
            make_field("To", mailbox(recipient, subscriber.name)),
            make_field("Date", rfc5322_date(date)),
            make_field("Message-ID", self._message_id(token)),
        ]
        if self.policy.list_unsubscribe:
            # the https way first: providers use the first way that they understand
            ways = bracketed(links.one_click)
            if self.policy.unsubscribe_by_mail:
                address = f"unsubscribe+{token}@{self.bounce_domain}"
                ways += f", <mailto:{address}?subject=unsubscribe>"
            fields.append(make_field("List-Unsubscribe", ways))
        if self.policy.archived_at:
            fields.append(make_field("Archived-At", bracketed(links.web_view)))
        return fields

    def _signatures(
        self, fields: Sequence[HeaderField], slots: Sequence[bytes], date: datetime
    ) -> list[bytes]:
        if not self.signers:
            return []
        digest = self._body_digest(slots)
        canonical = [(field.name, field.canonical) for field in fields]
        return [signer.sign(canonical, digest, at=date) for signer in self.signers]

    def _body_digest(self, slots: Sequence[bytes]) -> bytes:
        following = iter(slots)
        digest = hashlib.sha256()
        for piece, canonical in zip(self.body, self.canonical, strict=True):
            if isinstance(piece, SlotPiece):
                # the fixed pieces were made canonical once, for all readers
                digest.update(canonical_body(next(following)))
            else:
                digest.update(canonical)
        return digest.digest()


def compile_message(
    issue: Issue,
    publication: Publication,
    newsletter: Newsletter,
    *,
    signers: Sequence[DkimSigner] = (),
    policy: HeaderPolicy = USUAL_HEADERS,
    token_key: bytes = b"",
    text_only: bool = False,
) -> CompiledMessage:
    """Encode an issue once: texts as quoted-printable pieces between slots, pictures as base64.

    `token_key` seals Message-ID and bounce address against forgery; with the same key they are the
    same in every run. `text_only` leaves out the page and its pictures. Raises DeliverError for an
    address that cannot stand in a header.
    """
    sender = usable_address(publication.from_address)
    own_domain = publication.list_domain or sender.rpartition("@")[2]
    content_type, body = text_body(issue) if text_only else mime_body(issue)
    fields = [
        *shared_fields(issue, publication, newsletter, own_domain, policy),
        make_field("MIME-Version", "1.0"),
        make_field("Content-Type", content_type),
    ]
    if text_only:
        # several parts name their encodings themselves; the one part of this message does it here
        fields.append(make_field("Content-Transfer-Encoding", "quoted-printable"))
    canonical: list[bytes] = []
    dot_lines = False
    for piece in body:
        if isinstance(piece, SlotPiece):
            # the value of a slot differs for each subscriber, and is made canonical there
            canonical.append(b"")
        else:
            canonical.append(canonical_body(piece))
            dot_lines = dot_lines or has_dot_line(piece)
    return CompiledMessage(
        issue_id=issue.id,
        own_domain=own_domain,
        bounce_domain=publication.bounce_domain or own_domain,
        shared_fields=tuple(fields),
        body=body,
        canonical=tuple(canonical),
        dot_lines=dot_lines,
        signers=tuple(signers),
        policy=policy,
        token_key=token_key,
    )
