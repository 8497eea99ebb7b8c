"""Rules of the message as mail: headers, MIME structure, line lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import getaddresses

from digest.models import Severity
from digest.render.preflight.mail import Mail
from digest.render.preflight.rule import Rule

RFC = "https://www.rfc-editor.org/rfc/rfc"
MAX_LINE = 998
ONE_EACH = ("From", "To", "Subject", "Date", "Message-ID")


def single_headers(mail: Mail) -> Iterator[tuple[str, str]]:
    for name in ONE_EACH:
        count = len(mail.message.get_all(name, []))
        if count != 1:
            yield f"{count} {name} headers instead of one", name


def header_defects(mail: Mail) -> Iterator[tuple[str, str]]:
    for name, value in mail.message.items():
        for defect in getattr(value, "defects", ()):
            yield f"{defect}", name
    for part in mail.message.walk():
        for defect in part.defects:
            yield f"{type(defect).__name__}: {defect}", part.get_content_type()


def header_bytes(mail: Mail) -> Iterator[tuple[str, str]]:
    if not mail.header_block.isascii():
        yield "a header holds raw bytes beyond ASCII", "headers"


def one_reader(mail: Mail) -> Iterator[tuple[str, str]]:
    readers = getaddresses(
        [str(value) for name in ("To", "Cc", "Bcc") for value in mail.message.get_all(name, [])]
    )
    if len(readers) != 1:
        yield f"{len(readers)} readers are named", "To"


def one_click(mail: Mail) -> Iterator[tuple[str, str]]:
    ways = str(mail.message.get("List-Unsubscribe", ""))
    if not re.search(r"<https://[^>]+>", ways):
        yield "no https address to unsubscribe with", "List-Unsubscribe"
    if str(mail.message.get("List-Unsubscribe-Post", "")) != "List-Unsubscribe=One-Click":
        yield "one-click unsubscribe is not announced", "List-Unsubscribe-Post"


def list_id(mail: Mail) -> Iterator[tuple[str, str]]:
    if not re.search(r"<[\w.-]+\.[\w.-]+>\s*$", str(mail.message.get("List-Id", ""))):
        yield "no list is named", "List-Id"


def own_message_id(mail: Mail) -> Iterator[tuple[str, str]]:
    sender = getaddresses([str(mail.message.get("From", ""))])
    domain = sender[0][1].rpartition("@")[2].lower() if sender else ""
    given = str(mail.message.get("Message-ID", "")).strip().strip("<>").rpartition("@")[2].lower()
    if not (given and domain) or not _related(given, domain):
        yield (
            f"the Message-ID is under {given or 'no domain'}, the sender under {domain or 'none'}",
            "Message-ID",
        )


def auto_submitted(mail: Mail) -> Iterator[tuple[str, str]]:
    if str(mail.message.get("Auto-Submitted", "")) != "auto-generated":
        yield "the mail does not say that a program made it", "Auto-Submitted"


def part_order(mail: Mail) -> Iterator[tuple[str, str]]:
    kinds = [
        part.get_content_type()
        for part in mail.message.walk()
        if part.get_content_maintype() == "text"
    ]
    if kinds != ["text/plain", "text/html"]:
        yield (
            f"the text parts are {', '.join(kinds) or 'missing'}; text comes first, then HTML",
            "MIME",
        )
    if not any(part.get_content_type() == "multipart/alternative" for part in mail.message.walk()):
        yield "no multipart/alternative holds the two", "MIME"


def charset(mail: Mail) -> Iterator[tuple[str, str]]:
    for part in mail.message.walk():
        if part.get_content_maintype() == "text" and (part.get_content_charset() or "") != "utf-8":
            yield f"charset is {part.get_content_charset() or 'not said'}", part.get_content_type()


def line_lengths(mail: Mail) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(mail.raw.split(b"\r\n"), 1):
        if len(line) > MAX_LINE:
            yield f"a line of {len(line)} octets", f"line {number}"
        if b"\n" in line or b"\r" in line:
            yield "a bare CR or LF", f"line {number}"
            return


def seven_bits(mail: Mail) -> Iterator[tuple[str, str]]:
    if not mail.raw.isascii():
        yield (
            "the body has bytes beyond ASCII; relays without 8BITMIME would refuse or spoil it",
            "body",
        )


def filled_slots(mail: Mail) -> Iterator[tuple[str, str]]:
    for name, place in (
        ("HTML", mail.html),
        ("text", mail.text),
        ("headers", mail.header_block.decode("latin-1")),
    ):
        if "slot.invalid" in place:
            yield "a slot for the reader's own link was left unfilled", name


def _related(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


RULES = (
    Rule(
        id="headers.single",
        severity=Severity.ERROR,
        reason="Gmail refuses mail that lacks or repeats one of these.",
        source=f"{RFC}5322#section-3.6",
        check=single_headers,
    ),
    Rule(
        id="headers.defects",
        severity=Severity.ERROR,
        reason="A header or part that a strict parser stumbles over is shown differently by each client.",
        source=f"{RFC}5322#section-3",
        check=header_defects,
    ),
    Rule(
        id="headers.ascii",
        severity=Severity.ERROR,
        reason="Raw bytes in headers break older relays; names and subjects are encoded words.",
        source=f"{RFC}2047#section-2",
        check=header_bytes,
    ),
    Rule(
        id="headers.one-reader",
        severity=Severity.ERROR,
        reason="A reader must never see another reader's address.",
        source=f"{RFC}5322#section-3.6.3",
        check=one_reader,
    ),
    Rule(
        id="headers.one-click",
        severity=Severity.ERROR,
        reason="Bulk senders owe one-click unsubscribe; Gmail and Yahoo enforce it.",
        source=f"{RFC}8058#section-3.1",
        check=one_click,
    ),
    Rule(
        id="headers.list-id",
        severity=Severity.ERROR,
        reason="Readers filter and providers judge a list by its id.",
        source=f"{RFC}2919#section-3",
        check=list_id,
    ),
    Rule(
        id="headers.message-id",
        severity=Severity.ERROR,
        reason="A Message-ID under a foreign domain looks forged.",
        source=f"{RFC}5322#section-3.6.4",
        check=own_message_id,
    ),
    Rule(
        id="headers.auto-submitted",
        severity=Severity.WARNING,
        reason="It keeps holiday replies from answering a newsletter.",
        source=f"{RFC}3834#section-5",
        check=auto_submitted,
    ),
    Rule(
        id="mime.order",
        severity=Severity.ERROR,
        reason="Clients show the last alternative they can; text first, HTML last.",
        source=f"{RFC}2046#section-5.1.4",
        check=part_order,
    ),
    Rule(
        id="mime.charset",
        severity=Severity.ERROR,
        reason="Names in Arabic or Turkish letters need a charset that has them, said aloud.",
        source=f"{RFC}2046#section-4.1.2",
        check=charset,
    ),
    Rule(
        id="mime.lines",
        severity=Severity.ERROR,
        reason="Longer lines are cut or refused on the way, which breaks DKIM.",
        source=f"{RFC}5322#section-2.1.1",
        check=line_lengths,
    ),
    Rule(
        id="mime.seven-bits",
        severity=Severity.ERROR,
        reason="A relay that re-encodes the body breaks its signature.",
        source=f"{RFC}2045#section-6.2",
        check=seven_bits,
    ),
    Rule(
        id="mime.slots",
        severity=Severity.ERROR,
        reason="A reader who cannot unsubscribe complains instead.",
        source=f"{RFC}8058#section-3.1",
        check=filled_slots,
    ),
)
