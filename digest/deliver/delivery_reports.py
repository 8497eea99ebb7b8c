"""Delivery reports: status notifications (RFC 3464) and feedback reports (RFC 5965) in a mail."""

from __future__ import annotations

import base64
import email
import re
from collections.abc import Collection
from dataclasses import dataclass
from email.message import Message as Mail

from digest.deliver.mail_text import (
    find_address,
    header_text,
    notice_text,
    parts_below,
    payload_text,
)
from digest.deliver.replies import Verdict, classify_notice
from digest.deliver.reply_words import OUR_ADDRESS, OUR_WHOLE_ADDRESS, UNKNOWN_USER
from digest.models import Reply

MAX_REPLY_CHARS = 300
"""The part of a server's words that is kept as evidence."""

STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
LOST_STATUS_TYPES = ("application/octet-stream", "application/delivery-status")

MAX_PACKED_CHARS = 40_000
"""Letters of a packed report that are read: a report of one recipient has a thousand."""

MAX_GROUPS = 200
"""Recipients read from one report; an envelope of ours has one."""

SHORT_DIAGNOSTIC_LETTERS = 12
"""A diagnostic with fewer letters says so little that the notice is read as well."""

_SMTP_CODE = re.compile(
    r"(?<![\d.:\[(-])([45]\d\d)(?=[\s-](?:[45]\.\d{1,3}\.\d{1,3}\b|(?!\d{0,9}[./:])))"
)
ENHANCED_CODE = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
AFTER_DATA = re.compile(
    r">>> DATA\s{0,8}<<< 5\d\d|in reply to (?:end of )?DATA|after end of data", re.IGNORECASE
)
"""The server answered behind DATA, so it had taken the address by then."""

