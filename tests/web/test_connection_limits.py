"""Caps on readers' connections: in all, and from one address."""

from __future__ import annotations

import asyncio
import resource
import socket
from ipaddress import ip_network

import pytest

from digest.web import connection_limits
from digest.web.connection_limits import ConnectionLimits, descriptor_limits, limited_protocol


def test_the_caps_are_these_unless_told() -> None:
    limits = ConnectionLimits()
    assert (limits.most, limits.most_from_one_address) == (512, 32)
    assert (limits.head_within_s, limits.answer_within_s) == (10.0, 60.0)
    assert connection_limits.SHARE_OF_DESCRIPTORS == 4
    assert limits.at_once == 128


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_one_address_opens_as_many_as_its_cap(address: str) -> None:
    limits = ConnectionLimits(most_from_one_address=2)
    assert [limits.admit(address) for _ in range(3)] == [True, True, False]
    assert limits.admit("198.51.100.7")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", ""])
def test_a_proxy_on_this_machine_has_no_cap_of_its_own(address: str) -> None:
    limits = ConnectionLimits(most=3, most_from_one_address=1)
    assert [limits.admit(address) for _ in range(4)] == [True, True, True, False]


def test_a_proxy_that_the_operator_named_has_no_cap_of_its_own() -> None:
    networks = (ip_network("172.18.0.0/16"), ip_network("2001:db8::/32"))
    limits = ConnectionLimits(most_from_one_address=1, proxies=networks)
    for address in ("172.18.0.3", "2001:db8::7"):
        assert [limits.admit(address) for _ in range(3)] == [True, True, True]
    assert [limits.admit("172.19.0.3") for _ in range(2)] == [True, False]


def test_a_closed_connection_makes_room() -> None:
    limits = ConnectionLimits(most=1)
    assert limits.admit("192.0.2.1")
    assert not limits.admit("192.0.2.2")
    limits.release("192.0.2.1")
    assert limits.admit("192.0.2.2")


def test_an_address_without_connections_is_forgotten() -> None:
    limits = ConnectionLimits()
    limits.admit("192.0.2.1")
    limits.admit("192.0.2.1")
    limits.release("192.0.2.1")
    assert limits.open_from == {"192.0.2.1": 1}
    limits.release("192.0.2.1")
    assert not limits.open_from


def test_a_refused_connection_is_not_counted() -> None:
    limits = ConnectionLimits(most=0)
    assert not limits.admit("192.0.2.1")
    assert not limits.open_from


def test_the_process_keeps_most_of_its_descriptors() -> None:
    assert 1 <= descriptor_limits().most <= 512


def test_of_few_descriptors_a_sixteenth_is_taken_at_one_time() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
    try:
        limits = descriptor_limits()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert (limits.most, limits.at_once) == (64, 16)


def test_two_servers_share_no_limits() -> None:
    first, second = ConnectionLimits(), ConnectionLimits()
    assert limited_protocol(first).limits is first
    assert limited_protocol(second).limits is second
    assert limited_protocol(first).limits is first


def test_an_answer_goes_out_at_once_on_a_socket_of_ours() -> None:
    door = socket.create_server(("127.0.0.1", 0))
    with door, socket.create_connection(door.getsockname()), door.accept()[0] as accepted:

        class Opened(asyncio.Transport):
            def get_extra_info(self, name: str, default: object = None) -> object:
                return accepted if name == "socket" else default

        before = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        connection_limits.send_at_once(Opened())
        after = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert (before, after) == (0, 1)
    connection_limits.send_at_once(asyncio.Transport())
