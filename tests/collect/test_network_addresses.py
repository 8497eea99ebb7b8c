"""Addresses that may lead inside are refused in every spelling, but for the operator's networks."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.network_addresses import parse_networks, refusal


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("203.0.114.1", ""),
        ("8.8.8.8", ""),
        ("2a00:1450::1", ""),
        ("127.0.0.1", "a loopback address"),
        ("127.255.255.254", "a loopback address"),
        ("::1", "a loopback address"),
        ("::ffff:127.0.0.1", "a loopback address"),
        ("10.0.0.1", "a private address"),
        ("172.16.0.1", "a private address"),
        ("172.31.255.255", "a private address"),
        ("172.32.0.1", ""),
        ("192.168.1.1", "a private address"),
        ("fd00::1", "a private address"),
        ("169.254.169.254", "a link-local address"),
        ("fe80::1%eth0", "a link-local address"),
        ("100.64.0.1", "a reserved address"),
        ("100.63.255.255", ""),
        ("100.128.0.0", ""),
        ("224.0.0.1", "a reserved address"),
        ("64:ff9b::a00:1", "a reserved address"),
        ("2002:a00:1::", "a reserved address"),
        ("ff02::1", "a reserved address"),
        ("fec0::1", "a reserved address"),
        ("", "not an address"),
        ("cedar.example", "not an address"),
        ("127.1", "not an address"),
        ("0x7f000001", "not an address"),
    ],
)
def test_an_address_is_public_or_refused_with_the_reason(address: str, why: str):
    assert refusal(address) == why


@pytest.mark.parametrize(
    ("networks", "address", "is_refused"),
    [
        (["10.0.0.0/8"], "10.1.2.3", False),
        (["10.0.0.0/8"], "11.1.2.3", False),
        (["10.0.0.0/8"], "192.168.0.1", True),
        (["127.0.0.1"], "127.0.0.1", False),
        (["127.0.0.1"], "127.0.0.2", True),
        (["10.0.0.1/8"], "10.9.9.9", False),
        (["::1"], "::1", False),
        (["::1"], "127.0.0.1", True),
        # IPv4 inside IPv6 is judged as IPv4
        (["10.0.0.0/8"], "::ffff:10.0.0.1", False),
        ([], "10.0.0.1", True),
    ],
)
def test_the_operator_allows_networks_of_the_same_kind(networks, address: str, is_refused: bool):
    assert bool(refusal(address, parse_networks(networks))) is is_refused


@pytest.mark.parametrize("network", ["10.0.0.0/33", "cedar.example", "10.0.0"])
def test_a_text_that_is_no_network_is_an_error(network: str):
    with pytest.raises(ValueError, match="does not appear"):
        parse_networks([network])


@given(st.ip_addresses())
def test_an_address_that_is_let_through_is_global(address):
    if refusal(str(address)) == "":
        assert ipaddress.ip_address(str(address)).is_global
        assert not address.is_multicast


@given(st.ip_addresses(v=4))
def test_an_address_mapped_into_ipv6_is_judged_alike(address):
    assert refusal(f"::ffff:{address}") == refusal(str(address))


@given(st.text(max_size=20))
def test_any_text_is_judged_without_an_error(text: str):
    assert isinstance(refusal(text), str)
