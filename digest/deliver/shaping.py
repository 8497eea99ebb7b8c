"""Shaping: which provider runs a mailbox, how fast it may be served, and when to leave it alone for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import dns.exception
import dns.resolver

from digest.kernel.backoff import backoff_s

MX_OF_PROVIDER = {
    "google": ("google.com", "googlemail.com", "smtp.goog"),
    "microsoft": (
        "outlook.com",
        "hotmail.com",
        "office365.us",
        "partner.outlook.cn",
        "mx.microsoft",
    ),
    "yahoo": ("yahoodns.net", "yahoo.com", "aol.com"),
    "apple": ("icloud.com", "apple.com", "me.com"),
    "proton": ("protonmail.ch", "proton.me"),
    "fastmail": ("messagingengine.com",),
    "zoho": ("zoho.com", "zoho.eu"),
    "yandex": ("yandex.net", "yandex.ru"),
    "mailru": ("mail.ru",),
    "gmx": ("gmx.net", "gmx.com", "web.de", "kundenserver.de"),
    "mimecast": ("mimecast.com", "mimecast.co.za"),
    "proofpoint": ("pphosted.com", "ppe-hosted.com"),
}
"""Suffixes of MX hosts. Mail of a company that rents its mailboxes counts for the landlord."""

DOMAINS_OF_PROVIDER = {
    "google": "gmail.com googlemail.com",
    "microsoft": "outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com live.co.uk msn.com outlook.fr outlook.de",
    "yahoo": "yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.co.in ymail.com rocketmail.com aol.com aim.com",
    "apple": "icloud.com me.com mac.com",
    "proton": "proton.me protonmail.com pm.me",
    "fastmail": "fastmail.com fastmail.fm",
    "zoho": "zohomail.com zoho.com",
    "yandex": "yandex.ru yandex.com ya.ru",
    "mailru": "mail.ru bk.ru inbox.ru list.ru",
    "gmx": "gmx.de gmx.net gmx.at gmx.com web.de mail.com",
}
_BY_DOMAIN = {
    domain: provider
    for provider, domains in DOMAINS_OF_PROVIDER.items()
    for domain in domains.split()
}

MxLookup = Callable[[str], Sequence[str]]
"""Gives the MX hosts of a domain, () when there are none; raises OSError when DNS does not answer."""

LOOKUPS_AT_ONCE = 16
SILENCES_TO_STOP = 3

CATCH_UP_S = 0.25
"""A pace that fell behind may catch up this much and no more: 2.5 % of any ten seconds."""


class ProviderRollUp:
    """Says who runs a domain's mailboxes, asking DNS once per unknown domain. Without a lookup, or when DNS does not
    answer, a domain stands for itself."""

    def __init__(self, mx_lookup: MxLookup | None = None) -> None:
        self._mx_lookup = mx_lookup
        self._known: dict[str, str] = {}
        self._silences = 0

    def learn(self, domains: Iterable[str]) -> None:
        """Ask for all unknown domains at once; after a few silences DNS is not asked again."""
        unknown = {
            domain
            for domain in map(_normal, domains)
            if domain not in _BY_DOMAIN and domain not in self._known
        }
        if self._mx_lookup is None or not unknown:
            return
        with ThreadPoolExecutor(LOOKUPS_AT_ONCE) as pool:
            self._known.update(zip(unknown, pool.map(self._asked, unknown), strict=True))

    def provider_of(self, domain: str) -> str:
        domain = _normal(domain)
        return _BY_DOMAIN.get(domain) or self._known.get(domain) or domain

    def _asked(self, domain: str) -> str:
        if self._mx_lookup is None or self._silences >= SILENCES_TO_STOP:
            return domain
        try:
            return provider_of_mx(self._mx_lookup(domain)) or domain
        except OSError:
            self._silences += 1
            return domain


def _normal(domain: str) -> str:
    return domain.lower().rstrip(".")


def provider_of_mx(hosts: Sequence[str]) -> str:
    """The provider that runs any of these MX hosts, or ""."""
    for host in hosts:
        name = "." + host.lower().rstrip(".")
        for provider, suffixes in MX_OF_PROVIDER.items():
            if any(name.endswith("." + suffix) for suffix in suffixes):
                return provider
    return ""


def mx_hosts(domain: str, *, timeout_s: float = 3.0) -> tuple[str, ...]:
    """MX hosts of a domain by DNS, best first; raises OSError when DNS does not answer."""
    try:
        answer = dns.resolver.resolve(domain, "MX", lifetime=timeout_s)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return ()
    except dns.exception.DNSException as error:
        raise OSError(f"DNS did not answer for {domain}") from error
    return tuple(
        str(record.exchange) for record in sorted(answer, key=lambda record: record.preference)
    )


@dataclass(slots=True, kw_only=True)
class Pace:
    """Spaces hand-overs evenly at `per_minute` (None: no limit). Times are seconds of one monotonic clock.

    `slow` stretches the spacing after a provider complained; `ease` brings it back, little by little.
    """

    per_minute: float | None = None
    _due: float | None = None
    _stretch: float = 1.0

    @property
    def interval_s(self) -> float:
        return 60.0 / self.per_minute * self._stretch if self.per_minute else 0.0

    def available(self, now_s: float) -> int:
        """How many may go now."""
        if not self.per_minute:
            return 1_000_000
        behind_s = now_s - self._reckoned(now_s)
        return int(behind_s / self.interval_s) + 1 if behind_s >= 0 else 0

    def ready(self, now_s: float) -> bool:
        return not self.per_minute or now_s >= self._reckoned(now_s)

    def ready_at(self, now_s: float) -> float:
        return max(now_s, self._reckoned(now_s)) if self.per_minute else now_s

    def take(self, now_s: float, count: int = 1) -> None:
        """`count` messages go now."""
        if self.per_minute:
            self._due = self._reckoned(now_s) + count * self.interval_s

    def _reckoned(self, now_s: float) -> float:
        """When the next one is due; what was due long ago is forgotten."""
        return now_s if self._due is None else max(self._due, now_s - CATCH_UP_S)

    def slow(self) -> None:
        self._stretch = min(self._stretch * 1.5, 16.0)

    def ease(self) -> None:
        self._stretch = max(self._stretch * 0.98, 1.0)


@dataclass(slots=True, kw_only=True)
class Breaker:
    """Leaves someone alone after trouble: longer each time, and for good after `patience` times in a row."""

    first_pause_s: float = 1.0
    patience: int = 4
    _strikes: int = 0
    _closed_until: float = field(default=0.0)

    @property
    def given_up(self) -> bool:
        return self._strikes >= self.patience

    @property
    def troubled(self) -> bool:
        return self._strikes > 0

    def open_at(self) -> float:
        """When it may be tried again; infinity when given up."""
        return float("inf") if self.given_up else self._closed_until

    def strike(self, now_s: float) -> None:
        """Count trouble; several at one moment (connections that broke together) count once."""
        if now_s < self._closed_until:
            return
        self._strikes += 1
        self._closed_until = now_s + backoff_s(self._strikes, first_s=self.first_pause_s)

    def reset(self) -> None:
        self._strikes, self._closed_until = 0, 0.0
