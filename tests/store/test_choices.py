"""Choices of a reader: look, clock, pause and tier, and leaving that the reader takes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from store_nouns import HOUR, NOW, a_reader

from digest.models import LeftBy, ReaderClock, Subscriber, SubscriberState, Tier
from digest.protocols import Store

READER = "r000001"
ADDRESS = "reader1@mail1.example.org"


@pytest.fixture
def read(store: Store) -> Store:
    """A store with two readers of two newsletters."""
    store.subscribers.add([a_reader(number, newsletters=("daily", "gulf")) for number in (1, 2)])
    return store


def reader(store: Store, subscriber_id: str = READER) -> Subscriber:
    return store.subscribers.by_ids([subscriber_id])[subscriber_id]


def leave(
    store: Store, *newsletters: str | None, how: str = LeftBy.PAGE, subscriber_id: str = READER
) -> None:
    for newsletter_id in newsletters:
        store.subscribers.leave(subscriber_id, newsletter_id=newsletter_id, now=NOW, how=how)


class TestLookAndClock:
    def test_the_look_of_one_reader_changes_no_other(self, read: Store) -> None:
        assert read.choices.set_look(READER, language="ar", text_only=True)
        assert (reader(read).language, reader(read).text_only) == ("ar", True)
        assert (reader(read, "r000002").language, reader(read, "r000002").text_only) == (
            "en",
            False,
        )

    def test_a_choice_of_an_unknown_reader_is_kept_nowhere(self, read: Store) -> None:
        assert not read.choices.set_look("nobody", language="ar", text_only=True)
        assert not read.choices.set_clock("nobody", ReaderClock(hour=5))
        assert not read.choices.set_tier("nobody", Tier.MEMBER)
        assert not read.choices.pause("nobody", until=NOW + HOUR, now=NOW)
        assert read.choices.paused_from("nobody") is None

    def test_a_clock_is_set_and_given_back(self, read: Store) -> None:
        clock = ReaderClock(hour=5, timezone="Asia/Beirut")
        assert read.choices.set_clock(READER, clock)
        assert reader(read).clock == clock
        assert read.choices.set_clock(READER, ReaderClock())
        assert reader(read).clock == ReaderClock()

    def test_clocks_of_addresses_count_the_known_ones(self, read: Store) -> None:
        clock = ReaderClock(hour=0)
        changed = read.choices.set_clocks({ADDRESS.upper(): clock, "x@mail.example": clock})
        assert changed == 1
        assert (reader(read).clock, reader(read, "r000002").clock) == (clock, ReaderClock())


class TestPause:
    def test_a_pause_begins_when_it_is_asked_for_and_ends_by_hand(self, read: Store) -> None:
        assert read.choices.pause(READER, until=NOW + HOUR, now=NOW)
        assert reader(read).paused_until == NOW + HOUR
        assert read.choices.paused_from(READER) == NOW
        assert read.choices.pause(READER, until=None)
        assert (reader(read).paused_until, read.choices.paused_from(READER)) == (None, None)

    def test_a_pause_that_is_made_longer_began_when_it_was_asked_for_first(
        self, read: Store
    ) -> None:
        read.choices.pause(READER, until=NOW + 2 * HOUR, now=NOW)
        read.choices.pause(READER, until=NOW + 9 * HOUR, now=NOW + HOUR)
        assert read.choices.paused_from(READER) == NOW

    @pytest.mark.parametrize("later", [2 * HOUR, 3 * HOUR])
    def test_a_pause_after_another_has_ended_begins_anew(
        self, read: Store, later: timedelta
    ) -> None:
        read.choices.pause(READER, until=NOW + 2 * HOUR, now=NOW)
        read.choices.pause(READER, until=NOW + 9 * HOUR, now=NOW + later)
        assert read.choices.paused_from(READER) == NOW + later


class TestTier:
    def test_tiers_of_addresses_count_the_known_ones(self, read: Store) -> None:
        assert read.choices.set_tiers([ADDRESS, "x@mail.example"], Tier.MEMBER) == 1
        assert (reader(read).tier, reader(read, "r000002").tier) == (Tier.MEMBER, Tier.FREE)
        assert read.choices.set_tiers([], Tier.FREE) == 0
        assert reader(read).tier is Tier.MEMBER

    def test_posts_of_one_program_count_by_their_time_and_not_by_their_order(
        self, read: Store
    ) -> None:
        def told(tier: Tier, hours: int, program: str = "shop") -> bool:
            at = NOW + hours * HOUR
            return read.choices.set_newest_tier(ADDRESS, tier, program=program, at=at)

        assert told(Tier.MEMBER, 2)
        assert not told(Tier.FREE, 1)
        assert reader(read).tier is Tier.MEMBER
        # the same post again may repeat itself, and a later one wins
        assert told(Tier.MEMBER, 2)
        assert told(Tier.FREE, 3)
        assert reader(read).tier is Tier.FREE
        # each program has a time of its own
        assert told(Tier.MEMBER, 1, program="press")
        assert reader(read).tier is Tier.MEMBER

    def test_an_address_has_a_newest_tier_of_its_own(self, read: Store) -> None:
        other = "reader2@mail2.example.org"
        read.choices.set_newest_tier(ADDRESS, Tier.MEMBER, program="shop", at=NOW + HOUR)
        assert read.choices.set_newest_tier(other, Tier.MEMBER, program="shop", at=NOW)
        assert reader(read, "r000002").tier is Tier.MEMBER


class TestTakingALeavingBack:
    def test_a_reader_takes_back_all_that_was_left_since(self, read: Store) -> None:
        leave(read, None)
        assert reader(read).state is SubscriberState.LEFT
        back = read.choices.undo_leave(READER, newsletter_id=None, since=NOW)
        assert back == ("daily", "gulf")
        assert reader(read).newsletters == ("daily", "gulf")
        assert reader(read).state is SubscriberState.ACTIVE

    def test_one_newsletter_comes_back_alone(self, read: Store) -> None:
        leave(read, "daily", "gulf")
        assert read.choices.undo_leave(READER, newsletter_id="gulf", since=NOW) == ("gulf",)
        assert reader(read).newsletters == ("gulf",)

    def test_an_older_leaving_stands(self, read: Store) -> None:
        leave(read, "daily")
        after = NOW + timedelta(seconds=1)
        assert read.choices.undo_leave(READER, newsletter_id="daily", since=after) == ()
        assert reader(read).newsletters == ("gulf",)

    @pytest.mark.parametrize("how", [LeftBy.ONE_CLICK, LeftBy.PREFERENCES, LeftBy.MAIL])
    def test_each_own_way_of_leaving_can_be_taken_back(self, read: Store, how: LeftBy) -> None:
        leave(read, "daily", how=how)
        assert read.choices.undo_leave(READER, newsletter_id="daily", since=NOW) == ("daily",)

    @pytest.mark.parametrize("how", [LeftBy.OPERATOR, LeftBy.MOVED, "program: shop"])
    def test_a_leaving_by_another_hand_stands(self, read: Store, how: str) -> None:
        leave(read, "daily", how=how)
        assert read.choices.undo_leave(READER, newsletter_id="daily", since=NOW) == ()
        assert reader(read).newsletters == ("gulf",)

    def test_a_complaint_meanwhile_weighs_more_than_the_link(self, read: Store) -> None:
        leave(read, None)
        read.subscribers.suppress(ADDRESS, reason="complaint", now=NOW)
        assert read.choices.undo_leave(READER, newsletter_id=None, since=NOW) == ()
        assert reader(read).state is SubscriberState.SUPPRESSED

    def test_the_link_of_one_reader_moves_no_other(self, read: Store) -> None:
        leave(read, "daily", subscriber_id="r000002")
        assert read.choices.undo_leave(READER, newsletter_id=None, since=NOW) == ()
        assert reader(read, "r000002").newsletters == ("gulf",)
        assert read.choices.undo_leave("unknown", newsletter_id=None, since=NOW) == ()


class TestReasonsAndCounts:
    def test_a_reason_is_kept_of_a_newsletter_that_was_left_alone(self, read: Store) -> None:
        leave(read, "daily")
        give = read.choices.give_reason
        assert give(READER, newsletter_id="daily", reason="too_many")
        assert not give(READER, newsletter_id="gulf", reason="too_many")
        assert not give("r000002", newsletter_id="daily", reason="too_many")
        counts = read.choices.left_between("daily", since=NOW, until=NOW + HOUR)
        assert counts == {"too_many": 1}

    def test_a_span_holds_its_beginning_and_not_its_end(self, read: Store) -> None:
        leave(read, "daily")
        left = read.choices.left_between
        assert left("daily", since=NOW, until=NOW + HOUR) == {"": 1}
        assert left("daily", since=NOW - HOUR, until=NOW) == {}
        assert left("gulf", since=NOW, until=NOW + HOUR) == {}
        joined = read.choices.joined_between
        (began,) = {line.at for line in read.subscribers.history(ADDRESS) if "joined" in line.what}
        assert joined("daily", since=began, until=began + HOUR) == 2
        assert joined("daily", since=began - HOUR, until=began) == 0
        assert joined("other", since=began, until=began + HOUR) == 0

    def test_a_leaving_that_was_taken_back_counts_no_longer(self, read: Store) -> None:
        leave(read, "daily")
        read.choices.give_reason(READER, newsletter_id="daily", reason="too_many")
        read.choices.undo_leave(READER, newsletter_id="daily", since=NOW)
        assert read.choices.left_between("daily", since=NOW, until=NOW + HOUR) == {}
        # the reason went with it: a later leaving has one of its own
        leave(read, "daily")
        assert read.choices.left_between("daily", since=NOW, until=NOW + HOUR) == {"": 1}
