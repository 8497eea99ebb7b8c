"""Rules that need the network: links and unsubscribe answer, the sender's DNS records stand."""

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
from digest.render.preflight.preflight_rule import PreflightRule

# Links that are tried at the same time.
LINKS_AT_ONCE = 8
# Characters of an address that a finding quotes.
SHOWN_CHARACTERS = 80
# Statuses of a page that is not there. Outlets greet programs with 401, 403 or 429, and a
# subscriber's browser gets through.
GONE = (404, 410)
# The first status by which a server says that it is at fault itself.
SERVER_FAULT = 500
DMARC = "https://www.rfc-editor.org/rfc/rfc9989"


def links_answer(mail: Mail) -> Iterator[tuple[str, str]]:
    """A link that leads to no page."""
    if mail.online is None:
        return
    wanted = set()
    for _, href in mail.links():
        if href.startswith(("http://", "https://")) and not _opens_at_approval(mail, href):
            wanted.add(href)
    # sorted, so that two runs name the same links first
    hrefs = sorted(wanted)
    with ThreadPoolExecutor(LINKS_AT_ONCE) as pool:
        troubles = pool.map(partial(_trouble, mail.online), hrefs)
        for href, trouble in zip(hrefs, troubles, strict=True):
            if trouble:
                yield trouble, href[:SHOWN_CHARACTERS]


def unsubscribe_answers(mail: Mail) -> Iterator[tuple[str, str]]:
    """A one-click POST that is not answered with success at once."""
    announced = re.search(r"<(https?://[^>]+)>", mail.header("List-Unsubscribe"))
    if mail.online is None or announced is None:
        return
    address = announced.group(1)
    try:
        # the very request of a mail provider, by RFC 8058
        status = mail.online.post(address, {"List-Unsubscribe": "One-Click"})
    except FetchError as error:
        yield f"the POST failed: it {error.message}", address[:SHOWN_CHARACTERS]
        return
    if not 200 <= status < 300:
        mistake = f"the POST was answered {status}; it must be 2xx without a redirect"
        yield mistake, address[:SHOWN_CHARACTERS]


def sender_records(mail: Mail) -> Iterator[tuple[str, str]]:
    """A DNS record of the sender that is missing or wrong, and a mail without a signature."""
    if mail.txt_lookup is None:
        return
    # DMARC looks at the domain that subscribers see
    from_domain = parseaddr(mail.header("From"))[1].rpartition("@")[2].lower()
    try:
        results = _judged_records(mail, mail.txt_lookup, from_domain)
    except OSError as error:
        yield f"the DNS gave no answer ({error}): try again before sending", from_domain
        return
    for result in results:
        if not result.ok:
            yield result.finding, result.subject
    if not mail.header("DKIM-Signature"):
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
    # a mail may be signed by two keys, RSA and Ed25519
    for signature in mail.headers("DKIM-Signature"):
        tags: dict[str, str] = {}
        for part in signature.split(";"):
            tag, _, value = part.strip().partition("=")
            tags[tag] = value
        name = f"{tags.get('s')}._domainkey.{tags.get('d')}"
        results.append(judge_dkim(name, txt_lookup(name)))
    return results


def _opens_at_approval(mail: Mail, href: str) -> bool:
    """Tell whether an address is a page of a draft, which opens with its approval."""
    if mail.issue is None or mail.publication is None or mail.issue.approved is not None:
        return False
    site = mail.publication.base_url
    return href.startswith((f"{site}/v/", f"{site}/i/{mail.issue.id}"))


def _trouble(web: Prober, href: str) -> str:
    """Return what is wrong with a link, or "" when a subscriber gets through."""
    try:
        web.get(href, headers={"accept": "text/html, */*;q=0.5"})
    except FetchError as error:
        # no status: the host did not answer, or may not be asked
        if error.status is None:
            return f"no answer: it {error.message}"
        if error.status in GONE or error.status >= SERVER_FAULT:
            return f"answered {error.status}"
    return ""


RULES = (
    PreflightRule(
        id="online.links",
        severity=Severity.ERROR,
        reason="A dead link is the first thing subscribers write about.",
        source="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5",
        check=links_answer,
    ),
    PreflightRule(
        id="online.unsubscribe",
        severity=Severity.ERROR,
        reason="Providers try the one-click POST themselves.",
        source="https://www.rfc-editor.org/rfc/rfc8058#section-3.2",
        check=unsubscribe_answers,
    ),
    PreflightRule(
        id="online.sender",
        severity=Severity.ERROR,
        reason="Gmail, Yahoo and Microsoft refuse bulk mail without SPF, DKIM and DMARC.",
        source=DMARC,
        check=sender_records,
    ),
)
