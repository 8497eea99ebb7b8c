"""Providers: the company that runs the mailboxes of a domain, by its name or by its mail hosts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from digest.protocols import MxLookup

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
"""Suffixes of mail hosts. Mail of a company that rents its mailboxes counts for the landlord."""

DOMAINS_OF_PROVIDER = {
    "google": "gmail.com googlemail.com",
    "microsoft": (
        "outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com live.co.uk msn.com"
        " outlook.fr outlook.de"
    ),
    "yahoo": (
        "yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.co.in ymail.com rocketmail.com"
        " aol.com aim.com"
    ),
    "apple": "icloud.com me.com mac.com",
    "proton": "proton.me protonmail.com pm.me",
    "fastmail": "fastmail.com fastmail.fm",
    "zoho": "zohomail.com zoho.com",
    "yandex": "yandex.ru yandex.com ya.ru",
    "mailru": "mail.ru bk.ru inbox.ru list.ru",
    "gmx": "gmx.de gmx.net gmx.at gmx.com web.de mail.com",
}

LOOKUPS_AT_ONCE = 16

SILENCES_TO_STOP = 3
"""After so many lookups without an answer DNS is not asked again."""


def _provider_by_domain() -> dict[str, str]:
    providers: dict[str, str] = {}
    for provider, domains in DOMAINS_OF_PROVIDER.items():
        for domain in domains.split():
            providers[domain] = provider
    return providers


_PROVIDER_BY_DOMAIN = _provider_by_domain()


class ProviderDirectory:
    """Names the provider of a domain, and asks DNS once for each unknown domain.

    Without a lookup, or when DNS does not answer, a domain is its own provider.
    """

    def __init__(self, mx_lookup: MxLookup | None = None) -> None:
        self._mx_lookup = mx_lookup
        self._looked_up: dict[str, str] = {}
        self._silences = 0

    def look_up(self, domains: Iterable[str]) -> None:
        """Ask DNS for all unknown domains at once."""
        if self._mx_lookup is None:
            return
        unknown: set[str] = set()
        for domain in map(_normal, domains):
            if domain not in _PROVIDER_BY_DOMAIN and domain not in self._looked_up:
                unknown.add(domain)
        if not unknown:
            return
        with ThreadPoolExecutor(LOOKUPS_AT_ONCE) as pool:
            # at once: a batch of rows has many domains, and DNS is slow
            providers = pool.map(self._asked, unknown)
            self._looked_up.update(zip(unknown, providers, strict=True))

    def provider_of(self, domain: str) -> str:
        """Return the provider of a domain, or the domain itself.

        >>> ProviderDirectory().provider_of("Gmail.com")
        'google'
        """
        domain = _normal(domain)
        return _PROVIDER_BY_DOMAIN.get(domain) or self._looked_up.get(domain) or domain

    def _asked(self, domain: str) -> str:
        if self._mx_lookup is None or self._silences >= SILENCES_TO_STOP:
            return domain
        try:
            return provider_of_mx(self._mx_lookup(domain)) or domain
        except OSError:
            # a name server that keeps silent would hold each domain for its whole patience
            self._silences += 1
            return domain


def provider_of_mx(hosts: Sequence[str]) -> str:
    """Return the provider that runs one of these mail hosts, or "".

    >>> provider_of_mx(["aspmx.l.google.com."])
    'google'
    """
    for host in hosts:
        # a dot in front: "notgoogle.com" is no host of google.com
        name = "." + _normal(host)
        for provider, suffixes in MX_OF_PROVIDER.items():
            for suffix in suffixes:
                if name.endswith("." + suffix):
                    return provider
    return ""


def _normal(domain: str) -> str:
    return domain.lower().rstrip(".")
