"""Check-ups before the first issue: relays, the mailbox of bounces, the sender's DNS records."""

from __future__ import annotations

import asyncio
import mailbox
from collections.abc import Callable, Sequence

from digest.config import BounceSettings, DeliverSettings, DkimKey, Relay
from digest.deliver.dkim import dns_record, load_signers
from digest.deliver.dns_records import mx_hosts, txt_records
from digest.deliver.return_channels import open_return_channel
from digest.deliver.transports import open_transport
from digest.errors import DeliverError
from digest.kernel.sender_dns import (
    bimi_name,
    dmarc_names,
    judge_alignment,
    judge_bimi,
    judge_dkim,
    judge_dmarc,
    judge_mx,
    judge_spf,
    sender_domains,
)
from digest.models import CheckResult, Publication
from digest.protocols import MxLookup, TxtLookup


def check_relay(relay: Relay) -> list[CheckResult]:
    """Try everything that a relay needs, but a message; a trouble is a result and no exception."""
    try:
        return list(asyncio.run(_diagnose(relay)))
    except DeliverError as error:
        result = CheckResult(
            subject=f"relay {relay.name}", ok=False, finding=error.message, advice=error.hint
        )
        return [result]


async def _diagnose(relay: Relay) -> Sequence[CheckResult]:
    transport = open_transport(relay)
    try:
        return await transport.diagnose()
    finally:
        await transport.close()


def check_mailbox(settings: BounceSettings) -> CheckResult:
    """Open the mailbox that bounces come to, and read no mail."""
    subject = "returned mail"
    if not settings.mailbox:
        return CheckResult(
            subject=subject,
            # a newsroom may do without for its first days: no error, and no success
            ok=None,
            finding="no mailbox is configured",
            advice="name one under deliver: bounces:, or dead addresses are mailed for ever",
        )
    try:
        with open_return_channel(
            settings.mailbox,
            password=settings.password,
            ca_file=settings.ca_file,
            options=settings.options,
        ):
            return CheckResult(subject=subject, ok=True, finding=f"opens: {settings.mailbox}")
    except DeliverError as error:
        return CheckResult(subject=subject, ok=False, finding=str(error), advice=error.hint)
    except (OSError, mailbox.Error) as error:
        return CheckResult(subject=subject, ok=False, finding=str(error))


def check_dns(
    publication: Publication,
    settings: DeliverSettings,
    *,
    txt_lookup: TxtLookup = txt_records,
    mx_lookup: MxLookup = mx_hosts,
) -> list[CheckResult]:
    """Check SPF and MX of the bounce domain, each DKIM key, DMARC of From, alignment and logo."""
    from_domain, bounce_domain = sender_domains(publication)

    def spf() -> CheckResult:
        return judge_spf(bounce_domain, txt_lookup(bounce_domain))

    def mx() -> CheckResult:
        return judge_mx(bounce_domain, mx_lookup(bounce_domain))

    dmarc = _asked(f"DMARC of {from_domain}", lambda: _check_dmarc(from_domain, txt_lookup))

    def bimi() -> CheckResult:
        return judge_bimi(from_domain, txt_lookup(bimi_name(from_domain)), dmarc=dmarc.finding)

    results = [
        _asked(f"SPF of {bounce_domain}", spf),
        _asked(f"MX of {bounce_domain}", mx),
        dmarc,
        _asked(f"BIMI of {from_domain}", bimi),
    ]
    if not settings.dkim_keys:
        advice = f"digest dkim new --domain {from_domain}, then name the key under deliver: dkim:"
        finding = "no key: mail goes unsigned"
        results.append(CheckResult(subject="DKIM", ok=False, finding=finding, advice=advice))
    for key in settings.dkim_keys:
        results += _check_key(key, from_domain, txt_lookup)
    alignment = judge_alignment(
        "bounce domain",
        bounce_domain,
        from_domain,
        advice="use a bounce_domain below the From domain, so that SPF counts for DMARC",
    )
    if not alignment.ok:
        # DKIM may still make DMARC pass, so a foreign bounce domain is no error
        results.append(
            CheckResult(
                subject=alignment.subject,
                ok=None,
                finding=alignment.finding,
                advice=alignment.advice,
            )
        )
    return results


def _check_dmarc(domain: str, txt_lookup: TxtLookup) -> CheckResult:
    records: dict[str, Sequence[str]] = {}
    for name in dmarc_names(domain):
        records[name] = txt_lookup(name)
        # the nearest valid record decides, so no name above it is asked
        if records[name] and judge_dmarc(domain, records).ok:
            break
    return judge_dmarc(domain, records)


def _check_key(key: DkimKey, from_domain: str, txt_lookup: TxtLookup) -> list[CheckResult]:
    subject = f"DKIM {key.selector}._domainkey.{key.domain}"

    def published() -> CheckResult:
        (signer,) = load_signers([key])
        name, expected = dns_record(signer)
        return judge_dkim(name, txt_lookup(name), expected=expected)

    results = [_asked(subject, published)]
    alignment = judge_alignment(
        f"{subject} alignment",
        key.domain,
        from_domain,
        advice="sign with a key of the From domain",
    )
    # alignment that holds needs no line of its own
    if not alignment.ok:
        results.append(alignment)
    return results


def _asked(subject: str, check: Callable[[], CheckResult]) -> CheckResult:
    """Run a check that asks DNS; silence of DNS decides nothing about the record."""
    try:
        return check()
    except OSError as error:
        advice = "try again, or look from another network"
        # no answer is no verdict: the name server may be at fault
        return CheckResult(subject=subject, ok=None, finding=str(error), advice=advice)
    except DeliverError as error:
        return CheckResult(subject=subject, ok=False, finding=str(error), advice=error.hint)
