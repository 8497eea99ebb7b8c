"""The contract of every provider whose events come by webhook, over both databases.

A post without its proof changes no reader; one with it closes the address of the one message that
our seal names; the same post again changes nothing more; an old one is refused.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from joining_room import NEWSLETTERS, PUBLICATION
from small_issue import NOW, a_briefing, an_issue
from starlette.testclient import TestClient

from digest.config import Config, DeliverSettings, EventSource, Settings
from digest.deliver import (
    PROVIDER_EVENTS,
    EventKeys,
    Post,
    WrongProof,
    make_message_token,
)
from digest.models import ReturnKind, Selection, Subscriber, SubscriberState
from digest.protocols import Store
from digest.usecases.newsroom import Newsroom, token_key
from digest.usecases.provider_certificates import CertificateShelf
from digest.web import public_app
from digest.web.strangers import MOST_NETWORKS, WRONG_POSTS_AN_HOUR, Strangers

ISSUE = "daily@2026-11-23"
SECRET = "a secret of the provider"
TOPIC = "arn:aws:sns:eu-west-1:123456789012:returns"
CERTIFICATE = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-abc1.pem"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Posts of one provider: `make` gives headers and body for a Message-ID or sender."""

    make: Callable[[str, ReturnKind, datetime], tuple[dict[str, str], bytes]]
    no_event: Any = field(default_factory=dict)


def basic(secret: str = SECRET) -> dict[str, str]:
    return {"authorization": f"Basic {base64.b64encode(f'digest:{secret}'.encode()).decode()}"}


def signed(content: bytes, algorithm: hashes.HashAlgorithm) -> str:
    return base64.b64encode(KEY.sign(content, padding.PKCS1v15(), algorithm)).decode()


def certificate() -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(KEY.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2027, 1, 1, tzinfo=UTC))
        .sign(KEY, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM)


def public_key() -> bytes:
    return KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def sns(message: str, at: datetime, **changes: str) -> tuple[dict[str, str], bytes]:
    envelope = {
        "Type": "Notification",
        "MessageId": "m-1",
        "TopicArn": TOPIC,
        "Message": message,
        "Timestamp": at.isoformat().replace("+00:00", "Z"),
        "SignatureVersion": "2",
        "SigningCertURL": CERTIFICATE,
    } | changes
    names = ["Message", "MessageId", "Timestamp", "TopicArn", "Type"]
    if envelope["Type"] != "Notification":
        names = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
    text = "".join(f"{name}\n{envelope[name]}\n" for name in names)
    envelope["Signature"] = signed(text.encode(), hashes.SHA256())
    return {}, json.dumps(envelope).encode()


def ses(seal: str, kind: ReturnKind, at: datetime) -> tuple[dict[str, str], bytes]:
    mail = {"headers": [{"name": "Message-ID", "value": f"<{seal}@news.example.org>"}]}
    event: dict[str, Any] = {"notificationType": "Complaint", "mail": mail, "complaint": {}}
    if kind is ReturnKind.HARD:
        recipient = {"status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1 no such user"}
        bounce = {"bounceType": "Permanent", "bouncedRecipients": [recipient]}
        event = {"notificationType": "Bounce", "mail": mail, "bounce": bounce}
    return sns(json.dumps(event), at)


def postmark(seal: str, kind: ReturnKind, _at: datetime) -> tuple[dict[str, str], bytes]:
    event = {
        "RecordType": "Bounce" if kind is ReturnKind.HARD else "SpamComplaint",
        "Type": "HardBounce" if kind is ReturnKind.HARD else "SpamComplaint",
        "Details": "smtp;550 5.1.1 no such user",
        "Content": f"Message-ID: <{seal}@news.example.org>\n\n…",
    }
    return basic(), json.dumps(event).encode()


