"""Facts reach another program on loopback: signed, tried again, and given up in time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from small_issue import NOW, a_briefing, an_issue
from structlog.testing import capture_logs
from werkzeug import Request, Response

from digest.config import Config, Settings, Webhook
from digest.models import (
    Fact,
    FactKind,
    IssueState,
    Newsletter,
    Publication,
    Selection,
    Subscriber,
)
from digest.store import open_store
from digest.usecases.newsroom import Newsroom
from digest.usecases.outbox_round import FIRST_RETRY_S, MESSAGES_A_ROUND
from digest.usecases.webhooks import (
    KEEP_DEAD,
    body_of,
    post_webhooks,
    register_webhooks,
    signed_headers,
)

KEY = b"k" * 32
SECRET = "whsec_" + base64.b64encode(KEY).decode()
OLD_KEY = b"o" * 32
OLD_SECRET = "whsec_" + base64.b64encode(OLD_KEY).decode()
PATH = "/hook/hidden-part"
TOO_OLD_S = 300
READER = Subscriber(id="r1", email="ada@example.org", newsletters=("daily", "gulf"))
PUBLICATION = Publication(
    name="Desk", public_url="https://news.example", from_address="desk@news.example"
)


@dataclass(slots=True)
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Receiver:
    """A program as the open standard describes it: it verifies, refuses old posts and replays."""

    clock: Clock
    keys: tuple[bytes, ...] = (KEY,)
    statuses: list[int] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    took: list[dict[str, object]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    posts: int = 0
    takes_s: float = 0.0

    def answer(self, request: Request) -> Response:
        self.posts += 1
        self.clock.now += timedelta(seconds=self.takes_s)
        body = request.get_data()
        fault = self.fault(request.headers, body)
        if fault:
            self.refused.append(fault)
            return Response(status=400)
        status = self.statuses.pop(0) if self.statuses else 204
        message_id = request.headers["webhook-id"]
        if status < 300 and message_id not in self.seen:
            self.seen.add(message_id)
            self.took.append(json.loads(body))
        return Response(status=status)

    def fault(self, headers: object, body: bytes) -> str:
        given = dict(headers)  # type: ignore[call-overload]
        given = {name.lower(): value for name, value in given.items()}
        moment = given["webhook-timestamp"]
        if abs(self.clock.now.timestamp() - int(moment)) > TOO_OLD_S:
            return "too old"
        signed = f"{given['webhook-id']}.{moment}.".encode() + body
        wanted = set()
        for key in self.keys:
            digest = hmac.new(key, signed, hashlib.sha256).digest()
            wanted.add("v1," + base64.b64encode(digest).decode())
        if wanted & set(given["webhook-signature"].split()):
            return ""
        return "wrong signature"


@dataclass(slots=True)
class Room:
    newsroom: Newsroom
    clock: Clock
    receiver: Receiver
    server: HTTPServer

    @property
    def url(self) -> str:
        return self.server.url_for(PATH).replace("localhost", "127.0.0.1")

    def with_webhooks(self, *webhooks: Webhook) -> Newsroom:
        settings = replace(self.newsroom.config.settings, webhooks=webhooks)
        config = replace(self.newsroom.config, settings=settings)
        newsroom = replace(self.newsroom, config=config)
        register_webhooks(newsroom)
        return newsroom

    def webhook(self, **changes: object) -> Webhook:
        given: dict[str, object] = {
            "name": "crm",
            "url": self.url,
            "events": tuple(FactKind),
            "secrets": SECRET,
            "allow_networks": ("127.0.0.1",),
            **changes,
        }
        return Webhook(**given)  # type: ignore[arg-type]

    def leave(self, newsletter_id: str = "daily") -> None:
        self.newsroom.store.subscribers.leave(
            READER.id, newsletter_id=newsletter_id, now=self.clock.now, how="page"
        )


@pytest.fixture
def room(tmp_path: Path, sqlite_url: str, httpserver: HTTPServer) -> Iterator[Room]:
    clock = Clock()
    daily = Newsletter(id="daily", name="Daily", tagline="", topics=())
    config = Config(
        folder=tmp_path, settings=Settings(publication=PUBLICATION), newsletters=(daily,)
    )
    store = open_store(sqlite_url, clock=clock)
    store.subscribers.add([READER])
    receiver = Receiver(clock=clock)
    httpserver.expect_request(PATH, method="POST").respond_with_handler(receiver.answer)
    newsroom = Newsroom(config=config, store=store, clock=clock)
    yield Room(newsroom=newsroom, clock=clock, receiver=receiver, server=httpserver)
    store.close()


def test_the_signature_is_that_of_the_example_in_the_standard() -> None:
    webhook = Webhook(
        name="a",
        url="https://a.example",
        events=(FactKind.ISSUE_SENT,),
        secrets="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    )
    headers = signed_headers(
        webhook,
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        datetime.fromtimestamp(1614265330, UTC),
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_a_fact_is_posted_signed_and_once(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook())
    room.leave()
    assert post_webhooks(newsroom).told == 1
    assert post_webhooks(newsroom).told == 0
    (told,) = room.receiver.took
    assert told == {
        "type": "reader.left",
        "timestamp": NOW.isoformat(),
        "data": {"reader": "r1", "how": "page", "newsletter": "daily"},
    }
    assert room.receiver.refused == []


def test_the_address_of_a_reader_is_told_only_where_it_is_wanted(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook(with_address=True))
    room.leave()
    post_webhooks(newsroom)
    fact = Fact(kind=FactKind.READER_LEFT, at=NOW, subscriber_id="erased")
    assert room.receiver.took[0]["data"]["email"] == "ada@example.org"  # type: ignore[index]
    body = json.loads(body_of(newsroom, room.webhook(with_address=True), fact))
    assert body["data"]["email"] is None


def test_an_issue_is_told_with_its_page(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook())
    issue_id = "daily@2026-11-23"
    issues = newsroom.store.issues
    issues.save_draft(a_briefing(issue_id), Selection(stories=()), an_issue(issue_id))
    issues.approve(issue_id, subscriber_ids=["r1"], now=NOW)
    issues.set_state(issue_id, IssueState.SENT, expect=(IssueState.APPROVED,))
    post_webhooks(newsroom)
    (told,) = room.receiver.took
    assert told["type"] == "issue.sent"
    assert told["data"] == {
        "issue": issue_id,
        "newsletter": "daily",
        "subject": "Harbour reopens",
        "url": f"https://news.example/i/{issue_id}",
    }


def test_a_post_that_fails_goes_again_with_the_same_id_and_a_new_time(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook())
    room.receiver.statuses = [500]
    room.leave()
    assert post_webhooks(newsroom).failed == 1
    # not before its time
    assert post_webhooks(newsroom).told == 0
    room.clock.now += timedelta(seconds=2 * FIRST_RETRY_S)
    assert post_webhooks(newsroom).told == 1
    assert len(room.receiver.took) == 1
    requests = [request for request, _ in room.server.log]
    ids = {request.headers["webhook-id"] for request in requests}
    moments = {request.headers["webhook-timestamp"] for request in requests}
    assert (len(ids), len(moments)) == (1, 2)


def test_a_message_that_was_taken_and_not_noted_is_known_as_a_replay(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook())
    room.leave()
    # the process ended between the answer and its note: the lease ends, and it goes again
    (message,) = newsroom.store.outbox.claim("crm", now=NOW, lease_s=60, limit=1)
    post_webhooks(newsroom)
    room.clock.now += timedelta(seconds=61)
    post_webhooks(newsroom)
    newsroom.store.outbox.failed(message.id, error="", due=NOW)
    room.leave("gulf")
    post_webhooks(newsroom)
    assert [told["data"]["newsletter"] for told in room.receiver.took] == ["daily", "gulf"]  # type: ignore[index]


def test_a_post_that_somebody_repeats_or_changes_is_refused_by_the_receiver(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook())
    room.leave()
    post_webhooks(newsroom)
    ((request, _),) = room.server.log
    body = request.get_data()
    assert room.receiver.fault(request.headers, body) == ""
    assert room.receiver.fault(request.headers, body + b" ") == "wrong signature"
    room.clock.now += timedelta(seconds=TOO_OLD_S + 1)
    assert room.receiver.fault(request.headers, body) == "too old"


def test_both_secrets_sign_while_one_replaces_the_other(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook(secrets=f"{SECRET} {OLD_SECRET}"))
    room.receiver.keys = (OLD_KEY,)
    room.leave()
    assert post_webhooks(newsroom).told == 1


def test_a_program_that_is_down_is_asked_once_a_round_and_others_are_told(room: Room) -> None:
    room.server.expect_request("/other", method="POST").respond_with_data(status=204)
    other = room.url.replace(PATH, "/other")
    newsroom = room.with_webhooks(room.webhook(), room.webhook(name="other", url=other))
    room.receiver.statuses = [503] * 9
    room.leave()
    room.leave("gulf")
    report = post_webhooks(newsroom)
    assert (report.failed, report.told, room.receiver.posts) == (1, 2, 1)
    # the message that was not tried goes in the next round, before the one that failed
    post_webhooks(newsroom)
    assert room.receiver.posts == 2


def test_a_message_is_given_up_in_time_with_its_reason_in_the_log(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook(give_up_after_s=3600.0))
    room.receiver.statuses = [500] * 99
    room.leave()
    with capture_logs() as lines:
        for _ in range(30):
            post_webhooks(newsroom)
            room.clock.now += timedelta(minutes=10)
    (given_up,) = [line for line in lines if line["event"] == "webhook_given_up"]
    assert given_up["webhook"] == "crm"
    assert given_up["error"] == "answered with 500"
    # an address may hold a secret
    assert "hidden-part" not in repr(lines)
    assert room.receiver.posts < 12
    (backlog,) = newsroom.store.outbox.backlog()
    assert (backlog.waiting, backlog.dead) == (0, 1)
    room.clock.now += KEEP_DEAD
    post_webhooks(newsroom)
    (backlog,) = newsroom.store.outbox.backlog()
    assert backlog.dead == 0


def test_a_private_address_is_refused_unless_its_network_is_named(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook(allow_networks=()))
    room.leave()
    assert post_webhooks(newsroom).failed == 1
    assert room.receiver.posts == 0
    (backlog,) = newsroom.store.outbox.backlog()
    assert backlog.last_error == "the address leads into a private network"


def test_no_redirect_is_followed_and_a_closed_port_is_said_without_the_address(
    room: Room,
) -> None:
    room.server.expect_request("/moved").respond_with_data(
        status=307, headers={"location": room.url}
    )
    moved = room.webhook(name="moved", url=room.url.replace(PATH, "/moved"))
    closed = room.webhook(name="closed", url="http://127.0.0.1:9/hidden-part")
    newsroom = room.with_webhooks(moved, closed)
    room.leave()
    assert post_webhooks(newsroom).failed == 2
    assert room.receiver.posts == 0
    errors = {one.webhook: one.last_error for one in newsroom.store.outbox.backlog()}
    assert errors == {"closed": "no answer (ConnectError)", "moved": "answered with 307"}


def test_a_round_is_bounded(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook())
    ids = [f"daily{number}" for number in range(MESSAGES_A_ROUND + 1)]
    newsroom.store.subscribers.enrol([replace(READER, newsletters=tuple(ids))], again=True)
    assert post_webhooks(newsroom).told == MESSAGES_A_ROUND
    assert post_webhooks(newsroom).told == 1


def test_a_slow_program_gives_the_others_a_turn_after_a_minute(room: Room) -> None:
    newsroom = room.with_webhooks(room.webhook())
    ids = [f"daily{number}" for number in range(9)]
    newsroom.store.subscribers.enrol([replace(READER, newsletters=tuple(ids))], again=True)
    room.receiver.takes_s = 25.0
    assert post_webhooks(newsroom).told == 3
    # those that were not tried lost nothing
    room.receiver.takes_s = 0.0
    assert post_webhooks(newsroom).told == 6
