"""Waves in the store: rows wait for their wave, late joiners get one row, balances tell waves."""

from __future__ import annotations

from datetime import datetime, timedelta

from small_issue import NOW
from store_nouns import HOUR, ISSUE, a_reader, claim, draft, outcome

from digest.models import (
    DeliveryState,
    IssueState,
    ReaderClock,
    Segment,
    Subscriber,
    SubscriberState,
    Tier,
    Wave,
)
from digest.protocols import Store

EVENING = ReaderClock(hour=18)
FAR = ReaderClock(hour=7, timezone="America/New_York")
WAVES = (
    Wave(clock=ReaderClock(), at=NOW),
    Wave(clock=EVENING, at=NOW + 12 * HOUR),
    Wave(clock=FAR, at=NOW + 6 * HOUR),
)
NEWSLETTER = "daily"
MEMBERS = Segment(id="members", tier=Tier.MEMBER)


def add(store: Store, *clocks: ReaderClock) -> list[Subscriber]:
    readers = [a_reader(number, clock=clock) for number, clock in enumerate(clocks)]
    store.subscribers.add(readers)
    return readers


def approve(store: Store, waves: tuple[Wave, ...] = WAVES) -> int:
    draft(store)
    audience = store.subscribers.audience(NEWSLETTER)
    return store.issues.approve(ISSUE, subscriber_ids=audience, now=NOW, waves=waves)


def late(store: Store, waves: tuple[Wave, ...] = WAVES, now: datetime = NOW, **more: bool) -> int:
    return store.waves.queue_late(ISSUE, NEWSLETTER, waves, now=now, **more)


def joins(store: Store, number: int, at: datetime, **changes: object) -> Subscriber:
    base = a_reader(number)
    assert base.consent
    consent = type(base.consent)(at=at, source="form")
    reader = a_reader(number, consent=consent, **changes)
    store.subscribers.add([reader])
    return reader


def test_a_reader_keeps_hour_and_zone(store: Store) -> None:
    (reader,) = add(store, FAR)
    assert _clock_of(store, reader.id) == FAR
    assert store.choices.set_clock(reader.id, EVENING)
    assert _clock_of(store, reader.id) == EVENING
    assert not store.choices.set_clock("no-such-reader", EVENING)


def test_clocks_are_set_by_address_where_there_is_a_reader(store: Store) -> None:
    (reader,) = add(store, ReaderClock())
    clocks = {reader.email.upper(): FAR, "stranger@example.org": FAR}
    assert store.choices.set_clocks(clocks) == 1
    assert _clock_of(store, reader.id) == FAR


def test_each_row_waits_for_the_wave_of_its_reader(store: Store) -> None:
    now_one, evening, far = add(store, ReaderClock(), EVENING, FAR)
    assert approve(store) == 3
    assert claim(store) == [now_one.id]
    assert claim(store, now=NOW + 6 * HOUR) == [far.id]
    assert claim(store, now=NOW + 12 * HOUR - timedelta(seconds=1)) == []
    assert claim(store, now=NOW + 12 * HOUR) == [evening.id]


def test_the_next_wave_is_the_next_work(store: Store) -> None:
    add(store, EVENING, FAR)
    approve(store)
    assert store.ledger.next_due(ISSUE) == NOW + 6 * HOUR
    claim(store, now=NOW + 6 * HOUR)
    assert store.ledger.next_due(ISSUE) == NOW + 12 * HOUR


def test_a_clock_that_no_wave_names_goes_with_readers_without_a_clock(store: Store) -> None:
    (reader,) = add(store, ReaderClock(hour=3, timezone="Asia/Tokyo"))
    approve(store)
    assert claim(store) == [reader.id]


def test_an_issue_without_waves_is_due_at_once_and_has_no_wave(store: Store) -> None:
    (reader,) = add(store, EVENING)
    approve(store, waves=())
    (row,) = store.ledger.rows(ISSUE)
    assert row.wave is None
    assert store.waves.balances(ISSUE) == ()
    assert claim(store) == [reader.id]


def test_the_balance_tells_waves_apart_and_keeps_them_through_a_deferral(store: Store) -> None:
    add(store, ReaderClock(), EVENING, EVENING)
    approve(store)
    (first,) = claim(store)
    later = outcome(first, DeliveryState.DEFERRED, retry_at=NOW + HOUR)
    store.ledger.record([later], now=NOW)
    balances = store.waves.balances(ISSUE)
    assert [(one.at, one.by_state) for one in balances] == [
        (NOW, {DeliveryState.DEFERRED: 1}),
        (NOW + 12 * HOUR, {DeliveryState.QUEUED: 2}),
    ]
    assert {row.wave for row in store.ledger.rows(ISSUE)} == {NOW, NOW + 12 * HOUR}