def mailgun(seal: str, kind: ReturnKind, at: datetime) -> tuple[dict[str, str], bytes]:
    timestamp = str(int(at.timestamp()))
    # each post has a token of its own
    token = hashlib.sha256(f"{seal} {kind} {at}".encode()).hexdigest()
    proof = hmac.new(SECRET.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    event: dict[str, Any] = {
        "event": "failed" if kind is ReturnKind.HARD else "complained",
        "severity": "permanent",
        "message": {"headers": {"message-id": f"{seal}@news.example.org"}},
        "delivery-status": {"code": 550, "message": "5.1.1 no such user"},
    }
    signature = {"timestamp": timestamp, "token": token, "signature": proof}
    return {}, json.dumps({"signature": signature, "event-data": event}).encode()


def sparkpost(seal: str, kind: ReturnKind, _at: datetime) -> tuple[dict[str, str], bytes]:
    event = {
        "type": "bounce" if kind is ReturnKind.HARD else "spam_complaint",
        "bounce_class": "10",
        "error_code": "550",
        "raw_reason": "550 5.1.1 no such user",
        "msg_from": f"bounce+{seal}@news.example.org",
    }
    batch = [{"msys": {"message_event": event}}, {"msys": {}}]
    return basic(), json.dumps(batch).encode()


def postal(seal: str, kind: ReturnKind, at: datetime) -> tuple[dict[str, str], bytes]:
    message = {"message_id": f"{seal}@news.example.org"}
    payload: dict[str, Any] = {"original_message": message, "bounce": {}}
    name = "MessageBounced"
    if kind is ReturnKind.HARD:
        name = "MessageDeliveryFailed"
        payload = {"status": "HardFail", "output": "550 5.1.1 no such user", "message": message}
    body = json.dumps({"event": name, "timestamp": at.timestamp(), "payload": payload}).encode()
    return {"x-postal-signature-256": signed(body, hashes.SHA256())}, body


def kumomta(seal: str, kind: ReturnKind, _at: datetime) -> tuple[dict[str, str], bytes]:
    record: dict[str, Any] = {
        "type": "Bounce",
        "sender": f"bounce+{seal}@news.example.org",
        "recipient": "ada@example.org",
        "response": {
            "code": 550,
            "enhanced_code": {"class": 5, "subject": 1, "detail": 1},
            "content": "no such user",
        },
    }
    if kind is ReturnKind.COMPLAINT:
        report = {"original_mail_from": f"bounce+{seal}@news.example.org"}
        record = {"type": "Feedback", "feedback_report": report, "response": {"code": 0}}
    return basic(), json.dumps(record).encode()


SAMPLES = {
    "ses": Sample(make=ses),
    "postmark": Sample(make=postmark),
    "mailgun": Sample(make=mailgun),
    "sparkpost": Sample(make=sparkpost, no_event=[]),
    "postal": Sample(make=postal),
    "kumomta": Sample(make=kumomta),
}
KINDS = sorted(SAMPLES)
SIGNED = ("ses", "mailgun", "postal")
"""Providers that sign the time of a post."""


@dataclass
class Receiver:
    newsroom: Newsroom
    client: TestClient

    def seal(self, issue_id: str = ISSUE) -> str:
        return make_message_token(issue_id, "r1", key=token_key(self.newsroom).encode())

    def state(self) -> SubscriberState:
        reader = self.newsroom.store.subscribers.get("r1")
        assert reader is not None
        return reader.state

    def post(self, kind: str, headers: dict[str, str], body: bytes) -> int:
        return self.client.post(f"/returns/{kind}", content=body, headers=headers).status_code


@pytest.fixture
def desk(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Receiver:
    key_file = tmp_path / "postal.pem"
    key_file.write_bytes(public_key())
    events = (
        EventSource(kind="ses", topic=TOPIC),
        EventSource(kind="postal", public_key=str(key_file)),
        *[
            EventSource(kind=kind, secret=SECRET)
            for kind in ("postmark", "mailgun", "sparkpost", "kumomta")
        ],
    )
    settings = Settings(publication=PUBLICATION, deliver=DeliverSettings(events=events))
    config = Config(folder=Path(), settings=settings, newsletters=NEWSLETTERS)
    newsroom = Newsroom(config=config, store=store, clock=lambda: NOW)
    reader = Subscriber(
        id="r1", email="ada@example.org", state=SubscriberState.ACTIVE, newsletters=("daily",)
    )
    store.subscribers.add([reader])
    store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))
    store.issues.approve(ISSUE, subscriber_ids=["r1"], now=NOW)
    shelf = CertificateShelf()
    # the certificate is on the shelf already: no test asks the network
    shelf._kept[CERTIFICATE] = certificate()
    app = public_app(store, config, key="k", clock=lambda: NOW, shelf=shelf)
    return Receiver(newsroom=newsroom, client=TestClient(app, raise_server_exceptions=False))


def test_every_provider_has_a_sample() -> None:
    assert set(PROVIDER_EVENTS.names) == set(SAMPLES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hard_bounce_closes_the_address_once(desk: Receiver, kind: str) -> None:
    headers, body = SAMPLES[kind].make(desk.seal(), ReturnKind.HARD, NOW)
    assert desk.post(kind, headers, body) == 204
    assert desk.state() is SubscriberState.SUPPRESSED
    assert desk.post(kind, headers, body) == 204
    (returned,) = desk.newsroom.store.returns.of_reader("r1", since=NOW - DAY)
    assert returned.kind is ReturnKind.HARD
    assert returned.issue_id == ISSUE
    assert returned.reply is not None
    assert (returned.reply.code, returned.reply.enhanced) == (550, "5.1.1")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "postal"])
