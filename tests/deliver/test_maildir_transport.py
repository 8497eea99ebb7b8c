"""A Maildir in place of a relay: each message whole, one file a reader, and never a half one."""

from __future__ import annotations

import asyncio
import mailbox
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from digest.config import Relay
from digest.deliver import MaildirTransport
from digest.deliver.maildir import MaildirOptions, maildir_transport
from digest.errors import RelayError
from digest.models import DeliveryState, Message, Outcome
from digest.protocols import HoldBack

ISSUE = "daily@2026-11-23"


def a_message(reader: str = "r1", content: bytes = b"Subject: x\r\n\r\n.dot\r\n") -> Message:
    return Message(
        issue_id=ISSUE,
        subscriber_id=reader,
        message_id=f"<{reader}@news.example>",
        envelope_from="bounce@news.example",
        recipient=f"{reader}@mail.example",
        content=content,
    )


def hand_over(
    transport: MaildirTransport, *messages: Message, may_go: bool = True
) -> tuple[list[Outcome], list[list[str]]]:
    """Hand messages over; return the outcomes, and the readers of each announcement."""
    announced: list[list[str]] = []

    def handing(offered: Sequence[Message]) -> Callable[[], Awaitable[None]]:
        announced.append([message.subscriber_id for message in offered])

        async def stored() -> None:
            if not may_go:
                raise HoldBack

        return stored

    async def stream() -> AsyncIterator[Message]:
        for message in messages:
            yield message

    async def run() -> list[Outcome]:
        return [outcome async for outcome in transport.hand_over(stream(), handing=handing)]

    return asyncio.run(run()), announced


def test_each_message_is_announced_written_byte_for_byte_and_accepted(tmp_path: Path) -> None:
    transport = MaildirTransport(tmp_path / "mail", relay_name="shelf")
    outcomes, announced = hand_over(transport, a_message("r1"), a_message("r2", b"two"))
    assert announced == [["r1"], ["r2"]]
    assert [outcome.state for outcome in outcomes] == [DeliveryState.ACCEPTED] * 2
    for outcome, content in zip(outcomes, (a_message().content, b"two"), strict=True):
        assert outcome.reply is not None
        assert (outcome.relay, outcome.reply.code) == ("shelf", 250)
        # the reply leads to the file
        assert (tmp_path / "mail" / "new" / outcome.reply.queue_id).read_bytes() == content


def test_the_folder_is_a_maildir_that_mail_programs_read(tmp_path: Path) -> None:
    hand_over(MaildirTransport(tmp_path / "a" / "mail"), a_message())
    box = mailbox.Maildir(tmp_path / "a" / "mail", create=False)
    (message,) = box
    assert message["Subject"] == "x"
    # no half message is left behind
    assert list((tmp_path / "a" / "mail" / "tmp").iterdir()) == []


def test_the_same_issue_for_the_same_reader_replaces_its_file(tmp_path: Path) -> None:
    transport = MaildirTransport(tmp_path)
    hand_over(transport, a_message(content=b"first"))
    hand_over(transport, a_message(content=b"second"), a_message("r2"))
    contents = {file.read_bytes() for file in (tmp_path / "new").iterdir()}
    assert contents == {b"second", a_message().content}


def test_a_message_that_may_not_go_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(HoldBack):
        hand_over(MaildirTransport(tmp_path), a_message(), may_go=False)
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("reader", ["../../etc/passwd", "a/b", "a\0b", "", "é"])
def test_no_id_leads_out_of_the_folder(tmp_path: Path, reader: str) -> None:
    hand_over(MaildirTransport(tmp_path / "mail"), a_message(reader))
    (file,) = (tmp_path / "mail" / "new").iterdir()
    assert file.name.endswith(".eml")
    assert {path.name for path in tmp_path.iterdir()} == {"mail"}


# ---- configuration and check-up ------------------------------------------------------------------


def test_a_relay_of_this_kind_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(RelayError, match="has no folder") as caught:
        maildir_transport(Relay(name="shelf", kind="maildir"))
    assert (caught.value.subject, caught.value.hint) == (
        "relay shelf",
        "name the Maildir under folder:",
    )
    relay = Relay(name="shelf", kind="maildir", options=MaildirOptions(folder=tmp_path / "m"))
    outcomes, _ = hand_over(maildir_transport(relay), a_message())
    assert outcomes[0].relay == "shelf"


def test_a_check_up_says_if_the_folder_can_be_written(tmp_path: Path) -> None:
    transport = MaildirTransport(tmp_path / "mail", relay_name="shelf")
    (result,) = asyncio.run(transport.diagnose())
    assert (result.ok, result.subject) == (True, "relay shelf")
    (tmp_path / "mail" / "new").rmdir()
    (result,) = asyncio.run(transport.diagnose())
    assert result.ok is False
    assert "cannot be written" in result.finding
    assert result.advice
