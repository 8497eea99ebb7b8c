"""Signatures of webhooks: the standard's own form, and every way in which a proof is none."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.kernel.webhook_signatures import OLDEST, proof_fault, sign

# key, id, time and body of the example in the reference implementation of the standard
KEY = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
POST_ID, TIME, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
NOW = datetime.fromtimestamp(int(TIME), UTC)


def fault(**changes: object) -> str:
    post: dict[str, object] = {
        "post_id": POST_ID,
        "timestamp": TIME,
        "signatures": SIGNATURE,
        "body": BODY,
        "now": NOW,
    }
    return proof_fault([KEY], **{**post, **changes})  # type: ignore[arg-type]


def test_a_post_is_signed_as_the_reference_implementation_signs_it() -> None:
    assert sign(KEY, POST_ID, TIME, BODY) == SIGNATURE
    assert fault() == ""


def test_one_of_several_signatures_and_secrets_is_enough() -> None:
    assert fault(signatures=f"v1,AAAA v1a,BBBB {SIGNATURE}") == ""
    other = b"o" * 32
    proof = {"post_id": POST_ID, "timestamp": TIME, "signatures": SIGNATURE, "body": BODY}
    assert proof_fault([other, KEY], **proof, now=NOW) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"post_id": "msg_2"},
        {"body": BODY + b" "},
        {"signatures": ""},
        {"signatures": SIGNATURE.removeprefix("v1,")},
        {"signatures": SIGNATURE.replace("v1,", "v2,")},
        {"signatures": "v1,\N{SNOWMAN}"},
        {"signatures": "v1,AAAA " * 5_000 + SIGNATURE},
    ],
)
def test_a_post_that_was_changed_is_refused(changes: dict[str, object]) -> None:
    assert fault(**changes) == "its signature is of no secret here"


@pytest.mark.parametrize("timestamp", ["", "-1", "1e9", "١٦١٤٢٦٥٣٣٠", "1" * 400])
def test_a_time_that_is_none_is_refused(timestamp: str) -> None:
    assert fault(timestamp=timestamp) == "it has no webhook-timestamp"


@pytest.mark.parametrize("post_id", ["", "a" * 300, "a\nb"])
def test_an_id_that_is_none_is_refused(post_id: str) -> None:
    assert fault(post_id=post_id) == "it has no webhook-id"


def test_a_post_of_another_time_is_refused() -> None:
    second = timedelta(seconds=1)
    assert fault(now=NOW + OLDEST) == ""
    for now in (NOW + OLDEST + second, NOW - OLDEST - second):
        assert fault(now=now) == "its time is not that of these minutes"


@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=50))
def test_headers_of_any_letters_are_judged_and_none_is_an_error(
    signatures: str, timestamp: str, post_id: str
) -> None:
    assert fault(signatures=signatures, timestamp=timestamp, post_id=post_id) != ""


# ---- limits in numbers ---------------------------------------------------------------------------


def test_a_proof_is_good_for_five_minutes_in_both_directions() -> None:
    for seconds in (-300, 300):
        assert fault(now=NOW + timedelta(seconds=seconds)) == ""
    for seconds in (-301, 301):
        assert (
            fault(now=NOW + timedelta(seconds=seconds)) == "its time is not that of these minutes"
        )


@pytest.mark.parametrize(("others", "is_genuine"), [(9, True), (10, False)])
def test_ten_signatures_are_looked_at(others: int, is_genuine: bool) -> None:
    signatures = "v1,AAAA " * others + SIGNATURE
    assert (fault(signatures=signatures) == "") is is_genuine


@pytest.mark.parametrize(("characters", "is_id"), [(256, True), (257, False)])
def test_an_id_has_two_hundred_and_fifty_six_characters(characters: int, is_id: bool) -> None:
    post_id = "m" * characters
    signed = fault(post_id=post_id, signatures=sign(KEY, post_id, TIME, BODY))
    assert signed == ("" if is_id else "it has no webhook-id")


@pytest.mark.parametrize(("zeros", "is_time"), [(2, True), (3, False)])
def test_a_time_has_twelve_digits(zeros: int, is_time: bool) -> None:
    time = "0" * zeros + TIME
    signed = fault(timestamp=time, signatures=sign(KEY, POST_ID, time, BODY))
    assert signed == ("" if is_time else "it has no webhook-timestamp")


def test_without_a_secret_no_post_is_genuine() -> None:
    proof = {"post_id": POST_ID, "timestamp": TIME, "signatures": SIGNATURE, "body": BODY}
    assert proof_fault([], **proof, now=NOW)  # type: ignore[arg-type]


@given(st.binary(min_size=1, max_size=40), st.binary(max_size=60), st.binary(max_size=60))
def test_a_signature_proves_its_own_body_alone(key: bytes, body: bytes, other: bytes) -> None:
    signature = sign(key, POST_ID, TIME, body)
    proof = {"post_id": POST_ID, "timestamp": TIME, "signatures": signature, "now": NOW}
    assert proof_fault([key], **proof, body=body) == ""  # type: ignore[arg-type]
    assert (proof_fault([key], **proof, body=other) == "") is (body == other)  # type: ignore[arg-type]
