"""Rules that need the network: links answer, unsubscribe answers a POST, and the sender's DNS records stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import parseaddr
from functools import partial

import dns.exception
import dns.name
import dns.resolver

from digest.errors import FetchError
from digest.models import Severity
from digest.protocols import Prober
from digest.render.preflight.mail import Mail
from digest.render.preflight.rule import Rule

TIMEOUT_S = 10.0
AT_ONCE = 8
DMARC = "https://www.rfc-editor.org/rfc/rfc7489#section-6.3"


def links_answer(mail: Mail) -> Iterator[tuple[str, str]]:
    if mail.online is None:
        return
    hrefs = {link.attributes.get("href", "") for link in mail.tree.all("a")}
    wanted = sorted(
        href
        for href in hrefs
        if href.startswith(("http://", "https://")) and not _opens_later(mail, href)
    )
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for href, trouble in zip(
            wanted, pool.map(partial(_trouble, mail.online), wanted), strict=True
        ):
            if trouble:
                yield trouble, href[:80]


def unsubscribe_answers(mail: Mail) -> Iterator[tuple[str, str]]:
    address = re.search(r"<(https?://[^>]+)>", str(mail.message.get("List-Unsubscribe", "")))
    if mail.online is None or address is None:
        return
    try:
        status = mail.online.post(address.group(1), {"List-Unsubscribe": "One-Click"})
    except FetchError as error:
        yield f"the POST failed: it {error.message}", address.group(1)[:80]
        return
    if not 200 <= status < 300:
        yield (
            f"the POST was answered {status}; it must be 2xx without a redirect",
            address.group(1)[:80],
        )


def sender_records(mail: Mail) -> Iterator[tuple[str, str]]:
    domain = parseaddr(str(mail.message.get("From", "")))[1].rpartition("@")[2]
    try:
        yield from _missing_records(mail, domain)
    except dns.exception.DNSException as error:
        yield f"the DNS gave no answer ({type(error).__name__}): try again before sending", domain


def _missing_records(mail: Mail, domain: str) -> Iterator[tuple[str, str]]:
    if not any(record.startswith("v=spf1") for record in _texts(domain)):
        yield "no SPF record", domain
    if not any(
        record.startswith("v=DMARC1")
        for name in _upwards(domain)
        for record in _texts(f"_dmarc.{name}")
    ):
        yield "no DMARC record", f"_dmarc.{domain}"
    signature = str(mail.message.get("DKIM-Signature", ""))
    tags = dict(part.strip().partition("=")[::2] for part in signature.split(";"))
    if not signature:
        yield "the message is not signed with DKIM", domain
    elif not any(
        "p=" in record for record in _texts(f"{tags.get('s')}._domainkey.{tags.get('d')}")
    ):
        yield "the DKIM key is not in the DNS", f"{tags.get('s')}._domainkey.{tags.get('d')}"


def _upwards(domain: str) -> Iterator[str]:
    """A domain and those above it but for the last: a DMARC record holds for the names below it as well."""
    labels = domain.split(".")
    yield from (".".join(labels[place:]) for place in range(max(1, len(labels) - 1)))


def _opens_later(mail: Mail, href: str) -> bool:
    """A draft's own page in the browser opens with its approval."""
    if mail.issue is None or mail.publication is None or mail.issue.approved is not None:
        return False
    public = mail.publication.public_url.rstrip("/")
    return href.startswith((f"{public}/v/", f"{public}/i/{mail.issue.id}"))


def _trouble(web: Prober, href: str) -> str:
    try:
        web.get(href, headers={"accept": "text/html, */*;q=0.5"})
    except FetchError as error:
        if error.status is None:
            return f"no answer: it {error.message}"
        # 401, 403 and 429 are how outlets greet programs; a reader's browser gets through
        return (
            f"answered {error.status}" if error.status in (404, 410) or error.status >= 500 else ""
        )
    return ""


def _texts(name: str) -> list[str]:
    try:
        answers = dns.resolver.resolve(name, "TXT", lifetime=TIMEOUT_S)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.EmptyLabel):
        return []
    return [b"".join(record.strings).decode("ascii", "replace") for record in answers]


RULES = (
    Rule(
        id="online.links",
        severity=Severity.ERROR,
        reason="A dead link is the first thing readers write about.",
        source="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5",
        check=links_answer,
    ),
    Rule(
        id="online.unsubscribe",
        severity=Severity.ERROR,
        reason="Providers try the one-click POST themselves.",
        source="https://www.rfc-editor.org/rfc/rfc8058#section-3.2",
        check=unsubscribe_answers,
    ),
    Rule(
        id="online.sender",
        severity=Severity.ERROR,
        reason="Gmail, Yahoo and Microsoft refuse bulk mail without SPF, DKIM and DMARC.",
        source=DMARC,
        check=sender_records,
    ),
)
