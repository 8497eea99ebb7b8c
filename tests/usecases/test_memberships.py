"""A signed post sets a tier once; an old, repeated, strange or unreadable one changes nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from plain_newsroom import NOW, MovedClock, plain_newsroom

from digest.config import Membership
from digest.kernel.webhook_signatures import sign
from digest.models import Newsletter, Tier
from digest.usecases import Newsroom
from digest.usecases.memberships import (
    MOST_AHEAD,
    OLDEST_CHANGE,
    SignedPost,
    TooManyPosts,
    UnreadableMembership,
    WrongSignature,
    take_membership,
)

KEY = b"k" * 32
SHOP = Membership(name="shop", secrets="whsec_" + base64.b64encode(KEY).decode())  # type: ignore[call-arg]
DAILY = Newsletter(id="daily", name="Daily", tagline="", topics=())


@pytest.fixture
def newsroom(tmp_path: Path, migrated_file: Path) -> Iterator[Newsroom]:
    with plain_newsroom(tmp_path, migrated_file, DAILY, readers=1) as opened:
        yield opened


def tier(newsroom: Newsroom) -> Tier:
    reader = newsroom.store.subscribers.get("r0")
    assert reader is not None
    return reader.tier


def body(
    tier_word: str = "member", *, at: datetime | str | None = None, kind: str = "reader.tier"
) -> dict[str, Any]:
    event: dict[str, Any] = {
        "type": kind,
        "data": {"email": "r0@mail.example", "tier": tier_word},
    }
    if at is not None:
        event["timestamp"] = at.isoformat() if isinstance(at, datetime) else at
    return event


def post(
    event: object, *, post_id: str = "msg_1", at: datetime = NOW, key: bytes = KEY
) -> SignedPost:
    raw = event if isinstance(event, bytes) else json.dumps(event).encode()
    stamp = str(int(at.timestamp()))
    return SignedPost(
        post_id=post_id, timestamp=stamp, signatures=sign(key, post_id, stamp, raw), body=raw
    )


def move(newsroom: Newsroom, by: timedelta) -> datetime:
    clock = newsroom.clock
    assert isinstance(clock, MovedClock)
    clock.now += by
    return clock.now


def test_a_post_makes_a_reader_a_member_and_another_one_ends_it(newsroom: Newsroom) -> None:
    take_membership(newsroom, SHOP, post(body("member")))
    assert tier(newsroom) is Tier.MEMBER
    later = move(newsroom, timedelta(minutes=1))
    take_membership(newsroom, SHOP, post(body("free"), post_id="msg_2", at=later))
    assert tier(newsroom) is Tier.FREE


def test_a_post_that_is_repeated_acts_once(newsroom: Newsroom) -> None:
    first = post(body("member"))
    take_membership(newsroom, SHOP, first)
    take_membership(newsroom, SHOP, post(body("free", at=NOW + timedelta(seconds=1)), post_id="m2"))
    take_membership(newsroom, SHOP, first)
    assert tier(newsroom) is Tier.FREE


def test_of_two_changes_the_later_stands_in_whatever_order_they_come(newsroom: Newsroom) -> None:
    take_membership(newsroom, SHOP, post(body("member", at=NOW), post_id="b"))
    take_membership(newsroom, SHOP, post(body("free", at=NOW - timedelta(hours=1)), post_id="a"))
    assert tier(newsroom) is Tier.MEMBER


@pytest.mark.parametrize(
    ("age", "is_set"), [(OLDEST_CHANGE, True), (OLDEST_CHANGE + timedelta(seconds=1), False)]
)
def test_a_change_of_more_than_three_days_ago_sets_no_tier(
    newsroom: Newsroom, age: timedelta, is_set: bool
) -> None:
    take_membership(newsroom, SHOP, post(body("member", at=NOW - age)))
    assert (tier(newsroom) is Tier.MEMBER) is is_set


@pytest.mark.parametrize("key", [b"x" * 32, b""])
def test_a_post_with_another_signature_is_refused(newsroom: Newsroom, key: bytes) -> None:
    with pytest.raises(WrongSignature) as error:
        take_membership(newsroom, SHOP, post(body(), key=key))
    assert error.value.subject == "shop"
    assert tier(newsroom) is Tier.FREE


def test_a_recording_that_is_played_again_is_refused(newsroom: Newsroom) -> None:
    recorded = post(body())
    move(newsroom, timedelta(minutes=5, seconds=1))
    with pytest.raises(WrongSignature, match="not that of these minutes"):
        take_membership(newsroom, SHOP, recorded)


@pytest.mark.parametrize(
    ("event", "fault"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff", "no JSON"),
        ([], 'no object with a "type"'),
        ({}, 'no object with a "type"'),
        ({"type": 5}, 'no object with a "type"'),
        ({"type": "reader.tier"}, 'no object "data"'),
        ({"type": "reader.tier", "data": []}, 'no object "data"'),
        ({"type": "reader.tier", "data": {}}, 'no "email"'),
        ({"type": "reader.tier", "data": {"email": "a b", "tier": "free"}}, "no mail address"),
        ({"type": "reader.tier", "data": {"email": "a@mail.example"}}, 'neither "free" nor'),
        (body("gold"), 'neither "free" nor'),
        (body(at="soon"), "is no time"),
        (body(at="2026-11-23T06:00:00"), "no time zone"),
        (body(at=NOW + MOST_AHEAD + timedelta(seconds=1)), "lies ahead"),
    ],
)
def test_a_genuine_post_without_its_fields_says_which(
    newsroom: Newsroom, event: object, fault: str
) -> None:
    with pytest.raises(UnreadableMembership, match=fault):
        take_membership(newsroom, SHOP, post(event))
    assert tier(newsroom) is Tier.FREE


@pytest.mark.parametrize("at", [NOW + MOST_AHEAD, "2026-11-23T08:00:00+02:00", None])
def test_a_time_may_be_of_another_zone_and_minutes_ahead(
    newsroom: Newsroom, at: datetime | str | None
) -> None:
    take_membership(newsroom, SHOP, post(body(at=at)))
    assert tier(newsroom) is Tier.MEMBER


def test_a_post_of_another_type_and_of_an_unknown_address_changes_nothing(
    newsroom: Newsroom,
) -> None:
    take_membership(newsroom, SHOP, post(body(kind="reader.renamed")))
    stranger = {"type": "reader.tier", "data": {"email": "x@mail.example", "tier": "member"}}
    take_membership(newsroom, SHOP, post(stranger, post_id="msg_2"))
    assert tier(newsroom) is Tier.FREE
    assert newsroom.store.subscribers.by_email("x@mail.example") is None


def test_posts_beyond_the_rate_are_told_when_to_come_again(newsroom: Newsroom) -> None:
    few = Membership(name="few", secrets=SHOP.secrets, posts_a_minute=2)  # type: ignore[call-arg]
    move(newsroom, timedelta(seconds=15))
    for number in (1, 2):
        take_membership(newsroom, few, post(body(), post_id=f"m{number}"))
    with pytest.raises(TooManyPosts) as error:
        take_membership(newsroom, few, post(body(), post_id="m3"))
    # windows begin at whole minutes
    assert error.value.wait_s == 45
    later = move(newsroom, timedelta(seconds=45))
    take_membership(newsroom, few, post(body(), post_id="m3", at=later))


def test_a_post_that_is_not_genuine_takes_no_place_in_the_rate(newsroom: Newsroom) -> None:
    few = Membership(name="few", secrets=SHOP.secrets, posts_a_minute=1)  # type: ignore[call-arg]
    for _ in range(3):
        with pytest.raises(WrongSignature):
            take_membership(newsroom, few, post(body(), key=b"x" * 32))
    take_membership(newsroom, few, post(body()))
    assert tier(newsroom) is Tier.MEMBER
