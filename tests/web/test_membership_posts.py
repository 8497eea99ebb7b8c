"""A membership system sets tiers by signed posts, each once, on both databases."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from joining_room import KEY, NEWSLETTERS, PUBLICATION, Clock
from small_issue import NOW
from starlette.testclient import TestClient

from digest.config import Config, Membership, Settings, secret_bytes
from digest.kernel.webhook_signatures import sign
from digest.models import Consent, Subscriber, Tier
from digest.protocols import Store
from digest.web import public_app

SECRET = "whsec_" + "QUJD" * 8
NEW_SECRET = "whsec_" + "WFla" * 8
ADA = "ada@readers.example"


@dataclass(slots=True)
class Shop:
    """A membership system with its secret, and the newsroom that it posts to."""

    store: Store
    membership: Membership = Membership(name="shop", secrets=SECRET, posts_a_minute=1000)
    clock: Clock = field(default_factory=Clock)

    def client(self, host: str = "192.0.2.7") -> TestClient:
        settings = Settings(publication=PUBLICATION, memberships=(self.membership,))
        config = Config(folder=Path(), settings=settings, newsletters=NEWSLETTERS)
        app = public_app(self.store, config, key=KEY, clock=self.clock)
        return TestClient(app, client=(host, 50_000), raise_server_exceptions=False)

    def headers(self, body: bytes, post_id: str, secret: str = SECRET) -> dict[str, str]:
        timestamp = str(int(self.clock.now.timestamp()))
        key = secret_bytes(secret) or b""
        return {
            "webhook-id": post_id,
            "webhook-timestamp": timestamp,
            "webhook-signature": sign(key, post_id, timestamp, body),
        }

    def post(self, told: object, post_id: str = "msg_1", secret: str = SECRET) -> Any:
        body = json.dumps(told).encode()
        headers = self.headers(body, post_id, secret)
        return self.client().post("/members/shop", content=body, headers=headers)

    @property
    def tier(self) -> Tier:
        reader = self.store.subscribers.by_email(ADA)
        assert reader is not None
        return reader.tier


def tier_set(tier: str, email: str = ADA, at: str = "") -> dict[str, object]:
    told: dict[str, object] = {"type": "reader.tier", "data": {"email": email, "tier": tier}}
    return {**told, "timestamp": at} if at else told


@pytest.fixture
def shop(store: Store) -> Shop:
    consent = Consent(at=NOW, source="test")
    reader = Subscriber(id="r1", email=ADA, newsletters=("daily",), consent=consent, created=NOW)
    store.subscribers.add([reader])
    return Shop(store=store)


def test_a_signed_post_makes_a_member_and_takes_it_back(shop: Shop) -> None:
    assert shop.post(tier_set("member", "ADA@readers.example")).status_code == 204
    assert shop.tier is Tier.MEMBER
    assert shop.post(tier_set("free"), "msg_2").status_code == 204
    assert shop.tier is Tier.FREE


def test_an_unknown_address_gets_the_same_answer(shop: Shop) -> None:
    known = shop.post(tier_set("member"))
    unknown = shop.post(tier_set("member", "eve@readers.example"), "msg_2")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)


def test_a_post_that_is_played_again_turns_no_later_tier_back(shop: Shop) -> None:
    shop.post(tier_set("member"), "msg_1")
    shop.clock.pass_(seconds=30)
    shop.post(tier_set("free"), "msg_2")
    # the very post, a repeat with a new time, and another body under the old id
    for told in (tier_set("member"), tier_set("member"), tier_set("member", "ADA@readers.example")):
        assert shop.post(told, "msg_1").status_code == 204
    assert shop.tier is Tier.FREE


def test_an_older_change_that_comes_late_under_its_own_id_turns_no_later_tier_back(
    shop: Shop,
) -> None:
    older = (NOW - timedelta(hours=2)).isoformat()
    newer = (NOW - timedelta(hours=1)).isoformat()
    assert shop.post(tier_set("free", at=newer), "msg_2").status_code == 204
    assert shop.post(tier_set("member", at=older), "msg_1").status_code == 204
    assert shop.post(tier_set("member", "ADA@readers.example", at=older), "x").status_code == 204
    assert shop.tier is Tier.FREE
    assert shop.post(tier_set("member", at=NOW.isoformat()), "msg_3").status_code == 204
    assert shop.tier is Tier.MEMBER


def test_the_newest_change_is_known_by_its_moment_in_any_time_zone(shop: Shop) -> None:
    in_tehran = (NOW - timedelta(hours=1)).astimezone(timezone(timedelta(hours=3, minutes=30)))
    shop.post(tier_set("member", at=in_tehran.isoformat()), "msg_1")
    shop.post(tier_set("free", at=(NOW - timedelta(hours=2)).isoformat()), "msg_2")
    assert shop.tier is Tier.MEMBER


def test_the_change_of_an_address_shuts_out_no_change_of_another(shop: Shop) -> None:
    shop.post(tier_set("member", "eve@readers.example", at=NOW.isoformat()), "msg_1")
    shop.post(tier_set("member", at=(NOW - timedelta(hours=2)).isoformat()), "msg_2")
    assert shop.tier is Tier.MEMBER


def test_a_change_that_is_older_than_the_memory_sets_nothing(shop: Shop) -> None:
    shop.post(tier_set("member", at=(NOW - timedelta(days=4)).isoformat()), "msg_1")
    assert shop.tier is Tier.FREE


def test_a_change_without_a_time_has_that_of_its_post(shop: Shop) -> None:
    shop.post(tier_set("member"), "msg_1")
    shop.post(tier_set("free", at=(NOW - timedelta(hours=2)).isoformat()), "msg_2")
    assert shop.tier is Tier.MEMBER


@pytest.mark.parametrize("time", ["yesterday", "2026-10-08T06:00:00", "2999-01-01T00:00:00Z", 7])
def test_a_time_that_says_no_moment_is_told(shop: Shop, time: object) -> None:
    answer = shop.post({**tier_set("member"), "timestamp": time})
    assert (answer.status_code, shop.tier) == (400, Tier.FREE)
    assert '"timestamp"' in answer.text


def test_a_recorded_post_is_refused_after_minutes(shop: Shop) -> None:
    body = json.dumps(tier_set("member")).encode()
    headers = shop.headers(body, "msg_1")
    shop.clock.pass_(minutes=6)
    answer = shop.client().post("/members/shop", content=body, headers=headers)
    assert answer.status_code == 401
    assert shop.tier is Tier.FREE


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _headers: {},
        lambda headers: {**headers, "webhook-id": "msg_2"},
        lambda headers: {**headers, "webhook-signature": "v1,AAAA"},
    ],
)
def test_a_post_without_the_right_proof_changes_no_tier(
    shop: Shop, spoil: Callable[[dict[str, str]], dict[str, str]]
) -> None:
    body = json.dumps(tier_set("member")).encode()
    headers = spoil(shop.headers(body, "msg_1"))
    answer = shop.client().post("/members/shop", content=body, headers=headers)
    assert (answer.status_code, shop.tier) == (401, Tier.FREE)
    assert "Traceback" not in answer.text


def test_both_secrets_are_good_while_one_replaces_the_other(shop: Shop) -> None:
    assert shop.post(tier_set("member"), secret=NEW_SECRET).status_code == 401
    shop.membership = replace(shop.membership, secrets=f"{NEW_SECRET} {SECRET}")
    assert shop.post(tier_set("member"), secret=NEW_SECRET).status_code == 204
    assert shop.post(tier_set("free"), "msg_2", secret=SECRET).status_code == 204


@pytest.mark.parametrize(
    "told",
    [
        [],
        {"type": 1},
        {"type": "reader.tier"},
        {"type": "reader.tier", "data": {"email": "no address", "tier": "member"}},
        {"type": "reader.tier", "data": {"email": ADA, "tier": "gold"}},
        {"type": "reader.tier", "data": {"email": ADA}},
    ],
)
def test_a_genuine_post_with_wrong_fields_is_told_which(shop: Shop, told: object) -> None:
    answer = shop.post(told)
    assert answer.status_code == 400
    assert answer.text.startswith("This post is unreadable: ")


def test_a_post_of_another_type_is_taken_and_changes_nothing(shop: Shop) -> None:
    assert shop.post({"type": "invoice.paid", "data": {}}).status_code == 204
    assert shop.tier is Tier.FREE


def test_more_posts_a_minute_than_allowed_come_later(shop: Shop) -> None:
    shop.membership = replace(shop.membership, posts_a_minute=1)
    shop.post(tier_set("member"))
    refused = shop.post(tier_set("free"), "msg_2")
    assert refused.status_code == 429
    shop.clock.now += timedelta(seconds=int(refused.headers["retry-after"]))
    assert shop.post(tier_set("free"), "msg_2").status_code == 204
    assert shop.tier is Tier.FREE


def test_a_network_without_proofs_is_refused_unread_and_no_other(shop: Shop) -> None:
    client = shop.client("198.51.100.9")
    for _ in range(60):
        assert client.post("/members/shop", content=b"{}").status_code == 401
    assert client.post("/members/shop", content=b"{}").status_code == 429
    assert shop.post(tier_set("member")).status_code == 204


def test_a_name_that_no_program_has_is_no_page(shop: Shop) -> None:
    assert shop.client().post("/members/till", content=b"{}").status_code == 404
    assert shop.client().get("/members/shop").status_code == 405


def test_a_large_body_is_refused(shop: Shop) -> None:
    assert shop.client().post("/members/shop", content=b"x" * 100_000).status_code == 413
