"""Replies: whom they accuse, what state they lead to, and when to try again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver import Stage, Verdict, blames_reader, classify
from digest.deliver.replies import parse_reply, retry_delay_s, state_of
from digest.models import DeliveryState, Reply

V = Verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("250 2.0.0 Ok: queued as 4F1", V.ACCEPTED),
        ("450 4.2.0 greylisted, try again in 60 seconds", V.LATER),
        ("452 4.2.2 mailbox full", V.LATER),
        ("451 4.3.0 temporary failure", V.LATER),
        ("450 4.7.1 temporary failure, try again later", V.LATER),
        ("421 4.7.0 try again later", V.THROTTLED),
        ("451 4.7.500 server busy, too many messages", V.THROTTLED),
        ("454 4.4.5 throttling failure: maximum sending rate exceeded", V.THROTTLED),
        ("421 4.7.28 unusual rate of unsolicited mail", V.BAD_SENDER),
        ("451 4.7.26 unauthenticated", V.BAD_SENDER),
        ("550 5.1.1 no such user", V.BAD_READER),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", V.BAD_READER),
        ("550 5.2.1 mailbox disabled", V.BAD_READER),
        ("552 5.2.2 over quota", V.BAD_MESSAGE),
        ("552 5.3.4 message too big", V.BAD_MESSAGE),
        ("554 5.7.1 refused by policy", V.POLICY),
        ("550 5.7.1 user unknown", V.BAD_READER),
        ("550 5.7.26 this mail is unauthenticated", V.BAD_SENDER),
        (
            "550 5.7.515 access denied, sending domain does not meet the required level",
            V.BAD_SENDER,
        ),
        ("554 5.7.1 client host blocked using zen.spamhaus.org", V.BAD_SENDER),
        ("554 5.7.1 relay access denied", V.BAD_SENDER),
        ("550 5.1.8 sender address rejected: domain not found", V.BAD_SENDER),
        ("530 5.7.0 authentication required", V.BAD_SENDER),
        ("550 no such user here", V.BAD_READER),
        ("550 mailbox unavailable", V.BAD_MESSAGE),
        ("553 sorry, that domain isn't in my list of allowed rcpthosts", V.BAD_READER),
    ],
)
def test_replies_name_the_guilty(line: str, verdict: Verdict) -> None:
    assert classify(parse_reply(line)) is verdict


def test_only_wrong_addresses_count_against_the_reader() -> None:
    assert blames_reader(Reply(code=550, enhanced="5.1.1"))
    for enhanced in ("5.7.1", "5.7.26", "5.7.515", "4.7.28", "5.2.2", "5.3.4"):
        assert not blames_reader(Reply(code=550, enhanced=enhanced))


def test_what_accuses_the_sender_waits_and_raises_an_alarm() -> None:
    assert state_of(Reply(code=550, enhanced="5.7.26", text="no")) == (
        DeliveryState.DEFERRED,
        "550 5.7.26 no",
    )
    assert state_of(Reply(code=554, enhanced="5.7.1", text="no")) == (
        DeliveryState.REFUSED,
        "554 5.7.1 no",
    )
    assert state_of(Reply(code=550, enhanced="5.1.1", text="no")) == (DeliveryState.REFUSED, "")


def test_a_refusal_before_any_reader_is_named_is_about_the_sender() -> None:
    refused = Reply(code=550, enhanced="5.1.0", text="address rejected")
    assert classify(refused) is Verdict.BAD_READER
    assert classify(refused, stage=Stage.MAIL) is Verdict.BAD_SENDER


@pytest.mark.parametrize(
    ("text", "queue_id"),
    [
        ("250 2.0.0 Ok: queued as 4bXy12ZZ", "4bXy12ZZ"),
        ("250 OK id=1tAbCd-0001-XY", "1tAbCd-0001-XY"),
        ("250 2.0.0 4ANA7Kk012345 Message accepted for delivery", "4ANA7Kk012345"),
        ("250 ok", ""),
    ],
)
def test_the_queue_id_is_kept(text: str, queue_id: str) -> None:
    assert parse_reply(text).queue_id == queue_id


def test_lines_of_one_answer_are_joined() -> None:
    reply = parse_reply("550-5.7.1 first", "550-5.7.1", "550 5.7.1 last")
    assert (reply.code, reply.enhanced, reply.text) == (550, "5.7.1", "first last")


@given(seed=st.text(max_size=20), attempts=st.integers(1, 30))
def test_delays_grow_stay_bounded_and_are_the_same_when_asked_again(
    seed: str, attempts: int
) -> None:
    def delay(number: int) -> float | None:
        return retry_delay_s(number, first_s=300, max_attempts=31, give_up_after_s=1e9, seed=seed)

    now, following = delay(attempts), delay(attempts + 2)
    assert now is not None
    assert now == delay(attempts)
    assert 240 <= now <= 4 * 3600 * 1.2 + 1e-6
    assert following is None or following >= now or now > 4 * 3600 * 0.7


def test_giving_up_comes_by_number_or_by_time() -> None:
    assert retry_delay_s(8, first_s=300, max_attempts=8, give_up_after_s=1e9, seed="") is None
    assert retry_delay_s(3, first_s=300, max_attempts=8, give_up_after_s=900, seed="") is None
    assert retry_delay_s(2, first_s=300, max_attempts=8, give_up_after_s=900, seed="") is not None


@given(st.integers(200, 599), st.text(max_size=60))
def test_any_answer_has_a_meaning(code: int, text: str) -> None:
    state, alarm = state_of(Reply(code=code, text=text))
    assert state in (DeliveryState.ACCEPTED, DeliveryState.DEFERRED, DeliveryState.REFUSED)
    assert state is not DeliveryState.ACCEPTED or not alarm
