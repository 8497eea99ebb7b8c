"""The promises of every registered kind of relay, and of a toy: one file and one line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from handing_over import hand_over
from http_transport import http_server
from http_transport import toy_kind as http_kind
from mailbox_server import mail_server

from digest.config import Relay, Tls
from digest.deliver import TRANSPORTS
from digest.deliver.maildir import MaildirOptions
from digest.deliver.transports import MakeTransport
from digest.kernel.registry import Registry
from digest.models import DeliveryState, Message, Outcome
from digest.protocols import HoldBack, Transport

KINDS: Registry[MakeTransport] = Registry("relay", [*TRANSPORTS, http_kind()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A transport, and the messages that have arrived at the other end."""

    transport: Transport
    arrived: Callable[[], list[bytes]]


def open_case(kind: str, folder: Path, stack: ExitStack) -> Case:
    """Set up the other end of a relay of that kind."""
    if kind == "maildir":
        relay = Relay(name="files", kind=kind, options=MaildirOptions(folder=folder))
        return Case(
            transport=KINDS[kind].make(relay),
            arrived=lambda: [file.read_bytes() for file in sorted((folder / "new").iterdir())],
        )
    if kind == "http":
        server = stack.enter_context(http_server())
        relay = Relay(name="api", kind=kind, host="127.0.0.1", port=server.port)
        return Case(transport=KINDS[kind].make(relay), arrived=lambda: server.bodies)
    assert kind == "smtp", f"write a case for relays of kind {kind}"
    mailbox = stack.enter_context(mail_server())
    relay = Relay(name="loopback", host="127.0.0.1", port=mailbox.port, tls=Tls.NONE)
    return Case(
        transport=KINDS[kind].make(relay),
        arrived=lambda: [mail.content for mail in mailbox.mails],
    )


@pytest.fixture(params=KINDS.names)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    with ExitStack() as stack:
        yield open_case(request.param, tmp_path, stack)


def messages(count: int) -> list[Message]:
    made: list[Message] = []
    for number in range(count):
        made.append(
            Message(
                issue_id="n@2026-11-23",
                subscriber_id=f"r{number}",
                message_id=f"<{number}@news.example.org>",
                envelope_from="bounce@news.example.org",
                recipient=f"reader{number}@example.org",
                content=f"Subject: {number}\r\n\r\n.begins with a dot\r\n".encode(),
            )
        )
    return made


def test_each_message_is_announced_before_and_settled_after_its_hand_over(case: Case) -> None:
    announced: list[str] = []

    def handing(going: Sequence[Message]) -> Callable[[], None]:
        return lambda: announced.extend(message.subscriber_id for message in going)

    def check(outcome: Outcome) -> None:
        assert outcome.subscriber_id in announced

    given = messages(5)
    outcomes = hand_over(case.transport, given, handing=handing, on_outcome=check)
    assert [outcome.subscriber_id for outcome in outcomes] == ["r0", "r1", "r2", "r3", "r4"]
    assert {outcome.state for outcome in outcomes} == {DeliveryState.ACCEPTED}
    for outcome in outcomes:
        assert outcome.reply is not None
        assert 200 <= outcome.reply.code < 300
        assert outcome.relay != ""


def test_every_byte_arrives(case: Case) -> None:
    given = messages(3)
    hand_over(case.transport, given)
    assert case.arrived() == [message.content for message in given]


def test_a_message_that_is_held_back_never_arrives(case: Case) -> None:
    def handing(going: Sequence[Message]) -> Callable[[], None]:
        def stored() -> None:
            if any(message.subscriber_id == "r2" for message in going):
                raise HoldBack

        return stored

    try:
        outcomes = hand_over(case.transport, messages(4), handing=handing)
    except HoldBack:
        outcomes = []  # ending the hand-over with the exception is allowed
    for outcome in outcomes:
        if outcome.subscriber_id in ("r2", "r3"):
            assert outcome.state is DeliveryState.QUEUED
    arrived = b"".join(case.arrived())
    assert b"Subject: 2" not in arrived
    assert b"Subject: 3" not in arrived


def test_without_messages_there_is_no_outcome_and_closing_twice_is_harmless(case: Case) -> None:
    assert hand_over(case.transport, []) == []
    assert hand_over(case.transport, []) == []


def test_an_abort_before_any_message_is_harmless(case: Case) -> None:
    case.transport.abort()
    assert len(hand_over(case.transport, messages(1))) == 1


def test_a_relay_that_can_be_used_is_diagnosed_as_good_and_gets_no_message(case: Case) -> None:
    async def diagnose() -> None:
        results = await case.transport.diagnose()
        await case.transport.close()
        assert results[0].ok is True
        assert results[0].subject.startswith("relay ")

    run: Awaitable[None] = diagnose()
    asyncio.run(run)  # type: ignore[arg-type]
    assert case.arrived() == []
