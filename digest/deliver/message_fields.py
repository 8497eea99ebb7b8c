"""The header fields that all copies of an issue share. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from digest.deliver.dkim import canonical_field
from digest.deliver.headers import header, mailbox, one_line, phrase, unstructured, usable_address
from digest.errors import DeliverError
from digest.models import HeaderPolicy, Issue, Newsletter, Publication
from digest.models.calendar_names import SHORT_MONTH_NAMES, SHORT_WEEKDAY_NAMES

SENDER_ID_CHARS = 15
"""Google takes sender ids of 5 to 15 characters in Feedback-ID."""

# Parts the title of a newsletter from the house in the name of the sender.
BETWEEN_NAMES = " · "

# A scheme, then printable ASCII but for quotes and angle brackets.
_BRACKETABLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-~]*")


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One field: its lower-case name, its octets as they are sent, and the form that DKIM signs."""

    name: str
    octets: bytes
    canonical: bytes


def make_field(name: str, value: str) -> HeaderField:
    """Return a field of an already encoded value.

    >>> make_field("List-Post", "NO").octets
    b'List-Post: NO\\r\\n'
    """
    octets = header(name, value)
    return HeaderField(name.lower(), octets, canonical_field(octets))


def shared_fields(
    issue: Issue,
    publication: Publication,
    newsletter: Newsletter,
    own_domain: str,
    policy: HeaderPolicy,
) -> list[HeaderField]:
    """Return From, Subject, the list fields and the others that do not depend on the subscriber."""
    return [
        *_identity_fields(issue, publication, newsletter),
        *_list_fields(publication, newsletter, own_domain, policy),
        *_other_fields(issue, newsletter, own_domain, policy),
    ]


def bracketed(url: str) -> str:
    """Return a URL between angle brackets; raise DeliverError when it cannot stand there.

    >>> bracketed("https://news.example/u/1")
    '<https://news.example/u/1>'
    """
    if not _BRACKETABLE.fullmatch(url):
        raise DeliverError(
            "address cannot stand in a header", subject=ascii(url), hint="percent-encode it"
        )
    return f"<{url}>"


@lru_cache(maxsize=8)  # all messages of an issue bear one date
def rfc5322_date(at: datetime) -> str:
    """Return a time as a Date field gives it, in UTC and in English whatever the locale."""
    utc = at.astimezone(UTC)
    weekday, month = SHORT_WEEKDAY_NAMES[utc.weekday()], SHORT_MONTH_NAMES[utc.month - 1]
    return f"{weekday}, {utc.day:02} {month} {utc.year} {utc:%H:%M:%S} +0000"


def _identity_fields(
    issue: Issue, publication: Publication, newsletter: Newsletter
) -> list[HeaderField]:
    name = sender_name(publication, newsletter)
    sender = usable_address(publication.from_address)
    fields = [
        make_field("From", mailbox(sender, name)),
        make_field("Subject", unstructured(issue.subject)),
    ]
    if publication.reply_to:
        fields.append(make_field("Reply-To", mailbox(usable_address(publication.reply_to))))
    return fields


def sender_name(publication: Publication, newsletter: Newsletter) -> str:
    """Return the name in From: the newsletter's own, else its title and the house.

    Clients fold mails of one sender with one subject into a thread, so each newsletter has a name.

    >>> house = Publication(name="Cedar Desk", public_url="", from_address="")
    >>> sender_name(house, Newsletter(id="gulf", name="Gulf Briefing", tagline="", topics=()))
    'Gulf Briefing · Cedar Desk'
    """
    house = publication.from_name or publication.name
    title = newsletter.name
    if newsletter.from_name:
        return newsletter.from_name
    # "Cedar Briefing · Cedar" would say one thing twice
    if not house or house.casefold() in title.casefold():
        return title or house
    if not title:
        return house
    return f"{title}{BETWEEN_NAMES}{house}"


def _list_fields(
    publication: Publication, newsletter: Newsletter, own_domain: str, policy: HeaderPolicy
) -> list[HeaderField]:
    site = publication.base_url
    help_url = publication.help_url or site
    fields: list[HeaderField] = []
    if policy.list_unsubscribe:
        fields.append(make_field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    if policy.list_id:
        # RFC 2919: a list id is made of dot-atoms
        label = re.sub(r"[^A-Za-z0-9-]", "-", newsletter.id).strip("-") or "list"
        list_id = f"{phrase(newsletter.name)} <{label}.{own_domain}>"
        fields.append(make_field("List-Id", list_id.strip()))
    if policy.list_help and help_url:
        fields.append(make_field("List-Help", bracketed(help_url)))
    if policy.list_archive and site:
        fields.append(make_field("List-Archive", bracketed(f"{site}/archive/{newsletter.id}")))
    if policy.list_post_no:
        fields.append(make_field("List-Post", "NO"))
    return fields


def _other_fields(
    issue: Issue, newsletter: Newsletter, own_domain: str, policy: HeaderPolicy
) -> list[HeaderField]:
    fields: list[HeaderField] = []
    if policy.feedback_id:
        campaign = re.sub(r"[^A-Za-z0-9.-]", ".", issue.id)
        # Gmail takes five to fifteen characters
        sender_id = re.sub(r"[^A-Za-z0-9-]", "-", own_domain)[:SENDER_ID_CHARS].strip("-")
        # four parts with colons between, and the sender's own part last, as Gmail wants
        feedback_id = f"{campaign}:{newsletter.id}:digest:{sender_id}"
        fields.append(make_field("Feedback-ID", feedback_id))
    if policy.auto_submitted:
        fields.append(make_field("Auto-Submitted", "auto-generated"))
    if policy.precedence:
        fields.append(make_field("Precedence", one_line(policy.precedence)))
    if policy.cfbl_address:
        address = usable_address(policy.cfbl_address)
        fields.append(make_field("CFBL-Address", f"{address}; report=arf"))
    if issue.language:
        fields.append(make_field("Content-Language", one_line(issue.language)))
    return fields
