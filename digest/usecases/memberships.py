"""Memberships: another program says by a signed post who is a member; each post acts once."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from digest.config import Membership
from digest.errors import UseError
from digest.kernel.mail_addresses import normal_address
from digest.kernel.webhook_signatures import proof_fault
from digest.logs import get_logger
from digest.models import RateLimit, Tier
from digest.usecases.newsroom import Newsroom

TIER_SET = "reader.tier"
"""The one type of post that acts. Others are taken and change nothing: a membership system may
send all that it has."""

OLDEST_CHANGE = timedelta(days=3)
"""An older change sets nothing: the time of the newest one may be forgotten by then."""

MOST_AHEAD = timedelta(minutes=5)
"""Clocks differ by minutes; a change that is later still would shut out true ones."""

MINUTE_S = 60.0

log = get_logger("memberships")


class WrongSignature(UseError):
    """A post that may be of a stranger, or an old one that is played again."""


class UnreadableMembership(UseError):
    """A genuine post without the fields that are asked for."""


class TooManyPosts(UseError):
    """More genuine posts than the operator allows in a minute; the next fits in `wait_s`."""

    def __init__(self, name: str, wait_s: int) -> None:
        super().__init__("too many posts in this minute", subject=name)
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPost:
    """One post as it came: the three headers of the Standard Webhooks, and its body."""

    post_id: str
    timestamp: str
    signatures: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One tier of one address, and when it came to be."""

    email: str
    tier: Tier
    at: datetime


def take_membership(newsroom: Newsroom, membership: Membership, post: SignedPost) -> None:
    """Set the tier that a post tells. An unknown address changes nothing, and is no error.

    A post that was taken is taken again without effect, so that a program may repeat it. Of two
    changes of one address the later stands, in whatever order and under whatever ids they come, so
    a repeat or a recording turns no later tier back. Raises WrongSignature, TooManyPosts and
    UnreadableMembership.
    """
    now = newsroom.clock()
    fault = proof_fault(
        membership.keys,
        post_id=post.post_id,
        timestamp=post.timestamp,
        signatures=post.signatures,
        body=post.body,
        now=now,
    )
    if fault:
        raise WrongSignature(fault, subject=membership.name)
    _must_be_in_time(newsroom, membership)
    change = _change_of(post, now)
    proof = f"membership {membership.name} {post.post_id}"
    if change is None or newsroom.store.returns.knows_proof(proof):
        return
    is_newest = now - change.at <= OLDEST_CHANGE and newsroom.store.choices.set_newest_tier(
        change.email, change.tier, program=membership.name, at=change.at
    )
    # kept last: after a crash in between the program posts again, and the tier is set again
    newsroom.store.returns.bind_proof(proof, post.body, now=now)
    if is_newest:
        log.info("tier_set", program=membership.name, tier=change.tier.value)
    else:
        log.info("older_tier_left_out", program=membership.name, at=change.at.isoformat())


def _must_be_in_time(newsroom: Newsroom, membership: Membership) -> None:
    """Refuse more genuine posts a minute than the operator allows."""
    now = newsroom.clock()
    limit = RateLimit(
        key=f"memberships of {membership.name}",
        most=membership.posts_a_minute,
        window_s=MINUTE_S,
    )
    (count,) = newsroom.store.joining.counted([limit], now=now)
    if count > limit.most:
        # windows begin at whole multiples of their length, as the store counts them
        raise TooManyPosts(membership.name, math.ceil(MINUTE_S - now.timestamp() % MINUTE_S))


def _change_of(post: SignedPost, now: datetime) -> _Change | None:
    """Read the address, the tier and its time; None for a post of another type."""
    try:
        event = json.loads(post.body)
    except (ValueError, RecursionError) as error:
        raise UnreadableMembership("the body is no JSON") from error
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise UnreadableMembership('the body is no object with a "type"')
    if event["type"] != TIER_SET:
        return None
    member = event.get("data")
    if not isinstance(member, dict):
        raise UnreadableMembership('the body has no object "data"')
    return _Change(
        email=_email_of(member.get("email")),
        tier=_tier_of(member.get("tier")),
        at=_time_of(event.get("timestamp"), post, now),
    )


def _time_of(value: object, post: SignedPost, now: datetime) -> datetime:
    """Read when the change came to be; without a word on it, when the post was made."""
    if value is None:
        return datetime.fromtimestamp(int(post.timestamp), UTC)
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise UnreadableMembership('"timestamp" is no time like 2026-11-29T06:00:00Z') from error
    if at.tzinfo is None:
        raise UnreadableMembership('"timestamp" has no time zone, like the Z behind it')
    if at - now > MOST_AHEAD:
        raise UnreadableMembership('"timestamp" lies ahead')
    return at.astimezone(UTC)


def _email_of(value: object) -> str:
    if not isinstance(value, str):
        raise UnreadableMembership('"data" has no "email"')
    try:
        return normal_address(value)
    except UseError as error:
        raise UnreadableMembership('"email" is no mail address') from error


def _tier_of(value: object) -> Tier:
    for tier in Tier:
        if value == tier.value:
            return tier
    raise UnreadableMembership('"tier" is neither "free" nor "member"')
