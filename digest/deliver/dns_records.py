"""DNS records: the one place that asks DNS for TXT and MX records."""

from __future__ import annotations

from typing import Any

import dns.exception
import dns.name
import dns.resolver

TIMEOUT_S = 3.0
"""A DNS server that is silent for so long counts as no answer."""


def txt_records(name: str, *, timeout_s: float = TIMEOUT_S) -> tuple[str, ...]:
    """Return the TXT records of a name; raise OSError when DNS does not answer in time."""
    records: list[str] = []
    for record in _answers(name, "TXT", timeout_s):
        records.append(b"".join(record.strings).decode("utf-8", "replace"))
    return tuple(records)


def mx_hosts(domain: str, *, timeout_s: float = TIMEOUT_S) -> tuple[str, ...]:
    """Return the MX hosts of a domain, best first; raise OSError when DNS does not answer."""
    records = sorted(_answers(domain, "MX", timeout_s), key=lambda record: record.preference)
    return tuple(str(record.exchange) for record in records)


def _answers(name: str, record_type: str, timeout_s: float) -> list[Any]:
    try:
        return list(dns.resolver.resolve(name, record_type, lifetime=timeout_s))
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.EmptyLabel):
        return []
    except dns.exception.DNSException as error:
        raise OSError(f"DNS did not answer for {name}") from error
