"""Wishes to join on both databases: asked, confirmed, withdrawn, forgotten; and counters."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from small_issue import NOW
from store_nouns import a_reader

from digest.models import JoinRequest, RateLimit, Segment, Subscriber, SubscriberState, Tier
from digest.protocols import Store

DAY = timedelta(days=1)
SINCE = NOW - 7 * DAY
WISH = JoinRequest(
    mail_id="daily.confirmation.abc.1@2026-11-23",
    newsletters=("daily", "gulf"),
    asked=NOW,
    wording="I want them.",
    wording_version="abc123",
    page="/join",
    language="ar",
)
ANN = Subscriber(id="ann", email="Ann@mail.example", language="ar")


def asked(store: Store, reader: Subscriber = ANN, wish: JoinRequest = WISH) -> str:
    subscriber_id = store.joining.ask(reader, wish)
    assert subscriber_id is not None
    return subscriber_id


def test_a_stranger_is_pending_without_newsletters_until_the_wish_is_confirmed(
    store: Store,
) -> None:
    assert asked(store) == "ann"
    pending = store.subscribers.get("ann")
    assert pending is not None
    assert (pending.state, pending.newsletters) == (SubscriberState.PENDING, ())
    assert [*store.subscribers.audience("daily")] == []
    later = NOW + DAY
    confirmed = store.joining.confirm("ann", WISH.mail_id, now=later, since=SINCE)
    assert confirmed == replace(WISH, confirmed=later)
    reader = store.subscribers.get("ann")
    assert reader is not None
    assert (reader.state, reader.newsletters) == (SubscriberState.ACTIVE, ("daily", "gulf"))
    assert reader.consent is not None
    assert reader.consent.at == later
    assert reader.consent.source == "/join, confirmed by mail"
    assert reader.consent.wording == "I want them."
    assert [*store.subscribers.audience("daily")] == ["ann"]


def test_a_second_confirmation_changes_nothing(store: Store) -> None:
    asked(store)
    first = store.joining.confirm("ann", WISH.mail_id, now=NOW, since=SINCE)
    store.subscribers.leave("ann", newsletter_id="daily", now=NOW, how="page")
    again = store.joining.confirm("ann", WISH.mail_id, now=NOW + DAY, since=SINCE)
    assert again == first
    reader = store.subscribers.get("ann")
    assert reader is not None
    assert reader.newsletters == ("gulf",)


def test_a_wish_that_is_too_old_or_unknown_is_not_fulfilled(store: Store) -> None:
    asked(store)
    assert store.joining.confirm("ann", WISH.mail_id, now=NOW + 9 * DAY, since=NOW + DAY) is None
    assert store.joining.confirm("ann", "another", now=NOW, since=SINCE) is None
    assert store.joining.confirm("nobody", WISH.mail_id, now=NOW, since=SINCE) is None
    reader = store.subscribers.get("ann")
    assert reader is not None
    assert reader.state is SubscriberState.PENDING


def test_a_known_reader_keeps_the_id_and_joins_more(store: Store) -> None:
    store.subscribers.add([a_reader(1, newsletters=("daily",))])
    known = store.subscribers.get("r000001")
    assert known is not None
    found = asked(store, Subscriber(id="other", email=known.email.upper()))
    assert found == "r000001"
    store.joining.confirm(found, WISH.mail_id, now=NOW, since=SINCE)
    reader = store.subscribers.get("r000001")
    assert reader is not None
    assert reader.newsletters == ("daily", "gulf")


def test_a_reader_who_left_or_was_erased_may_ask_anew(store: Store) -> None:
    asked(store)
    store.joining.confirm("ann", WISH.mail_id, now=NOW, since=SINCE)
    store.subscribers.leave("ann", newsletter_id=None, now=NOW, how="page")
    second = replace(WISH, mail_id="second", asked=NOW + DAY)
    assert asked(store, wish=second) == "ann"
    store.joining.confirm("ann", "second", now=NOW + DAY, since=SINCE)
    assert [*store.subscribers.audience("gulf")] == ["ann"]
    store.subscribers.remove("ann")
    assert store.joining.wishes("ann") == ()
    anew = asked(store, replace(ANN, id="ann2"), replace(WISH, mail_id="third"))
    assert anew == "ann2"
    # the address stays closed until the owner confirms
    assert store.subscribers.for_hand_over(["ann2"], newsletter_id="daily")["ann2"].state is (
        SubscriberState.SUPPRESSED
    )
    store.joining.confirm("ann2", "third", now=NOW, since=SINCE)
    assert [*store.subscribers.audience("gulf")] == ["ann2"]


def test_an_address_that_bounced_or_complained_gets_no_mail(store: Store) -> None:
    store.subscribers.suppress(ANN.email, reason="hard bounce", now=NOW)
    assert store.joining.ask(ANN, WISH) is None
    assert store.subscribers.by_email(ANN.email) is None
    store.subscribers.add([a_reader(1)])
    known = store.subscribers.get("r000001")
    assert known is not None
    found = asked(store, Subscriber(id="x", email=known.email))
    store.subscribers.suppress(known.email, reason="complaint", now=NOW)
    assert store.joining.ask(replace(known, id="y"), replace(WISH, mail_id="m2")) is None
    # closed between the wish and the confirmation
    assert store.joining.confirm(found, WISH.mail_id, now=NOW, since=SINCE) is None


def test_wishes_that_are_not_confirmed_are_forgotten_with_their_people(store: Store) -> None:
    asked(store)
    bob = Subscriber(id="bob", email="bob@mail.example")
    asked(store, bob, replace(WISH, asked=NOW + 2 * DAY))
    store.subscribers.add([a_reader(1)])
    known = store.subscribers.get("r000001")
    assert known is not None
    asked(store, known)
    assert store.joining.forget_unconfirmed(before=NOW + DAY) == 2
    assert store.subscribers.get("ann") is None
    assert store.subscribers.get("bob") is not None
    assert store.subscribers.get("r000001") is not None
    assert store.joining.wish("r000001", WISH.mail_id) is None
    # the confirmed ones stay: they are the proof of consent
    store.joining.confirm("bob", WISH.mail_id, now=NOW + 2 * DAY, since=SINCE)
    assert store.joining.forget_unconfirmed(before=NOW + 9 * DAY) == 0
    assert len(store.joining.wishes("bob")) == 1


def test_a_withdrawn_wish_can_not_be_confirmed(store: Store) -> None:
    asked(store)
    assert store.joining.withdraw("ann")
    assert not store.joining.withdraw("ann")
    assert store.subscribers.get("ann") is None
    assert store.joining.confirm("ann", WISH.mail_id, now=NOW, since=SINCE) is None


def test_a_reader_who_changes_the_address_keeps_id_and_newsletters(store: Store) -> None:
    store.subscribers.add([a_reader(1, newsletters=("daily",))])
    move = replace(WISH, moves="r000001", newsletters=("daily",))
    stand_in = asked(store, Subscriber(id="new", email="new@mail.example"), move)
    confirmed = store.joining.confirm(stand_in, WISH.mail_id, now=NOW, since=SINCE)
    assert confirmed is not None
    assert store.subscribers.get("new") is None
    reader = store.subscribers.by_email("NEW@mail.example")
    assert reader is not None
    assert (reader.id, reader.newsletters) == ("r000001", ("daily",))
    assert [wish.moves for wish in store.joining.wishes("r000001")] == ["r000001"]


def test_a_reader_who_moves_to_the_address_of_another_reader_hands_over_the_newsletters(
    store: Store,
) -> None:
    store.subscribers.add([a_reader(1, newsletters=("daily",))])
    other = Subscriber(id="other", email="other@mail.example", newsletters=("gulf",))
    store.subscribers.add([other])
    move = replace(WISH, moves="r000001", newsletters=("daily",))
    assert asked(store, replace(other, id="unused"), move) == "other"
    store.joining.confirm("other", WISH.mail_id, now=NOW, since=SINCE)
    assert [*store.subscribers.audience("daily")] == ["other"]
    assert [*store.subscribers.audience("gulf")] == ["other"]
    mover = store.subscribers.get("r000001")
    assert mover is not None
    assert (mover.state, mover.newsletters) == (SubscriberState.LEFT, ())


def test_counters_count_by_key_and_span_of_time(store: Store) -> None:
    hour = RateLimit(key="forms from 192.0.2.1", most=2, window_s=3600)
    other = RateLimit(key="forms from 192.0.2.2", most=2, window_s=3600)
    assert store.joining.counted([hour], now=NOW) == (1,)
    assert store.joining.counted([hour, other], now=NOW + timedelta(minutes=5)) == (2, 1)
    assert store.joining.counted([hour], now=NOW + timedelta(minutes=61)) == (1,)
    assert store.joining.forget_counters(before=NOW + timedelta(minutes=30)) == 2
    assert store.joining.counted([hour], now=NOW + timedelta(minutes=62)) == (2,)


def test_a_pausing_reader_and_a_reader_of_another_tier_are_in_no_audience(store: Store) -> None:
    store.subscribers.add([a_reader(1), replace(a_reader(2), paused_until=NOW + 9000 * DAY)])
    assert [*store.subscribers.audience("daily")] == ["r000001"]
    assert [
        *store.subscribers.audience("daily", segment=Segment(id="members", tier=Tier.MEMBER))
    ] == []
    ids = ["r000001", "r000002"]
    seen = store.subscribers.for_hand_over(ids, newsletter_id="daily")
    assert seen["r000001"].paused_until is None
    assert seen["r000002"].paused_until is not None
