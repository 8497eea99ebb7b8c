"""Attributes of readers in the store, and the readers in a segment."""

from __future__ import annotations

import pytest
from small_issue import NOW
from store_nouns import a_reader

from digest.models import (
    AttributeTest,
    AttributeValue,
    LeftBy,
    ReaderClock,
    Segment,
    SubscriberQuery,
    SubscriberState,
    Tier,
)
from digest.protocols import Store

ANN, BOB, CY = "r000001", "r000002", "r000003"
BANKING = AttributeValue(shown="Banking", folded="banking")
ENERGY = AttributeValue(shown="Energy", folded="energy")


def number(value: float) -> AttributeValue:
    return AttributeValue(shown=f"{value:g}", folded=f"{value:g}", number=value)


@pytest.fixture
def readers(store: Store) -> Store:
    """Ann, a banker and member; Bob, in energy; Cy, without any attribute."""
    store.subscribers.add(
        [
            a_reader(1, tier=Tier.MEMBER, language="ar"),
            a_reader(2, newsletters=("daily", "gulf"), language="en"),
            a_reader(3, language="en"),
        ]
    )
    store.choices.set_attributes(ANN, {"sector": BANKING, "staff": number(250)})
    store.choices.set_attributes(BOB, {"sector": ENERGY, "staff": number(40)})
    return store


def held(store: Store, **conditions: object) -> list[str]:
    segment = Segment(id="s", **conditions)  # type: ignore[arg-type]
    return list(store.subscribers.audience("daily", segment=segment))


def by_attribute(store: Store, **test: object) -> list[str]:
    return held(store, attributes=(AttributeTest(**test),))  # type: ignore[arg-type]


def test_a_segment_without_conditions_holds_each_reader(readers: Store) -> None:
    assert held(readers) == [ANN, BOB, CY]


def test_readers_are_told_apart_by_tier_language_and_newsletter(readers: Store) -> None:
    assert held(readers, tier=Tier.MEMBER) == [ANN]
    assert held(readers, languages=("en", "fr")) == [BOB, CY]
    assert held(readers, newsletters=("gulf",)) == [BOB]
    assert held(readers, tier=Tier.MEMBER, languages=("en",)) == []


def test_a_newsletter_that_a_reader_left_counts_no_more(readers: Store) -> None:
    readers.subscribers.leave(BOB, newsletter_id="gulf", now=NOW, how=LeftBy.PAGE)
    assert held(readers, newsletters=("gulf",)) == []


def test_readers_are_told_apart_by_zone(readers: Store) -> None:
    readers.choices.set_clock(CY, ReaderClock(hour=7, timezone="Asia/Dubai"))
    assert held(readers, timezones=("Asia/Dubai",)) == [CY]


def test_one_of_some_values_is_enough(readers: Store) -> None:
    assert by_attribute(readers, name="sector", values=(BANKING,)) == [ANN]
    assert by_attribute(readers, name="sector", values=(BANKING, ENERGY)) == [ANN, BOB]
    assert by_attribute(readers, name="staff", values=(BANKING,)) == []


def test_a_range_holds_both_its_ends_and_no_reader_without_the_attribute(readers: Store) -> None:
    assert by_attribute(readers, name="staff", least=40) == [ANN, BOB]
    assert by_attribute(readers, name="staff", least=41) == [ANN]
    assert by_attribute(readers, name="staff", most=40) == [BOB]
    assert by_attribute(readers, name="staff", least=40, most=250) == [ANN, BOB]
    assert by_attribute(readers, name="staff", least=251) == []


def test_each_condition_must_be_met(readers: Store) -> None:
    large_bank = (
        AttributeTest(name="sector", values=(BANKING,)),
        AttributeTest(name="staff", least=1000),
    )
    assert held(readers, attributes=large_bank) == []


def test_readers_of_a_segment_are_listed_and_counted(readers: Store) -> None:
    segment = Segment(id="s", languages=("en",))
    query = SubscriberQuery(segment=segment, state=SubscriberState.ACTIVE)
    assert [reader.id for reader in readers.subscribers.search(query)] == [BOB, CY]
    assert readers.subscribers.count(query) == 2
    assert readers.subscribers.count(SubscriberQuery(segment=segment, newsletter_id="gulf")) == 1
    assert readers.subscribers.count(SubscriberQuery()) == 3


def test_a_value_is_replaced_or_taken_away_and_others_stay(readers: Store) -> None:
    readers.choices.set_attributes(ANN, {"sector": ENERGY})
    assert readers.choices.attributes([ANN, CY]) == {ANN: {"sector": "Energy", "staff": "250"}}
    readers.choices.set_attributes(ANN, {"sector": None})
    assert readers.choices.attributes([ANN]) == {ANN: {"staff": "250"}}


def test_attributes_are_set_by_address_in_any_spelling(readers: Store) -> None:
    reader = readers.subscribers.get(CY)
    assert reader is not None
    values = {reader.email.upper(): {"sector": BANKING}, "stranger@mail.example": {}}
    assert readers.choices.set_attributes_of(values) == 1
    assert by_attribute(readers, name="sector", values=(BANKING,)) == [ANN, CY]


def test_the_attributes_of_an_erased_person_are_gone(readers: Store) -> None:
    readers.subscribers.remove(ANN)
    assert readers.choices.attributes([ANN, BOB]).keys() == {BOB}