_DIAGNOSTIC_TYPE = re.compile(r"^[\w-]{1,40}\s{0,8};")
_QUOTED_REPLY = re.compile(r"\b([45]\d\d)-'(.{1,1000})'")
_NOT_LETTERS = re.compile(r"[\W\d]+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientReport:
    """The report on one recipient; `verdict` is None when it says too little."""

    recipient: str
    reply: Reply
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """A feedback report; `is_complaint` is False for one about authentication or "not spam"."""

    recipient: str
    is_complaint: bool


def status_reports(mail: Mail, *, own_addresses: Collection[str] = ()) -> list[RecipientReport]:
    """Read the delivery status of each recipient that a mail does not report as delivered."""
    notice = notice_text(mail)
    groups: list[Mail] = []
    for part in mail.walk():
        if part.get_content_type() in STATUS_TYPES:
            groups += _groups(part) or _groups_in(_decoded(part))
        elif part.get_content_type() in LOST_STATUS_TYPES:
            # a gateway that knows no report turns it into a nameless file
            groups += _groups_in(payload_text(part))
    # a gateway may have joined all parts into one text
    if not groups:
        groups = _groups_in(notice)
    reports: list[RecipientReport] = []
    for group in groups[:MAX_GROUPS]:
        action = header_text(group, "Action").lower()
        if not action.startswith(("delivered", "relayed", "expanded")):
            is_alone = len(groups) == 1
            reports.append(_report(group, action, notice, own_addresses, is_alone=is_alone))
    return reports


def feedback_reports(mail: Mail) -> list[Feedback]:
    """Read the complaints in a mail, in the forms of RFC 5965, of Outlook.com and of Amazon SES."""
    feedback: list[Feedback] = []
    for part in mail.walk():
        if part.get_content_type() == "message/feedback-report":
            report = email.message_from_string(payload_text(part))
            kind = header_text(report, "Feedback-Type").lower()
            recipient = header_text(report, "Original-Rcpt-To")
            recipient = recipient or header_text(report, "Removal-Recipient")
            # these kinds report on signatures or take a complaint back
            is_complaint = kind not in ("auth-failure", "not-spam", "dmarc")
            feedback.append(Feedback(recipient=find_address(recipient), is_complaint=is_complaint))
    # the standard form first (RFC 5965), then the forms of two providers
    return feedback or _outlook_feedback(mail) or _json_feedback(mail)


def read_reply_codes(text: str) -> Reply:
    """Return the first SMTP code and enhanced code in a text, with the beginning of the text.

    >>> reply = read_reply_codes("host said: 550 5.1.1 no such user")
    >>> reply.code, reply.enhanced
    (550, '5.1.1')
    """
    line = " ".join(text.split())
    code = _SMTP_CODE.search(line)
    enhanced = ENHANCED_CODE.search(line)
    return Reply(
        # zero: the text names no code
        code=int(code[1]) if code else 0,
        enhanced=enhanced[1] if enhanced else "",
        text=line[:MAX_REPLY_CHARS],
    )


def judge_notice(notice: str, reply: Reply, *, after_data: bool = False) -> Verdict | None:
    """Judge a whole notice, which may name our address as the sender without any accusation."""
    lines: list[str] = []
    for line in notice.splitlines():
        # our address accuses the sender only when it is called unknown: else the words decide
        if OUR_ADDRESS.search(line) and not UNKNOWN_USER.search(line):
            line = OUR_WHOLE_ADDRESS.sub("", line)
        lines.append(line)
    text = "\n".join(lines)
    return classify_notice(text, code=reply.code, enhanced=reply.enhanced, after_data=after_data)


def _groups(part: Mail) -> list[Mail]:
    payload = part.get_payload()
    candidates: list[Mail] = []
    if isinstance(payload, list):
        candidates = [group for group in payload if isinstance(group, Mail)]
    else:
        # some servers write the groups as plain text, parted by empty lines
        candidates = [email.message_from_string(text) for text in str(payload).split("\n\n")]
    groups: list[Mail] = []
    for group in candidates:
        if group["Action"] or group["Status"] or group["Final-Recipient"]:
            groups.append(group)
    return groups


def _decoded(part: Mail) -> str:
    """Return the text of a report that a gateway packed in base64, as the parser does not."""
    payload = part.get_payload()
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() != "base64":
        return ""
    packed = str(payload)
    if isinstance(payload, list):
        packed = "".join(str(group.get_payload()) for group in payload if isinstance(group, Mail))
    try:
        return base64.b64decode(packed[:MAX_PACKED_CHARS]).decode("utf-8", "replace")
    except ValueError:
        return ""


def _groups_in(notice: str) -> list[Mail]:
    """Return the fields of a report whose parts were lost on the way: they stand in the text."""
    groups: list[Mail] = []
    for block in _BLANK_LINE.split(notice):
        # parsing costs more than looking: few blocks of a notice are a report
        if "final-recipient" not in block.lower():
            continue
        group = email.message_from_string(block.strip("\n"))
        if group["Final-Recipient"] and (group["Action"] or group["Status"]):
            groups.append(group)
    return groups


def _report(
    group: Mail, action: str, notice: str, own_addresses: Collection[str], *, is_alone: bool
) -> RecipientReport:
    recipient = header_text(group, "Original-Recipient") or header_text(group, "Final-Recipient")
    recipient = find_address(recipient)
    diagnostic = _diagnostic(group)
    server = read_reply_codes(f"{diagnostic} ")
    status = ENHANCED_CODE.search(header_text(group, "Status"))
    # the server's own code is more specific than the status into which a gateway turned that code
    enhanced = server.enhanced or (status[1] if status else "")
    reply = Reply(code=server.code, enhanced=enhanced, text=diagnostic[:MAX_REPLY_CHARS])
    if action.startswith("delayed"):
        return RecipientReport(recipient=recipient, reply=reply, verdict=Verdict.LATER)
    after_data = AFTER_DATA.search(notice) is not None
    verdict = classify_notice(
        f"{diagnostic} {header_text(group, 'Status')}",
        code=server.code,
        enhanced=enhanced,
        after_data=after_data,
        own_addresses=own_addresses,
    )
    is_short = len(_NOT_LETTERS.sub("", diagnostic)) < SHORT_DIAGNOSTIC_LETTERS
    is_final = not enhanced.startswith("4.")
    if is_alone and is_short and is_final and verdict is not Verdict.BAD_READER:
        verdict = judge_notice(notice, Reply(code=0, enhanced=enhanced), after_data=after_data)
    return RecipientReport(recipient=recipient, reply=reply, verdict=verdict)


def _diagnostic(group: Mail) -> str:
    """Return the words of the remote server.

    A gateway may quote them behind an opinion of its own (`5.1.0 - … 550-'5.7.1 …'`).
    """
    diagnostic = _DIAGNOSTIC_TYPE.sub("", header_text(group, "Diagnostic-Code")).strip()
    quoted = _QUOTED_REPLY.search(diagnostic)
    if quoted:
        return f"{quoted[1]} {quoted[2]}"
    return diagnostic


def _outlook_feedback(mail: Mail) -> list[Feedback]:
    """Outlook.com returns the message with the recipient in a header of its own."""
    feedback: list[Feedback] = []
    for part in parts_below(mail):
        if part["X-HmXmrOriginalRecipient"]:
            recipient = find_address(header_text(part, "X-HmXmrOriginalRecipient"))
            feedback.append(Feedback(recipient=recipient, is_complaint=True))
    return feedback


def _json_feedback(mail: Mail) -> list[Feedback]:
    """Amazon SES sends its notifications as JSON when they come by mail."""
    if mail.get_content_type() != "text/plain":
        return []
    # quotes come escaped where JSON stands inside JSON
    text = payload_text(mail).replace('\\"', '"')
    if not _is_json_complaint(text):
        return []
    recipient = find_address(text.partition("complainedRecipients")[2])
    return [Feedback(recipient=recipient, is_complaint=True)]


def _is_json_complaint(text: str) -> bool:
    _, _, rest = text.partition('"notificationType"')
    return rest.lstrip().removeprefix(":").lstrip().startswith('"Complaint"')
