"""The search of readers: words as they stand, by domain, state and newsletter, page after page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_nouns import NOW, a_reader

from digest.models import Subscriber, SubscriberQuery, SubscriberState
from digest.protocols import Store

PEOPLE = (
    ("r1", "ann_lee@mail.example", "Ann Lee"),
    ("r2", "annxlee@mail.example", "100% Ann"),
    ("r3", "bob@other.example", "Bob !\\ Ö"),
    ("r4", "ZOE@Other.Example", ""),
)


@pytest.fixture
def readers(store: Store) -> Store:
    people: list[Subscriber] = []
    for reader_id, email, name in PEOPLE:
        people.append(replace(a_reader(), id=reader_id, email=email, name=name))
    people[3] = replace(people[3], newsletters=("gulf",))
    store.subscribers.add(people)
    return store


def ids(store: Store, **query: object) -> list[str]:
    wanted = SubscriberQuery(**query)  # type: ignore[arg-type]
    page = store.subscribers.search(wanted)
    # counting and listing agree
    assert store.subscribers.count(wanted) == len(page)
    return sorted(reader.id for reader in page)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ann", ["r1", "r2"]),
        ("ANN", ["r1", "r2"]),
        ("ann_lee", ["r1"]),
        ("100%", ["r2"]),
        ("%", ["r2"]),
        ("_", ["r1"]),
        ("!", ["r3"]),
        ("\\", ["r3"]),
        ("Ö", ["r3"]),
        ("bob@other", ["r3"]),
        ("zoe", ["r4"]),
        ("lee@mail", ["r1", "r2"]),
        ("n L", ["r1"]),
        ("", ["r1", "r2", "r3", "r4"]),
        ("nobody", []),
        ("' OR 1=1 --", []),
    ],
)
def test_readers_are_found_by_a_part_of_their_address_or_name(
    readers: Store, words: str, found: list[str]
) -> None:
    assert ids(readers, words=words) == found


def test_each_condition_narrows_the_list(readers: Store) -> None:
    assert ids(readers, domain="MAIL.example") == ["r1", "r2"]
    assert ids(readers, domain="ail.example") == []
    assert ids(readers, newsletter_id="gulf") == ["r4"]
    assert ids(readers, newsletter_id="gulf", words="bob") == []
    assert ids(readers, state=SubscriberState.ACTIVE, domain="other.example") == ["r3", "r4"]
    readers.subscribers.leave("r1", newsletter_id="daily", now=NOW, how="page")
    assert ids(readers, newsletter_id="daily") == ["r2", "r3"]
    assert ids(readers, state=SubscriberState.LEFT) == ["r1"]


def test_pages_follow_each_other_in_the_order_of_addresses(readers: Store) -> None:
    first = readers.subscribers.search(SubscriberQuery(), limit=3)
    addresses = [reader.email for reader in first]
    rest = readers.subscribers.search(SubscriberQuery(), after=addresses[-1], limit=3)
    addresses += [reader.email for reader in rest]
    assert len(addresses) == len(set(addresses)) == 4
    assert addresses == sorted(addresses)
    assert readers.subscribers.search(SubscriberQuery(), after=addresses[-1]) == ()