def test_a_complaint_closes_the_address(desk: Receiver, kind: str) -> None:
    headers, body = SAMPLES[kind].make(desk.seal(), ReturnKind.COMPLAINT, NOW)
    assert desk.post(kind, headers, body) == 204
    assert desk.state() is SubscriberState.SUPPRESSED


@pytest.mark.parametrize("kind", KINDS)
def test_a_post_without_its_proof_changes_no_reader(desk: Receiver, kind: str) -> None:
    headers, body = SAMPLES[kind].make(desk.seal(), ReturnKind.HARD, NOW)
    changed = body.replace(b'"signature": "', b'"signature": "0').replace(
        b'"Signature": "', b'"Signature": "AAAA'
    )
    for wrong in ({}, basic("another"), {"authorization": "Basic %"}):
        assert desk.post(kind, wrong, changed) == 401
    if "x-postal-signature-256" in headers:
        assert desk.post(kind, headers, body + b" ") == 401
    assert desk.state() is SubscriberState.ACTIVE


@pytest.mark.parametrize("kind", KINDS)
def test_a_forged_seal_closes_no_address(desk: Receiver, kind: str) -> None:
    for seal in ("r1.aaaaaaaaaaaaa", desk.seal("gulf@2026-11-23"), ""):
        headers, body = SAMPLES[kind].make(seal, ReturnKind.HARD, NOW)
        assert desk.post(kind, headers, body) == 204
    assert desk.state() is SubscriberState.ACTIVE


@pytest.mark.parametrize("kind", SIGNED)
def test_a_post_that_was_signed_long_ago_is_refused(desk: Receiver, kind: str) -> None:
    for at in (NOW - 4 * DAY, NOW + DAY):
        headers, body = SAMPLES[kind].make(desk.seal(), ReturnKind.HARD, at)
        assert desk.post(kind, headers, body) == 401
    assert desk.state() is SubscriberState.ACTIVE


@pytest.mark.parametrize("kind", ["postmark", "sparkpost", "kumomta"])
@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_an_unreadable_post_is_a_400(desk: Receiver, kind: str, body: bytes) -> None:
    expected = {400}
    # a file of no line holds no record
    if kind == "kumomta":
        expected = {400, 204}
    assert desk.post(kind, basic(), body) in expected


@pytest.mark.parametrize("value", [b"[]", b"null", b"1", b'{"Type": 1}', b'[1, {"msys": 1}]'])
@pytest.mark.parametrize("kind", KINDS)
def test_json_of_any_other_form_is_answered_in_order(
    desk: Receiver, kind: str, value: bytes
) -> None:
    headers = {**basic(), "x-postal-signature": signed(value, hashes.SHA1())}  # noqa: S303
    assert desk.post(kind, headers, value) in (204, 400, 401)
    assert desk.state() is SubscriberState.ACTIVE


def test_a_signature_of_mailgun_is_good_for_one_body_in_every_process(desk: Receiver) -> None:
    """The signature covers no body; the store binds it to the first."""
    first = json.loads(mailgun("nobody", ReturnKind.HARD, NOW)[1])
    assert desk.post("mailgun", {}, json.dumps(first).encode()) == 204
    other = json.loads(mailgun(desk.seal(), ReturnKind.HARD, NOW)[1])
    changed = json.dumps(other | {"signature": first["signature"]}).encode()
    settings = desk.newsroom.config
    another = public_app(desk.newsroom.store, settings, key="k", clock=lambda: NOW)
    for client in (desk.client, TestClient(another)):
        assert client.post("/returns/mailgun", content=changed).status_code == 401
    assert desk.state() is SubscriberState.ACTIVE
    # the provider may post the first body again
    assert desk.post("mailgun", {}, json.dumps(first).encode()) == 204


def test_a_wrong_signature_binds_no_token(desk: Receiver) -> None:
    _, body = mailgun(desk.seal(), ReturnKind.HARD, NOW)
    forged = json.loads(body)
    forged["signature"]["signature"] = "0" * 64
    assert desk.post("mailgun", {}, json.dumps(forged).encode()) == 401
    assert desk.post("mailgun", {}, body) == 204


def test_a_network_whose_posts_have_no_proof_is_refused_unread(desk: Receiver) -> None:
    wrong = basic("a wrong password")
    statuses = {desk.post("postmark", wrong, b"{}") for _ in range(WRONG_POSTS_AN_HOUR)}
    assert statuses == {401}
    answer = desk.client.post("/returns/postmark", content=b"{}", headers=wrong)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3600")
    # another network is heard; and a provider that is genuine is never counted
    app = desk.client.app
    elsewhere = TestClient(app, client=("192.0.2.9", 1))
    headers, body = postmark(desk.seal(), ReturnKind.HARD, NOW)
    for _ in range(3):
        answer = elsewhere.post("/returns/postmark", content=body, headers=headers)
        assert answer.status_code == 204


