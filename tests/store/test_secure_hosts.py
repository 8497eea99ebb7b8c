"""Secure hosts on both databases: the last answer of a host, until it is old."""

from __future__ import annotations

from datetime import timedelta

from small_issue import NOW

from digest.protocols import Store

DAY = timedelta(days=1)


def test_an_answer_is_known_until_it_is_old(store: Store) -> None:
    store.secure_hosts.keep("a.example", answers=True, now=NOW)
    store.secure_hosts.keep("b.example", answers=False, now=NOW)
    hosts = ["a.example", "b.example", "c.example"]
    assert store.secure_hosts.known(hosts, since=NOW) == {"a.example": True, "b.example": False}
    assert store.secure_hosts.known(hosts, since=NOW + DAY) == {}


def test_a_later_answer_takes_the_place_of_the_former(store: Store) -> None:
    store.secure_hosts.keep("a.example", answers=True, now=NOW)
    store.secure_hosts.keep("a.example", answers=False, now=NOW + DAY)
    assert store.secure_hosts.known(["a.example"], since=NOW + DAY) == {"a.example": False}


def test_old_answers_are_deleted(store: Store) -> None:
    store.secure_hosts.keep("a.example", answers=True, now=NOW)
    store.secure_hosts.keep("b.example", answers=True, now=NOW + DAY)
    assert store.secure_hosts.forget(NOW + DAY) == 1
    assert list(store.secure_hosts.known(["a.example", "b.example"], since=NOW)) == ["b.example"]


def test_no_host_is_asked_for_without_hosts(store: Store) -> None:
    assert store.secure_hosts.known([], since=NOW) == {}
