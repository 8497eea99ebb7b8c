"""Rules that need the network: links answer, unsubscribe answers a POST, and the sender's DNS records stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from email.utils import parseaddr
from functools import partial

from digest.errors import FetchError
from digest.kernel.sender_dns import (
    dmarc_names,
    judge_dkim,
    judge_dmarc,
    judge_spf,
    sender_domains,
)
from digest.models import CheckResult, Severity
from digest.protocols import Prober, TxtLookup
from digest.render.preflight.mail import Mail
from digest.render.preflight.rule import Rule

AT_ONCE = 8
DMARC = "https://www.rfc-editor.org/rfc/rfc9989"


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
    """Find the DNS records of the sender that are missing or wrong."""
    if mail.txt_lookup is None:
        return
    from_domain = parseaddr(str(mail.message.get("From", "")))[1].rpartition("@")[2].lower()
    try:
        results = _judged_records(mail, mail.txt_lookup, from_domain)
    except OSError as error:
        yield f"the DNS gave no answer ({error}): try again before sending", from_domain
        return
    for result in results:
        if not result.ok:
            yield result.finding, result.subject
    if not mail.message.get("DKIM-Signature"):
        yield "the message is not signed with DKIM", from_domain


def _judged_records(mail: Mail, txt_lookup: TxtLookup, from_domain: str) -> list[CheckResult]:
    bounce_domain = from_domain
    if mail.publication is not None:
        _, bounce_domain = sender_domains(mail.publication)
    dmarc_records: dict[str, Sequence[str]] = {}
    for name in dmarc_names(from_domain):
        dmarc_records[name] = txt_lookup(name)
    results = [
        judge_spf(bounce_domain, txt_lookup(bounce_domain)),
        judge_dmarc(from_domain, dmarc_records),
    ]
    for signature in mail.message.get_all("DKIM-Signature", []):
        tags: dict[str, str] = {}
        for part in str(signature).split(";"):
            tag, _, value = part.strip().partition("=")
            tags[tag] = value
        name = f"{tags.get('s')}._domainkey.{tags.get('d')}"
        results.append(judge_dkim(name, txt_lookup(name)))
    return results


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
