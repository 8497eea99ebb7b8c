"""Network addresses that the collector may ask: public ones, and those the operator allows."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Beyond `is_global`, which lets NAT64, 6to4 and site-local addresses through: each may lead into a
# private network.
_NEVER_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in [
        "0.0.0.0/8",
        "100.64.0.0/10",
        "169.254.0.0/16",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    ]
)


def parse_networks(networks: Iterable[str]) -> tuple[Network, ...]:
    """Return the operator's `allow_networks`; a wrong one raises ValueError.

    >>> parse_networks(["127.0.0.1"])
    (IPv4Network('127.0.0.1/32'),)
    """
    return tuple(ipaddress.ip_network(network, strict=False) for network in networks)


def refusal(address: str, allowed: Iterable[Network] = ()) -> str:
    """Return why this address must not be asked, or "". IPv4 inside IPv6 is judged as IPv4.

    >>> refusal("::ffff:10.0.0.1"), refusal("203.0.114.1")
    ('a private address', '')
    """
    try:
        ip: IpAddress = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an address"
    # ::ffff:127.0.0.1 is the loopback address, however it is written
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    # an operator's own network comes before all refusals
    if _is_in(ip, allowed):
        return ""
    if ip.is_loopback:
        return "a loopback address"
    if ip.is_link_local:
        return "a link-local address"
    if ip.is_private:
        return "a private address"
    if not ip.is_global or _is_in(ip, _NEVER_PUBLIC):
        return "a reserved address"
    return ""


def _is_in(ip: IpAddress, networks: Iterable[Network]) -> bool:
    for network in networks:
        if ip.version == network.version and ip in network:
            return True
    return False