def test_a_reader_who_changes_the_hour_between_waves_keeps_the_one_row(store: Store) -> None:
    evening, _ = add(store, EVENING, ReaderClock())
    approve(store)
    claim(store)
    store.choices.set_clock(evening.id, ReaderClock(hour=8))
    assert late(store, now=NOW + HOUR) == 0
    assert claim(store, now=NOW + 2 * HOUR) == []
    assert claim(store, now=NOW + 12 * HOUR) == [evening.id]
    assert store.ledger.audit(ISSUE).selected == 2


def test_a_lease_that_ran_out_in_a_wave_waits_for_no_other_wave(store: Store) -> None:
    first, evening = add(store, ReaderClock(), EVENING)
    approve(store)
    claim(store)
    store.ledger.sweep(ISSUE, now=NOW + HOUR)
    assert claim(store, now=NOW + HOUR) == [first.id]
    assert evening.id not in claim(store, now=NOW + HOUR)


def test_a_reader_who_joins_late_gets_one_row_and_counts(store: Store) -> None:
    add(store, EVENING)
    approve(store)
    joiner = joins(store, 7, NOW + HOUR)
    assert late(store, now=NOW + HOUR) == 1
    assert late(store, now=NOW + HOUR) == 0
    audit = store.ledger.audit(ISSUE)
    assert (audit.selected, audit.balances) == (2, True)
    assert claim(store, now=NOW + HOUR) == [joiner.id]


def test_under_waves_alone_a_late_reader_of_another_clock_waits(store: Store) -> None:
    add(store, EVENING)
    approve(store)
    joins(store, 7, NOW + HOUR)
    evening = joins(store, 8, NOW + HOUR, clock=EVENING)
    assert late(store, WAVES[1:2], now=NOW + HOUR, only_waves=True) == 1
    assert evening.id in claim(store, now=NOW + 12 * HOUR)


def test_late_means_after_the_approval_and_with_open_mail(store: Store) -> None:
    add(store, EVENING)
    approve(store)
    joins(store, 5, NOW - HOUR)
    joins(store, 6, NOW + HOUR, newsletters=("weekly",))
    joins(store, 7, NOW + HOUR, state=SubscriberState.PENDING)
    store.choices.pause(joins(store, 8, NOW + HOUR).id, until=NOW + 30 * HOUR)
    assert late(store, now=NOW + HOUR) == 0


def test_a_late_reader_of_the_free_tier_gets_no_issue_for_members(store: Store) -> None:
    add(store, EVENING)
    approve(store)
    joins(store, 7, NOW + HOUR)
    joins(store, 8, NOW + HOUR, tier=Tier.MEMBER)
    assert late(store, now=NOW + HOUR, segment=MEMBERS) == 1


def test_a_late_reader_outside_of_the_segment_waits_for_no_issue(store: Store) -> None:
    add(store, EVENING)
    approve(store)
    joins(store, 7, NOW + HOUR, language="ar")
    english = Segment(id="english", languages=("en",))
    added = store.waves.queue_late(ISSUE, NEWSLETTER, WAVES, now=NOW + HOUR, segment=english)
    assert added == 0
    clocks = store.waves.clocks(NEWSLETTER, now=NOW + HOUR, segment=english)
    assert clocks == {EVENING: 1}


def test_an_issue_that_is_over_takes_no_late_reader(store: Store) -> None:
    add(store, EVENING)
    approve(store)
    joins(store, 7, NOW + HOUR)
    store.issues.set_state(ISSUE, IssueState.SENT, expect=(IssueState.APPROVED,))
    assert late(store, now=NOW + HOUR) == 0


def test_the_clocks_of_an_audience_are_counted(store: Store) -> None:
    add(store, EVENING, EVENING, FAR, ReaderClock())
    store.subscribers.leave("r000003", newsletter_id=None, now=NOW, how="page")
    assert store.waves.clocks(NEWSLETTER, now=NOW) == {EVENING: 2, FAR: 1}
    assert store.waves.clocks("weekly", now=NOW) == {}
    assert store.waves.clocks(NEWSLETTER, now=NOW, segment=MEMBERS) == {}


def _clock_of(store: Store, reader_id: str) -> ReaderClock:
    reader = store.subscribers.get(reader_id)
    assert reader
    return reader.clock
