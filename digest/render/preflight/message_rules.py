"""Rules of the message as mail: header fields, MIME structure, line lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import getaddresses

from digest.models import Severity
from digest.render.clean_text import SLOT_HOST
from digest.render.preflight.mail import Mail
from digest.render.preflight.preflight_rule import PreflightRule

RFC = "https://www.rfc-editor.org/rfc/rfc"
# Octets of a line without its end (RFC 5322, section 2.1.1).
MAX_LINE_BYTES = 998
# Header fields that a mail must have exactly once.
ONE_EACH = ("From", "To", "Subject", "Date", "Message-ID")


def single_headers(mail: Mail) -> Iterator[tuple[str, str]]:
    """A header field that is missing or stands twice."""
    for name in ONE_EACH:
        count = len(mail.headers(name))
        if count != 1:
            yield f"{count} {name} headers instead of one", name


def header_defects(mail: Mail) -> Iterator[tuple[str, str]]:
    """A header field or part that a strict parser cannot read as it is."""
    for name, value in mail.fields:
        # Python notes on each header what it had to mend while reading
        for defect in getattr(value, "defects", ()):
            yield str(defect), name
    for part in mail.message.walk():
        for defect in part.defects:
            yield f"{type(defect).__name__}: {defect}", part.get_content_type()


def header_bytes(mail: Mail) -> Iterator[tuple[str, str]]:
    """Raw bytes beyond ASCII in a header field."""
    if not mail.header_block.isascii():
        yield "a header holds raw bytes beyond ASCII", "headers"


def one_recipient(mail: Mail) -> Iterator[tuple[str, str]]:
    """A message that names more or fewer subscribers than one."""
    recipients = []
    for name in ("To", "Cc", "Bcc"):
        recipients += getaddresses(mail.headers(name))
    if len(recipients) != 1:
        yield f"{len(recipients)} subscribers are named", "To"


def one_click(mail: Mail) -> Iterator[tuple[str, str]]:
    """A mail that cannot be unsubscribed from with one click."""
    # RFC 8058 asks for https; a mailto beside it is welcome
    if not re.search(r"<https://[^>]+>", mail.header("List-Unsubscribe")):
        yield "no https address to unsubscribe with", "List-Unsubscribe"
    if mail.header("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click":
        yield "one-click unsubscribe is not announced", "List-Unsubscribe-Post"


def list_id(mail: Mail) -> Iterator[tuple[str, str]]:
    """A mail that names no list."""
    if not re.search(r"<[\w.-]+\.[\w.-]+>\s*$", mail.header("List-Id")):
        yield "no list is named", "List-Id"


def own_message_id(mail: Mail) -> Iterator[tuple[str, str]]:
    """A Message-ID under a domain that has nothing to do with the sender's."""
    sender_domain = ""
    for _, address in getaddresses([mail.header("From")]):
        sender_domain = address.rpartition("@")[2].lower()
    message_id = mail.header("Message-ID").strip().strip("<>")
    id_domain = message_id.rpartition("@")[2].lower()
    # another domain looks forged: a relay that stamps its own id is told so
    if not id_domain or not sender_domain or not _are_related(id_domain, sender_domain):
        yield (
            f"the Message-ID is under {id_domain or 'no domain'}, "
            f"the sender under {sender_domain or 'none'}",
            "Message-ID",
        )


def auto_submitted(mail: Mail) -> Iterator[tuple[str, str]]:
    """A mail that does not say that a program made it."""
    if mail.header("Auto-Submitted") != "auto-generated":
        yield "the mail does not say that a program made it", "Auto-Submitted"


def signature(mail: Mail) -> Iterator[tuple[str, str]]:
    """Bulk mail that goes out without a DKIM signature."""
    if mail.signed is False and not mail.headers("DKIM-Signature"):
        yield "neither a key of ours nor the relay signs; see docs/delivery.md", "DKIM-Signature"


def part_order(mail: Mail) -> Iterator[tuple[str, str]]:
    """Text parts other than plain text first and HTML second."""
    types = []
    for part in mail.message.walk():
        if part.get_content_maintype() == "text":
            types.append(part.get_content_type())
    if types != ["text/plain", "text/html"]:
        order = ", ".join(types) or "missing"
        yield f"the text parts are {order}; text comes first, then HTML", "MIME"
    # pictures may stand around or inside the alternative
    for part in mail.message.walk():
        if part.get_content_type() == "multipart/alternative":
            return
    yield "no multipart/alternative holds the two", "MIME"


def charset(mail: Mail) -> Iterator[tuple[str, str]]:
    """A text part in another encoding than UTF-8, or in one that it does not name."""
    for part in mail.message.walk():
        named = part.get_content_charset() or "not named"
        if part.get_content_maintype() == "text" and named != "utf-8":
            yield f"charset is {named}", part.get_content_type()


