"""What every Transport promises: asked before it hands over, one outcome a message, each message as it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from handing_over import hand_over
from mailbox_server import mail_server

from digest.config import Relay, Tls
from digest.deliver import MaildirTransport, SmtpTransport
from digest.models import DeliveryState, Message, Outcome
from digest.protocols import Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    transport: Transport
    arrived: Callable[[], list[bytes]]


@pytest.fixture(params=["maildir", "smtp"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    if request.param == "maildir":
        transport = MaildirTransport(tmp_path)
        yield Case(
            transport=transport,
            arrived=lambda: [file.read_bytes() for file in sorted((tmp_path / "new").iterdir())],
        )
        return
    with mail_server() as mailbox:
        smtp = SmtpTransport(
            Relay(name="loopback", host="127.0.0.1", port=mailbox.port, tls=Tls.NONE)
        )
        yield Case(transport=smtp, arrived=lambda: [mail.content for mail in mailbox.mails])


def messages(count: int) -> list[Message]:
    return [
        Message(
            issue_id="n@2026-11-23",
            subscriber_id=f"r{n}",
            message_id=f"<{n}@news.example.org>",
            envelope_from="bounce@news.example.org",
            recipient=f"reader{n}@example.org",
            content=f"Subject: {n}\r\n\r\n.a line that begins with a dot\r\n".encode(),
        )
        for n in range(count)
    ]


def test_each_message_is_announced_before_and_settled_after_its_hand_over(case: Case) -> None:
    announced: list[str] = []

    def handing(going: Sequence[Message]) -> Callable[[], None]:
        return lambda: announced.extend(message.subscriber_id for message in going)

    def check(outcome: Outcome) -> None:
        assert outcome.subscriber_id in announced

    given = messages(5)
    settled = hand_over(case.transport, given, handing=handing, on_outcome=check)
    assert [outcome.subscriber_id for outcome in settled] == [
        message.subscriber_id for message in given
    ]
    assert {outcome.state for outcome in settled} == {DeliveryState.ACCEPTED}
    assert all(outcome.reply and outcome.reply.code == 250 for outcome in settled)


def test_every_byte_arrives(case: Case) -> None:
    given = messages(3)
    hand_over(case.transport, given)
    assert case.arrived() == [message.content for message in given]


def test_nothing_given_is_nothing_done_and_closing_twice_is_harmless(case: Case) -> None:
    assert hand_over(case.transport, []) == []
    assert hand_over(case.transport, []) == []
