"""A trial reaches its address or its folder alone, and leaves the ledger as it was."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from pathlib import Path

import pytest
from mailbox_server import free_port
from sample_morning import ISSUE, NOW, Desk

from digest.config import Relay, Tls
from digest.errors import DeliverError, UseError
from digest.models import IssueState, Subscriber
from digest.usecases import Newsroom, draft_issue, send_dry, send_test
from digest.usecases.send_trial import READERS_A_BATCH, TEST_MARK

TESTER = "desk@mail.example"


@pytest.fixture
def drafted(desk: Desk) -> Desk:
    draft_issue(desk.newsroom, "security-briefing")
    return desk


def with_relays(desk: Desk, *ports: int) -> Newsroom:
    relays = []
    for number, port in enumerate(ports):
        relays.append(Relay(name=f"r{number}", host="127.0.0.1", port=port, tls=Tls.NONE))
    settings = desk.newsroom.config.settings
    deliver = replace(settings.deliver, relays=tuple(relays))
    config = replace(desk.newsroom.config, settings=replace(settings, deliver=deliver))
    return replace(desk.newsroom, config=config)


def test_a_test_mail_is_marked_and_its_links_are_those_of_no_subscriber(drafted: Desk) -> None:
    (copy,) = send_test(drafted.newsroom, ISSUE, [TESTER])
    assert (copy.address, copy.arrived) == (TESTER, True)
    assert copy.reply.startswith("250 ")
    (mail,) = drafted.mailbox.mails
    assert mail.recipient == TESTER
    assert mail.message["To"] == TESTER
    assert mail.message["Subject"].startswith(f"{TEST_MARK} ")
    # the name of the sample reader would be a lie about the tester
    assert "Sample Reader" not in mail.content.decode("utf-8", "replace")


def test_each_address_gets_a_copy_of_its_own(drafted: Desk) -> None:
    addresses = [TESTER, "second@mail.example"]
    copies = send_test(drafted.newsroom, ISSUE, addresses)
    assert sorted(copy.address for copy in copies) == sorted(addresses)
    first, second = (mail.message for mail in drafted.mailbox.mails)
    # a mailbox that knows a Message-ID would hide the second copy
    assert first["Message-ID"] != second["Message-ID"]
    assert first["List-Unsubscribe"] != second["List-Unsubscribe"]


def test_a_second_test_to_one_address_has_a_message_id_of_its_own(drafted: Desk) -> None:
    for _ in range(2):
        send_test(drafted.newsroom, ISSUE, [TESTER])
    first, second = (mail.message for mail in drafted.mailbox.mails)
    assert first["Message-ID"] != second["Message-ID"]


def test_an_address_that_is_none_is_refused_before_any_copy_leaves(drafted: Desk) -> None:
    with pytest.raises(UseError):
        send_test(drafted.newsroom, ISSUE, [TESTER, "no address"])
    assert drafted.mailbox.mails == []


def test_a_test_mail_leaves_state_and_ledger_as_they_were(drafted: Desk) -> None:
    send_test(drafted.newsroom, ISSUE, [TESTER])
    assert drafted.store.issues.state(ISSUE) is IssueState.DRAFT
    assert list(drafted.store.ledger.rows(ISSUE)) == []


def test_an_approved_issue_may_be_tested_too(desk: Desk) -> None:
    desk.approved()
    send_test(desk.newsroom, ISSUE, [TESTER])
    assert [mail.recipient for mail in desk.mailbox.mails] == [TESTER]


def test_a_newsroom_without_a_relay_says_where_to_add_one(drafted: Desk) -> None:
    with pytest.raises(DeliverError, match="no relay is configured") as refused:
        send_test(with_relays(drafted), ISSUE, [TESTER])
    assert refused.value.hint == "add one under deliver: relays: in digest.yaml"


@pytest.mark.parametrize("answer", ["550 5.1.1 no such user", "450 4.2.0 try later"])
def test_a_relay_that_does_not_take_one_copy_is_quoted_and_the_others_arrive(
    drafted: Desk, answer: str
) -> None:
    drafted.mailbox.refuse[TESTER] = answer
    copies = send_test(drafted.newsroom, ISSUE, [TESTER, "second@mail.example"])
    arrived = {copy.address: copy.arrived for copy in copies}
    assert arrived == {TESTER: False, "second@mail.example": True}
    (failed,) = [copy for copy in copies if not copy.arrived]
    assert failed.reply.startswith(answer[:3])
    assert answer.split(" ", 2)[2] in failed.reply


def test_a_relay_that_is_away_is_an_error(drafted: Desk) -> None:
    with pytest.raises(DeliverError):
        send_test(with_relays(drafted, free_port()), ISSUE, [TESTER])


def test_a_test_goes_through_the_first_relay(drafted: Desk) -> None:
    newsroom = with_relays(drafted, drafted.mailbox.port, free_port())
    (copy,) = send_test(newsroom, ISSUE, [TESTER])
    assert copy.arrived


def test_an_unknown_issue_is_neither_tested_nor_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UseError, match="no such issue"):
        send_test(desk.newsroom, ISSUE, [TESTER])
    with pytest.raises(UseError, match="no such issue"):
        send_dry(desk.newsroom, ISSUE, tmp_path / "dry")
    assert not (tmp_path / "dry").exists()


def test_a_dry_run_writes_the_message_of_each_reader(drafted: Desk, tmp_path: Path) -> None:
    assert send_dry(drafted.newsroom, ISSUE, tmp_path / "dry") == 3
    mails = list(mailbox.Maildir(tmp_path / "dry"))
    assert sorted(mail["To"] for mail in mails) == [f"reader{n}@example.org" for n in range(3)]
    assert len({mail["List-Unsubscribe"] for mail in mails}) == 3
    assert drafted.mailbox.mails == []
    assert drafted.store.issues.state(ISSUE) is IssueState.DRAFT


def test_a_dry_run_needs_no_relay(drafted: Desk, tmp_path: Path) -> None:
    assert send_dry(with_relays(drafted), ISSUE, tmp_path / "dry") == 3


def test_readers_of_another_newsletter_get_no_message(drafted: Desk, tmp_path: Path) -> None:
    other = Subscriber(id="other", email="other@example.org", newsletters=("gulf-briefing",))
    drafted.store.subscribers.add([other])
    drafted.store.subscribers.leave("reader-0", newsletter_id=None, now=NOW, how="page")
    assert send_dry(drafted.newsroom, ISSUE, tmp_path / "dry") == 2


def test_a_newsletter_without_readers_writes_no_message(drafted: Desk, tmp_path: Path) -> None:
    for number in range(3):
        drafted.store.subscribers.remove(f"reader-{number}")
    assert send_dry(drafted.newsroom, ISSUE, tmp_path / "dry") == 0


def test_readers_of_more_than_one_batch_are_all_written(drafted: Desk, tmp_path: Path) -> None:
    more = []
    for number in range(READERS_A_BATCH):
        address = f"more{number}@example.org"
        more.append(Subscriber(id=f"m{number}", email=address, newsletters=("security-briefing",)))
    drafted.store.subscribers.add(more)
    folder = tmp_path / "dry"
    assert send_dry(drafted.newsroom, ISSUE, folder) == READERS_A_BATCH + 3
    assert len(list((folder / "new").iterdir())) == READERS_A_BATCH + 3
