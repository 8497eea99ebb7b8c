"""Rules that need the network: links answer, unsubscribe answers a POST, and the sender's DNS records stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import parseaddr

import dns.exception
import dns.resolver
import httpx2

from digest.models import Severity
from digest.render.preflight.mail import Mail
from digest.render.preflight.rule import Rule

TIMEOUT_S = 10.0
AT_ONCE = 8
DMARC = "https://www.rfc-editor.org/rfc/rfc7489#section-6.3"


def links_answer(mail: Mail) -> Iterator[tuple[str, str]]:
    hrefs = {link.attributes.get("href", "") for link in mail.tree.all("a")}
    wanted = sorted(href for href in hrefs if href.startswith(("http://", "https://")))
    with (
        httpx2.Client(timeout=TIMEOUT_S, follow_redirects=True, trust_env=False) as client,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        for href, trouble in zip(wanted, pool.map(lambda href: _trouble(client, href), wanted), strict=True):
            if trouble:
                yield trouble, href[:80]


def unsubscribe_answers(mail: Mail) -> Iterator[tuple[str, str]]:
    address = re.search(r"<(https?://[^>]+)>", str(mail.message.get("List-Unsubscribe", "")))
    if address is None:
        return
    try:
        answer = httpx2.post(
            address.group(1),
            data={"List-Unsubscribe": "One-Click"},
            timeout=TIMEOUT_S,
            follow_redirects=False,
            trust_env=False,
        )
    except httpx2.HTTPError as error:
        yield f"the POST failed: {error}", address.group(1)[:80]
        return
    if not 200 <= answer.status_code < 300:
        yield f"the POST was answered {answer.status_code}; it must be 2xx without a redirect", address.group(1)[:80]


def sender_records(mail: Mail) -> Iterator[tuple[str, str]]:
    domain = parseaddr(str(mail.message.get("From", "")))[1].rpartition("@")[2]
    if not any(record.startswith("v=spf1") for record in _texts(domain)):
        yield "no SPF record", domain
    if not any(record.startswith("v=DMARC1") for record in _texts(f"_dmarc.{domain}")):
        yield "no DMARC record", f"_dmarc.{domain}"
    signature = str(mail.message.get("DKIM-Signature", ""))
    tags = dict(part.strip().partition("=")[::2] for part in signature.split(";"))
    if not signature:
        yield "the message is not signed with DKIM", domain
    elif not any("p=" in record for record in _texts(f"{tags.get('s')}._domainkey.{tags.get('d')}")):
        yield "the DKIM key is not in the DNS", f"{tags.get('s')}._domainkey.{tags.get('d')}"


def _trouble(client: httpx2.Client, href: str) -> str:
    try:
        with client.stream("GET", href) as answer:
            # 401, 403 and 429 are how outlets greet programs; a reader's browser gets through
            return (
                f"answered {answer.status_code}"
                if answer.status_code in (404, 410) or answer.status_code >= 500
                else ""
            )
    except httpx2.HTTPError as error:
        return f"no answer: {error}"


def _texts(name: str) -> list[str]:
    try:
        answers = dns.resolver.resolve(name, "TXT", lifetime=TIMEOUT_S)
    except dns.exception.DNSException:
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
