"""Check-ups before the first issue: can each relay be used, and does DNS vouch for the sender?"""

from __future__ import annotations

import asyncio
import mailbox
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import dns.exception
import dns.resolver

from digest.config import LOCAL_HOSTS, BounceSettings, DeliverSettings, DkimKey, Relay, Tls
from digest.deliver.dkim import dns_record, load_signers
from digest.deliver.mailboxes import open_inbox
from digest.deliver.shaping import mx_hosts
from digest.deliver.smtp_session import ConnectionLost, Greeting, SmtpSession
from digest.errors import DeliverError
from digest.models import Publication

TxtLookup = Callable[[str], Sequence[str]]
"""Gives the TXT records of a name, () when there are none; raises OSError when DNS does not answer."""


MxLookup = Callable[[str], Sequence[str]]
"""The same for the hosts of its MX records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUp:
    """One thing that was tried. `ok` is None when it could not be told; `advice` is what to do."""

    what: str
    ok: bool | None
    found: str
    advice: str = ""


def check_relay(relay: Relay) -> list[CheckUp]:
    """Connect, secure, log in and say MAIL FROM, and send nothing."""
    what = f"relay {relay.name}"
    try:
        greeting = asyncio.run(_asked_of(relay))
    except DeliverError as error:
        return [CheckUp(what=what, ok=False, found=error.message, advice=error.hint)]
    secured = {Tls.NONE: "not encrypted", Tls.STARTTLS: "STARTTLS", Tls.TLS: "TLS"}[relay.tls]
    login = f"logged in as {relay.username}" if relay.username else "no login"
    found = f"{relay.host}:{relay.port} answers, {secured}, {login}"
    check_ups = [CheckUp(what=what, ok=True, found=found)]
    if "PIPELINING" not in greeting.extensions:
        advice = "sending works, a few times slower; ask the relay's operator for PIPELINING"
        check_ups.append(
            CheckUp(what=f"{what} pipelining", ok=None, found="not offered", advice=advice)
        )
    if (
        relay.tls is Tls.NONE
        and "STARTTLS" in greeting.extensions
        and relay.host not in LOCAL_HOSTS
    ):
        advice, found = "set tls: starttls", "STARTTLS is offered and not used"
        check_ups.append(CheckUp(what=f"{what} encryption", ok=None, found=found, advice=advice))
    if relay.tls is Tls.NONE and relay.username:
        advice = "set tls: starttls or tls"
        check_ups.append(
            CheckUp(what=f"{what} password", ok=False, found="sent in clear", advice=advice)
        )
    return check_ups


async def _asked_of(relay: Relay) -> Greeting:
    """What the relay offers. MAIL FROM is said too: some tell only then that they want TLS or a login. Raises
    DeliverError."""
    session = await SmtpSession.opened(relay)
    try:
        if demand := session.demand(await session.command("MAIL FROM:<>")):
            raise demand
    except ConnectionLost as lost:
        raise DeliverError(f"MAIL FROM: {lost.reason}", hint="ask the relay's operator") from lost
    finally:
        await session.close(farewell=True)
    return session.greeting


def check_mailbox(settings: BounceSettings) -> CheckUp:
    """Open the mailbox that bounces come to, and read nothing."""
    what = "returned mail"
    if not settings.mailbox:
        advice = "name the mailbox under deliver: bounces:, or dead addresses are mailed for ever"
        return CheckUp(what=what, ok=None, found="no mailbox is configured", advice=advice)
    try:
        with open_inbox(settings.mailbox, password=settings.password, ca_file=settings.ca_file):
            return CheckUp(what=what, ok=True, found=f"opens: {settings.mailbox}")
    except (DeliverError, OSError, mailbox.Error) as error:
        return CheckUp(what=what, ok=False, found=str(error), advice=getattr(error, "hint", ""))


def txt_records(name: str) -> tuple[str, ...]:
    """TXT records by DNS; raises OSError when it does not answer in three seconds."""
    try:
        answer = dns.resolver.resolve(name, "TXT", lifetime=3.0)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return ()
    except dns.exception.DNSException as error:
        raise OSError(f"DNS did not answer for {name}") from error
    return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in answer)


def check_dns(
    publication: Publication,
    settings: DeliverSettings,
    *,
    txt_lookup: TxtLookup = txt_records,
    mx_lookup: MxLookup = mx_hosts,
) -> list[CheckUp]:
    """SPF and MX of the bounce domain, each DKIM key, DMARC of the From domain, and that they align."""
    from_domain = publication.from_address.rpartition("@")[2].lower()
    bounce_domain = (publication.bounce_domain or publication.list_domain or from_domain).lower()
    check_ups = [
        _asked(f"SPF of {bounce_domain}", lambda: _spf(bounce_domain, txt_lookup)),
        _asked(f"MX of {bounce_domain}", lambda: _mx(bounce_domain, mx_lookup)),
        _asked(f"DMARC of {from_domain}", lambda: _dmarc(from_domain, txt_lookup)),
    ]
    if not settings.dkim_keys:
        advice = f"digest dkim new --domain {from_domain}, then name the key under deliver: dkim:"
        check_ups.append(
            CheckUp(what="DKIM", ok=False, found="no key: mail goes unsigned", advice=advice)
        )
    for key in settings.dkim_keys:
        what = f"DKIM {key.selector}._domainkey.{key.domain}"
        check_ups.append(_asked(what, lambda key=key: _dkim(key, txt_lookup)))  # type: ignore[misc]
        if not _aligned(key.domain, from_domain):
            found, advice = (
                f"signs for {key.domain}, From is {from_domain}",
                "sign with a key of the From domain",
            )
            check_ups.append(
                CheckUp(what=f"{what} alignment", ok=False, found=found, advice=advice)
            )
    if not _aligned(bounce_domain, from_domain):
        advice = "use a bounce_domain below the From domain, so that SPF counts for DMARC"
        check_ups.append(
            CheckUp(
                what="bounce domain", ok=None, found=f"{bounce_domain} is foreign", advice=advice
            )
        )
    return check_ups


def _asked(what: str, check: Callable[[], tuple[bool, str, str]]) -> CheckUp:
    try:
        ok, found, advice = check()
    except OSError as error:
        return CheckUp(
            what=what, ok=None, found=str(error), advice="try again, or look from another network"
        )
    except DeliverError as error:
        return CheckUp(what=what, ok=False, found=str(error), advice=error.hint)
    return CheckUp(what=what, ok=ok, found=found, advice="" if ok else advice)


def _spf(domain: str, txt_lookup: TxtLookup) -> tuple[bool, str, str]:
    records = [record for record in txt_lookup(domain) if record.lower().split(" ")[0] == "v=spf1"]
    if not records:
        return (
            False,
            "no SPF record",
            f'publish TXT at {domain}: "v=spf1 include:<your relay> -all"',
        )
    if len(records) > 1:
        return (
            False,
            f"{len(records)} SPF records",
            "keep one: two are an error and count as none (RFC 7208, 3.2)",
        )
    if records[0].lower().rstrip().endswith("+all"):
        return False, records[0], "+all lets everyone send in your name: end with -all"
    return True, records[0], ""


def _mx(domain: str, mx_lookup: MxLookup) -> tuple[bool, str, str]:
    hosts = mx_lookup(domain)
    advice = f"publish MX at {domain}: the server that takes bounce+…@{domain} and unsubscribe+…@{domain}"
    return bool(hosts), ", ".join(hosts) or "no MX record: bounces are lost", advice


def _dmarc(domain: str, txt_lookup: TxtLookup) -> tuple[bool, str, str]:
    labels = domain.split(".")
    for at in range(
        max(1, len(labels) - 1)
    ):  # the organisational domain answers for those below it
        asked = ".".join(labels[at:])
        records = [
            record
            for record in txt_lookup(f"_dmarc.{asked}")
            if record.lower().startswith("v=dmarc1")
        ]
        if len(records) == 1 and "p=" in records[0].lower().replace(" ", ""):
            return True, records[0], ""
        if records:
            return False, "; ".join(records), "keep one record with a p= tag"
    return (
        False,
        "no DMARC record",
        f'publish TXT at _dmarc.{domain}: "v=DMARC1; p=none; rua=mailto:<you>"',
    )


def _dkim(key: DkimKey, txt_lookup: TxtLookup) -> tuple[bool, str, str]:
    (signer,) = load_signers([key])
    name, value = dns_record(signer)
    advice = f"publish TXT at {name}: {value}"
    published = txt_lookup(name)
    if not published:
        return False, "the public key is not published", advice
    if _public_part(value) not in [_public_part(record) for record in published]:
        return False, "the published key is another one", advice
    return True, "published, and it is this key", ""


def _public_part(record: str) -> str:
    tags = dict(part.strip().split("=", 1) for part in record.split(";") if "=" in part)
    return "".join(tags.get("p", "").split())


def _aligned(domain: str, from_domain: str) -> bool:
    """Relaxed alignment, near enough: one is the other, or stands below it."""
    return (
        domain == from_domain
        or domain.endswith("." + from_domain)
        or from_domain.endswith("." + domain)
    )
