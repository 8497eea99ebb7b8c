"""Each provider's own words for bounces and complaints become ours, and a proof covers its body."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver.bounces import Bounce
from digest.deliver.message_tokens import make_message_token
from digest.deliver.provider_events.kumomta import read_kumomta
from digest.deliver.provider_events.mailgun import read_mailgun
from digest.deliver.provider_events.post import EventKeys, Post, UnreadablePost, WrongProof
from digest.deliver.provider_events.postal import read_postal
from digest.deliver.provider_events.postmark import read_postmark
from digest.deliver.provider_events.ses import _events
from digest.deliver.provider_events.sparkpost import read_sparkpost
from digest.models import ReturnKind

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SEAL = make_message_token("daily@2026-11-23", "r1")
SENDER = f"bounce+{SEAL}@news.example"
SECRET = EventKeys(secret="s3cret", bind=lambda _proof, _body: True)
BASIC = {"authorization": "Basic " + base64.b64encode(b"digest:s3cret").decode()}
HARD, SOFT = ReturnKind.HARD, ReturnKind.SOFT
POLICY, COMPLAINT = ReturnKind.POLICY, ReturnKind.COMPLAINT


def a_post(body: Any, headers: Mapping[str, str] = BASIC) -> Post:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Post(headers=headers, body=content, now=NOW)


def kinds(bounces: tuple[Bounce, ...]) -> list[ReturnKind]:
    for bounce in bounces:
        assert [token.subscriber_id for token in bounce.tokens] == ["r1"]
    return [bounce.kind for bounce in bounces]


# ---- SparkPost -----------------------------------------------------------------------------------


def sparkpost(**event: str) -> list[ReturnKind]:
    return kinds(read_sparkpost(a_post([spark_entry(**event)]), SECRET))


def spark_entry(**event: str) -> dict[str, Any]:
    return {"msys": {"message_event": {"type": "bounce", "msg_from": SENDER, **event}}}


@pytest.mark.parametrize(
    ("bounce_class", "kind"),
    [
        ("10", HARD),
        ("30", HARD),
        ("90", HARD),
        ("25", POLICY),
        ("50", POLICY),
        ("51", POLICY),
        ("52", POLICY),
        ("53", POLICY),
        ("54", POLICY),
        ("1", SOFT),
        ("20", SOFT),
        ("22", SOFT),
        ("", SOFT),
    ],
)
def test_a_bounce_class_of_sparkpost_says_how_grave_it_is(
    bounce_class: str, kind: ReturnKind
) -> None:
    assert sparkpost(bounce_class=bounce_class) == [kind]


@pytest.mark.parametrize("bounce_class", ["60", "80"])
def test_an_answer_of_a_machine_is_no_bounce_at_sparkpost(bounce_class: str) -> None:
    assert sparkpost(bounce_class=bounce_class) == []


@pytest.mark.parametrize(
    ("event_type", "expected"),
    [
        ("out_of_band", [HARD]),
        ("spam_complaint", [COMPLAINT]),
        ("delivery", []),
        ("delay", []),
        ("", []),
    ],
)
def test_other_events_of_sparkpost_are_told_apart(
    event_type: str, expected: list[ReturnKind]
) -> None:
    assert sparkpost(type=event_type, bounce_class="10") == expected


def test_a_batch_of_sparkpost_is_read_in_its_order_and_other_entries_are_passed_over() -> None:
    batch = [
        spark_entry(bounce_class="10"),
        {"msys": {"track_event": {}}},
        "text",
        spark_entry(type="spam_complaint"),
    ]
    assert kinds(read_sparkpost(a_post(batch), SECRET)) == [HARD, COMPLAINT]


def test_the_words_of_the_readers_server_come_before_those_of_sparkpost() -> None:
    entry = spark_entry(bounce_class="10", reason="gone", raw_reason="550 5.1.1 unknown user")
    (bounce,) = read_sparkpost(a_post([entry]), SECRET)
    assert bounce.reply is not None
    assert bounce.reply.text == "550 5.1.1 unknown user"


@pytest.mark.parametrize(("events", "is_read"), [(10_000, True), (10_001, False)])
def test_a_batch_has_ten_thousand_events_at_most(events: int, is_read: bool) -> None:
    for reader in (read_sparkpost, read_kumomta):
        post = a_post(b"[" + b"{}," * (events - 1) + b"{}]")
        if is_read:
            assert reader(post, SECRET) == ()
            continue
        with pytest.raises(UnreadablePost):
            reader(post, SECRET)


def test_a_single_event_is_no_batch_of_sparkpost() -> None:
    with pytest.raises(UnreadablePost, match="no batch"):
        read_sparkpost(a_post(spark_entry()), SECRET)


# ---- KumoMTA -------------------------------------------------------------------------------------


def kumo_record(kind: str, **record: Any) -> dict[str, Any]:
    return {"type": kind, "sender": SENDER, **record}


@pytest.mark.parametrize(
    ("record_type", "expected"),
    [
        ("Bounce", [HARD]),
        ("Expiration", [SOFT]),
        ("OOB", [SOFT]),
        ("Feedback", [COMPLAINT]),
        ("TransientFailure", []),
        ("AdminBounce", []),
        ("Delivery", []),
        ("", []),
    ],
)
def test_a_record_of_kumomta_says_by_its_type_how_grave_it_is(
    record_type: str, expected: list[ReturnKind]
) -> None:
    assert kinds(read_kumomta(a_post(kumo_record(record_type)), SECRET)) == expected


def test_records_of_kumomta_come_one_a_line_or_as_a_list() -> None:
    records = [kumo_record("Bounce"), kumo_record("Delivery"), kumo_record("Feedback")]
    lines = b"\n\n".join(json.dumps(record).encode() for record in records) + b"\n"
    assert kinds(read_kumomta(a_post(lines), SECRET)) == [HARD, COMPLAINT]
    assert kinds(read_kumomta(a_post(records), SECRET)) == [HARD, COMPLAINT]


@pytest.mark.parametrize("body", [b'{"a": 1}\n{', b"\xff\xfe", b"[" * 50_000])
def test_lines_of_kumomta_that_are_no_json_are_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadablePost, match="no JSON"):
        read_kumomta(a_post(body), SECRET)


@pytest.mark.parametrize(
    ("response", "code", "enhanced"),
    [
        ({"code": 550, "enhanced_code": {"class": 5, "subject": 1, "detail": 1}}, 550, "5.1.1"),
        ({"code": 550, "enhanced_code": {"class": 5, "subject": 1}}, 550, ""),
        ({"code": 550, "enhanced_code": None}, 550, ""),
    ],
)
def test_the_codes_of_kumomta_are_put_together(
    response: dict[str, Any], code: int, enhanced: str
) -> None:
    (bounce,) = read_kumomta(a_post(kumo_record("Bounce", response=response)), SECRET)
    assert bounce.reply is not None
    assert (bounce.reply.code, bounce.reply.enhanced) == (code, enhanced)


@pytest.mark.parametrize(
    "record",
    [
        {"type": "OOB", "recipient": SENDER},
        {"type": "OOB", "headers": {"Message-Id": f"<{SEAL}@news.example>"}},
        {"type": "Feedback", "feedback_report": {"original_mail_from": SENDER}},
    ],
)
def test_our_seal_is_found_in_each_place_of_a_record(record: dict[str, Any]) -> None:
    assert len(kinds(read_kumomta(a_post(record), SECRET))) == 1


# ---- Postmark ------------------------------------------------------------------------------------


def postmark(kind: str, record: str = "Bounce", **event: Any) -> list[ReturnKind]:
    body = {"RecordType": record, "Type": kind, "MessageID": SEAL, **event}
    return kinds(read_postmark(a_post(body), SECRET))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("HardBounce", [HARD]),
        ("BadEmailAddress", [HARD]),
        ("SoftBounce", [SOFT]),
        ("Transient", [SOFT]),
        ("DnsError", [SOFT]),
        ("Blocked", [POLICY]),
        ("DMARCPolicy", [POLICY]),
        ("SpamNotification", [POLICY]),
        ("SpamComplaint", [COMPLAINT]),
        ("AutoResponder", []),
        ("Unsubscribe", []),
        ("", []),
    ],
)
def test_a_type_of_postmark_says_how_grave_it_is(kind: str, expected: list[ReturnKind]) -> None:
    assert postmark(kind) == expected


@pytest.mark.parametrize("record", ["Delivery", "Open", "SubscriptionChange", ""])
def test_another_record_of_postmark_is_no_bounce_whatever_its_type(record: str) -> None:
    assert postmark("HardBounce", record) == []


def test_our_seal_may_stand_in_the_metadata_of_postmark() -> None:
    body = {"RecordType": "Bounce", "Type": "HardBounce", "Metadata": {"digest": SEAL}}
    assert kinds(read_postmark(a_post(body), SECRET)) == [HARD]
    assert read_postmark(a_post(body | {"Metadata": [SEAL]}), SECRET)[0].tokens == ()


@pytest.mark.parametrize("reader", [read_postmark, read_sparkpost, read_kumomta])
def test_a_post_is_proved_before_it_is_read(reader: Any) -> None:
    with pytest.raises(WrongProof):
        reader(a_post(b"no JSON at all", headers={}), SECRET)


# ---- Mailgun -------------------------------------------------------------------------------------


def mailgun_body(at: datetime = NOW, **event: Any) -> dict[str, Any]:
    timestamp = str(int(at.timestamp()))
    digest = hmac.new(b"s3cret", f"{timestamp}tok".encode(), hashlib.sha256).hexdigest()
    data = {"event": "failed", "severity": "permanent", "envelope": {"sender": SENDER}, **event}
    signature = {"timestamp": timestamp, "token": "tok", "signature": digest}
    return {"signature": signature, "event-data": data}


def mailgun(**event: Any) -> list[ReturnKind]:
    return kinds(read_mailgun(a_post(mailgun_body(**event)), SECRET))


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({}, [HARD]),
        ({"severity": "temporary"}, []),
        ({"event": "delivered"}, []),
        ({"event": "complained", "severity": ""}, [COMPLAINT]),
        ({"reason": "old"}, [SOFT]),
        ({"delivery-status": {"bounce-type": "soft"}}, [SOFT]),
        ({"delivery-status": {"code": 552, "message": "5.2.2 mailbox full"}}, [SOFT]),
        ({"delivery-status": {"code": 550, "enhanced-code": "5.1.1"}}, [HARD]),
    ],
)
def test_a_failure_of_mailgun_is_hard_unless_it_says_otherwise(
    event: dict[str, Any], expected: list[ReturnKind]
) -> None:
    assert mailgun(**event) == expected


def test_the_message_of_mailgun_comes_before_its_description() -> None:
    status = {"message": "550 no such user", "description": "Not delivering"}
    (bounce,) = read_mailgun(a_post(mailgun_body(**{"delivery-status": status})), SECRET)
    assert bounce.reply is not None
    assert bounce.reply.text == "550 no such user"


@pytest.mark.parametrize(
    "age", [timedelta(days=3, seconds=1), -timedelta(minutes=10, seconds=1)], ids=["old", "early"]
)
def test_a_signed_time_of_mailgun_is_within_days_and_minutes(age: timedelta) -> None:
    with pytest.raises(WrongProof, match="another time"):
        read_mailgun(a_post(mailgun_body(NOW - age)), SECRET)


@pytest.mark.parametrize("timestamp", ["", "soon", "1" * 13, "١٧"])
def test_a_time_of_mailgun_that_is_none_is_no_proof(timestamp: str) -> None:
    body = mailgun_body()
    digest = hmac.new(b"s3cret", f"{timestamp}tok".encode(), hashlib.sha256).hexdigest()
    body["signature"] = {"timestamp": timestamp, "token": "tok", "signature": digest}
    with pytest.raises(WrongProof, match="no time is signed"):
        read_mailgun(a_post(body), SECRET)


def test_only_a_genuine_signature_is_bound_to_its_body() -> None:
    bound: list[tuple[str, bytes]] = []

    def bind(proof: str, body: bytes) -> bool:
        bound.append((proof, body))
        return len(bound) == 1

    keys = EventKeys(secret="s3cret", bind=bind)
    forged = mailgun_body()
    forged["signature"] = forged["signature"] | {"signature": "0" * 64}
    with pytest.raises(WrongProof, match="signature is wrong"):
        read_mailgun(a_post(forged), keys)
    assert bound == []
    genuine = a_post(mailgun_body())
    read_mailgun(genuine, keys)
    assert bound == [("mailgun tok", genuine.body)]
    with pytest.raises(WrongProof, match="another body"):
        read_mailgun(genuine, keys)


def test_without_a_secret_or_a_memory_no_post_of_mailgun_is_genuine() -> None:
    body = mailgun_body()
    empty = hmac.new(b"", f"{int(NOW.timestamp())}tok".encode(), hashlib.sha256).hexdigest()
    unsigned = body | {"signature": body["signature"] | {"signature": empty}}
    with pytest.raises(WrongProof):
        read_mailgun(a_post(unsigned), EventKeys(secret="", bind=lambda *_: True))
    with pytest.raises(WrongProof):
        read_mailgun(a_post(body), EventKeys(secret="s3cret"))


# ---- Postal --------------------------------------------------------------------------------------

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(key: rsa.RSAPublicKey | ed25519.Ed25519PublicKey) -> bytes:
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


POSTAL_KEYS = EventKeys(public_key=pem(KEY.public_key()))


def postal_post(body: Any, *, header: str = "x-postal-signature-256") -> Post:
    content = json.dumps(body).encode()
    algorithm = hashes.SHA1() if header == "x-postal-signature" else hashes.SHA256()  # noqa: S303
    signature = base64.b64encode(KEY.sign(content, padding.PKCS1v15(), algorithm)).decode()
    return a_post(content, {header: signature})


def failure(**payload: Any) -> dict[str, Any]:
    message = {"message_id": f"{SEAL}@news.example"}
    return {
        "event": "MessageDeliveryFailed",
        "timestamp": NOW.timestamp(),
        "payload": {"status": "HardFail", "message": message, **payload},
    }


@pytest.mark.parametrize("header", ["x-postal-signature-256", "x-postal-signature"])
def test_either_signature_of_postal_proves_a_failure(header: str) -> None:
    assert kinds(read_postal(postal_post(failure(), header=header), POSTAL_KEYS)) == [HARD]


def test_the_stronger_signature_of_postal_decides_where_both_are_there() -> None:
    older = postal_post(failure(), header="x-postal-signature")
    both = {**older.headers, "x-postal-signature-256": base64.b64encode(b"0" * 256).decode()}
    with pytest.raises(WrongProof, match="signature is wrong"):
        read_postal(a_post(older.body, both), POSTAL_KEYS)


@pytest.mark.parametrize("status", ["SoftFail", "Held", ""])
def test_a_failure_of_postal_that_is_not_hard_is_tried_again_by_postal(status: str) -> None:
    assert read_postal(postal_post(failure(status=status)), POSTAL_KEYS) == ()


def test_a_bounce_of_postal_is_soft_and_another_event_is_none() -> None:
    payload = {"original_message": {"message_id": f"{SEAL}@news.example"}}
    body = {"event": "MessageBounced", "timestamp": NOW.timestamp(), "payload": payload}
    assert kinds(read_postal(postal_post(body), POSTAL_KEYS)) == [SOFT]
    assert read_postal(postal_post(body | {"event": "MessageSent"}), POSTAL_KEYS) == ()


@pytest.mark.parametrize("timestamp", [0, NOW.timestamp() - 4 * 86_400, 1e300, -1e300])
def test_a_post_of_postal_of_another_time_is_refused(timestamp: float) -> None:
    with pytest.raises(WrongProof):
        read_postal(postal_post(failure() | {"timestamp": timestamp}), POSTAL_KEYS)


@pytest.mark.parametrize("written", ["", "###", base64.b64encode(b"x").decode()])
def test_a_post_of_postal_without_a_good_signature_is_refused(written: str) -> None:
    post = a_post(failure(), {"x-postal-signature-256": written})
    with pytest.raises(WrongProof):
        read_postal(post, POSTAL_KEYS)


def test_a_key_of_another_kind_or_none_proves_no_post_of_postal() -> None:
    other = pem(ed25519.Ed25519PrivateKey.generate().public_key())
    for public_key in (other, b"", b"no key"):
        with pytest.raises(WrongProof):
            read_postal(postal_post(failure()), EventKeys(public_key=public_key))


# ---- SES -----------------------------------------------------------------------------------------


def ses(event: dict[str, Any]) -> list[ReturnKind]:
    return kinds(_events(json.dumps({"mail": {"source": SENDER}, **event})))


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"notificationType": "Bounce", "bounce": {"bounceType": "Permanent"}}, [HARD]),
        ({"eventType": "Bounce", "bounce": {"bounceType": "Permanent"}}, [HARD]),
        ({"notificationType": "Bounce", "bounce": {"bounceType": "Transient"}}, [SOFT]),
        ({"notificationType": "Bounce", "bounce": {"bounceType": "Undetermined"}}, [SOFT]),
        ({"notificationType": "Bounce"}, [SOFT]),
        ({"notificationType": "Complaint"}, [COMPLAINT]),
        ({"notificationType": "Delivery"}, []),
        ({}, []),
    ],
)
def test_an_event_of_ses_says_how_grave_it_is(
    event: dict[str, Any], expected: list[ReturnKind]
) -> None:
    assert ses(event) == expected


def test_the_seal_of_ses_is_in_the_original_message_id_whatever_its_case() -> None:
    header = {"name": "MESSAGE-ID", "value": f"<{SEAL}@news.example>"}
    mail = {"headers": ["text", {"name": "Subject"}, header]}
    assert ses({"mail": mail, "notificationType": "Complaint"}) == [COMPLAINT]


@pytest.mark.parametrize("recipients", [None, [], "text", {"a": 1}, [{}], [{"status": 5}]])
def test_recipients_of_ses_in_another_form_leave_the_word_of_ses(recipients: Any) -> None:
    bounce = {"bounceType": "Permanent", "bouncedRecipients": recipients}
    assert ses({"notificationType": "Bounce", "bounce": bounce}) == [HARD]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "bounce", "mail", "headers", "msys", "payload"]), inner
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(JSON_VALUES)
def test_no_json_in_a_proved_post_is_an_error_of_ours(body: Any) -> None:
    for reader in (read_sparkpost, read_kumomta, read_postmark):
        try:
            reader(a_post(body), SECRET)
        except UnreadablePost:
            continue
    _events(json.dumps(body))
