"""Messages: an issue compiled once into MIME bytes with slots, then filled per reader without re-encoding. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol

from digest.deliver.dkim import DkimSigner, canonical_field
from digest.deliver.headers import header, mailbox, one_line, phrase, unstructured, usable_address
from digest.deliver.message_tokens import make_message_token
from digest.errors import DeliverError
from digest.models import (
    HeaderPolicy,
    InlineImage,
    Issue,
    Message,
    Newsletter,
    Publication,
    Slot,
    Subscriber,
)

USUAL_HEADERS = HeaderPolicy()


class Links(Protocol):
    """The personal addresses of one reader. `one_click` takes the POST of RFC 8058, `unsubscribe` shows a page."""

    @property
    def unsubscribe(self) -> str: ...
    @property
    def one_click(self) -> str: ...
    @property
    def preferences(self) -> str: ...
    @property
    def web_view(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Hole:
    """A place in the body: what goes there, and whether it stands in HTML."""

    slot: Slot
    in_html: bool

    def filled(self, value: str) -> bytes:
        return _quoted(html.escape(value) if self.in_html else value)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledMessage:
    """One issue, ready to be filled for each reader. Holds the MIME body once, however many readers there are."""

    issue_id: str
    own_domain: str
    bounce_domain: str
    to_be_signed: tuple[tuple[str, bytes, bytes], ...]
    body: tuple[bytes | _Hole, ...]
    dot_lines: bool
    """Whether a line that all readers get begins with a dot."""
    signers: tuple[DkimSigner, ...]
    policy: HeaderPolicy
    token_key: bytes

    def fill(self, subscriber: Subscriber, links: Links, *, date: datetime) -> Message:
        """The message of one reader. Raises UnusableAddress when the address cannot stand in a header."""
        recipient = usable_address(subscriber.email)
        word = self._word(subscriber.id)
        message_id = self._message_id(word)
        pieces = self._pieces(recipient, links)
        body = b"".join(pieces)
        fields = [
            *self._own_fields(subscriber, recipient, message_id, word, links, date),
            *self.to_be_signed,
        ]
        return Message(
            issue_id=self.issue_id,
            subscriber_id=subscriber.id,
            message_id=message_id,
            envelope_from=f"bounce+{word}@{self.bounce_domain}",
            recipient=recipient,
            content=b"".join(
                [
                    *self._signatures(fields, body, date),
                    *(raw for _, raw, _ in fields),
                    b"\r\n",
                    body,
                ]
            ),
            dot_lines=self.dot_lines or self._own_dot_line(pieces),
        )

    def message_id(self, subscriber_id: str) -> str:
        """The Message-ID of one reader's copy, the same in every run: what a relay's log is searched for."""
        return self._message_id(self._word(subscriber_id))

    def _message_id(self, word: str) -> str:
        return f"<{word}@{self.own_domain}>"

    def _word(self, subscriber_id: str) -> str:
        return make_message_token(self.issue_id, subscriber_id, key=self.token_key)

    def _pieces(self, recipient: str, links: Links) -> list[bytes]:
        """The body, its holes filled."""
        values = {
            Slot.UNSUBSCRIBE: links.unsubscribe,
            Slot.PREFERENCES: links.preferences,
            Slot.WEB_VIEW: links.web_view,
            Slot.ADDRESS: recipient,
        }
        return [
            piece if isinstance(piece, bytes) else piece.filled(values[piece.slot])
            for piece in self.body
        ]

    def _own_dot_line(self, pieces: Sequence[bytes]) -> bool:
        """Whether what fills a hole brings a line that begins with a dot."""
        filled = (
            piece for hole, piece in zip(self.body, pieces, strict=True) if isinstance(hole, _Hole)
        )
        return any(map(_has_dot_line, filled))

    def _own_fields(
        self,
        subscriber: Subscriber,
        recipient: str,
        message_id: str,
        word: str,
        links: Links,
        date: datetime,
    ) -> list[tuple[str, bytes, bytes]]:
        fields = [
            _field("To", mailbox(recipient, subscriber.name)),
            _field("Date", _rfc5322_date(date)),
            _field("Message-ID", message_id),
        ]
        if self.policy.list_unsubscribe:
            ways = [f"<{_url(links.one_click)}>"]
            if self.policy.unsubscribe_by_mail:
                ways.append(f"<mailto:unsubscribe+{word}@{self.bounce_domain}?subject=unsubscribe>")
            fields.append(_field("List-Unsubscribe", ", ".join(ways)))
        if self.policy.archived_at:
            fields.append(_field("Archived-At", f"<{_url(links.web_view)}>"))
        return fields

    def _signatures(
        self, fields: Sequence[tuple[str, bytes, bytes]], body: bytes, date: datetime
    ) -> list[bytes]:
        if not self.signers:
            return []
        body_sha256 = hashlib.sha256(body).digest()
        canonical = [(name, canonical) for name, _, canonical in fields]
        return [signer.sign(canonical, body_sha256, at=date) for signer in self.signers]


def compile_message(
    issue: Issue,
    publication: Publication,
    newsletter: Newsletter,
    *,
    signers: Sequence[DkimSigner] = (),
    policy: HeaderPolicy = USUAL_HEADERS,
    token_key: bytes = b"",
) -> CompiledMessage:
    """Encode an issue once: text and HTML as quoted-printable pieces between slots, pictures as base64.

    `token_key` seals Message-ID and bounce address against forgery; with the same key they are the same in every run.
    """
    sender = usable_address(publication.from_address)
    own_domain = publication.list_domain or sender.rpartition("@")[2]
    shared = [
        *_identity_fields(issue, publication, newsletter),
        *_list_fields(publication, newsletter, own_domain, policy),
        *_other_fields(issue, newsletter, own_domain, policy),
    ]
    content_type, body = _mime(issue)
    shared += [_field("MIME-Version", "1.0"), _field("Content-Type", content_type)]
    return CompiledMessage(
        issue_id=issue.id,
        own_domain=own_domain,
        bounce_domain=publication.bounce_domain or own_domain,
        to_be_signed=tuple(shared),
        body=body,
        dot_lines=any(_has_dot_line(piece) for piece in body if isinstance(piece, bytes)),
        signers=tuple(signers),
        policy=policy,
        token_key=token_key,
    )


# ---- header fields that every reader shares --------------------------------------------------------------------


def _identity_fields(
    issue: Issue, publication: Publication, newsletter: Newsletter
) -> list[tuple[str, bytes, bytes]]:
    name = newsletter.from_name or publication.from_name or publication.name
    fields = [
        _field("From", mailbox(usable_address(publication.from_address), name)),
        _field("Subject", unstructured(issue.subject)),
    ]
    if publication.reply_to:
        fields.append(_field("Reply-To", mailbox(usable_address(publication.reply_to))))
    return fields


def _list_fields(
    publication: Publication, newsletter: Newsletter, own_domain: str, policy: HeaderPolicy
) -> list[tuple[str, bytes, bytes]]:
    site = publication.public_url.rstrip("/")
    fields = []
    if policy.list_unsubscribe:
        fields.append(_field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    if policy.list_id:
        label = re.sub(r"[^A-Za-z0-9-]", "-", newsletter.id).strip("-") or "list"
        fields.append(
            _field("List-Id", f"{phrase(newsletter.name)} <{label}.{own_domain}>".strip())
        )
    if policy.list_help and (publication.help_url or site):
        fields.append(_field("List-Help", f"<{_url(publication.help_url or site)}>"))
    if policy.list_archive and site:
        fields.append(_field("List-Archive", f"<{_url(site)}/archive/{newsletter.id}>"))
    if policy.list_post_no:
        fields.append(_field("List-Post", "NO"))
    return fields


def _other_fields(
    issue: Issue, newsletter: Newsletter, own_domain: str, policy: HeaderPolicy
) -> list[tuple[str, bytes, bytes]]:
    fields = []
    if policy.feedback_id:
        campaign = re.sub(r"[^A-Za-z0-9.-]", ".", issue.id)
        sender = re.sub(r"[^A-Za-z0-9-]", "-", own_domain)[:15].strip("-")
        fields.append(_field("Feedback-ID", f"{campaign}:{newsletter.id}:digest:{sender}"))
    if policy.auto_submitted:
        fields.append(_field("Auto-Submitted", "auto-generated"))
    if policy.precedence:
        fields.append(_field("Precedence", one_line(policy.precedence)))
    if policy.cfbl_address:
        fields.append(_field("CFBL-Address", f"{usable_address(policy.cfbl_address)}; report=arf"))
    if issue.language:
        fields.append(_field("Content-Language", one_line(issue.language)))
    return fields


def _field(name: str, value: str) -> tuple[str, bytes, bytes]:
    """(lower-case name, the field as it is sent, its canonical form for DKIM)."""
    raw = header(name, value)
    return name.lower(), raw, canonical_field(raw)


_BRACKETABLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-~]*")
"""A scheme, then printable ASCII but for quotes and angle brackets."""


def _url(url: str) -> str:
    """A URL that can stand between angle brackets."""
    if not _BRACKETABLE.fullmatch(url):
        raise DeliverError(
            "address cannot stand in a header", subject=ascii(url), hint="percent-encode it"
        )
    return url


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=8)  # all messages of an issue bear one date
def _rfc5322_date(at: datetime) -> str:
    utc = at.astimezone(UTC)
    return f"{_DAYS[utc.weekday()]}, {utc.day:02} {_MONTHS[utc.month - 1]} {utc.year} {utc:%H:%M:%S} +0000"


# ---- MIME ------------------------------------------------------------------------------------------------------

_HOLES = re.compile("|".join(re.escape(slot.value) for slot in Slot))


def _mime(issue: Issue) -> tuple[str, tuple[bytes | _Hole, ...]]:
    """(Content-Type of the message, its body in pieces). "=_" can occur in no quoted-printable or base64 body."""
    mark = hashlib.sha256(f"{issue.id}\0{issue.content_hash}".encode()).hexdigest()[:24]
    outer, inner = f"=_alt_{mark}", f"=_rel_{mark}"
    page = [
        _part_head("text/html; charset=utf-8", "quoted-printable"),
        *_quoted_pieces(issue.html, in_html=True),
    ]
    if issue.images:
        page = _related(page, issue.images, inner)
    pieces: list[bytes | _Hole] = [
        f"--{outer}\r\n".encode(),
        _part_head("text/plain; charset=utf-8", "quoted-printable"),
        *_quoted_pieces(issue.text, in_html=False),
        f"\r\n--{outer}\r\n".encode(),
        *page,
        f"\r\n--{outer}--\r\n".encode(),
    ]
    return f'multipart/alternative; boundary="{outer}"', _joined(pieces)


def _related(
    page: Sequence[bytes | _Hole], images: Sequence[InlineImage], boundary: str
) -> list[bytes | _Hole]:
    pieces: list[bytes | _Hole] = [
        f'Content-Type: multipart/related; boundary="{boundary}"; type="text/html"\r\n\r\n--{boundary}\r\n'.encode(),
        *page,
    ]
    for image in images:
        if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", image.content_type) or not re.fullmatch(
            r"[\w.@+-]+", image.cid
        ):
            raise DeliverError(
                "picture cannot be embedded",
                subject=ascii(image.cid),
                hint="check its type and cid",
            )
        head = f"Content-ID: <{image.cid}>\r\nContent-Disposition: inline\r\n".encode()
        pieces += [f"\r\n--{boundary}\r\n".encode(), head, _part_head(image.content_type, "base64")]
        pieces.append(base64.encodebytes(image.content).replace(b"\n", b"\r\n"))
    return [*pieces, f"\r\n--{boundary}--\r\n".encode()]


def _part_head(content_type: str, encoding: str) -> bytes:
    return f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()


def _quoted_pieces(text: str, *, in_html: bool) -> list[bytes | _Hole]:
    """The text as quoted-printable, cut at its slots. Each side of a slot ends in a soft break, so that a value of
    any length can stand between without moving a line."""
    pieces: list[bytes | _Hole] = []
    start = 0
    for found in _HOLES.finditer(text):
        pieces += [_quoted(text[start : found.start()]), _Hole(Slot(found[0]), in_html)]
        start = found.end()
    return [*pieces, _quoted(text[start:], soft_break=False)]


def _quoted(text: str, *, soft_break: bool = True) -> bytes:
    """Quoted-printable lines of at most 76 octets. With `soft_break` the next piece starts a line of its own."""
    octets = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    if not soft_break or not octets or octets.endswith(b"\n"):
        return binascii.b2a_qp(octets, istext=True).replace(b"\n", b"\r\n")
    # one octet more, taken off again, keeps room for the "=" on the last line
    encoded = binascii.b2a_qp(octets + b"x", istext=True)[:-1].replace(b"\n", b"\r\n")
    return encoded if encoded.endswith(b"=\r\n") else encoded + b"=\r\n"


def _joined(pieces: Sequence[bytes | _Hole]) -> tuple[bytes | _Hole, ...]:
    """The same pieces with neighbouring bytes joined."""
    joined: list[bytes | _Hole] = []
    for piece in pieces:
        if isinstance(piece, bytes) and joined and isinstance(joined[-1], bytes):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def _has_dot_line(piece: bytes) -> bool:
    """Whether a line of a piece begins with a dot; each piece starts a line."""
    return piece.startswith(b".") or b"\n." in piece