def test_a_refused_network_may_show_its_proof_after_an_hour() -> None:
    strangers = Strangers()
    strangers.refuse("192.0.2.9", NOW)
    assert strangers.is_refused("192.0.2.9", NOW + timedelta(minutes=59))
    assert not strangers.is_refused("192.0.2.8", NOW)
    assert not strangers.is_refused("192.0.2.9", NOW + timedelta(minutes=60))
    for number in range(MOST_NETWORKS + 1):
        strangers.refuse(f"network {number}", NOW)
    assert not strangers.is_refused("network 0", NOW)
    assert strangers.is_refused(f"network {MOST_NETWORKS}", NOW)


def test_an_unknown_provider_and_one_that_is_not_named_are_a_404(desk: Receiver) -> None:
    assert desk.post("nowhere", {}, b"{}") == 404
    assert desk.client.get("/returns/ses").status_code == 405


def test_a_batch_may_be_large_and_has_a_limit(desk: Receiver) -> None:
    large = b"[" + b",".join([b'{"msys": {}}'] * 9000) + b"]"
    assert desk.post("sparkpost", basic(), large) == 204
    assert desk.post("sparkpost", basic(), b" " * 4_000_001) == 413


def read_sns(body: bytes, fetched: list[str]) -> object:
    def fetch(url: str) -> bytes:
        fetched.append(url)
        return certificate()

    post = Post(headers={}, body=body, now=NOW)
    return PROVIDER_EVENTS["ses"].make(post, EventKeys(topic=TOPIC, fetch=fetch))


@pytest.mark.parametrize(
    "url",
    [
        "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-a.pem",
        "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-a.pem",
        "https://evil.example/SimpleNotificationService-a.pem",
        "https://user@sns.eu-west-1.amazonaws.com/SimpleNotificationService-a.pem",
        "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-a.pem",
        "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-a.pem",
        "https://sns.eu-west-1.amazonaws.com/other.pem",
        "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-a.pem?x=1",
        "https://[::1/",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_certificate_is_fetched_from_another_address(url: str) -> None:
    fetched: list[str] = []
    _, body = sns("{}", NOW, SigningCertURL=url)
    with pytest.raises(WrongProof):
        read_sns(body, fetched)
    assert fetched == []


def test_another_topic_is_refused_before_a_certificate_is_fetched() -> None:
    fetched: list[str] = []
    _, body = sns("{}", NOW, TopicArn=TOPIC + "2")
    with pytest.raises(WrongProof, match="another topic"):
        read_sns(body, fetched)
    assert fetched == []


def test_a_subscription_is_confirmed_at_the_address_of_sns_alone() -> None:
    own = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t"
    wish = {"Type": "SubscriptionConfirmation", "Token": "t"}
    fetched: list[str] = []
    _, body = sns("hello", NOW, SubscribeURL=own, **wish)
    assert read_sns(body, fetched) == ()
    assert fetched == [CERTIFICATE, own]
    _, body = sns("hello", NOW, SubscribeURL="https://evil.example/", **wish)
    fetched.clear()
    with pytest.raises(WrongProof, match="outside of SNS"):
        read_sns(body, fetched)
    assert fetched == [CERTIFICATE]


def test_the_end_of_a_subscription_is_proved_and_subscribes_no_address_anew() -> None:
    again = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t"
    end = {"Type": "UnsubscribeConfirmation", "Token": "t", "SubscribeURL": again}
    fetched: list[str] = []
    _, body = sns("goodbye", NOW, **end)
    assert read_sns(body, fetched) == ()
    assert fetched == [CERTIFICATE]
    forged = body.replace(b"goodbye", b"good bye")
    with pytest.raises(WrongProof, match="signature is wrong"):
        read_sns(forged, fetched)


def test_a_reply_that_accuses_the_sender_or_a_full_mailbox_closes_no_address(
    desk: Receiver,
) -> None:
    for reply in ("550 5.7.1 blocked by policy", "552 5.2.2 mailbox full"):
        _, body = postmark(desk.seal(), ReturnKind.HARD, NOW)
        changed = body.replace(b"smtp;550 5.1.1 no such user", reply.encode())
        assert desk.post("postmark", basic(), changed) == 204
    kinds = {one.kind for one in desk.newsroom.store.returns.of_reader("r1", since=NOW - DAY)}
    assert kinds == {ReturnKind.POLICY, ReturnKind.SOFT}
    assert desk.state() is SubscriberState.ACTIVE