def line_lengths(mail: Mail) -> Iterator[tuple[str, str]]:
    """A line that is too long for SMTP, and a line end that is none."""
    for number, line in enumerate(mail.raw.split(b"\r\n"), 1):
        if len(line) > MAX_LINE_BYTES:
            yield f"a line of {len(line)} octets", f"line {number}"
        # one such line is enough: a whole body may have them
        if b"\n" in line or b"\r" in line:
            yield "a bare CR or LF", f"line {number}"
            return


def seven_bits(mail: Mail) -> Iterator[tuple[str, str]]:
    """A body with bytes that some relays re-encode."""
    if not mail.raw.isascii():
        mistake = "the body has bytes beyond ASCII; relays without 8BITMIME refuse or spoil it"
        yield mistake, "body"


def filled_slots(mail: Mail) -> Iterator[tuple[str, str]]:
    """A slot that delivery did not fill."""
    places = (
        ("HTML", mail.html),
        ("text", mail.text),
        # headers hold bytes of any kind, and Latin-1 reads each
        ("headers", mail.header_block.decode("latin-1")),
    )
    for place, content in places:
        if SLOT_HOST in content:
            yield "a slot for the subscriber's own link was left unfilled", place


def _are_related(domain: str, other_domain: str) -> bool:
    """Tell whether two domains are the same, or one stands below the other."""
    if domain == other_domain:
        return True
    return domain.endswith(f".{other_domain}") or other_domain.endswith(f".{domain}")


RULES = (
    PreflightRule(
        id="headers.single",
        severity=Severity.ERROR,
        reason="Gmail refuses mail that lacks or repeats one of these.",
        source=f"{RFC}5322#section-3.6",
        check=single_headers,
    ),
    PreflightRule(
        id="headers.defects",
        severity=Severity.ERROR,
        reason="Each client shows in its own way what a strict parser stumbles over.",
        source=f"{RFC}5322#section-3",
        check=header_defects,
    ),
    PreflightRule(
        id="headers.ascii",
        severity=Severity.ERROR,
        reason="Raw bytes in headers break older relays; names and subjects are encoded words.",
        source=f"{RFC}2047#section-2",
        check=header_bytes,
    ),
    PreflightRule(
        id="headers.one-reader",
        severity=Severity.ERROR,
        reason="A subscriber must never see another subscriber's address.",
        source=f"{RFC}5322#section-3.6.3",
        check=one_recipient,
    ),
    PreflightRule(
        id="headers.one-click",
        severity=Severity.ERROR,
        reason="Bulk senders owe one-click unsubscribe; Gmail and Yahoo enforce it.",
        source=f"{RFC}8058#section-3.1",
        check=one_click,
    ),
    PreflightRule(
        id="headers.list-id",
        severity=Severity.ERROR,
        reason="Readers filter and providers judge a list by its id.",
        source=f"{RFC}2919#section-3",
        check=list_id,
    ),
    PreflightRule(
        id="headers.message-id",
        severity=Severity.ERROR,
        reason="A Message-ID under a foreign domain looks forged.",
        source=f"{RFC}5322#section-3.6.4",
        check=own_message_id,
    ),
    PreflightRule(
        id="headers.auto-submitted",
        severity=Severity.WARNING,
        reason="It keeps holiday replies from answering a newsletter.",
        source=f"{RFC}3834#section-5",
        check=auto_submitted,
    ),
    PreflightRule(
        id="headers.signed",
        severity=Severity.WARNING,
        reason="Gmail, Yahoo and Microsoft refuse unsigned bulk mail.",
        source=f"{RFC}6376",
        check=signature,
    ),
    PreflightRule(
        id="mime.order",
        severity=Severity.ERROR,
        reason="Clients show the last alternative they can; text first, HTML last.",
        source=f"{RFC}2046#section-5.1.4",
        check=part_order,
    ),
    PreflightRule(
        id="mime.charset",
        severity=Severity.ERROR,
        reason="Names in Arabic or Turkish letters need a charset that has them, said aloud.",
        source=f"{RFC}2046#section-4.1.2",
        check=charset,
    ),
    PreflightRule(
        id="mime.lines",
        severity=Severity.ERROR,
        reason="Longer lines are cut or refused on the way, which breaks DKIM.",
        source=f"{RFC}5322#section-2.1.1",
        check=line_lengths,
    ),
    PreflightRule(
        id="mime.seven-bits",
        severity=Severity.ERROR,
        reason="A relay that re-encodes the body breaks its signature.",
        source=f"{RFC}2045#section-6.2",
        check=seven_bits,
    ),
    PreflightRule(
        id="mime.slots",
        severity=Severity.ERROR,
        reason="A subscriber who cannot unsubscribe complains instead.",
        source=f"{RFC}8058#section-3.1",
        check=filled_slots,
    ),
)
